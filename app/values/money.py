"""Money, kept as whole 分 (or US cents): read from what offices write, written as they print it."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from itertools import pairwise

from app.errors import Refused
from app.values.words import clean, without_remark


class MoneyUnit(StrEnum):
    """A unit that a column, a unit line or a cell names."""

    YUAN = "元"
    WAN = "万元"
    YI = "亿元"
    USD = "美元"
    WAN_USD = "万美元"

    @property
    def is_dollars(self) -> bool:
        """Whether amounts in it are kept in cents and not in 分."""
        return self in {MoneyUnit.USD, MoneyUnit.WAN_USD}


_SCALE = {
    MoneyUnit.YUAN: Decimal(100),
    MoneyUnit.WAN: Decimal(1_000_000),
    MoneyUnit.YI: Decimal(10_000_000_000),
    MoneyUnit.USD: Decimal(100),
    MoneyUnit.WAN_USD: Decimal(1_000_000),
}
_LARGEST = 10**17  # 分: a thousand times the country's yearly product, still far inside a database integer
_ABOUT_BEFORE = "大约|约为|约|近|[≈≥＞>～~]=?|逾|超过|超|不低于|不少于"
_ABOUT_AFTER = "左右|以上|上下"
_BEFORE = re.compile(
    r"^(['’‘`]|人民币|(?:计划|协议|意向|预计)?总?投资额?|RMB|CNY|US\$|USD|[¥￥$]"
    rf"|{_ABOUT_BEFORE}|预计|计划|总计|合计|共计|共|[:：])+",
    re.IGNORECASE,
)
_AFTER = re.compile(f"({_ABOUT_AFTER}|整|正|人民币|RMB|CNY)+$", re.IGNORECASE)
_FIGURE = r"[\d零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾]"
_ABOUT = re.compile(
    rf"^\D{{0,9}}?(?:{_ABOUT_BEFORE})\D{{0,4}}?{_FIGURE}|{_FIGURE}\D{{0,4}}?(?:{_ABOUT_AFTER}|[余多](?=[万亿元]|$))"
)
_UNIT_IN_BRACKETS = re.compile(r"[(（\[【]\s*((?:百|千|十)?[万亿]?(?:元|美元|美金)?)\s*[)）\]】]$")
_FOREIGN = re.compile(r"HK\$|欧元|港元|港币|日元|英镑|澳元|加元|新台币|台币|韩元|HKD|EUR|JPY|€|£", re.IGNORECASE)
_YUAN = re.compile(r"人民币|RMB|CNY|[¥￥]", re.IGNORECASE)
_DOLLARS = re.compile(r"美元|美金|US\$|USD|\$|刀", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d{1,3}( \d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[-−－负]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_DIGITS_AND_SCALES = re.compile(r"([\d.]+)([十百千]?[万亿]|[百千])")
_SCALE_WORDS = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_SCALE_WORDS |= {"十亿": 10**9, "百亿": 10**10, "千亿": 10**11}
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿]+")


def read_money(value: object, unit: MoneyUnit | None) -> int:
    """The amount of a cell in whole 分, or in US cents where ``unit`` or the cell speaks of dollars.

    A unit inside the cell wins over ``unit``. Raises Refused when it cannot be read, when no unit is known,
    and when the cell's currency is not the column's.
    """
    if isinstance(value, bool):
        raise Refused(f"“{clean(value)}”不是金额，请填写数字。")
    text = clean(value)
    if isinstance(value, int | float | Decimal):
        return _in_smallest(Decimal(text) if text else None, 1, unit, text)
    body, dollars = _without_trimmings(text, unit)
    number, scale, named = _number_and_scale(body)
    if number is None:
        raise _unreadable(text)
    if named:
        unit = MoneyUnit.USD if dollars or (unit and unit.is_dollars and not body.endswith("元")) else MoneyUnit.YUAN
    elif dollars:
        unit = MoneyUnit.USD
    return _in_smallest(number, scale, unit, text)


def is_about(text: str) -> bool:
    """Whether words beside an amount say that it is not exact: 约5000万元, 1亿元以上."""
    return bool(_ABOUT.search(without_remark(text)))


def is_other_currency(text: str) -> bool:
    """Whether words or signs beside a number name a currency other than the yuan: $, €, 港币."""
    return bool(_FOREIGN.search(text) or _DOLLARS.search(text))


def without_currency(text: str) -> str:
    """Words without the names and signs of any currency that is known here."""
    return _YUAN.sub("", _DOLLARS.sub("", _FOREIGN.sub("", text)))


def unit_in(text: str) -> MoneyUnit | None:
    """The money unit that a heading or a unit line names: "单位：万元、亩" → 万元; else None."""
    words = clean(text)
    for word, unit in _UNIT_WORDS[:2]:
        if re.search(word, words):
            return unit
    named = yuan_units_in(words)
    return MoneyUnit(named[0]) if len(named) == 1 and named[0] in _KNOWN else None


def yuan_units_in(text: str) -> tuple[str, ...]:
    """Every unit of yuan that a heading or a unit line names, those among them that nobody reckons in here: 千元."""
    words = re.sub(r"(?<=[百千十万亿])\s+(?=元)", "", clean(text))
    known = [str(unit) for word, unit in _UNIT_WORDS[2:] if re.search(word, words)]
    return (*known, *dict.fromkeys(_ODD_UNITS.findall(words)))


_KNOWN = frozenset(map(str, MoneyUnit))
_ODD_UNITS = re.compile(r"(?:(?<!\w)|(?<=位))[百千十][万亿]?元(?![级以年旦月])")
_UNIT_WORDS = (
    (r"万\s*美[元金]|万\s*USD", MoneyUnit.WAN_USD),
    (r"美[元金]|USD", MoneyUnit.USD),
    (r"(?<![百千十])(?:亿\s*元?(?![\w级以])|亿\s*元(?!以|级))", MoneyUnit.YI),
    (r"(?<![百千十])万\s*元(?!以|级)", MoneyUnit.WAN),
    (
        r"(?<![万亿千百十美欧港日加澳一二三四五六七八九十单多次第位个跨公纪状])元(?![级年旦月始件素首]|\s*/\s*[亩吨人平㎡月年个度])",
        MoneyUnit.YUAN,
    ),
)


def _unreadable(text: str) -> Refused:
    return Refused(f"“{text}”看不出是多少钱，请填写数字，如1250.5。")


def _without_trimmings(text: str, unit: MoneyUnit | None) -> tuple[str, bool]:
    """The number with its unit word, without 约, brackets and remarks, and whether it is in dollars."""
    if _FOREIGN.search(text):
        raise Refused(f"“{text}”不是人民币也不是美元，请折算后填写。")
    text = _UNIT_IN_BRACKETS.sub(r"\1", text)
    text = without_remark(text)
    dollars = _DOLLARS.search(text) is not None
    if dollars and unit is not None and not unit.is_dollars:
        raise Refused(f"“{text}”是美元，这一栏按人民币填写。")
    if unit is not None and unit.is_dollars and not dollars and ("元" in text or _YUAN.search(text)):
        raise Refused(f"“{text}”是人民币，这一栏按美元填写。")
    text = _BEFORE.sub("", text.replace("，", ",").replace("．", ".")).strip()
    text = re.sub(r"美元|美金|USD|\$|刀", "元" if dollars else "", text, flags=re.IGNORECASE)
    text = _AFTER.sub("", text).strip().replace("个亿", "亿")
    text = re.sub(r"(?<=\d)\s*[wW](?=元?$)", "万", text)
    return re.sub(r"[余多](?=[万亿元]|$)|(?<=[万亿])[余多]", "", text), dollars


def _number_and_scale(body: str) -> tuple[Decimal | None, int, bool]:
    """Number, its scale in 元 and whether a unit word was written: "1.2亿元" → (1.2, 10**8, True)."""
    named = body.endswith("元")
    body = body.removesuffix("元").strip()
    for word in sorted(_SCALE_WORDS, key=len, reverse=True):
        if body.endswith(word) and (number := _plain_number(body.removesuffix(word).strip())) is not None:
            return number, _SCALE_WORDS[word], named or word[-1] in "万亿"
    if (number := _plain_number(body)) is not None:
        return number, 1, named
    if (number := _mixed_number(body)) is not None:
        scaled = bool(re.search(r"[万亿]", body))
        return number, 1, named or scaled
    return _yuan_and_fen(body + "元" if named else body)


def _plain_number(text: str) -> Decimal | None:
    if _GROUPED.fullmatch(text.lstrip("-−负")):
        text = text.replace(",", "").replace(" ", "")
    if not _PLAIN.fullmatch(text):
        return None
    try:
        return Decimal(re.sub(r"^[−－负]", "-", text))
    except InvalidOperation:
        return None


def _mixed_number(text: str) -> Decimal | None:
    """Numbers in Chinese words or in both kinds: 叁拾万, 1亿2000万, 3千5百万."""
    negative = text[:1] in "-−负" and len(text) > 1
    text = text[1:] if negative else text
    if _CHINESE_NUMBER.fullmatch(text):
        import cn2an

        try:
            total = Decimal(str(cn2an.cn2an(text, "smart")))
        except (ValueError, KeyError):  # it looks 一亿二 up among its units, and does not find it
            return None
    elif (found := _sum_of_parts(re.sub(r"(\d)(千)(?=\d+百万)", r"\1千万", text))) is not None:
        total = found
    else:
        return None
    return -total if negative else total


def _sum_of_parts(text: str) -> Decimal | None:
    """1亿2000万, 3万5千, 3万5000: each part smaller than one of the scale before it; None where nobody can tell.

    3亿5 and 1亿2千 are 3.5亿 and 1.2亿 to who says them, and something else to who counts.
    """
    found = re.fullmatch(r"((?:\d+(?:\.\d+)?(?:[十百千]?[万亿]|[百千]))+)(\d+(?:\.\d+)?)?", text)
    if not found:
        return None
    parts = [(Decimal(number), _SCALE_WORDS[word]) for number, word in _DIGITS_AND_SCALES.findall(found[1])]
    if found[2]:
        parts.append((Decimal(found[2]), 1))
    for (_, scale), (number, smaller) in pairwise(parts):
        leaves_out_its_scale = scale > _SCALE_WORDS["万"] > smaller or (smaller == 1 and number * 10 < scale)
        if number * smaller >= scale or leaves_out_its_scale:
            return None
    return sum((number * scale for number, scale in parts), Decimal())


def _yuan_and_fen(text: str) -> tuple[Decimal | None, int, bool]:
    """元角分 written out: 壹仟肆佰零玖元伍角."""
    found = re.fullmatch(r"(.+)元零?(?:(.)角)?零?(?:(.)分)?", text)
    if not found or not (found[2] or found[3]):
        return None, 1, False
    parts = [_plain_number(part) if part and part.isascii() else _mixed_number(part or "零") for part in found.groups()]
    if any(part is None for part in parts):
        return None, 1, False
    whole, tenths, hundredths = (part or Decimal() for part in parts)
    return whole + tenths / 10 + hundredths / 100, 1, True


def _in_smallest(number: Decimal | None, scale: int, unit: MoneyUnit | None, text: str) -> int:
    if number is None:
        raise _unreadable(text)
    if unit is None:
        raise Refused(f"“{text}”没有写明单位，请说明是元、万元还是亿元。")
    exact = number * scale * _SCALE[unit]
    if abs(exact) > _LARGEST:
        raise Refused(f"“{text}”太大了，请核对金额和单位。")
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def in_unit(fen: int, unit: MoneyUnit) -> Decimal:
    """The exact amount in ``unit``; ``fen`` are cents where the unit is in dollars."""
    return Decimal(fen) / _SCALE[unit]


def wan(fen: int) -> Decimal:
    """The exact amount in 万元."""
    return in_unit(fen, MoneyUnit.WAN)


def money_text(fen: int, unit: MoneyUnit = MoneyUnit.WAN, decimals: int = 2) -> str:
    """Plain digits with fixed decimals, rounded half up, without separators, as ledgers print amounts."""
    rounded = in_unit(fen, unit).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return format(abs(rounded) if rounded == 0 else rounded, "f")


def summary_text(fen: int) -> str:
    """As a summary says it: 亿元 from one 亿元 up, else 万元, with no more than two decimals."""
    if abs(fen) >= _SCALE[MoneyUnit.YI]:
        return f"{_shortest(fen, MoneyUnit.YI)}亿元"
    return f"{_shortest(fen, MoneyUnit.WAN)}万元"


def _shortest(fen: int, unit: MoneyUnit) -> str:
    text = money_text(fen, unit)
    return text.rstrip("0").rstrip(".") if "." in text else text


def rmb_capitals(fen: int) -> str:
    """The amount in capitals for vouchers, as the bank's rules write it: 人民币壹仟肆佰零玖元伍角."""
    import cn2an

    if not 0 <= fen < _LARGEST:
        raise Refused("大写金额只能是零或正数，且不超过十五位整数。")
    return f"人民币{cn2an.an2cn(format(Decimal(fen) / 100, '.2f'), 'rmb')}"
