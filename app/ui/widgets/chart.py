"""A quiet plot: hairline axes, labelled bars, a click that names the bar; no zoom, no menu, no axis arithmetic.

The only import of pyqtgraph: it and numpy load when the first chart is made, never at start-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.colours import colours
from app.ui.lasting_constants import outlast_qt
from app.values.scales import plain_number

outlast_qt()  # one drawing of a chart makes thousands of calls

_EDGES_PX, _GAP_PX = 22, 14  # around the plot; between a bar and its words, and after them
_SHORT = 3  # characters of a name that is left out rather than shortened
_AXIS_PX = 70  # of the chart's width that figures at the left and the edges take
_LONGEST_LABEL = 112  # px of a category's name; longer ones end in …


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
        self._below: list[tuple[float, str]] = []  # names along the lower axis
        self._left_px = 0  # width of the names at the left
        self._lying: tuple[float, int, tuple[float, float]] | None = None  # longest bar, px behind it, height
        self._plot = pg.PlotWidget(background=colours().paper, antialias=True)
        self._build()
        self._connect()

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Draws what is seen with strokes of another device: a picture, a file of vectors."""
        self._plot.render(painter, place, self._plot.viewport().rect())

    def clear(self) -> None:
        """Takes everything off the plot."""
        self._plot.clear()
        self._plot.setBackground(colours().paper)  # the look may have changed since
        self._bars, self._below, self._lying = [], [], None

    def place(self, bars: Sequence[Bar]) -> None:
        """Draws bars, those of one colour as one item."""
        self._bars += bars
        for colour in dict.fromkeys(bar.colour for bar in bars):
            same = [bar.rectangle for bar in bars if bar.colour == colour]
            item = pg.BarGraphItem(
                x0=[r.left() for r in same],
                y0=[r.top() for r in same],
                width=[r.width() for r in same],
                height=[r.height() for r in same],
                brush=colour,
                pen=pg.mkPen(None),
            )
            self._plot.addItem(item)

    def write(self, text: str, at: tuple[float, float], anchor: tuple[float, float], colour: str = "") -> None:
        """Writes at a point of the plot; ``anchor`` is the part of the text that lies there, (0, 0) upper left."""
        item = pg.TextItem(text, color=colour or colours().ink, anchor=anchor)
        item.setFont(QApplication.font())
        if "\n" in text:
            centre_lines(item)
        item.setPos(*at)
        self._plot.addItem(item, ignoreBounds=True)

    def rule(self, x: float, low: float, high: float, colour: str) -> None:
        """A vertical stroke from ``low`` to ``high``."""
        self._plot.plot([x, x], [low, high], pen=pg.mkPen(colour, width=2))

    def frame(self, width: tuple[float, float], height: tuple[float, float]) -> None:
        """Sets what is seen, exactly."""
        self._plot.getViewBox().setRange(xRange=width, yRange=height, padding=0, disableAutoRange=True)

    def frame_with_room(self, longest: float, words: Sequence[str], height: tuple[float, float]) -> None:
        """Sets what is seen of lying bars so that the longest of the words fits behind the longest bar."""
        metrics = QFontMetrics(QApplication.font())
        room = max((metrics.horizontalAdvance(text) for text in words), default=0) + _GAP_PX
        self._lying = (longest, room, height)
        self._frame_lying()

    def categories(self, side: str, names: Sequence[str], positions: Sequence[float]) -> None:
        """Names along an axis, never clipped: the left one is made as wide as they need, the lower shortens them."""
        metrics = QFontMetrics(QApplication.font())
        if side == "bottom":
            self._below = list(zip(positions, names, strict=True))
            self._axis(side)
            self._write_below()
            return
        shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_LABEL) for name in names]
        axis = self._axis(side)
        axis.setTicks([list(zip(positions, shown, strict=True))])
        self._left_px = max((metrics.horizontalAdvance(name) for name in shown), default=0) + 12
        axis.setWidth(self._left_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names below the plot end in … where they would run into each other."""
        super().resizeEvent(event)
        self._write_below()
        self._frame_lying()

    def scale(self, side: str, ticks: Sequence[float], *, grid: bool = True) -> None:
        """Figures along an axis with hairlines across the plot."""
        metrics = QFontMetrics(QApplication.font())
        texts = [plain_number(tick) for tick in ticks]
        axis = self._axis(side)
        axis.setTicks([list(zip(ticks, texts, strict=True))])
        axis.setPen(pg.mkPen(None))
        if side == "left":
            axis.setWidth(max(metrics.horizontalAdvance(text) for text in texts) + 12)
        for tick in ticks if grid else ():
            angle = 0 if side == "left" else 90
            line = pg.InfiniteLine(pos=tick, angle=angle, pen=pg.mkPen(colours().grid, width=1))
            line.setZValue(-10)
            self._plot.addItem(line, ignoreBounds=True)

    def say_empty(self, words: str = "本期没有记录") -> None:
        """Words in the middle of a chart that has nothing to show."""
        for side in ("left", "bottom"):
            self.hide_axis(side)
        self.frame((0, 1), (0, 1))
        self.write(words, (0.5, 0.5), (0.5, 0.5), colours().soft_ink)

    def hide_axis(self, side: str) -> None:
        """Leaves an axis out."""
        self._plot.hideAxis(side)

    def _frame_lying(self) -> None:
        if self._lying is not None:
            longest, room, height = self._lying
            place = self.width() - self._left_px - _EDGES_PX
            share = max(place - room, place * 0.3, 1) / max(place, 1)  # words that find no room are cut, not bars
            self.frame((0, longest / share), height)

    def _write_below(self) -> None:
        if not self._below:
            return
        metrics = QFontMetrics(QApplication.font())
        room = round(max(self.width() - _AXIS_PX, 1) / len(self._below)) - 4
        widest = max(metrics.horizontalAdvance(name) for _, name in self._below)
        if widest > room and max(len(name) for _, name in self._below) <= _SHORT:  # months: some of them say the rest
            shown = self._below[:: -(-widest // max(room, 1))]
        else:
            shown = [(at, metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)) for at, name in self._below]
        self._plot.getAxis("bottom").setTicks([shown])

    def _axis(self, side: str) -> Any:
        self._plot.showAxis(side)
        return self._plot.getAxis(side)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.getPlotItem().layout.setContentsMargins(2, 8, 18, 2)
        self._plot.viewport().setMouseTracking(True)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(colours().hairline))
            axis.setTextPen(pg.mkPen(colours().soft_ink))
            axis.setStyle(tickLength=0, tickAlpha=0, tickFont=QApplication.font(), autoExpandTextSpace=False)
            axis.setStyle(hideOverlappingLabels=False)
            axis.enableAutoSIPrefix(enable=False)

    def _connect(self) -> None:
        self._plot.scene().sigMouseClicked.connect(self._open_clicked)
        self._plot.scene().sigMouseMoved.connect(self._point_at)

    def _open_clicked(self, event: Any) -> None:
        bar = self._bar_at(event.scenePos())
        if bar is not None and bar.key is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(bar.key)

    def _point_at(self, place: QPointF) -> None:
        bar = self._bar_at(place)
        can_open = bar is not None and bar.key is not None
        shape = Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor
        self._plot.viewport().setCursor(shape)
        self._plot.viewport().setToolTip(bar.hint if bar else "")

    def _bar_at(self, place: QPointF) -> Bar | None:
        """The bar whose reach holds a point of the scene, the one drawn last first."""
        point = self._plot.getViewBox().mapSceneToView(place)
        return next((bar for bar in reversed(self._bars) if (bar.reach or bar.rectangle).contains(point)), None)


def centre_lines(item: Any) -> None:
    """Sets the lines of a pyqtgraph text under each other by their middles."""
    words = item.textItem
    option = words.document().defaultTextOption()
    option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.document().setDefaultTextOption(option)
    words.setTextWidth(words.document().idealWidth())
    item.updateTextPos()
