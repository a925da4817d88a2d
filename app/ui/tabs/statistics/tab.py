"""统计图表: the report period above, the indicators' cards, the charts; a click goes to the records."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout

from app.jobs import reports
from app.services import indicators
from app.ui.buttons import button, menu_button
from app.ui.tab import Tab
from app.ui.tabs.statistics.cards import IndicatorCards
from app.ui.tabs.statistics.charts import Charts
from app.ui.tabs.statistics.comparing import comparing_menu
from app.ui.tabs.statistics.period_bar import PeriodBar, Scope, last_closed_month
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.reports.statements import Beside
    from app.services.indicators import Report
    from app.ui.desk import Desk

_REPORTS = {"bulletin": "月通报", "summary": "工作总结", "ledgers": "台账汇编", "projectbook": "项目册"}
_BASIS, _INDICATOR = "statistics/basis", "statistics/indicator"


class StatisticsTab(Tab):
    """Everything on it is counted anew from the records each time it is shown."""

    chapter = "统计图表"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._year = 0  # the ledger year that the period was taken from
        self.period = PeriodBar(desk.today)
        self.cards = IndicatorCards(desk.settings)
        self.charts = Charts(desk)
        self._build()
        self._connect()
        self.period.choose_basis(str(desk.settings.value(_BASIS, "reported")))
        self.refresh()

    @property
    def scope(self) -> Scope:
        """What is asked for."""
        return self.period.scope

    def refresh(self) -> None:
        """Counts and draws everything anew."""
        self._follow_year()
        self._show_patiently()

    def print_report(self, kind: str) -> None:
        """Shows a report of the period as it will print."""
        scope, database = self.scope, self._desk.database
        title = f"{scope.period}{_REPORTS[kind]}"

        def draw(out: Path) -> Beside:
            return reports.report(database, kind, scope.year, scope.month, out, scope.basis)

        preview(self._desk, self, title, draw)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(10)
        self.period.lay_right(menu_button("指标", self.cards.menu))
        comparisons = comparing_menu(self._desk, self, lambda: self.scope, self._indicator)
        self.period.lay_right(menu_button("对比", comparisons))
        for kind, word in _REPORTS.items():
            if kind in reports.REPORTS:
                self.period.lay_right(button(word, partial(self.print_report, kind)))
        layout.addWidget(self.period)
        layout.addWidget(self.cards)
        layout.addWidget(self._rolling(), 1)

    def _rolling(self) -> QScrollArea:
        """The charts, which roll on a low screen rather than shrink until they cannot be read."""
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.charts)
        return area

    def _connect(self) -> None:
        self.period.changed.connect(self._show_patiently)
        self.cards.changed.connect(self._show_patiently)
        self.cards.chosen.connect(self._rank)
        self.charts.asked.connect(self._desk.asked)

    def _show(self) -> None:
        report = self._count()
        self.period.offer_units([row.unit for row in report.rows if row.unit], self._whole())
        self._desk.settings.setValue(_BASIS, self.scope.basis)
        self.cards.show_rows(report.of(self.scope.unit), self._desk.money_unit, report)
        self.charts.show_report(report, self.scope, self._indicator())

    def _count(self) -> Report:
        with self._desk.read() as session:
            return indicators.report(session, self.scope.year, self.scope.month, basis=self.scope.basis)

    def _show_patiently(self) -> None:
        """Thousands of projects take a moment to count."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._show()
        finally:
            QApplication.restoreOverrideCursor()

    def _rank(self, indicator: str) -> None:
        self._desk.settings.setValue(_INDICATOR, indicator)
        self.charts.rank(indicator)

    def _indicator(self) -> str:
        kept = str(self._desk.settings.value(_INDICATOR, ""))
        return kept if kept in self.cards.known else self.cards.keys[0]

    def _follow_year(self) -> None:
        """Takes the desk's ledger year when it is another than before, up to its last closed month."""
        if self._year == self._desk.year:
            return
        self._year = self._desk.year
        year, month = last_closed_month(self._desk.today)
        self.period.choose(self._year, month if self._year == year else 12)

    def _whole(self) -> str:
        office = self._desk.office
        ending = next((word for word in ("街道", "镇", "乡") if office and office.name.endswith(word)), "")
        return f"全{ending}" if ending else "全部"
