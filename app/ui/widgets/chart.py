"""A quiet chart: hairline axes, labelled bars, a click that names the bar; no zoom, no menu, no axis arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.ui.colours import colours
from app.ui.widgets.chart_plot import Block, Names, Plot, Span, Stroke, Words
from app.values.scales import plain_number

_GAP_PX = 14  # between a bar and its words, and after them
_LONGEST_LABEL = 112  # px of a category's name; longer ones end in …
_USUAL, _LEAST = QSize(256, 192), QSize(75, 75)


@dataclass(frozen=True)
class Bar:
    """A rectangle in plot coordinates; ``key`` comes back on a click, ``hint`` shows under the mouse.

    ``reach`` is the larger place that answers for a thin bar, the bar itself where it is None.
    """

    left: float
    bottom: float
    width: float
    height: float
    colour: str
    key: object = None
    hint: str = ""
    reach: QRectF | None = None

    @property
    def rectangle(self) -> QRectF:
        """The bar's place, positive sizes."""
        return QRectF(self.left, self.bottom, self.width, self.height).normalized()


class Chart(QWidget):
    """What all charts share; each kind adds a ``show_…`` of its own that says what stands on it."""

    opened = Signal(object)  # the key of the bar that was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: list[Bar] = []
        self._pressed: Bar | None = None
        self._lying: tuple[float, float] | None = None  # the longest bar, px of the words behind it
        self._plot = Plot(QApplication.font())
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def whole(self) -> QRectF:
        """The widget's own pixels."""
        return QRectF(0, 0, max(self.width(), 1), max(self.height(), 1))

    @property
    def plot(self) -> Plot:
        """What is drawn now, with the spans that are seen at this size."""
        if self._lying is not None:
            longest, room = self._lying
            place = self._plot.inside(self.whole).width()
            share = max(place - room, place * 0.3, 1) / max(place, 1)  # words that find no room are cut, not bars
            self._plot.across = (0.0, longest / share)
        return self._plot

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Draws what is seen with strokes of another device: a picture, a file of vectors."""
        painter.save()
        painter.translate(place.topLeft())
        painter.scale(place.width() / self.whole.width(), place.height() / self.whole.height())
        self.plot.paint(painter, self.whole)
        painter.restore()

    def clear(self) -> None:
        """Takes everything off the plot."""
        self._plot = Plot(QApplication.font())
        self._bars, self._pressed, self._lying = [], None, None
        self.update()

    def place(self, bars: Sequence[Bar]) -> None:
        """Draws bars."""
        self._bars += bars
        self._plot.blocks += [Block(bar.rectangle, bar.colour) for bar in bars]
        self.update()

    def write(self, text: str, at: Span, anchor: Span, colour: str = "") -> None:
        """Writes at a point of the plot; ``anchor`` is the part of the text that lies there, (0, 0) upper left."""
        self._plot.words.append(Words(text, at, anchor, colour or colours().ink))
        self.update()

    def rule(self, x: float, low: float, high: float, colour: str) -> None:
        """A vertical stroke from ``low`` to ``high``."""
        self._plot.strokes.append(Stroke(x, low, high, colour))
        self.update()

    def frame(self, across: Span, upward: Span) -> None:
        """Sets what is seen, exactly."""
        self._plot.across, self._plot.upward = across, upward
        self.update()

    def frame_with_room(self, longest: float, words: Sequence[str], upward: Span) -> None:
        """Sets what is seen of lying bars so that the longest of the words fits behind the longest bar."""
        metrics = self._plot.metrics
        self._lying = (longest, max((metrics.horizontalAdvance(text) for text in words), default=0) + _GAP_PX)
        self._plot.upward = upward
        self.update()

    def categories_beside(self, names: Sequence[str], positions: Sequence[float]) -> None:
        """Names at the left, which is made as wide as they need; only very long ones are shortened."""
        metrics: QFontMetricsF = self._plot.metrics
        shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_LABEL) for name in names]
        self._plot.left = Names(list(zip(positions, shown, strict=True)))

    def categories_below(self, names: Sequence[str]) -> None:
        """Names along the lower edge at 0, 1, 2 …, shortened where they would run into each other."""
        self._plot.below = Names([(float(at), name) for at, name in enumerate(names)])

    def scale(self, ticks: Sequence[float]) -> None:
        """Figures at the left with hairlines across the plot."""
        self._plot.left = Names([(tick, plain_number(tick)) for tick in ticks], line=False, grid=True)

    def say_empty(self, words: str = "本期没有记录") -> None:
        """Words in the middle of a chart that has nothing to show."""
        self.write(words, (0.5, 0.5), (0.5, 0.5), colours().soft_ink)

    def sizeHint(self) -> QSize:
        """What it takes where nobody says more."""
        return _USUAL

    def minimumSizeHint(self) -> QSize:
        """Cards may be narrow."""
        return _LEAST

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws on the screen."""
        painter = QPainter(self)
        self.plot.paint(painter, self.whole)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers the bar: it opens where the button is let go on it too."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._bar_at(event.position())
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the bar."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        bar, self._pressed = self._pressed, None
        if bar is not None and bar.key is not None and bar is self._bar_at(event.position()):
            self.opened.emit(bar.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand and the hint of the bar under the mouse."""
        bar = self._bar_at(event.position())
        can_open = bar is not None and bar.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)
        self.setToolTip(bar.hint if bar else "")

    def _bar_at(self, place: QPointF) -> Bar | None:
        """The bar whose reach holds a point of the widget, the one drawn last first."""
        point = self.plot.coordinates(place, self.whole)
        return next((bar for bar in reversed(self._bars) if (bar.reach or bar.rectangle).contains(point)), None)
