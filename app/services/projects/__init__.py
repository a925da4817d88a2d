"""项目: entering, changing and removing projects; what moves them from stage to stage is ``project_stages``."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.base import new_id
from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project
from app.models.units import Unit
from app.services import choices, offices, units
from app.services.entries import mark_removed, must_exist, put, standing, taken
from app.services.matching import Duplicate, Prospect, must_be_new, projects_like
from app.services.projects.rows import ProjectRow, listing
from app.services.projects.stages import (
    MilestoneLine,
    advance,
    date_warnings,
    disorder,
    enter_dates,
    has_come,
    place_milestones,
    set_milestones,
    step_back,
)
from app.values.capital import CapitalNature
from app.values.codes import (
    credit_code_problem,
    normal_credit_code,
    normal_phones,
    organisation_code_problem,
    phone_problem,
)
from app.values.stages import MilestoneKind, Stage
from app.values.words import clean, search_text

__all__ = [
    "MilestoneLine",
    "ProjectRow",
    "advance",
    "date_warnings",
    "disorder",
    "enter_dates",
    "has_come",
    "listing",
    "set_milestones",
    "step_back",
]

CHOICES = choices.of("projects")
_FOUND_BY = ("name", "investor", "code", "person", "phone", "leader")
_HELD_AS = {"unit": "unit_id", "lead_unit": "lead_unit_id"}  # fields of an entry that name another record
_ELSEWHERE = ("unit", "lead_unit", "phone", "credit_code", "code")


@dataclass(frozen=True)
class ProjectEntry:
    """What is entered of a project, its milestones and stage apart; money in fen (contract_fdi in US cents)."""

    name: str = ""
    code: str = ""
    investor: str = ""
    investor_place: str = ""
    credit_code: str = ""
    nature: CapitalNature = CapitalNature.DOMESTIC
    industry: str = ""
    category: str = ""
    construction_kind: str = ""
    site: str = ""
    content: str = ""
    total_investment: int | None = None
    fixed_investment: int | None = None
    contract_amount: int | None = None
    contract_fdi: int | None = None
    output_value: int | None = None
    tax: int | None = None
    land_need: str = ""
    unit: str = ""
    lead_unit: str = ""
    leader: str = ""
    person: str = ""
    phone: str = ""
    team: str = ""
    introducer: str = ""
    progress: str = ""
    problem: str = ""
    note: str = ""


@dataclass(frozen=True)
class ProjectDetail:
    """One project as its panels show it; ``milestones`` stand in the order of life."""

    id: str
    stage: str
    entry: ProjectEntry
    milestones: tuple[MilestoneLine, ...]
    end_reason: str


def detail(session: Session, key: str) -> ProjectDetail:
    """Everything the panels beside the list show first."""
    project = must_exist(session, Project, key)
    lines = {m.kind: MilestoneLine(m.kind, m.planned_on, m.actual_on, m.evidence) for m in project.milestones}
    ordered = tuple(lines[kind] for kind in MilestoneKind if kind in lines)
    return ProjectDetail(key, str(project.stage), _entry_of(session, project), ordered, project.end_reason)


def details(session: Session) -> dict[str, ProjectDetail]:
    """The same of every project that stands, by id, with three queries in all."""
    names: dict[str | None, str] = dict(session.execute(select(Unit.id, Unit.name)).all())
    lines: dict[str, dict[MilestoneKind, MilestoneLine]] = {}
    dates = (Milestone.kind, Milestone.planned_on, Milestone.actual_on, Milestone.evidence)
    for key, kind, planned_on, actual_on, evidence in session.execute(select(Milestone.project_id, *dates)):
        lines.setdefault(key, {})[kind] = MilestoneLine(kind, planned_on, actual_on, evidence)
    columns = {each.name: getattr(Project, _HELD_AS.get(each.name, each.name)) for each in fields(ProjectEntry)}
    units = [place for place, name in enumerate(columns) if name in _HELD_AS]
    statement = standing(Project).with_only_columns(Project.id, Project.stage, Project.end_reason, *columns.values())
    found = {}
    for key, stage, end_reason, *values in session.execute(statement):
        for place in units:
            values[place] = names.get(values[place], "")
        known = lines.get(key, {})
        ordered = tuple(known[kind] for kind in MilestoneKind if kind in known) if known else ()
        found[key] = ProjectDetail(key, str(stage), ProjectEntry(*values), ordered, end_reason)
    return found


def save(
    session: Session,
    entered: ProjectEntry,
    key: str | None = None,
    *,
    year: int | None = None,
    milestones: Iterable[MilestoneLine] = (),
    stage: str | None = None,
) -> str:
    """Keeps a project and returns its id; a new one without a code gets the next of ``year``.

    ``milestones`` and ``stage`` are those of a ledger's row: see :func:`set_milestones`.
    """
    if not clean(entered.name):
        raise Refused("请填写项目名称。", field="name")
    project = must_exist(session, Project, key) if key else Project(office_id=offices.own_id(session))
    unit_id, lead_unit_id = units.find(session, entered.unit), units.find(session, entered.lead_unit, "lead_unit")
    code = clean(entered.code) or project.code or next_code(session, year)
    if code != project.code:
        _must_be_free(session, project, code)
    put(project, entered, without=_ELSEWHERE)
    project.code = code
    project.phone = normal_phones(entered.phone)
    project.credit_code = normal_credit_code(entered.credit_code)
    project.unit_id, project.lead_unit_id = unit_id, lead_unit_id
    if key is None:
        project.id, project.stage = new_id(), Stage.RESERVED
        session.add(project)
    _keep_search(project)
    lines = tuple(milestones)
    if lines or stage:
        place_milestones(session, project, lines, stage)
    session.flush()
    return project.id


def enter(session: Session, entered: ProjectEntry, key: str | None = None, *, year: int | None = None) -> str:
    """Keeps a project as a clerk types it and returns its id; refuses one that stands in the library already."""
    before = detail(session, key).entry if key else ProjectEntry()
    same = (entered.name, entered.investor, normal_credit_code(entered.credit_code))
    if same != (before.name, before.investor, before.credit_code):
        must_be_new(duplicates(session, entered, key))
    return save(session, entered, key, year=year)


def duplicates(session: Session, entered: ProjectEntry, key: str | None = None) -> tuple[Duplicate, ...]:
    """Projects that this entry may be already, surest first; the one it takes up again (二次招商) is none of them."""
    code = normal_credit_code(entered.credit_code)
    asked = Prospect(entered.name, entered.investor, entered.total_investment, "", code)
    project = session.get(Project, key) if key else None
    related = {project.predecessor_id} if project else set()
    related |= set(session.scalars(select(Project.id).where(Project.predecessor_id == key))) if key else set()
    return tuple(each for each in projects_like(session, asked, key) if each.id not in related)


def warnings(entered: ProjectEntry) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = [
        ("credit_code", credit_code_problem(entered.credit_code) or organisation_code_problem(entered.credit_code)),
        ("phone", entered.phone and phone_problem(normal_phones(entered.phone))),
    ]
    if entered.total_investment is not None and (entered.fixed_investment or 0) > entered.total_investment:
        found.append(("fixed_investment", "固定资产投资大于总投资，请核对。"))
    return [(field, problem) for field, problem in found if problem]


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts projects into the recycle bin; one that holds funds is refused."""
    keys = list(ids)
    for key in keys:
        held = session.scalar(standing(FundsEntry).where(FundsEntry.project_id == key).limit(1))
        if held is not None:
            name = must_exist(session, Project, key).name
            raise Refused(f"“{name}”已登记到位资金，不能删除；确需删除请先删除它的资金记录，或改为终止。")
    return mark_removed(session, Project, keys, now)


def titles(session: Session) -> dict[str, str]:
    """Ids by 名称（编号）, the latest first: what a clerk chooses a project by where there is no list before him."""
    found = standing(Project).order_by(Project.code.desc()).with_only_columns(Project.id, Project.name, Project.code)
    return {f"{name}（{code}）": key for key, name, code in session.execute(found)}


def load(session: Session) -> None:
    """Reads all projects and units with one query each, where a query for each row would follow."""
    for record in (Project, Unit):
        session.scalars(standing(record)).all()


def index(session: Session) -> tuple[dict[str, str], dict[tuple[str, str], list[str]], dict[str, list[str]]]:
    """Ids by code, and by (name, investor) and name, which several share: how a ledger's rows find their projects."""
    office_id = offices.own_id(session)
    codes: dict[str, str] = {}
    pairs: dict[tuple[str, str], list[str]] = {}
    named: dict[str, list[str]] = {}
    statement = standing(Project).where(Project.office_id == office_id)
    columns = (Project.id, Project.code, Project.name, Project.investor)
    for key, code, name, investor in session.execute(statement.with_only_columns(*columns)):
        codes[code] = key
        pairs.setdefault((matching(name), matching(investor)), []).append(key)
        named.setdefault(matching(name), []).append(key)
    return codes, pairs, named


_FOLDED: Mapping[int, str | None] = str.maketrans({"（": "(", "）": ")", " ": None, "\n": None, "“": '"', "”": '"'})


@lru_cache(maxsize=16_384)
def matching(text: str) -> str:
    """A name as it is compared: the width of brackets and spaces do not make another project."""
    return clean(text).translate(_FOLDED)


def _entry_of(session: Session, project: Project) -> ProjectEntry:
    unit = session.get(Unit, project.unit_id) if project.unit_id else None
    lead = session.get(Unit, project.lead_unit_id) if project.lead_unit_id else None
    return taken(project, ProjectEntry, unit=unit.name if unit else "", lead_unit=lead.name if lead else "")


def _must_be_free(session: Session, project: Project, code: str) -> None:
    same = select(Project.name).where(Project.office_id == project.office_id, Project.code == code)
    if (other := session.scalar(same)) is not None:
        raise Refused(f"项目编号{code}已经用于“{other}”，请换一个编号或留空自动编号。", field="code")


def next_code(session: Session, year: int | None, taken: Container[str] = ()) -> str:
    """The next free code of a year; ``taken`` are those that are given and not written yet."""
    prefix = str(year) if year else "XM"
    while True:
        code = f"{prefix}-{offices.next_number(session, f'project:{prefix}'):04d}"
        is_free = session.scalar(select(Project.id).where(Project.code == code).limit(1)) is None
        if is_free and code not in taken:
            return code


def search_words(values: Mapping[str, str]) -> str:
    """What a project is found by, from the values of its columns."""
    return search_text(*(values[name] for name in _FOUND_BY))[:2000]


def _keep_search(project: Project) -> None:
    text = search_words({name: getattr(project, name) for name in _FOUND_BY})
    if text != project.search:
        project.search = text
