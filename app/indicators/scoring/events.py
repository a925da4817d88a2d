"""Shapes that take away: for each piece that is missing, for each thing that went wrong."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.indicators.scoring.parameter import Meaning, Part, Sort
from app.indicators.scoring.shape import (
    ONE,
    ZERO,
    Case,
    Outcome,
    Rule,
    events,
    must_be_positive,
    target_of,
    told,
    value_of,
    whole_part,
)
from app.indicators.scoring.words import makes, number, points, quantity


@dataclass(frozen=True, kw_only=True)
class PerMissing(Rule):
    """D1: full marks less so much for each piece that is missing from the target."""

    title: ClassVar[str] = "每少一项扣分"
    formula: ClassVar[str] = "分值－（目标－完成）×每少一项扣分"
    heading: ClassVar[str] = "完成数"
    needs_target: ClassVar[bool] = True

    each: Annotated[Fraction, Meaning("每少一项扣分", Sort.NUMBER, "每少一项扣多少分")] = ONE
    unit: Annotated[Fraction, Meaning("每项数量", Sort.NUMBER, "多少算一项，如1个、1个月、100万元")] = ONE
    whole: Annotated[bool, Meaning("不足不扣", Sort.FLAG, "不满一项的是否不扣分；否则按比例扣")] = False
    most: Annotated[Fraction | None, Meaning("扣分上限", Sort.NUMBER, "最多扣多少分；不填则扣到最低得分为止")] = None

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.each, "每少一项扣分", "each")
        must_be_positive(self.unit, "每项数量", "unit")
        must_be_positive(ONE if self.most is None else self.most, "扣分上限", "most")

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        missing = max(target_of(case.main) - value_of(case.main), ZERO) / self.unit
        missing = whole_part(missing) if self.whole else missing
        shown = quantity(value_of(case.main), case.main.measure)
        if not missing:
            return Outcome(points_, f"{told(case.main)}，不扣分，得{points(points_)}", shown)
        loss = missing * self.each
        words = f"{told(case.main)}，少{number(missing)}项×{points(self.each)}，扣{points(loss)}"
        if self.most is not None and loss > self.most:
            loss, words = self.most, f"{words}（最多扣{points(self.most)}）"
        score = points_ - loss
        return Outcome(score, f"{words}，{points(points_)}－{points(loss)}{makes(score)}", shown)


@dataclass(frozen=True, kw_only=True)
class NegativeEvents(Rule):
    """D2: full marks less so much for each thing that went wrong, of one or several kinds."""

    title: ClassVar[str] = "每发生一件扣分"
    formula: ClassVar[str] = "分值－件数×每件扣分，可有几类事件"
    heading: ClassVar[str] = "件数"

    each: Annotated[Fraction, Meaning("每件扣分", Sort.NUMBER, "本项事件每件扣多少分")] = ONE
    others: Annotated[tuple[Part, ...], Meaning("其他事件", Sort.PARTS, "其他事件指标的名称和每件扣分")] = ()

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.each, "每件扣分", "each")
        for part in self.others:
            must_be_positive(part.weight, "其他事件的每件扣分", "others")

    def parts(self) -> tuple[Part, ...]:
        """See :class:`Rule`."""
        return self.others

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        kinds = [(case.main, self.each), *((case.others[part.indicator], part.weight) for part in self.others)]
        happened = [(figure.title, events(figure), each) for figure, each in kinds]
        shown = number(sum((count for _, count, _ in happened), ZERO))
        terms = [f"{title}{number(count)}件×{points(each)}" for title, count, each in happened if count]
        if not terms:
            return Outcome(points_, f"没有扣分事项，得{points(points_)}", shown)
        loss = sum((count * each for _, count, each in happened), ZERO)
        score = points_ - loss
        return Outcome(score, f"{'，'.join(terms)}，{points(points_)}－{points(loss)}{makes(score)}", shown)
