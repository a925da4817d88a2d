"""What the monthly reports themselves tell: how many came, and how many of them late."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.catalogue import LATE_REPORTS, OF_REPORTS, REPORTS
from app.indicators.figures import Figures
from app.models.targets import MonthlyReport
from app.services import monthly_reports


def report_figures(session: Session, year: int, month: int) -> Mapping[str, Figures]:
    """By key: how many months each unit has reported up to ``month``, and how many of them after their day."""
    due = {each: monthly_reports.due_on(session, year, each) for each in range(1, month + 1)}
    counts: dict[str, dict[str | None, Fraction]] = {key: defaultdict(Fraction) for key in OF_REPORTS}
    kept = select(MonthlyReport.unit_id, MonthlyReport.month, MonthlyReport.reported_on).where(
        MonthlyReport.deleted_at.is_(None), MonthlyReport.year == year, MonthlyReport.month <= month
    )
    for unit, of, reported in session.execute(kept):
        counts[REPORTS.key][unit] += 1
        if reported is not None and reported.first > due[of]:
            counts[LATE_REPORTS.key][unit] += 1
    return {key: Figures({**by_unit}, sum(by_unit.values(), Fraction(0))) for key, by_unit in counts.items()}
