"""Printed reports: the month's bulletin, the year's summary, the ledgers bound together, the project book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.writing import must_end_with, write
from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.reports import bulletins, ledger_book
from app.reports.blocks import Document
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.month import bulletin
from app.reports.ledger_views import Span
from app.reports.projects import books
from app.reports.statements import Beside
from app.reports.summary import plan, summary
from app.services import offices


@dataclass(frozen=True)
class Paper:
    """A report as it prints, and what the screen shows beside it."""

    document: Document
    beside: Beside = field(default_factory=Beside)


def report(database: Database, kind: str, year: int, month: int, out: Path, basis: str = Basis.REPORTED) -> Beside:
    """Writes one of :data:`REPORTS` to ``out`` (.pdf or .docx), whole or not at all; ``basis`` is that of its funds.

    Returns what is never on the paper: what the program doubts, and the records behind each sentence.
    """
    if kind not in REPORTS:
        raise Refused(f"没有“{kind}”这种报表，可用的有：{'、'.join(REPORTS)}。", field="kind")
    must_end_with(out, (".pdf", ".docx"))
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    period = Period(year, month, Basis(basis))
    with database.read() as session:
        paper = REPORTS[kind](session, period, database.clock.today())
    write(out, replace(paper.document, made=database.clock.now()))
    return paper.beside


def _official(session: Session, sheet: BulletinSheet) -> Paper:
    return Paper(bulletins.document(sheet, offices.page_numbers(session)), sheet.beside)


REPORTS: Mapping[str, Callable[[Session, Period, date], Paper]] = {
    "bulletin": lambda session, period, today: _official(session, bulletin(session, period, today)),
    "summary": lambda session, period, today: _official(session, summary(session, period, today)),
    "plan": lambda session, period, today: _official(session, plan(session, period, today)),
    "ledgers": lambda session, period, today: Paper(
        ledger_book.document(session, Span(period.year, period.month, today))
    ),
    "projectbook": lambda session, period, today: Paper(books.document(session, period.year, period.month, today)),
}
