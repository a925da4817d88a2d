"""在外乡贤: fellow townspeople away from home, what each brought. Phones are masked in lists unless asked for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.fellows import Fellow
from app.models.leads import FollowUpKind, Judgement, Lead, LeadFollowUp
from app.models.projects import Project
from app.services import choices, matching
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken
from app.services.lists import RecordList
from app.services.masks import masking
from app.services.matching.names import phones
from app.values.codes import masked_phone, normal_phones
from app.values.dates import PartialDate
from app.values.words import clean, search_text

CHOICES = choices.of("fellows")
AMBASSADORS = "招商大使"
UNSTATED = "未注明"
_TOLD_BY = (Fellow.employer, Fellow.residence, Fellow.id)
# A number of an identity card holds a date of birth; those of bank cards have 16 or 19 digits.
_IDENTITY = r"\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx]"
_PRIVATE = re.compile(rf"(?<!\d)(?:{_IDENTITY}|[3-6]\d{{15}}(?:\d{{3}})?)(?![\dXx])")
_WORDS = ("name", "origin", "residence", "employer", "title", "phone", "wechat", "relatives", "resources", "note")


@dataclass(frozen=True)
class FellowEntry:
    """What is entered of a fellow townsperson."""

    name: str = ""
    gender: str = ""
    born_on: PartialDate | None = None
    origin: str = ""
    residence: str = ""
    employer: str = ""
    title: str = ""
    trade: str = ""
    employer_size: str = ""
    phone: str = ""
    wechat: str = ""
    relatives: str = ""
    resources: str = ""
    leader: str = ""
    last_contact_on: PartialDate | None = None
    next_contact_on: PartialDate | None = None
    is_ambassador: bool = False
    note: str = ""


@dataclass(frozen=True)
class FellowRow(FellowEntry):
    """One line of the 名录; ``leads`` and ``projects`` count what the person brought."""

    id: str = ""
    leads: int = 0
    projects: int = 0


@dataclass(frozen=True)
class BroughtLine:
    """A lead, project or visit that a person brought: ``kind`` is leads, projects or visits; money in fen."""

    kind: str
    id: str
    name: str
    state: str
    amount: int | None
    on: PartialDate | None


@dataclass(frozen=True)
class FellowGroup:
    """The people of one 产业 (or 所在地) with how many there are and what they brought."""

    title: str
    people: int
    ambassadors: int
    leads: int
    projects: int


def listing(*, masked: bool = True) -> RecordList[FellowRow]:
    """All fellow townspeople by 产业 and 所在地; phones masked unless the clerk asked for them."""
    leads, projects = _brought_by(Lead), _brought_by(Project)
    counted = {"leads": func.coalesce(leads.c.pieces, 0), "projects": func.coalesce(projects.c.pieces, 0)}
    plain = [name for name in FellowRow.__dataclass_fields__ if name not in counted]
    return RecordList(
        row=masking("fellows", FellowRow) if masked else FellowRow,
        source=lambda: (
            select(Fellow)
            .outerjoin(leads, leads.c.fellow_id == Fellow.id)
            .outerjoin(projects, projects.c.fellow_id == Fellow.id)
            .where(Fellow.deleted_at.is_(None))
        ),
        key=Fellow.id,
        fields={**{name: getattr(Fellow, name) for name in plain}, **counted},
        search=(Fellow.search,),
        order=(Fellow.trade.asc(), Fellow.residence.asc(), Fellow.name.asc()),
        chips={AMBASSADORS: Fellow.is_ambassador.is_(True)},
    )


def _brought_by(model: type[Lead] | type[Project]) -> Any:
    columns = (model.fellow_id.label("fellow_id"), func.count().label("pieces"))
    linked = select(*columns).where(model.deleted_at.is_(None), model.fellow_id.is_not(None))
    return linked.group_by(model.fellow_id).subquery()


def groups(session: Session, by: str = "trade") -> tuple[FellowGroup, ...]:
    """The 名录 by ``trade`` (产业) or ``residence`` (所在地), the largest group first, 未注明 last."""
    if by not in {"trade", "residence"}:
        raise ValueError(by)
    leads, projects, column = _brought_by(Lead), _brought_by(Project), getattr(Fellow, by)
    sums = (func.sum(Fellow.is_ambassador), func.sum(leads.c.pieces), func.sum(projects.c.pieces))
    statement = (
        select(column, func.count(), *(func.coalesce(each, 0) for each in sums))
        .outerjoin(leads, leads.c.fellow_id == Fellow.id)
        .outerjoin(projects, projects.c.fellow_id == Fellow.id)
        .where(Fellow.deleted_at.is_(None))
        .group_by(column)
    )
    found = [
        FellowGroup(row[0] or UNSTATED, *(int(figure) for figure in row[1:])) for row in session.execute(statement)
    ]
    return tuple(sorted(found, key=lambda group: (group.title == UNSTATED, -group.people, group.title)))


def brought(session: Session, key: str) -> tuple[BroughtLine, ...]:
    """The leads and projects that a person brought, and the visits that came of them, the latest first."""
    must_exist(session, Fellow, key)
    leads = session.scalars(standing(Lead).where(Lead.fellow_id == key)).all()
    projects = session.scalars(standing(Project).where(Project.fellow_id == key)).all()
    in_person = LeadFollowUp.kind.in_([FollowUpKind.VISITOR, FollowUpKind.VISIT])
    visits = session.scalars(
        select(LeadFollowUp).where(in_person, LeadFollowUp.lead_id.in_([lead.id for lead in leads]))
    ).all()
    names = {lead.id: lead.name for lead in leads}
    found = [
        *(BroughtLine("leads", x.id, x.name, str(x.state), x.intended_amount, x.registered_on) for x in leads),
        *(BroughtLine("projects", x.id, x.name, str(x.stage), x.total_investment, _since(x)) for x in projects),
        *(BroughtLine("visits", x.lead_id, names[x.lead_id], str(x.kind), None, x.happened_on) for x in visits),
    ]
    return tuple(sorted(found, key=lambda each: each.on.iso if each.on else "", reverse=True))


def valid_leads(session: Session, key: str) -> int:
    """How many of the person's leads were judged 有效."""
    valid = standing(Lead).where(Lead.fellow_id == key, Lead.judgement == Judgement.VALID)
    return len(session.scalars(valid).all())


def named(session: Session, name: str) -> tuple[tuple[str, str], ...]:
    """The people of that name with what tells them apart, for a clerk to choose the 引荐人 from: (id, words)."""
    if not clean(name):
        return ()
    return _told(session.scalars(standing(Fellow).where(Fellow.name == clean(name)).order_by(*_TOLD_BY)))


def told(session: Session, keys: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The people of these ids in the same words: (id, words)."""
    return _told(session.scalars(standing(Fellow).where(Fellow.id.in_(list(keys))).order_by(*_TOLD_BY)))


def _told(people: Iterable[Fellow]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.id, "　".join(filter(None, (one.name, one.employer, one.residence, masked_phone(one.phone)))))
        for one in people
    )


def numbers(session: Session) -> frozenset[str]:
    """Every phone number of the 名录, in its one spelling."""
    return phones(*session.scalars(standing(Fellow).with_only_columns(Fellow.phone)))


def contacted(session: Session, key: str, on: PartialDate, next_on: PartialDate | None = None) -> None:
    """Records that a person was spoken to, and when to speak again."""
    person = must_exist(session, Fellow, key)
    if next_on is not None and next_on.last < on.first:
        raise Refused("下次联系时间早于这次联系，请核对。", field="next_on")
    if person.last_contact_on is None or person.last_contact_on.last <= on.last:
        person.last_contact_on = on
    person.next_contact_on = next_on
    session.flush()


def _since(project: Project) -> PartialDate | None:
    return next((m.actual_on for m in project.milestones if m.kind.value == project.stage.value), None)


def duplicates(session: Session, entered: FellowEntry, key: str | None = None) -> tuple[matching.Duplicate, ...]:
    """People that this entry may be already, surest first; never by name alone."""
    born = entered.born_on.iso if entered.born_on else ""
    asked = matching.Person(
        entered.name, entered.phone, entered.employer, entered.origin, entered.residence, born, entered.wechat
    )
    return matching.people_like(session, asked, key)


def entry(session: Session, key: str) -> FellowEntry:
    """What the form shows of a person."""
    return taken(must_exist(session, Fellow, key), FellowEntry)


def save(session: Session, entered: FellowEntry, key: str | None = None) -> str:
    """Keeps a person as a clerk types it and returns the id; refuses one who is there with the same phone."""
    matching.must_be_new(duplicates(session, entered, key), field="phone")
    return keep(session, entered, key)


def keep(session: Session, entered: FellowEntry, key: str | None = None) -> str:
    """Keeps a person, typed or from a ledger; refuses a missing name.

    Numbers of identity cards and bank cards are refused wherever they stand: the 名录 has no place for them.
    """
    for name in _WORDS:
        if _PRIVATE.search(getattr(entered, name)):
            raise Refused("乡贤名录不登记身份证号和银行卡号，请删去这一栏里的号码。", field=name)
    if not clean(entered.name):
        raise Refused("请填写姓名。", field="name")
    person = record_for(session, Fellow, key)
    put(person, entered, without=("phone",))
    set_where_new(person, "phone", normal_phones(entered.phone))
    words = (person.name, person.phone, person.employer, person.residence, person.trade, person.origin)
    set_where_new(person, "search", search_text(*words)[:2000])
    session.flush()
    return person.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts people into the recycle bin."""
    return mark_removed(session, Fellow, ids, now)


def index(session: Session) -> dict[tuple[str, str], str]:
    """Ids by (name, phone) and by (name, employer): a name alone tells nobody apart."""
    found: dict[tuple[str, str], str] = {}
    for person in session.scalars(standing(Fellow)):
        for mark in (person.phone, person.employer):
            if mark:
                found[person.name, mark] = person.id
    return found
