"""A .docx as LibreOffice lays it out in the faces that the PDF is drawn with, to be held against it line by line."""

import difflib
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pdfplumber

from app.documents.fonts import RESOURCES

SOFFICE = shutil.which("soffice")
# The fonts that a .docx names, and the bundled faces that `bundled()` draws in their place.
_DRAWN_WITH = {
    "仿宋_GB2312": "Noto Serif SC",
    "楷体_GB2312": "Noto Serif SC",
    "宋体": "Noto Serif SC",
    "方正小标宋简体": "Noto Serif SC",
    "Times New Roman": "Noto Serif SC",
    "黑体": "Noto Sans SC",
}
_ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
_READ_WRONGLY = {
    'style:text-autospace="ideograph-alpha"': 'style:text-autospace="none"',
    'style:punctuation-wrap="hanging"': 'style:punctuation-wrap="simple"',
}
_LEADERS = re.compile(r"[.…]{6,}")
_LINE = 2.5  # points; characters that stand so close above each other are one line
_LIMIT = 240  # seconds


def laid_out(documents: Sequence[Path], folder: Path) -> list[Path]:
    """The PDFs that LibreOffice makes of the documents, in ``folder``.

    Its 7.4 reads two properties of a paragraph wrongly: ``autoSpaceDE`` not at all, ``overflowPunct`` as its opposite.
    They are set right between reading and printing, as Word and later versions have them.
    """
    fonts = folder / "fonts.conf"
    aliases = "".join(_ALIAS.format(*pair) for pair in _DRAWN_WITH.items())
    fonts.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{RESOURCES / "fonts"}</dir>'
        f"<cachedir>{folder / 'cache'}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    read = [folder / f"{document.stem}.fodt" for document in documents]
    _convert("fodt", documents, folder)
    for path in read:
        text = path.read_text(encoding="utf-8")
        for wrong, right in _READ_WRONGLY.items():
            text = text.replace(wrong, right)
        path.write_text(text, encoding="utf-8")
    _convert("pdf", read, folder)
    return [path.with_suffix(".pdf") for path in read]


def _convert(ending: str, documents: Sequence[Path], folder: Path) -> None:
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    asked = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), *map(str, documents)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(asked, check=True, capture_output=True, timeout=_LIMIT, env=environment)


def pages_of(path: Path) -> list[list[str]]:
    """Each page's lines as they read across it, without blanks."""
    with pdfplumber.open(path) as pdf:
        return [_lines(page) for page in pdf.pages]


def _lines(page) -> list[str]:
    rows: list[tuple[float, list[dict]]] = []
    for char in sorted((char for char in page.chars if char["text"].strip()), key=lambda char: char["matrix"][5]):
        if rows and char["matrix"][5] - rows[-1][0] < _LINE:
            rows[-1][1].append(char)
        else:
            rows.append((char["matrix"][5], [char]))
    texts = ("".join(c["text"] for c in sorted(row, key=lambda c: c["x0"])) for _, row in reversed(rows))
    return [_LEADERS.sub("…", text) for text in texts]


def alike(drawn: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> float:
    """The share of the drawn lines that stand in the other too, in the same order."""
    mine, theirs = [line for page in drawn for line in page], [line for page in other for line in page]
    matched = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in matched) / len(mine)


def differences(drawn: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> list[tuple[list[str], list[str]]]:
    """The lines that stand in one of the two alone, beside what stands there in the other."""
    mine, theirs = [line for page in drawn for line in page], [line for page in other for line in page]
    codes = difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return [(mine[a:b], theirs[c:d]) for kind, a, b, c, d in codes if kind != "equal"]
