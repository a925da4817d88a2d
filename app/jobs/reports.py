"""Printed reports: the month's bulletin, the year's summary, the ledgers bound together, the project book."""

from collections.abc import Callable, Mapping
from pathlib import Path

from app.database.engine import Database
from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.services import offices
from app.services.report_sheets import BulletinSheet
from app.values.page_numbers import PageNumbers


def report(database: Database, kind: str, year: int, month: int, out: Path, basis: str = Basis.REPORTED) -> None:
    """Writes one of :data:`REPORTS` to ``out`` (.pdf or .docx), whole or not at all; ``basis`` is that of its funds."""
    if kind not in REPORTS:
        raise Refused(f"没有“{kind}”这种报表，可用的有：{'、'.join(REPORTS)}。", field="kind")
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("报表文件的名字应以 .pdf 或 .docx 结尾。", field="out")
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    REPORTS[kind](database, Period(year, month, Basis(basis)), out)


def write_bulletin(out: Path, sheet: BulletinSheet, numbers: PageNumbers = "outer") -> None:
    """Writes a bulletin, summary or indicator sheet as the file's ending says."""
    if out.suffix.lower() == ".docx":
        from app.documents.word.bulletins import write_bulletin as write

        write(out, sheet, numbers)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.bulletins import draw_bulletin

        draw_bulletin(out, sheet, installed(), numbers)


def _bulletin(database: Database, period: Period, out: Path) -> None:
    from app.jobs.report_bulletin import bulletin

    with database.read() as session:
        sheet = bulletin(session, period, database.clock.today())
        numbers = offices.page_numbers(session)
    write_bulletin(out, sheet, numbers)


def _summary(database: Database, period: Period, out: Path) -> None:
    from app.jobs.report_summary import summary

    with database.read() as session:
        sheet = summary(session, period, database.clock.today())
        numbers = offices.page_numbers(session)
    write_bulletin(out, sheet, numbers)


def _ledgers(database: Database, period: Period, out: Path) -> None:
    from app.jobs.report_ledgers import bound_ledgers

    bound_ledgers(database, period.year, period.month, out)


def _projectbook(database: Database, period: Period, out: Path) -> None:
    from app.jobs.project_papers import project_book

    project_book(database, period.year, period.month, out)


REPORTS: Mapping[str, Callable[[Database, Period, Path], None]] = {
    "bulletin": _bulletin,
    "summary": _summary,
    "ledgers": _ledgers,
    "projectbook": _projectbook,
}
