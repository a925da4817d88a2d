"""Lists that go round with projects to files: the open problems, the month's funds table."""

from pathlib import Path

from app.database.engine import Database
from app.jobs.papers import print_ledger
from app.reports.projects import lists


def problem_list(database: Database, year: int, month: int, out: Path) -> int:
    """Writes the problems open at the end of the month to ``out`` (.pdf or .xlsx); returns how many they are."""
    return print_ledger(database, out, lambda session: lists.open_problems(session, year, month))


def monthly_funds_table(database: Database, year: int, month: int, out: Path) -> int:
    """Writes what came to each project by the end of the month to ``out`` (.pdf or .xlsx); returns the rows' number."""
    return print_ledger(database, out, lambda session: lists.monthly_funds(session, year, month))
