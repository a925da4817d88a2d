"""The office's ledgers bound in one volume (台账汇编): projects, funds, leads, problems, targets with what was done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from app.columns.cells import points_text
from app.columns.column import Column, Kind
from app.reports import ledgers, phrases
from app.reports import wording as words
from app.reports.blocks import Cover, Document, Layout, Part, Volume
from app.reports.ledger_views import Span, ledger, on_pages, unit_line
from app.reports.ledgers import LedgerView
from app.reports.monthly.month import ranked_key
from app.services import fellows, indicators, offices, report_facts
from app.services.indicators import IndicatorRow, Report
from app.services.schemes.outcome import ScoreRow
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind

_NO_SCORES: Mapping[str, ScoreRow] = {}
_FILLER = "填表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　填报日期："


def target_progress(
    figures: Report, place: str = "全镇", scores: Mapping[str, ScoreRow] = _NO_SCORES, *, cautious: bool = False
) -> LedgerView:
    """目标任务完成情况表: units down, indicators with a target across, the township (``place``) below.

    The place is that of the assessment where units have scores, else that of the completion; none if ``cautious``.
    """
    used = {row.key for row in figures.rows if row.target is not None}
    shown = [row for row in figures.of(None) if row.key in used]
    ranked = ranked_key(figures)
    units = [unit for unit in dict.fromkeys(row.unit for row in figures.rows) if unit is not None]
    by_cell = {(row.unit, row.key): row for row in figures.rows}
    with_targets = [unit for unit in units if any(by_cell[unit, key].target is not None for key in used)]
    rows = [_progress(unit, shown, by_cell, ranked) for unit in with_targets]
    rates = sorted((line["_rate"] for line in rows if line["_rate"] is not None), reverse=True)
    for line in rows:
        line["rank"] = _place(line, rates, scores)
        line["score"] = scores[line["unit"]].total if line["unit"] in scores else None
    columns = [Column("unit", "责任单位", Kind.TEXT, 120)]
    timed = any(row.is_timed for row in figures.rows if row.key == ranked)
    for row in shown:
        columns += _columns(row, timed=timed and row.key == ranked)
    if scores:
        columns.append(Column("score", "综合得分", Kind.COUNT, 66))
    if (ranked or scores) and not cautious:
        columns.append(Column("rank", "排名", Kind.TEXT, 50))
    totals = {**_progress(None, shown, by_cell, ranked), "unit": place, "rank": "", "score": None} if shown else None
    return LedgerView("招商引资目标任务完成情况表", columns, rows if shown else [], totals)


def _place(line: Mapping[str, Any], rates: Sequence[Fraction], scores: Mapping[str, ScoreRow]) -> str:
    if scores:
        score = scores.get(line["unit"])
        return str(score.rank) if score and score.rank is not None else ""
    return "" if line["_rate"] is None else str(rates.index(line["_rate"]) + 1)


def document(session: Session, span: Span) -> Document:
    """The volume: a cover, the contents, then every ledger on its own paper."""
    office = offices.required(session)
    figures = indicators.report(session, span.this_year, span.to_month)
    progress = target_progress(
        figures,
        words.territory(office.name),
        report_facts.scores_of(session, span.this_year, span.to_month),
        cautious=offices.is_cautious(session),
    )
    period = phrases.period(span.this_year, span.to_month)
    views = {
        kind: ledger(session, kind, span)
        for kind in (LedgerKind.PROJECTS, LedgerKind.FUNDS, LedgerKind.LEADS, LedgerKind.PROBLEMS)
    }
    views[LedgerKind.FUNDS] = on_pages(session, LedgerKind.FUNDS, views[LedgerKind.FUNDS])
    views[LedgerKind.LEADS] = _without_private_phones(session, views[LedgerKind.LEADS])
    views[LedgerKind.TARGETS] = replace(progress, title=f"{office.name}{period}{progress.title}")
    title, today = f"{office.name}招商引资台账汇编", PartialDate.of(span.today).text()
    return Document(
        title=title,
        parts=tuple(_part(view, unit_line(kind, office.name)) for kind, view in views.items()),
        author=office.government,
        volume=Volume(Cover(title, f"（{period}）", office.government, today), Layout.LEDGER),
    )


def _part(view: LedgerView, line: str) -> Part:
    """A ledger; one without rows stands in the contents only."""
    if not view.rows:
        return Part((), Layout.LEDGER, name=view.title)
    made = ledgers.part(view, line, filler=_FILLER)
    return replace(made, name=view.title, entry=f"{view.title}（{len(view.rows)}条）")


def _without_private_phones(session: Session, view: LedgerView) -> LedgerView:
    """A fellow townsman's own number stays in his register, also where he stands as the contact of a lead."""
    listing = fellows.listing(masked=False)
    numbers = {row.phone for row in listing.rows(session, listing.ids(session)) if row.phone}
    rows = [replace(row, phone="") if row.phone in numbers else row for row in view.rows]
    return replace(view, rows=rows)


def _columns(row: IndicatorRow, *, timed: bool) -> Iterator[Column]:
    """An indicator's columns under its title; the one that units are ranked by is also held against the clock."""
    group = f"{row.title}（{row.measure}）"
    yield Column(f"{row.key}_target", "年度目标", Kind.COUNT, 84, group)
    yield Column(f"{row.key}_actual", "本年累计" if timed else "完成", Kind.COUNT, 84, group)
    yield Column(f"{row.key}_completion", "完成率", Kind.SHARE, 66, group)
    if timed:
        yield Column(f"{row.key}_schedule", "序时进度", Kind.SHARE, 66, group)
        yield Column(f"{row.key}_ahead", "超（欠）百分点", Kind.TEXT, 66, group)


def _progress(
    unit: str | None,
    shown: list[IndicatorRow],
    by_cell: dict[tuple[str | None, str], IndicatorRow],
    ranked: str | None,
) -> dict[str, Any]:
    line: dict[str, Any] = {"unit": unit or ""}
    for each in shown:
        row = by_cell[unit, each.key]
        line[f"{row.key}_target"], line[f"{row.key}_actual"] = row.target, row.actual or Fraction(0)
        line[f"{row.key}_completion"], line[f"{row.key}_schedule"] = row.completion, row.schedule
        line[f"{row.key}_ahead"] = points_text(row.ahead)
    line["_rate"] = by_cell[unit, ranked].completion if ranked else None
    return line
