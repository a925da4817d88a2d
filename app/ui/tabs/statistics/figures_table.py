"""The figures of a chart as a table, for the clipboard: heads first, exact where the chart rounds for the eye."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from app.reports.phrases import plain
from app.values.figures import UNDEFINED, percent

if TYPE_CHECKING:
    from app.services.indicators import IndicatorRow
    from app.services.statistics import FunnelStep, Group, MonthFunds, SourceOutcome

Table = tuple[tuple[str, ...], ...]
_WAN = 1_000_000  # fen


def of_completion(head: str, rows: Sequence[tuple[str, IndicatorRow]]) -> Table:
    """Who or what, against its target and the clock."""
    heads = (head, "计量单位", "年度目标", "完成数", "完成率", "序时进度", "上年同期")
    return (heads, *((name, row.measure, *_figures(row)) for name, row in rows))


def of_funnel(steps: Sequence[FunnelStep]) -> Table:
    """Stages, how many got there, and what part of the step before."""
    heads = ("阶段", "项目（个）", "占上一阶段")
    return (heads, *((str(step.title), plain(step.count), percent(step.rate)) for step in steps))


def of_months(months: Sequence[MonthFunds], year: int) -> Table:
    """Months of two years, in 万元."""
    heads = ("月份", f"{year}年（万元）", f"{year - 1}年（万元）")
    rows = ((f"{each.month}月", _wan(each.this_year), _wan(each.last_year)) for each in months)
    return (heads, *rows)


def of_groups(head: str, groups: Sequence[Group]) -> Table:
    """Kinds with their number and their money, none put together."""
    heads = (head, "项目（个）", "引资额（万元）")
    return (heads, *((each.title, plain(each.count), _wan(each.amount)) for each in groups))


def of_sources(sources: Sequence[SourceOutcome]) -> Table:
    """Sources of leads and what became of them."""
    heads = ("线索来源", "转项目", "推进中", "搁置或失败", "合计")
    rows = []
    for each in sources:
        counts = (each.converted, each.pursued, each.closed)
        rows.append((each.title, *map(plain, counts), str(len(each.ids))))
    return (heads, *rows)


def _figures(row: IndicatorRow) -> tuple[str, ...]:
    target, actual, last_year = (_figure(value, row.measure) for value in (row.target, row.actual, row.last_year))
    return target, actual, percent(row.completion), percent(row.schedule), last_year


def _figure(value: Fraction | None, measure: str) -> str:
    if value is None:
        return UNDEFINED
    return percent(value) if measure == "%" else plain(value)


def _wan(fen: Fraction | None) -> str:
    return UNDEFINED if fen is None else plain(fen / _WAN)
