"""问题: what holds projects up, who promised to mend it by when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, Text, func, select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.problems import Problem, ProblemKind
from app.models.projects import Project
from app.models.units import Unit
from app.services import choices, units
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken
from app.services.lists import RecordList
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("problems")


@dataclass(frozen=True)
class ProblemRow:
    """One line of the 问题台账."""

    id: str
    project_id: str
    project: str
    description: str
    kind: str
    origin: str
    raised_on: PartialDate | None
    unit: str | None
    due_on: PartialDate | None
    progress: str
    closed_on: PartialDate | None
    outcome: str


@dataclass(frozen=True)
class ProblemEntry:
    """What is entered of a problem; ``unit`` by name."""

    project_id: str = ""
    description: str = ""
    kind: ProblemKind = ProblemKind.OTHER
    origin: str = ""
    raised_on: PartialDate | None = None
    unit: str = ""
    due_on: PartialDate | None = None
    progress: str = ""
    closed_on: PartialDate | None = None
    outcome: str = ""


def listing(project_id: str | None = None, today: date | None = None) -> RecordList[ProblemRow]:
    """All problems, or one project's: the open ones first, the earliest promise on top.

    With ``today`` a chip holds those past their promise.
    """
    unit = aliased(Unit)
    conditions: list[ColumnElement[bool]] = [Problem.deleted_at.is_(None), Project.deleted_at.is_(None)]
    if project_id is not None:
        conditions.append(Problem.project_id == project_id)
    joined = {"unit": unit.name, "project": Project.name}
    return RecordList(
        row=ProblemRow,
        source=lambda: (
            select(Problem)
            .join(Project, Problem.project_id == Project.id)
            .outerjoin(unit, Problem.unit_id == unit.id)
            .where(*conditions)
        ),
        key=Problem.id,
        fields={name: joined.get(name, getattr(Problem, name, None)) for name in ProblemRow.__dataclass_fields__},  # type: ignore[misc]
        search=(Project.search, Problem.description),
        order=(Problem.closed_on.is_not(None).asc(), Problem.due_on.asc()),
        chips=_chips(today),
    )


def entry(session: Session, key: str) -> ProblemEntry:
    """What the form shows of a problem."""
    problem = must_exist(session, Problem, key)
    unit = session.get(Unit, problem.unit_id) if problem.unit_id else None
    return taken(problem, ProblemEntry, unit=unit.name if unit else "")


def save(session: Session, entered: ProblemEntry, key: str | None = None) -> str:
    """Keeps a problem and returns its id; refuses an empty one, and one closed before it was raised."""
    if not clean(entered.description):
        raise Refused("请写明是什么问题。", field="description")
    if entered.raised_on and entered.closed_on and entered.closed_on.last < entered.raised_on.first:
        raise Refused("销号日期早于提出日期，请核对。", field="closed_on")
    must_exist(session, Project, entered.project_id)
    unit_id = units.find(session, entered.unit)
    problem = record_for(session, Problem, key)
    put(problem, entered, without=("unit",))
    set_where_new(problem, "unit_id", unit_id)
    session.flush()
    return problem.id


def warnings(entered: ProblemEntry) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = []
    if not clean(entered.unit):
        found.append(("unit", "没有责任单位，请写明由谁解决。"))
    if entered.due_on is None and entered.closed_on is None:
        found.append(("due_on", "没有解决时限，到期不会提醒。"))
    if entered.raised_on and entered.due_on and entered.due_on.last < entered.raised_on.first:
        found.append(("due_on", "解决时限早于提出日期，请核对。"))
    if entered.closed_on and not clean(entered.outcome):
        found.append(("outcome", "销号请写明解决情况。"))
    return found


def close(session: Session, key: str, on: PartialDate, outcome: str) -> None:
    """销号: says when a problem was solved and how; refuses one that is closed already and one without its outcome."""
    before = entry(session, key)
    if before.closed_on is not None:
        raise Refused(f"这个问题已于{before.closed_on.text()}销号。", field="closed_on")
    if not clean(outcome):
        raise Refused("销号请写明解决情况。", field="outcome")
    save(session, replace(before, closed_on=on, outcome=clean(outcome)), key)


def extend(session: Session, key: str, due_on: PartialDate, reason: str) -> None:
    """Moves a promise to a later day; the one before and the reason stay in its progress."""
    before = entry(session, key)
    if before.closed_on is not None:
        raise Refused("问题已经销号，不能再延期。", field="due_on")
    if not clean(reason):
        raise Refused("延期请写明原因。", field="reason")
    if before.due_on is not None and due_on.last <= before.due_on.last:
        raise Refused(f"新的时限应晚于原来的时限（{before.due_on.text()}）。", field="due_on")
    first = f"原时限{before.due_on.text()}，" if before.due_on else ""
    line = f"{first}延期到{due_on.text()}：{clean(reason)}"
    save(session, replace(before, due_on=due_on, progress="\n".join(filter(None, (before.progress, line)))), key)


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts problems into the recycle bin."""
    return mark_removed(session, Problem, ids, now)


def _chips(today: date | None) -> dict[str, ColumnElement[bool]]:
    chips: dict[str, ColumnElement[bool]] = {
        "未销号": Problem.closed_on.is_(None),
        "已销号": Problem.closed_on.is_not(None),
    }
    if today is not None:
        # A promise known only to its month is kept until the month has ended: as many signs are compared as it has.
        same_length = func.substr(PartialDate.of(today).iso, 1, func.length(Problem.due_on), type_=Text)
        chips["已超期"] = Problem.closed_on.is_(None) & (Problem.due_on < same_length)
    return chips


def index(session: Session) -> dict[tuple[str, str], str]:
    """Ids by (project id, description)."""
    return {(p.project_id, p.description): p.id for p in session.scalars(standing(Problem))}
