"""What dragging the fill handle writes: dates and numbers go on in their steps, other words are repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from app.columns.cells import NUMBERS
from app.columns.column import Kind
from app.errors import Refused
from app.values.dates import PartialDate, Precision, read_date


def continued(texts: Sequence[str], kind: Kind, count: int, *, repeat: bool = False) -> list[str]:
    """The next ``count`` texts after ``texts``; with ``repeat`` the same again, as Ctrl asks for in a spreadsheet."""
    if not repeat:
        found = _dates(texts, count) if kind is Kind.DATE else _numbers(texts, count) if kind in NUMBERS else None
        if found is not None:
            return found
    return [texts[place % len(texts)] for place in range(count)]


def _dates(texts: Sequence[str], count: int) -> list[str] | None:
    try:
        days = [read_date(text) for text in texts]
    except Refused:
        return None
    if len({day.precision for day in days}) != 1:
        return None
    last = days[-1]
    if last.precision is not Precision.DAY:
        steps = {_months(later) - _months(earlier) for earlier, later in pairwise(days)}
        step = steps.pop() if len(steps) == 1 else 12 if last.precision is Precision.YEAR else 1
        return [_after_months(last, step * number) for number in range(1, count + 1)]
    same_day = len(days) > 1 and len({day.day for day in days}) == 1
    if same_day and len(steps := {_months(b) - _months(a) for a, b in pairwise(days)}) == 1:
        step = steps.pop()
        return [_after_months(last, step * number) for number in range(1, count + 1)]
    spans = {b.first - a.first for a, b in pairwise(days)}
    if len(spans) > 1:
        return None
    span = spans.pop() if spans else timedelta(days=1)
    return [PartialDate.of(last.first + span * number).iso for number in range(1, count + 1)]


def _months(day: PartialDate) -> int:
    return day.year * 12 + (day.month or 1) - 1


def _after_months(day: PartialDate, months: int) -> str:
    year, month = divmod(_months(day) + months, 12)
    if day.precision is Precision.YEAR:
        return f"{year:04d}"
    whole = PartialDate(f"{year:04d}-{month + 1:02d}")
    if day.precision is Precision.MONTH:
        return whole.iso
    return f"{whole.iso}-{min(day.day or 1, whole.last.day):02d}"  # 31 January, 28 February, 31 March


def _numbers(texts: Sequence[str], count: int) -> list[str] | None:
    """One number is repeated, as spreadsheets do; two and more in equal steps go on."""
    if len(texts) < 2:
        return None
    percent = all(text.endswith("%") for text in texts)
    try:
        numbers = [Decimal(text.replace(",", "").removesuffix("%")) for text in texts]
    except InvalidOperation:
        return None
    steps = {b - a for a, b in pairwise(numbers)}
    if len(steps) != 1:
        return None
    step = steps.pop()
    return [f"{numbers[-1] + step * number:f}{'%' if percent else ''}" for number in range(1, count + 1)]
