"""What a cell of a list says, on paper and on screen: one text for each kind of column."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from app.columns.column import Column, Kind
from app.values import figures
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text
from app.values.quantities import quantity_text

UNDEFINED = figures.UNDEFINED
_FIGURES = frozenset({Kind.MONEY, Kind.DOLLARS, Kind.COUNT, Kind.QUANTITY})
NUMBERS = frozenset({Kind.MONEY, Kind.DOLLARS, Kind.COUNT, Kind.QUANTITY, Kind.SHARE, Kind.DAYS})


def cell_text(column: Column, value: object, money_unit: MoneyUnit = MoneyUnit.WAN, today: date | None = None) -> str:
    """``value`` of ``column`` as it reads; money in fen (US cents in a dollar column), shares as fractions.

    Nothing known reads as an empty cell, an undefined share as —, nought on paper as the office has it. Paper prints
    plain digits with two decimals of ``money_unit``; a list on screen hands in ``today`` and gets thousands grouped
    and empty decimals left out.
    """
    if value is None:
        return UNDEFINED if column.kind is Kind.SHARE else ""
    text = _TEXTS[column.kind](value, money_unit)
    if today is None and value == 0 and column.kind in _FIGURES:
        return figures.zero(text)
    grouped = today is not None and column.kind in _FIGURES
    return _grouped(text) if grouped else text


def heading_unit(column: Column, money_unit: MoneyUnit = MoneyUnit.WAN) -> str:
    """The unit that a heading must name for its column: 万元, 万美元, 天; empty for what needs none."""
    return {Kind.MONEY: money_unit.value, Kind.DOLLARS: "万美元", Kind.DAYS: "天"}.get(column.kind, "")


def percent(share: Any) -> str:
    """A fraction as percent with the office's decimals, rounded half up and away from zero: 913/1000 reads 91.3%."""
    return figures.percent(Fraction(share))


def count_text(value: Any) -> str:
    """A count: whole as it is; a part of a shared piece with two decimals at most."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    rounded = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".")


def date_text(value: object) -> str:
    """A date as far as it is known: 2026-03-05, 2026-03, 2026."""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _grouped(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, decimals = digits.partition(".")
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals.strip("0") else "")


_TEXTS: dict[Kind, Callable[[Any, MoneyUnit], str]] = {
    Kind.TEXT: lambda value, _: str(value),
    Kind.LONG: lambda value, _: str(value),
    Kind.CODE: lambda value, _: str(value),
    Kind.DATE: lambda value, _: date_text(value),
    Kind.MONEY: money_text,
    Kind.DOLLARS: lambda value, _: money_text(value, MoneyUnit.WAN_USD),
    Kind.COUNT: lambda value, _: count_text(value),
    Kind.QUANTITY: lambda value, _: quantity_text(value),
    Kind.SHARE: lambda value, _: percent(value),
    Kind.DAYS: lambda value, _: str(value),
    Kind.FLAG: lambda value, _: "是" if value else "否",
}


def figure_text(value: Fraction | None, measure: str) -> str:
    """An indicator's figure in its own measure: money with two decimals, % from a fraction, counts as they are."""
    if value is None:
        return UNDEFINED
    if measure == "%":
        return percent(value)
    if measure in {unit.value for unit in MoneyUnit}:
        return f"{(Decimal(value.numerator) / value.denominator).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return count_text(value)


def points_text(points: Fraction | None) -> str:
    """Percentage points ahead (+) or behind (-) with the office's decimals: +8.3."""
    if points is None:
        return UNDEFINED
    text = percent(points / 100).removesuffix("%")
    return f"+{text}" if points > 0 and figures.size_of_points(points) else text
