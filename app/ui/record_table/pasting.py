"""Where a copied block falls in a sheet: from the first chosen cell on, under its own headings, past the last row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtWidgets import QApplication

from app.columns.cells import NUMBERS
from app.columns.column import Kind
from app.errors import Refused
from app.ui.record_table.copied import Block, CopiedCell, block_of
from app.ui.record_table.ranges import chosen, chosen_cells, must_be_block, shown_columns
from app.ui.record_table.sheet import SheetModel, Typed
from app.ui.record_table.sheet_table import SheetTable
from app.values.money import MoneyUnit, in_unit, read_money, unit_in

_LEAST_HEADINGS = 2
_BRACKETS = str.maketrans("（）／", "()/", " \n　")


@dataclass(frozen=True)
class Pasted:
    """The cells that a paste writes, the headings of those columns in which nothing is typed, and those unknown."""

    typed: Typed = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def untold(self) -> str:
        """What of the copy went nowhere, in sentences; "" where all of it is taken."""
        closed = f"{'、'.join(self.left_out)}由程序算出或另有办理的地方，没有粘贴。" if self.left_out else ""
        unknown = f"这里没有“{'”“'.join(self.unknown)}”栏，没有粘贴。" if self.unknown else ""
        return closed + unknown


def pasted(view: SheetTable) -> Pasted:
    """What a paste would write now.

    Refuses a block that reaches beyond the last column, past the end of a sheet that does not grow, or into lines
    that are not typed into.
    """
    block = block_of(QApplication.clipboard().mimeData())
    rows, columns = _target(view)
    if not block or not rows or not view.sheet.types:
        return Pasted()
    if len(block) == len(block[0]) == 1 and not view.is_below:  # one cell goes into each that is chosen
        return _typed(
            view.sheet, [(row, [column], block[0]) for row, column in chosen_cells(view) or [(rows[0], columns[0])]]
        )
    must_be_block(view)
    headings = _headings(view, block[0]) if len(block) > 1 else None
    unknown: tuple[str, ...] = ()
    if headings is not None:
        block, columns = block[1:], [column for column, _ in headings]
        unknown = _unknown(block, headings)
        _say_units(view.sheet, block, headings)
    else:
        block, columns = _spread(view, block, rows, columns)
    first = rows[0]
    if len(block) != len(rows) and rows[-1] - first + 1 != len(rows):
        raise Refused("选中的行没有连在一起，请从左上角的一个单元格开始粘贴。")
    if first + len(block) > view.sheet.rowCount() and not view.sheet.grows:
        raise Refused(f"粘贴的内容有{len(block)}行，超出了列表的末尾。")
    places = rows if len(block) == len(rows) else range(first, first + len(block))
    lines = [(row, columns, line) for row, line in zip(places, block, strict=True)]
    return replace(_typed(view.sheet, lines), unknown=unknown)


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
    if not (len(named) >= min(_LEAST_HEADINGS, filled) and len(named) * 2 >= filled > 0):
        return None
    if twice := [column for column in dict.fromkeys(named) if named.count(column) > 1]:
        raise Refused(f"复制的表里有两栏都是“{sheet.title(twice[0])}”，请只留一栏再复制。")
    return found


def _unknown(block: Block, headings: list[tuple[int, str]]) -> tuple[str, ...]:
    """The headings that the sheet has no column for and below which something stands."""
    return tuple(
        " ".join(heading.split()) or "没有标题"
        for place, (column, heading) in enumerate(headings)
        if column < 0 and any(line[place].text.strip() for line in block)
    )


def _plain(heading: str) -> str:
    return heading.translate(_BRACKETS)


def _say_units(sheet: SheetModel, block: Block, headings: list[tuple[int, str]]) -> None:
    """Writes the unit of a copied heading into the amounts below it: what is copied in 亿元 is pasted as that."""
    for place, (column, heading) in enumerate(headings):
        unit = unit_in(heading) if column >= 0 and sheet.kind(column) is Kind.MONEY else None
        if unit is None:
            continue
        for line in block:
            cell = line[place]
            if text := cell.of_kind(Kind.MONEY).strip():
                line[place] = replace(cell, text=_with_unit(text, unit), number="")


def _with_unit(text: str, unit: MoneyUnit) -> str:
    """An amount of that unit as it is read wherever it stands; what is no amount stays, and is refused as it is."""
    if unit.is_dollars:
        return f"{text}{unit}"
    try:
        return f"{in_unit(read_money(text, unit), MoneyUnit.YUAN):f}{MoneyUnit.YUAN}"
    except Refused:
        return text


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


def _typed(sheet: SheetModel, lines: Sequence[tuple[int, list[int], list[CopiedCell]]]) -> Pasted:
    """Lines of copied cells by the row and the columns that they go to."""
    known = list(dict.fromkeys(column for _, columns, _ in lines for column in columns if column >= 0))
    first = lines[0][0]
    open_columns = [column for column in known if sheet.entry(sheet.rowCount(), column) or sheet.entry(first, column)]
    if known and not open_columns:
        named = "、".join(dict.fromkeys(f"“{sheet.title(column)}”" for column in known))
        raise Refused(f"{named}不能在表格中粘贴，请选中要填写的列再粘贴，或用“导入”读入整张台账。")
    typed: Typed = []
    for row, columns, line in lines:
        cells = [(row, c, _text(sheet, c, cell)) for c, cell in zip(columns, line, strict=True) if c in open_columns]
        if row >= sheet.rowCount() and not any(text.strip() for *_, text in cells):
            continue  # an empty line of the copy makes no record
        if any(sheet.entry(row, column) is None for _, column, _ in cells):
            raise Refused("粘贴的范围超出了可以填写的单元格（碰到合计或分组的标题），请从左上角的单元格开始粘贴。")
        typed += cells
    return Pasted(typed, tuple(dict.fromkeys(sheet.title(c) for c in known if c not in open_columns)))


def _text(sheet: SheetModel, column: int, cell: CopiedCell) -> str:
    """What is typed of a cell; words merged with the row above stand in both, an amount cannot."""
    kind = sheet.kind(column)
    if cell.above and not cell.text:
        if kind in NUMBERS:
            raise Refused(
                f"“{sheet.title(column)}”里有合并的单元格，不知道“{cell.above}”是哪一行的，请先取消合并再复制。"
            )
        return cell.above
    return cell.of_kind(kind)
