"""The papers of 线索跟踪: ledgers and lists as PDF or workbook; the week's bulletin, a trip's report as PDF or Word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.columns import activities as activity_columns
from app.columns import enterprises as enterprise_columns
from app.columns import fellows as fellow_columns
from app.columns import leads as lead_columns
from app.columns.column import Column
from app.database.engine import Database
from app.documents.writing import write
from app.errors import Refused
from app.reports import bulletins, ledgers, on_paper
from app.reports.blocks import Document
from app.reports.leads.bulletins import trip_sheet, week_sheet
from app.reports.ledgers import LedgerView
from app.services import activities, enterprises, fellows, leads, offices
from app.services.leads import reports as lead_reports
from app.services.leads.reports import LeadWeek
from app.services.lists import Query
from app.services.masks import masked

_BY: Mapping[str, str] = {"leader": "带队领导", "person": "姓名", "area": "片区", "unit": "责任单位"}
_GROUPED_BY: Mapping[str, str] = {"trade": "产业", "residence": "所在地"}
_EVERYTHING = Query()


def lead_ledger(database: Database, out: Path, query: Query = _EVERYTHING) -> int:
    """线索台账 to ``out`` (.pdf or .xlsx), all of it or what a list shows; returns the number of rows."""
    with database.read() as session:
        listing = leads.office_listing(session, database.clock.today())
        rows, totals = listing.rows(session, listing.ids(session, query)), listing.total(session, query)
        own = on_paper.shielded(session, rows)
        workbook = _document(session, LedgerView("招商线索台账", lead_columns.LEDGER, own, totals))
        printed = LedgerView("招商线索台账", lead_columns.PAPER, on_paper.leads_on_paper(session, rows), totals)
        document = _document(session, printed, workbook)
    write(out, document)
    return len(rows)


def major_leads(database: Database, out: Path) -> int:
    """重要线索项目情况表（亿元以上） to ``out`` (.pdf or .xlsx); returns the number of rows."""
    with database.read() as session:
        rows = lead_reports.major(session)
        return _write(
            session, out, "重要线索项目情况表（亿元以上）", lead_columns.MAJOR, rows, _sums(lead_columns.MAJOR, rows)
        )


def key_firms(database: Database, out: Path, *, bare: bool = False) -> int:
    """领导领衔联系重点企业一览表 to ``out`` (.pdf or .xlsx); phones masked unless ``bare``."""
    with database.read() as session:
        rows = [row if bare else masked("enterprises", row) for row in lead_reports.key_firms(session)]
        columns = enterprise_columns.KEY_FIRMS
        return _write(session, out, "领导领衔联系重点企业一览表", columns, rows, _sums(columns, rows))


def firm_list(database: Database, out: Path, query: Query = _EVERYTHING) -> int:
    """客商企业一览表 with what each firm has here, to ``out`` (.pdf or .xlsx); phones masked."""
    with database.read() as session:
        listing = enterprises.listing()
        found = listing.rows(session, listing.ids(session, query))
        rows = [masked("enterprises", row) for row in found]
        return _write(session, out, "客商企业一览表", enterprise_columns.COLUMNS, rows)


def fellow_list(database: Database, out: Path, query: Query = _EVERYTHING, *, bare: bool = False) -> int:
    """在外乡贤名录 by 产业 and 所在地 to ``out`` (.pdf or .xlsx); phones masked unless ``bare``."""
    with database.read() as session:
        listing = fellows.listing(masked=not bare)
        rows = listing.rows(session, listing.ids(session, query))
        return _write(session, out, "在外乡贤名录", fellow_columns.LEDGER, rows)


def fellow_groups(database: Database, out: Path, by: str = "trade") -> int:
    """在外乡贤分类统计表 by ``trade`` (产业) or ``residence`` (所在地) to ``out`` (.pdf or .xlsx)."""
    first = replace(fellow_columns.GROUPS[0], title=_GROUPED_BY[by])
    columns = (first, *fellow_columns.GROUPS[1:])
    with database.read() as session:
        rows = fellows.groups(session, by)
        return _write(session, out, f"在外乡贤分{_GROUPED_BY[by]}统计表", columns, rows, _sums(columns, rows))


def trip_figures(database: Database, out: Path, first: date, last: date, by: str = "leader") -> int:
    """外出招商情况统计表 of a period to ``out`` (.pdf or .xlsx), by ``leader``, ``person``, ``area`` or ``unit``."""
    if last < first:
        raise Refused("结束日期早于开始日期，请核对。", field="last")
    columns = (replace(activity_columns.FIGURES[0], title=_BY[by]), *activity_columns.FIGURES[1:])
    with database.read() as session:
        rows, total = activities.figures(session, first, last, by)
        sums = {column.field: getattr(total, column.field) for column in columns[1:]}
        title = f"{_period(first, last)}外出招商情况统计表"
        return _write(session, out, title, columns, rows, sums)


def week_bulletin(database: Database, out: Path, day: date | None = None) -> int:
    """The bulletin of the week of ``day`` (this week) to ``out`` (.pdf or .docx), or its table as .xlsx.

    Returns how many lines of leads it has.
    """
    found, table = _week(database, day)
    today = database.clock.today()
    monday, sunday = _week_of(day or today)
    with database.read() as session:
        office, numbers = offices.required(session), offices.page_numbers(session)
    paper = bulletins.document(week_sheet(found, office, monday, sunday, today), numbers)
    write(out, replace(paper, formats=(".pdf", ".docx", ".xlsx"), workbook=table))
    return len(found.rows)


def week_table(database: Database, out: Path, day: date | None = None) -> int:
    """The same week lead by lead to ``out`` (.pdf or .xlsx); returns the number of rows."""
    found, table = _week(database, day)
    write(out, table)
    return len(found.rows)


def trip_report(database: Database, activity_id: str, out: Path) -> None:
    """The report on one activity to ``out`` (.pdf or .docx)."""
    with database.read() as session:
        office = offices.required(session)
        entry, outcome = activities.entry(session, activity_id), activities.outcome(session, activity_id)
        sheet = trip_sheet(entry, outcome, office, database.clock.today())
        document = bulletins.document(sheet, offices.page_numbers(session))
    write(out, document)


def _week(database: Database, day: date | None) -> tuple[LeadWeek, Document]:
    """What happened in the week of ``day``, and its table."""
    today = database.clock.today()
    monday, sunday = _week_of(day or today)
    title = f"招商线索一周情况表（{_short(monday)}—{_short(sunday)}）"
    with database.read() as session:
        found = lead_reports.week(session, monday, _until(sunday, today))
        return found, _document(session, LedgerView(title, lead_columns.WEEK, found.rows))


def _write(
    session: Session,
    out: Path,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Any],
    totals: Mapping[str, Any] | None = None,
) -> int:
    write(out, _document(session, LedgerView(title, columns, rows, totals)))
    return len(rows)


def _document(session: Session, view: LedgerView, workbook: Document | None = None) -> Document:
    """A ledger under the office's name, money in the office's unit."""
    office = offices.current(session)
    name, unit = office.name if office else "", offices.money_unit(session)
    own = replace(view, title=f"{name}{view.title}")
    return ledgers.document(own, f"填报单位（盖章）：{name}", money_unit=unit, workbook=workbook)


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _until(sunday: date, today: date) -> date:
    """A week that is not over is told of up to today."""
    return min(sunday, today) if sunday - timedelta(days=6) <= today else sunday


def _sums(columns: Sequence[Column], rows: Sequence[Any]) -> dict[str, int]:
    summed = [column.field for column in columns if column.total]
    return {name: sum(getattr(row, name) or 0 for row in rows) for name in summed}


def _period(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}年"
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and first.year == last.year:
        months = f"{first.month}月" if first.month == last.month else f"{first.month}—{last.month}月"
        return f"{first.year}年{months}"
    return f"{first.year}年{_short(first)}至{last.year}年{_short(last)}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
