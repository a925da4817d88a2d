"""One act on many cells of a sheet: filled down, to the right or by the handle, written into all, emptied."""

from __future__ import annotations

from collections.abc import Iterable

from app.errors import Refused
from app.ui.confirm import sure
from app.ui.record_table.filling import continued
from app.ui.record_table.ranges import chosen, chosen_cells, must_be_block, shown_columns
from app.ui.record_table.sheet import Typed
from app.ui.record_table.sheet_table import SheetTable

_MOST_NAMED = 4
Cell = tuple[int, int]


def write_all(view: SheetTable, text: str) -> None:
    """One text into every chosen cell that can be typed into."""
    _take(view, [(*cell, text) for cell in chosen_cells(view)])


def fill_down(view: SheetTable) -> None:
    """Ctrl+D: the first chosen row into those below it; into a single cell, the one above."""
    must_be_block(view)
    rows, columns = chosen(view)
    if len(rows) == 1 and rows[0] > 0:
        rows = [rows[0] - 1, rows[0]]
    _repeat(view, [((row, column), (rows[0], column)) for row in rows[1:] for column in columns])


def fill_right(view: SheetTable) -> None:
    """Ctrl+R: the first chosen column into those to its right."""
    must_be_block(view)
    rows, columns = chosen(view)
    _repeat(view, [((row, column), (row, columns[0])) for row in rows for column in columns[1:]])


def fill_on(view: SheetTable, beyond: range, across: Iterable[int], *, repeat: bool) -> None:
    """What the handle was dragged over: further rows of the chosen columns, or further columns of the chosen rows."""
    must_be_block(view)
    rows, columns = chosen(view)
    exact, kind = view.sheet.exact_text, view.sheet.kind
    typed: Typed = []
    if set(across) == set(columns):
        up = bool(beyond) and beyond[0] < rows[0]
        order, sources = (list(reversed(beyond)), list(reversed(rows))) if up else (list(beyond), rows)
        for column in columns:
            texts = continued([exact(row, column) for row in sources], kind(column), len(order), repeat=repeat)
            typed += [(row, column, text) for row, text in zip(order, texts, strict=True)]
    else:
        further = [column for column in shown_columns(view) if column in set(across)]
        for row in rows:
            texts = continued([exact(row, column) for column in columns], kind(columns[0]), len(further), repeat=repeat)
            typed += [(row, column, text) for column, text in zip(further, texts, strict=True)]
    _take(view, typed)


def clear(view: SheetTable) -> None:
    """Empties the chosen cells that hold something; more than one are named and asked about first."""
    sheet = view.sheet
    open_cells = [cell for cell in chosen_cells(view) if sheet.entry(*cell) is not None]
    full = [cell for cell in open_cells if sheet.text(*cell)]
    names = list(dict.fromkeys(sheet.title(column) for _, column in full))
    named = "、".join(names[:_MOST_NAMED]) + (f"等{len(names)}栏" if len(names) > _MOST_NAMED else "")
    question = f"清空选中的 {len(full)} 个单元格（{named}）？记录本身不会删除。"
    if not open_cells or len(full) == 1 or (full and sure(view, question, "清空")):
        _take(view, [(row, column, "") for row, column in full])


def _repeat(view: SheetTable, cells: list[tuple[Cell, Cell]]) -> None:
    texts = {source: view.sheet.exact_text(*source) for source in {source for _, source in cells}}
    _take(view, [(*cell, texts[source]) for cell, source in cells])


def _take(view: SheetTable, typed: Typed) -> None:
    """Hands the cells to the sheet; those that are not typed into stay as they are.

    A single one that is refused says so at its place, as one that is typed does.
    """
    kept = [cell for cell in typed if view.sheet.entry(cell[0], cell[1]) is not None]
    cursor = view.currentIndex()
    if kept:
        try:
            view.sheet.take(kept)
        except Refused as refused:
            if len(kept) > 1:
                raise
            view.tell(view.sheet.index(*kept[0][:2]), refused.message)
    elif cursor.isValid():
        view.tell(cursor, view.sheet.why_not(cursor.row(), cursor.column()))
