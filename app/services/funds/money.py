"""An entry's money in yuan and in dollars: the same rule in SQL and for one record."""

from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, case

from app.models.funds import Currency, FundsEntry

RATE = 1_000_000  # rates are kept in millionths of a yuan per dollar


def in_yuan(amount: Any, entry: Any = FundsEntry) -> ColumnElement[int]:
    """SQL: ``amount`` of an entry in fen, dollars at the entry's own rate, rounded half up; NULL without a rate.

    ``entry`` is the mapped class, or the columns of its table.
    """
    return case((entry.currency == Currency.YUAN, amount), else_=(amount * entry.rate + RATE // 2) // RATE)


def fen_of(amount: int, currency: Currency, rate: int | None) -> int | None:
    """The same for one record."""
    if currency is Currency.YUAN:
        return amount
    return None if rate is None else (amount * rate + RATE // 2) // RATE


def cents_of(amount: int, currency: Currency, rate: int | None) -> Fraction | None:
    """US cents of an amount, yuan at the entry's own rate; exact, None without a rate."""
    if currency is Currency.DOLLAR:
        return Fraction(amount)
    return None if not rate else Fraction(amount * RATE, rate)
