"""Shapes that take away for what fell short: by percentage points, by the sizes of projects, by months or quarters."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Minimum, Sort
from app.indicators.scoring.projects import INDUSTRIES, industries_of, pieces_of
from app.indicators.scoring.shape import (
    ONE,
    ZERO,
    CannotScore,
    Case,
    Outcome,
    Rule,
    completion_of,
    must_be_positive,
    told,
    whole_part,
)
from app.indicators.scoring.words import makes, number, points, quantity, rate, share

MONTHLY, QUARTERLY = "按月", "按季度"
# The months of a period, how several are counted, how one is called.
_PERIODS = {
    MONTHLY: (1, "个月", "月"),
    "按双月": (2, "个双月", "两个月"),
    QUARTERLY: (3, "个季度", "季度"),
    "按半年": (6, "个半年", "半年"),
}
_ONE_EACH = (Minimum(ZERO, ONE, ONE),)


def _less(points_: Fraction, loss: Fraction, words: str, shown: str) -> Outcome:
    if not loss:
        return Outcome(points_, f"{words}，不扣分，得{points(points_)}", shown)
    score = points_ - loss
    return Outcome(score, f"{words}，扣{points(loss)}，{points(points_)}－{points(loss)}{makes(score)}", shown)


@dataclass(frozen=True, kw_only=True)
class PerPointBelow(Rule):
    """D3: full marks less so much for each percentage point that the completion lies below its line."""

    title: ClassVar[str] = "每低一个百分点扣分"
    formula: ClassVar[str] = "分值－（应达完成率－完成率）的百分点数×每个百分点扣分"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    each: Annotated[Fraction, Meaning("每个百分点扣分", Sort.NUMBER, "每低一个百分点扣多少分")] = ONE
    line: Annotated[Fraction, Meaning("应达完成率", Sort.SHARE, "从多少算起，通常100%")] = ONE
    whole: Annotated[bool, Meaning("不足不扣", Sort.FLAG, "不满一个百分点的是否不扣分；否则按比例扣")] = False
    most: Annotated[Fraction | None, Meaning("扣分上限", Sort.NUMBER, "最多扣多少分；不填则扣到最低得分为止")] = None

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.each, "每个百分点扣分", "each")
        must_be_positive(self.line, "应达完成率", "line")
        must_be_positive(ONE if self.most is None else self.most, "扣分上限", "most")

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        completion = completion_of(case.main)
        below = max(self.line - completion, ZERO) * 100
        below = whole_part(below) if self.whole else below
        words = f"{told(case.main)}，完成率{share(completion)}"
        if below:
            words += f"，比{share(self.line)}低{number(below)}个百分点×{points(self.each)}"
        loss = below * self.each
        if self.most is not None and loss > self.most:
            loss, words = self.most, f"{words}（最多扣{points(self.most)}）"
        return _less(points_, loss, words, rate(completion))


@dataclass(frozen=True, kw_only=True)
class Minima(Rule):
    """D4: so many projects of each size at least; so much less for each that is missing."""

    title: ClassVar[str] = "各档规模最低个数"
    formula: ClassVar[str] = "分值－各档缺少的个数×该档每个扣分；一个项目只算在它最高的一档"
    heading: ClassVar[str] = "个数"

    bands: Annotated[
        tuple[Minimum, ...],
        Meaning("最低个数", Sort.MINIMA, "总投资（万元）:最低个数:每少一个扣分，从高到低", is_sum=True),
    ] = _ONE_EACH
    surplus: Annotated[bool, Meaning("高档可抵低档", Sort.FLAG, "高一档多出的项目能否算到低一档")] = False
    industries: Annotated[str, INDUSTRIES] = ""

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        least = [band.least for band in self.bands]
        if not least or least != sorted(set(least), reverse=True):
            raise Refused("“最低个数”请从高到低写，每档的起点不同。", field="bands")

    def sizes(self) -> tuple[Fraction, ...]:
        """See :class:`Rule`."""
        return tuple(band.least for band in self.bands)

    def of_industries(self) -> tuple[str, ...]:
        """See :class:`Rule`."""
        return industries_of(self.industries)

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        terms, loss, larger, spare = [], ZERO, ZERO, ZERO
        for band in self.bands:
            there = pieces_of(case, band.least) - larger
            larger = pieces_of(case, band.least)
            have = there + (spare if self.surplus else ZERO)
            missing = max(band.count - have, ZERO)
            spare = max(have - band.count, ZERO)
            size = f"{number(band.least)}万元以上" if band.least else "其余"
            terms.append(f"{size}{number(there)}个（应有{number(band.count)}个）")
            if missing:
                terms[-1] += f"，少{number(missing)}个×{points(band.each)}"
            loss += missing * band.each
        return _less(points_, loss, "；".join(terms), number(larger))


@dataclass(frozen=True, kw_only=True)
class PerPeriod(Rule):
    """M1: so much at least in each month or quarter that is over; so much less for each piece that is missing."""

    title: ClassVar[str] = "每月（季）最低数"
    formula: ClassVar[str] = "分值－各月（季）缺少的数×每少一项扣分；只看已经结束的月份或季度"
    heading: ClassVar[str] = "完成数"

    period: Annotated[str, Meaning("周期", Sort.CHOICE, "多长时间看一次", tuple(_PERIODS))] = MONTHLY
    least: Annotated[Fraction, Meaning("最低数", Sort.NUMBER, "每个月（季度）至少多少，按指标的计量单位")] = ONE
    each: Annotated[Fraction, Meaning("每少一项扣分", Sort.NUMBER, "每少一项扣多少分")] = ONE
    by_period: Annotated[bool, Meaning("按次扣", Sort.FLAG, "没有达到的月（季）只扣一次，不看少多少")] = False

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.least, "最低数", "least")
        must_be_positive(self.each, "每少一项扣分", "each")

    def asks_months(self) -> bool:
        """See :class:`Rule`."""
        return True

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        if case.main.gap or not case.months:
            raise CannotScore(case.main.gap or f"“{case.main.title}”没有各月的数，无法按月计分")
        length, word, single = _PERIODS[self.period]
        spans = [sum(case.months[at : at + length], ZERO) for at in range(0, len(case.months) - length + 1, length)]
        missing = [self.least - done for done in spans if done < self.least]
        done = quantity(sum(case.months, ZERO), case.main.measure)
        words = f"已过{len(spans)}{word}，每{single}至少{quantity(self.least, case.main.measure)}"
        if not missing:
            return _less(points_, ZERO, f"{words}，都达到", done)
        pieces = Fraction(len(missing)) if self.by_period else sum(missing, ZERO)
        words += f"，{len(missing)}{word}没有达到，计{number(pieces)}项×{points(self.each)}"
        return _less(points_, pieces * self.each, words, done)
