"""Lists that go round with projects: the open problems (问题清单), the month's funds table (到位资金统计表)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.columns import monthly_funds as funds_columns
from app.columns import problems as problem_columns
from app.columns.column import Column
from app.database.engine import Database
from app.errors import Refused
from app.services import offices, report_facts
from app.services.funds import monthly


def problem_list(database: Database, year: int, month: int, out: Path) -> int:
    """Writes the problems open at the end of the month to ``out`` (.pdf or .xlsx); returns how many they are."""
    with database.read() as session:
        office = offices.required(session)
        rows = report_facts.open_problems(session, year, month)
    columns = tuple(column for column in problem_columns.LEDGER if column.field != "closed_on")
    _write(out, f"{office.name}项目问题清单（截至{year}年{month}月底）", office.name, columns, rows, None)
    return len(rows)


def monthly_funds_table(database: Database, year: int, month: int, out: Path) -> int:
    """Writes what came to each project by the end of the month to ``out`` (.pdf or .xlsx); returns the rows' number."""
    with database.read() as session:
        office = offices.required(session)
        rows, sums = monthly.table(session, year, month)
    _write(out, f"{office.name}{year}年{month}月到位资金统计表", office.name, funds_columns.LEDGER, rows, sums)
    return len(rows)


def _write(
    out: Path,
    title: str,
    office: str,
    columns: Sequence[Column],
    rows: Sequence[Any],
    totals: Mapping[str, object] | None,
) -> None:
    unit_line = f"填报单位（盖章）：{office}"
    if out.suffix.lower() == ".pdf":
        from app.documents.fonts import installed
        from app.documents.pdf.ledgers import draw_ledger

        draw_ledger(out, title, unit_line, columns, rows, totals=totals, faces=installed())
    elif out.suffix.lower() == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        write_sheet(out, title, unit_line, columns, rows, totals=totals)
    else:
        raise Refused("文件的名字应以 .pdf 或 .xlsx 结尾。", field="out")
