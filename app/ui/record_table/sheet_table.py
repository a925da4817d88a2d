"""What the parts of a sheet know of its view: the cells, where they are seen, and what is said beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtWidgets import QTableView

from app.ui.record_table.below import BelowLine
from app.ui.record_table.cell_note import CellNote
from app.ui.record_table.ranges import shown_columns
from app.ui.record_table.sheet import SheetModel

NO_CELLS: tuple[range, frozenset[int]] = (range(0), frozenset())


class SheetTable(QTableView):
    """Knows no keys and no mouse: the parts that do are built upon it.

    ``corner`` is the last chosen cell, where the fill handle stands (-1 where there is none); ``filled`` the rows and
    columns over which that handle is dragged.
    """

    def __init__(self, sheet: SheetModel, today: Callable[[], date]) -> None:
        super().__init__()
        self.sheet = sheet
        self._today = today
        self.corner = (-1, -1)
        self.has_several = False
        self.filled = NO_CELLS
        self.setModel(sheet)
        self._note, self._below = CellNote(self), BelowLine(self)

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell lies in what the fill handle is dragged over."""
        return row in self.filled[0] and column in self.filled[1]

    def part_of(self, _index: QModelIndex) -> QTableView:
        """The view in which a cell is seen."""
        return self

    def label_index(self, row: int) -> QModelIndex:
        """The cell where the words of a group's heading begin."""
        return self.model().index(row, next(iter(shown_columns(self)), 0))

    def cell_at(self, place: QPoint) -> QModelIndex:
        """The cell at a point of the viewport, the nearest one where the point lies beside all cells."""
        room = self.viewport().rect()
        inside = QPoint(min(max(place.x(), 1), room.right() - 1), min(max(place.y(), 1), room.bottom() - 1))
        row, column, columns = self.rowAt(inside.y()), self.columnAt(inside.x()), shown_columns(self)
        column = column if column >= 0 else columns[-1] if columns else -1
        return self.model().index(row if row >= 0 else self.model().rowCount() - 1, column)

    def today_text(self) -> str:
        """Today's date, as Ctrl+; writes it."""
        return self._today().isoformat()

    def tell(self, index: QModelIndex, sentence: str, *, stays: bool = False) -> None:
        """Says a sentence beside a cell."""
        cell = QRect(self.part_of(index).visualRect(index))
        cell.translate(self.viewport().pos())
        self._note.tell(sentence, cell, stays=stays)

    @property
    def is_below(self) -> bool:
        """Whether the clerk stands after the last row, where new records are pasted."""
        return self._below.isVisible()

    def go_below(self) -> None:
        """Stands after the last row."""
        rows = self.model().rowCount()
        self.scrollToBottom()
        last = self.rowViewportPosition(rows - 1) + self.rowHeight(rows - 1) if rows else 0
        self._below.show_at(self.viewport(), last)

    def leave_below(self) -> None:
        """Stands in a row again."""
        self._below.hide()

    def hush(self) -> None:
        """Says nothing any more."""
        self._note.hide()

    def said(self) -> str:
        """What stands beside a cell now."""
        return self._note.text() if self._note.isVisible() else ""

    def repaint_cells(self) -> None:
        """Paints the cells anew."""
        self.viewport().update()
