"""Papers that press a promise: 限期通知书 and 项目退出函 to an investor, 督办单 to a unit; as PDF or Word."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import write
from app.reports import bulletins
from app.reports.blocks import Document
from app.reports.bulletins import BulletinSheet
from app.reports.notices import exit_sheet, notice_sheet, supervision_sheet
from app.reports.official_page import page_of
from app.services import offices, problems
from app.services.projects import deadlines
from app.services.projects.deadlines import Overdue
from app.values.dates import PartialDate
from app.values.papers import PaperKind


def notice(session: Session, late: Overdue, on: PartialDate, due_on: PartialDate, number: str = "") -> Document:
    """The 限期通知书 about a promise that was not kept, as it goes out on ``on`` and gives until ``due_on``."""
    return _document(session, notice_sheet(session, late, on, due_on, number), PaperKind.NOTICE, late.project_id, on)


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
    write(out, _document(session, sheet, kind, subject, day))


def _document(session: Session, sheet: BulletinSheet, kind: PaperKind, subject: str, day: PartialDate) -> Document:
    page = page_of(session, kind, day.year, subject, day.last, sheet.number)
    return bulletins.document(sheet, offices.page_numbers(session), page)
