"""What printed reports ask of the records beyond the indicators: where projects stood, what happened, what is open.

Everything is seen as at the end of a report's month: what was dated later has not happened yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators import standing
from app.indicators.catalogue import BY_KEY
from app.indicators.facts import Facts, Period
from app.models.activities import Activity
from app.models.funds import FundsEntry
from app.models.projects import Milestone, ProgressNote
from app.models.targets import Target
from app.services import leads, problems, projects
from app.services.leads import LeadRow
from app.services.problems import ProblemRow
from app.services.projects.rows import ProjectRow
from app.services.schemes import scoring
from app.services.schemes.outcome import ScoreRow
from app.values.dates import PartialDate
from app.values.stages import Chip, MilestoneKind, Stage, chip_of

EVENTS = (MilestoneKind.SIGNED, MilestoneKind.LANDED, MilestoneKind.STARTED, MilestoneKind.IN_PRODUCTION)
NOBODY = "未明确责任单位"
WATCHED = (Chip.NEGOTIATING, Chip.SIGNED, Chip.BUILDING)  # under these a project ought to move


@dataclass(frozen=True)
class StandingProject:
    """A project as it stood at the end of the month; ``pieces`` and ``money`` are the township's shares of it.

    ``received`` is the township's part of what had arrived by then on the report's basis, in fen.
    """

    row: ProjectRow
    stage: Stage
    chip: Chip
    dates: Mapping[MilestoneKind, PartialDate]
    pieces: Fraction
    money: Fraction
    received: Fraction

    @property
    def investment(self) -> Fraction:
        """The township's part of 总投资, in fen."""
        return self.money * (self.row.total_investment or 0)


def period_end(year: int, month: int, today: date) -> date:
    """The day a report speaks of: the last of its month, or today while the month still runs."""
    return min(PartialDate(f"{year:04d}-{month:02d}").last, today)


def knows_year(session: Session, year: int) -> bool:
    """Whether anything is recorded of a year: targets, money, or dates of projects and activities, planned ones too."""
    begins = f"{year:04d}"
    columns = (Milestone.actual_on, Milestone.planned_on, FundsEntry.received_on, Activity.held_on)
    dated = (select(column).where(column.startswith(begins)).limit(1) for column in columns)
    targets = select(Target.id).where(Target.year == year).limit(1)
    return any(session.execute(each).first() is not None for each in (targets, *dated))


def library(session: Session, facts: Facts, period: Period, today: date) -> tuple[StandingProject, ...]:
    """Every project that was in the library at the end of the period, by code."""
    year, month = period.year, period.month
    listing = projects.listing(year, today, month)
    rows = {row.id: row for row in listing.rows(session, listing.ids(session))}
    arrived = _arrived(facts, period)
    found = []
    for fact in facts.projects:
        stage = fact.stood_at(period)
        if stage is None or fact.id not in rows:
            continue
        pieces, money = (sum(held.values(), Fraction(0)) for held in (fact.pieces, fact.money))
        received = money * arrived.get(fact.id, Fraction(0))
        found.append(StandingProject(rows[fact.id], stage, chip_of(stage), fact.dates, pieces, money, received))
    return tuple(sorted(found, key=lambda each: each.row.code))


def _arrived(facts: Facts, period: Period) -> dict[str, Fraction]:
    """By project: the fen that had come by the end of the period; money without a date counts nowhere."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for entry in facts.funds:
        if period.is_past(entry.received_on):
            sums[entry.project.id] += entry.in_yuan(period.basis)
    return sums


def happened(
    library: Iterable[StandingProject], event: MilestoneKind, year: int, month: int
) -> tuple[StandingProject, ...]:
    """The projects whose ``event`` has its date in just this month, the earliest first."""
    met = [each for each in library if standing.falls_in(each.dates.get(event), year, month)]
    return tuple(sorted(met, key=lambda each: (each.dates[event].iso, each.row.code)))


def last_progress(session: Session, year: int, month: int) -> dict[str, PartialDate]:
    """By project: the latest day up to the month's end on which a note, a milestone or money was recorded."""
    dated = (
        select(ProgressNote.project_id, ProgressNote.noted_on),
        select(Milestone.project_id, Milestone.actual_on),
        select(FundsEntry.project_id, FundsEntry.received_on).where(FundsEntry.deleted_at.is_(None)),
    )
    latest: dict[str, PartialDate] = {}
    for statement in dated:
        for key, when in session.execute(statement):
            if when and standing.is_by(when, year, month) and (key not in latest or when.last > latest[key].last):
                latest[key] = when
    return latest


def open_problems(session: Session, year: int, month: int) -> tuple[ProblemRow, ...]:
    """The problems raised by the end of the month and not closed by then; the earliest promise first."""
    listing = problems.listing()
    rows = listing.rows(session, listing.ids(session))
    raised = (row for row in rows if row.raised_on is None or standing.is_by(row.raised_on, year, month))
    still = (row for row in raised if not standing.is_by(row.closed_on, year, month))
    return tuple(sorted(still, key=lambda row: (row.due_on is None, row.due_on.iso if row.due_on else "")))


def is_overdue(problem: ProblemRow, until: date) -> bool:
    """Whether the day promised for a problem has passed."""
    return problem.due_on is not None and problem.due_on.last < until


def living_leads(session: Session, today: date) -> tuple[LeadRow, ...]:
    """The leads that have not become a project and were not given up, whose next step has a day; the nearest first."""
    listing = leads.listing(session, today)
    rows = listing.rows(session, listing.ids(session))
    living = (row for row in rows if row.next_on and row.next_step and row.state not in {"转项目", "搁置", "失败"})
    return tuple(sorted(living, key=lambda row: row.next_on.iso if row.next_on else ""))


def scores_of(session: Session, year: int, month: int) -> dict[str, ScoreRow]:
    """The units' assessment by the year's schemes; without those of a scheme that cannot be computed yet."""
    found = scoring.results(session, year, month)
    return {row.unit: row for result in found if not result.problem for row in result.rows}


def rate_parts(facts: Facts, key: str, period: Period) -> tuple[Fraction, Fraction]:
    """What a rate is made of: (part, whole), in pieces, or in fen where it is of money."""
    indicator = BY_KEY[key]
    if indicator.part is None:
        raise ValueError(f"{key} is not a rate")
    part, whole = (
        sum((e.amount for e in count(facts, period)), Fraction(0)) for count in (indicator.part, indicator.count)
    )
    return part, whole


def by_industry(library: Iterable[StandingProject]) -> dict[str, list[StandingProject]]:
    """The projects under their 产业, the one with the most money first, 未注明 last."""
    groups: defaultdict[str, list[StandingProject]] = defaultdict(list)
    for each in library:
        groups[each.row.industry or "未注明"].append(each)
    return dict(sorted(groups.items(), key=lambda group: (group[0] == "未注明", -sum(p.investment for p in group[1]))))
