"""Small workbooks for tests: rows as a clerk would type them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from app.database.engine import Database
from app.documents.ledgers import Choices, ledgers_of_sheets
from app.documents.ledgers.workbook import read_here
from app.jobs.imports import Answers, ImportReport, import_ledgers
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit


def workbook(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "Sheet1", merged: Sequence[str] = ()) -> Path:
    """A workbook of one sheet holding ``rows`` from A1, with the named ranges merged."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(path)
    return path


def import_here(
    database: Database, path: Path, kind: LedgerKind | None = None, money_unit: MoneyUnit | None = None
) -> ImportReport:
    """What an import does, without the guarded child: for workbooks that a test has made itself."""
    ledgers = ledgers_of_sheets(read_here(path), Choices(kind=kind))
    return import_ledgers(database, ledgers, path.name, Answers(money_unit=money_unit))
