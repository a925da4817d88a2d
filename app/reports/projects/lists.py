"""Lists that go round with projects: the open problems (问题清单), the month's funds table (到位资金统计表)."""

from sqlalchemy.orm import Session

from app.columns import monthly_funds as funds_columns
from app.columns import problems as problem_columns
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices, report_facts
from app.services.funds import monthly


def open_problems(session: Session, year: int, month: int) -> Document:
    """The problems open at the end of the month."""
    rows = report_facts.open_problems(session, year, month)
    columns = tuple(column for column in problem_columns.LEDGER if column.field != "closed_on")
    return _document(session, LedgerView(f"项目问题清单（截至{year}年{month}月底）", columns, rows))


def monthly_funds(session: Session, year: int, month: int) -> Document:
    """What came to each project by the end of the month."""
    rows, sums = monthly.table(session, year, month)
    return _document(session, LedgerView(f"{year}年{month}月到位资金统计表", funds_columns.LEDGER, rows, sums))


def _document(session: Session, view: LedgerView) -> Document:
    office = offices.required(session).name
    own = LedgerView(f"{office}{view.title}", view.columns, view.rows, view.totals)
    return ledgers.document(own, f"填报单位（盖章）：{office}")
