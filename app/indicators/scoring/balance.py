"""The shape that adds and takes away for several kinds of events in one item, under one limit."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Part, Sort
from app.indicators.scoring.shape import ONE, ZERO, Case, Outcome, Rule, events, must_be_positive
from app.indicators.scoring.words import number, points


@dataclass(frozen=True, kw_only=True)
class Balance(Rule):
    """E1: several kinds of bonus and deduction added up; 分值 is the most that is given."""

    title: ClassVar[str] = "几类加分扣分合计"
    formula: ClassVar[str] = "各类件数×每件加（扣）分之和，最多加到分值；扣分写负数，最低得分写负数时可以倒扣"
    heading: ClassVar[str] = "加扣分"

    each: Annotated[Fraction, Meaning("每件加分", Sort.NUMBER, "本项指标每件加多少分，扣分写负数")] = ONE
    unit: Annotated[Fraction, Meaning("每件数量", Sort.NUMBER, "多少算一件，如1个、1000万元")] = ONE
    others: Annotated[tuple[Part, ...], Meaning("其他事件", Sort.PARTS, "其他指标的名称和每件加分，扣分写负数")] = ()
    each_most: Annotated[Fraction | None, Meaning("单类上限", Sort.NUMBER, "每一类最多加多少分；不填则不限")] = None

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.unit, "每件数量", "unit")
        must_be_positive(ONE if self.each_most is None else self.each_most, "单类上限", "each_most")
        if not self.each or any(not part.weight for part in self.others):
            raise Refused("每件加（扣）分不能是0，请写加多少分或扣多少分。", field="each")

    def parts(self) -> tuple[Part, ...]:
        """See :class:`Rule`."""
        return self.others

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        kinds = [(case.main, self.each, self.unit)]
        kinds += [(case.others[part.indicator], part.weight, ONE) for part in self.others]
        terms, together = [], ZERO
        for figure, each, unit in kinds:
            pieces = events(figure) / unit
            if not pieces:
                continue
            worth, limit = pieces * each, ""
            if self.each_most is not None and worth > self.each_most:
                worth, limit = self.each_most, f"（最多{points(self.each_most)}）"
            terms.append(f"{figure.title}{number(pieces)}件×{points(each)}{limit}")
            together += worth
        if not terms:
            return Outcome(ZERO, "没有加分和扣分事项", "0")
        words = f"{'，'.join(terms)}，合计{points(together)}"
        if together > points_:
            return Outcome(points_, f"{words}，最多加{points(points_)}", number(together))
        return Outcome(together, words, number(together))
