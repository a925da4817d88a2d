"""The records as facts to be counted: one short query for each kind, nothing computed twice."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators import facts as plain
from app.indicators.facts import ONE, Facts, FundsFact, ProjectFact, Unit
from app.models.activities import Activity
from app.models.carriers import Carrier
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.targets import Achievement
from app.models.units import Unit as UnitRecord
from app.models.units import UnitKind
from app.services.activities.outcomes import length, people_in
from app.services.entries import standing
from app.services.funds.money import cents_of, fen_of, recognised
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from app.values.stages import MilestoneKind

Parts = dict[Unit, Fraction]


def gather(session: Session) -> Facts:
    """Everything that counts, of all years."""
    projects = _projects(session)
    return Facts(
        projects=tuple(projects.values()),
        funds=tuple(_funds(session, projects)),
        leads=tuple(_leads(session)),
        activities=tuple(_activities(session)),
        carriers=tuple(_carriers(session)),
        fellows=tuple(_fellows(session)),
        hand=tuple(
            plain.HandFigure(unit, indicator, year, month, Fraction(amount, MICRO), key)
            for unit, indicator, year, month, amount, key in session.execute(
                select(
                    Achievement.unit_id,
                    Achievement.indicator,
                    Achievement.year,
                    Achievement.month,
                    Achievement.amount,
                    Achievement.id,
                ).where(Achievement.deleted_at.is_(None))
            )
        ),
    )


def _projects(session: Session) -> dict[str, ProjectFact]:
    dates: dict[str, dict[MilestoneKind, PartialDate]] = defaultdict(dict)
    undated: dict[str, set[MilestoneKind]] = defaultdict(set)
    events = select(Milestone.project_id, Milestone.kind, Milestone.actual_on, Milestone.planned_on)
    for project_id, kind, when, planned in session.execute(events):
        if when is not None:
            dates[project_id][kind] = when
        elif planned is None:  # kept for its evidence alone: 已入统，时间未注明
            undated[project_id].add(kind)
    shares = _shares(session)
    columns = (
        Project.id, Project.name, Project.stage, Project.total_investment, Project.contract_amount,
        Project.contract_fdi, Project.unit_id, Project.industry, Project.fixed_investment, Project.nature,
        Project.category, Project.investor_place, Project.construction_kind, Project.investor, Project.note,
        Project.fellow_id, Enterprise.kind, Enterprise.note,
    )  # fmt: skip
    found = {}
    every = select(*columns).outerjoin(Enterprise, Project.enterprise_id == Enterprise.id)
    for key, name, stage, total, contract, fdi, unit, industry, *more in session.execute(
        every.where(Project.deleted_at.is_(None)).order_by(Project.code)
    ):
        fixed, nature, category, place, construction, investor, note, fellow, *written = more
        money, pieces = ({unit: ONE} if part is None else part for part in shares.get(key, (None, None)))
        found[key] = ProjectFact(
            key, name, stage, dates.get(key, {}), total, contract, fdi, money, pieces, industry,
            undated=frozenset(undated.get(key, ())), fixed_investment=fixed, nature=str(nature), category=category,
            place=place, construction_kind=construction, marks="\n".join(filter(None, (investor, note, *written))),
            by_fellow=fellow is not None,
        )  # fmt: skip
    return found


def _shares(session: Session) -> dict[str, tuple[Parts | None, Parts | None]]:
    """Money and piece parts by project, None where a measure is not shared; what is held outside is left out."""
    outside = set(session.scalars(select(UnitRecord.id).where(UnitRecord.kind == UnitKind.OUTSIDE)))
    raw: dict[str, dict[ShareMeasure, Parts]] = defaultdict(lambda: defaultdict(dict))
    for share in session.execute(select(Share.project_id, Share.unit_id, Share.measure, Share.part)):
        raw[share.project_id][share.measure][share.unit_id] = Fraction(share.part, WHOLE)
    found = {}
    for project_id, by_measure in raw.items():
        both = by_measure.get(ShareMeasure.ALL)
        parts = (by_measure.get(measure, both) for measure in (ShareMeasure.MONEY, ShareMeasure.PIECES))
        money, pieces = (None if shared is None else _held_here(shared, outside) for shared in parts)
        found[project_id] = (money, pieces)
    return found


def _held_here(shared: Parts, outside: set[str]) -> Parts:
    return {unit: part for unit, part in shared.items() if unit not in outside}


def _funds(session: Session, projects: dict[str, ProjectFact]) -> list[FundsFact]:
    columns = (
        FundsEntry.project_id, FundsEntry.received_on, FundsEntry.source, FundsEntry.amount, FundsEntry.currency,
        FundsEntry.rate, FundsEntry.recognised_amount, FundsEntry.status, FundsEntry.id,
    )  # fmt: skip
    found = []
    for project_id, when, source, amount, currency, rate, amount_recognised, status, key in session.execute(
        select(*columns).where(FundsEntry.deleted_at.is_(None))
    ):
        if project_id not in projects:
            continue
        proven = recognised(status, amount_recognised)
        found.append(
            FundsFact(
                projects[project_id],
                when,
                source,
                yuan=fen_of(amount, currency, rate),
                dollars=cents_of(amount, currency, rate),
                recognised_yuan=None if proven is None else fen_of(proven, currency, rate),
                recognised_dollars=None if proven is None else cents_of(proven, currency, rate),
                is_recognised=status is FundsStatus.RECOGNISED,
                id=key,
            )
        )
    return found


def _leads(session: Session) -> Iterator[plain.LeadFact]:
    columns = (
        Lead.id, Lead.unit_id, Lead.judged_on, Lead.registered_on, Lead.judgement, Lead.industry, Lead.intended_amount,
        Lead.fellow_id, Lead.name,
    )  # fmt: skip
    for key, unit, judged, registered, judgement, industry, amount, fellow, name in session.execute(
        select(*columns).where(Lead.deleted_at.is_(None))
    ):
        yield plain.LeadFact(
            unit, judged or registered, judgement is Judgement.VALID, registered, industry, amount, key,
            by_fellow=fellow is not None, name=name,
        )  # fmt: skip


def _activities(session: Session) -> Iterator[plain.ActivityFact]:
    """Days and people as the attendance of trips counts them: as entered, else from the dates and the names."""
    columns = (
        Activity.id, Activity.unit_id, Activity.kind, Activity.held_on, Activity.ended_on, Activity.days,
        Activity.people, Activity.visitors, Activity.leader, Activity.participants, Activity.place, Activity.name,
    )  # fmt: skip
    for key, unit, kind, held, ended, days, told, visitors, leader, participants, place, name in session.execute(
        select(*columns).where(Activity.deleted_at.is_(None))
    ):
        people = told or len(people_in(leader, participants))
        unsaid = {word for word, count in (("people", people), ("visitors", visitors)) if not count}
        yield plain.ActivityFact(
            unit, str(kind), held, people, length(days, held, ended), visitors or 0, key, place, frozenset(unsaid),
            name or f"{place}{kind}",
        )  # fmt: skip


def _carriers(session: Session) -> Iterator[plain.CarrierFact]:
    columns = (
        Carrier.unit_id, Carrier.area, Carrier.started_on, Carrier.completed_on, Carrier.id, Carrier.kind, Carrier.name,
    )  # fmt: skip
    for unit, area, started, completed, key, kind, name in session.execute(
        select(*columns).where(Carrier.deleted_at.is_(None))
    ):
        yield plain.CarrierFact(unit, area, started, completed, key, str(kind), name)


def _fellows(session: Session) -> Iterator[plain.FellowFact]:
    """The register of townspeople has no unit: a person counts for the one that the 籍贯 names."""
    names = {
        name: key
        for key, name in session.execute(standing(UnitRecord).with_only_columns(UnitRecord.id, UnitRecord.name))
    }
    longest = sorted(names, key=len, reverse=True)
    columns = (
        Fellow.id, Fellow.created_at, Fellow.last_contact_on, Fellow.origin, Fellow.trade, Fellow.residence,
        Fellow.employer_size, Fellow.is_ambassador,
    )  # fmt: skip
    for key, created, met, origin, trade, residence, size, is_ambassador in session.execute(
        select(*columns).where(Fellow.deleted_at.is_(None))
    ):
        home = next((name for name in longest if name in origin), None)
        marks = "\n".join(filter(None, (size, "招商大使" if is_ambassador else "")))
        entered = None if created is None else PartialDate.of(created.date())
        yield plain.FellowFact(None if home is None else names[home], entered, met, trade, residence, marks, key)
