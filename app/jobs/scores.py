"""Results of an assessment to files: the group's ranking, a sheet for each unit, one for the meeting."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import must_end_with, write
from app.errors import Refused
from app.jobs.schemes import key_of
from app.reports import ledgers, scores
from app.reports.decision_sheet import decision_sheet
from app.services import offices, schemes
from app.services.schemes.outcome import SchemeResult


def print_results(database: Database, year: int, month: int, out: Path, title: str | None = None) -> int:
    """Writes the ranking of a scheme's group to ``out`` (.pdf or .xlsx); returns the number of units.

    ``title`` names the scheme where the year has several. Refused where nothing can be computed.
    """
    must_end_with(out, ledgers.FORMATS)
    found, office = _computed(database, year, month, title)
    write(out, scores.ranking(found, office))
    return len(found.rows)


def print_unit_sheets(
    database: Database, year: int, month: int, out: Path, title: str | None = None, unit: str | None = None
) -> int:
    """Writes each unit's sheet (or one unit's), every item with its working, to ``out`` (.pdf or .xlsx).

    Returns how many units it holds.
    """
    must_end_with(out, ledgers.FORMATS)
    found, office = _computed(database, year, month, title)
    rows = [row for row in found.rows if unit is None or row.unit == unit]
    if not rows:
        raise Refused(f"“{unit}”不在“{found.title}”的考核组里。", field="unit")
    write(out, scores.unit_sheets(found, office, rows))
    return len(rows)


def print_decision_sheet(database: Database, year: int, month: int, out: Path, title: str | None = None) -> int:
    """Writes the sheet on which a meeting decides what follows for each unit; returns the number of units."""
    must_end_with(out, ledgers.FORMATS)
    found, _office = _computed(database, year, month, title)
    with database.read() as session:
        made = decision_sheet(session, found)
    write(out, made)
    return len(found.rows)


def _computed(database: Database, year: int, month: int, title: str | None) -> tuple[SchemeResult, str]:
    with database.read() as session:
        found = schemes.result(session, key_of(session, year, title), month)
        office = offices.current(session)
        found = found.unranked() if offices.is_cautious(session) else found
    if found.problem:
        raise Refused(found.problem)
    return found, office.name if office else ""
