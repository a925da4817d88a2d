"""目标任务分解表 to a file."""

from pathlib import Path

from app.database.engine import Database
from app.jobs.papers import print_paper
from app.reports import target_tables
from app.services import targets


def print_breakdown(database: Database, year: int, out: Path) -> int:
    """Writes the year's targets, units down and indicators across, to ``out`` (.pdf or .xlsx).

    Returns how many units have some. Refused where no unit has any.
    """
    print_paper(database, out, lambda session: target_tables.document(session, year))
    with database.read() as session:
        return len({unit for unit, _ in targets.grid(session, year).cells if unit})
