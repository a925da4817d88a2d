"""The first rows of a ledger side by side: each cell as the sheet shows it, and what it will be stored as."""

from collections.abc import Sequence
from enum import StrEnum

from app.documents.ledgers.fields import Sort, fields_of
from app.documents.ledgers.parts import Note
from app.jobs.imports.report import Shown
from app.jobs.imports.rows import ImportRow
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, in_unit

PREVIEWED = 12  # rows
SAID = ("计划", "阶段")  # how a date's cell begins that gives a plan, or a stage without its day


def seen_and_stored(row: ImportRow, noted: Sequence[Note], rejected: Sequence[Note]) -> list[Shown]:
    """The cells of one row, in the order of the sheet; nothing is stored of a row that was rejected.

    Of a cell that reading could not trust, the sheet's text stands in what was noted of it.
    """
    if any(note.row == row.row.number and note.sheet in {row.ledger.sheet, ""} for note in rejected):
        seen = {title: _doubted(row, title) for title in row.ledger.columns.values()}
        seen |= {cell.column: cell.text for cell in row.row.cells.values()}
        return [Shown(title, text, "（这一行不导入）", is_odd=True) for title, text in seen.items()]
    odd = {note.column for note in noted if note.row == row.row.number and note.sheet in {row.ledger.sheet, ""}}
    sorts = {one.name: one.sort for one in fields_of(row.ledger.kind)}
    found = [
        Shown(title, cell.text, _stored(row, name, sorts[name]), title in odd or name in row.unread)
        if (cell := row.row.cells.get(name)) is not None
        else Shown(title, _doubted(row, title), "（保留原来的内容）", is_odd=True)
        for name, title in row.ledger.columns.items()
    ]
    return found + [Shown(cell.column, cell.text, f"备注：{cell.column}：{cell.text}") for cell in row.row.extras]


def _doubted(row: ImportRow, title: str) -> str:
    doubt = row.doubted(title)
    return doubt.value if doubt else ""


def _stored(row: ImportRow, name: str, sort: Sort) -> str:
    value = "（没有读入）" if name in row.unread else row.stored.get(name) or ""
    if value == "" or name in row.unread:
        return str(value)
    if isinstance(value, PartialDate):
        return value.text()
    if isinstance(value, tuple):
        return "至".join(day.text() for day in value if day is not None)
    if sort is Sort.DATE and isinstance(value, str):
        return value if value.startswith(SAID) else "（没有日期）"
    if isinstance(value, int) and sort in {Sort.MONEY, Sort.DOLLARS}:
        unit = MoneyUnit.WAN_USD if sort is Sort.DOLLARS else MoneyUnit.WAN
        return f"{in_unit(value, unit):f}{unit}"
    return str(value) if isinstance(value, str | StrEnum | int) else ""
