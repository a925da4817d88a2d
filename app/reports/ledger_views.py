"""The office's own ledgers as views: which columns and rows each kind has, for a workbook and for paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.columns import achievements as achievement_columns
from app.columns import activities as activity_columns
from app.columns import enterprises as enterprise_columns
from app.columns import fellows as fellow_columns
from app.columns import funds as funds_columns
from app.columns import leads as lead_columns
from app.columns import monthly as monthly_columns
from app.columns import problems as problem_columns
from app.columns import projects as project_columns
from app.columns import targets as target_columns
from app.columns import units as unit_columns
from app.columns.column import Column
from app.reports import on_paper
from app.reports.ledgers import LedgerView
from app.services import (
    achievements,
    activities,
    enterprises,
    fellows,
    funds,
    leads,
    monthly_reports,
    offices,
    problems,
    projects,
    targets,
    units,
)
from app.services.funds import FundsRow
from app.services.lists import Filter, Query, RecordList
from app.values.capital import Currency
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit, money_text


@dataclass(frozen=True)
class Span:
    """The period a ledger speaks of; without a year everything there is, 本年 being this year's."""

    year: int | None
    month: int | None
    today: date

    @property
    def this_year(self) -> int:
        """The year of 本年."""
        return self.year or self.today.year

    @property
    def to_month(self) -> int:
        """The month up to which 本年 counts; the ledger's title says it."""
        return self.month or (self.today.month if self.this_year == self.today.year else 12)

    def between(self, field: str) -> Query:
        """Keeps the dates of the asked months; all where no year was asked."""
        if self.year is None:
            return Query()
        last = f"{self.year}-{self.month or 12:02d}-31"
        return Query(filters=(Filter(field, low=f"{self.year}", high=last),))


def ledger(session: Session, kind: LedgerKind, span: Span) -> LedgerView:
    """The rows of one kind of ledger, with the columns that offices use for it."""
    title, columns = _HEADS[kind]
    rows, totals = _ROWS[kind](session, span)
    office = offices.current(session)
    return LedgerView(f"{office.name if office else ''}{_when(kind, span)}{title}", columns, rows, totals)


_HEADS: Mapping[LedgerKind, tuple[str, Sequence[Column]]] = {
    LedgerKind.UNITS: ("责任单位一览表", unit_columns.LEDGER),
    LedgerKind.PROJECTS: ("招商引资项目台账", project_columns.LEDGER),
    LedgerKind.LEADS: ("招商线索台账", lead_columns.LEDGER),
    LedgerKind.FUNDS: ("到位资金统计表", funds_columns.LEDGER),
    LedgerKind.ENTERPRISES: ("客商企业一览表", enterprise_columns.LEDGER),
    LedgerKind.FELLOWS: ("在外乡贤名录", fellow_columns.LEDGER),
    LedgerKind.ACTIVITIES: ("招商活动登记表", activity_columns.LEDGER),
    LedgerKind.PROBLEMS: ("项目问题台账", problem_columns.LEDGER),
    LedgerKind.TARGETS: ("招商引资目标任务表", target_columns.LEDGER),
    LedgerKind.ACHIEVEMENTS: ("招商引资完成数登记表", achievement_columns.LEDGER),
    LedgerKind.MONTHLY: ("招商引资工作月报登记表", monthly_columns.LEDGER),
}
_DATED = (
    LedgerKind.PROJECTS, LedgerKind.FUNDS, LedgerKind.ACTIVITIES, LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS,
    LedgerKind.MONTHLY,
)  # fmt: skip


def unit_line(kind: LedgerKind, office: str) -> str:
    """What stands above a ledger of the office; the funds ledger holds two currencies in one column."""
    return f"填报单位（盖章）：{office}" + ("\t单位：万元、万美元" if kind is LedgerKind.FUNDS else "")


def _when(kind: LedgerKind, span: Span) -> str:
    if kind is LedgerKind.PROJECTS:
        return f"{span.this_year}年{span.to_month}月"
    return f"{span.year}年" if span.year is not None and kind in _DATED else ""


Rows = tuple[Sequence[Any], Mapping[str, Any] | None]


_ALL = Query()


def on_pages(session: Session, kind: LedgerKind, view: LedgerView) -> LedgerView:
    """The same ledger as it goes to paper, where personal numbers are half hidden."""
    if kind is LedgerKind.LEADS:
        return replace(view, columns=lead_columns.PAPER, rows=on_paper.leads_on_paper(session, view.rows))
    if kind is LedgerKind.FUNDS:
        return replace(view, notes=currency_sums(view.rows))
    if kind is LedgerKind.FELLOWS:
        return replace(view, rows=on_paper.people_on_paper(view.rows))
    return view


def currency_sums(rows: Sequence[FundsRow]) -> tuple[str, ...]:
    """What came in each currency and what it makes in yuan; nothing where there are no entries."""
    if not rows:
        return ()
    amounts = {currency: sum(row.amount for row in rows if row.currency == currency) for currency in Currency}
    whole = money_text(sum(row.yuan or 0 for row in rows))
    yuan, dollars = money_text(amounts[Currency.YUAN]), amounts[Currency.DOLLAR]
    if not dollars:
        return (f"合计：人民币{yuan}万元。",)
    lacking = sum(row.yuan is None for row in rows)
    unsure = f"（{lacking}笔美元资金缺汇率，没有折算）" if lacking else ""
    apart = f"人民币{yuan}万元，美元{money_text(dollars, MoneyUnit.WAN_USD)}万美元"
    return (f"合计：{apart}；折合人民币共{whole}万元{unsure}。",)


def _listed(session: Session, listing: RecordList[Any], query: Query = _ALL) -> Rows:
    totals = listing.total(session, query) if listing.totals else None
    return listing.rows(session, listing.ids(session, query)), totals


def _projects(session: Session, span: Span) -> Rows:
    listing = projects.listing(span.this_year, span.today, span.to_month)
    rows, _ = _listed(session, listing, Query(sort=(("code", False),)))
    summed = [column.field for column in project_columns.LEDGER if column.total]
    return rows, {name: sum(getattr(row, name) or 0 for row in rows) for name in summed}


def _targets(session: Session, span: Span) -> Rows:
    years = [span.year] if span.year is not None else targets.years(session)
    rows, whole = [], offices.whole(session)
    for year in years:
        grid = targets.grid(session, year)
        for unit_id, name in ((None, whole), *grid.units):
            for indicator in grid.indicators:
                cell = grid.cells.get((unit_id, indicator.key))
                if cell is not None:
                    rows.append(
                        {
                            "year": year,
                            "unit": name,
                            "indicator": indicator.title,
                            "amount": cell.amount,
                            "stretch": cell.stretch,
                            "measure": indicator.measure,
                            "note": cell.note,
                        }
                    )
    return rows, None


_ROWS: Mapping[LedgerKind, Callable[[Session, Span], Rows]] = {
    LedgerKind.UNITS: lambda session, _: _listed(session, units.listing()),
    LedgerKind.PROJECTS: _projects,
    LedgerKind.LEADS: lambda session, span: _listed(session, leads.listing(session, span.today)),
    LedgerKind.FUNDS: lambda session, span: _listed(session, funds.listing(), span.between("received_on")),
    LedgerKind.ENTERPRISES: lambda session, _: _listed(session, enterprises.listing()),
    LedgerKind.FELLOWS: lambda session, _: _listed(session, fellows.listing(masked=False)),
    LedgerKind.ACTIVITIES: lambda session, span: _listed(session, activities.listing(), span.between("held_on")),
    LedgerKind.PROBLEMS: lambda session, _: _listed(session, problems.listing()),
    LedgerKind.TARGETS: _targets,
    LedgerKind.ACHIEVEMENTS: lambda session, span: (achievements.rows(session, span.year), None),
    LedgerKind.MONTHLY: lambda session, span: (monthly_reports.entries(session, span.year, span.month), None),
}
