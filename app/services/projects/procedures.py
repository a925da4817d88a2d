"""手续办理: the formalities of a project, from the office's own list, each open, in hand, done or blocked."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.problems import Procedure, ProcedureState
from app.models.projects import Project
from app.models.units import Unit
from app.services import choices, offices, units
from app.services.entries import must_exist, put, set_where_new, taken
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("procedures")
USUAL = (
    "公司注册",
    "项目备案（核准）",
    "用地预审与选址意见书",
    "建设用地规划许可",
    "建设工程规划许可",
    "环境影响评价",
    "节能审查",
    "施工许可",
    "竣工验收",
)
_SETTING = "procedure_titles"


@dataclass(frozen=True)
class ProcedureEntry:
    """What is entered of a formality; ``unit`` by name is who helps it along."""

    title: str = ""
    state: ProcedureState = ProcedureState.OPEN
    unit: str = ""
    due_on: PartialDate | None = None
    done_on: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True)
class ProcedureLine:
    """A formality in the project's list; ``is_late`` where its day passed before it was done."""

    id: str
    entry: ProcedureEntry
    is_late: bool


@dataclass(frozen=True)
class Progress:
    """How many of a project's formalities are done, of how many; ``blocked`` cannot be done."""

    done: int
    total: int
    blocked: int


def titles(session: Session) -> tuple[str, ...]:
    """The formalities that this office's projects usually need, in order."""
    return tuple(offices.value(session, _SETTING, USUAL))


def set_titles(session: Session, new: tuple[str, ...]) -> None:
    """Keeps the office's own list, without blanks; none twice."""
    kept = [clean(title) for title in new if clean(title)]
    if len(set(kept)) < len(kept):
        raise Refused("有手续写了两次，请删去重复的。", field="titles")
    offices.set_value(session, _SETTING, kept)


def lines(session: Session, project_id: str, today: date) -> tuple[ProcedureLine, ...]:
    """A project's formalities in the order of the office's list, then the others."""
    order = {title: place for place, title in enumerate(titles(session))}
    statement = select(Procedure, Unit.name).outerjoin(Unit, Procedure.unit_id == Unit.id)
    found = [
        ProcedureLine(record.id, taken(record, ProcedureEntry, unit=unit or ""), _is_late(record, today))
        for record, unit in session.execute(statement.where(Procedure.project_id == project_id))
    ]
    return tuple(sorted(found, key=lambda line: (order.get(line.entry.title, len(order)), line.entry.title, line.id)))


def lay_out(session: Session, project_id: str) -> int:
    """Adds those of the office's list that the project does not have yet; returns how many."""
    must_exist(session, Project, project_id)
    there = set(session.scalars(select(Procedure.title).where(Procedure.project_id == project_id)))
    missing = [title for title in titles(session) if title not in there]
    session.add_all(Procedure(project_id=project_id, title=title) for title in missing)
    session.flush()
    return len(missing)


def save(session: Session, project_id: str, entered: ProcedureEntry, key: str | None = None) -> str:
    """Keeps a formality and returns its id; one that is done needs its day, one that cannot be done its reason."""
    must_exist(session, Project, project_id)
    if not clean(entered.title):
        raise Refused("请填写手续名称。", field="title")
    if entered.state is ProcedureState.DONE and entered.done_on is None:
        raise Refused("请填写办结日期。", field="done_on")
    if entered.state is not ProcedureState.DONE and entered.done_on is not None:
        raise Refused("填了办结日期，状态应为“办结”，请核对。", field="state")
    if entered.state is ProcedureState.IMPOSSIBLE and not clean(entered.note):
        raise Refused("无法办理的请写明原因。", field="note")
    same = select(Procedure.id).where(Procedure.project_id == project_id, Procedure.title == clean(entered.title))
    if session.scalar(same.where(Procedure.id != (key or ""))) is not None:
        raise Refused(f"已经有“{clean(entered.title)}”这项手续了。", field="title")
    unit_id = units.find(session, entered.unit)
    record = must_exist(session, Procedure, key) if key else Procedure(project_id=project_id)
    put(record, entered, without=("unit",))
    set_where_new(record, "unit_id", unit_id)
    session.add(record)
    session.flush()
    return record.id


def remove(session: Session, keys: list[str]) -> None:
    """Takes formalities out of a project; the history keeps them."""
    for key in keys:
        session.delete(must_exist(session, Procedure, key))
    session.flush()


def progress(session: Session, project_id: str) -> Progress:
    """How far a project's formalities are."""
    states = list(session.scalars(select(Procedure.state).where(Procedure.project_id == project_id)))
    blocked = states.count(ProcedureState.IMPOSSIBLE)
    return Progress(states.count(ProcedureState.DONE), len(states), blocked)


def _is_late(record: Procedure, today: date) -> bool:
    end = record.done_on.first if record.done_on else today
    return record.due_on is not None and record.state is not ProcedureState.IMPOSSIBLE and record.due_on.last < end
