"""What a value of a list becomes in a workbook's cell: real numbers and dates, and text that stays text."""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.values import figures
from app.values.dates import PartialDate, Precision
from app.values.money import MoneyUnit, in_unit
from app.values.quantities import as_decimal

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767
_TEXT = "@"
_FORMATS = {
    Kind.MONEY: "0.00########",  # at least two decimals, and never fewer than the amount has
    Kind.DOLLARS: "0.00####",
    Kind.COUNT: "0.######",
    Kind.QUANTITY: "0.######",
    Kind.SHARE: "0.0%",
    Kind.DAYS: "0",
    Kind.DATE: "yyyy-mm-dd",
    Kind.CODE: _TEXT,
}

Shown = str | int | float | Decimal | date

_FIGURES = frozenset({Kind.MONEY, Kind.DOLLARS, Kind.COUNT, Kind.QUANTITY})


def number_format(kind: Kind, shown: Shown) -> str:
    """The cell's format; whole counts need no decimal point, and less exact dates are text."""
    if isinstance(shown, str):
        return _TEXT if kind in {Kind.CODE, Kind.DATE} else "General"
    if kind in _FIGURES and shown == 0 and figures.zero("0") != "0":
        return f'0;-0;"{figures.zero("0")}"'  # the cell is still nought
    if kind in {Kind.COUNT, Kind.QUANTITY} and shown == int(shown):  # type: ignore[arg-type]
        return "0"
    return _FORMATS.get(kind, "General")


def cell_value(column: Column, value: Any, money_unit: MoneyUnit) -> Shown:
    """A list's value as a cell holds it; "" for nothing known."""
    if value is None:
        return ""
    if column.kind is Kind.DATE:
        return _date(value)
    if column.kind in _NUMBERS and not isinstance(value, str):
        shown: Shown = _NUMBERS[column.kind](value, money_unit)
        return shown
    return printable(value if isinstance(value, str) else cell_text(column, value, money_unit))


def printable(text: str) -> str:
    """The text without characters that a workbook cannot hold."""
    return _UNPRINTABLE.sub("", text)[:_LONGEST]


def _date(value: Any) -> Shown:
    if isinstance(value, PartialDate):
        return value.first if value.precision is Precision.DAY else value.iso
    return value if isinstance(value, date) else printable(str(value))


def _count(value: Any, _unit: MoneyUnit) -> Shown:
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)


_NUMBERS: dict[Kind, Any] = {
    Kind.MONEY: in_unit,
    Kind.DOLLARS: lambda value, _unit: in_unit(value, MoneyUnit.WAN_USD),
    Kind.COUNT: _count,
    Kind.QUANTITY: lambda value, _unit: as_decimal(value),
    Kind.SHARE: lambda value, _unit: float(value),
    Kind.DAYS: _count,
}
