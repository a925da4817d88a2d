"""What the charts show: the stage funnel, monthly funds, industries, size bands, lead sources.

Every figure is exact (Fractions of pieces and of fen) and names the records behind it: a bar can be opened.
Projects count by their shares, as indicators do. ``unit`` is a unit's name, or None for the whole township;
``facts`` of :func:`gather`, where given, spare another look at all records.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.catalogue import BY_KEY
from app.indicators.counting import WAN
from app.indicators.facts import Basis, Facts, Period, ProjectFact, Unit
from app.models.leads import Judgement, Lead, LeadSource, LeadState
from app.models.projects import Project
from app.services import units
from app.services.facts import gather
from app.values.stages import MilestoneKind, Stage

__all__ = ["gather"]
UNSTATED = "未注明"
_YI = 10_000_000_000  # one 亿元 in fen
_ZERO = Fraction(0)
_FUNDS = "funds_received"

FUNNEL = (
    Stage.RESERVED,
    Stage.NEGOTIATING,
    Stage.SIGNED,
    Stage.LANDED,
    Stage.STARTED,
    Stage.IN_PRODUCTION,
)
BANDS = (("亿元以下", 0), ("1—5亿元", _YI), ("5—10亿元", 5 * _YI), ("10亿元以上", 10 * _YI))

Parts = Mapping[Unit, Fraction]
Held = Callable[[Parts], Fraction]


@dataclass(frozen=True)
class Group:
    """One bar: how many pieces, how much money in fen, and the ids of the records behind it."""

    title: str
    count: Fraction
    amount: Fraction
    ids: tuple[str, ...]


@dataclass(frozen=True)
class FunnelStep:
    """The projects that ever got as far as a stage; ``rate`` is of the step before, None where none did."""

    title: Stage
    count: Fraction
    rate: Fraction | None
    ids: tuple[str, ...]


@dataclass(frozen=True)
class MonthFunds:
    """到位资金 of one month in fen, this year and last; None for a month that the report does not reach."""

    month: int
    this_year: Fraction | None
    last_year: Fraction
    ids: tuple[str, ...]  # the projects that this year's money came to


@dataclass(frozen=True)
class SourceOutcome:
    """The leads of one source by what became of them; ``ids`` holds all of them."""

    title: str
    converted: Fraction
    pursued: Fraction
    closed: Fraction
    ids: tuple[str, ...]


def funnel(
    session: Session, year: int, month: int, *, unit: str | None = None, facts: Facts | None = None
) -> tuple[FunnelStep, ...]:
    """How many projects ever reached each stage by the end of the month; later ends take nothing back."""
    held, period = _held(session, unit), Period(year, month)
    projects = [(project, held(project.pieces)) for project in (facts or gather(session)).projects]
    steps: list[FunnelStep] = []
    for stage in FUNNEL:
        there = [(each.id, part) for each, part in projects if part and _came_to(each, stage, period)]
        count = sum((part for _, part in there), _ZERO)
        before = steps[-1].count if steps else _ZERO
        steps.append(FunnelStep(stage, count, count / before if before else None, tuple(key for key, _ in there)))
    return tuple(steps)


def monthly_funds(
    session: Session,
    year: int,
    month: int,
    *,
    unit: str | None = None,
    basis: str = Basis.REPORTED,
    facts: Facts | None = None,
) -> tuple[MonthFunds, ...]:
    """实际到位资金 of each month against the same month of last year, as the indicator counts it."""
    facts, unit_id = facts or gather(session), _unit_id(session, unit)
    now = _by_month(facts, Period(year, month, Basis(basis)), unit_id)
    before = _by_month(facts, Period(year - 1, 12, Basis(basis)), unit_id)
    held = _held(session, unit)
    ids: defaultdict[int | None, dict[str, None]] = defaultdict(dict)
    for entry in facts.funds:
        if held(entry.project.money) and entry.in_yuan(Basis(basis)):
            ids[Period(year, month).month_of(entry.received_on)][entry.project.id] = None
    return tuple(MonthFunds(m, now.get(m), before[m], tuple(ids[m])) for m in range(1, 13))


def industries(
    session: Session, year: int, month: int, *, unit: str | None = None, facts: Facts | None = None
) -> tuple[Group, ...]:
    """The projects signed in the period by 产业, the largest sum first, 未注明 last."""
    known = dict(iter(session.execute(select(Project.id, Project.industry))))
    groups = _grouped(session, facts, Period(year, month), unit, lambda project: known[project.id] or UNSTATED)
    return tuple(sorted(groups, key=lambda group: (group.title == UNSTATED, -group.amount, group.title)))


def size_bands(
    session: Session, year: int, month: int, *, unit: str | None = None, facts: Facts | None = None
) -> tuple[Group, ...]:
    """The projects signed in the period by 总投资; each band holds its lower bound, 未注明 comes last."""
    groups = {group.title: group for group in _grouped(session, facts, Period(year, month), unit, _band)}
    bands = [groups.get(title, Group(title, _ZERO, _ZERO, ())) for title, _ in BANDS]
    return (*bands, groups[UNSTATED]) if UNSTATED in groups else tuple(bands)


def lead_sources(session: Session, year: int, month: int, *, unit: str | None = None) -> tuple[SourceOutcome, ...]:
    """The leads registered in the period by source, and what became of them: 转项目, 推进中, 搁置或失败."""
    period, unit_id = Period(year, month), _unit_id(session, unit)
    columns = (Lead.id, Lead.source, Lead.state, Lead.judgement, Lead.registered_on, Lead.unit_id)
    rows = session.execute(select(*columns).where(Lead.deleted_at.is_(None)).order_by(Lead.code))
    found: dict[LeadSource, list[tuple[str, str]]] = defaultdict(list)
    for key, source, state, judgement, registered_on, holder in rows:
        if period.holds(registered_on) and unit_id in (None, holder):
            found[source].append((key, _outcome(state, judgement)))
    sources = (_source(source.value, found[source]) for source in LeadSource if found[source])
    return tuple(sorted(sources, key=lambda source: -len(source.ids)))


def _source(title: str, leads: list[tuple[str, str]]) -> SourceOutcome:
    outcomes = [outcome for _, outcome in leads]
    converted, pursued, closed = (Fraction(outcomes.count(o)) for o in ("converted", "pursued", "closed"))
    return SourceOutcome(title, converted, pursued, closed, tuple(key for key, _ in leads))


def _outcome(state: LeadState, judgement: Judgement) -> str:
    if state is LeadState.CONVERTED:
        return "converted"
    closed = state in (LeadState.SHELVED, LeadState.FAILED) or judgement is Judgement.INVALID
    return "closed" if closed else "pursued"


def _grouped(
    session: Session, facts: Facts | None, period: Period, unit: str | None, title: Callable[[ProjectFact], str]
) -> tuple[Group, ...]:
    held = _held(session, unit)
    groups: defaultdict[str, list[ProjectFact]] = defaultdict(list)
    for project in (facts or gather(session)).projects:
        if (held(project.pieces) or held(project.money)) and period.holds(project.dates.get(MilestoneKind.SIGNED)):
            groups[title(project)].append(project)
    return tuple(
        Group(
            name,
            sum((held(project.pieces) for project in projects), _ZERO),
            sum((held(project.money) * project.signed_amount for project in projects), _ZERO),
            tuple(project.id for project in projects),
        )
        for name, projects in groups.items()
    )


def _band(project: ProjectFact) -> str:
    if project.total_investment is None:
        return UNSTATED
    return next(title for title, least in reversed(BANDS) if project.total_investment >= least)


def _came_to(project: ProjectFact, stage: Stage, period: Period) -> bool:
    """Whether it ever came as far as a stage by the end of the period; one that only ended was in the library."""
    if stage is Stage.RESERVED:
        return project.stood_at(period) is not None
    return project.got_to(MilestoneKind(stage), period)


def _by_month(facts: Facts, period: Period, unit_id: Unit) -> dict[int, Fraction]:
    """实际到位资金 of each month in fen: a unit's hand figure stands for its records, the township's for all."""
    cells: defaultdict[tuple[Unit, int], Fraction] = defaultdict(Fraction)
    for event in BY_KEY[_FUNDS].count(facts, period):
        cells[event.unit, event.month] += event.amount * WAN
    hand: defaultdict[tuple[Unit, int], Fraction] = defaultdict(Fraction)
    for figure in facts.hand:
        if figure.key == _FUNDS and figure.year == period.year:
            hand[figure.unit, figure.month] += figure.amount * WAN
    cells.update(hand)
    months = range(1, period.month + 1)
    if unit_id is not None:
        return {month: cells.get((unit_id, month), _ZERO) for month in months}
    sums = {month: sum((cells[key] for key in cells if key[1] == month), _ZERO) for month in months}
    return {month: hand.get((None, month), sums[month]) for month in months}


def _held(session: Session, unit: str | None) -> Held:
    """Which part of a project counts: the unit's own, or all that the township's units hold."""
    if unit is None:
        return lambda parts: sum(parts.values(), _ZERO)
    unit_id = _unit_id(session, unit)
    return lambda parts: parts.get(unit_id, _ZERO)


def _unit_id(session: Session, unit: str | None) -> Unit:
    return None if unit is None else units.find(session, unit)
