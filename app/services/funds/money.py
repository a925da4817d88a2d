"""An entry's money in yuan and in dollars, reported and recognised: the same rule in SQL and for one record."""

from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, case

from app.models.funds import FundsEntry
from app.values.capital import Currency, FundsStatus

RATE = 1_000_000  # rates are kept in millionths of a yuan per dollar


def in_yuan(amount: Any, entry: Any = FundsEntry) -> ColumnElement[int]:
    """SQL: ``amount`` of an entry in fen, dollars at the entry's own rate, rounded half up; NULL without a rate.

    ``entry`` is the mapped class, or the columns of its table.
    """
    return case((entry.currency == Currency.YUAN, amount), else_=(amount * entry.rate + RATE // 2) // RATE)


def recognised_in_yuan(entry: Any = FundsEntry) -> ColumnElement[int]:
    """SQL: what the county recognised of an entry in fen; NULL where it recognised nothing, or wrote no amount."""
    return case((entry.status == FundsStatus.RECOGNISED, in_yuan(entry.recognised_amount, entry)), else_=None)


def fen_of(amount: int, currency: Currency, rate: int | None) -> int | None:
    """:func:`in_yuan` for one record."""
    if currency is Currency.YUAN:
        return amount
    return None if rate is None else (amount * rate + RATE // 2) // RATE


def cents_of(amount: int, currency: Currency, rate: int | None) -> Fraction | None:
    """US cents of an amount, yuan at the entry's own rate; exact, None without a rate."""
    if currency is Currency.DOLLAR:
        return Fraction(amount)
    return None if not rate else Fraction(amount * RATE, rate)


def recognised(status: FundsStatus, recognised_amount: int | None) -> int | None:
    """What the county recognised of one record, in its own currency; None as :func:`recognised_in_yuan`."""
    return recognised_amount if status is FundsStatus.RECOGNISED else None
