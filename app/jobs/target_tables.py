"""目标任务分解表 to a file."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import write
from app.reports import target_tables


def print_breakdown(database: Database, year: int, out: Path) -> int:
    """Writes the year's targets, units down and indicators across, to ``out`` (.pdf or .xlsx).

    Returns how many units have some. Refused where no unit has any.
    """
    with database.read() as session:
        document, count = target_tables.document(session, year)
    write(out, document)
    return count
