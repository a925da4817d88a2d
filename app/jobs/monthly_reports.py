"""The month's reports on paper or in a workbook: all units, or those that are missing."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import write
from app.reports import monthly_returns
from app.services import monthly_reports


def print_month(database: Database, year: int, month: int, out: Path) -> int:
    """Writes what all units reported of the month to ``out`` (.pdf or .xlsx); returns how many have reported."""
    with database.read() as session:
        sheet = monthly_reports.month_sheet(session, year, month, database.clock.today())
        document = monthly_returns.returned(session, sheet)
    write(out, document)
    return len(sheet.rows) - len(sheet.missing)


def print_missing(database: Database, year: int, month: int, out: Path) -> int:
    """Writes the units that have not reported, with whom to call; returns how many. Refused where nobody is missing."""
    with database.read() as session:
        sheet = monthly_reports.month_sheet(session, year, month, database.clock.today())
        document = monthly_returns.missing(session, sheet)
    write(out, document)
    return len(sheet.missing)
