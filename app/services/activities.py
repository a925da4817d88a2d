"""招商活动: trips out, visitors in, fairs and meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.activities import Activity, ActivityKind
from app.models.units import Unit
from app.services import units
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken, words_of
from app.services.lists import RecordList
from app.values.dates import PartialDate

CHOICES = words_of({"kind": ActivityKind})


@dataclass(frozen=True)
class ActivityRow:
    """One line of the register of activities; cost in fen."""

    id: str
    held_on: PartialDate | None
    kind: str
    name: str
    place: str
    leader: str
    unit: str | None
    participants: str
    firms: str
    dealings: str
    outcome: str
    follow_up: str
    cost: int | None
    note: str


@dataclass(frozen=True)
class ActivityEntry:
    """What is entered of an activity; ``unit`` by name."""

    kind: ActivityKind = ActivityKind.OTHER
    held_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    name: str = ""
    place: str = ""
    area: str = ""
    days: int | None = None
    leader: str = ""
    unit: str = ""
    participants: str = ""
    firms: str = ""
    dealings: str = ""
    outcome: str = ""
    follow_up: str = ""
    cost: int | None = None
    note: str = ""


def listing() -> RecordList[ActivityRow]:
    """All activities, the latest first."""
    unit = aliased(Unit)
    return RecordList(
        row=ActivityRow,
        source=lambda: (
            select(Activity).outerjoin(unit, Activity.unit_id == unit.id).where(Activity.deleted_at.is_(None))
        ),
        key=Activity.id,
        fields={
            name: unit.name if name == "unit" else getattr(Activity, name) for name in ActivityRow.__dataclass_fields__
        },
        search=(Activity.name, Activity.place, Activity.leader, Activity.firms, Activity.participants),
        order=(Activity.held_on.desc(),),
        totals=("cost",),
    )


def entry(session: Session, key: str) -> ActivityEntry:
    """What the form shows of an activity."""
    activity = must_exist(session, Activity, key)
    unit = session.get(Unit, activity.unit_id) if activity.unit_id else None
    return taken(activity, ActivityEntry, unit=unit.name if unit else "")


def save(session: Session, entered: ActivityEntry, key: str | None = None) -> str:
    """Keeps an activity and returns its id; refuses one without a date, or that ends before it begins."""
    if entered.held_on is None:
        raise Refused("请填写活动日期。", field="held_on")
    if entered.ended_on is not None and entered.ended_on.last < entered.held_on.first:
        raise Refused("结束日期早于开始日期，请核对。", field="ended_on")
    unit_id = units.find(session, entered.unit)
    activity = record_for(session, Activity, key)
    put(activity, entered, without=("unit",))
    set_where_new(activity, "unit_id", unit_id)
    session.flush()
    return activity.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts activities into the recycle bin."""
    return mark_removed(session, Activity, ids, now)


def index(session: Session) -> dict[tuple[str, str, str, str], str]:
    """Ids by what tells activities apart in a ledger: date, kind, place and firms."""
    return {
        (a.held_on.iso if a.held_on else "", str(a.kind), a.place, a.firms): a.id
        for a in session.scalars(standing(Activity))
    }
