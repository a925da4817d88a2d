"""Quantities of an indicator: whole millionths of its own measure, so that sums and shares stay exact."""

import re
from decimal import ROUND_HALF_UP, Decimal

from app.errors import Refused
from app.values.words import clean

MICRO = 1_000_000
_LARGEST = 10**18
_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_QUANTITY = re.compile(
    r"[约近超逾]?\s*(?P<number>[-−]?[\d,]*\.?\d+)\s*[余多]?(?P<scale>[千万亿]?)[余多]?\s*(?P<measure>[^\d.,]*?)(?:左右|以上)?"
)
# Words that count or measure the same: 100人次 of a figure counted in 人, 3家 of one counted in 个.
_ALIKE = (
    frozenset(("人", "人次", "人数", "名", "位")),
    frozenset(("个", "家", "条", "项", "户", "件", "宗", "次", "场", "批", "批次", "个数", "家数")),
    frozenset(("平方米", "平米", "㎡", "m²", "m2", "平方")),
    frozenset(("元", "块")),
)
_SCALES = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}


def read_quantity(value: object, measure: str = "") -> int:
    """A cell's quantity in millionths of ``measure``; words after the number must agree with the measure.

    "1.5万平方米" is 1.5 of 万平方米 and 15000 of 平方米. Without a measure, 个, 人 and the like are ignored.
    Raises Refused when it is no number or speaks of another measure.
    """
    text = clean(value)
    found = None if isinstance(value, bool) else _QUANTITY.fullmatch(text)
    if not found or not _NUMBER.fullmatch(found["number"]):
        raise Refused(f"“{text}”不是数量，请填写数字。")
    number = Decimal(found["number"].replace(",", "").replace("−", "-"))
    exact = number * _factor(found["scale"], found["measure"].strip().replace("％", "%"), measure, text) * MICRO
    if abs(exact) > _LARGEST:
        raise Refused(f"“{text}”太大了，请核对。")
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _factor(scale: str, word: str, measure: str, text: str) -> Decimal:
    """How many of ``measure`` one of the cell's own ``scale`` + ``word`` is."""
    own_scale, own_word = (measure[:1], measure[1:]) if measure[:1] in _SCALES and len(measure) > 1 else ("", measure)
    if not word and not scale:
        return Decimal(1)
    if word == "%" and measure != "%":
        raise Refused(f"“{text}”是百分数，这里请填数量。")
    is_alike = any({word.lower(), own_word} <= alike for alike in _ALIKE)
    if word and measure and word not in {own_word, measure} and not is_alike:
        raise Refused(f"“{text}”的计量单位与“{measure}”不同，请换算后填写。")
    return Decimal(_SCALES[scale]) / _SCALES[own_scale]


def as_decimal(micro: int) -> Decimal:
    """The exact quantity in the indicator's own measure."""
    return Decimal(micro) / MICRO


def quantity_text(micro: int, decimals: int | None = None) -> str:
    """Plain digits: the shortest exact form, or rounded half up to ``decimals`` places."""
    exact = as_decimal(micro)
    if decimals is None:
        text = format(exact, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format(abs(rounded) if rounded == 0 else rounded, "f")
