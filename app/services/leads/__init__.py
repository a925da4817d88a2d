"""线索: registering leads, their list, and what one lead shows; its follow-ups, states and clocks stand beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.enterprises import Enterprise
from app.models.leads import Judgement, Lead, LeadSource, LeadState
from app.models.units import Unit
from app.services import choices, matching, offices, units, workdays
from app.services.entries import mark_removed, must_exist, put, set_where_new, standing, taken
from app.services.leads import terms as lead_terms
from app.services.leads.actions import Policy, finish, policy, save_policy
from app.services.leads.clocks import running_terms
from app.services.leads.conversion import convert, draft, origin_of
from app.services.leads.follow_ups import FollowUpForm, explain, follow_up, follow_up_many, lines
from app.services.leads.lateness import is_late
from app.services.leads.one_line import follow_up_from
from app.services.leads.states import (
    GIVEN_UP,
    LIVING,
    JudgementForm,
    give_up,
    judge,
    judgement_of,
    must_be_allowed,
    must_be_ended_by_itself,
    must_be_founded,
    project_of,
    revive,
    states_from,
)
from app.services.leads.terms import ENDED, Term, TermDays, TermKind
from app.services.leads.validity import ValidRule, rule, set_rule
from app.services.lists import RecordList
from app.services.workdays import WorkCalendar
from app.values.codes import normal_phones
from app.values.dates import PartialDate
from app.values.words import clean, search_text

__all__ = [
    "GIVEN_UP",
    "LIVING",
    "FollowUpForm",
    "JudgementForm",
    "Policy",
    "Term",
    "TermKind",
    "ValidRule",
    "convert",
    "draft",
    "explain",
    "finish",
    "follow_up",
    "follow_up_from",
    "follow_up_many",
    "give_up",
    "judge",
    "judgement_of",
    "origin_of",
    "policy",
    "revive",
    "rule",
    "running_terms",
    "save_policy",
    "set_rule",
    "states_from",
]
LATE = "超期"
CHIPS = (*(str(state) for state in LeadState), LATE)
CHOICES = {**choices.of("leads"), "follow_up_kind": choices.words("lead_followups", "kind")}


@dataclass(frozen=True)
class LeadRow:
    """One line of the 线索台账; money in fen.

    ``is_overdue``: the date of the next step has passed; ``is_late``: that, or one of the lead's clocks.
    """

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
    is_late: bool = False


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
    enterprise_id: str | None = None
    fellow_id: str | None = None
    activity_id: str | None = None


@dataclass(frozen=True)
class LeadDetail:
    """One lead, its follow-ups with their ids, the latest first; ``project`` is what it became: (id, code, name)."""

    id: str
    entry: LeadEntry
    follow_ups: tuple[FollowUpForm, ...]
    project: tuple[str, str, str] | None = None
    line_ids: tuple[str, ...] = ()


def listing(session: Session, today: date) -> RecordList[LeadRow]:
    """All leads, the latest registered first; lateness by the office's own terms and days off, as 待办 reckons it."""
    return listing_by(today, workdays.calendar(session), lead_terms.days(session))


def listing_by(today: date, calendar: WorkCalendar, terms: TermDays) -> RecordList[LeadRow]:
    """The list with lateness by that calendar and those terms."""
    unit = aliased(Unit)
    living = Lead.state.not_in(list(ENDED))
    late = is_late(today, calendar, terms)
    joined: dict[str, Any] = {
        "unit": unit.name,
        "is_overdue": living & Lead.next_on.is_not(None) & (Lead.next_on < PartialDate.of(today).iso),
        "is_late": late,
    }
    plain = [name for name in LeadRow.__dataclass_fields__ if name not in joined]
    return RecordList(
        row=LeadRow,
        source=lambda: select(Lead).outerjoin(unit, Lead.unit_id == unit.id).where(Lead.deleted_at.is_(None)),
        key=Lead.id,
        fields={**{name: getattr(Lead, name) for name in plain}, **joined},
        search=(Lead.search,),
        order=(Lead.registered_on.desc(), Lead.code.desc()),
        totals=("intended_amount",),
        chips={**{str(state): Lead.state == state for state in LeadState}, LATE: late},
    )


def detail(session: Session, key: str) -> LeadDetail:
    """What the panels beside the list show."""
    lead = must_exist(session, Lead, key)
    unit = session.get(Unit, lead.unit_id) if lead.unit_id else None
    entered = taken(lead, LeadEntry, unit=unit.name if unit else "")
    project = project_of(session, key)
    became = (project.id, project.code, project.name) if project else None
    told = lines(session, key)
    return LeadDetail(key, entered, tuple(form for _, form in told), became, tuple(line for line, _ in told))


def save(
    session: Session,
    entered: LeadEntry,
    key: str | None = None,
    *,
    year: int | None = None,
) -> str:
    """Keeps a lead and returns its id.

    Refuses a lead without a name, a move that the states do not have, an end without a reason (one in hand is ended
    by ``give_up``, which asks for the day), a judgement that is not founded, and a lead that stands in the list
    already. What did not change is not asked about again.
    """
    if not clean(entered.name):
        raise Refused("请填写线索名称。", field="name")
    before = detail(session, key).entry if key else LeadEntry()
    if key is None and entered.state is LeadState.CONVERTED:
        raise Refused("请先登记线索，再用“转为项目”转成项目。", field="state")
    if key is None:
        must_be_allowed(entered.state, entered.state, entered.end_reason)
    elif entered.state != before.state or (clean(before.end_reason) and not clean(entered.end_reason)):
        must_be_allowed(before.state, entered.state, entered.end_reason)
        must_be_ended_by_itself(before.state, entered.state)
    if entered.judgement != before.judgement and entered.judgement is not Judgement.PENDING:
        must_be_founded(session, _judgement(session, entered), entered.registered_on)
    if (entered.name, entered.investor) != (before.name, before.investor):
        matching.must_be_new(each for each in duplicates(session, entered, key) if each.kind == "leads")
    return keep(session, entered, key, year=year)


def duplicates(session: Session, entered: LeadEntry, key: str | None = None) -> tuple[matching.Duplicate, ...]:
    """Leads and projects that this entry may be already, surest first; ``key`` is the lead that is being changed."""
    asked = matching.Prospect(entered.name, entered.investor, entered.intended_amount, entered.phone)
    return matching.leads_like(session, asked, key)


def keep(session: Session, entered: LeadEntry, key: str | None = None, *, year: int | None = None) -> str:
    """Keeps a lead as a ledger gives it, where an end may come without its reason."""
    unit_id = units.find(session, entered.unit)
    lead = must_exist(session, Lead, key) if key else Lead(office_id=offices.own_id(session), code="")
    code = clean(entered.code) or lead.code or _next_code(session, year)
    other = session.scalar(select(Lead).where(Lead.office_id == lead.office_id, Lead.code == code))
    if other is not None and other is not lead:
        raise Refused(f"线索编号{code}已经用于“{other.name}”，请换一个编号或留空自动编号。", field="code")
    finds_firm = lead.investor != entered.investor.strip() and entered.enterprise_id in {None, lead.enterprise_id}
    before = lead.fellow_id
    put(lead, entered, without=("unit", "phone", "code"))
    _tell_project(session, lead, before)
    set_where_new(lead, "code", code)
    set_where_new(lead, "phone", normal_phones(entered.phone))
    set_where_new(lead, "unit_id", unit_id)
    if finds_firm:
        set_where_new(lead, "enterprise_id", _firm_named(session, lead.investor))
    words = (lead.name, lead.investor, lead.contact, lead.phone, lead.introducer, lead.person, code)
    set_where_new(lead, "search", search_text(*words)[:2000])
    session.add(lead)
    session.flush()
    return lead.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts leads into the recycle bin."""
    return mark_removed(session, Lead, ids, now)


def index(session: Session) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Ids by code, and by (name, investor)."""
    leads = list(session.scalars(standing(Lead)))
    return {lead.code: lead.id for lead in leads}, {(lead.name, lead.investor): lead.id for lead in leads}


def _judgement(session: Session, entered: LeadEntry) -> JudgementForm:
    """The judgement of an entry; what of the rule is met stands in its note."""
    held = rule(session).held_in(entered.judgement_note)
    return JudgementForm(entered.judgement, entered.judged_on, entered.judged_by, held, entered.judgement_note)


def _tell_project(session: Session, lead: Lead, before: str | None) -> None:
    """Who introduced a lead introduced the project that it became, unless that was told otherwise there."""
    project = project_of(session, lead.id) if lead.fellow_id != before and lead.state is LeadState.CONVERTED else None
    if project is not None and project.fellow_id == before:
        project.fellow_id = lead.fellow_id


def _firm_named(session: Session, name: str) -> str | None:
    """The one firm of that name; two of the same name are left for the clerk to tell apart."""
    if not name:
        return None
    found = session.scalars(standing(Enterprise).where(Enterprise.name == name).limit(2)).all()
    return found[0].id if len(found) == 1 else None


def _next_code(session: Session, year: int | None) -> str:
    prefix = f"XS{year or ''}"
    while True:
        code = f"{prefix}-{offices.next_number(session, f'lead:{prefix}'):04d}"
        if session.scalar(select(Lead.id).where(Lead.code == code).limit(1)) is None:
            return code
