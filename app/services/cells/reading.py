"""What is typed into a cell, as its field holds it, and back: one reader and one writer for each kind of field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from app.errors import Refused
from app.fields import Field, FieldKind
from app.values.areas import area_text, read_area
from app.values.dates import PartialDate, read_date
from app.values.money import MoneyUnit, in_unit, read_money
from app.values.quantities import quantity_text, read_quantity
from app.values.words import clean, initials, is_error

_MONTH_AND_DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})")
_YES, _NO = ("是", "有", "√", "✓", "1", "y", "yes"), ("否", "无", "×", "✗", "0", "n", "no", "")
_TOO_NARROW = re.compile(r"#{3,}")  # what a spreadsheet shows, and copies, of a figure wider than its column
_MILLION = 1_000_000


@dataclass(frozen=True)
class Terms:
    """What typed figures and dates mean at this desk: the unit of money, today, and the ledger's year."""

    unit: MoneyUnit
    today: date
    year: int


def read(field: Field, text: str, terms: Terms, words: tuple[str, ...] = ()) -> Any:
    """The value that was typed, None or "" for nothing; raises Refused with a sentence that says what is wanted."""
    if is_error(text) or _TOO_NARROW.fullmatch(text.strip()):
        sentence = f"“{text.strip()}”是表格里没有算出或没有显示出来的数，{field.title}请先在原来的表里改正再粘贴。"
        raise Refused(sentence, field=field.name)
    if field.kind in _WORDS:
        return text.strip()
    if field.kind is FieldKind.CHOICE:
        return _chosen(field, text.strip(), words)
    if field.kind is FieldKind.FLAG:
        return _flag(field, text)
    if field.kind not in _READERS:
        raise Refused(f"“{field.title}”不能在表格里填写，请打开记录修改。", field=field.name)
    return _READERS[field.kind](text.strip(), field, terms) if text.strip() else None


def written(field: Field, value: Any, terms: Terms) -> str:
    """A value as it may be typed again: every digit that it has."""
    if value is None or value == "":
        return ""
    if field.kind is FieldKind.MONEY:
        return _amount(value, _unit(field, terms))
    writer = _WRITERS.get(field.kind)
    return writer(value) if writer else str(value)


def read_day(text: str, year: int) -> PartialDate:
    """A date; one without a year (3.5, 3-5, 3月5日) is of ``year``."""
    if found := _MONTH_AND_DAY.fullmatch(clean(text)):
        return read_date(f"{year}-{found[1]}-{found[2]}")
    return read_date(text, year)


def _chosen(field: Field, text: str, words: tuple[str, ...]) -> str:
    if text in words or not words:
        return text
    asked = text.lower()
    found = [word for word in words if asked and asked in initials(word).split()] or [
        word for word in words if asked and asked in word.lower()
    ]
    if len(found) == 1:
        return found[0]
    what = f"“{text}”不在可选的内容里：" if text else ""
    raise Refused(f"{what}{field.title}请从“{'、'.join(words)}”中选择。", field=field.name)


def _flag(field: Field, text: str) -> bool:
    plain = clean(text).lower()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise Refused(f"{field.title}请填“是”或“否”。", field=field.name)


def _count(text: str, field: Field, _terms: Terms) -> int:
    plain = clean(text).replace(",", "").removesuffix("天").removesuffix("个")
    if not plain.isdecimal():
        raise Refused(f"“{text}”不是整数，{field.title}请填整数。", field=field.name)
    return int(plain)


def _share(text: str, field: Field, _terms: Terms) -> int:
    try:
        exact = Decimal(clean(text).replace("％", "%").removesuffix("%")) * (_MILLION // 100)
    except InvalidOperation:
        exact = Decimal("NaN")
    if not exact.is_finite():
        raise Refused(f"“{text}”不是百分数，请填写如 30%。", field=field.name)
    return int(exact)


_WORDS = frozenset(
    {
        FieldKind.TEXT, FieldKind.LONG, FieldKind.CODE, FieldKind.PHONE, FieldKind.PERSON, FieldKind.COLLEAGUE,
        FieldKind.UNIT,
    }
)  # fmt: skip
_READERS: Mapping[FieldKind, Callable[[str, Field, Terms], Any]] = {
    FieldKind.DATE: lambda text, _, terms: read_day(text, terms.today.year),
    FieldKind.MONEY: lambda text, field, terms: read_money(text, _unit(field, terms)),
    FieldKind.DOLLARS: lambda text, _field, _terms: read_money(text, MoneyUnit.WAN_USD),
    FieldKind.COUNT: _count,
    FieldKind.QUANTITY: lambda text, _field, _terms: read_quantity(text),
    FieldKind.AREA: lambda text, _field, _terms: read_area(text),
    FieldKind.SHARE: _share,
}


def _unit(field: Field, terms: Terms) -> MoneyUnit:
    return MoneyUnit(field.measure) if field.measure else terms.unit


def _amount(value: int, unit: MoneyUnit) -> str:
    text = f"{in_unit(value, unit):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_WRITERS: Mapping[FieldKind, Callable[[Any], str]] = {
    FieldKind.DATE: lambda value: value.iso if isinstance(value, PartialDate) else str(value),
    FieldKind.DOLLARS: lambda value: _amount(value, MoneyUnit.WAN_USD),
    FieldKind.QUANTITY: quantity_text,
    FieldKind.AREA: area_text,
    FieldKind.SHARE: lambda value: f"{quantity_text(value * 100)}%",
    FieldKind.FLAG: lambda value: "是" if value else "否",
    FieldKind.CHOICE: lambda value: value.value if isinstance(value, StrEnum) else str(value),
}
