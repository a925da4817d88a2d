"""What the monthly reports themselves tell: how many came, and how many of them late."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.catalogue import LATE_REPORTS, OF_REPORTS, REPORTS
from app.indicators.facts import Source, Unit
from app.indicators.figures import Figures
from app.models.targets import MonthlyReport
from app.services import monthly_reports


def report_figures(session: Session, year: int, month: int) -> Mapping[str, Figures]:
    """By key: how many months each unit has reported up to ``month``, and how many of them after their day."""
    counts: dict[str, dict[str | None, Fraction]] = {key: defaultdict(Fraction) for key in OF_REPORTS}
    for _, unit, is_late in _kept(session, year, month):
        counts[REPORTS.key][unit] += 1
        if is_late:
            counts[LATE_REPORTS.key][unit] += 1
    return {key: Figures({**by_unit}, sum(by_unit.values(), Fraction(0))) for key, by_unit in counts.items()}


def report_records(session: Session, year: int, month: int, key: str, unit: Unit) -> Mapping[Source, Fraction]:
    """The reports behind such a figure of a unit, or of all units for None."""
    kept = ((report, held, late) for report, held, late in _kept(session, year, month) if unit in {None, held})
    found = [report for report, _, late in kept if late or key == REPORTS.key]
    return {("monthly_reports", report): Fraction(1) for report in found}


def _kept(session: Session, year: int, month: int) -> Iterator[tuple[str, Unit, bool]]:
    """Every report up to the month: its id, its unit, whether it came after its day."""
    due = {each: monthly_reports.due_on(session, year, each) for each in range(1, month + 1)}
    columns = (MonthlyReport.id, MonthlyReport.unit_id, MonthlyReport.month, MonthlyReport.reported_on)
    kept = select(*columns).where(
        MonthlyReport.deleted_at.is_(None), MonthlyReport.year == year, MonthlyReport.month <= month
    )
    for key, unit, of, reported in session.execute(kept.order_by(MonthlyReport.month)).all():
        yield key, unit, reported is not None and reported.first > due[of]
