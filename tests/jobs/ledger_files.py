"""Small workbooks for tests: rows as a clerk would type them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook


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
