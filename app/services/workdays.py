"""Working days: the published calendar where it is known, Monday to Friday elsewhere, the office's own days on top."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.offices import DayKind, Holiday
from app.values.dates import PartialDate
from app.values.words import clean

_SATURDAY = 5
_ONE = timedelta(days=1)
_FURTHEST = 400  # days; an office that marks a whole year as off must not stop the program


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked; ``special`` says so for days that do not follow their weekday.

    ``known`` holds the years whose arrangement has been published; other years follow their weekdays.
    """

    special: Mapping[date, bool] = field(default_factory=dict)
    known: frozenset[int] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Whether the office works on that day."""
        return self.special.get(day, day.weekday() < _SATURDAY)

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next one that is worked."""
        found = day
        for _ in range(_FURTHEST):
            if self.is_worked(found) or found == date.max:
                return found
            found += _ONE
        return day

    def ends(self, start: date, days: int) -> date:
        """When a term of ``days`` calendar days from ``start`` ends: on a day off it moves to the next working day."""
        return self.on_or_after(start + timedelta(days=days))

    def month_after(self, start: date) -> date:
        """The same day of the next month, or that month's last, moved to a working day."""
        following = (start.replace(day=1) + timedelta(days=32)).replace(day=1)
        last = (following + timedelta(days=32)).replace(day=1) - _ONE
        return self.on_or_after(min(following + timedelta(days=start.day - 1), last))


@cache
def published() -> WorkCalendar:
    """The arrangements that the State Council has published, as far as the program knows them."""
    from chinese_calendar import constants

    special = dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True)
    return WorkCalendar(special, frozenset(day.year for day in constants.holidays))


def calendar(session: Session) -> WorkCalendar:
    """The published calendar with the office's own days on top; a year nobody knows follows its weekdays."""
    base = published()
    own = {date.fromisoformat(day): kind is DayKind.WORKED for day, kind in _marked(session)}
    years = frozenset(day.year for day in own)
    return WorkCalendar({**base.special, **own}, base.known | years) if own else base


def own_days(session: Session) -> tuple[tuple[date, str, str], ...]:
    """The days that the office has entered: (day, 休 or 班, name), in order."""
    rows = session.execute(select(Holiday.day, Holiday.kind, Holiday.name).order_by(Holiday.day))
    return tuple((date.fromisoformat(day), str(kind), name) for day, kind, name in rows)


def set_days(session: Session, first: date, last: date, kind: str, name: str = "") -> int:
    """Marks the days from ``first`` to ``last`` as 休 or 班, as the office's notice says; returns how many."""
    if last < first:
        raise Refused("结束日期早于开始日期，请核对。", field="last")
    count = (last - first).days + 1
    if count > 31:
        raise Refused("一次最多登记31天，请核对日期。", field="last")
    for offset in range(count):
        day = first + timedelta(days=offset)
        record = session.get(Holiday, PartialDate.of(day).iso)
        if record is None:
            session.add(Holiday.of(day, DayKind(kind), clean(name)))
        else:
            record.kind, record.name = DayKind(kind), clean(name)
    session.flush()
    return count


def forget_days(session: Session, days: list[date]) -> None:
    """Takes the office's own marks away again; those days follow the published calendar."""
    for day in days:
        record = session.get(Holiday, PartialDate.of(day).iso)
        if record is not None:
            session.delete(record)
    session.flush()


def _marked(session: Session) -> list[tuple[str, DayKind]]:
    return [(day, kind) for day, kind in session.execute(select(Holiday.day, Holiday.kind))]
