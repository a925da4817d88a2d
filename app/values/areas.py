"""Areas as a clerk types them (1.2万平方米, 30亩, 2公顷), kept in hundredths of a square metre."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from app.errors import Refused
from app.values.words import clean

HUNDREDTHS = 100
_LARGEST = 10**13  # a hundred thousand square kilometres: no carrier is larger
_AREA = re.compile(r"约?\s*(?P<number>\d{1,3}(,\d{3})+(\.\d+)?|\d*\.?\d+)\s*(?P<measure>[^\d.,]*)")
_MEASURES = {  # square metres
    "": Fraction(1),
    "平方米": Fraction(1),
    "平米": Fraction(1),
    "㎡": Fraction(1),
    "m2": Fraction(1),
    "m²": Fraction(1),
    "平方": Fraction(1),
    "万平方米": Fraction(10_000),
    "万平米": Fraction(10_000),
    "万㎡": Fraction(10_000),
    "万": Fraction(10_000),
    "亩": Fraction(2000, 3),
    "公顷": Fraction(10_000),
    "平方公里": Fraction(1_000_000),
}


def read_area(text: str) -> int:
    """Hundredths of a square metre, rounded half up; a number alone is in square metres.

    Raises Refused for what is no area.
    """
    plain = clean(text)
    found = _AREA.fullmatch(plain)
    scale = _MEASURES.get(found["measure"].strip().lower()) if found else None
    if found is None or scale is None:
        raise Refused(f"“{plain}”不是面积，请填数字（平方米），也可以写“30亩”“1.2万平方米”。")
    exact = Fraction(Decimal(found["number"].replace(",", ""))) * scale * HUNDREDTHS
    if exact > _LARGEST:
        raise Refused(f"“{plain}”太大了，请核对。")
    return int(exact + Fraction(1, 2))


def area_text(hundredths: int) -> str:
    """Square metres in their shortest writing."""
    text = format((Decimal(hundredths) / HUNDREDTHS).quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".")
