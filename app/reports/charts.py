"""The charts of papers, from the same figures as their tables: what is drawn, in which words, rounded here and last."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators.facts import Facts, Period
from app.reports.blocks import Chart, Series
from app.reports.phrases import plain, so_far
from app.services import offices, paper_charts, statistics
from app.services.indicators import IndicatorRow, Report
from app.services.statistics import Group
from app.values.figures import UNDEFINED, percent

_FEN_IN_WAN, _FEN_IN_YI = 1_000_000, 10_000_000_000
_MOST = 8  # industries that stand side by side; the smallest are put together
_SCHEDULE = "竖线为序时进度"


def ticked(session: Session, report: Report, facts: Facts, period: Period, ranked: str | None) -> tuple[Chart, ...]:
    """The charts that the office ticked and that have something to show; ``ranked`` is what its units are ranked by."""
    made: Mapping[str, Callable[[], Chart | None]] = {
        "plan": lambda: plan(report),
        "units": lambda: None if ranked is None or offices.is_cautious(session) else units(report, ranked),
        "months": lambda: months(session, facts, period),
        "industries": lambda: industries(session, facts, period),
        "bands": lambda: bands(session, facts, period),
    }
    return tuple(chart for key in paper_charts.chosen(session) if (chart := made[key]()) is not None)


def plan(report: Report) -> Chart | None:
    """Completion of each indicator with a target, against the clock."""
    rows = [row for row in report.of(None) if row.completion is not None]
    return _completion("主要指标完成率", [row.title for row in rows], rows)


def units(report: Report, key: str) -> Chart | None:
    """Completion of one indicator by units, the furthest first, against the clock."""
    rows = [row for row in report.rows if row.key == key and row.unit is not None and row.completion is not None]
    rows.sort(key=lambda row: row.completion or Fraction(0), reverse=True)
    return _completion(f"各责任单位{report.row(key).title}完成率", [row.unit or "" for row in rows], rows)


def months(session: Session, facts: Facts, period: Period) -> Chart | None:
    """Money that came in each month, this year beside last."""
    found = statistics.monthly_funds(session, period.year, period.month, basis=period.basis, facts=facts)
    shown = [each for each in found if each.month <= period.month]
    now = [None if each.this_year is None else each.this_year / _FEN_IN_WAN for each in shown]
    before = [each.last_year / _FEN_IN_WAN for each in shown]
    if not any(now) and not any(before):
        return None
    series = (_series(f"{period.year}年", now, 0), _series(f"{period.year - 1}年", before, 0))
    return Chart("逐月到位资金", "万元", tuple(f"{each.month}月" for each in shown), series)


def industries(session: Session, facts: Facts, period: Period) -> Chart | None:
    """The sums of the projects signed in the period by 产业."""
    groups = statistics.industries(session, period.year, period.month, facts=facts)
    names, sums = [group.title for group in groups], [group.amount / _FEN_IN_YI for group in groups]
    if len(names) > _MOST:
        names, sums = [*names[: _MOST - 1], "其他"], [*sums[: _MOST - 1], sum(sums[_MOST - 1 :], Fraction(0))]
    return _makeup(f"{so_far(period.month)}签约项目产业构成", "亿元", names, sums)


def bands(session: Session, facts: Facts, period: Period) -> Chart | None:
    """How many projects were signed in the period by size."""
    groups: tuple[Group, ...] = statistics.size_bands(session, period.year, period.month, facts=facts)
    names, counts = [group.title for group in groups], [group.count for group in groups]
    return _makeup(f"{so_far(period.month)}签约项目规模构成（按总投资）", "个", names, counts)


def _completion(title: str, names: list[str], rows: list[IndicatorRow]) -> Chart | None:
    if not rows:
        return None
    values = tuple(None if row.completion is None else row.completion * 100 for row in rows)
    series = Series("完成率", values, tuple(percent(row.completion) for row in rows))
    due = tuple(None if row.schedule is None else row.schedule * 100 for row in rows)
    timed = any(row.is_timed for row in rows)
    mark = Series(_SCHEDULE, due, tuple(percent(row.schedule) for row in rows)) if timed else None
    return Chart(title, "%", tuple(names), (series,), lying=True, mark=mark)


def _makeup(title: str, measure: str, names: list[str], values: list[Fraction]) -> Chart | None:
    return Chart(title, measure, tuple(names), (_series("", values, 2),)) if any(values) else None


def _series(name: str, values: "list[Fraction | None] | list[Fraction]", places: int) -> Series:
    return Series(name, tuple(values), tuple(UNDEFINED if each is None else plain(each, places) for each in values))
