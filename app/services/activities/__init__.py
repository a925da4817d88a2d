"""招商活动: trips out, visitors in, fairs and meetings; the firms they met are linked to the 客商企业 of that name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.activities import Activity, ActivityFirm
from app.models.enterprises import Enterprise
from app.models.leads import Judgement, Lead
from app.models.units import Unit
from app.services import choices, units
from app.services.activities.attendance import BY, Attendance, attendance
from app.services.activities.outcomes import Figures, Outcome, figures, names_in, outcome
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken
from app.services.lists import RecordList
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.words import clean

__all__ = ["BY", "Attendance", "Figures", "Outcome", "attendance", "figures", "outcome"]
CHOICES = choices.of("activities")
_GOES_OUT = (ActivityKind.OUT, ActivityKind.STATIONED)
_OFFERED = 300  # activities to choose from: some years of a township
_GATHERS = (ActivityKind.FAIR, ActivityKind.PROMOTION, ActivityKind.FORUM)
_CHIPS = {
    "走出去": Activity.kind.in_(_GOES_OUT),
    "请进来": Activity.kind == ActivityKind.IN,
    "展会论坛": Activity.kind.in_(_GATHERS),
    "其他活动": Activity.kind.not_in([*_GOES_OUT, ActivityKind.IN, *_GATHERS]),
}
CHIPS = tuple(_CHIPS)


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
    ended_on: PartialDate | None = None
    area: str = ""
    days: int | None = None
    people: int | None = None
    visitors: int | None = None
    team: str = ""
    leads: int = 0
    valid_leads: int = 0


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
    people: int | None = None
    visitors: int | None = None
    team: str = ""


def listing() -> RecordList[ActivityRow]:
    """All activities, the latest first, with the leads that came of them."""
    unit = aliased(Unit)
    valid = func.sum(Lead.judgement == Judgement.VALID)
    columns = (Lead.activity_id.label("activity_id"), func.count().label("pieces"), valid.label("valid"))
    found = select(*columns).where(Lead.deleted_at.is_(None), Lead.activity_id.is_not(None))
    leads = found.group_by(Lead.activity_id).subquery()
    joined: dict[str, Any] = {
        "unit": unit.name,
        "leads": func.coalesce(leads.c.pieces, 0),
        "valid_leads": func.coalesce(leads.c.valid, 0),
    }
    plain = [name for name in ActivityRow.__dataclass_fields__ if name not in joined]
    return RecordList(
        row=ActivityRow,
        source=lambda: (
            select(Activity)
            .outerjoin(unit, Activity.unit_id == unit.id)
            .outerjoin(leads, leads.c.activity_id == Activity.id)
            .where(Activity.deleted_at.is_(None))
        ),
        key=Activity.id,
        fields={**{name: getattr(Activity, name) for name in plain}, **joined},
        search=(Activity.name, Activity.place, Activity.team, Activity.leader, Activity.firms, Activity.participants),
        order=(Activity.held_on.desc(),),
        totals=("cost",),
        chips=_CHIPS,
    )


def entry(session: Session, key: str) -> ActivityEntry:
    """What the form shows of an activity."""
    activity = must_exist(session, Activity, key)
    unit = session.get(Unit, activity.unit_id) if activity.unit_id else None
    return taken(activity, ActivityEntry, unit=unit.name if unit else "")


def named(session: Session, chosen: str | None = None) -> tuple[tuple[str, str], ...]:
    """The latest activities with what tells them apart, for a clerk to choose from: (id, words); ``chosen`` too."""
    statement = standing(Activity).order_by(Activity.held_on.desc(), Activity.name, Activity.id)
    offered = list(session.scalars(statement.limit(_OFFERED)))
    if chosen and chosen not in {one.id for one in offered}:
        offered += session.scalars(standing(Activity).where(Activity.id == chosen)).all()
    return tuple(
        (one.id, "　".join(filter(None, (one.held_on.text() if one.held_on else "", title_of(one), str(one.kind)))))
        for one in offered
    )


def title_of(activity: Activity | ActivityEntry) -> str:
    """What an activity is called: its name, else where it went."""
    return clean(activity.name) or f"{clean(activity.place)}{activity.kind}"


def save(session: Session, entered: ActivityEntry, key: str | None = None) -> str:
    """Keeps an activity and returns its id; refuses one without a date, or that ends before it begins."""
    if entered.held_on is None:
        raise Refused("请填写活动日期。", field="held_on")
    if entered.ended_on is not None and entered.ended_on.last < entered.held_on.first:
        raise Refused("结束日期早于开始日期，请核对。", field="ended_on")
    if entered.days is not None and not 1 <= entered.days <= 366:
        raise Refused("天数应在1到366之间。", field="days")
    for name, word in (("people", "外出人数"), ("visitors", "来访人数")):
        if (count := getattr(entered, name)) is not None and not 1 <= count <= 10_000:
            raise Refused(f"{word}应是1到10000之间的整数，不填则留空。", field=name)
    unit_id = units.find(session, entered.unit)
    activity = record_for(session, Activity, key)
    before = set(names_in(activity.firms or ""))
    put(activity, entered, without=("unit",))
    set_where_new(activity, "unit_id", unit_id)
    session.flush()
    _link_firms(session, activity.id, before, set(names_in(activity.firms)))
    return activity.id


def set_outcome(session: Session, key: str, enterprise_id: str, words: str) -> None:
    """Says what came of meeting a known firm; links the firm where it was not."""
    must_exist(session, Activity, key)
    must_exist(session, Enterprise, enterprise_id)
    link = session.scalar(_links(key).where(ActivityFirm.enterprise_id == enterprise_id).limit(1))
    if link is None:
        link = ActivityFirm(activity_id=key, enterprise_id=enterprise_id)
        session.add(link)
    link.outcome = clean(words)
    session.flush()


def _links(key: str) -> Any:
    return select(ActivityFirm).where(ActivityFirm.activity_id == key)


def _link_firms(session: Session, key: str, before: set[str], now: set[str]) -> None:
    """Links the firms whose names were written in, and unlinks those whose names were taken out.

    A name that two firms share is left alone.
    """
    if before == now:
        return
    ids: defaultdict[str, list[str]] = defaultdict(list)
    named = standing(Enterprise).where(Enterprise.name.in_(before ^ now))
    for firm in session.scalars(named):
        ids[firm.name].append(firm.id)
    linked = {link.enterprise_id: link for link in session.scalars(_links(key))}
    for name in now - before:
        if len(ids[name]) == 1 and ids[name][0] not in linked:
            session.add(ActivityFirm(activity_id=key, enterprise_id=ids[name][0]))
    for name in before - now:
        if len(ids[name]) == 1 and (gone := linked.get(ids[name][0])) is not None:
            session.delete(gone)
    session.flush()


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts activities into the recycle bin."""
    return mark_removed(session, Activity, ids, now)


def index(session: Session) -> dict[str, list[tuple[str, ActivityEntry]]]:
    """Ids and entries by date: among those of one day a ledger's rows find the activities that they are."""
    found: dict[str, list[tuple[str, ActivityEntry]]] = {}
    names = {key: name for key, name in session.execute(select(Unit.id, Unit.name))}  # noqa: C416 - rows are no pairs
    for one in session.scalars(standing(Activity)):
        known = taken(one, ActivityEntry, unit=names.get(one.unit_id or "", ""))
        found.setdefault(one.held_on.iso if one.held_on else "", []).append((one.id, known))
    return found
