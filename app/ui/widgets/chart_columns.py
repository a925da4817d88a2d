"""Charts of standing columns: months of two years side by side, kinds with their sums."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import colours
from app.ui.widgets.chart import Bar, Chart
from app.values.scales import round_ticks

_ROOM_ABOVE = 1.42  # of the tallest column, for the two lines of figures on it


@dataclass(frozen=True)
class PairRow:
    """One pair: this year's figure (None where the year has not come so far) beside last year's."""

    name: str
    now: float | None
    before: float
    key: object = None
    hint: str = ""


@dataclass(frozen=True)
class ColumnRow:
    """One column and what is written on it, two short lines rather than a long one."""

    name: str
    value: float
    text: str
    key: object = None
    hint: str = ""


class PairedColumns(Chart):
    """Twelve pairs: this year blue, last year grey."""

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Draws the pairs from left to right."""
        self.clear()
        figures = [figure for row in rows for figure in (row.now or 0, row.before)]
        tallest, lowest = max(figures, default=0), min([0, *figures])  # money taken back may outweigh what came
        if not (tallest or lowest):
            self.say_empty()
            return
        ticks = round_ticks(max(tallest, -lowest / 3))
        self.categories("bottom", [row.name for row in rows], range(len(rows)))
        self.scale("left", ticks)
        self.frame((-0.6, len(rows) - 0.4), (lowest * 1.05, ticks[-1] * 1.02))
        for place, row in enumerate(rows):
            reach = QRectF(place - 0.5, lowest, 1, ticks[-1] - lowest)
            pair = [Bar(place + 0.01, 0, 0.36, row.before, colours().grey_bar, row.key, row.hint, reach)]
            if row.now is not None:
                pair.append(Bar(place - 0.37, 0, 0.36, row.now, colours().blue, row.key, row.hint, reach))
            self.place(pair)


class Columns(Chart):
    """Columns with their figures above."""

    def show_rows(self, rows: Sequence[ColumnRow]) -> None:
        """Draws the columns from left to right."""
        self.clear()
        if not rows:
            self.say_empty()
            return
        tallest = max(row.value for row in rows) or 1
        ticks = round_ticks(tallest)
        self.categories("bottom", [row.name for row in rows], range(len(rows)))
        self.scale("left", ticks)
        self.frame((-0.6, len(rows) - 0.4), (0, max(ticks[-1] * 1.02, tallest * _ROOM_ABOVE)))
        width = min(0.55, 0.12 * len(rows) + 0.2)
        for place, row in enumerate(rows):
            reach = QRectF(place - 0.5, 0, 1, ticks[-1])
            left = place - width / 2
            self.place([Bar(left, 0, width, row.value, colours().blue, row.key, row.hint, reach)])
            self.write(row.text, (place, row.value), (0.5, 1))
