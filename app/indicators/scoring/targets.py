"""Shapes that hold a figure against its target: in proportion, mixed, by steps, all or nothing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Part, Sort, Step
from app.indicators.scoring.shape import (
    ONE,
    ZERO,
    CannotScore,
    Case,
    Outcome,
    Rule,
    capped,
    completion_of,
    must_be_positive,
    must_fall,
    must_make_the_whole,
    target_of,
    told,
    value_of,
    whole_part,
)
from app.indicators.scoring.words import makes, number, points, quantity, rate, share

OWN_TARGET, SAME_TARGET = "该指标的目标", "本项的目标"
_LIMIT, _HALF, _FIFTH, _TENTH, _TEN = Fraction(6, 5), Fraction(1, 2), Fraction(1, 5), Fraction(1, 10), Fraction(10)
_HUNDRED = Fraction(100)
_START = Meaning("起评完成率", Sort.SHARE, "完成率不到多少得0分，达到后按完成率计；不填则都按完成率计")
_FULL_STEPS = (Step(ONE, Fraction(100)), Step(Fraction(4, 5), Fraction(75)), Step(_HALF, Fraction(50)))


@dataclass(frozen=True, kw_only=True)
class Proportional(Rule):
    """P1: 完成率 × 分值, never more than 分值."""

    title: ClassVar[str] = "按完成率计分（最高满分）"
    formula: ClassVar[str] = "完成率×分值，完成率超过100%的按100%计"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    start: Annotated[Fraction | None, _START] = None

    def score(self, points: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        return _in_proportion(points, case, ONE, self.start)


@dataclass(frozen=True, kw_only=True)
class ProportionalBeyond(Rule):
    """P2: 完成率 × 分值, up to a cap above 100 %."""

    title: ClassVar[str] = "按完成率计分（可超满分）"
    formula: ClassVar[str] = "完成率×分值，完成率超过封顶完成率的按封顶完成率计"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    limit: Annotated[Fraction, Meaning("封顶完成率", Sort.SHARE, "完成率最高按多少计，不低于100%")] = _LIMIT
    start: Annotated[Fraction | None, _START] = None

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        if self.limit < 1:
            raise Refused("“封顶完成率”应不低于100%，请改正。", field="limit")

    def score(self, points: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        return _in_proportion(points, case, self.limit, self.start)


def _in_proportion(full: Fraction, case: Case, limit: Fraction, start: Fraction | None) -> Outcome:
    completion = completion_of(case.main)
    if start is not None and completion < start:
        return Outcome(
            ZERO, f"{told(case.main)}，完成率{share(completion)}，不到{share(start)}，得0分", rate(completion)
        )
    counted, words = capped(completion, limit)
    score = counted * full
    return Outcome(score, f"{told(case.main)}，{words}×{points(full)}{makes(score)}", rate(completion))


@dataclass(frozen=True, kw_only=True)
class Mixed(Rule):
    """P3: the completions of several indicators, weighted and added, × 分值."""

    title: ClassVar[str] = "几项完成率加权"
    formula: ClassVar[str] = "（本项完成率×权重＋并列指标完成率×权重）×分值"
    heading: ClassVar[str] = "综合完成率"
    needs_target: ClassVar[bool] = True

    weight: Annotated[Fraction, Meaning("本项权重", Sort.SHARE, "本项指标占多少")] = _HALF
    others: Annotated[
        tuple[Part, ...], Meaning("并列指标", Sort.PARTS, "其他指标的名称、权重，比率再写标准", share=True)
    ] = ()
    limit: Annotated[Fraction, Meaning("合计封顶", Sort.SHARE, "加权后的完成率最高按多少计")] = ONE
    part_limit: Annotated[
        Fraction | None, Meaning("单项封顶", Sort.SHARE, "每个指标的完成率最高按多少计；不填则不限")
    ] = None

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        if not self.others:
            raise Refused("几项加权至少要有一个并列指标，请填写“并列指标”。", field="others")
        must_make_the_whole((self.weight, *(part.weight for part in self.others)), "各项指标", "others")
        must_be_positive(self.limit, "合计封顶", "limit")
        must_be_positive(ONE if self.part_limit is None else self.part_limit, "单项封顶", "part_limit")

    def parts(self) -> tuple[Part, ...]:
        """See :class:`Rule`."""
        return self.others

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        figures = [(case.main, self.weight), *((case.others[part.indicator], part.weight) for part in self.others)]
        told_parts, terms, together = [], [], ZERO
        for figure, weight in figures:
            completion = completion_of(figure)
            counted, words = (
                capped(completion, self.part_limit) if self.part_limit else (completion, f"完成率{share(completion)}")
            )
            told_parts.append(f"{figure.title}{told(figure)}，{words}")
            terms.append(f"{share(counted)}×{share(weight)}")
            together += counted * weight
        counted, words = capped(together, self.limit)
        score = counted * points_
        working = f"{'；'.join(told_parts)}；{'＋'.join(terms)}，综合{words}×{points(points_)}{makes(score)}"
        return Outcome(score, working, rate(together))


@dataclass(frozen=True, kw_only=True)
class Steps(Rule):
    """T1: the score of the step that the 完成率 reaches, on condition of another figure where one is asked."""

    title: ClassVar[str] = "按完成率分档"
    formula: ClassVar[str] = "完成率达到哪一档得哪一档的分，可另设前提条件"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    steps: Annotated[
        tuple[Step, ...],
        Meaning("档次", Sort.STEPS, "完成率:得分，从高到低，都不到得0分；不填则按分值的100%、75%、50%"),
    ] = _FULL_STEPS
    condition: Annotated[str, Meaning("前提指标", Sort.INDICATOR, "另须达到要求的指标，如实际到位资金；不填则没有")] = (
        ""
    )
    condition_least: Annotated[Fraction, Meaning("前提比例", Sort.SHARE, "前提指标至少占任务的多少")] = _FIFTH
    condition_of: Annotated[
        str, Meaning("前提任务", Sort.CHOICE, "前提比例按哪个目标计算", (SAME_TARGET, OWN_TARGET))
    ] = SAME_TARGET

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_fall(self.steps, "档次", "steps")
        must_be_positive(self.condition_least, "前提比例", "condition_least")

    def parts(self) -> tuple[Part, ...]:
        """See :class:`Rule`."""
        return (Part(self.condition, ONE),) if self.condition else ()

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        completion = completion_of(case.main)
        words = f"{told(case.main)}，完成率{share(completion)}"
        step = next((step for step in self.steps if completion >= step.least), None)
        if step is None:
            lowest = self.steps[-1].least
            return Outcome(ZERO, f"{words}，低于{share(lowest)}，得0分", rate(completion))
        words += f"，达到{share(step.least)}档"
        if self.condition:
            met, condition = self._condition(case)
            words += f"；{condition}"
            if not met:
                return Outcome(ZERO, f"{words}，得0分", rate(completion))
        score = self._worth(step, points_)
        return Outcome(score, f"{words}，得{points(score)}", rate(completion))

    def suits(self, points_: Fraction) -> None:
        """See :class:`Rule`."""
        highest = max(self._worth(step, points_) for step in self.steps)
        if highest > points_:
            raise Refused(
                f"“档次”的最高得分{points(highest)}超过了分值{points(points_)}，请改小档次或改大分值。", field="steps"
            )

    def _worth(self, step: Step, points_: Fraction) -> Fraction:
        """A step's score as it was entered; the usual 100, 75 and 50 are parts of a 分值 that is less than 100."""
        in_parts = self.steps == _FULL_STEPS and points_ < _HUNDRED
        return step.score * points_ / _HUNDRED if in_parts else step.score

    def _condition(self, case: Case) -> tuple[bool, str]:
        figure = case.others[self.condition]
        task = target_of(case.main if self.condition_of == SAME_TARGET else figure)
        if self.condition_of == SAME_TARGET and figure.measure != case.main.measure:
            raise CannotScore(f"“{figure.title}”与“{case.main.title}”的计量单位不同，前提比例无法计算")
        part = value_of(figure) / task
        words = f"{figure.title}{quantity(value_of(figure), figure.measure)}，占任务的{share(part)}"
        met = part >= self.condition_least
        return met, f"{words}，{'达到' if met else '不到'}{share(self.condition_least)}"


@dataclass(frozen=True, kw_only=True)
class AllOrNothing(Rule):
    """T2: 分值 when the target is met, nothing before; more for what lies beyond it."""

    title: ClassVar[str] = "完成得满分，未完成不得分，超额加分"
    formula: ClassVar[str] = "完成目标得分值，每超一定比例加分，加分有上限；未完成得0分"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    step: Annotated[Fraction, Meaning("每超", Sort.SHARE, "每超过目标多少加一次分")] = _TENTH
    each: Annotated[Fraction, Meaning("每次加分", Sort.NUMBER, "每次加多少分")] = _HALF
    most: Annotated[Fraction, Meaning("加分上限", Sort.NUMBER, "最多加多少分")] = _TEN
    whole: Annotated[bool, Meaning("不足不加", Sort.FLAG, "不满一次的是否不加分；否则按比例加")] = True

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.step, "每超", "step")
        if min(self.each, self.most) < 0:
            raise Refused("加分不能小于0，请改正。", field="each")

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        completion = completion_of(case.main)
        words = f"{told(case.main)}，完成率{share(completion)}"
        if completion < 1:
            return Outcome(ZERO, f"{words}，未完成，得0分", rate(completion))
        times = (completion - 1) / self.step
        times = whole_part(times) if self.whole else times
        bonus = min(times * self.each, self.most)
        words += f"，完成得{points(points_)}"
        if bonus:
            limit = "（已到上限）" if bonus == self.most else ""
            words += f"，每超{share(self.step)}加{points(self.each)}，计{number(times)}次，加{points(bonus)}{limit}"
        score = points_ + bonus
        return Outcome(score, f"{words}，共{points(score)}", rate(completion))
