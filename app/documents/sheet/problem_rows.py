"""The rows that could not be taken, as a workbook: the cell at fault coloured, the reason beside the row."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.ledgers.grid import column_letters
from app.documents.ledgers.parts import Note
from app.documents.ledgers.sheets import Sheet
from app.documents.packing import packed_workbook
from app.documents.sheet.values import printable
from app.paths import whole_file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FAULT, _REASON = "FFC7CE", "FFF2CC"


def write_problem_rows(
    sheets: Sequence[Sheet], header_rows: Mapping[str, int], notes: Sequence[Note], out: Path
) -> int:
    """Writes the header and every row that a note rejects, sheet by sheet; returns how many rows."""
    from openpyxl import Workbook

    book, count = Workbook(), 0
    book.remove(book.worksheets[0])
    for sheet in sheets:
        top = header_rows.get(sheet.name)
        of_sheet = [note for note in notes if note.row is not None and note.sheet in {sheet.name, ""}]
        if top is not None and of_sheet:
            count += _write(book.create_sheet(sheet.name[:31]), sheet, top, of_sheet)
    if not book.worksheets:
        book.create_sheet("没有问题")
    with whole_file(out) as part:
        part.write_bytes(packed_workbook(book))
    return count


def _write(page: "Worksheet", sheet: Sheet, top: int, notes: Sequence[Note]) -> int:
    from openpyxl.styles import Alignment, Font, PatternFill

    width = max(len(row) for row in sheet.rows)
    rows = sorted({note.row for note in notes if note.row is not None and note.row > top})
    for place, number in enumerate([top, *rows], start=1):
        for column, value in enumerate(sheet.rows[number - 1], start=1):
            page.cell(place, column).value = _plain(value)
        if place == 1:
            for column, title in ((width + 1, "原表行号"), (width + 2, "没有导入的原因")):
                page.cell(1, column, title)
            for cell in page[1]:
                cell.font = Font(bold=True)
            continue
        mine = [note for note in notes if note.row == number]
        page.cell(place, width + 1, number)
        reason = page.cell(place, width + 2, "\n".join(_said(note) for note in mine))
        reason.alignment, reason.fill = Alignment(wrap_text=True, vertical="top"), PatternFill("solid", fgColor=_REASON)
        for note in mine:
            if note.place is not None:
                page.cell(place, note.place + 1).fill = PatternFill("solid", fgColor=_FAULT)
    page.freeze_panes = "A2"
    page.column_dimensions[column_letters(width + 1)].width = 60
    return len(rows)


def _plain(value: object) -> str | float | bool | date | time | timedelta | None:
    if isinstance(value, str):
        return printable(value) or None
    return value if isinstance(value, int | float | date | time | timedelta) else None


def _said(note: Note) -> str:
    column = (note.column or "").replace("\n", "")
    return f"{column}：{note.reason}" if column else note.reason
