"""The phrases that office sentences are made of: amounts in one unit, counts, lists that read as lists, periods.

Pure: figures in, words out, rounded here and nowhere before. What is nought or unknown makes no phrase, so that no
sentence is written about nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from app.values.figures import rounded

_FEN_IN_WAN = 1_000_000
_WAN_IN_YI = 10_000
_SMALLEST_IN_YI = Fraction(1, 10)  # 1000万元: below, 亿元 with two decimals would lose what the sentence says
_ALL, _SHOWN = 5, 3  # so many names are all said; of more, the first ones

Amount = Fraction | int | None
Write = Callable[[Fraction | int], str]


def plain(value: Fraction | int, places: int = 2) -> str:
    """A number as it is said: rounded to ``places`` at most, without empty decimals: 1.1, 9, 0.07."""
    text = rounded(Fraction(value), places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def money_in(amounts: Iterable[Amount]) -> Write:
    """How one sentence writes all its ``amounts`` (in fen): in 亿元 where the largest is one and none is small.

    One unit within a sentence: 总投资4.31亿元，其中农业0.8亿元、工业3.51亿元; else all in 万元.
    """
    sizes = [abs(Fraction(amount)) / _FEN_IN_WAN / _WAN_IN_YI for amount in amounts if amount]
    in_yi = bool(sizes) and max(sizes) >= 1 and min(sizes) >= _SMALLEST_IN_YI

    def write(fen: Fraction | int) -> str:
        wan = Fraction(fen) / _FEN_IN_WAN
        return f"{plain(wan / _WAN_IN_YI)}亿元" if in_yi else f"{plain(wan)}万元"

    return write


def money(fen: Fraction | int) -> str:
    """One amount that stands alone in its sentence: 1.1亿元, 850万元."""
    return money_in((fen,))(fen)


def figure(value: Fraction | int, measure: str) -> str:
    """A figure with its measure: 1.5万平方米, 27人; money from one 亿 on in 亿元."""
    if measure == "万元":
        return money(Fraction(value) * _FEN_IN_WAN)
    return f"{plain(value)}{measure}"


def counted(counts: Iterable[tuple[str, Fraction | int]], measure: str) -> str:
    """How many of each, what there is none of left out: 土地3个、资金2个."""
    return "、".join(f"{name}{plain(count)}{measure}" for name, count in counts if count)


def tallied(words: Iterable[str], measure: str) -> str:
    """How often each word occurs, the most frequent first: 外出招商4次、推介会1次; nothing where there is one word."""
    counts = by_frequency(words)
    return counted(counts, measure) if len(counts) > 1 else ""


def by_frequency(words: Iterable[str]) -> list[tuple[str, int]]:
    """How often each word occurs, the most frequent first and 其他 last."""
    return sorted(Counter(words).most_common(), key=lambda each: each[0] == "其他")


def named(names: Iterable[str], *, most: int = _ALL) -> str:
    """Names in quotation marks, of many the first few: “甲”“乙”“丙”等."""
    quoted = [f"“{name}”" for name in dict.fromkeys(names) if name]
    return "".join(quoted) if len(quoted) <= most else "".join(quoted[:_SHOWN]) + "等"


def naming(names: Iterable[str]) -> str:
    """The same as a sentence goes on: 为“甲”“乙”; 有“甲”“乙”“丙”等 where not all are said."""
    said = named(names)
    return f"{'有' if said.endswith('等') else '为'}{said}" if said else ""


def people(names: Iterable[str], *, most: int = _ALL) -> str:
    """People, firms or places in a row, of many the first few: 王镇长、李书记等."""
    known = [name for name in dict.fromkeys(names) if name]
    return "、".join(known) if len(known) <= most else "、".join(known[:_SHOWN]) + "等"


def joined(*parts: str) -> str:
    """Parts of one sentence, empty ones left out, with its full stop; "" where nothing is left to say."""
    said = "，".join(part.strip("，。；") for part in parts if part)
    return f"{said}。" if said else ""


def series(parts: Sequence[str]) -> str:
    """Several statements of one kind: divided by ； where one of them has a comma of its own, else by 、."""
    said = [part for part in parts if part]
    return ("；" if any("，" in part or "、" in part for part in said) else "、").join(said)


def period(year: int, month: int) -> str:
    """January to the end of a month as a title has it: 2026年第一季度, 上半年, 前三季度, 度, else 1—n月."""
    special = {
        1: f"{year}年1月",
        3: f"{year}年第一季度",
        6: f"{year}年上半年",
        9: f"{year}年前三季度",
        12: f"{year}年度",
    }
    return special.get(month, f"{year}年1—{month}月")


def monthly(year: int, month: int) -> str:
    """The same as a monthly paper's title has it: 2026年1—10月, and in December 2026年度."""
    return period(year, month) if month in {1, 12} else f"{year}年1—{month}月"


def days(first: date, last: date) -> str:
    """Days from the first to the last: 2026年10月12日至10月18日; one day by itself."""
    until = "" if last == first else f"至{last.month}月{last.day}日"
    return f"{first.year}年{first.month}月{first.day}日{until}"


def so_far(month: int) -> str:
    """The same as a sentence begins: 全年, 上半年, 前三季度, 1—10月."""
    return {1: "1月", 3: "第一季度", 6: "上半年", 9: "前三季度", 12: "全年"}.get(month, f"1—{month}月")
