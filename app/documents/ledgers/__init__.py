"""Reads an office's ledger from a workbook: finds the sheet, its header and its records, and says what was noticed."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.ledgers.cells import CellReader
from app.documents.ledgers.fields import SHAPES, fields_of
from app.documents.ledgers.grid import Grid
from app.documents.ledgers.headers import Recognised, recognise
from app.documents.ledgers.parts import Cell, Ledger, LedgerRow, Note
from app.documents.ledgers.rows import RowWalk
from app.documents.ledgers.workbook import RawSheet, read_workbook
from app.errors import Refused
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit

__all__ = ["Cell", "Ledger", "LedgerKind", "LedgerRow", "Note", "ledger_from_sheets", "read_ledger"]

_LEAST_FIELDS = 3


def read_ledger(path: Path, kind: LedgerKind | None = None, sheet: str | None = None) -> Ledger:
    """The ledger in a workbook, read in a guarded child process.

    Without ``kind`` it is recognised by its headings; without ``sheet`` the best-matching sheet is taken.
    Raises Refused when the file cannot be read or holds no such ledger.
    """
    return ledger_from_sheets(read_workbook(path), kind, sheet)


def ledger_from_sheets(sheets: Sequence[RawSheet], kind: LedgerKind | None = None, sheet: str | None = None) -> Ledger:
    """The ledger in sheets that were already read; see :func:`read_ledger`."""
    found = [seen for one in _wanted(sheets, sheet) if (seen := recognise(Grid(one), [kind] if kind else LedgerKind))]
    if kind is None:
        found = [seen for seen in found if seen.wide or len(seen.matching.columns) >= _LEAST_FIELDS]
    if not found:
        raise Refused(_nothing_found(kind, sheet))
    seen = max(found, key=lambda one: one.score)
    walk = RowWalk(seen).walk()
    notes = [*_sheet_notes(seen, sheets), *walk.notes]
    return Ledger(
        kind=seen.kind,
        sheet=seen.grid.sheet.name,
        header_row=seen.header.top + 1,
        money_unit=_money_unit(walk),
        columns={name: seen.header.title(column) for name, column in seen.matching.columns.items()},
        unknown=_unknown(seen),
        rows=tuple(walk.rows),
        totals=tuple(walk.totals),
        notes=tuple(notes),
        year=seen.year,
        month=seen.month,
        money_columns=frozenset(walk.cells.column_units),
    )


def _wanted(sheets: Sequence[RawSheet], name: str | None) -> list[RawSheet]:
    if name is None:
        return [one for one in sheets if one.visible] or list(sheets)
    wanted = [one for one in sheets if one.name.strip() == name.strip()]
    if not wanted:
        names = "、".join(one.name for one in sheets)
        raise Refused(f"工作簿里没有名为“{name}”的工作表，现有：{names}。", field="sheet")
    return wanted


def _nothing_found(kind: LedgerKind | None, sheet: str | None) -> str:
    where = f"工作表“{sheet}”" if sheet else "表格"
    if kind is None:
        return f"{where}里没有认出台账的表头，请检查前15行是否有项目名称、责任单位等栏目名称。"
    titles = {one.name: one.words[0] for one in fields_of(kind)}
    needed = "、".join(f"“{titles[name]}”" for name in SHAPES[kind].needs)
    return f"{where}里没有找到{needed}这样的栏目，请检查前15行的表头，或者换一种台账导入。"


def _money_unit(walk: RowWalk) -> MoneyUnit | None:
    """The unit that all money columns share, else the one of the unit line; never one column's lent to another."""
    units = {unit for unit in walk.cells.column_units.values() if not (unit and unit.is_dollars)}
    yuan, dollars = walk.cells.units
    return units.pop() if len(units) == 1 else yuan or (None if units else dollars)


def _unknown(seen: Recognised) -> tuple[str, ...]:
    read = seen.wide.read_columns() if seen.wide else set()
    rows = range(seen.header.end, seen.grid.height)
    return tuple(
        seen.header.title(column)
        for column in seen.matching.unknown
        if column not in read and any(seen.grid.own(row, column) != "" for row in rows)
    )


def _sheet_notes(seen: Recognised, sheets: Sequence[RawSheet]) -> list[Note]:
    others = [one.name for one in sheets if one is not seen.grid.sheet and one.rows]
    notes = [Note(None, None, "、".join(others), "工作簿里还有这些工作表，没有读入。")] if others else []
    notes += [Note(None, None, "", warning) for warning in seen.grid.sheet.warnings]
    kept, fields = CellReader(seen).extra_columns, set(seen.matching.columns.values())
    for left, taken in seen.matching.doubles:
        if not seen.wide or left not in seen.wide.read_columns():
            reason = f"与“{seen.header.title(taken)}”像是同一栏，只读了“{seen.header.title(taken)}”。"
            if left in kept:
                reason = f"与“{seen.header.title(taken)}”像是同一栏，内容记在备注里。"
            notes.append(Note(None, seen.header.title(left), "", reason))
    pictures = [fault for place, fault in seen.grid.faults.items() if place[1] not in fields and fault.is_picture]
    if pictures:
        notes.append(Note(pictures[0].row + 1, None, "图片", f"表里有{len(pictures)}张单元格图片没有导入。"))
    if left_out := "、".join(title.replace("\n", "") for title in _unknown(seen) if title):
        notes.append(Note(None, left_out, "", "没有对应的栏目，这些栏没有读入。"))
    return notes
