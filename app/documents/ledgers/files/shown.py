"""What a sheet shows for a value: the number formats of spreadsheet programs, as far as their meaning matters."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

# The formats that files name only by number; 27-36 and 50-58 as Chinese programs fill them.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0",
    38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]|\[[^\]]*\]'
    r"|_.|\*.|(?P<general>General|G/通用格式)|(?P<noon>AM/PM|A/P|上午/下午)|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|aaaa?)"
    r"|(?P<exponent>E[+-]0+)|(?P<sign>[0#?.,%@])|(?P<other>.)",
    re.DOTALL,
)
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PLAIN = frozenset(("", "0", "0.0", "0.00", "#,##0", "#,##0.0", "#,##0.00", "General"))
Token = tuple[str, str]


@dataclass(frozen=True)
class NumberFormat:
    """One number format: ``power`` says that a value is shown times ten to it, ``words`` what it writes around it."""

    tokens: tuple[Token, ...]
    power: int
    words: str
    is_date: bool

    @property
    def is_percent(self) -> bool:
        """Whether values are shown as percents."""
        return any(token == ("sign", "%") for token in self.tokens)

    @property
    def hides_numbers(self) -> bool:
        """Whether no digit of a number is seen: ;;; and "待定"."""
        return not self.is_date and not any(
            kind in {"general", "exponent"} or (kind == "sign" and text in "0#?@") for kind, text in self.tokens
        )


def is_plain(code: str) -> bool:
    """Whether a format only rounds and groups digits, so that the value says all that is seen."""
    return code in _PLAIN


def parsed(code: str, value: float = 1) -> NumberFormat:
    """The format that a code describes for a value: its own section may ask for a sign or for a size."""
    return _parsed(_section_for(code, value))


def _section_for(code: str, value: float) -> str:
    sections = _sections(code)
    if len(sections) == 1:
        return code
    conditions = [_CONDITION.search(section) for section in sections[:2]]
    if any(conditions):  # [>=10000]0!.0,"万";0
        for section, asked in zip(sections, conditions, strict=False):
            if asked is None or _COMPARED[asked[1]](value, float(asked[2])):
                return section
        return sections[2] if len(sections) > 2 else sections[-1]
    if value < 0 and sections[1].strip():
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 and sections[2].strip() else sections[0]


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    return tuple(_SECTIONS.split(code))


_SECTIONS = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}


@lru_cache(maxsize=1024)
def _parsed(section: str) -> NumberFormat:
    tokens = tuple(_tokens(section))
    kinds = {kind for kind, _ in tokens}
    is_date = bool(kinds & {"date", "elapsed"}) and not any(token[1] in {"0", "#", "?"} for token in tokens)
    words = "".join(text for kind, text in tokens if kind in {"literal", "general"} and text != "General")
    return NumberFormat(tokens, 0 if is_date else _power(tokens), words, is_date)


def shown(value: object, code: str) -> str:
    """The text that a cell shows; "" where the format says nothing about such a value."""
    if isinstance(value, bool) or value == "" or is_plain(code):
        return ""
    if isinstance(value, date | datetime | time | timedelta):
        return _date_shown(value, parsed(code))
    if isinstance(value, int | float):
        found = parsed(code, value)
        return "" if found.is_date else _number_shown(value, found, signed=";" not in code)
    return ""


def _tokens(section: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(section):
        kind = found.lastgroup
        if kind in {"quoted", "escaped", "currency", "other"}:
            tokens.append(("literal", found[kind]))
        elif kind is not None:
            tokens.append((kind, found[kind]))
    return tokens


def _power(tokens: tuple[Token, ...]) -> int:
    """By how many powers of ten the shown number differs: scaling commas, percents, a point that is only drawn."""
    digits = [place for place, token in enumerate(tokens) if token[0] == "sign" and token[1] in "0#?"]
    if not digits:
        return 0
    point = next((place for place, token in enumerate(tokens) if token == ("sign", ".")), None)
    after = digits[-1] if point is None else max([place for place in digits if place < point], default=point)
    power, place = 0, after + 1
    while place < len(tokens) and tokens[place] == ("sign", ","):
        power, place = power - 3, place + 1
    if point is not None:
        place = digits[-1] + 1
        while place < len(tokens) and tokens[place] == ("sign", ","):
            power, place = power - 3, place + 1
    power += 2 * sum(token == ("sign", "%") for token in tokens)
    drawn = next((place for place, token in enumerate(tokens) if token in {("literal", "."), ("literal", "．")}), None)
    if drawn is not None and point is None and digits[0] < drawn < digits[-1]:
        power -= sum(place > drawn for place in digits)
    return power


def _number_shown(value: float, found: NumberFormat, *, signed: bool) -> str:
    kinds = [kind for kind, _ in found.tokens]
    exact = abs(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    minus = "-" if value < 0 and signed else ""
    if "sign" not in kinds or "exponent" in kinds or ("sign", "@") in found.tokens:
        if "general" not in kinds:
            return ""
        return minus + "".join(_plain(exact) if kind == "general" else text for kind, text in found.tokens)
    signs = [token for token in found.tokens if token[0] == "sign" and token[1] in "0#?."]
    point = signs.index(("sign", ".")) if ("sign", ".") in signs else len(signs)
    decimals = len(signs) - point - 1 if point < len(signs) else 0
    commas_and_percents = _power(tuple(token for token in found.tokens if token[0] == "sign"))
    rounded = exact.scaleb(commas_and_percents).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    return minus + _filled(found.tokens, whole, fraction, point)


def _filled(tokens: tuple[Token, ...], whole: str, fraction: str, point: int) -> str:
    """Digits put where the format has places for them, the first place taking what is left over."""
    signs = [text for kind, text in tokens if kind == "sign" and text in "0#?."]
    least = signs[:point].count("0")
    grouped = any(
        tokens[place] == ("sign", ",") and place + 1 < len(tokens) and tokens[place + 1][1] in {"0", "#", "?"}
        for place in range(len(tokens))
    )
    whole = whole.lstrip("0").rjust(min(least, 40), "0") if least else whole.lstrip("0")
    out: list[str] = []
    left, places, seen_point, decimals = whole, point, False, iter(fraction)
    for kind, text in tokens:
        if kind == "literal":
            out.append(text)
        elif kind == "sign" and text == ".":
            seen_point = True
            out.append("." if fraction else "")
        elif kind == "sign" and text == "%":
            out.append("%")
        elif kind == "sign" and text in "0#?":
            if seen_point:
                out.append(next(decimals, ""))
                continue
            piece = left[: max(len(left) - places + 1, 0)]
            left, places = left[len(piece) :], places - 1
            out.append(f"{int(piece):,}" if grouped and len(piece) > 3 else piece)
    text = "".join(out)
    return re.sub(r"\d{4,}(?=\.|$|\D)", lambda n: f"{int(n.group()):,}", text, count=1) if grouped else text


def _plain(exact: Decimal) -> str:
    return format(exact.normalize(), "f") if exact else "0"


def _date_shown(value: date | datetime | time | timedelta, found: NumberFormat) -> str:
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if not found.is_date:
        return ""
    tokens = found.tokens
    out = []
    for place, (kind, text) in enumerate(tokens):
        if kind == "date":
            out.append(_part(value, text.lower(), is_minute=_is_minute(tokens, place)))
        elif kind in {"literal", "sign"}:
            out.append(text)
    return "".join(out)


def _is_minute(tokens: tuple[Token, ...], place: int) -> bool:
    """An m beside hours or seconds is a minute, any other a month."""
    dates = [(at, text.lower()[0]) for at, (kind, text) in enumerate(tokens) if kind in {"date", "elapsed"}]
    here = next(number for number, (at, _) in enumerate(dates) if at == place)
    before, after = dates[here - 1][1] if here else "", dates[here + 1][1] if here + 1 < len(dates) else ""
    return dates[here][1] == "m" and (before == "h" or after == "s")


def _part(value: date | time, code: str, *, is_minute: bool) -> str:
    day = value if isinstance(value, date) else None
    clock = value if isinstance(value, time) else value.time() if isinstance(value, datetime) else time()
    number: int | None = None
    if code[0] == "h":
        number = clock.hour
    elif code[0] == "s":
        number = clock.second
    elif is_minute:
        number = clock.minute
    elif day is None:
        return ""
    elif code[0] == "y":
        return f"{day.year:04d}" if len(code) > 2 else f"{day.year % 100:02d}"
    elif code[0] == "a" or (code[0] == "d" and len(code) > 2):
        return f"星期{_WEEKDAYS[day.weekday()]}"
    elif code[0] == "m" and len(code) == 3:
        return _MONTHS[day.month - 1]
    else:
        number = day.month if code[0] == "m" else day.day
    return f"{number:02d}" if len(code) > 1 else str(number)
