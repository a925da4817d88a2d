"""迎检 to files: the volume, the folder with its index, and the draft of the 自查报告."""

from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import must_end_with, write
from app.jobs.evidence_folders import Bundle, write_folder
from app.jobs.papers import print_paper
from app.jobs.schemes import key_of
from app.reports.evidence import indexes, inspections, self_check
from app.reports.evidence.inspections import Compiled
from app.services import offices
from app.services.evidence import inspection
from app.services.evidence.inspection import Inspection


def look(database: Database, year: int, month: int, scheme: str | None = None, unit: str | None = None) -> Inspection:
    """What an inspector would find, to be looked at before anything is written."""
    with database.read() as session:
        return _seen(session, year, month, scheme, unit)


def inspection_volume(
    database: Database, year: int, month: int, out: Path, scheme: str | None = None, unit: str | None = None
) -> Bundle:
    """Binds everything behind a scheme's items to ``out`` (.pdf); ``scheme`` by title where the year has several.

    ``unit`` narrows it to one unit that the scheme judges.
    """
    must_end_with(out, (".pdf",))
    with database.read() as session:
        made = _compiled(session, year, month, scheme, unit)
        left_out = write(out, inspections.volume(session, made, database.clock.today()))
    return Bundle(len(made.every), left_out)


def inspection_folder(
    database: Database, year: int, month: int, out: Path, scheme: str | None = None, unit: str | None = None
) -> Bundle:
    """Writes the same as a new folder: volume, draft, index, and every file by item."""
    today = database.clock.today()
    with database.read() as session:
        made = _compiled(session, year, month, scheme, unit)
        papers = {
            "迎检材料汇编.pdf": inspections.volume(session, made, today),
            "自查报告.docx": self_check.report(made.seen, today, offices.page_numbers(session)),
        }
        return write_folder(session, out, made.every, papers, lambda placed: indexes.of_inspection(made, placed))


def self_check_report(
    database: Database, year: int, month: int, out: Path, scheme: str | None = None, unit: str | None = None
) -> None:
    """Writes the draft of the 自查报告 to ``out`` (.docx or .pdf)."""
    must_end_with(out, (".pdf", ".docx"))
    today = database.clock.today()
    print_paper(
        database,
        out,
        lambda session: self_check.report(
            _seen(session, year, month, scheme, unit), today, offices.page_numbers(session)
        ),
    )


def _compiled(session: Session, year: int, month: int, scheme: str | None, unit: str | None) -> Compiled:
    return inspections.compiled(_seen(session, year, month, scheme, unit))


def _seen(session: Session, year: int, month: int, scheme: str | None, unit: str | None) -> Inspection:
    return inspection.of_scheme(session, key_of(session, year, scheme), month, unit)
