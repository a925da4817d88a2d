"""The four cards of charts: how far each is, the stages, the months, and what the signed projects are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services import statistics
from app.services.lists import Filter, Query
from app.ui.tab import LEADS, PROJECTS
from app.ui.tabs.statistics import drawing
from app.ui.widgets.chart_bars import Funnel, PartsBars, RankedBars
from app.ui.widgets.chart_card import ChartCard, ChartView
from app.ui.widgets.chart_columns import Columns, PairedColumns
from app.ui.widgets.chart_pictures import Caption

if TYPE_CHECKING:
    from app.indicators.facts import Facts
    from app.services.indicators import Report
    from app.ui.desk import Desk
    from app.ui.tabs.statistics.period_bar import Scope

_LOWEST = 190  # px of a card: six stages stand apart
_OF_LEADS = frozenset({"leads_valid"})  # indicators whose records are leads
UNITS, INDICATORS = "各单位", "各指标"


class Charts(QWidget):
    """Draws what a :class:`Scope` asks for; a bar that is clicked opens the records behind it."""

    asked = Signal(str, object)  # (PROJECTS | LEADS, Query)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: Report | None = None
        self._scope: Scope | None = None
        self._facts: Facts | None = None
        self._indicator = ""
        self.progress = self._progress_card()
        self.stages = ChartCard([ChartView("阶段", funnel := Funnel(), lambda: self._fill_funnel(funnel))])
        self.months = ChartCard([ChartView("逐月", pairs := PairedColumns(), lambda: self._fill_months(pairs))])
        self.makeup = self._makeup_card()
        self._build()
        self._connect()

    @property
    def cards(self) -> tuple[ChartCard, ...]:
        """All four, in reading order."""
        return (self.progress, self.stages, self.months, self.makeup)

    def show_report(self, report: Report, scope: Scope, indicator: str) -> None:
        """Draws everything anew; ``indicator`` is the one that ranks the units."""
        self._report, self._scope, self._indicator, self._facts = report, scope, indicator, None
        for card in self.cards:
            card.refresh()

    def rank(self, indicator: str) -> None:
        """Ranks the units by another indicator."""
        self._indicator = indicator
        self.progress.choose(UNITS)

    def _progress_card(self) -> ChartCard:
        units, indicators = RankedBars(), RankedBars()
        return ChartCard(
            [
                ChartView(UNITS, units, lambda: self._fill_units(units)),
                ChartView(INDICATORS, indicators, lambda: self._fill_indicators(indicators)),
            ]
        )

    def _makeup_card(self) -> ChartCard:
        industries, bands, sources = Columns(), Columns(), PartsBars()
        return ChartCard(
            [
                ChartView("产业", industries, lambda: self._fill_industries(industries)),
                ChartView("规模", bands, lambda: self._fill_bands(bands)),
                ChartView("线索来源", sources, lambda: self._fill_sources(sources)),
            ]
        )

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        for place, card in enumerate(self.cards):
            card.setMinimumHeight(_LOWEST)
            grid.addWidget(card, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            grid.setRowStretch(place // 2, 1)

    def _connect(self) -> None:
        self.progress.opened.connect(self._open_progress)
        self.stages.opened.connect(lambda ids: self._open(PROJECTS, ids))
        self.months.opened.connect(lambda ids: self._open(PROJECTS, ids))
        self.makeup.opened.connect(self._open_makeup)

    def _fill_units(self, chart: RankedBars) -> Caption:
        assert self._report is not None
        return drawing.draw_units(chart, self._report, self._indicator, self._desk.money_unit)

    def _fill_indicators(self, chart: RankedBars) -> Caption:
        assert self._report is not None
        assert self._scope is not None
        return drawing.draw_indicators(chart, self._report.of(self._scope.unit), self._desk.money_unit)

    def _fill_funnel(self, chart: Funnel) -> Caption:
        return drawing.draw_funnel(chart, self._count(statistics.funnel))

    def _fill_months(self, chart: PairedColumns) -> Caption:
        assert self._scope is not None
        months = self._count(statistics.monthly_funds, basis=self._scope.basis)
        return drawing.draw_months(chart, months, self._scope.year, self._desk.money_unit)

    def _fill_industries(self, chart: Columns) -> Caption:
        return drawing.draw_industries(chart, self._count(statistics.industries))

    def _fill_bands(self, chart: Columns) -> Caption:
        return drawing.draw_bands(chart, self._count(statistics.size_bands))

    def _fill_sources(self, chart: PartsBars) -> Caption:
        return drawing.draw_sources(chart, self._ask(statistics.lead_sources))

    def _ask(self, question: Callable[..., Any], **more: Any) -> Any:
        scope = self._scope
        assert scope is not None
        with self._desk.read() as session:
            return question(session, scope.year, scope.month, unit=scope.unit, **more)

    def _count(self, question: Callable[..., Any], **more: Any) -> Any:
        """Asks what is counted over all records; they are gathered once for all charts of one showing."""
        if self._facts is None:
            with self._desk.read() as session:
                self._facts = statistics.gather(session)
        return self._ask(question, facts=self._facts, **more)

    def _open_progress(self, key: object) -> None:
        if self.progress.view.name == INDICATORS:
            self.rank(str(key))
        else:
            tab = LEADS if self._indicator in _OF_LEADS else PROJECTS
            self.asked.emit(tab, Query(filters=(Filter("unit", frozenset({key})),)))

    def _open_makeup(self, ids: tuple[str, ...]) -> None:
        self._open(LEADS if isinstance(self.makeup.view.chart, PartsBars) else PROJECTS, ids)

    def _open(self, tab: str, ids: tuple[str, ...]) -> None:
        self.asked.emit(tab, Query(filters=(Filter("id", frozenset(ids)),)))
