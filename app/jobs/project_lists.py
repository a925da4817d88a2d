"""Lists that go round with projects: the open problems (问题清单), the month's funds table (到位资金统计表)."""

from pathlib import Path

from app.columns import monthly_funds as funds_columns
from app.columns import problems as problem_columns
from app.database.engine import Database
from app.documents.writing import write
from app.reports import ledgers
from app.reports.ledgers import LedgerView
from app.services import offices, report_facts
from app.services.funds import monthly


def problem_list(database: Database, year: int, month: int, out: Path) -> int:
    """Writes the problems open at the end of the month to ``out`` (.pdf or .xlsx); returns how many they are."""
    with database.read() as session:
        office = offices.required(session)
        rows = report_facts.open_problems(session, year, month)
    columns = tuple(column for column in problem_columns.LEDGER if column.field != "closed_on")
    _write(out, office.name, LedgerView(f"{office.name}项目问题清单（截至{year}年{month}月底）", columns, rows))
    return len(rows)


def monthly_funds_table(database: Database, year: int, month: int, out: Path) -> int:
    """Writes what came to each project by the end of the month to ``out`` (.pdf or .xlsx); returns the rows' number."""
    with database.read() as session:
        office = offices.required(session)
        rows, sums = monthly.table(session, year, month)
    title = f"{office.name}{year}年{month}月到位资金统计表"
    _write(out, office.name, LedgerView(title, funds_columns.LEDGER, rows, sums))
    return len(rows)


def _write(out: Path, office: str, view: LedgerView) -> None:
    write(out, ledgers.document(view, f"填报单位（盖章）：{office}"))
