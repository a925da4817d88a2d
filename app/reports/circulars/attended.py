"""外出招商考勤 as a table of the month's circulars: teams, their days of each month, those who did not go."""

from app.columns.cells import UNDEFINED
from app.reports.blocks import Table
from app.reports.circulars.breakdowns import Breakdown
from app.reports.monthly.month import Month
from app.reports.tables import SUM, number, text
from app.reports.wording import away_words
from app.values.kinds import LedgerKind


def attendance(seen: Month) -> Breakdown | None:
    """Teams down, the days away of each month across; those who did not go stand last."""
    rows, whole = seen.away
    if not whole.teams:
        return None
    months = range(1, seen.month + 1)
    columns = (
        text("招商小分队", 5), number("次数"), number("人数"), number("天数"),
        *(number(f"{month}月", "各月外出天数（记在出发月份）") for month in months),
    )  # fmt: skip
    lines = [(row.title, *_days(row.trips, row.people, row.days, *row.months[: seen.month])) for row in rows]
    lines.append((SUM, *_days(whole.trips, whole.people, whole.days, *whole.months[: seen.month])))
    table = Table(columns, tuple(lines), (len(lines) - 1,), title="外出招商考勤表")
    return Breakdown(table, away_words(whole), LedgerKind.ACTIVITIES, whole.ids)


def _days(*counts: int) -> tuple[str, ...]:
    return tuple(str(count) if count else UNDEFINED for count in counts)
