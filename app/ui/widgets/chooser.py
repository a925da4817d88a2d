"""A list that drops down, one of whose words is chosen by the mouse, by arrows, or by its pinyin initials."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox

from app.values.words import initials

_IN_ONE_GO = 3  # keyboard intervals: initials are typed slower than a double click


class Chooser(QComboBox):
    """Letters choose the next word whose initials begin so, dropped down or not; those typed in one go add up."""

    def __init__(self) -> None:
        super().__init__()
        self._letters, self._typed_at = "", QElapsedTimer()

    def showPopup(self) -> None:
        """Drops down; letters go on choosing there."""
        self.view().removeEventFilter(self)
        self.view().installEventFilter(self)
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses; every other key is Qt's."""
        row = self._row_for(event, self.currentIndex())
        if row is None:
            super().keyPressEvent(event)
        elif row >= 0 and row != self.currentIndex():
            self.setCurrentIndex(row)
            self.activated.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters typed over the dropped list mark a word; Enter takes it as ever."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self._row_for(event, self.view().currentIndex().row())
            if row is not None:
                if row >= 0:
                    self.view().setCurrentIndex(self.model().index(row, self.modelColumn()))
                return True
        return super().eventFilter(watched, event)

    def _row_for(self, event: QKeyEvent, now: int) -> int | None:
        """The row that a letter leads to, -1 where no word begins so; None for a key that is no letter."""
        letter = event.text().lower()
        if not (letter.isascii() and letter.isalpha()) or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return None
        pause = QApplication.keyboardInputInterval() * _IN_ONE_GO
        goes_on = self._typed_at.isValid() and self._typed_at.elapsed() < pause
        self._letters = self._letters + letter if goes_on else letter
        # The chosen one itself only while its letters are typed on.
        places = ((now + int(not goes_on) + step) % self.count() for step in range(self.count()))
        found = next((row for row in places if self._begins_so(row)), -1)
        self._typed_at.start()  # after the look: the first of all reads the dictionary of readings
        return found

    def _begins_so(self, row: int) -> bool:
        return any(each.startswith(self._letters) for each in initials(self.itemText(row)).split())
