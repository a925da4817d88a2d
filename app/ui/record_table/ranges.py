"""Ranges of cells as they are seen: hidden columns stand in none, moved columns stand where they were moved to."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QItemSelection, QModelIndex
from PySide6.QtWidgets import QTableView

from app.errors import Refused


def shown_columns(view: QTableView) -> list[int]:
    """The columns in the order seen."""
    header = view.horizontalHeader()
    columns = (header.logicalIndex(place) for place in range(header.count()))
    return [column for column in columns if not header.isSectionHidden(column)]


def chosen(view: QTableView) -> tuple[list[int], list[int]]:
    """The rows, and the columns in the order seen, of the chosen cells."""
    rows: set[int] = set()
    columns: set[int] = set()
    for part in view.selectionModel().selection().toList():
        rows.update(range(part.top(), part.bottom() + 1))
        columns.update(range(part.left(), part.right() + 1))
    return sorted(rows), [column for column in shown_columns(view) if column in columns]


def chosen_cells(view: QTableView) -> list[tuple[int, int]]:
    """Exactly the chosen cells as (row, column), in the order read: with Ctrl single ones are chosen here and there."""
    rows_of = _rows_of(view)
    rows, columns = chosen(view)
    return [(row, column) for row in rows for column in columns if row in rows_of[column]]


def is_block(view: QTableView) -> bool:
    """Whether every chosen column is chosen in the same rows."""
    parts = view.selectionModel().selection().toList()
    return len(parts) < 2 or len({frozenset(rows) for rows in _rows_of(view).values()}) == 1


def must_be_block(view: QTableView) -> None:
    """Refuses what makes no sense of cells that are chosen here and there."""
    if not is_block(view):
        raise Refused("选中的单元格不是整齐的一块，请拖选连成一块的单元格再做。")


def _rows_of(view: QTableView) -> dict[int, set[int]]:
    """The chosen rows of each chosen column that is seen."""
    found: dict[int, set[int]] = {}
    seen = frozenset(shown_columns(view))
    for part in view.selectionModel().selection().toList():
        for column in range(part.left(), part.right() + 1):
            if column in seen:
                found.setdefault(column, set()).update(range(part.top(), part.bottom() + 1))
    return found


def between(view: QTableView, one: QModelIndex, other: QModelIndex) -> QItemSelection:
    """The rectangle of cells that has these two at its corners."""
    seen, model = shown_columns(view), view.model()
    ends = sorted(seen.index(each.column()) if each.column() in seen else 0 for each in (one, other))
    top, bottom = sorted((one.row(), other.row()))
    selection = QItemSelection()
    # Columns that were moved stand in the model apart from each other: one range for each run of neighbours.
    inside = sorted(seen[ends[0] : ends[1] + 1])
    for _, run in groupby(enumerate(inside), key=lambda pair: pair[1] - pair[0]):
        part = [column for _, column in run]
        selection.select(model.index(top, part[0]), model.index(bottom, part[-1]))
    return selection


def corner(view: QTableView) -> tuple[int, int]:
    """The cell at the lower right of what is chosen, (-1, -1) where nothing is: there sits the fill handle."""
    parts = view.selectionModel().selection().toList()
    if not parts:
        return -1, -1
    wanted = {column for part in parts for column in range(part.left(), part.right() + 1)}
    last = next((column for column in reversed(shown_columns(view)) if column in wanted), -1)
    return max(part.bottom() for part in parts), last
