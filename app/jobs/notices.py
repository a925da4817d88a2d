"""Papers that press a promise, issued: 限期通知书 and 项目退出函 to an investor, 督办单 to a unit; as PDF or Word."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import write
from app.reports import bulletins
from app.reports.bulletins import BulletinSheet
from app.reports.notices import exit_sheet, notice_sheet, supervision_sheet
from app.reports.official_page import page_of
from app.services import offices, problems
from app.services.projects import deadlines
from app.services.projects.deadlines import NOTICES, Matter
from app.values.dates import PartialDate
from app.values.papers import PaperKind


def issue_notice(
    database: Database,
    project_id: str,
    matter: str,
    out: Path,
    *,
    on: PartialDate | None = None,
    due_on: PartialDate | None = None,
    number: str = "",
) -> str:
    """Writes a 限期通知书 to ``out`` (.pdf or .docx) and records that it went out; returns the id of its problem.

    Without a day it goes out today, without a deadline it gives the office's usual days. Where it cannot be printed
    nothing is recorded.
    """
    day = on or PartialDate.of(database.clock.today())
    asked = Matter(matter)
    with database.work(f"发出{NOTICES[asked]}") as session:
        given = timedelta(days=deadlines.terms(session).notice_days)
        until = due_on or PartialDate.of(day.last + given)
        late = deadlines.must_be_overdue(session, project_id, asked, day.last)
        key = deadlines.issue(session, project_id, asked, day, until, number)
        sheet = notice_sheet(session, late, day, until, number)
        _write(session, out, sheet, PaperKind.NOTICE, project_id, day)
    return key


def print_exit(
    database: Database, project_id: str, out: Path, *, on: PartialDate | None = None, number: str = ""
) -> None:
    """Writes the 项目退出函 of a project whose notices ran out to ``out`` (.pdf or .docx); the end is the clerk's."""
    day = on or PartialDate.of(database.clock.today())
    with database.read() as session:
        sheet = exit_sheet(session, deadlines.exits(session, project_id, day.last), day, number)
        _write(session, out, sheet, PaperKind.EXIT, project_id, day)


def print_supervision(
    database: Database, problem_ids: Iterable[str], out: Path, *, on: PartialDate | None = None, number: str = ""
) -> None:
    """Writes the 督办单 of problems of one unit to ``out`` (.pdf or .docx), with a page for its answer."""
    day = on or PartialDate.of(database.clock.today())
    with database.read() as session:
        rows = problems.listing().rows(session, list(problem_ids))
        sheet = supervision_sheet(session, rows, day, number)
        _write(session, out, sheet, PaperKind.SUPERVISION, f"{sheet.addressee}{day.iso}", day)


def _write(session: Session, out: Path, sheet: BulletinSheet, kind: PaperKind, subject: str, day: PartialDate) -> None:
    page = page_of(session, kind, day.year, subject, day.last, sheet.number)
    write(out, bulletins.document(sheet, offices.page_numbers(session), page))
