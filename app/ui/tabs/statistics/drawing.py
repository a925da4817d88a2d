"""From exact figures to bars: what each chart of the tab shows, in which words; rounding happens here and last."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from app.ui.colours import colours
from app.ui.tabs.statistics import figures_table
from app.ui.tabs.statistics.wording import amount, shown_measure
from app.ui.widgets.chart_bars import Funnel, FunnelRow, PartsBars, PartsRow, RankedBars, RankedRow
from app.ui.widgets.chart_columns import ColumnRow, Columns, PairedColumns, PairRow
from app.ui.widgets.chart_figures import UNDEFINED, percent, points, rounded
from app.ui.widgets.chart_pictures import Caption
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.services.indicators import IndicatorRow, Report
    from app.services.statistics import FunnelStep, Group, MonthFunds, SourceOutcome

_FEN_IN = {MoneyUnit.WAN: 1_000_000, MoneyUnit.YI: 10_000_000_000}
_MOST_COLUMNS = 7  # names that stand side by side without running into each other
_OTHERS = "其他产业"


def draw_units(chart: RankedBars, report: Report, key: str, unit: MoneyUnit) -> Caption:
    """The units by completion of one indicator; by what they did where none of them has a target."""
    rows = [row for row in report.rows if row.unit is not None and row.key == key]
    title = report.row(key).title
    if any(row.completion is not None for row in rows):
        ranked = sorted(rows, key=lambda row: (row.completion is None, -(row.completion or 0)))
        chart.show_rows([_progress(row, row.unit or "", row.unit, unit) for row in ranked])
        return Caption(f"各单位{title}完成率（%）{_marks(ranked)}", table=_units_table(ranked))
    ranked = sorted(rows, key=lambda row: (row.actual is None, -(row.actual or 0)))
    chart.show_rows([_done(row, unit) for row in ranked])
    measure = shown_measure(ranked[0].measure, unit) if ranked else ""
    return Caption(f"各单位{title}（{measure or '%'}），未下达目标", table=_units_table(ranked))


def draw_indicators(chart: RankedBars, rows: Sequence[IndicatorRow], unit: MoneyUnit) -> Caption:
    """Completion of each indicator that has a target, against the clock."""
    aimed = [row for row in rows if row.completion is not None]
    chart.show_rows([_progress(row, row.title, row.key, unit) for row in aimed])
    table = figures_table.of_completion("指标", [(row.title, row) for row in aimed])
    return Caption(f"各指标完成率（%）{_marks(aimed)}", table=table)


def draw_funnel(chart: Funnel, steps: Sequence[FunnelStep]) -> Caption:
    """How many projects ever reached each stage, and what part of the stage before."""
    chart.show_rows(
        [
            FunnelRow(
                step.title,
                float(step.count),
                rounded(step.count, 2),
                "" if number == 0 else percent(step.rate),
                step.ids or None,
            )
            for number, step in enumerate(steps)
        ]
    )
    return Caption("项目阶段（个），右侧为占上一阶段的比例", table=figures_table.of_funnel(steps))


def draw_months(chart: PairedColumns, months: Sequence[MonthFunds], year: int, unit: MoneyUnit) -> Caption:
    """Money that came in each month, this year beside last."""
    chart.show_rows([_pair(month, year, unit) for month in months])
    legend = ((colours().blue, f"{year}年"), (colours().grey_bar, f"{year - 1}年"))
    return Caption(f"逐月到位资金（{_chart_unit(unit)}）", legend, figures_table.of_months(months, year))


def draw_industries(chart: Columns, groups: Sequence[Group]) -> Caption:
    """The signed projects' sums by 产业, with their part of the whole; the smallest are put together."""
    shown = _gathered(groups)
    whole = sum((group[2] for group in shown), Fraction())
    chart.show_rows(
        [
            ColumnRow(
                title,
                float(fen / _FEN_IN[MoneyUnit.YI]),
                f"{_yi(fen)}\n{percent(fen / whole) if whole else UNDEFINED}",
                ids,
                f"{title}：{rounded(count, 2)}个，{_yi(fen)}亿元，单击查看",
            )
            for title, count, fen, ids in shown
        ]
    )
    return Caption("本期签约项目产业构成（亿元）", table=figures_table.of_groups("产业", groups))


def draw_bands(chart: Columns, groups: Sequence[Group]) -> Caption:
    """The signed projects' number by size."""
    rows = [
        ColumnRow(
            group.title,
            float(group.count),
            f"{rounded(group.count, 2)}个\n{_yi(group.amount)}亿元" if group.count else "0",
            group.ids or None,
            f"{group.title}：{rounded(group.count, 2)}个，引资{_yi(group.amount)}亿元",
        )
        for group in groups
    ]
    chart.show_rows(rows if any(group.count for group in groups) else [])
    return Caption("本期签约项目规模（个，按总投资）", table=figures_table.of_groups("总投资", groups))


def draw_sources(chart: PartsBars, sources: Sequence[SourceOutcome]) -> Caption:
    """The leads of the period by source, and what became of them."""
    inks = (colours().blue, colours().pale_bar, colours().grey_bar)
    words = ("转项目", "推进中", "搁置或失败")
    rows = []
    for source in sources:
        counts = (source.converted, source.pursued, source.closed)
        parts = tuple((float(count), colour) for count, colour in zip(counts, inks, strict=True))
        said = "，".join(f"{word}{count}条" for word, count in zip(words, counts, strict=True))
        text = f"{len(source.ids)}条，转化 {percent(source.converted / len(source.ids))}"
        rows.append(PartsRow(source.title, parts, text, source.ids, f"{source.title}：{said}"))
    chart.show_rows(rows)
    legend = tuple(zip(inks, words, strict=True)) if rows else ()
    return Caption("本期线索来源与结果（条）", legend, figures_table.of_sources(sources))


def _units_table(rows: Sequence[IndicatorRow]) -> figures_table.Table:
    return figures_table.of_completion("责任单位", [(row.unit or "", row) for row in rows])


def _progress(row: IndicatorRow, name: str, key: object, unit: MoneyUnit) -> RankedRow:
    measure = shown_measure(row.measure, unit)
    done, target = (amount(value, row.measure, unit) for value in (row.actual, row.target))
    return RankedRow(
        name,
        None if row.completion is None else float(row.completion * 100),
        percent(row.completion),
        None if row.schedule is None else float(row.schedule * 100),
        colours().pale_bar if row.ahead is not None and row.ahead < 0 else colours().blue,
        key,
        f"{name}：完成 {done}{measure}，目标 {target}{measure}，{points(row.ahead)}",
    )


def _done(row: IndicatorRow, unit: MoneyUnit) -> RankedRow:
    shown = None if row.actual is None else row.actual * (100 if row.measure == "%" else 1)
    if shown is not None and row.measure == "万元" and unit is MoneyUnit.YI:
        shown /= 10_000
    return RankedRow(
        row.unit or "",
        None if shown is None else float(shown),
        amount(row.actual, row.measure, unit),
        key=row.unit,
    )


def _marks(rows: Sequence[IndicatorRow]) -> str:
    due = {row.schedule for row in rows if row.schedule is not None}
    if not due:
        return ""
    return f"，红线为序时 {percent(due.pop())}" if len(due) == 1 else "，红线为各自的序时"


def _pair(month: MonthFunds, year: int, unit: MoneyUnit) -> PairRow:
    scale, name = _FEN_IN[_chart_unit(unit)], _chart_unit(unit)
    now, before = month.this_year, month.last_year
    said = "尚未到" if now is None else f"{rounded(now / scale, 2)}{name}"
    return PairRow(
        f"{month.month}月",
        None if now is None else float(now / scale),
        float(before / scale),
        month.ids or None,
        f"{year}年{month.month}月 {said}\n{year - 1}年{month.month}月 {rounded(before / scale, 2)}{name}",
    )


def _gathered(groups: Sequence[Group]) -> list[tuple[str, Fraction, Fraction, tuple[str, ...]]]:
    kept = [(group.title, group.count, group.amount, group.ids) for group in groups]
    if len(kept) <= _MOST_COLUMNS:
        return kept
    rest = kept[_MOST_COLUMNS - 1 :]
    ids = tuple(key for group in rest for key in group[3])
    gathered = (_OTHERS, sum((g[1] for g in rest), Fraction()), sum((g[2] for g in rest), Fraction()), ids)
    return [*kept[: _MOST_COLUMNS - 1], gathered]


def _yi(fen: Fraction) -> str:
    return rounded(fen / _FEN_IN[MoneyUnit.YI], 2)


def _chart_unit(unit: MoneyUnit) -> MoneyUnit:
    return MoneyUnit.YI if unit is MoneyUnit.YI else MoneyUnit.WAN
