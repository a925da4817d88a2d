"""The clipboard of Excel, WPS or Word as a block of cells: texts, and the exact numbers where they are told."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from app.columns.cells import NUMBERS
from app.ui.record_table.html_table import read_table

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from app.columns.column import Kind


@dataclass(frozen=True)
class CopiedCell:
    """``text`` as it was shown there; ``number`` as it is, where the other program says so."""

    text: str
    number: str = ""

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
                [CopiedCell(text, cell.number) for text, cell in zip(*pair, strict=True)]
                for pair in zip(lines, table, strict=True)
            ]
        if table and not lines:
            lines = [[cell.text for cell in row] for row in table]
    width = max(map(len, lines), default=0)
    return [[CopiedCell(text) for text in (*line, *[""] * (width - len(line)))] for line in lines]


def _lines(text: str) -> list[list[str]]:
    """Cells parted by tabs; one with a line break or a tab in it stands in quotes, which a split would tear."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if not text.strip("\n"):
        return [[""]] if text else []
    text = text.removesuffix("\n")
    try:
        return [line or [""] for line in csv.reader(StringIO(text, newline=""), delimiter="\t")]
    except csv.Error:  # a cell beyond all measure: what takes it says so
        return [line.split("\t") for line in text.split("\n")]
