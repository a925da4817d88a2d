"""The papers of 线索跟踪: ledgers and lists as PDF or workbook; the week's bulletin, a trip's report as PDF or Word."""

from datetime import date
from pathlib import Path

from app.database.engine import Database
from app.jobs.papers import print_ledger, print_told
from app.reports.leads import bulletins, ledgers
from app.reports.leads.ledgers import EVERYTHING
from app.reports.statements import Beside
from app.services.lists import Query


def lead_ledger(database: Database, out: Path, query: Query = EVERYTHING) -> int:
    """线索台账 to ``out`` (.pdf or .xlsx), all of it or what a list shows; returns the number of rows."""
    today = database.clock.today()
    return print_ledger(database, out, lambda session: ledgers.lead_ledger(session, today, query))


def major_leads(database: Database, out: Path) -> int:
    """重要线索项目情况表（亿元以上） to ``out`` (.pdf or .xlsx); returns the number of rows."""
    return print_ledger(database, out, ledgers.major_leads)


def key_firms(database: Database, out: Path, *, bare: bool = False) -> int:
    """领导领衔联系重点企业一览表 to ``out`` (.pdf or .xlsx); phones masked unless ``bare``."""
    return print_ledger(database, out, lambda session: ledgers.key_firms(session, bare=bare))


def firm_list(database: Database, out: Path, query: Query = EVERYTHING) -> int:
    """客商企业一览表 with what each firm has here, to ``out`` (.pdf or .xlsx); phones masked."""
    return print_ledger(database, out, lambda session: ledgers.firm_list(session, query))


def fellow_list(database: Database, out: Path, query: Query = EVERYTHING, *, bare: bool = False) -> int:
    """在外乡贤名录 by 产业 and 所在地 to ``out`` (.pdf or .xlsx); phones masked unless ``bare``."""
    return print_ledger(database, out, lambda session: ledgers.fellow_list(session, query, bare=bare))


def fellow_groups(database: Database, out: Path, by: str = "trade") -> int:
    """在外乡贤分类统计表 by ``trade`` (产业) or ``residence`` (所在地) to ``out`` (.pdf or .xlsx)."""
    return print_ledger(database, out, lambda session: ledgers.fellow_groups(session, by))


def trip_figures(database: Database, out: Path, first: date, last: date, by: str = "leader") -> int:
    """外出招商情况统计表 of a period to ``out`` (.pdf or .xlsx), by ``leader``, ``person``, ``area`` or ``unit``."""
    return print_ledger(database, out, lambda session: ledgers.trip_figures(session, first, last, by))


def attendance(database: Database, out: Path, year: int, month: int, by: str = "team") -> int:
    """外出招商考勤表 of January to the end of the month to ``out`` (.pdf or .xlsx), by ``team`` or ``unit``."""
    return print_ledger(database, out, lambda session: ledgers.attendance(session, year, month, by))


def week_bulletin(database: Database, out: Path, day: date | None = None) -> Beside:
    """The bulletin of the week of ``day`` (this week) to ``out`` (.pdf or .docx), or its table as .xlsx.

    Returns the leads behind each sentence.
    """
    today = database.clock.today()
    told = day or today
    return print_told(
        database,
        out,
        lambda session: (bulletins.week(session, told, today), bulletins.week_sheet(session, told, today).beside),
    )


def week_table(database: Database, out: Path, day: date | None = None) -> int:
    """The same week lead by lead to ``out`` (.pdf or .xlsx); returns the number of rows."""
    today = database.clock.today()
    return print_ledger(database, out, lambda session: bulletins.week_table(session, day or today, today))


def trip_report(database: Database, activity_id: str, out: Path) -> Beside:
    """The report on one activity to ``out`` (.pdf or .docx); returns the records behind each sentence."""
    today = database.clock.today()
    return print_told(
        database,
        out,
        lambda session: (
            bulletins.trip(session, activity_id, today),
            bulletins.trip_sheet(session, activity_id, today).beside,
        ),
    )
