"""What the charts show: the stage funnel, monthly funds, industries, size bands, lead sources.

Every figure is exact (Fractions of pieces and of fen) and names the records behind it: a bar can be opened.
A shared project counts by its shares; without shares its 责任单位 has it all, and the township counts what
its own units hold. ``unit`` is a unit's name, or None for the whole township.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.funds import FundsEntry, FundsStatus
from app.models.leads import Judgement, Lead, LeadSource, LeadState
from app.models.projects import STAGES, Milestone, MilestoneKind, Project, Stage
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.units import Unit
from app.services.funds_money import fen_of
from app.values.dates import PartialDate

UNSTATED = "未注明"
_NAMES = frozenset(stage.value for stage in STAGES)
_YI = 10_000_000_000  # one 亿元 in fen

FUNNEL = (Stage.RESERVED, Stage.NEGOTIATING, Stage.SIGNED, Stage.LANDED, Stage.STARTED, Stage.IN_PRODUCTION)
BANDS = (("亿元以下", 0), ("1—5亿元", _YI), ("5—10亿元", 5 * _YI), ("10亿元以上", 10 * _YI))


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

    title: str
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


@dataclass(frozen=True)
class _Fact:
    """A project as the charts need it."""

    id: str
    stage: Stage
    industry: str
    investment: int | None
    contract: int | None
    dates: dict[MilestoneKind, PartialDate]

    @property
    def introduced(self) -> int:
        """合同引资额, or 总投资 where that is not known, in fen."""
        return next((amount for amount in (self.contract, self.investment) if amount is not None), 0)


def funnel(session: Session, year: int, month: int, *, unit: str | None = None) -> tuple[FunnelStep, ...]:
    """How many projects ever reached each stage by the end of the month; later ends take nothing back."""
    part = _parts(session, ShareMeasure.PIECES, unit)
    reached = {fact.id: _reached(fact, year, month) for fact in _facts(session)}
    steps: list[FunnelStep] = []
    for stage in FUNNEL:
        ids = [key for key, index in reached.items() if index >= STAGES.index(stage) and part(key)]
        count = sum((part(key) for key in ids), Fraction())
        before = steps[-1].count if steps else Fraction()
        steps.append(FunnelStep(stage.value, count, count / before if before else None, tuple(ids)))
    return tuple(steps)


def monthly_funds(
    session: Session, year: int, month: int, *, unit: str | None = None, basis: str = "reported"
) -> tuple[MonthFunds, ...]:
    """到位资金 of each month against the same month of last year, at each entry's rate."""
    part = _parts(session, ShareMeasure.MONEY, unit)
    sums: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    ids: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for entry in _entries(session, year):
        fen, share = _counted(entry, basis), part(entry.project_id)
        received = entry.received_on
        if fen is None or not share or received is None or received.month is None:
            continue
        sums[received.year, received.month] += fen * share
        if received.year == year:
            ids[received.month][entry.project_id] = None
    over = [MonthFunds(m, sums[year, m], sums[year - 1, m], tuple(ids[m])) for m in range(1, month + 1)]
    return (*over, *(MonthFunds(m, None, sums[year - 1, m], ()) for m in range(month + 1, 13)))


def industries(session: Session, year: int, month: int, *, unit: str | None = None) -> tuple[Group, ...]:
    """The projects signed in the period by 产业, the largest sum first."""
    groups = _grouped(session, (year, month), unit, lambda fact: fact.industry or UNSTATED)
    return tuple(sorted(groups, key=lambda group: (group.title == UNSTATED, -group.amount, group.title)))


def size_bands(session: Session, year: int, month: int, *, unit: str | None = None) -> tuple[Group, ...]:
    """The projects signed in the period by 总投资; each band holds its lower bound, 未注明 comes last."""
    groups = {group.title: group for group in _grouped(session, (year, month), unit, _band)}
    empty = [Group(title, Fraction(), Fraction(), ()) for title, _ in BANDS]
    bands = [groups.get(band.title, band) for band in empty]
    return (*bands, groups[UNSTATED]) if UNSTATED in groups else tuple(bands)


def lead_sources(session: Session, year: int, month: int, *, unit: str | None = None) -> tuple[SourceOutcome, ...]:
    """The leads registered in the period by source, and what became of them: 转项目, 推进中, 搁置或失败."""
    columns = (Lead.id, Lead.source, Lead.state, Lead.judgement, Lead.registered_on, Unit.name)
    statement = select(*columns).outerjoin(Unit, Unit.id == Lead.unit_id)
    rows = session.execute(statement.where(Lead.deleted_at.is_(None)).order_by(Lead.code))
    found: dict[LeadSource, list[tuple[str, str]]] = defaultdict(list)
    for key, source, state, judgement, registered_on, holder in rows:
        if _in_period(registered_on, year, month) and unit in (None, holder):
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
    session: Session, period: tuple[int, int], unit: str | None, title: Callable[[_Fact], str]
) -> tuple[Group, ...]:
    pieces, money = (_parts(session, m, unit) for m in (ShareMeasure.PIECES, ShareMeasure.MONEY))
    groups: defaultdict[str, list[_Fact]] = defaultdict(list)
    for fact in _facts(session):
        held = pieces(fact.id) or money(fact.id)
        if held and _in_period(fact.dates.get(MilestoneKind.SIGNED), *period):
            groups[title(fact)].append(fact)
    return tuple(
        Group(
            name,
            sum((pieces(fact.id) for fact in facts), Fraction()),
            sum((money(fact.id) * fact.introduced for fact in facts), Fraction()),
            tuple(fact.id for fact in facts),
        )
        for name, facts in groups.items()
    )


def _band(fact: _Fact) -> str:
    if fact.investment is None:
        return UNSTATED
    return next(title for title, least in reversed(BANDS) if fact.investment >= least)


def _reached(fact: _Fact, year: int, month: int) -> int:
    """The furthest place in STAGES by the end of the month, -1 for a project that was not there yet.

    A stage without a date counts as reached: nobody can say when, and the office says that it is.
    """
    dated = {Stage(kind.value): _by(day, year, month) for kind, day in fact.dates.items() if kind.value in _NAMES}
    reached = {stage for stage, by_then in dated.items() if by_then}
    if fact.stage not in dated:
        reached.add(fact.stage)
    ended = Stage.ENDED in reached
    places = [STAGES.index(stage) for stage in reached - {Stage.ENDED}]
    return max(places, default=0 if ended else -1)


def _facts(session: Session) -> list[_Fact]:
    dates: defaultdict[str, dict[MilestoneKind, PartialDate]] = defaultdict(dict)
    milestones = select(Milestone.project_id, Milestone.kind, Milestone.actual_on)
    for key, kind, day in session.execute(milestones.where(Milestone.actual_on.is_not(None))):
        dates[key][kind] = PartialDate(str(day))
    columns = (Project.id, Project.stage, Project.industry, Project.total_investment, Project.contract_amount)
    rows = session.execute(select(*columns).where(Project.deleted_at.is_(None)).order_by(Project.code))
    return [_Fact(*row, dates=dates[row.id]) for row in rows]


def _entries(session: Session, year: int) -> Iterable[FundsEntry]:
    """The entries of this year and last whose project still stands."""
    statement = select(FundsEntry).join(Project, Project.id == FundsEntry.project_id)
    statement = statement.where(FundsEntry.deleted_at.is_(None), Project.deleted_at.is_(None))
    within = FundsEntry.received_on.between(str(year - 1), f"{year}-12-31")
    return session.scalars(statement.where(within).order_by(FundsEntry.received_on, FundsEntry.id))


def _counted(entry: FundsEntry, basis: str) -> int | None:
    """What an entry counts on a basis, in fen; None where it does not count or has no rate."""
    if basis == "reported":
        return fen_of(entry.amount, entry.currency, entry.rate)
    if entry.status is not FundsStatus.RECOGNISED or entry.recognised_amount is None:
        return None
    return fen_of(entry.recognised_amount, entry.currency, entry.rate)


def _parts(session: Session, measure: ShareMeasure, unit: str | None) -> Callable[[str], Fraction]:
    """The part of a project that the unit (or the township) holds in a measure."""
    shares: defaultdict[tuple[str, ShareMeasure], list[tuple[str, int]]] = defaultdict(list)
    columns = (Share.project_id, Share.measure, Unit.name, Share.part)
    for key, shared, name, part in session.execute(select(*columns).join(Unit, Unit.id == Share.unit_id)):
        shares[key, shared].append((name, part))
    owned = select(Project.id, Unit.name).join(Unit, Unit.id == Project.unit_id)
    holders = dict(iter(session.execute(owned)))

    def held(key: str) -> Fraction:
        lines = shares.get((key, measure)) or shares.get((key, ShareMeasure.ALL))
        if lines:
            return Fraction(sum(part for name, part in lines if unit in (None, name)), WHOLE)
        return Fraction(1 if unit in (None, holders.get(key)) else 0)

    return held


def _in_period(day: PartialDate | None, year: int, month: int) -> bool:
    return day is not None and day.year == year and day.month is not None and day.month <= month


def _by(day: PartialDate, year: int, month: int) -> bool:
    return (day.last.year, day.last.month) <= (year, month)
