"""Printed reports: the month's bulletin, the year's summary, the ledgers bound together, the project book."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import must_end_with
from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.jobs.papers import print_paper
from app.reports import bulletins, ledger_book
from app.reports.blocks import Document
from app.reports.bulletins import BulletinSheet
from app.reports.ledger_views import Span
from app.reports.monthly.bulletin import bulletin
from app.reports.projects import books
from app.reports.summary import plan, summary
from app.services import offices


def report(database: Database, kind: str, year: int, month: int, out: Path, basis: str = Basis.REPORTED) -> None:
    """Writes one of :data:`REPORTS` to ``out`` (.pdf or .docx), whole or not at all; ``basis`` is that of its funds."""
    if kind not in REPORTS:
        raise Refused(f"没有“{kind}”这种报表，可用的有：{'、'.join(REPORTS)}。", field="kind")
    must_end_with(out, (".pdf", ".docx"))
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    print_paper(database, out, lambda session: REPORTS[kind](session, Period(year, month, Basis(basis)), database))


def _official(session: Session, sheet: BulletinSheet) -> Document:
    return bulletins.document(sheet, offices.page_numbers(session))


def _ledgers(session: Session, period: Period, database: Database) -> Document:
    return ledger_book.document(session, Span(period.year, period.month, database.clock.today()))


def _projects(session: Session, period: Period, database: Database) -> Document:
    return books.document(session, period.year, period.month, database.clock.today())


REPORTS: Mapping[str, Callable[[Session, Period, Database], Document]] = {
    "bulletin": lambda session, period, database: _official(session, bulletin(session, period, database.clock.today())),
    "summary": lambda session, period, database: _official(session, summary(session, period, database.clock.today())),
    "plan": lambda session, period, database: _official(session, plan(session, period, database.clock.today())),
    "ledgers": _ledgers,
    "projectbook": _projects,
}
