"""外出招商考勤: by team or unit, how often, how many people went, how many days of each month; the idle ones too."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from app.indicators import standing as time
from app.models.activities import Activity
from app.models.units import Unit, UnitKind
from app.services.activities.outcomes import TRIPS, UNSTATED, days_of, people_in
from app.services.entries import standing
from app.services.units.order import furthest_first, listed
from app.values.words import clean

BY = {"team": "招商小分队", "unit": "责任单位"}


@dataclass
class Attendance:
    """One team or unit: ``months`` holds the days away of each month, ``undated`` those of no known month."""

    title: str
    trips: int = 0
    months: list[int] = field(default_factory=lambda: [0] * 12)
    undated: int = 0
    names: set[str] = field(default_factory=set)
    counted: int = 0  # the most people that one trip was said to have
    places: dict[str, None] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)  # of the activities

    @property
    def people(self) -> int:
        """How many different people went, as far as they are named; at least as many as one trip had."""
        return max(len(self.names), self.counted)

    @property
    def days(self) -> int:
        """Days away in the period."""
        return sum(self.months) + self.undated

    @property
    def where(self) -> str:
        """The places visited, each once."""
        return "、".join(self.places)

    @property
    def is_idle(self) -> bool:
        """Whether nobody of it went anywhere."""
        return not self.trips

    def add(self, activity: Activity, month: int) -> None:
        """Counts one trip of a month."""
        self.trips += 1
        self.ids.append(activity.id)
        days = days_of(activity)
        if month == time.WHOLE_YEAR:
            self.undated += days
        else:
            self.months[month - 1] += days
        self.names |= set(people_in(activity.leader, activity.participants))
        self.counted = max(self.counted, activity.people or 0)
        self.places |= dict.fromkeys(filter(None, (clean(activity.place),)))


@dataclass(frozen=True)
class AttendanceSum:
    """What all of them come to.

    ``idle`` names those who did not go, ``unstated`` counts the trips of no team, ``ids`` are the activities.
    """

    teams: int
    trips: int
    unstated: int
    people: int
    days: int
    months: tuple[int, ...]
    idle: tuple[str, ...]
    ids: tuple[str, ...]


def attendance(
    session: Session, year: int, month: int, by: str = "team"
) -> tuple[tuple[Attendance, ...], AttendanceSum]:
    """外出招商 and 驻外 from January to the end of ``month``; those with the most days first, the idle ones last.

    Under 稳妥口径 units stand as the office lists them, and teams by their names. A team is known by any activity of
    this year or the last; every unit of the office's own is listed.
    """
    rows = {title: Attendance(title) for title in _listed(session, year, by)}
    names = dict(iter(session.execute(standing(Unit).with_only_columns(Unit.id, Unit.name))))
    for activity in session.scalars(standing(Activity).where(Activity.kind.in_(TRIPS))):
        held = time.month_in(activity.held_on, year, month)
        if held is None:
            continue
        title = clean(activity.team) if by == "team" else names.get(activity.unit_id or "", "")
        rows.setdefault(title or UNSTATED, Attendance(title or UNSTATED)).add(activity, held)
    by_days = furthest_first(rows.values(), _title, lambda row: (-row.days, -row.trips), listed(session), UNSTATED)
    ordered = tuple(by_days)
    return ordered, _sum(ordered)


def _title(row: Attendance) -> str:
    return row.title


def _listed(session: Session, year: int, by: str) -> Iterable[str]:
    if by == "unit":
        own = standing(Unit).where(Unit.kind != UnitKind.OUTSIDE).order_by(Unit.position, Unit.name)
        return session.scalars(own.with_only_columns(Unit.name)).all()
    lately = standing(Activity).where(Activity.team != "", Activity.held_on >= f"{year - 1}")
    return dict.fromkeys(clean(team) for team in session.scalars(lately.with_only_columns(Activity.team)))


def _sum(rows: tuple[Attendance, ...]) -> AttendanceSum:
    went = [row for row in rows if not row.is_idle]
    names = {name for row in went for name in row.names}
    unnamed = sum(max(row.counted - len(row.names), 0) for row in went)
    return AttendanceSum(
        teams=sum(1 for row in went if row.title != UNSTATED),
        trips=sum(row.trips for row in went),
        unstated=sum(row.trips for row in went if row.title == UNSTATED),
        people=len(names) + unnamed,
        days=sum(row.days for row in went),
        months=tuple(sum(row.months[place] for row in went) for place in range(12)),
        idle=tuple(row.title for row in rows if row.is_idle),
        ids=tuple(key for row in went for key in row.ids),
    )
