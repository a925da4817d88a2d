"""线索: registering leads, following them up, judging them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.leads import FollowUpKind, Judgement, Lead, LeadFollowUp, LeadSource, LeadState
from app.models.units import Unit
from app.services import offices, units
from app.services.entries import mark_removed, must_exist, put, set_where_new, standing, taken, words_of
from app.services.lists import RecordList
from app.values.codes import normal_phones
from app.values.dates import PartialDate
from app.values.words import clean, search_text

CHIPS = tuple(str(state) for state in LeadState)
CHOICES = words_of({"source": LeadSource, "state": LeadState, "judgement": Judgement, "follow_up_kind": FollowUpKind})


@dataclass(frozen=True)
class LeadRow:
    """One line of the 线索台账; money in fen."""

    id: str
    code: str
    registered_on: PartialDate | None
    name: str
    investor: str
    contact: str
    contact_title: str
    phone: str
    source: str
    introducer: str
    intended_amount: int | None
    industry: str
    land_need: str
    dealings: str
    last_followed_on: PartialDate | None
    next_step: str
    next_on: PartialDate | None
    leader: str
    person: str
    unit: str | None
    judgement: str
    judged_on: PartialDate | None
    state: str
    note: str
    is_overdue: bool


@dataclass(frozen=True)
class LeadEntry:
    """What is entered of a lead; ``unit`` by name, money in fen."""

    code: str = ""
    registered_on: PartialDate | None = None
    name: str = ""
    investor: str = ""
    contact: str = ""
    contact_title: str = ""
    phone: str = ""
    source: LeadSource = LeadSource.OTHER
    introducer: str = ""
    intended_amount: int | None = None
    industry: str = ""
    land_need: str = ""
    dealings: str = ""
    last_followed_on: PartialDate | None = None
    next_step: str = ""
    next_on: PartialDate | None = None
    leader: str = ""
    unit: str = ""
    person: str = ""
    judgement: Judgement = Judgement.PENDING
    judged_on: PartialDate | None = None
    judged_by: str = ""
    judgement_note: str = ""
    state: LeadState = LeadState.NEW
    end_reason: str = ""
    obstacles: str = ""
    note: str = ""


@dataclass(frozen=True)
class FollowUpForm:
    """What is entered of one contact with a lead."""

    happened_on: PartialDate | None = None
    kind: FollowUpKind = FollowUpKind.OTHER
    people: str = ""
    content: str = ""
    next_step: str = ""
    next_on: PartialDate | None = None


@dataclass(frozen=True)
class LeadDetail:
    """One lead with its follow-ups, the latest first."""

    id: str
    entry: LeadEntry
    follow_ups: tuple[FollowUpForm, ...]


def listing(today: date) -> RecordList[LeadRow]:
    """All leads, the latest registered first; ``is_overdue`` where the next step's date has passed."""
    unit = aliased(Unit)
    plain = [name for name in LeadRow.__dataclass_fields__ if name not in {"unit", "is_overdue"}]
    living = Lead.state.not_in([LeadState.CONVERTED, LeadState.SHELVED, LeadState.FAILED])
    return RecordList(
        row=LeadRow,
        source=lambda: select(Lead).outerjoin(unit, Lead.unit_id == unit.id).where(Lead.deleted_at.is_(None)),
        key=Lead.id,
        fields={
            **{name: getattr(Lead, name) for name in plain},
            "unit": unit.name,
            "is_overdue": living & Lead.next_on.is_not(None) & (Lead.next_on < PartialDate.of(today).iso),
        },
        search=(Lead.search,),
        order=(Lead.registered_on.desc(), Lead.code.desc()),
        totals=("intended_amount",),
        chips={str(state): Lead.state == state for state in LeadState},
    )


def detail(session: Session, key: str) -> LeadDetail:
    """What the panels beside the list show."""
    lead = must_exist(session, Lead, key)
    unit = session.get(Unit, lead.unit_id) if lead.unit_id else None
    contacts = session.scalars(
        select(LeadFollowUp).where(LeadFollowUp.lead_id == key).order_by(LeadFollowUp.happened_on.desc())
    )
    entered = taken(lead, LeadEntry, unit=unit.name if unit else "")
    return LeadDetail(key, entered, tuple(taken(contact, FollowUpForm) for contact in contacts))


def save(session: Session, entered: LeadEntry, key: str | None = None, *, year: int | None = None) -> str:
    """Keeps a lead and returns its id; refuses one without a name, and one ended without a reason."""
    if not clean(entered.name):
        raise Refused("请填写线索名称。", field="name")
    if entered.state in {LeadState.FAILED, LeadState.SHELVED} and not clean(entered.end_reason):
        raise Refused(f"“{entered.state}”请写明原因。", field="end_reason")
    return keep(session, entered, key, year=year)


def keep(session: Session, entered: LeadEntry, key: str | None = None, *, year: int | None = None) -> str:
    """Keeps a lead as a ledger gives it, where an end may come without its reason."""
    unit_id = units.find(session, entered.unit)
    lead = must_exist(session, Lead, key) if key else Lead(office_id=offices.own_id(session), code="")
    code = clean(entered.code) or lead.code or _next_code(session, year)
    other = session.scalar(select(Lead).where(Lead.office_id == lead.office_id, Lead.code == code))
    if other is not None and other is not lead:
        raise Refused(f"线索编号{code}已经用于“{other.name}”，请换一个编号或留空自动编号。", field="code")
    put(lead, entered, without=("unit", "phone", "code"))
    set_where_new(lead, "code", code)
    set_where_new(lead, "phone", normal_phones(entered.phone))
    set_where_new(lead, "unit_id", unit_id)
    words = (lead.name, lead.investor, lead.contact, lead.phone, lead.introducer, lead.person, code)
    set_where_new(lead, "search", search_text(*words)[:2000])
    session.add(lead)
    session.flush()
    return lead.id


def follow_up(session: Session, key: str, form: FollowUpForm) -> None:
    """Records one contact; the lead's last contact, next step and state follow."""
    if form.happened_on is None:
        raise Refused("请填写跟进日期。", field="happened_on")
    if not clean(form.content):
        raise Refused("请写明这次谈了什么。", field="content")
    lead = must_exist(session, Lead, key)
    contact = LeadFollowUp(lead_id=key)
    put(contact, form)
    session.add(contact)
    if lead.last_followed_on is None or lead.last_followed_on <= form.happened_on:
        lead.last_followed_on = form.happened_on
        lead.next_step, lead.next_on = form.next_step, form.next_on
    if lead.state in {LeadState.NEW, LeadState.JUDGING}:
        lead.state = LeadState.FOLLOWED
    session.flush()


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts leads into the recycle bin."""
    return mark_removed(session, Lead, ids, now)


def index(session: Session) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Ids by code, and by (name, investor)."""
    leads = list(session.scalars(standing(Lead)))
    return {lead.code: lead.id for lead in leads}, {(lead.name, lead.investor): lead.id for lead in leads}


def _next_code(session: Session, year: int | None) -> str:
    prefix = f"XS{year or ''}"
    while True:
        code = f"{prefix}-{offices.next_number(session, f'lead:{prefix}'):04d}"
        if session.scalar(select(Lead.id).where(Lead.code == code).limit(1)) is None:
            return code
