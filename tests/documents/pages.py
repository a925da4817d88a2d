"""Reading a PDF back: its lines as they stand on the page, for the tests of what was drawn."""

from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pypdfium2 import PdfDocument

MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line of text: where it stands in points from the page's top left, its size and faces."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    faces: frozenset[str]
    chars: tuple[dict, ...]


def texts_of(path: Path) -> list[str]:
    """Each page's text, line by line; a hundred times as fast as asking where each character stands."""
    with PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]


def lines_of(path: Path) -> list[list[Line]]:
    """Each page's lines from top to bottom; characters on one baseline are one line, even in two columns."""
    with pdfplumber.open(path) as pdf:
        return [_lines(page) for page in pdf.pages]


def _lines(page) -> list[Line]:
    by_baseline: dict[float, list[dict]] = {}
    for char in page.chars:
        by_baseline.setdefault(round(page.height - char["matrix"][5], 1), []).append(char)
    return [_line(baseline, chars) for baseline, chars in sorted(by_baseline.items())]


def _line(baseline: float, chars: list[dict]) -> Line:
    chars = sorted(chars, key=lambda char: char["x0"])
    return Line(
        "".join(char["text"] for char in chars),
        chars[0]["x0"],
        chars[-1]["x1"],
        baseline,
        max(char["size"] for char in chars),
        frozenset(char["fontname"].split("+")[-1] for char in chars),
        tuple(chars),
    )


def body(page: list[Line]) -> list[Line]:
    """The lines of a page without its page number."""
    return [line for line in page if line.baseline < 262 * MM]
