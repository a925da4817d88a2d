"""The clerk's hands on a sheet: keys go where the focus is, the mouse where a cell is seen."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.record_table.sheet_cells import handle_of
from app.ui.record_table.sheet_view import SheetView

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Presses keys and moves the mouse over one sheet."""

    def __init__(self, view: SheetView) -> None:
        self.view = view

    def column(self, field: str) -> int:
        """The place of a field's column in the model."""
        return [each.field for each in self.view.records.columns].index(field)  # type: ignore[attr-defined]

    def index(self, row: int, field: str | int) -> QModelIndex:
        """A cell."""
        return self.view.model().index(row, field if isinstance(field, int) else self.column(field))

    def click(self, row: int, field: str | int, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Clicks a cell, brought into view first."""
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, modifier, self._middle(row, field))

    def double_click(self, row: int, field: str | int) -> None:
        """Double clicks a cell."""
        QTest.mouseDClick(self.view.viewport(), Qt.MouseButton.LeftButton, _NONE, self._middle(row, field))

    def drag(self, first: tuple[int, str | int], last: tuple[int, str | int]) -> None:
        """Drags a range of cells that are in view."""
        self._drag(self._middle(*first), self._middle(*last))

    def drag_handle(self, row: int, field: str | int) -> None:
        """Drags the fill handle to a cell."""
        corner = self.view.model().index(*self.view.corner)
        self._drag(handle_of(self.view.part_of(corner).visualRect(corner)).center(), self._middle(row, field))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        """Presses a key where the focus is."""
        QTest.keyClick(self._focus(), key, modifier)

    def type(self, words: str) -> None:
        """Types where the focus is, letter by letter; Chinese comes from the input method."""
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(self._focus(), letter)
            else:
                committed = QInputMethodEvent()
                committed.setCommitString(letter)
                QApplication.sendEvent(self._focus(), committed)

    def text(self, row: int, field: str | int) -> str:
        """What a cell shows."""
        return self.view.sheet.text(row, field if isinstance(field, int) else self.column(field))

    def _focus(self) -> QWidget:
        return self.view.typing.editor or self.view  # a screen without a window manager loses the focus to dialogs

    def _middle(self, row: int, field: str | int) -> QPoint:
        index = self.index(row, field)
        self.view.scrollTo(index)
        return self.view.part_of(index).visualRect(index).center()

    def _drag(self, start: QPoint, end: QPoint) -> None:
        room = self.view.viewport()
        QTest.mousePress(room, Qt.MouseButton.LeftButton, _NONE, start)
        for place in (start + QPoint(3, 3), end):
            moved = QMouseEvent(
                QEvent.Type.MouseMove, QPointF(place), room.mapToGlobal(QPointF(place)),
                Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, _NONE,
            )  # fmt: skip
            QApplication.sendEvent(room, moved)
        QTest.mouseRelease(room, Qt.MouseButton.LeftButton, _NONE, end)
