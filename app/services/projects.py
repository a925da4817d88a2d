"""项目: entering, changing and advancing projects. The stage is written by one function, from the milestones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models import projects as records
from app.models.funds import FundsEntry
from app.models.gates import Gate, GateKind, GateResult
from app.models.projects import CapitalNature, Milestone, MilestoneKind, ProgressNote, Project, Stage
from app.models.units import Unit
from app.services import offices, units
from app.services.entries import mark_removed, must_exist, put, standing, taken, words_of
from app.services.project_rows import ProjectRow, listing
from app.values.codes import credit_code_problem, normal_credit_code, normal_phones, phone_problem
from app.values.dates import PartialDate
from app.values.words import clean, search_text

__all__ = ["CHIPS", "CHOICES", "MILESTONES", "STAGES", "ProjectRow", "listing"]

CHIPS = tuple(records.CHIPS)
STAGES = tuple(str(stage) for stage in records.STAGES)
MILESTONES = tuple(str(kind) for kind in MilestoneKind)
INDUSTRIES = ("工业", "农业", "服务业", "其他")
CHOICES = words_of(
    {
        "nature": CapitalNature,
        "stage": Stage,
        "construction_kind": ("新建", "扩建", "改建", "技改", "迁建", "其他"),
        "industry": INDUSTRIES,
    }
)
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
class MilestoneLine:
    """The planned and the actual date of one event."""

    kind: str
    planned_on: PartialDate | None = None
    actual_on: PartialDate | None = None
    evidence: str = ""


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
    lines = {str(m.kind): MilestoneLine(str(m.kind), m.planned_on, m.actual_on, m.evidence) for m in project.milestones}
    ordered = tuple(lines[kind] for kind in MILESTONES if kind in lines)
    return ProjectDetail(key, str(project.stage), _entry_of(session, project), ordered, project.end_reason)


def save(session: Session, entered: ProjectEntry, key: str | None = None, *, year: int | None = None) -> str:
    """Keeps a project and returns its id; a new one without a code gets the next of ``year``."""
    if not clean(entered.name):
        raise Refused("请填写项目名称。", field="name")
    project = must_exist(session, Project, key) if key else Project(office_id=offices.own_id(session))
    unit_id, lead_unit_id = units.find(session, entered.unit), units.find(session, entered.lead_unit, "lead_unit")
    code = clean(entered.code) or project.code or _next_code(session, year)
    if code != project.code:
        _must_be_free(session, project, code)
    put(project, entered, without=_ELSEWHERE)
    project.code = code
    project.phone = normal_phones(entered.phone)
    project.credit_code = normal_credit_code(entered.credit_code)
    project.unit_id, project.lead_unit_id = unit_id, lead_unit_id
    if key is None:
        project.stage = Stage.RESERVED
        session.add(project)
    _keep_search(project)
    session.flush()
    return project.id


def warnings(entered: ProjectEntry) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = [
        ("credit_code", entered.credit_code and credit_code_problem(normal_credit_code(entered.credit_code))),
        ("phone", entered.phone and phone_problem(normal_phones(entered.phone))),
    ]
    if entered.total_investment is not None and (entered.fixed_investment or 0) > entered.total_investment:
        found.append(("fixed_investment", "固定资产投资大于总投资，请核对。"))
    return [(field, problem) for field, problem in found if problem]


def set_milestones(session: Session, key: str, lines: Iterable[MilestoneLine], stage: str | None = None) -> None:
    """Sets the named milestones and leaves the others; ``stage`` says how far it is where no date proves it.

    A named one without any date is taken out. The stage follows the dates forwards, never back.
    """
    project = must_exist(session, Project, key)
    _set_milestones(project, lines)
    _settle_stage(project, Stage(stage) if stage else project.stage)
    session.flush()


def step_back(session: Session, key: str, stage: str, reason: str) -> None:
    """Takes a project back to ``stage``: the actual dates of what lay beyond are cleared, and the reason is kept."""
    project, to = must_exist(session, Project, key), Stage(stage)
    if not clean(reason):
        raise Refused("退回阶段请写明原因。", field="reason")
    if records.STAGES.index(to) >= records.STAGES.index(project.stage):
        raise Refused(f"项目现在是“{project.stage}”，只能退回到更早的阶段。", field="stage")
    beyond = {str(later) for later in records.STAGES[records.STAGES.index(to) + 1 :]}
    for milestone in project.milestones:
        if str(milestone.kind) in beyond:
            milestone.actual_on = None
    project.end_reason = "" if project.stage is Stage.ENDED else project.end_reason
    project.notes.append(ProgressNote(content=f"由“{project.stage}”退回“{to}”：{clean(reason)}"))
    project.stage = to
    session.flush()


def advance(session: Session, key: str, stage: str, on: PartialDate, evidence: str = "", reason: str = "") -> None:
    """Moves a project on to ``stage`` as of ``on``.

    Refuses what stands behind it, a signature that no passed 评审 precedes where the office asks for one, a start
    before the signature, and an end without a reason.
    """
    project, to = must_exist(session, Project, key), Stage(stage)
    if project.stage is Stage.ENDED:
        raise Refused("项目已经终止；重新招商请另建项目，并关联原项目。", field="stage")
    if records.STAGES.index(to) <= records.STAGES.index(project.stage):
        raise Refused(f"项目已到“{project.stage}”，不能再推进到“{to}”。", field="stage")
    if to is Stage.ENDED and not clean(reason):
        raise Refused("请写明终止（退库）的原因。", field="reason")
    if to is Stage.SIGNED:
        _must_be_reviewed(session, project)
    _must_follow(project, on)
    planned = next((m.planned_on for m in project.milestones if m.kind.value == to.value), None)
    _set_milestones(project, [MilestoneLine(to.value, planned, on, evidence)])
    project.end_reason = clean(reason) if to is Stage.ENDED else project.end_reason
    _settle_stage(project, to)
    session.flush()


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts projects into the recycle bin; one that holds funds is refused."""
    keys = list(ids)
    for key in keys:
        held = session.scalar(standing(FundsEntry).where(FundsEntry.project_id == key).limit(1))
        if held is not None:
            name = must_exist(session, Project, key).name
            raise Refused(f"“{name}”已登记到位资金，不能删除；确需删除请先删除它的资金记录，或改为终止。")
    return mark_removed(session, Project, keys, now)


def index(session: Session) -> tuple[dict[str, str], dict[tuple[str, str], str], dict[str, list[str]]]:
    """Ids by code, by (name, investor) and by name: how a ledger's rows find their projects."""
    office_id = offices.own_id(session)
    codes: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    named: dict[str, list[str]] = {}
    statement = standing(Project).where(Project.office_id == office_id)
    columns = (Project.id, Project.code, Project.name, Project.investor)
    for key, code, name, investor in session.execute(statement.with_only_columns(*columns)):
        codes[code] = key
        pairs[(matching(name), matching(investor))] = key
        named.setdefault(matching(name), []).append(key)
    return codes, pairs, named


_FOLDED: Mapping[int, str | None] = str.maketrans({"（": "(", "）": ")", " ": None, "\n": None, "“": '"', "”": '"'})


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


def _next_code(session: Session, year: int | None) -> str:
    prefix = str(year) if year else "XM"
    while True:
        code = f"{prefix}-{offices.next_number(session, f'project:{prefix}'):04d}"
        if session.scalar(select(Project.id).where(Project.code == code).limit(1)) is None:
            return code


def _keep_search(project: Project) -> None:
    parts = (project.name, project.investor, project.code, project.person, project.phone, project.leader)
    text = search_text(*parts)[:2000]
    if text != project.search:
        project.search = text


def _set_milestones(project: Project, lines: Iterable[MilestoneLine]) -> None:
    existing = {str(m.kind): m for m in project.milestones}
    for line in lines:
        milestone = existing.get(line.kind)
        if line.planned_on is None and line.actual_on is None and not line.evidence:
            if milestone is not None:
                project.milestones.remove(milestone)
            continue
        if milestone is None:
            milestone = Milestone(kind=MilestoneKind(line.kind))
            project.milestones.append(milestone)
        put(milestone, line, without=("kind",))


def _settle_stage(project: Project, stated: Stage) -> None:
    stage = records.stage_reached(project.milestones, stated)
    if project.stage is not stage:
        project.stage = stage


def _must_be_reviewed(session: Session, project: Project) -> None:
    if not offices.value(session, "review_before_signing", default=False):
        return
    passed = select(Gate.id).where(
        Gate.project_id == project.id, Gate.kind == GateKind.REVIEW, Gate.result == GateResult.PASSED
    )
    if session.scalar(passed.limit(1)) is None:
        raise Refused("项目未经评审或评审未通过，不能签约；请先登记评审结果。", field="stage")


def _must_follow(project: Project, on: PartialDate) -> None:
    signed = next((m.actual_on for m in project.milestones if m.kind is MilestoneKind.SIGNED), None)
    if signed is not None and on.last < signed.first:
        raise Refused(f"日期早于签约日期（{signed.text()}），请核对。", field="on")
