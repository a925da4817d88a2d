"""Promises that an investor has not kept: 保证金 not paid, a start that did not come; and what the office does next.

A 限期通知书 that went out stands among the project's problems with its own deadline: it is due, late and closed like
any of them. Where that deadline passes as well, the 项目退出函 may go out.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.agreements import Agreement
from app.models.problems import Problem, ProblemKind
from app.models.projects import Milestone, Project
from app.models.units import Unit
from app.services import offices, problems
from app.services.entries import must_exist, standing
from app.services.problems import ProblemEntry
from app.values.dates import PartialDate
from app.values.money import money_text
from app.values.stages import MilestoneKind, Stage
from app.values.words import clean

_SETTING = "exit_terms"
_NUMBER = "文号："  # how the number of a notice stands in the progress of its problem
_NOT_STARTED = (Stage.SIGNED, Stage.LANDED)


class Matter(StrEnum):
    """What was promised."""

    START = MilestoneKind.STARTED.value
    BOND = "保证金"


class Step(StrEnum):
    """What the office does next about a promise that was not kept."""

    REMIND = "催办"
    NOTICE = "发限期通知书"
    WAIT = "等待限期届满"
    EXIT = "发项目退出函"


NOTICES = {Matter.START: "限期开工通知书", Matter.BOND: "限期缴纳保证金通知书"}


@dataclass(frozen=True)
class ExitTerms:
    """Days after a promised day until a notice goes out, and the days that a notice usually gives."""

    start_grace: int = 180
    bond_grace: int = 30
    notice_days: int = 30


@dataclass(frozen=True)
class Notice:
    """A 限期通知书 that went out and is not settled; ``key`` is its problem."""

    key: str
    number: str
    issued_on: PartialDate | None
    due_on: PartialDate | None


@dataclass(frozen=True)
class Overdue:
    """A promise past its day: what, since when (days), what is owed in fen (保证金 alone), and the next step."""

    project_id: str
    name: str
    investor: str
    unit: str
    matter: Matter
    due_on: PartialDate
    days: int
    owed: int | None
    step: Step
    notice: Notice | None
    person: str = ""


def terms(session: Session) -> ExitTerms:
    """The office's terms."""
    own = offices.value(session, _SETTING, {})
    return ExitTerms(**{each.name: own[each.name] for each in fields(ExitTerms) if each.name in own})


def set_terms(session: Session, new: ExitTerms) -> None:
    """Keeps the office's terms; days between 0 and 730, a notice gives at least one."""
    for name, value in asdict(new).items():
        least = 1 if name == "notice_days" else 0
        if not least <= value <= 730:
            raise Refused(f"天数应在{least}到730之间。", field=name)
    offices.set_value(session, _SETTING, asdict(new))


def overdue(session: Session, today: date, project_id: str | None = None) -> tuple[Overdue, ...]:
    """Every promise past its day, or one project's, the longest first; ended projects owe nothing more."""
    own, notices = terms(session), _notices(session)
    promised_bonds = select(Agreement.project_id).where(Agreement.bond_due_on.is_not(None))
    may_be_late = Project.stage.in_(_NOT_STARTED) | Project.id.in_(promised_bonds)
    statement = standing(Project).where(Project.stage != Stage.ENDED, may_be_late)
    if project_id is not None:
        statement = statement.where(Project.id == project_id)
    units = dict(iter(session.execute(select(Unit.id, Unit.name))))
    starts, bonds = _planned_starts(session), _bonds(session, today)
    found = []
    for project in session.scalars(statement):
        owed, bond_due = bonds.get(project.id, (0, None))
        promised = [
            (Matter.START, starts.get(project.id) if project.stage in _NOT_STARTED else None, None, own.start_grace),
            (Matter.BOND, bond_due, owed, own.bond_grace),
        ]
        for matter, due_on, sum_owed, grace in promised:
            if due_on is not None and due_on.last < today:
                days, notice = (today - due_on.last).days, notices.get((project.id, matter))
                step = _step(days, grace, notice, today)
                unit = units.get(project.unit_id or "", "")
                what = (matter, due_on, days, sum_owed, step, notice, project.person or project.leader)
                found.append(Overdue(project.id, project.name, project.investor, unit, *what))
    return tuple(sorted(found, key=lambda each: (-each.days, each.name, each.matter)))


def next_due(late: Overdue, own: ExitTerms) -> date:
    """The last day on which the office's next step about a promise is in time."""
    if late.notice is not None and late.notice.due_on is not None:
        return late.notice.due_on.last
    grace = own.start_grace if late.matter == Matter.START else own.bond_grace
    return late.due_on.last + timedelta(days=grace if late.step is Step.NOTICE else 0)


def must_be_overdue(session: Session, project_id: str, matter: Matter, today: date) -> Overdue:
    """The promise of a project that was not kept; :class:`Refused` where there is none such."""
    project = must_exist(session, Project, project_id)
    found = next((each for each in overdue(session, today, project_id) if each.matter == matter), None)
    if found is None:
        what = "没有逾期未开工" if matter == Matter.START else "没有逾期未缴的保证金"
        raise Refused(f"“{project.name}”{what}，不需要发通知。")
    return found


def issue(
    session: Session, project_id: str, matter: Matter, on: PartialDate, due_on: PartialDate, number: str = ""
) -> str:
    """Records that a 限期通知书 goes out on ``on`` and gives until ``due_on``; returns the id of its problem.

    Refuses where nothing is overdue on that day, where one that went out is still running, and a deadline before it.
    """
    late = must_be_overdue(session, project_id, matter, on.last)
    if late.notice is not None:
        until = f"，限期到{late.notice.due_on.text()}" if late.notice.due_on else ""
        raise Refused(f"已经发过{NOTICES[matter]}{until}，不要重复发。")
    if due_on.last <= on.last:
        raise Refused("限定的日期应晚于发文日期。", field="due_on")
    money = f"，尚欠{money_text(late.owed)}万元" if late.owed else ""
    what = "缴清保证金" if matter == Matter.BOND else Matter.START.value
    kind = ProblemKind.MONEY if matter == Matter.BOND else ProblemKind.OTHER
    entered = ProblemEntry(
        project_id,
        description=f"逾期未{what}：应于{late.due_on.text()}前{what}{money}",
        kind=kind,
        origin=NOTICES[matter],
        raised_on=on,
        unit=late.unit,
        due_on=due_on,
        progress=f"{_NUMBER}{clean(number)}" if clean(number) else "",
    )
    return problems.save(session, entered)


def settle(session: Session, project_id: str, matter: Matter, on: PartialDate) -> None:
    """销号 of the notices about a promise that was kept on ``on``, however late."""
    for problem in session.scalars(
        standing(Problem).where(
            Problem.project_id == project_id, Problem.origin == NOTICES[matter], Problem.closed_on.is_(None)
        )
    ).all():
        what = "缴清保证金" if matter == Matter.BOND else Matter.START.value
        day = on if problem.raised_on is None or on.last >= problem.raised_on.first else problem.raised_on
        problems.close(session, problem.id, day, f"已于{on.text()}{what}。")


def exits(session: Session, project_id: str, today: date) -> tuple[Overdue, ...]:
    """The promises for which a project's 项目退出函 may go out; :class:`Refused` where it may not yet."""
    project = must_exist(session, Project, project_id)
    found = overdue(session, today, project_id)
    ready = tuple(each for each in found if each.step is Step.EXIT)
    if ready:
        return ready
    waiting = next((each for each in found if each.step is Step.WAIT), None)
    if waiting is not None and waiting.notice is not None and waiting.notice.due_on is not None:
        until = waiting.notice.due_on.text()
        raise Refused(f"{NOTICES[waiting.matter]}限定的日期（{until}）还没有到，不能发项目退出函。")
    if found:
        raise Refused(f"“{project.name}”还没有发过{NOTICES[found[0].matter]}，请先发通知书。")
    raise Refused(f"“{project.name}”没有逾期的约定，不能发项目退出函。")


def _step(days: int, grace: int, notice: Notice | None, today: date) -> Step:
    if notice is not None:
        return Step.EXIT if notice.due_on is not None and notice.due_on.last < today else Step.WAIT
    return Step.NOTICE if days > grace else Step.REMIND


def _planned_starts(session: Session) -> dict[str, PartialDate]:
    rows = session.execute(
        select(Milestone.project_id, Milestone.planned_on).where(
            Milestone.kind == MilestoneKind.STARTED, Milestone.actual_on.is_(None), Milestone.planned_on.is_not(None)
        )
    )
    return {key: planned for key, planned in rows if planned is not None}


def _bonds(session: Session, today: date) -> dict[str, tuple[int, PartialDate]]:
    """What is owed of 保证金 past its day, and the earliest such day, by project."""
    columns = (Agreement.project_id, Agreement.bond_due, Agreement.bond_paid, Agreement.bond_due_on)
    found: dict[str, tuple[int, PartialDate]] = {}
    for key, due, paid, due_on in session.execute(select(*columns).where(Agreement.bond_due_on.is_not(None))):
        owed = (due or 0) - (paid or 0)
        if owed > 0 and due_on is not None and due_on.last < today:
            before, earliest = found.get(key, (0, due_on))
            found[key] = (before + owed, min(earliest, due_on, key=lambda day: day.last))
    return found


def _notices(session: Session) -> dict[tuple[str, Matter], Notice]:
    """The notices that are not settled, by project and matter; the latest where there are several."""
    matters = {name: matter for matter, name in NOTICES.items()}
    open_ones = standing(Problem).where(Problem.origin.in_(matters), Problem.closed_on.is_(None))
    return {
        (each.project_id, matters[each.origin]): Notice(each.id, _number(each), each.raised_on, each.due_on)
        for each in session.scalars(open_ones.order_by(Problem.raised_on))
    }


def _number(problem: Problem) -> str:
    first = problem.progress.partition("\n")[0]
    return first.removeprefix(_NUMBER) if first.startswith(_NUMBER) else ""
