"""Shapes that compare with others or take others' word: within the group, or by rating."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Part, Sort
from app.indicators.scoring.shape import (
    ONE,
    ZERO,
    CannotScore,
    Case,
    Figure,
    Outcome,
    Rule,
    completion_of,
    must_be_positive,
    must_make_the_whole,
    value_of,
)
from app.indicators.scoring.words import makes, number, points, quantity, share

DONE, COMPLETION = "完成数", "完成率"
BEST, MEAN = "最高值", "平均值"
_HUNDRED, _SIXTY = Fraction(100), Fraction(60)


@dataclass(frozen=True, kw_only=True)
class Efficacy(Rule):
    """R1 功效系数: from the group's worst (60) to its best (100), as a part of 分值."""

    title: ClassVar[str] = "功效系数法"
    formula: ClassVar[str] = "〔（本值－组内最小值）÷（组内最大值－组内最小值）×40＋60〕÷100×分值"
    heading: ClassVar[str] = "本值"
    compares: ClassVar[bool] = True

    compared: Annotated[str, Meaning("比较", Sort.CHOICE, "拿完成数比还是拿完成率比", (DONE, COMPLETION))] = DONE
    foot: Annotated[Fraction, Meaning("基础分", Sort.NUMBER, "组内最小值得多少（满分按100）")] = _SIXTY

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        if not 0 <= self.foot <= 100:
            raise Refused("“基础分”应在0到100之间，请改正。", field="foot")

    def asks_target(self) -> bool:
        """See :class:`Rule`."""
        return self.compared == COMPLETION

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        own, others, measure = compared_in(self.compared, case)
        low, high = min(others), max(others)
        if low == high:
            return Outcome(points_, f"组内各单位相同，按100%计，得{points(points_)}", quantity(own, measure))
        span = _HUNDRED - self.foot
        coefficient = (own - low) / (high - low) * span + self.foot
        ours, least, most = (quantity(value, measure) for value in (own, low, high))
        words = (
            f"本值{ours}，组内最小{least}，最大{most}；（{ours}－{least}）÷（{most}－{least}）×{number(span)}"
            f"＋{number(self.foot)}，功效系数{number(coefficient)}"
        )
        score = coefficient / _HUNDRED * points_
        return Outcome(score, f"{words}%×{points(points_)}{makes(score)}", ours)


@dataclass(frozen=True, kw_only=True)
class RatioToBest(Rule):
    """R2: own figure ÷ the best or the mean of the group, × 分值; above the mean is full marks."""

    title: ClassVar[str] = "与组内最高值相比"
    formula: ClassVar[str] = "本值÷组内最高值×分值；也可以与平均值相比，达到平均值得满分"
    heading: ClassVar[str] = "本值"
    compares: ClassVar[bool] = True

    compared: Annotated[str, Meaning("比较", Sort.CHOICE, "拿完成数比还是拿完成率比", (DONE, COMPLETION))] = DONE

    than: Annotated[str, Meaning("相比", Sort.CHOICE, "与组内最高值还是平均值相比", (BEST, MEAN))] = BEST

    def asks_target(self) -> bool:
        """See :class:`Rule`."""
        return self.compared == COMPLETION

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        own, others, measure = compared_in(self.compared, case)
        known = others[1:] or others  # the group holds the own value, unless it is alone
        base = max(known) if self.than == BEST else sum(known, ZERO) / len(known)
        if base <= 0:
            raise CannotScore(f"“{case.main.title}”组内{self.than}是0，无法计分")
        part = min(max(own, ZERO) / base, ONE)
        ours, compared = quantity(own, measure), quantity(base, measure)
        score = part * points_
        capped = "（按100%计）" if own > base else ""
        words = f"本值{ours}÷组内{self.than.removesuffix('值')}{compared}，{share(max(own, ZERO) / base)}{capped}"
        return Outcome(score, f"{words}×{points(points_)}{makes(score)}", ours)


def compared_in(what: str, case: Case) -> tuple[Fraction, list[Fraction], str]:
    """Own value, the group's known values (own among them), and their measure."""
    read = completion_of if what == COMPLETION else value_of
    own = read(case.main)
    known = [own]
    for figure in case.group:
        try:
            known.append(read(figure))
        except CannotScore:
            continue  # a unit without a figure is not compared with
    return own, known, "%" if what == COMPLETION else case.main.measure


@dataclass(frozen=True, kw_only=True)
class PeerRating(Rule):
    """J1: ratings given by several sides, the mean of each side's, weighted, as a part of 分值."""

    title: ClassVar[str] = "评分（测评、互评）"
    formula: ClassVar[str] = "各方评分的平均×权重之和÷评分满分×分值"
    heading: ClassVar[str] = "评分"

    full: Annotated[Fraction, Meaning("评分满分", Sort.NUMBER, "评分按多少分为满分")] = _HUNDRED
    weight: Annotated[Fraction, Meaning("本项权重", Sort.SHARE, "本项评分占多少")] = ONE
    others: Annotated[
        tuple[Part, ...], Meaning("其他评分", Sort.PARTS, "其他评分指标的名称和权重，权重合计100%", share=True)
    ] = ()

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.full, "评分满分", "full")
        must_make_the_whole((self.weight, *(part.weight for part in self.others)), "各方评分", "weight")

    def parts(self) -> tuple[Part, ...]:
        """See :class:`Rule`."""
        return self.others

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        sides = [(case.main, self.weight), *((case.others[part.indicator], part.weight) for part in self.others)]
        terms, together = [], ZERO
        for figure, weight in sides:
            mean = self._mean(figure)
            together += mean * weight
            several = f"{len(figure.ratings)}次平均" if len(figure.ratings) > 1 else ""
            terms.append(f"{figure.title}{several}{points(mean)}" + (f"×{share(weight)}" if self.others else ""))
        score = together / self.full * points_
        words = "＋".join(terms) + (f"，合计{points(together)}" if self.others else "")
        words += (
            f"，得{points(score)}" if self.full == points_ else f"÷{number(self.full)}×{points(points_)}{makes(score)}"
        )
        return Outcome(score, words, number(together))

    def _mean(self, figure: Figure) -> Fraction:
        if figure.gap:
            raise CannotScore(figure.gap)
        if not figure.ratings:
            raise CannotScore(f"“{figure.title}”还没有评分，无法计分")
        if max(figure.ratings) > self.full or min(figure.ratings) < 0:
            raise CannotScore(f"“{figure.title}”的评分不在0到{number(self.full)}之间，请核对")
        return sum(figure.ratings, ZERO) / len(figure.ratings)
