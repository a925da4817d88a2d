"""Where a copied block falls in a sheet: from the first chosen cell on, under its own headings, past the last row."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from app.columns.column import Kind
from app.errors import Refused
from app.ui.record_table.copied import Block, CopiedCell, block_of
from app.ui.record_table.ranges import chosen, shown_columns
from app.ui.record_table.sheet import SheetModel, Typed
from app.ui.record_table.sheet_table import SheetTable
from app.values.money import unit_in

_LEAST_HEADINGS = 2
_BRACKETS = str.maketrans("（）／", "()/", " \n　")


@dataclass(frozen=True)
class Pasted:
    """The cells that a paste writes, and the headings of those columns in which nothing is typed."""

    typed: Typed = field(default_factory=list)
    left_out: tuple[str, ...] = ()


def pasted(view: SheetTable) -> Pasted:
    """What a paste would write now.

    Refuses a block that reaches beyond the last column, past the end of a sheet that does not grow, or into lines
    that are not typed into.
    """
    block = block_of(QApplication.clipboard().mimeData())
    rows, columns = _target(view)
    if not block or not rows or not view.sheet.types:
        return Pasted()
    headings = _headings(view, block[0]) if len(block) > 1 else None
    if headings is not None:
        block, columns = block[1:], [column for column, _ in headings]
        _say_units(view.sheet, block, headings)
    else:
        block, columns = _spread(view, block, rows, columns)
    first = rows[0]
    if first + len(block) > view.sheet.rowCount() and not view.sheet.grows:
        raise Refused(f"粘贴的内容有{len(block)}行，超出了列表的末尾。")
    return _typed(view.sheet, block, first, columns)


def _target(view: SheetTable) -> tuple[list[int], list[int]]:
    """The cells to paste into: those chosen, or after the last row of the list where the clerk stands there."""
    rows, columns = chosen(view)
    cursor, seen = view.currentIndex(), shown_columns(view)
    if seen and (view.is_below or (view.sheet.grows and not view.sheet.rowCount())):
        return [view.sheet.rowCount()], [cursor.column() if cursor.isValid() else seen[0]]
    return (rows, columns) if rows or not cursor.isValid() else ([cursor.row()], [cursor.column()])


def _headings(view: SheetTable, line: list[CopiedCell]) -> list[tuple[int, str]] | None:
    """The columns that a copied first row names, each with its heading; -1 for one that the sheet has not."""
    sheet = view.sheet
    every = range(sheet.columnCount())
    known = {_plain(sheet.title(column)): column for column in every} | {
        _plain(sheet.title(column).partition("（")[0]): column for column in every
    }
    found = [
        (known.get(_plain(cell.text), known.get(_plain(cell.text).partition("(")[0], -1)), cell.text) for cell in line
    ]
    named = [column for column, _ in found if column >= 0]
    filled = sum(bool(cell.text.strip()) for cell in line)
    return found if len(named) >= min(_LEAST_HEADINGS, filled) and len(named) * 2 >= filled > 0 else None


def _plain(heading: str) -> str:
    return heading.translate(_BRACKETS)


def _say_units(sheet: SheetModel, block: Block, headings: list[tuple[int, str]]) -> None:
    """Writes the unit of a copied heading into the amounts below it: what is copied in 亿元 is pasted as that."""
    for place, (column, heading) in enumerate(headings):
        unit = unit_in(heading) if column >= 0 and sheet.kind(column) is Kind.MONEY else None
        for line in block if unit is not None else ():
            text = line[place].of_kind(Kind.MONEY).strip()
            if text and text[-1].isdigit():
                line[place] = CopiedCell(f"{text}{unit}")


def _spread(view: SheetTable, block: Block, rows: list[int], columns: list[int]) -> tuple[Block, list[int]]:
    """A block over the chosen cells: as often as it fits into them, else once from the first cell on."""
    high, wide = len(block), len(block[0])
    if len(rows) % high == 0 and len(columns) % wide == 0:
        block = [line * (len(columns) // wide) for line in block] * (len(rows) // high)
        return block, columns
    seen = shown_columns(view)
    place = seen.index(columns[0])
    if place + wide > len(seen):
        raise Refused(f"粘贴的内容有{wide}列，超出了列表的右边。")
    return block, seen[place : place + wide]


def _typed(sheet: SheetModel, block: Block, first: int, columns: list[int]) -> Pasted:
    known = [column for column in columns if column >= 0]
    open_columns = [column for column in known if sheet.entry(sheet.rowCount(), column) or sheet.entry(first, column)]
    if known and not open_columns:
        named = "、".join(dict.fromkeys(f"“{sheet.title(column)}”" for column in known))
        raise Refused(f"{named}不能在表格中粘贴，请选中要填写的列再粘贴，或用“导入”读入整张台账。")
    typed: Typed = []
    for row, line in enumerate(block, first):
        cells = [
            (row, c, cell.of_kind(sheet.kind(c))) for c, cell in zip(columns, line, strict=True) if c in open_columns
        ]
        if row >= sheet.rowCount() and not any(text.strip() for *_, text in cells):
            continue  # an empty line of the copy makes no record
        if any(sheet.entry(row, column) is None for _, column, _ in cells):
            raise Refused("粘贴的范围超出了可以填写的单元格（碰到合计或分组的标题），请从左上角的单元格开始粘贴。")
        typed += cells
    return Pasted(typed, tuple(dict.fromkeys(sheet.title(c) for c in known if c not in open_columns)))
