"""A sentence beside a cell: why it refused what was typed, or why nothing can be typed there."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import mark

_LONG_MS = 6000
_WIDEST = 340


class CellNote(QLabel):
    """Lies over the cells below its own; it goes by itself, or with the next key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = parent
        mark(self, "card")
        self.setObjectName("cellNote")
        self.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._pause = QTimer(self, singleShot=True, interval=_LONG_MS)
        self._pause.timeout.connect(self.hide)
        self.hide()

    def tell(self, sentence: str, cell: QRect, *, stays: bool) -> None:
        """Says a sentence below ``cell`` (above it, where there is no room); until it is hidden where it ``stays``."""
        self.setText(sentence)
        room = self._room.rect()
        self.setFixedWidth(
            min(_WIDEST, max(room.width() - 8, 120), self.fontMetrics().horizontalAdvance(sentence) + 22)
        )
        words = QRect(0, 0, self.width() - 20, 400)
        self.setFixedHeight(self.fontMetrics().boundingRect(words, Qt.TextFlag.TextWordWrap, sentence).height() + 14)
        left = min(max(cell.left(), 2), max(room.right() - self.width() - 2, 2))
        below = cell.bottom() + 3
        self.move(left, below if below + self.height() < room.bottom() else max(cell.top() - self.height() - 3, 2))
        self.show()
        self.raise_()
        if stays:
            self._pause.stop()
        else:
            self._pause.start()
