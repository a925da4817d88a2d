"""Twelve small bars for a year's months, last year's pale behind them; months that are closed stand underlined."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.ui.colours import colours

_MONTHS = 12
_LABEL_PX = 17
_HEIGHT = 68


class MonthBars(QWidget):
    """``text(fen)`` writes a month's sum for the tip over its bars."""

    def __init__(self, text: Callable[[int], str]) -> None:
        super().__init__()
        self._text = text
        self._year, self._now, self._before = 0, (0,) * _MONTHS, (0,) * _MONTHS
        self._closed: frozenset[int] = frozenset()
        self.setFixedHeight(_HEIGHT)

    def show_months(self, year: int, now: Sequence[int], before: Sequence[int], closed: Collection[int]) -> None:
        """Shows twelve sums of ``year`` and of the year before; ``closed`` holds the months that are closed."""
        self._year, self._now, self._before, self._closed = year, tuple(now), tuple(before), frozenset(closed)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for twelve labels."""
        return QSize(320, _HEIGHT)

    def told(self, month: int) -> str:
        """What the tip over a month (from 1) says."""
        shut = "　已结账" if month in self._closed else ""
        now, before = self._text(self._now[month - 1]), self._text(self._before[month - 1])
        return f"{self._year}年{month}月 {now}{shut}\n{self._year - 1}年{month}月 {before}"

    def event(self, event: QEvent) -> bool:
        """The tip of the month under the mouse."""
        if isinstance(event, QHelpEvent):
            month = min(int(event.x() / max(self.width() / _MONTHS, 1)) + 1, _MONTHS)
            QToolTip.showText(event.globalPos(), self.told(month), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars from the line up, labels under it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((*self._now, *self._before, 1))
        step, foot = self.width() / _MONTHS, self.height() - _LABEL_PX
        for place in range(_MONTHS):
            left = place * step
            self._bar(painter, left + step * 0.16, step * 0.3, self._before[place] / most, colours().pale_bar)
            self._bar(painter, left + step * 0.5, step * 0.3, self._now[place] / most, colours().blue)
            label = QRectF(left, foot + 1, step, _LABEL_PX - 1)
            painter.setPen(QColor(colours().soft_ink))
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            if place + 1 in self._closed:
                painter.drawLine(label.bottomLeft() + _inset(step), label.bottomRight() - _inset(step))
        painter.setPen(QPen(QColor(colours().hairline)))
        painter.drawLine(0, foot, self.width(), foot)
        painter.end()

    def _bar(self, painter: QPainter, left: float, width: float, part: float, colour: str) -> None:
        room = self.height() - _LABEL_PX - 4
        height = part * room
        if part > 0:
            painter.fillRect(
                QRectF(left, self.height() - _LABEL_PX - max(height, 1.5), width, max(height, 1.5)), colour
            )


def _inset(step: float) -> QPointF:
    return QPointF(step * 0.28, 0)
