"""Charts of lying bars: units ranked against their schedule, the stage funnel, parts of a whole by kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import colours
from app.ui.widgets.chart import Bar, Chart

_ROW_PX, _EDGES_PX = 21, 14
_THICK = 0.62
_BEYOND = 3  # of the longest bar: a click on the words behind a bar is a click on it
_DWARFS, _CUT, _FEW = 2.5, 1.5, 3  # how many times the rest, how long it is drawn then, how many may be so
_BREAK = 0.9  # where a cut bar has its gap
_LABEL = 0.15  # of the longest bar: what a figure takes up


@dataclass(frozen=True)
class RankedRow:
    """One bar: ``value`` and ``mark`` (where it should be) on the axis' scale; None draws — and no mark."""

    name: str
    value: float | None
    text: str
    mark: float | None = None
    colour: str = ""
    key: object = None
    hint: str = ""


@dataclass(frozen=True)
class FunnelRow:
    """One step: how many, as written, and its share of the step before, as written."""

    name: str
    count: float
    text: str
    rate: str
    key: object = None


@dataclass(frozen=True)
class PartsRow:
    """One stacked bar: its parts as (count, colour), and the words behind it."""

    name: str
    parts: tuple[tuple[float, str], ...]
    text: str
    key: object = None
    hint: str = ""


class RankedBars(Chart):
    """Rows from top to bottom with their figures, and a red stroke where each should be by now."""

    def show_rows(self, rows: Sequence[RankedRow]) -> None:
        """Draws the rows in their order; grows taller than its place when there are many."""
        self.clear()
        self.setMinimumHeight(len(rows) * _ROW_PX + _EDGES_PX)
        if not rows:
            self.say_empty()
            return
        longest = _reach([row.value or 0 for row in rows], [row.mark or 0 for row in rows])
        heights = [len(rows) - 1 - index for index in range(len(rows))]
        self.categories("left", [row.name for row in rows], heights)
        self.hide_axis("bottom")
        self.frame_with_room(longest, [row.text for row in rows], (-0.6, len(rows) - 0.4))
        for row, height in zip(rows, heights, strict=True):
            self._draw_row(row, height, longest)

    def _draw_row(self, row: RankedRow, height: float, longest: float) -> None:
        value = min(max(row.value or 0, 0), longest)
        reach = QRectF(0, height - 0.5, longest * _BEYOND, 1)
        self.place([Bar(0, height - _THICK / 2, value, _THICK, row.colour or colours().blue, row.key, row.hint, reach)])
        if (row.value or 0) > value * (1 + 1e-9):  # a gap says that the bar is longer than it is drawn
            self.place([Bar(value * _BREAK, height - 0.5, value * 0.012, 1, colours().paper)])
        end = value
        if row.mark is not None:
            self.rule(row.mark, height - 0.5, height + 0.5, colours().red)
            # A figure that would lie across the stroke moves to the other side of it.
            end = row.mark if value <= row.mark < value + longest * _LABEL else value
        self.write(row.text, (end, height), (-0.06, 0.5))


def _reach(values: Sequence[float], marks: Sequence[float]) -> float:
    """The longest bar as it is drawn: a few that dwarf all others are cut, or the others could not be compared."""
    ranked = sorted(values, reverse=True)
    for place in range(min(_FEW, len(ranked) - 2)):
        rest = max(ranked[place + 1], *marks)
        if rest > 0 and ranked[place] > _DWARFS * rest:
            return rest * _CUT
    return max([1e-9, *values, *marks])


class Funnel(Chart):
    """Centred bars that narrow from stage to stage; at the right what part of the step before came through."""

    def show_rows(self, rows: Sequence[FunnelRow]) -> None:
        """Draws the steps from top to bottom."""
        self.clear()
        widest = max((row.count for row in rows), default=0)
        if not widest:
            self.say_empty()
            return
        heights = [len(rows) - 1 - index for index in range(len(rows))]
        self.categories("left", [row.name for row in rows], heights)
        self.hide_axis("bottom")
        self.frame((-0.52, 0.72), (-0.6, len(rows) - 0.4))
        for row, height in zip(rows, heights, strict=True):
            self._step(row, row.count / widest, height)

    def _step(self, row: FunnelRow, width: float, height: float) -> None:
        hint = f"到过“{row.name}”的项目 {row.text} 个，单击查看"
        reach = QRectF(-0.5, height - 0.5, 1, 1)
        self.place([Bar(-width / 2, height - 0.35, width, 0.7, colours().blue, row.key, hint, reach)])
        if width > 0.12:
            self.write(row.text, (0, height), (0.5, 0.5), colours().on_blue)
        else:
            self.write(row.text, (width / 2, height), (-0.15, 0.5))
        self.write(row.rate, (0.72, height), (1, 0.5), colours().soft_ink)


class PartsBars(Chart):
    """Rows of stacked parts, one colour a kind."""

    def show_rows(self, rows: Sequence[PartsRow]) -> None:
        """Draws the rows in their order."""
        self.clear()
        self.setMinimumHeight(len(rows) * _ROW_PX + _EDGES_PX)
        if not rows:
            self.say_empty()
            return
        longest = max(sum(count for count, _ in row.parts) for row in rows)
        heights = [len(rows) - 1 - index for index in range(len(rows))]
        self.categories("left", [row.name for row in rows], heights)
        self.hide_axis("bottom")
        self.frame_with_room(longest, [row.text for row in rows], (-0.6, len(rows) - 0.4))
        for row, height in zip(rows, heights, strict=True):
            self._draw_row(row, height, longest * _BEYOND)

    def _draw_row(self, row: PartsRow, height: float, width: float) -> None:
        start, reach = 0.0, QRectF(0, height - 0.5, width, 1)
        for count, colour in row.parts:
            self.place([Bar(start, height - _THICK / 2, count, _THICK, colour, row.key, row.hint, reach)])
            start += count
        self.write(row.text, (start, height), (-0.04, 0.5))
