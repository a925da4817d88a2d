"""The rule of time in SQL: the same as :mod:`app.indicators.standing` for a column of dates."""

from typing import Any

from sqlalchemy import ColumnElement, and_


def is_by(when: Any, year: int, month: int) -> ColumnElement[bool]:
    """SQL: whether even the last day that a date may mean lies before the end of the month."""
    before: ColumnElement[bool] = when < (f"{year:04d}-{month + 1:02d}" if month < 12 else f"{year + 1:04d}")
    return before if month == 12 else and_(before, when != f"{year:04d}")


def is_in(when: Any, year: int, month: int) -> ColumnElement[bool]:
    """SQL: whether a date counts in January to the end of the month."""
    return and_(is_by(when, year, month), when >= f"{year:04d}")


def falls_in(when: Any, year: int, month: int) -> ColumnElement[bool]:
    """SQL: whether all that a date may mean lies in just this month."""
    return and_(is_in(when, year, month), when >= f"{year:04d}-{month:02d}")
