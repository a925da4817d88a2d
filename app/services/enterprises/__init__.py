"""客商企业: firms that invest, or may; what each has here, and who of the leaders keeps in touch with it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.activities import Activity, ActivityFirm
from app.models.enterprises import Enterprise
from app.models.leads import Lead
from app.models.projects import Project
from app.services import choices, matching
from app.services.enterprises.counts import FirmCounts, FirmMeetings
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken
from app.services.lists import RecordList
from app.values.codes import credit_code_problem, normal_credit_code, normal_phones, phone_problem
from app.values.dates import PartialDate
from app.values.words import clean, search_text

LED = "领导联系"
CHOICES = choices.of("enterprises")


@dataclass(frozen=True)
class EnterpriseRow:
    """One line of the list of firms."""

    id: str
    name: str
    credit_code: str
    place: str
    industry: str
    kind: str
    size: str
    contact: str
    contact_title: str
    phone: str
    leader: str
    note: str
    leads: int = 0
    projects: int = 0
    last_contact_on: PartialDate | None = None


@dataclass(frozen=True)
class EnterpriseEntry:
    """What is entered of a firm."""

    name: str = ""
    credit_code: str = ""
    place: str = ""
    industry: str = ""
    kind: str = ""
    size: str = ""
    contact: str = ""
    contact_title: str = ""
    phone: str = ""
    leader: str = ""
    note: str = ""


@dataclass(frozen=True)
class FirmRecord:
    """Something that a firm has here: a lead, a project or an activity; ``kind`` is its list, money in fen."""

    kind: str
    id: str
    code: str
    name: str
    state: str
    amount: int | None
    on: PartialDate | None
    words: str  # where it stands: 对接情况, 项目进展, 洽谈内容


def listing() -> RecordList[EnterpriseRow]:
    """All firms by name, with what each has here; the last contact is the latest of its leads and of activities."""
    leads, projects, meetings = FirmCounts(Lead), FirmCounts(Project), FirmMeetings()
    latest = meetings.latest(leads.latest)
    counted = {"leads": leads.count, "projects": projects.count, "last_contact_on": latest}

    def source() -> Select[Any]:
        counts = meetings.joined(projects.joined(leads.joined(select(Enterprise))))
        return counts.where(Enterprise.deleted_at.is_(None))

    plain = [name for name in EnterpriseRow.__dataclass_fields__ if name not in counted]
    return RecordList(
        row=EnterpriseRow,
        source=source,
        key=Enterprise.id,
        fields={**{name: getattr(Enterprise, name) for name in plain}, **counted},
        search=(Enterprise.search,),
        order=(Enterprise.name.asc(),),
        chips={LED: Enterprise.leader != ""},
    )


def records(session: Session, key: str) -> tuple[FirmRecord, ...]:
    """All leads, projects and activities of a firm, the latest first."""
    firm = must_exist(session, Enterprise, key)
    leads = session.scalars(select(Lead).where(_named(Lead, firm)))
    projects = session.scalars(select(Project).where(_named(Project, firm)))
    met = select(Activity).join(ActivityFirm, ActivityFirm.activity_id == Activity.id)
    activities = session.scalars(met.where(ActivityFirm.enterprise_id == key, Activity.deleted_at.is_(None)))
    found = [
        *(
            FirmRecord("leads", x.id, x.code, x.name, str(x.state), x.intended_amount, x.registered_on, x.dealings)
            for x in leads
        ),
        *(_project_record(project) for project in projects),
        *(
            FirmRecord("activities", x.id, "", x.name or x.place, str(x.kind), x.cost, x.held_on, x.dealings)
            for x in activities
        ),
    ]
    return tuple(sorted(found, key=lambda each: (each.on.iso if each.on else "", each.code), reverse=True))


def entry(session: Session, key: str) -> EnterpriseEntry:
    """What the form shows of a firm."""
    return taken(must_exist(session, Enterprise, key), EnterpriseEntry)


def last_contacts(session: Session) -> dict[str, PartialDate]:
    """When each firm was last spoken to about a lead or met, by firm; those never spoken to are left out."""
    contacts, meetings = FirmCounts(Lead), FirmMeetings()
    latest = meetings.latest(contacts.latest)
    joined = meetings.joined(contacts.joined(select(Enterprise)))
    statement = joined.with_only_columns(Enterprise.id, latest, maintain_column_froms=True)
    return {key: day for key, day in session.execute(statement.where(Enterprise.deleted_at.is_(None))) if day}


def duplicates(session: Session, entered: EnterpriseEntry, key: str | None = None) -> tuple[matching.Duplicate, ...]:
    """Firms that this entry may be already, surest first."""
    asked = matching.Firm(entered.name, normal_credit_code(entered.credit_code), entered.phone)
    return matching.firms_like(session, asked, key)


def warnings(entered: EnterpriseEntry) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = (("credit_code", credit_code_problem(entered.credit_code)), ("phone", phone_problem(entered.phone)))
    return [(field, problem) for field, problem in found if problem]


def save(session: Session, entered: EnterpriseEntry, key: str | None = None) -> str:
    """Keeps a firm and returns its id; refuses a missing name and a second firm of the same credit code."""
    code = normal_credit_code(entered.credit_code)
    if code and clean(entered.name):
        same_code = standing(Enterprise).where(Enterprise.credit_code == code)
        other: Enterprise | None = session.scalar(same_code.where(Enterprise.id != key) if key else same_code)
        if other is not None and other.name != entered.name.strip():
            raise Refused(
                f"“{other.name}”的信用代码也是{code}，请核对；企业改名的请修改原来的记录。", field="credit_code"
            )
    return keep(session, entered, key)


def keep(session: Session, entered: EnterpriseEntry, key: str | None = None) -> str:
    """Keeps a firm as a ledger gives it; refuses a missing name and a second firm of the same name and code."""
    if not clean(entered.name):
        raise Refused("请填写企业名称。", field="name")
    code = normal_credit_code(entered.credit_code)
    for other in session.scalars(select(Enterprise).where(Enterprise.name == entered.name.strip())):
        if other.id != key and other.credit_code == code:
            where = "，在回收站里，请还原它" if other.deleted_at else ""
            raise Refused(f"已经有“{other.name}”这家企业了{where}。", field="name")
    firm = record_for(session, Enterprise, key)
    put(firm, entered, without=("credit_code", "phone"))
    set_where_new(firm, "credit_code", code)
    set_where_new(firm, "phone", normal_phones(entered.phone))
    set_where_new(firm, "search", search_text(firm.name, code, firm.contact, firm.phone, firm.place)[:2000])
    session.flush()
    return firm.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts firms into the recycle bin."""
    return mark_removed(session, Enterprise, ids, now)


def index(session: Session) -> dict[tuple[str, str], str]:
    """Ids by (name, credit code), and by (name, "") where the name is the only one of its kind."""
    firms = list(session.scalars(standing(Enterprise)))
    found = {(firm.name, firm.credit_code): firm.id for firm in firms}
    names = Counter(firm.name for firm in firms)
    found |= {(firm.name, ""): firm.id for firm in firms if names[firm.name] == 1}
    return found


def _named(model: type[Lead] | type[Project], firm: Enterprise) -> ColumnElement[bool]:
    of_name = model.enterprise_id.is_(None) & (model.investor == firm.name)
    return model.deleted_at.is_(None) & or_(model.enterprise_id == firm.id, of_name)


def _project_record(project: Project) -> FirmRecord:
    reached = next((m.actual_on for m in project.milestones if m.kind.value == project.stage.value), None)
    amount = project.total_investment
    return FirmRecord(
        "projects", project.id, project.code, project.name, str(project.stage), amount, reached, project.progress
    )
