"""A quiet plot: hairline axes, labelled bars, a click that names the bar; no zoom, no menu, no axis arithmetic.

The only import of pyqtgraph: it and numpy load when the first chart is made, never at start-up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.lasting_constants import outlast_qt
from app.ui.widgets.chart_scale import plain_number

outlast_qt()  # one drawing of a chart makes thousands of calls

PALE = "#a9bfd9"  # a bar behind its schedule, or the year before
GREY = "#ccd5de"
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
        self._plot = pg.PlotWidget(background=theme.PAPER, antialias=True)
        self._build()
        self._connect()

    def clear(self) -> None:
        """Takes everything off the plot."""
        self._plot.clear()
        self._bars = []

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

    def write(self, text: str, at: tuple[float, float], anchor: tuple[float, float], colour: str = theme.INK) -> None:
        """Writes at a point of the plot; ``anchor`` is the part of the text that lies there, (0, 0) upper left."""
        item = pg.TextItem(text, color=colour, anchor=anchor)
        item.setFont(QApplication.font())
        item.setPos(*at)
        self._plot.addItem(item, ignoreBounds=True)

    def rule(self, x: float, low: float, high: float, colour: str) -> None:
        """A vertical stroke from ``low`` to ``high``."""
        self._plot.plot([x, x], [low, high], pen=pg.mkPen(colour, width=2))

    def frame(self, width: tuple[float, float], height: tuple[float, float]) -> None:
        """Sets what is seen, exactly."""
        self._plot.getViewBox().setRange(xRange=width, yRange=height, padding=0, disableAutoRange=True)

    def categories(self, side: str, names: Sequence[str], positions: Sequence[float]) -> None:
        """Names along an axis, never clipped: the axis is made as wide as they need."""
        metrics = QFontMetrics(QApplication.font())
        shown = [metrics.elidedText(name, Qt.TextElideMode.ElideRight, _LONGEST_LABEL) for name in names]
        axis = self._axis(side)
        axis.setTicks([list(zip(positions, shown, strict=True))])
        if side == "left":
            axis.setWidth(max((metrics.horizontalAdvance(name) for name in shown), default=0) + 12)

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
            line = pg.InfiniteLine(pos=tick, angle=angle, pen=pg.mkPen("#eaeef2", width=1))
            line.setZValue(-10)
            self._plot.addItem(line, ignoreBounds=True)

    def say_empty(self, words: str = "本期没有记录") -> None:
        """Words in the middle of a chart that has nothing to show."""
        for side in ("left", "bottom"):
            self.hide_axis(side)
        self.frame((0, 1), (0, 1))
        self.write(words, (0.5, 0.5), (0.5, 0.5), theme.SOFT_INK)

    def hide_axis(self, side: str) -> None:
        """Leaves an axis out."""
        self._plot.hideAxis(side)

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
            axis.setPen(pg.mkPen(theme.HAIRLINE))
            axis.setTextPen(pg.mkPen(theme.SOFT_INK))
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
