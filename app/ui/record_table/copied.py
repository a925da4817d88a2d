"""The clipboard of Excel, WPS or Word as a block of cells: texts, and the exact numbers where they are told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.columns.cells import NUMBERS
from app.ui.record_table.html_table import read_table

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from app.columns.column import Kind


@dataclass(frozen=True)
class CopiedCell:
    """``text`` as it was shown there; ``number`` as it is, where the other program says so.

    ``above`` is what stands in the cell above that this one is merged with, "" where there is none.
    """

    text: str
    number: str = ""
    above: str = ""

    def of_kind(self, kind: Kind) -> str:
        """What is typed into a cell of that kind: a rounded 1,235 stands for the 1234.567 behind it."""
        shows_number = self.number and kind in NUMBERS and "%" not in self.text
        return self.number if shows_number else self.text


Block = list[list[CopiedCell]]


def block_of(mime: QMimeData) -> Block:
    """The cells on the clipboard; every line has the same width. Empty where there is no text."""
    lines = _lines(mime.text())
    if mime.hasHtml() and "<t" in mime.html().lower():
        table = read_table(mime.html())
        # The texts decide: what Word makes of a table in HTML may be laid out otherwise.
        if (
            lines
            and len(table) == len(lines)
            and all(len(row) == len(line) for row, line in zip(table, lines, strict=True))
        ):
            return [
                [CopiedCell(text, cell.number, cell.above) for text, cell in zip(*pair, strict=True)]
                for pair in zip(lines, table, strict=True)
            ]
        if table and not lines:
            width = max(map(len, table))
            blank = [CopiedCell("")] * width
            return [
                [*(CopiedCell(cell.text, cell.number, cell.above) for cell in row), *blank[len(row) :]] for row in table
            ]
    width = max(map(len, lines), default=0)
    return [[CopiedCell(text) for text in (*line, *[""] * (width - len(line)))] for line in lines]


# A cell in quotes ends with one before the next tab or line; else its quotes are signs of the text: “甲方"园区"”.
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*))([\t\n]|\Z)')
_NEEDS_QUOTES = re.compile(r'[\t\n]|""')


def _lines(text: str) -> list[list[str]]:
    """Cells parted by tabs; one with a line break or a tab in it stands in quotes, which a split would tear."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip("\n"):
        return [[""]] if text else []
    text = text.removesuffix("\n")
    lines: list[list[str]] = [[]]
    for found in _CELL.finditer(text):
        quoted, plain, end = found.groups()
        # A spreadsheet quotes only what needs it: "龙头" alone is written so in the cell.
        is_quoted = quoted is not None and _NEEDS_QUOTES.search(quoted)
        lines[-1].append(quoted.replace('""', '"') if is_quoted else plain if quoted is None else f'"{quoted}"')
        if not end:
            break
        if end == "\n":
            lines.append([])
    return lines
