"""What came to the chosen project this month, this year and in all, last year beside it, with its twelve months."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.funds import closed_months, of_project
from app.services.funds.of_project import ProjectFunds
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.chart_figures import growth
from app.ui.widgets.month_bars import MonthBars
from app.values import figures
from app.values.money import money_text

_GAP = 4
_LEAST_LIST = 220  # px: headings, four rows and their sum


class FundsFigures(QWidget):
    """Two lines of figures over the bars, counted to this month or to the end of an earlier ledger year."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words, self._bars = soft_label(), MonthBars(self._money)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._words)
        layout.addWidget(self._bars)

    def show_project(self, key: str) -> None:
        """Shows that project; one without money shows nothing."""
        year = self._desk.year
        month = self._desk.today.month if year == self._desk.today.year else 12
        with self._desk.read() as session:
            found = of_project.figures(session, key, year, month)
            closed = [row.month for row in closed_months.rows(session, year)]
        self.setVisible(bool(found.total or any(found.last_months) or found.undated or found.without_rate))
        shut = f"　已结账 {runs(closed)}月" if closed else ""
        self._words.setText(self._told(found, month) + shut)
        self._bars.show_months(year, found.months, found.last_months, closed)
        self._fit()

    def share(self, room: int) -> None:
        """Shows the bars where ``room`` px are enough for them and for a few rows of the list below."""
        left = room - max(self._words.heightForWidth(self.width()), 0) - _GAP - self._bars.height()
        self._bars.setVisible(left >= _LEAST_LIST)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keeps every line: a column that is short of room takes it from the list below."""
        lines = max(self._words.heightForWidth(self.width()), 0)  # -1 while there are no words
        self._words.setFixedHeight(lines)
        self.setFixedHeight(lines + (0 if self._bars.isHidden() else _GAP + self._bars.height()))

    def _told(self, found: ProjectFunds, month: int) -> str:
        """The months so far beside last year's; then what the list's 本年 and 累计 say of the whole ledger year."""
        span = f"1—{month}月" if month > 1 else "1月"
        to_date, last = self._money(found.year_to_date), self._money(found.last_year_to_date)
        left_out = f"（另有 {self._money(found.left_out)}只知年份，未计入）" if found.left_out else ""
        done = figures.percent(found.completion)
        lines = [
            f"{month}月 {self._money(found.month)}，上年同月 {self._money(found.last_year_month)}",
            f"{span}累计 {to_date}{left_out}，上年同期 {last}，{growth(found.growth)}",
            f"本年 {self._money(found.year)}，累计 {self._money(found.total)}，完成率 {done}",
        ]
        if found.undated:
            lines.append(f"另有 {self._money(found.undated)}没有到账日期，没有计入")
        if found.without_rate:
            lines.append(f"{found.without_rate} 笔美元资金没有汇率，没有计入")
        return "\n".join(lines)

    def _money(self, fen: int) -> str:
        text = money_text(fen, self._desk.money_unit)
        whole, _, decimals = text.partition(".")
        return f"{int(whole):,}" + (f".{decimals}" if decimals.strip("0") else "") + f" {self._desk.money_unit}"


def runs(months: Sequence[int]) -> str:
    """Months in order as runs: 1—9、11."""
    found: list[list[int]] = []
    for month in months:
        if found and found[-1][-1] == month - 1:
            found[-1].append(month)
        else:
            found.append([month])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}—{run[-1]}" for run in found)
