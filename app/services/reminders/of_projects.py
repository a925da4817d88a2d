"""待办 of projects: 半月跟踪, stages that stand too long, promises and problems past their day, missing vouchers."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.attachments import Attachment
from app.models.funds import FundsEntry
from app.models.problems import Problem
from app.models.projects import Milestone, ProgressNote, Project
from app.models.units import Unit
from app.services.projects import deadlines
from app.services.projects.deadlines import Matter, Step
from app.services.reminder_terms import ReminderTerms
from app.services.reminders.reminder import Due, Reminder
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.stages import Stage

_STANDING: Mapping[Stage, str] = {
    Stage.RESERVED: "reserved",
    Stage.PUBLISHED: "reserved",
    Stage.NEGOTIATING: "negotiating",
    Stage.REVIEWED: "negotiating",
    Stage.APPROVED: "negotiating",
    Stage.SIGNED: "signed",
    Stage.LANDED: "landed",
}
_FOLLOWED = (Stage.NEGOTIATING, Stage.REVIEWED, Stage.APPROVED, Stage.SIGNED, Stage.LANDED, Stage.STARTED)


def projects(session: Session, asked: Due) -> list[Reminder]:
    """For each project 半月跟踪 from its last note, and 阶段停留 from the day it came to its stage."""
    noted = select(ProgressNote.project_id, func.max(ProgressNote.noted_on).label("on")).group_by(
        ProgressNote.project_id
    )
    last_note = noted.subquery()
    statement = (
        select(
            Project.id, Project.name, Project.stage, Project.person, Project.leader, Unit.name.label("unit"),
            Milestone.actual_on.label("since"), last_note.c.on.label("noted"),
        )
        .outerjoin(Unit, Project.unit_id == Unit.id)
        .outerjoin(Milestone, (Milestone.project_id == Project.id) & (Milestone.kind == Project.stage))
        .outerjoin(last_note, last_note.c.project_id == Project.id)
        .where(Project.deleted_at.is_(None), Project.stage.in_([*_STANDING, *_FOLLOWED]))
    )  # fmt: skip
    found: list[Reminder] = []
    for row in session.execute(statement):
        who = (("projects", row.id), row.person or row.leader, row.unit or "")
        seen = max((each.last for each in (row.since, row.noted) if each is not None), default=None)
        if seen is not None and row.stage in _FOLLOWED:
            due = asked.calendar.ends(seen, asked.terms.follow)
            was_followed = row.noted is not None and row.noted.last == seen
            words = (
                f"上次跟踪{_day(seen, asked.today)}"
                if was_followed
                else f"{_day(seen, asked.today)}{row.stage}后没有跟踪记录"
            )
            found += asked.reminder("半月跟踪", row.name, f"{words}，登记近期进展", due, *who)
        if row.since is not None and row.stage in _STANDING:
            due = asked.calendar.ends(row.since.last, _allowed(asked.terms, row.stage))
            days = (asked.today - row.since.last).days
            found += asked.reminder(
                "阶段停留", row.name, f"“{row.stage}”阶段已{max(days, 0)}天，推进或说明原因", due, *who
            )
    return found


def promises(session: Session, asked: Due) -> list[Reminder]:
    """Starts and 保证金 that did not come: remind, send the notice, send the exit letter; a running notice waits."""
    own = deadlines.terms(session)
    found: list[Reminder] = []
    for late in deadlines.overdue(session, asked.today):
        if late.step is not Step.WAIT:
            what = f"{'未开工' if late.matter == Matter.START else '保证金未缴清'}已逾期{late.days}天，{late.step}"
            due = deadlines.next_due(late, own)
            found += asked.reminder("履约", late.name, what, due, ("projects", late.project_id), late.person, late.unit)
    return found


def problems(session: Session, asked: Due) -> list[Reminder]:
    """Open problems whose promise has come."""
    statement = (
        select(Problem, Project.name, Project.person, Unit.name)
        .join(Project, Problem.project_id == Project.id)
        .outerjoin(Unit, Problem.unit_id == Unit.id)
        .where(Problem.deleted_at.is_(None), Project.deleted_at.is_(None), Problem.closed_on.is_(None))
        .where(Problem.due_on.is_not(None), Problem.due_on <= PartialDate.of(asked.until).iso)
    )
    found: list[Reminder] = []
    for problem, project, person, unit in session.execute(statement).all():
        record = ("problems", problem.id)
        found += asked.reminder(
            "问题",
            project,
            f"{problem.kind}问题：{problem.description}",
            problem.due_on,
            record,
            person,
            unit or "",
        )
    return found


def vouchers(session: Session, asked: Due) -> list[Reminder]:
    """Entries of funds with neither a voucher's kind or number nor a scan; sums taken from a ledger need none."""
    scanned = select(Attachment.owner_id).where(Attachment.owner_kind == "funds", Attachment.deleted_at.is_(None))
    statement = (
        select(FundsEntry.received_on, FundsEntry.project_id, Project.name, Project.person, Unit.name)
        .join(Project, FundsEntry.project_id == Project.id)
        .outerjoin(Unit, Project.unit_id == Unit.id)
        .where(FundsEntry.deleted_at.is_(None), Project.deleted_at.is_(None), FundsEntry.is_opening.is_(False))
        .where(FundsEntry.status != FundsStatus.REJECTED, FundsEntry.received_on.is_not(None), FundsEntry.amount > 0)
        .where(FundsEntry.voucher_number == "", FundsEntry.voucher_kind == "", FundsEntry.id.not_in(scanned))
    )
    found: list[Reminder] = []
    for received_on, project_id, project, person, unit in session.execute(statement):
        if received_on is None:
            continue
        due = asked.calendar.ends(received_on.last, asked.terms.voucher_days)
        what = f"{received_on.text()}到位资金缺凭证"
        found += asked.reminder("缺凭证", project, what, due, ("projects", project_id), person, unit or "")
    return found


def _allowed(terms: ReminderTerms, stage: Stage) -> int:
    days: int = getattr(terms, _STANDING[stage])
    return days


def _day(day: date, today: date) -> str:
    """A day as it is spoken of: with its year where that is another."""
    words = f"{day.month}月{day.day}日"
    return words if day.year == today.year else f"{day.year}年{words}"
