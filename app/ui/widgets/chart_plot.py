"""A plot as it lies in pixels: where its own coordinates fall beside the names and figures, and how it is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from app.ui.colours import colours

Span = tuple[float, float]  # the lowest and the highest that is seen

_LEFT, _ABOVE, _RIGHT, _BELOW = 2, 8, 18, 2  # px around the whole
_BESIDE, _UNDER = 12, 6  # px between the plot's edge and the names at its left, and around those below it
_AROUND = 4  # px around words
_STROKE = 2  # px
_SHORT = 3  # characters of a name that is left out rather than shortened
_APART = 4  # px between two names below


@dataclass(frozen=True)
class Block:
    """A rectangle of one colour in plot coordinates."""

    place: QRectF
    colour: str


@dataclass(frozen=True)
class Words:
    """Text at a point in plot coordinates; ``anchor`` is the part of it that lies there, (0, 0) upper left."""

    text: str
    at: Span
    anchor: Span
    colour: str


@dataclass(frozen=True)
class Stroke:
    """An upright line in plot coordinates."""

    x: float
    low: float
    high: float
    colour: str


@dataclass
class Names:
    """What stands along one side; a line runs between it and the plot, or hairlines across the plot at each."""

    texts: Sequence[tuple[float, str]]
    line: bool = True
    grid: bool = False


@dataclass
class Plot:
    """All that is drawn, and the spans that are seen; lengths in pixels are those of ``font`` on a screen."""

    font: QFont
    across: Span = (0.0, 1.0)
    upward: Span = (0.0, 1.0)
    left: Names | None = None
    below: Names | None = None
    blocks: list[Block] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    @property
    def metrics(self) -> QFontMetricsF:
        """How wide and high the words are."""
        return QFontMetricsF(self.font)

    def inside(self, whole: QRectF) -> QRectF:
        """The part of the whole in which bars stand."""
        left = self._widest(self.left.texts) + _BESIDE if self.left else 0.0
        below = self.metrics.height() + _UNDER if self.below else 0.0
        place = whole.adjusted(_LEFT + left, _ABOVE, -_RIGHT, -_BELOW - below)
        return QRectF(place.left(), place.top(), max(place.width(), 1.0), max(place.height(), 1.0))

    def point(self, x: float, y: float, whole: QRectF) -> QPointF:
        """Where a point of the plot falls."""
        place, (start, end), (low, high) = self.inside(whole), self.across, self.upward
        return QPointF(
            place.left() + (x - start) / (end - start) * place.width(),
            place.bottom() - (y - low) / (high - low) * place.height(),
        )

    def coordinates(self, at: QPointF, whole: QRectF) -> QPointF:
        """Which point of the plot falls there."""
        place, (start, end), (low, high) = self.inside(whole), self.across, self.upward
        return QPointF(
            start + (at.x() - place.left()) / place.width() * (end - start),
            low + (place.bottom() - at.y()) / place.height() * (high - low),
        )

    def names_below(self, whole: QRectF) -> Sequence[tuple[float, str]]:
        """Those that are written below: shortened where they would run into each other, of short ones only some."""
        texts = self.below.texts if self.below else ()
        if not texts:
            return ()
        room = self.inside(whole).width() / (self.across[1] - self.across[0]) - _APART
        widest = self._widest(texts)
        if widest > room and max(len(name) for _, name in texts) <= _SHORT:  # months: some of them say the rest
            return texts[:: int(-(-widest // max(room, 1)))]
        return [(at, self.metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)) for at, name in texts]

    def paint(self, painter: QPainter, whole: QRectF) -> None:
        """Draws everything; nothing leaves the whole, and bars and strokes stay in their part of it."""
        painter.save()
        painter.setFont(self.font)
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        painter.fillRect(whole, QColor(colours().paper))
        self._paint_sides(painter, whole)
        painter.save()
        painter.setClipRect(self.inside(whole), Qt.ClipOperation.IntersectClip)
        for block in self.blocks:
            painter.fillRect(self._sharp(block.place, whole), QColor(block.colour))
        for stroke in self.strokes:
            upper, lower = self.point(stroke.x, stroke.high, whole), self.point(stroke.x, stroke.low, whole)
            place = QRectF(round(upper.x()) - _STROKE / 2, upper.y(), _STROKE, lower.y() - upper.y())
            painter.fillRect(place, QColor(stroke.colour))
        painter.restore()
        for words in self.words:
            self._write(painter, words, whole)
        painter.restore()

    def _sharp(self, block: QRectF, whole: QRectF) -> QRectF:
        """A block whose edges fall between two pixels of a screen; a short bar is not rounded away."""
        one = self.point(block.left(), block.bottom(), whole)
        other = self.point(block.right(), block.top(), whole)
        left, top, right, bottom = (round(each) for each in (one.x(), one.y(), other.x(), other.y()))
        if top == bottom and block.height():
            top, bottom = (top - 1, bottom) if block.top() >= 0 else (top, bottom + 1)  # away from the line
        return QRectF(left, top, max(right - left, 1 if block.width() else 0), bottom - top)

    def _paint_sides(self, painter: QPainter, whole: QRectF) -> None:
        place, line = self.inside(whole), QColor(colours().hairline)
        if self.left is not None:
            for at, name in self.left.texts:
                y = self.point(self.across[0], at, whole).y()
                if self.left.grid and place.top() <= round(y) <= place.bottom():
                    painter.fillRect(QRectF(place.left(), round(y), place.width(), 1), QColor(colours().grid))
                self._beside(painter, QPointF(place.left(), y), name)
            if self.left.line:
                painter.fillRect(QRectF(place.left(), place.top(), 1, place.height()), line)
        if self.below is not None:
            for at, name in self.names_below(whole):
                x = self.point(at, self.upward[0], whole).x()
                self._under(painter, QPointF(x, place.bottom()), name)
            if self.below.line:
                painter.fillRect(QRectF(place.left(), place.bottom(), place.width(), 1), line)

    def _beside(self, painter: QPainter, at: QPointF, name: str) -> None:
        wide, high = self.metrics.horizontalAdvance(name), self.metrics.height()
        place = QRectF(at.x() - _AROUND - wide, at.y() - high / 2, wide + 1, high)
        self._line(painter, place, name, colours().soft_ink)

    def _under(self, painter: QPainter, at: QPointF, name: str) -> None:
        wide, high = self.metrics.horizontalAdvance(name), self.metrics.height()
        place = QRectF(at.x() - wide / 2, at.y() + _UNDER / 2, wide + 1, high)
        self._line(painter, place, name, colours().soft_ink)

    def _write(self, painter: QPainter, words: Words, whole: QRectF) -> None:
        lines, metrics = words.text.split("\n"), self.metrics
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        at = self.point(*words.at, whole)
        left = at.x() - words.anchor[0] * (wide + 2 * _AROUND) + _AROUND
        top = at.y() - words.anchor[1] * (metrics.height() * len(lines) + 2 * _AROUND) + _AROUND
        for number, line in enumerate(lines):
            own = metrics.horizontalAdvance(line)
            place = QRectF(left + (wide - own) / 2, top + number * metrics.height(), own + 1, metrics.height())
            self._line(painter, place, line, words.colour)

    @staticmethod
    def _line(painter: QPainter, place: QRectF, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        painter.drawText(
            place, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine, text
        )

    def _widest(self, texts: Sequence[tuple[float, str]]) -> float:
        return max((self.metrics.horizontalAdvance(name) for _, name in texts), default=0.0)
