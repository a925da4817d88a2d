"""标准厂房和土地 to a file: the register, and its sums by unit and kind."""

from pathlib import Path

from app.database.engine import Database
from app.jobs.papers import print_ledger
from app.reports import carriers


def carrier_list(database: Database, out: Path) -> int:
    """Writes the register to ``out`` (.pdf or .xlsx); returns how many carriers it has."""
    today = database.clock.today()
    return print_ledger(database, out, lambda session: carriers.register(session, today))


def carrier_summary(database: Database, out: Path) -> int:
    """Writes the sums by unit and kind to ``out`` (.pdf or .xlsx); returns the number of lines."""
    today = database.clock.today()
    return print_ledger(database, out, lambda session: carriers.summary(session, today))
