"""待办 of the office: units' months not reported, letters not signed, submissions not made, days off not entered."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.leads import Lead
from app.models.letters import Letter, LetterStatus
from app.models.projects import Project
from app.models.submissions import Submission
from app.models.targets import MonthlyReport, Target
from app.models.units import Unit
from app.services import monthly_reports, offices
from app.services.reminders.reminder import Due, Reminder
from app.values.dates import PartialDate


def reports(session: Session, asked: Due) -> list[Reminder]:
    """Units with targets of the year that have not handed in a month of it: one just past, and this one near its day.

    Where months are reported in the month after, the month before last may still be owed at the start of a month.
    """
    found: list[Reminder] = []
    last = _month_before(asked.today)
    owed = (_month_before(date(*last, 1)), last) if monthly_reports.term(session).follows else (last,)
    for year, month in (*owed, (asked.today.year, asked.today.month)):
        due = monthly_reports.due_on(session, year, month)
        if due > asked.until:
            continue
        for key, name, head in _silent(session, year, month):
            what = f"报送{year}年{month}月进展和下月计划"
            found += asked.reminder("月报", name, what, due, ("reports", key), head, name)
    return found


def letters(session: Session, asked: Due) -> list[Reminder]:
    """The year's letters that are not signed."""
    year = asked.today.year
    due = asked.calendar.on_or_after(_of_year(year, asked.terms.letters_month, asked.terms.letters_day))
    statement = (
        select(Letter, Unit.name)
        .join(Unit, Letter.unit_id == Unit.id)
        .where(Letter.deleted_at.is_(None), Letter.year == year, Letter.status != LetterStatus.SIGNED)
    )
    found: list[Reminder] = []
    for letter, unit in session.execute(statement).all():
        words = f"{letter.occasion or f'{year}年度'}责任书{letter.status}，尚未签订"
        begins = letter.begins_on if letter.occasion else None
        by = asked.calendar.on_or_after(begins.first) if begins else due
        found += asked.reminder("责任书", unit, words, by, ("letters", letter.id), letter.responsible, unit)
    return found


def submission(session: Session, asked: Due) -> list[Reminder]:
    """The last month's submission where it was not made, else this month's; none for a nameless or an empty file."""
    office, began = offices.current(session), _began(session)
    if office is None or began is None:
        return []
    last: datetime | None = session.scalar(
        select(func.max(Submission.written_at)).where(Submission.office_id == office.id)
    )
    for year, month in (_month_before(asked.today), (asked.today.year, asked.today.month)):
        made = last is not None and (last.year, last.month) >= (year, month)
        if not made and (year, month) >= began:
            due = asked.calendar.on_or_after(date(year, month, asked.terms.submission_day))
            what = f"提交{year}年{month}月台账到U盘"
            return asked.reminder("报送", office.name, what, due, ("submission", ""))
    return []


def days_off(session: Session, asked: Due) -> list[Reminder]:
    """The coming year's days off (this year's too) where nobody knows them: terms would end on holidays."""
    year = asked.today.year if asked.today.year not in asked.calendar.known else asked.today.year + 1
    is_near = year == asked.today.year or asked.today.month == 12  # they are announced in November
    if year in asked.calendar.known or not is_near or _began(session) is None:
        return []
    what = f"按国务院办公厅通知登记{year}年放假和调休"
    return asked.reminder("放假安排", "放假和调休", what, date(year, 1, 1) - timedelta(days=1), ("days_off", ""))


def backup(asked: Due, made_at: datetime | None) -> list[Reminder]:
    """The next backup, counted from the last one; due today where there is none."""
    if made_at is None:
        return asked.reminder("备份", "数据备份", "还没有备份，请备份一次", asked.today, ("backup", ""))
    due = asked.calendar.ends(made_at.date(), asked.terms.backup_days)
    return asked.reminder("备份", "数据备份", f"上次备份是{made_at.month}月{made_at.day}日", due, ("backup", ""))


def _silent(session: Session, year: int, month: int) -> list[tuple[str, str, str]]:
    targeted = select(Target.unit_id).where(
        Target.deleted_at.is_(None), Target.year == year, Target.unit_id.is_not(None)
    )
    reported = select(MonthlyReport.unit_id).where(
        MonthlyReport.deleted_at.is_(None),
        MonthlyReport.year == year,
        MonthlyReport.month == month,
        MonthlyReport.reported_on.is_not(None),
    )
    statement = select(Unit.id, Unit.name, Unit.liaison, Unit.head).where(
        Unit.deleted_at.is_(None), Unit.retired.is_(False), Unit.id.in_(targeted), Unit.id.not_in(reported)
    )
    return [(key, name, liaison or head) for key, name, liaison, head in session.execute(statement)]


def _began(session: Session) -> tuple[int, int] | None:
    """The month in which the office's first project or lead was entered: an empty file owes nobody a copy."""
    first = (session.scalar(select(func.min(record.created_at))) for record in (Project, Lead))
    known = [moment for moment in first if moment is not None]
    return (min(known).year, min(known).month) if known else None


def _of_year(year: int, month: int, day: int) -> date:
    return min(PartialDate(f"{year}-{month:02d}").last, date(year, month, 1) + timedelta(days=day - 1))


def _month_before(today: date) -> tuple[int, int]:
    return (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)
