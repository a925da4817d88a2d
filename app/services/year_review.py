"""What a year's summary asks of the records beyond indicators and projects: decisions, promises, people, trips.

Everything from 1 January to the end of a month; what was dated later has not happened yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.facts import Period
from app.models.carriers import Carrier
from app.models.fellows import Fellow
from app.models.gates import Gate, GateKind, GateResult
from app.models.leads import Judgement, Lead, LeadAction, LeadState
from app.models.letters import Letter, LetterStatus
from app.models.problems import Problem
from app.models.projects import Milestone, Project
from app.services import activities
from app.services.activities import outcomes
from app.services.activities.attendance import AttendanceSum
from app.services.activities.outcomes import Held
from app.services.entries import standing
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind

Named = tuple[str, str]  # a record's id and its name


@dataclass(frozen=True)
class Review:
    """The period's events beside its figures; every group holds the records that it counts."""

    passed: tuple[Named, ...]
    refused: tuple[Named, ...]
    letters: int
    letters_signed: tuple[str, ...]
    raised: tuple[str, ...]
    closed: tuple[str, ...]
    closed_in_time: tuple[str, ...]
    leads: tuple[str, ...]
    valid: tuple[str, ...]
    converted: tuple[str, ...]
    given_up: tuple[str, ...]
    planned_leads: tuple[str, ...]  # with measures of 一企一策
    silent: tuple[Named, ...]  # in hand, without a contact in the last three months of the period
    fellows: tuple[str, ...]
    ambassadors: tuple[str, ...]
    fellows_met: tuple[str, ...]
    fellow_leads: tuple[str, ...]
    activities: tuple[Held, ...]
    factories_done: tuple[Named, ...]
    factories_area: int  # hundredths of a square metre
    away: AttendanceSum
    again: tuple[Named, ...]  # 二次招商: projects that took the place of one that ended


def of(session: Session, period: Period) -> Review:
    """The review of 1 January to the end of the period's month."""
    first, last = date(period.year, 1, 1), PartialDate(f"{period.year}-{period.month:02d}").last
    leads = list(session.scalars(standing(Lead).order_by(Lead.code)))
    registered = [lead for lead in leads if period.holds(lead.registered_on)]
    people = list(session.scalars(standing(Fellow).order_by(Fellow.name)))
    factories = [each for each in _factories(session) if period.holds(each.completed_on)]
    letters = session.execute(
        select(Letter.id, Letter.status, Letter.signed_on).where(
            Letter.deleted_at.is_(None), Letter.year == period.year
        )
    ).all()
    problems = list(session.scalars(standing(Problem)))
    closed = [each for each in problems if period.holds(each.closed_on)]
    planned = set(session.scalars(select(LeadAction.lead_id).distinct()))
    return Review(
        passed=_decided(session, period, GateResult.PASSED),
        refused=_decided(session, period, GateResult.REFUSED),
        letters=len(letters),
        letters_signed=tuple(
            key for key, status, on in letters if status is LetterStatus.SIGNED and (on is None or period.is_past(on))
        ),
        raised=tuple(each.id for each in problems if period.holds(each.raised_on)),
        closed=tuple(each.id for each in closed),
        closed_in_time=tuple(each.id for each in closed if _in_time(each)),
        leads=_ids(registered),
        valid=_ids(
            lead
            for lead in leads
            if lead.judgement is Judgement.VALID and period.holds(lead.judged_on or lead.registered_on)
        ),
        converted=_ids(lead for lead in registered if lead.state is LeadState.CONVERTED),
        given_up=_ids(lead for lead in registered if lead.state in {LeadState.SHELVED, LeadState.FAILED}),
        planned_leads=_ids(lead for lead in leads if lead.id in planned and _in_hand(lead)),
        silent=tuple((lead.id, lead.name) for lead in leads if _in_hand(lead) and _is_silent(lead, period)),
        fellows=tuple(person.id for person in people),
        ambassadors=tuple(person.id for person in people if person.is_ambassador),
        fellows_met=tuple(person.id for person in people if period.holds(person.last_contact_on)),
        fellow_leads=_ids(lead for lead in registered if lead.fellow_id is not None),
        activities=outcomes.held(session, first, last),
        factories_done=tuple((each.id, each.name) for each in factories),
        factories_area=sum(each.area for each in factories),
        away=activities.attendance(session, period.year, period.month)[1],
        again=_again(session),
    )


def _ids(records: Iterable[Lead]) -> tuple[str, ...]:
    return tuple(record.id for record in records)


def _decided(session: Session, period: Period, result: GateResult) -> tuple[Named, ...]:
    """The projects whose 评审 came to ``result`` in the period, each once."""
    found = session.execute(
        select(Project.id, Project.name, Gate.decided_on)
        .join(Gate, Gate.project_id == Project.id)
        .where(Project.deleted_at.is_(None), Gate.kind == GateKind.REVIEW, Gate.result == result)
        .order_by(Project.code)
    ).all()
    if result is GateResult.PASSED:
        # A ledger knows the day of the review alone: a project that was signed after it has passed.
        found = [*found, *session.execute(
            select(Project.id, Project.name, Milestone.actual_on)
            .join(Milestone, Milestone.project_id == Project.id)
            .where(Project.deleted_at.is_(None), Milestone.kind == MilestoneKind.REVIEWED)
            .order_by(Project.code)
        )]  # fmt: skip
    return tuple(dict.fromkeys((key, name) for key, name, on in found if period.holds(on)))


def _in_time(problem: Problem) -> bool:
    return (
        problem.due_on is not None and problem.closed_on is not None and problem.closed_on.first <= problem.due_on.last
    )


def _in_hand(lead: Lead) -> bool:
    return lead.state not in {LeadState.CONVERTED, LeadState.SHELVED, LeadState.FAILED}


def _is_silent(lead: Lead, period: Period) -> bool:
    """Whether nothing is known of it from the last three months of the period."""
    latest = max((when.last for when in (lead.registered_on, lead.last_followed_on) if when), default=None)
    quarter = PartialDate(f"{period.year}-{max(1, period.month - 2):02d}").first
    return latest is not None and latest < quarter


def _factories(session: Session) -> Iterable[Carrier]:
    return session.scalars(standing(Carrier).where(Carrier.kind == CarrierKind.FACTORY).order_by(Carrier.name))


def _again(session: Session) -> tuple[Named, ...]:
    rows = session.execute(
        select(Project.id, Project.name)
        .where(Project.deleted_at.is_(None), Project.predecessor_id.is_not(None))
        .order_by(Project.code)
    )
    return tuple((key, name) for key, name in rows)
