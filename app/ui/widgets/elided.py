"""Words that are shortened to the room there is, with dots for what is missing and all of them under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

_FEWEST = 4  # characters


class ElidedLabel(QLabel):
    """One line of plain text."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Shows a text, and says it under the mouse."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """A few characters."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self.fontMetrics().horizontalAdvance("中") * _FEWEST), least.height())

    def sizeHint(self) -> QSize:
        """All of them."""
        return super().minimumSizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What fits."""
        if not self.text():
            return
        from PySide6.QtCore import Qt  # its naming lays out a hundred enumerations: not before there are words

        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def two_lines(metrics: QFontMetrics, text: str, width: int) -> str:
    """A text in at most two lines of that width, the second with dots where more is missing."""
    from PySide6.QtCore import Qt

    if metrics.horizontalAdvance(text) <= width:
        return text
    fitting = len(text)
    while fitting > 1 and metrics.horizontalAdvance(text[:fitting]) > width:
        fitting -= 1
    return f"{text[:fitting]}\n{metrics.elidedText(text[fitting:], Qt.TextElideMode.ElideRight, width)}"
