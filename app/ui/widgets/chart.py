"""A quiet plot: hairline axes, labelled bars, a click that names the bar; no zoom, no menu, no axis arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.widgets.chart_plane import Plane
from app.ui.widgets.chart_scale import plain_number

PALE = "#a9bfd9"  # a bar behind its schedule, or the year before
GREY = "#ccd5de"
_ACROSS = "#eaeef2"  # the hairline of a round figure
_TOP_PX, _RIGHT_PX, _LEFT_PX, _BOTTOM_PX = 8, 18, 4, 4  # around the plot
_GAP_PX = 14  # between a bar and its words, and after them
_WORDS_PX = 4  # around a written text
_AXIS_GAP_PX = 12  # what names and figures at the left take beside their text
_SHORT = 3  # characters of a name that is left out rather than shortened
_LONGEST_LABEL = 112  # px of a category's name; longer ones end in …
_USUAL, _LEAST = QSize(256, 192), QSize(76, 76)


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


@dataclass(frozen=True)
class _Words:
    text: str
    at: tuple[float, float]
    anchor: tuple[float, float]
    colour: str


@dataclass(frozen=True)
class _Stroke:
    x: float
    low: float
    high: float
    colour: str


@dataclass
class _Drawing:
    """What stands on the plot, in the order of being put there."""

    bars: list[Bar] = field(default_factory=list)
    words: list[_Words] = field(default_factory=list)
    strokes: list[_Stroke] = field(default_factory=list)
    left: list[tuple[float, str]] = field(default_factory=list)
    below: list[tuple[float, str]] = field(default_factory=list)
    across: Sequence[float] = ()  # where hairlines cross the plot; then the left axis has no line of its own
    seen: QRectF = field(default_factory=lambda: QRectF(0, 0, 1, 1))
    room_px: int = 0  # kept free behind the longest bar


class Chart(QWidget):
    """What all charts share; each kind adds a ``show_…`` of its own that says what stands on it."""

    opened = Signal(object)  # the key of the bar that was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on = _Drawing()
        self._pressed: Bar | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars that stand on the plot."""
        return tuple(self._on.bars)

    @property
    def plane(self) -> Plane:
        """Where the plot's coordinates lie in the widget at its present size."""
        seen, left = self._on.seen, _LEFT_PX + self._left_px()
        below = self.fontMetrics().height() + _BOTTOM_PX if self._on.below else 0
        place = QRectF(self.rect()).adjusted(left, _TOP_PX, -_RIGHT_PX, -(_BOTTOM_PX + below))
        if self._on.room_px:
            across = max(place.width(), 1)
            share = max(across - self._on.room_px, across * 0.3, 1) / across  # words without room are cut, not bars
            seen = QRectF(seen.left(), seen.top(), seen.width() / share, seen.height())
        return Plane(seen, place)

    @property
    def names_below(self) -> Sequence[tuple[float, str]]:
        """The names along the lower axis as they are shown, none running into the next."""
        below, metrics = self._on.below, self.fontMetrics()
        if not below:
            return ()
        room = round(max(self.plane.place.width(), 1) / len(below)) - 4
        widest = max(metrics.horizontalAdvance(name) for _, name in below)
        if widest > room and max(len(name) for _, name in below) <= _SHORT:  # months: some of them say the rest
            return tuple(below[:: -(-widest // max(room, 1))])
        return tuple((at, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)) for at, name in below)

    def clear(self) -> None:
        """Takes everything off the plot."""
        self._on = _Drawing()
        self.update()

    def place(self, bars: Sequence[Bar]) -> None:
        """Draws bars."""
        self._on.bars += bars
        self.update()

    def write(self, text: str, at: tuple[float, float], anchor: tuple[float, float], colour: str = theme.INK) -> None:
        """Writes at a point of the plot; ``anchor`` is the part of the text that lies there, (0, 0) upper left."""
        self._on.words.append(_Words(text, at, anchor, colour))

    def rule(self, x: float, low: float, high: float, colour: str) -> None:
        """A vertical stroke from ``low`` to ``high``."""
        self._on.strokes.append(_Stroke(x, low, high, colour))

    def frame(self, width: tuple[float, float], height: tuple[float, float]) -> None:
        """Sets what is seen, exactly."""
        self._on.seen = QRectF(QPointF(width[0], height[0]), QPointF(width[1], height[1]))

    def frame_with_room(self, longest: float, words: Sequence[str], height: tuple[float, float]) -> None:
        """Sets what is seen of lying bars so that the longest of the words fits behind the longest bar."""
        self.frame((0, longest), height)
        self._on.room_px = max(map(self.fontMetrics().horizontalAdvance, words), default=0) + _GAP_PX

    def categories(self, side: str, names: Sequence[str], positions: Sequence[float]) -> None:
        """Names along an axis, never clipped: the left one is made as wide as they need, the lower shortens them."""
        if side == "bottom":
            self._on.below = list(zip(positions, names, strict=True))
            return
        metrics, end = self.fontMetrics(), Qt.TextElideMode.ElideRight
        shown = [metrics.elidedText(name, end, _LONGEST_LABEL) for name in names]
        self._on.left = list(zip(positions, shown, strict=True))

    def scale(self, ticks: Sequence[float]) -> None:
        """Figures along the left axis with hairlines across the plot."""
        self._on.left = [(tick, plain_number(tick)) for tick in ticks]
        self._on.across = tuple(ticks)

    def say_empty(self, words: str = "本期没有记录") -> None:
        """Words in the middle of a chart that has nothing to show."""
        self.write(words, (0.5, 0.5), (0.5, 0.5), theme.SOFT_INK)

    def sizeHint(self) -> QSize:
        """The size of a chart that nobody stretches."""
        return _USUAL

    def minimumSizeHint(self) -> QSize:
        """Small enough for a low screen."""
        return _LEAST

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - a chart is drawn whole
        """Draws hairlines, bars, strokes and words, each over what came before."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(theme.PAPER))
        plane = self.plane
        self._draw_axes(painter, plane)
        painter.setClipRect(plane.place.adjusted(-1, -1, 1, 1))
        for bar in self._on.bars:
            painter.fillRect(plane.rectangle(bar.rectangle), QColor(bar.colour))
        for stroke in self._on.strokes:
            painter.setPen(QPen(QColor(stroke.colour), 2))
            painter.drawLine(plane.at(stroke.x, stroke.low), plane.at(stroke.x, stroke.high))
        painter.setClipping(False)
        for words in self._on.words:
            self._draw_words(painter, plane, words)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers the bar; it opens where the button comes up on it."""
        self._pressed = self._bar_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens what stands behind the bar that was clicked."""
        bar, self._pressed = self._pressed, None
        if bar is not None and bar.key is not None and bar is self._bar_at(event.position()):
            self.opened.emit(bar.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says what the bar under the mouse is, and whether it can be opened."""
        bar = self._bar_at(event.position())
        can_open = bar is not None and bar.key is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)
        self.setToolTip(bar.hint if bar else "")

    def _bar_at(self, pixel: QPointF) -> Bar | None:
        """The bar whose reach holds a pixel, the one drawn last first."""
        point = self.plane.point(pixel)
        return next((bar for bar in reversed(self._on.bars) if (bar.reach or bar.rectangle).contains(point)), None)

    def _left_px(self) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(name) for _, name in self._on.left), default=0)
        return widest + _AXIS_GAP_PX if self._on.left else 0

    def _draw_axes(self, painter: QPainter, plane: Plane) -> None:
        place, metrics = plane.place, self.fontMetrics()
        painter.setPen(QColor(_ACROSS))
        for tick in self._on.across:
            painter.drawLine(_sharp(place.left(), plane.down(tick), place.right(), plane.down(tick)))
        painter.setPen(QColor(theme.HAIRLINE))
        if self._on.left and not self._on.across:
            painter.drawLine(_sharp(place.left(), place.top(), place.left(), place.bottom()))
        if self._on.below:
            painter.drawLine(_sharp(place.left(), place.bottom(), place.right(), place.bottom()))
        painter.setPen(QColor(theme.SOFT_INK))
        high = metrics.height()
        for at, name in self._on.left:
            beside = QRectF(0, plane.down(at) - high / 2, place.left() - _AXIS_GAP_PX / 2, high)
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        for at, name in self.names_below:
            wide = metrics.horizontalAdvance(name) + 2
            under = QRectF(plane.across(at) - wide / 2, place.bottom() + _BOTTOM_PX, wide, high)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, name)

    @staticmethod
    def _draw_words(painter: QPainter, plane: Plane, words: _Words) -> None:
        size = QFontMetrics(painter.font()).size(0, words.text) + QSize(2 * _WORDS_PX, 2 * _WORDS_PX)
        at = plane.at(*words.at)
        corner = QPointF(at.x() - words.anchor[0] * size.width(), at.y() - words.anchor[1] * size.height())
        painter.setPen(QColor(words.colour))
        painter.drawText(QRectF(corner, size.toSizeF()), Qt.AlignmentFlag.AlignCenter, words.text)


def _sharp(left: float, top: float, right: float, bottom: float) -> QLineF:
    """A hairline through the middle of its pixels, so that it is not smeared over two."""
    return QLineF(int(left) + 0.5, int(top) + 0.5, int(right) + 0.5, int(bottom) + 0.5)
