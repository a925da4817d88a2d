"""The mouse on a sheet: a press and a drag choose a range, a drag of the handle fills."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent

from app.ui.record_table import many_cells
from app.ui.record_table.caret import Caret
from app.ui.record_table.ranges import chosen, shown_columns
from app.ui.record_table.sheet_cells import handle_of
from app.ui.record_table.sheet_table import NO_CELLS, SheetTable

_SCROLL_MS = 60


class SheetMouse:
    """What the pressed mouse is doing now."""

    def __init__(self, view: SheetTable, caret: Caret) -> None:
        self._view, self._caret = view, caret
        self._dragging = self._filling = False
        self._scroll = QTimer(view, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._drag_on)

    def press(self, event: QMouseEvent) -> None:
        """Begins a range, goes on with one (Shift), adds a cell (Ctrl), or takes the fill handle."""
        view, place = self._view, event.position().toPoint()
        index = view.cell_at(place)
        if event.button() is not Qt.MouseButton.LeftButton:
            if not view.selectionModel().isSelected(index):
                self._caret.start_at(index)
            return
        if self._on_handle(place):
            self._filling = True
        elif view.rowAt(place.y()) < 0:
            if view.sheet.grows:
                view.go_below()
        else:
            modifiers = event.modifiers()
            self._dragging = True
            if modifiers & Qt.KeyboardModifier.ShiftModifier and view.currentIndex().isValid():
                self._caret.extend_to(index)
            elif modifiers & Qt.KeyboardModifier.ControlModifier:
                self._dragging = False
                self._caret.toggle(index)
            else:
                self._caret.start_at(index)

    def move(self, event: QMouseEvent) -> None:
        """Draws the range, or what will be filled, after the mouse; the list scrolls when it is beyond its edge."""
        view, place = self._view, event.position().toPoint()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            shape = Qt.CursorShape.CrossCursor if self._on_handle(place) else Qt.CursorShape.ArrowCursor
            view.viewport().setCursor(shape)
        elif self._dragging or self._filling:
            self._drag_to(place)
            if not view.viewport().rect().contains(place):
                self._scroll.start()

    def release(self, event: QMouseEvent) -> None:
        """Ends the range, or fills; with Ctrl the same words again."""
        self._scroll.stop()
        filled, self._view.filled = self._view.filled, NO_CELLS
        fills, self._dragging, self._filling = self._filling, False, False
        if fills and filled[0]:
            repeat = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            many_cells.fill_on(self._view, *filled, repeat=repeat)
            self._view.repaint_cells()

    def _drag_to(self, place: QPoint) -> None:
        index = self._view.cell_at(place)
        if self._dragging:
            self._caret.extend_to(index)
        else:
            self._mark(index)
            self._view.scrollTo(index)

    def _drag_on(self) -> None:
        view = self._view
        place = view.viewport().mapFromGlobal(view.cursor().pos())
        if view.viewport().rect().contains(place) or not (self._dragging or self._filling):
            self._scroll.stop()
            return
        bar = view.verticalScrollBar()
        if not 0 <= place.y() <= view.viewport().height():
            bar.setValue(bar.value() + (1 if place.y() > 0 else -1) * view.verticalHeader().defaultSectionSize())
        self._drag_to(place)

    def _on_handle(self, place: QPoint) -> bool:
        view = self._view
        if not view.sheet.types or view.corner[0] < 0:
            return False
        index = view.model().index(*view.corner)
        return handle_of(view.part_of(index).visualRect(index)).adjusted(-2, -2, 2, 2).contains(place)

    def _mark(self, index: QModelIndex) -> None:
        rows, columns = chosen(self._view)
        seen = shown_columns(self._view)
        if index.row() > rows[-1]:
            self._view.filled = (range(rows[-1] + 1, index.row() + 1), frozenset(columns))
        elif index.row() < rows[0]:
            self._view.filled = (range(index.row(), rows[0]), frozenset(columns))
        else:
            right = frozenset(seen[seen.index(columns[-1]) + 1 : seen.index(index.column()) + 1])
            self._view.filled = (range(rows[0], rows[-1] + 1), right) if right else NO_CELLS
        self._view.repaint_cells()
