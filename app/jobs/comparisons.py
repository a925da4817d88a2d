"""对比表 to files: years, units, or plan and what was done, with a chart; as PDF, Word or workbook."""

from pathlib import Path

from app.database.engine import Database
from app.documents.writing import must_end_with
from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.jobs.papers import print_paper
from app.reports import comparisons


def print_comparison(
    database: Database,
    by: str,
    year: int,
    month: int,
    out: Path,
    *,
    indicator: str = "funds_received",
    unit: str | None = None,
    basis: str = Basis.REPORTED,
) -> None:
    """Writes one of ``comparisons.BY`` up to the month to ``out`` (.pdf, .docx or .xlsx)."""
    if by not in comparisons.BY:
        raise Refused(f"没有“{by}”这种对比，可用的有：{'、'.join(comparisons.BY)}。", field="by")
    must_end_with(out, (".pdf", ".docx", ".xlsx"))
    period = Period(year, month, Basis(basis))
    print_paper(database, out, lambda session: comparisons.document(session, by, indicator, period, unit))
