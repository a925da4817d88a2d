"""The shape that scores by place within the group: so much for the first, each place less."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.group import COMPLETION, DONE, compared_in
from app.indicators.scoring.parameter import Meaning, Sort
from app.indicators.scoring.shape import ONE, ZERO, Case, Outcome, Rule, must_be_positive
from app.indicators.scoring.words import number, points, quantity

BY_PLACE = "名次"  # what stands beside a score that comes of a place


@dataclass(frozen=True, kw_only=True)
class ByPlace(Rule):
    """K1: the first gets 分值, each place after it so much less; equal figures share a place."""

    title: ClassVar[str] = "按名次计分"
    formula: ClassVar[str] = "组内第一名得分值，每后一名减若干分；可只计前几名，并列的同分，下一名空出"
    heading: ClassVar[str] = BY_PLACE
    compares: ClassVar[bool] = True

    compared: Annotated[str, Meaning("比较", Sort.CHOICE, "拿完成数比还是拿完成率比", (DONE, COMPLETION))] = DONE
    step: Annotated[Fraction, Meaning("每后一名减", Sort.NUMBER, "每低一个名次减多少分")] = ONE
    places: Annotated[Fraction | None, Meaning("计分名次", Sort.NUMBER, "只有前几名得分；不填则都计，减到0分为止")] = (
        None
    )
    least: Annotated[Fraction, Meaning("最低要求", Sort.NUMBER, "至少多少才排名次，如1、60%", share=True)] = ZERO

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.step, "每后一名减", "step")
        if self.places is not None and (self.places < 1 or self.places.denominator != 1):
            raise Refused("“计分名次”应是大于0的整数，请改成3这样的数。", field="places")

    def asks_target(self) -> bool:
        """See :class:`Rule`."""
        return self.compared == COMPLETION

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        own, others, measure = compared_in(self.compared, case)
        shown = quantity(own, measure)
        if own <= 0 or own < self.least:
            return Outcome(ZERO, f"{self.compared}{shown}，不排名次，得0分", "—")
        place = 1 + sum(1 for other in others if other > own)
        words = f"{self.compared}{shown}，组内第{place}名"
        if self.places is not None and place > self.places:
            return Outcome(ZERO, f"{words}，只计前{number(self.places)}名，得0分", f"第{place}名")
        score = max(points_ - (place - 1) * self.step, ZERO)
        if place == 1:
            return Outcome(score, f"{words}，得{points(score)}", "第1名")
        taken = f"{points(points_)}－{place - 1}×{points(self.step)}"
        return Outcome(score, f"{words}，{taken}，得{points(score)}", f"第{place}名")
