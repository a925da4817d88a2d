"""Rows that an import left out, saved as a workbook for the clerk to mend."""

from pathlib import Path

from app.documents.sheet.problem_rows import write_problem_rows
from app.jobs.imports.report import ImportReport
from app.jobs.imports.walk import ImportWalk


def save_problem_rows(walk: ImportWalk, report: ImportReport, out: Path) -> int:
    """Writes the rejected rows with their reasons; returns how many."""
    tops = {part.sheet: part.header_row for part in reversed(report.parts)}
    return write_problem_rows(walk.sheets, tops, report.rejected, out)
