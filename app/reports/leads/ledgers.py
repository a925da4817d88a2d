"""Ledgers and lists of 线索跟踪: leads, firms, townspeople, what trips brought."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from app.columns import activities as activity_columns
from app.columns import enterprises as enterprise_columns
from app.columns import fellows as fellow_columns
from app.columns import leads as lead_columns
from app.columns.column import Column
from app.errors import Refused
from app.reports import ledgers, on_paper
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import activities, enterprises, fellows, leads, offices
from app.services.leads import reports as lead_reports
from app.services.lists import Query
from app.services.masks import masked
from app.values.dates import PartialDate

_BY: Mapping[str, str] = {"leader": "带队领导", "person": "姓名", "area": "片区", "unit": "责任单位"}
_GROUPED_BY: Mapping[str, str] = {"trade": "产业", "residence": "所在地"}
EVERYTHING = Query()


def lead_ledger(session: Session, today: date, query: Query = EVERYTHING) -> Document:
    """线索台账, all of it or what a list shows."""
    listing = leads.listing(session, today)
    rows, totals = listing.rows(session, listing.ids(session, query)), listing.total(session, query)
    own = on_paper.shielded(session, rows)
    workbook = document(session, LedgerView("招商线索台账", lead_columns.LEDGER, own, totals))
    printed = LedgerView("招商线索台账", lead_columns.PAPER, on_paper.leads_on_paper(session, rows), totals)
    return document(session, printed, workbook)


def major_leads(session: Session) -> Document:
    """重要线索项目情况表（亿元以上）."""
    return _summed(session, "重要线索项目情况表（亿元以上）", lead_columns.MAJOR, lead_reports.major(session))


def key_firms(session: Session, *, bare: bool = False) -> Document:
    """领导领衔联系重点企业一览表; phones masked unless ``bare``."""
    rows = [row if bare else masked("enterprises", row) for row in lead_reports.key_firms(session)]
    return _summed(session, "领导领衔联系重点企业一览表", enterprise_columns.KEY_FIRMS, rows)


def firm_list(session: Session, query: Query = EVERYTHING) -> Document:
    """客商企业一览表 with what each firm has here; phones masked."""
    listing = enterprises.listing()
    rows = [masked("enterprises", row) for row in listing.rows(session, listing.ids(session, query))]
    return document(session, LedgerView("客商企业一览表", enterprise_columns.COLUMNS, rows))


def fellow_list(session: Session, query: Query = EVERYTHING, *, bare: bool = False) -> Document:
    """在外乡贤名录 by 产业 and 所在地; phones masked unless ``bare``."""
    listing = fellows.listing(masked=not bare)
    rows = listing.rows(session, listing.ids(session, query))
    return document(session, LedgerView("在外乡贤名录", fellow_columns.LEDGER, rows))


def fellow_groups(session: Session, by: str = "trade") -> Document:
    """在外乡贤分类统计表 by ``trade`` (产业) or ``residence`` (所在地)."""
    first = replace(fellow_columns.GROUPS[0], title=_GROUPED_BY[by])
    columns = (first, *fellow_columns.GROUPS[1:])
    return _summed(session, f"在外乡贤分{_GROUPED_BY[by]}统计表", columns, fellows.groups(session, by))


def trip_figures(session: Session, first: date, last: date, by: str = "leader") -> Document:
    """外出招商情况统计表 of a period, by ``leader``, ``person``, ``area`` or ``unit``."""
    if last < first:
        raise Refused("结束日期早于开始日期，请核对。", field="last")
    columns = (replace(activity_columns.FIGURES[0], title=_BY[by]), *activity_columns.FIGURES[1:])
    rows, total = activities.figures(session, first, last, by)
    sums = {column.field: getattr(total, column.field) for column in columns[1:]}
    return document(session, LedgerView(f"{_period(first, last)}外出招商情况统计表", columns, rows, sums))


def attendance(session: Session, year: int, month: int, by: str = "team") -> Document:
    """外出招商考勤表 of January to the end of the month, by ``team`` or ``unit``; those who did not go are listed."""
    found, total = activities.attendance(session, year, month, by)
    later = {f"month{each}" for each in range(month + 1, 13)}
    first = replace(activity_columns.ATTENDANCE[0], title=activities.BY[by])
    columns = (first, *(column for column in activity_columns.ATTENDANCE[1:] if column.field not in later))
    rows = [_attended(row) for row in found]
    sums = {"trips": total.trips, "people": total.people, "days": total.days}
    sums |= {f"month{place}": days for place, days in enumerate(total.months, start=1)}
    title = f"{_period(date(year, month, 1).replace(month=1), _last_of(year, month))}外出招商考勤表"
    return document(session, LedgerView(title, columns, rows, sums))


def _attended(row: activities.Attendance) -> SimpleNamespace:
    months = {f"month{place}": days or None for place, days in enumerate(row.months, start=1)}
    note = "未外出" if row.is_idle else f"另有{row.undated}天只知年份" if row.undated else ""
    return SimpleNamespace(
        title=row.title, trips=row.trips, people=row.people, days=row.days, where=row.where, note=note, **months
    )


def _last_of(year: int, month: int) -> date:
    return PartialDate(f"{year}-{month:02d}").last


def document(session: Session, view: LedgerView, workbook: Document | None = None) -> Document:
    """A ledger under the office's name, money in the office's unit."""
    office = offices.current(session)
    name, unit = office.name if office else "", offices.money_unit(session)
    own = replace(view, title=f"{name}{view.title}")
    return ledgers.document(own, f"填报单位（盖章）：{name}", money_unit=unit, workbook=workbook)


def _summed(session: Session, title: str, columns: Sequence[Column], rows: Sequence[Any]) -> Document:
    summed = [column.field for column in columns if column.total]
    sums = {name: sum(getattr(row, name) or 0 for row in rows) for name in summed}
    return document(session, LedgerView(title, columns, rows, sums))


def _period(first: date, last: date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year}年"
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and first.year == last.year:
        months = f"{first.month}月" if first.month == last.month else f"{first.month}—{last.month}月"
        return f"{first.year}年{months}"
    return f"{first.year}年{short(first)}至{last.year}年{short(last)}"


def short(day: date) -> str:
    """A day without its year: 3月5日."""
    return f"{day.month}月{day.day}日"
