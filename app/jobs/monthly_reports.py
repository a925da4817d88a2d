"""The month's reports on paper or in a workbook: all units, or those that are missing."""

from pathlib import Path

from app.columns import monthly_reports as columns
from app.columns.column import Column
from app.database.engine import Database
from app.errors import Refused
from app.services import monthly_reports, offices
from app.services.monthly_reports import MonthRow, MonthSheet
from app.values.dates import PartialDate

_SIGNED = "填表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　填报日期："


def print_month(database: Database, year: int, month: int, out: Path) -> int:
    """Writes what all units reported of the month to ``out`` (.pdf or .xlsx); returns how many have reported."""
    sheet, office = _sheet(database, year, month)
    if not sheet.rows:
        raise Refused(f"{year}年还没有下达目标的单位，也没有月报可以打印。")
    _write(out, f"{office}{year}年{month}月招商引资工作月报汇总表", _line(sheet), columns.COLUMNS, _reported(sheet))
    return len(sheet.rows) - len(sheet.missing)


def print_missing(database: Database, year: int, month: int, out: Path) -> int:
    """Writes the units that have not reported, with whom to call; returns how many. Refused where nobody is missing."""
    sheet, office = _sheet(database, year, month)
    if not sheet.missing:
        raise Refused(f"{year}年{month}月各单位都已报送，没有缺报的。")
    rows = [_absent(row) for row in sheet.missing]
    _write(out, f"{office}{year}年{month}月招商引资月报未报送单位名单", _line(sheet), columns.MISSING, rows)
    return len(rows)


def _sheet(database: Database, year: int, month: int) -> tuple[MonthSheet, str]:
    with database.read() as session:
        sheet = monthly_reports.month_sheet(session, year, month, database.clock.today())
        office = offices.current(session)
    return sheet, office.name if office else ""


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


def _write(out: Path, title: str, line: str, shown: tuple[Column, ...], rows: list[dict[str, object]]) -> None:
    ending = out.suffix.lower()
    if ending == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        write_sheet(out, title, line, shown, rows, filler=_SIGNED)
    elif ending == ".pdf":
        from app.documents.fonts import installed
        from app.documents.pdf.ledgers import draw_ledger

        draw_ledger(out, title, line, shown, rows, filler=_SIGNED, paper="A4", faces=installed())
    else:
        raise Refused("文件的名字应以 .pdf 或 .xlsx 结尾。", field="out")
