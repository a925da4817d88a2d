"""The line of a project's life: what is behind it filled, where it stands ringed, what lies ahead pale."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.colours import colours

_RADIUS = 6.0


class MilestoneLine(QWidget):
    """Marks with their words below; ``show_stage`` says how many are behind."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(words)
        self._reached = -1
        self._ended = False
        self.setFixedHeight(52)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stage(self, reached: int, *, ended: bool = False) -> None:
        """``reached`` is the mark on which the project stands, -1 for none; ended projects show it in red."""
        self._reached, self._ended = reached, ended
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the words of every mark."""
        return QSize(len(self._words) * 44, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines first, marks over them, words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(self._words)
        centres = [QPointF(step * (place + 0.5), 16) for place in range(len(self._words))]
        for place, (left, right) in enumerate(pairwise(centres)):
            painter.setPen(QPen(QColor(colours().blue) if place < self._reached else QColor(colours().edge), 2))
            painter.drawLine(left, right)
        for place, centre in enumerate(centres):
            self._paint_mark(painter, place, centre)
            painter.setPen(QColor(colours().ink) if place <= self._reached else QColor(colours().faint_ink))
            words = QRect(round(centre.x() - step / 2), 28, round(step), 20)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._words[place])

    def _paint_mark(self, painter: QPainter, place: int, centre: QPointF) -> None:
        here = QColor(colours().red if self._ended else colours().blue)
        if place < self._reached:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().blue))
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
            return
        painter.setPen(QPen(here if place == self._reached else QColor(colours().edge), 2))
        painter.setBrush(QColor(colours().paper))
        painter.drawEllipse(centre, _RADIUS, _RADIUS)
        if place == self._reached:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(here)
            painter.drawEllipse(centre, 2.6, 2.6)
