"""The line after the last row: what is pasted there becomes new records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import ROW_PX

_WORDS = "新记录：按 Ctrl+V 粘贴到最后一行之后"


class BelowLine(QLabel):
    """Lies below the last row, at the foot of the cells where the list is longer than its place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_WORDS, parent)
        self.setObjectName("belowLine")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, room: QWidget, below: int) -> None:
        """Shows itself ``below`` px under the top of ``room``, within it."""
        top = min(below, room.height() - ROW_PX)
        self.setGeometry(room.x(), room.y() + max(top, 0), room.width(), ROW_PX)
        self.show()
        self.raise_()
