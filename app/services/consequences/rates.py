"""奖励标准: the office's own table of rewards by size, and what it gives for a sum; there is no table built in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices
from app.values.money import MoneyUnit, money_text, read_money
from app.values.words import clean

_SETTING = "reward_rates"
_YI = 10_000_000_000  # one 亿元 in fen
_YUAN = 100
_NO_TABLE = "本单位还没有填写奖励标准，请先在“更多—奖励标准”中填写，或直接填写每亿元奖励。"
_SUM = r"[\d.,]+\s*(?:亿元?|万元?|元)"
_LINE = re.compile(
    rf"(?P<least>{_SUM}|0)\s*(?:及?以上)?[\s:：,，、]*(?P<way>每亿元?|定额)\s*(?:奖励?)?\s*(?P<given>{_SUM})"
)


@dataclass(frozen=True)
class RewardRate:
    """From ``at_least`` fen upwards: ``given`` fen for each 亿元, or once where it is ``fixed``."""

    at_least: int
    given: int
    fixed: bool = False


@dataclass(frozen=True)
class RateTable:
    """The office's rates from the lowest size up, and ``most`` fen at all; ``paper`` is the document they are in.

    By parts (``by_parts``) each band gives for what lies in it; else the highest band gives for the whole sum.
    """

    rates: tuple[RewardRate, ...] = ()
    by_parts: bool = False
    most: int | None = None
    paper: str = ""

    def reward(self, base: int) -> tuple[int, str]:
        """The reward for ``base`` fen in whole 元 (as fen, half up), and its working in words.

        Raises Refused without a table, and for a base that none of its bands reaches.
        """
        if not self.rates:
            raise Refused(_NO_TABLE, field="rate")
        reached = [rate for rate in self.rates if base >= rate.at_least]
        if not reached:
            least = _money(self.rates[0].at_least)
            raise Refused(f"计奖基数{_money(base)}不到奖励标准的起点{least}。", field="base")
        terms = self._parts(base, reached) if self.by_parts else [_term(reached[-1], base)]
        exact = sum((amount for amount, _ in terms), Fraction(0))
        words = f"基数{_money(base)}，{'；'.join(words for _, words in terms)}"
        fen = whole_yuan(exact)
        if self.most is not None and fen > self.most:
            return self.most, f"{words}，最高{_money(self.most)}"
        return fen, words

    def _parts(self, base: int, reached: Sequence[RewardRate]) -> list[tuple[Fraction, str]]:
        ends = [*(rate.at_least for rate in reached[1:]), base]
        return [
            _term(rate, end - rate.at_least, f"其中{_money(rate.at_least)}以上的")
            for rate, end in zip(reached, ends, strict=True)
        ]


def _term(rate: RewardRate, part: int, which: str = "") -> tuple[Fraction, str]:
    """What one band gives, in fen, and how."""
    if rate.fixed:
        return Fraction(rate.given), f"{_money(rate.at_least)}以上定额{_money(rate.given)}"
    amount = Fraction(part * rate.given, _YI)
    said = f"{which}{_money(part)}" if which else f"{_money(rate.at_least)}以上"
    return amount, f"{said}按每亿元{_money(rate.given)}计{_money(whole_yuan(amount))}"


def whole_yuan(fen: Fraction) -> int:
    """Fen rounded half up to a whole 元, as fen."""
    return int(fen / _YUAN + Fraction(1, 2)) * _YUAN


def table(session: Session) -> RateTable:
    """The office's table; an empty one where it has none."""
    kept = offices.value(session, _SETTING) or {}
    rates = tuple(RewardRate(**each) for each in kept.get("rates", ()))
    return RateTable(rates, bool(kept.get("by_parts")), kept.get("most"), kept.get("paper", ""))


def keep(session: Session, entered: RateTable) -> None:
    """Keeps the office's table; Refused where two bands begin at the same sum, or something gives nothing."""
    rates = tuple(sorted(entered.rates, key=lambda rate: rate.at_least))
    for before, rate in pairwise(rates):
        if before.at_least == rate.at_least:
            raise Refused(f"{_money(rate.at_least)}以上写了两次。", field="rates")
    if any(rate.given <= 0 for rate in rates):
        raise Refused("每档的奖励应大于零。", field="rates")
    if entered.most is not None and entered.most <= 0:
        raise Refused("最高奖励应大于零；没有上限的留空。", field="most")
    plain = {
        "rates": [vars(rate) for rate in rates],
        "by_parts": entered.by_parts,
        "most": entered.most,
        "paper": clean(entered.paper),
    }
    offices.set_value(session, _SETTING, plain)


def rates_from(text: str) -> tuple[RewardRate, ...]:
    """Rates as they are typed, one a line: 2亿元以上 每亿元1万元; Refused for a line that says something else."""
    found = []
    for line in text.splitlines():
        if not (words := clean(line).rstrip("。；;")):
            continue
        said = _LINE.fullmatch(words)
        if said is None:
            raise Refused(f"“{words}”请写成“2亿元以上 每亿元1万元”或“10亿元以上 定额100万元”。", field="rates")
        least, given = (read_money(said[name], MoneyUnit.YUAN) for name in ("least", "given"))
        found.append(RewardRate(least, given, fixed=said["way"] == "定额"))
    return tuple(found)


def rates_text(rates: Sequence[RewardRate]) -> str:
    """The same to be typed over."""
    return "\n".join(
        f"{_money(rate.at_least)}以上 {'定额' if rate.fixed else '每亿元'}{_money(rate.given)}" for rate in rates
    )


def _money(fen: int) -> str:
    """Money without rounding: 1.5亿元, 3500元."""
    for unit, size in ((MoneyUnit.YI, _YI), (MoneyUnit.WAN, 1_000_000)):
        if fen and fen % (size // 10_000) == 0 and fen >= size:
            return f"{_short(fen, unit, 4)}{unit}"
    return f"{_short(fen, MoneyUnit.YUAN, 2)}元"


def _short(fen: int, unit: MoneyUnit, decimals: int) -> str:
    return money_text(fen, unit, decimals).rstrip("0").rstrip(".")
