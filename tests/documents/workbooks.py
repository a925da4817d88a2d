"""Small workbooks typed on the spot, and what reading them gives, for the tests of ledgers."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from app.documents.ledgers import Choices, Ledger, LedgerKind, ledgers_of_sheets
from app.documents.ledgers.workbook import read_here

Rows = Sequence[Sequence[object]]


def typed(path: Path, rows: Rows, merges: Sequence[str] = (), name: str = "Sheet1", **others: Rows) -> Path:
    """A workbook with ``rows`` on its first sheet and further sheets by name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, cells in {name: rows, **others}.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(list(row))
    for area in merges:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def read(path: Path, kind: LedgerKind | None = None, sheet: str | None = None) -> Ledger:
    """The ledger in a file that the test made itself, read without a child process."""
    return ledgers_of_sheets(read_here(path), Choices(kind=kind), sheet)[0]


def texts(ledger: Ledger, *fields: str) -> list[tuple[str, ...]]:
    """The clean texts of some fields, row by row."""
    return [tuple(row.cells[name].text if name in row.cells else "" for name in fields) for row in ledger.rows]
