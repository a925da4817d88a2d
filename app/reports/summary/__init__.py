"""The work summary (工作总结) of a month, quarter, half-year or year, and the plan (工作打算) that follows from it.

Every sentence rests on records and knows which; what no record says is left as a marked blank, nothing is invented.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.indicators.facts import Period
from app.reports import charts, phrases, tables
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.monthly import achieved
from app.reports.monthly.month import Month, month_of, ranked_key
from app.reports.statements import Origin, Statement
from app.reports.summary import ahead, money, outreach, projects, shortfalls, support
from app.reports.summary.scene import Scene, scene_of
from app.reports.wording import territory
from app.services.letters.sheet import Section
from app.services.report_facts import EVENTS
from app.values.dates import PartialDate

__all__ = ["Origin", "Statement", "plan", "summary"]

# Sections that every summary has: where no record says anything, the clerk is told what belongs there.
_BODY = (
    ("目标任务完成情况", lambda scene: achieved.statements(scene.month), "目标任务"),
    ("项目建设情况", projects.statements, "项目"),
    ("到位资金情况", money.statements, "到位资金"),
    ("招商活动和线索跟踪情况", outreach.statements, "招商活动和线索"),
    ("工作机制和服务保障情况", support.statements, "工作机制和服务保障"),
)


def summary(session: Session, period: Period, today: date) -> BulletinSheet:
    """The summary of January to the end of the month."""
    seen = month_of(session, period, today)
    scene = scene_of(session, seen)
    body = [(heading, tuple(write(scene)), what) for heading, write, what in _BODY]
    place, span = territory(seen.office.name), phrases.period(period.year, period.month)
    known = any(statements for _, statements, _ in body)
    sections = [*_with_blanks(body), *_outlook(session, scene)] if known else []
    return BulletinSheet(
        title=f"{seen.office.name}{span}招商引资工作总结",
        opening=f"现将{place}{span}招商引资工作总结如下。"
        if known
        else f"{span}，{place}没有登记招商引资目标任务、项目、线索和到位资金。",
        sections=distinct(sections),
        issuer=seen.office.government,
        date=PartialDate.of(today).text(),
        sealed=False,
        indicators=tuple(seen.shown),
        note=seen.note if seen.shown else "",
        tables=tuple(map(tables.filled, _tables(session, seen, scene))),
        doubts=seen.figures.doubts,
        charts=charts.ticked(session, seen.figures, seen.facts, period, ranked_key(seen.figures)),
    )


def plan(session: Session, period: Period, today: date) -> BulletinSheet:
    """工作打算: what is left of the targets, planned and promised, after the end of the month."""
    seen = month_of(session, period, today)
    scene = scene_of(session, seen)
    place, after = territory(seen.office.name), ahead.span_after(period)
    sections = [section for section in ahead.sections(session, scene) if section.clauses]
    table = ahead.plans_table(session, seen)
    return BulletinSheet(
        title=f"{seen.office.name}{after}招商引资工作打算",
        opening=f"根据{phrases.period(period.year, period.month)}工作情况，现提出{place}{after}招商引资工作打算如下。"
        if sections
        else f"{place}没有登记{after}的计划开工、投产时间和下步措施。",
        sections=distinct(sections),
        issuer=seen.office.government,
        date=PartialDate.of(today).text(),
        sealed=False,
        tables=(tables.filled(table),) if table is not None else (),
        doubts=seen.figures.doubts,
    )


def distinct(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections in which the same sentence does not stand twice; without those that have none."""
    met: set[str] = set()
    kept = []
    for section in sections:
        clauses = []
        for clause in section.clauses:
            if clause.text not in met:
                clauses.append(clause)
                met.add(clause.text)
        if clauses:
            kept.append(Section(section.heading, tuple(clauses)))
    return tuple(kept)


def _with_blanks(body: Iterable[tuple[str, tuple[Statement, ...], str]]) -> Iterator[Section]:
    for heading, statements, what in body:
        yield Section(heading, statements or (Statement(f"〔没有登记{what}，请补充或删去本节〕", 0),))


def _outlook(session: Session, scene: Scene) -> Iterator[Section]:
    yield Section("存在的问题", tuple(shortfalls.statements(scene)))
    yield Section("下步工作打算", tuple(ahead.statements(session, scene)))


def _tables(session: Session, seen: Month, scene: Scene) -> Iterator[Table]:
    events = [(event, scene.came_to(event)) for event in EVENTS]
    if any(found for _, found in events):
        yield tables.year_table(scene.so_far, events)
    if seen.library:
        yield tables.library_by_stage("项目库分阶段情况表", seen.library)
        yield tables.library_by_industry("项目库分产业情况表", seen.library)
    if seen.figures.row("funds_received").actual:
        yield tables.funds_by_unit("各责任单位到位资金情况表", seen.figures, seen.as_listed)
    if seen.problems:
        yield tables.problems_table("未销号问题清单", seen.problems)
    plans = ahead.plans_table(session, seen)
    if plans is not None:
        yield plans
