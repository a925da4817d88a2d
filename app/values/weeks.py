"""Weeks, as offices count them: from Monday to Sunday."""

from datetime import date, timedelta


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
