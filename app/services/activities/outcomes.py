"""What came of activities: firms met, leads, on-site signings; and the figures of trips by leader, person or 片区."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.activities import Activity, ActivityFirm
from app.models.enterprises import Enterprise
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.units import Unit
from app.services.entries import must_exist, standing
from app.services.matching.names import firm_core
from app.services.units.order import furthest_first, listed
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from app.values.words import clean, first_sentence

TRIPS = (ActivityKind.OUT, ActivityKind.STATIONED)
UNSTATED = "未注明"
_BETWEEN = re.compile(r"[、，,；;\n/]+|\s{2,}")
_COUNT_WORDS = re.compile(r"等\s*\d*\s*(?:家|户|人|个|位)?(?:企业|客商|公司|同志|人员)?$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True)
class FirmMet:
    """A firm that was met; ``id`` is empty where it is no known 客商企业."""

    name: str
    id: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class LeadFound:
    """A lead that came of an activity; money in fen."""

    id: str
    name: str
    investor: str
    amount: int | None
    is_valid: bool
    state: str


@dataclass(frozen=True)
class Signing:
    """A project signed because of an activity; ``on_site`` within its days. Money in fen."""

    id: str
    name: str
    amount: int | None
    signed_on: PartialDate
    on_site: bool


@dataclass(frozen=True)
class Outcome:
    """What came of one activity; ``days`` counts the first and the last."""

    days: int
    firms: tuple[FirmMet, ...]
    leads: tuple[LeadFound, ...]
    signings: tuple[Signing, ...]

    @property
    def valid_leads(self) -> int:
        """How many of its leads were judged 有效."""
        return sum(lead.is_valid for lead in self.leads)

    @property
    def on_site(self) -> tuple[Signing, ...]:
        """What was signed on the spot."""
        return tuple(signing for signing in self.signings if signing.on_site)


@dataclass
class Figures:
    """The figures of one row: money in fen; a firm met twice counts once, a lead or signing once."""

    title: str
    trips: int = 0
    days: int = 0
    cost: int = 0
    firm_names: set[str] = field(default_factory=set)
    lead_ids: set[str] = field(default_factory=set)
    valid_ids: set[str] = field(default_factory=set)
    signed: dict[str, int] = field(default_factory=dict)

    @property
    def firms(self) -> int:
        """Firms met."""
        return len(self.firm_names)

    @property
    def leads(self) -> int:
        """Leads found."""
        return len(self.lead_ids)

    @property
    def valid_leads(self) -> int:
        """Of these, judged 有效."""
        return len(self.valid_ids)

    @property
    def signings(self) -> int:
        """Projects signed."""
        return len(self.signed)

    @property
    def amount_signed(self) -> int:
        """Their 合同引资额, or 总投资 where that is missing."""
        return sum(self.signed.values())

    def add(self, activity: Activity, outcome: Outcome) -> None:
        """Counts one activity."""
        self.trips += 1
        self.days += outcome.days
        self.cost += activity.cost or 0
        self.firm_names |= {firm_core(firm.name) for firm in outcome.firms}
        self.lead_ids |= {lead.id for lead in outcome.leads}
        self.valid_ids |= {lead.id for lead in outcome.leads if lead.is_valid}
        self.signed |= {signing.id: signing.amount or 0 for signing in outcome.signings}


def names_in(words: str) -> tuple[str, ...]:
    """The names of a cell, each once: 宏达机械、明华电子等5家企业 → 宏达机械, 明华电子."""
    parts = (_COUNT_WORDS.sub("", clean(part)).strip(" 。.") for part in _BETWEEN.split(words))
    return tuple(dict.fromkeys(part for part in parts if part))


def people_in(*cells: str) -> tuple[str, ...]:
    """The people of cells, without the titles in brackets after their names."""
    names = (_BRACKETS.sub("", name).strip() for cell in cells for name in names_in(cell))
    return tuple(dict.fromkeys(name for name in names if name))


def days_of(activity: Activity) -> int:
    """How long it was: as entered, else from its dates, else one day."""
    return length(activity.days, activity.held_on, activity.ended_on)


def length(days: int | None, start: PartialDate | None, end: PartialDate | None) -> int:
    """How many days something took: those that were entered, else from first to last, else one."""
    if days:
        return days
    if start is None or end is None or start.day is None or end.day is None:
        return 1
    return max(1, (end.last - start.first).days + 1)


def outcome(session: Session, key: str) -> Outcome:
    """What came of one activity."""
    (found,) = _outcomes(session, [must_exist(session, Activity, key)])
    return found[1]


@dataclass(frozen=True)
class Held:
    """One activity of a period, with what came of it; ``title`` as lists call it."""

    id: str
    kind: ActivityKind
    title: str
    held_on: PartialDate
    place: str
    area: str
    leader: str
    came: Outcome
    outcome: str = ""  # what the office wrote of it, up to the first full stop
    people: int = 0  # of ours, where it is recorded how many


def held(session: Session, first: date, last: date) -> tuple[Held, ...]:
    """Every activity from ``first`` to ``last``, the earliest first, a date known to the month where all of it lies."""
    within = _within(session.scalars(standing(Activity).where(Activity.held_on >= f"{first.year}")), first, last)
    found = [
        Held(
            activity.id, activity.kind, activity.name, activity.held_on, activity.place, activity.area,
            activity.leader, came, first_sentence(activity.outcome), activity.people or 0,
        )
        for activity, came in _outcomes(session, within)
        if activity.held_on is not None
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.held_on.iso))


def figures(session: Session, first: date, last: date, by: str = "leader") -> tuple[tuple[Figures, ...], Figures]:
    """外出招商 and 驻外 held from ``first`` to ``last``, by ``leader``, ``person``, ``area`` (片区) or ``unit``.

    Returns the rows, most trips first (under 稳妥口径 units as the office lists them, people by their names), and the
    sum in which each activity counts once: with several people on one trip, the rows add up to more. A date known only
    to the month counts where the whole month lies in the period.
    """
    key = _KEYS[by]
    rows: dict[str, Figures] = {}
    total = Figures("合计")
    held = standing(Activity).where(Activity.kind.in_(TRIPS), Activity.held_on >= f"{first.year}")
    for activity, came in _outcomes(session, _within(session.scalars(held), first, last)):
        total.add(activity, came)
        for title in key(session, activity) or (UNSTATED,):
            rows.setdefault(title, Figures(title)).add(activity, came)
    ordered = furthest_first(
        rows.values(),
        lambda row: row.title,
        lambda row: (-row.trips, -row.days, row.title),
        None if by == "area" else listed(session),
        UNSTATED,
    )
    return tuple(ordered), total


def _within(activities: Iterable[Activity], first: date, last: date) -> list[Activity]:
    return [a for a in activities if a.held_on and first <= a.held_on.first and a.held_on.last <= last]


def _unit_of(session: Session, activity: Activity) -> tuple[str, ...]:
    unit = session.get(Unit, activity.unit_id) if activity.unit_id else None
    return (unit.name,) if unit else ()


def _area_of(_: Session, activity: Activity) -> tuple[str, ...]:
    area = clean(activity.area) or clean(activity.place)
    return (area,) if area else ()


_KEYS: dict[str, Callable[[Session, Activity], tuple[str, ...]]] = {
    "leader": lambda _, activity: people_in(activity.leader),
    "person": lambda _, activity: people_in(activity.leader, activity.participants),
    "area": _area_of,
    "unit": _unit_of,
}


def _outcomes(session: Session, activities: Sequence[Activity]) -> Iterator[tuple[Activity, Outcome]]:
    """Several activities at once, with a few queries for all of them."""
    known = _known_firms(session)
    leads = _leads(session)
    owners = {lead.id: activity_id for activity_id, found in leads.items() for lead in found}
    signed = [(project, owners.get(project.lead_id or "")) for project in _signed(session)]
    for activity in activities:
        firms = _firms(activity, known.get(activity.id, []))
        own = tuple(leads.get(activity.id, ()))
        yield activity, Outcome(days_of(activity), firms, own, tuple(_signings(activity, firms, signed)))


def _known_firms(session: Session) -> dict[str, list[FirmMet]]:
    found: dict[str, list[FirmMet]] = defaultdict(list)
    statement = select(ActivityFirm.activity_id, Enterprise.name, Enterprise.id, ActivityFirm.outcome)
    for activity_id, *firm in session.execute(
        statement.join(Enterprise, ActivityFirm.enterprise_id == Enterprise.id).where(Enterprise.deleted_at.is_(None))
    ):
        found[activity_id].append(FirmMet(*firm))
    return found


def _firms(activity: Activity, known: list[FirmMet]) -> tuple[FirmMet, ...]:
    cores = {firm_core(firm.name) for firm in known}
    written = (FirmMet(name) for name in names_in(activity.firms) if firm_core(name) not in cores)
    return (*known, *written)


def _leads(session: Session) -> dict[str, list[LeadFound]]:
    found: dict[str, list[LeadFound]] = defaultdict(list)
    for lead in session.scalars(standing(Lead).where(Lead.activity_id.is_not(None)).order_by(Lead.code)):
        is_valid = lead.judgement is Judgement.VALID
        one = LeadFound(lead.id, lead.name, lead.investor, lead.intended_amount, is_valid, str(lead.state))
        found[str(lead.activity_id)].append(one)
    return found


@dataclass(frozen=True)
class _Signed:
    id: str
    name: str
    investor: str
    lead_id: str | None
    enterprise_id: str | None
    amount: int | None
    on: PartialDate


def _signed(session: Session) -> list[_Signed]:
    columns = (
        Project.id, Project.name, Project.investor, Project.lead_id, Project.enterprise_id, Project.contract_amount,
        Project.total_investment, Milestone.actual_on,
    )  # fmt: skip
    statement = select(*columns).join(Milestone, Milestone.project_id == Project.id)
    of_signature = statement.where(
        Milestone.kind == MilestoneKind.SIGNED, Milestone.actual_on.is_not(None), Project.deleted_at.is_(None)
    )
    return [
        _Signed(key, name, investor, lead_id, firm_id, contract if contract is not None else total, on)
        for key, name, investor, lead_id, firm_id, contract, total, on in session.execute(of_signature)
        if on is not None
    ]


def _signings(
    activity: Activity, firms: tuple[FirmMet, ...], signed: Iterable[tuple[_Signed, str | None]]
) -> Iterator[Signing]:
    """Projects of the activity's own leads; and what its firms signed on the spot, if no other led to it."""
    ids, cores = {firm.id for firm in firms if firm.id}, {firm_core(firm.name) for firm in firms}
    for project, owner in signed:
        on_site = _is_within(project.on, activity)
        of_firm = project.enterprise_id in ids or (project.investor and firm_core(project.investor) in cores)
        if owner == activity.id or (owner is None and on_site and of_firm):
            yield Signing(project.id, project.name, project.amount, project.on, on_site)


def _is_within(on: PartialDate, activity: Activity) -> bool:
    if on.day is None or activity.held_on is None:
        return False
    return activity.held_on.first <= on.first <= (activity.ended_on or activity.held_on).last
