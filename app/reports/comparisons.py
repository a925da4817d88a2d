"""对比: year with year, unit with unit, plan with what was done; a table and its chart, a workbook with live sums."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from app.columns.cells import points_text
from app.columns.column import Column, Kind
from app.errors import Refused
from app.indicators.facts import Period
from app.reports import charts, ledgers
from app.reports.blocks import Blank, Block, Chart, Document, KeepTogether, Part, Series
from app.reports.ledgers import LedgerView
from app.reports.phrases import period as period_words
from app.reports.phrases import plain
from app.reports.wording import compared_cell
from app.services import comparisons, indicators, offices
from app.services.indicators import IndicatorRow
from app.values.figures import UNDEFINED, percent

BY = ("years", "units", "plan")
YEARS = 3
_FORMATS = (".pdf", ".docx", ".xlsx")


def document(session: Session, by: str, key: str, period: Period, unit: str | None = None) -> Document:
    """One comparison of :data:`BY`; ``key`` is the indicator of years and units, ``unit`` narrows years and plan."""
    if by == "units":
        return units(session, key, period)
    return plan(session, period, unit) if by == "plan" else years(session, key, period, unit)


def years(session: Session, key: str, period: Period, unit: str | None = None) -> Document:
    """The months of an indicator in this year and the two before."""
    asked = [period.year - back for back in range(YEARS)]
    found = comparisons.years(session, key, asked, period.month, unit, period.basis)
    if found.is_empty:
        raise Refused(f"{YEARS}年里{found.title}都没有完成数，没有可以对比的，请换一个指标或年份。", field="indicator")
    is_rate = found.measure == "%"
    kind = Kind.SHARE if is_rate else Kind.COUNT
    columns = [Column("month", "月份", Kind.TEXT, 90)]
    columns += [Column(f"y{each.year}", f"{each.year}年", kind, 110) for each in found.years]
    columns.append(_growth_column(f"比{period.year - 1}年", is_rate=is_rate))
    rows = []
    for place in range(period.month):
        line: dict[str, Any] = {f"y{each.year}": each.months[place] for each in found.years}
        rows.append({"month": f"{place + 1}月", "growth": _growth(line, period.year, is_rate=is_rate), **line})
    totals: dict[str, Any] = {f"y{each.year}": each.whole for each in found.years}
    series = tuple(
        Series(f"{each.year}年", *_drawn(each.months, is_rate=is_rate))
        for each in reversed(found.years)
        if any(month is not None for month in each.months)
    )
    title = f"{_whose(session, unit)}{found.title}分年对比表"
    names = tuple(f"{place + 1}月" for place in range(period.month))
    drawn = Chart(f"{found.title}分年对比", found.measure, names, series)
    sums = {**totals, "growth": _growth(totals, period.year, is_rate=False)} if found.adds_up else None
    return _paper(session, title, columns, rows, sums, drawn, f"计量单位：{found.measure}")


def units(session: Session, key: str, period: Period) -> Document:
    """An indicator of every unit, the furthest first: target, done, completion, and last year beside it.

    Under 稳妥口径 the units stand in the office's own order, in the table and in the chart.
    """
    report = indicators.report(session, period.year, period.month, basis=period.basis)
    whole = next((row for row in report.of(None) if row.key == key), None)
    if whole is None:
        raise comparisons.unknown(key)
    rows = [row for row in report.rows if row.key == key and row.unit is not None]
    if not any(row.target or row.actual for row in rows):
        raise Refused(f"{period.year}年各责任单位的{whole.title}没有目标和完成数，没有可以对比的。", field="indicator")
    in_order = not offices.is_cautious(session)
    if in_order:
        rows.sort(key=lambda row: (row.completion is None, -(row.completion or 0), -(row.actual or 0)))
    columns = [Column("name", "责任单位", Kind.TEXT, 130), *_columns(whole.measure, period, of=whole)]
    lines = [{"name": row.unit, **_line(row)} for row in rows]
    sums = None if whole.measure == "%" else _sums(rows)
    names = tuple(row.unit or "" for row in rows)
    drawn = (charts.units(report, key) if in_order else None) or Chart(
        f"各责任单位{whole.title}", whole.measure, names, (_of(rows, "actual", whole.measure),), lying=True
    )
    title = f"{_whose(session, None)}{period_words(period.year, period.month)}{whole.title}分单位对比表"
    return _paper(session, title, columns, lines, sums, drawn, f"计量单位：{whole.measure}")


def plan(session: Session, period: Period, unit: str | None = None) -> Document:
    """Every indicator with a target: plan, done, completion against the clock."""
    report = indicators.report(session, period.year, period.month, basis=period.basis)
    rows = [row for row in report.of(unit) if row.target is not None]
    if not rows:
        raise Refused(f"{period.year}年没有给{unit or '全镇'}下达目标，没有可以对比的。", field="year")
    columns = [
        Column("name", "指标", Kind.TEXT, 150),
        Column("measure", "计量单位", Kind.CODE, 80),
        *_columns("", period),
    ]
    lines = [{"name": row.title, "measure": row.measure, **_line(row), "growth": compared_cell(row)} for row in rows]
    values = tuple(None if row.completion is None else row.completion * 100 for row in rows)
    completion = Series("完成率", values, tuple(percent(row.completion) for row in rows))
    due = tuple(None if row.schedule is None else row.schedule * 100 for row in rows)
    timed = any(row.is_timed for row in rows)
    mark = Series("竖线为序时进度", due, tuple(percent(row.schedule) for row in rows)) if timed else None
    drawn = Chart("计划与完成对比", "%", tuple(row.title for row in rows), (completion,), lying=True, mark=mark)
    title = f"{_whose(session, unit)}{period_words(period.year, period.month)}目标与完成对比表"
    return _paper(session, title, columns, lines, None, drawn, "")


def _columns(measure: str, period: Period, of: IndicatorRow | None = None) -> list[Column]:
    """``of`` is the one indicator that is compared; several say in each cell what they are held against."""
    kind = Kind.SHARE if measure == "%" else Kind.COUNT
    return [
        Column("target", "年度目标", kind, 100),
        Column("actual", "完成数", kind, 100),
        Column("completion", "完成率", Kind.SHARE, 84),
        Column("schedule", "序时进度", Kind.SHARE, 84),
        Column("last_year", f"{period.year - 1}年同期{'末' if of is not None and of.is_stock else ''}", kind, 100),
        Column("growth", "同比", Kind.TEXT, 84) if of is None else _growth_column(_against(of), is_rate=measure == "%"),
    ]


def _against(row: IndicatorRow) -> str:
    return "比上年同期末" if row.is_stock else "同比"


def _growth_column(word: str, *, is_rate: bool) -> Column:
    """How far a figure is from last year's: a part of it, or percentage points of a rate."""
    if is_rate:
        return Column("growth", f"{word}（百分点）", Kind.TEXT, 84)
    return Column("growth", f"{word}{'' if word == '同比' else '增长'}", Kind.SHARE, 100)


def _line(row: IndicatorRow) -> dict[str, Any]:
    names = ("target", "actual", "completion", "last_year", "growth")
    line = {name: getattr(row, name) for name in names} | {"schedule": row.schedule if row.is_timed else None}
    return line if row.change is None else line | {"growth": points_text(row.change)}


def _paper(
    session: Session,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Any]],
    sums: Any,
    drawn: Chart,
    line: str,
) -> Document:
    office = offices.current(session)
    above = f"填报单位（盖章）：{office.name if office else ''}\t{line}"
    made = ledgers.part(LedgerView(title, columns, rows, sums), above, filler="", paper="A4")
    several: tuple[Block, ...] = (KeepTogether((Blank(0.5), drawn)),) if drawn.names else ()
    parts = (Part((*made.blocks, *several), made.layout, paper=made.paper),)
    return Document(title, parts, office.government if office else "", formats=_FORMATS)


def _growth(line: dict[str, Any], year: int, *, is_rate: bool) -> Fraction | str | None:
    now, before = line[f"y{year}"], line[f"y{year - 1}"]
    if is_rate:
        return points_text(None if now is None or before is None else (now - before) * 100)
    return None if now is None or not before else (now - before) / before


def _drawn(values: Sequence[Fraction | None], *, is_rate: bool) -> tuple[tuple[Fraction | None, ...], tuple[str, ...]]:
    scaled = tuple(None if each is None else each * (100 if is_rate else 1) for each in values)
    return scaled, tuple(UNDEFINED if each is None else plain(each, 1 if is_rate else 0) for each in scaled)


def _of(rows: Sequence[IndicatorRow], name: str, measure: str) -> Series:
    return Series("完成数", *_drawn([getattr(row, name) for row in rows], is_rate=measure == "%"))


def _sum(rows: Sequence[IndicatorRow], name: str) -> Fraction | None:
    known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
    return sum(known, Fraction(0)) if known else None


def _sums(rows: Sequence[IndicatorRow]) -> dict[str, Fraction | None]:
    """The line below the units; its rates are those of its own sums."""
    target, actual, before = (_sum(rows, name) for name in ("target", "actual", "last_year"))
    return {
        "target": target,
        "actual": actual,
        "completion": None if actual is None or not target else actual / target,
        "last_year": before,
        "growth": None if actual is None or not before else (actual - before) / before,
    }


def _whose(session: Session, unit: str | None) -> str:
    office = offices.current(session)
    return unit or (office.name if office else "")
