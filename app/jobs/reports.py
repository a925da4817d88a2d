"""Printed reports: circulars, the year's summary and plan, the ledgers bound together, the project book."""

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
from app.reports.circulars import month as months
from app.reports.circulars.board import board
from app.reports.circulars.flash import flash
from app.reports.circulars.quarter import quarter
from app.reports.circulars.teams import teams
from app.reports.circulars.trips import trips
from app.reports.circulars.week import week
from app.reports.ledger_views import Span
from app.reports.official_page import page_of
from app.reports.projects import books
from app.reports.statements import Beside
from app.reports.summary import plan, summary
from app.services import offices, official_pages, report_facts
from app.values.dates import PartialDate
from app.values.papers import TITLES, PaperKind
from app.values.weeks import week_of


@dataclass(frozen=True)
class Paper:
    """A report as it prints, and what the screen shows beside it."""

    document: Document
    beside: Beside = field(default_factory=Beside)


@dataclass(frozen=True)
class Asked:
    """What is asked for: January to the end of a month on a basis; of a week a day in it, of an event its project."""

    year: int
    month: int
    basis: Basis = Basis.REPORTED
    day: date | None = None
    project: str = ""

    @property
    def period(self) -> Period:
        """The months that are counted."""
        return Period(self.year, self.month, self.basis)

    def day_of(self, today: date) -> date:
        """The day whose week is told: the month's last one that has been, where none was named."""
        return self.day or min(PartialDate(f"{self.year}-{self.month:02d}").last, today)

    def subject(self, kind: PaperKind, today: date) -> str:
        """What a paper is about, by which it keeps its number."""
        if kind is PaperKind.WEEK:
            return f"{week_of(self.day_of(today))[0].isoformat()}起的一周"
        return f"{self.year}年{self.month}月{self.project}"


def report(
    database: Database,
    kind: str,
    year: int,
    month: int,
    out: Path,
    basis: str = Basis.REPORTED,
    *,
    day: date | None = None,
    project: str = "",
) -> Beside:
    """Writes one of :data:`REPORTS` to ``out`` (.pdf or .docx), whole or not at all; ``basis`` is that of its funds.

    Returns what is never on the paper: what the program doubts, and the records behind each sentence.
    """
    compose, asked = _known(kind), Asked(year, month, Basis(basis), day, project)
    must_end_with(out, (".pdf", ".docx"))
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    with database.read() as session:
        _must_have_begun(session, asked, database.clock.today())
        paper = compose(session, asked, database.clock.today())
    write(out, replace(paper.document, made=database.clock.now()))
    return paper.beside


def number(database: Database, kind: str, asked: Asked, given: int | None = None) -> str:
    """Gives a paper its 发文字号, the next of the year's series where none is ``given``; returns it in full.

    One that has a number keeps it unless another is given. Refused for a kind that bears none.
    """
    paper, today = _numbered(kind), database.clock.today()
    subject = asked.subject(paper, today)
    with database.read() as session:
        if not official_pages.rule(session, paper).numbered:
            raise Refused(f"{TITLES[paper]}没有设置发文字号，请先在“打印—公文格式”中设置。", field="number")
        kept = official_pages.number(session, paper, asked.year, subject)
        found = given or kept or official_pages.next_number(session, paper, asked.year)
    if found != kept:
        with database.work("编发文字号") as session:
            official_pages.give(session, paper, asked.year, subject, found)
    with database.read() as session:
        return official_pages.text(session, paper, asked.year, found)


def _must_have_begun(session: Session, asked: Asked, today: date) -> None:
    """Refused for a month to come of a year of which nothing is recorded either: nothing can be reported of it."""
    if date(asked.year, asked.month, 1) > today and not report_facts.knows_year(session, asked.year):
        raise Refused(f"{asked.year}年{asked.month}月还没有到，也没有登记这一年的事，请核对年份和月份。", field="month")


Compose = Callable[[Session, Asked, date], Paper]
Write = Callable[[Session, Asked, date, str], BulletinSheet]


def _known(kind: str) -> Compose:
    if kind not in REPORTS:
        raise Refused(f"没有“{kind}”这种报表，可用的有：{'、'.join(REPORTS)}。", field="kind")
    return REPORTS[kind]


def _numbered(kind: str) -> PaperKind:
    _known(kind)
    if kind not in [each.value for each in PaperKind]:
        raise Refused("台账汇编和项目册没有发文字号。", field="number")
    return PaperKind(kind)


def _official(kind: PaperKind, made: Write) -> tuple[str, Compose]:
    """A kind of paper on its official page; what ``made`` writes is told what its annexes are called there."""

    def compose(session: Session, asked: Asked, today: date) -> Paper:
        page = page_of(session, kind, asked.year, asked.subject(kind, today), today)
        sheet = made(session, asked, today, page.annex_word)
        return Paper(bulletins.document(sheet, offices.page_numbers(session), page), sheet.beside)

    return kind.value, compose


def _ledgers(session: Session, asked: Asked, today: date) -> Paper:
    return Paper(ledger_book.document(session, Span(asked.year, asked.month, today)))


def _projects(session: Session, asked: Asked, today: date) -> Paper:
    return Paper(books.document(session, asked.year, asked.month, today))


REPORTS: Mapping[str, Compose] = dict(
    (
        _official(PaperKind.MONTH, lambda s, asked, today, word: months.bulletin(s, asked.period, today, word)),
        _official(PaperKind.WEEK, lambda s, asked, today, word: week(s, asked.day_of(today), today, asked.basis, word)),
        _official(PaperKind.FLASH, lambda s, asked, today, word: flash(s, asked.period, today, asked.project, word)),
        _official(PaperKind.QUARTER, lambda s, asked, today, word: quarter(s, asked.period, today, word)),
        _official(PaperKind.BOARD, lambda s, asked, today, word: board(s, asked.period, today, word)),
        _official(PaperKind.TRIPS, lambda s, asked, today, word: trips(s, asked.period, today, word)),
        _official(PaperKind.TEAMS, lambda s, asked, today, word: teams(s, asked.period, today, word)),
        _official(PaperKind.SUMMARY, lambda s, asked, today, _: summary(s, asked.period, today)),
        _official(PaperKind.PLAN, lambda s, asked, today, _: plan(s, asked.period, today)),
        ("ledgers", _ledgers),
        ("projectbook", _projects),
    )
)
