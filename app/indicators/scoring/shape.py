"""What a scoring shape is given, what it answers, and what all shapes share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Part, Sort, Step
from app.indicators.scoring.words import exact_share, quantity, share

ZERO, ONE = Fraction(0), Fraction(1)
YEAR, TO_DATE = "当年项目", "历年累计项目"


@dataclass(frozen=True)
class Figure:
    """An indicator of one unit: what was done and what it is held against, in its measure (% as fractions).

    ``ratings`` are the values given by hand one after another. ``gap`` says why nothing can be counted from it.
    ``task`` is the whole year's target where ``target`` is only what the clock asks of it by now.
    """

    title: str
    measure: str
    value: Fraction | None
    target: Fraction | None = None
    target_word: str = "年度目标"
    ratings: tuple[Fraction, ...] = ()
    gap: str = ""
    task: Fraction | None = None


@dataclass(frozen=True)
class Case:
    """One unit before one item: its figure, those of other indicators by key, and the group's figures of the item.

    ``sizes`` says by 万元 how many of the counted projects, of the rule's industries, are at least so large;
    ``unsized`` how many of them have no size at all. ``months`` says how much each month that is over brought, where
    the rule asks for it.
    """

    main: Figure
    others: Mapping[str, Figure] = field(default_factory=dict)
    group: tuple[Figure, ...] = ()
    sizes: Mapping[Fraction, Fraction] = field(default_factory=dict)
    months: tuple[Fraction, ...] = ()
    unsized: Fraction = ZERO


@dataclass(frozen=True)
class Outcome:
    """A score and its working in words; no score where it cannot be computed, and the working says why.

    ``shown`` is the one figure that a table shows beside the score; ``veto`` what follows from a missed precondition.
    """

    score: Fraction | None
    working: str
    shown: str = ""
    veto: str = ""


class CannotScore(Exception):
    """A score cannot be computed; the message is the reason that the working gives."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A scoring shape with its parameters; each shape answers a case with a score before cap and floor."""

    title: ClassVar[str]
    formula: ClassVar[str]
    heading: ClassVar[str]
    needs_target: ClassVar[bool] = False
    compares: ClassVar[bool] = False  # with the other units of the group: one alone has no score

    target: Annotated[
        Fraction | None,
        Meaning("统一标准", Sort.NUMBER, "各单位同一标准数（比率如100%）；不填则按各单位下达的目标数", of_measure=True),
    ] = None
    quarter: Annotated[
        Fraction | None,
        Meaning("季度权重", Sort.SHARE, "四个季度末各占多少，其余归年末，如10%；不填则只看考核月份"),
    ] = None
    half: Annotated[
        Fraction | None, Meaning("半年权重", Sort.SHARE, "六月末占多少，其余归年末，如40%；不填则只看考核月份")
    ] = None
    last_year: Annotated[
        Fraction | None,
        Meaning("上年同期", Sort.SHARE, "以上年同期数的多少作目标，如110%；不填则按目标或标准"),
    ] = None
    base: Annotated[str, Meaning("比率口径", Sort.CHOICE, "落地率、开工率等按哪些签约项目计算", (YEAR, TO_DATE))] = YEAR

    def __post_init__(self) -> None:
        """Refuses parameters that make no sense; ``field`` is the parameter's name."""
        if self.target is not None and self.target <= 0:
            raise Refused("“统一标准”应大于0，请改正或去掉。", field="target")
        if self.quarter is not None and not 0 < self.quarter <= Fraction(1, 4):
            raise Refused("“季度权重”应大于0，不超过25%，请改正。", field="quarter")
        if self.half is not None and not 0 < self.half < 1:
            raise Refused("“半年权重”应大于0，小于100%，请改正。", field="half")
        if self.half is not None and self.quarter is not None:
            raise Refused("“季度权重”和“半年权重”只能填一个，请去掉一个。", field="half")
        if self.last_year is not None:
            must_be_positive(self.last_year, "上年同期", "last_year")
            self._must_have_no_other_target()
        for part in self.parts():
            must_be_positive(ONE if part.target is None else part.target, "并列指标的标准", "others")

    def _must_have_no_other_target(self) -> None:
        if self.target is not None or any(part.target is not None for part in self.parts()):
            raise Refused("填了“上年同期”就不用再写标准，请去掉一个。", field="last_year")
        if not self.asks_target():
            raise Refused("这样计分不看目标，请去掉“上年同期”。", field="last_year")

    @property
    def spans(self) -> tuple[tuple[int, Fraction, str], ...]:
        """The ends of quarters or of the half-year with the part of the score that each has; none asks one month."""
        if self.half is not None:
            return ((6, self.half, "半年"), (12, 1 - self.half, "年末"))
        if self.quarter is None:
            return ()
        ends = zip((3, 6, 9, 12), "一二三四", strict=True)
        quarters = ((month, self.quarter, f"{word}季度末") for month, word in ends)
        return (*quarters, (12, 1 - 4 * self.quarter, "年末"))

    def score(self, points: Fraction, case: Case) -> Outcome:
        """The score of ``points`` at most or at full, and its working."""
        raise NotImplementedError

    def suits(self, points: Fraction) -> None:
        """Refuses parameters that do not fit an item of so many points."""

    def asks_target(self) -> bool:
        """Whether the item's own figure is held against a target."""
        return self.needs_target

    def parts(self) -> tuple[Part, ...]:
        """The other indicators that this shape looks at."""
        return ()

    def sizes(self) -> tuple[Fraction, ...]:
        """The sizes of projects, in 万元, from which this shape wants to know how many there are."""
        return ()

    def asks_months(self) -> bool:
        """Whether this shape looks at single months."""
        return False

    def of_industries(self) -> tuple[str, ...]:
        """The industries whose projects alone count by size; none named means all."""
        return ()


def value_of(figure: Figure) -> Fraction:
    """What was done; :class:`CannotScore` where that is not known."""
    if figure.gap:
        raise CannotScore(figure.gap)
    if figure.value is None:
        reason = "没有可计算的基数" if figure.measure == "%" else "还没有填写"
        raise CannotScore(f"“{figure.title}”{reason}，无法计分")
    return figure.value


def events(figure: Figure) -> Fraction:
    """How many there were, never below nought; nothing entered means that there were none."""
    if figure.gap:
        raise CannotScore(figure.gap)
    return max(figure.value or ZERO, ZERO)


def whole_part(value: Fraction) -> Fraction:
    """A number that is not negative without what follows its point."""
    return Fraction(value.numerator // value.denominator)


def target_of(figure: Figure) -> Fraction:
    """What it is held against; :class:`CannotScore` without one, or where it is nought."""
    if figure.gap:
        raise CannotScore(figure.gap)
    if figure.target is None:
        raise CannotScore(f"“{figure.title}”没有目标，无法计分")
    if figure.target <= 0:
        raise CannotScore(f"“{figure.title}”的{figure.target_word}是0，没有目标，无法计分")
    return figure.target


def completion_of(figure: Figure) -> Fraction:
    """完成率 as a fraction, never below nought."""
    target = target_of(figure)
    return max(value_of(figure) / target, ZERO)


def told(figure: Figure) -> str:
    """The two figures in words: 完成4800万元，年度目标5000万元."""
    done = quantity(value_of(figure), figure.measure)
    return f"完成{done}，{figure.target_word}{quantity(target_of(figure), figure.measure)}"


def capped(completion: Fraction, cap: Fraction) -> tuple[Fraction, str]:
    """The completion that counts, and the words for it: 完成率143%（按100%计）."""
    if completion <= cap:
        return completion, f"完成率{share(completion)}"
    return cap, f"完成率{share(completion)}（按{share(cap)}计）"


def must_fall(steps: tuple[Step, ...], title: str, field_name: str) -> None:
    """Refuses steps that do not go down one by one."""
    least = [step.least for step in steps]
    if not steps or least != sorted(set(least), reverse=True) or min(least) < 0:
        raise Refused(f"“{title}”请从高到低写，每档的起点不同且不小于0。", field=field_name)


def must_make_the_whole(weights: Iterable[Fraction], title: str, field_name: str) -> None:
    """Refuses weights that do not make 100 % together, and any that is nought or less."""
    given = list(weights)
    for weight in given:
        must_be_positive(weight, f"{title}的权重", field_name)
    if (whole := sum(given, ZERO)) != 1:
        raise Refused(f"{title}的权重合计应是100%，现在是{exact_share(whole)}，请改正。", field=field_name)


def must_be_positive(value: Fraction, title: str, field_name: str) -> None:
    """Refuses nought and less."""
    if value <= 0:
        raise Refused(f"“{title}”应大于0，请改正。", field=field_name)
