"""What the units returned for a month: all of them in one table, or a list of those that are missing."""

from sqlalchemy.orm import Session

from app.columns import monthly_reports as columns
from app.errors import Refused
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices
from app.services.monthly_reports import MonthRow, MonthSheet
from app.values.dates import PartialDate

_SIGNED = "填表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　填报日期："


def returned(session: Session, sheet: MonthSheet) -> Document:
    """What all units reported of the month; refused where nobody had to."""
    if not sheet.rows:
        raise Refused(f"{sheet.year}年还没有下达目标的单位，也没有月报可以打印。")
    title = f"{_head(session, sheet)}招商引资工作月报汇总表"
    return _document(sheet, LedgerView(title, columns.COLUMNS, _reported(sheet)))


def missing(session: Session, sheet: MonthSheet) -> Document:
    """The units that have not reported, with whom to call; refused where nobody is missing."""
    if not sheet.missing:
        raise Refused(f"{sheet.year}年{sheet.month}月各单位都已报送，没有缺报的。")
    title = f"{_head(session, sheet)}招商引资月报未报送单位名单"
    return _document(sheet, LedgerView(title, columns.MISSING, [_absent(row) for row in sheet.missing]))


def _head(session: Session, sheet: MonthSheet) -> str:
    office = offices.current(session)
    return f"{office.name if office else ''}{sheet.year}年{sheet.month}月"


def _document(sheet: MonthSheet, view: LedgerView) -> Document:
    return ledgers.document(view, _line(sheet), filler=_SIGNED, paper="A4", whole=True)


def _line(sheet: MonthSheet) -> str:
    whole, missing = len(sheet.rows), len(sheet.missing)
    due = PartialDate.of(sheet.due_on).text()
    return f"应报{whole}个单位，已报{whole - missing}个，未报{missing}个\t报送期限：{due}"


def _reported(sheet: MonthSheet) -> list[dict[str, object]]:
    return [
        {
            "unit": row.unit,
            "done": row.entry.done,
            "plan": row.entry.plan,
            "next_target": row.entry.next_target,
            "reason": row.entry.reason,
            "reported_on": row.entry.reported_on,
            "state": row.state,
        }
        for row in sheet.rows
    ]


def _absent(row: MonthRow) -> dict[str, object]:
    return {
        "unit": row.unit,
        "person": row.person,
        "phone": row.phone,
        "state": row.state,
        "days_late": row.days_late or None,
        "note": "",
    }
