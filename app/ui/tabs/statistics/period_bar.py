"""The line above the charts: report period, basis and unit; it says when another was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.ui.theme import mark
from app.ui.widgets.chooser import Chooser
from app.ui.wrapping import WrappingLayout

_YEARS_BACK = 6
_LONGEST_UNIT = 14  # characters of a unit's name that the box shows


@dataclass(frozen=True)
class Scope:
    """What the figures are asked for; ``unit`` None is the whole township, ``basis`` reported or recognised."""

    year: int
    month: int
    basis: str = "reported"
    unit: str | None = None

    @property
    def period(self) -> str:
        """2026年1—10月; the whole year in December."""
        if self.month == 12:
            return f"{self.year}年全年"
        return f"{self.year}年1月" if self.month == 1 else f"{self.year}年1—{self.month}月"


def last_closed_month(today: date) -> tuple[int, int]:
    """The month before this one: what a report looks at before the month is over."""
    before = today.replace(day=1) - timedelta(days=1)
    return before.year, before.month


class PeriodBar(QWidget):
    """Choosers from the left; buttons can be laid at the right end."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._year, self._month = Chooser(), Chooser()
        self._basis, self._unit = Chooser(), Chooser()
        self._layout = WrappingLayout(self)
        self._build(today)
        self._connect()

    @property
    def scope(self) -> Scope:
        """What is chosen."""
        month, year = int(self._month.currentData()), int(self._year.currentData())
        return Scope(year, month, str(self._basis.currentData()), self._unit.currentData())

    def choose(self, year: int, month: int) -> None:
        """Sets the period without a signal."""
        self._quietly(self._year, year)
        self._quietly(self._month, month)

    def choose_basis(self, basis: str) -> None:
        """Sets the basis without a signal."""
        self._quietly(self._basis, basis)

    def offer_units(self, names: Sequence[str], whole: str) -> None:
        """Offers the units under the word for all of them, keeping the one that is chosen."""
        chosen = self._unit.currentData()
        self._unit.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._unit.clear()
        self._unit.addItem(whole, None)
        for name in dict.fromkeys(names):
            self._unit.addItem(name, name)
        self._unit.setCurrentIndex(max(self._unit.findData(chosen), 0) if chosen else 0)
        self._unit.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def lay_right(self, widget: QWidget) -> None:
        """Puts a button at the right end."""
        self._layout.lay_right(widget)

    def _build(self, today: date) -> None:
        for year in range(today.year + 1, today.year - _YEARS_BACK, -1):
            self._year.addItem(f"{year}年", year)
        for month in range(1, 13):
            self._month.addItem("1月" if month == 1 else "全年" if month == 12 else f"1—{month}月", month)
        self._basis.addItem("自报", "reported")
        self._basis.addItem("县认定", "recognised")
        self._unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._unit.setMaximumWidth(self._unit.fontMetrics().horizontalAdvance("中") * _LONGEST_UNIT)
        self._unit.setMaxVisibleItems(20)
        for caption, choosers in (
            ("报告期", (self._year, self._month)),
            ("口径", (self._basis,)),
            ("单位", (self._unit,)),
        ):
            label = QLabel(caption)
            mark(label, "soft")
            group = QWidget()
            inside = QHBoxLayout(group)
            inside.setContentsMargins(0, 0, 8, 0)
            inside.setSpacing(6)
            for widget in (label, *choosers):
                inside.addWidget(widget)
            self._layout.addWidget(group)

    def _connect(self) -> None:
        for chooser in (self._year, self._month, self._basis, self._unit):
            chooser.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _quietly(self, chooser: QComboBox, value: object) -> None:
        chooser.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if chooser.findData(value) < 0 and isinstance(value, int):
            chooser.addItem(f"{value}年", value)
        chooser.setCurrentIndex(chooser.findData(value))
        chooser.blockSignals(False)  # noqa: FBT003 - Qt's own signature
