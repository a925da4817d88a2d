"""The shape of what must not be missing at all: a precondition, and what follows where it is not met."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from app.indicators.scoring.parameter import Meaning, Sort
from app.indicators.scoring.projects import INDUSTRIES, described, industries_of, pieces_of
from app.indicators.scoring.shape import ONE, ZERO, Case, Outcome, Rule, value_of
from app.indicators.scoring.words import quantity


@dataclass(frozen=True, kw_only=True)
class Precondition(Rule):
    """V1: something that must not be missing; it gives 分值 (mostly none), and missing it has a consequence."""

    title: ClassVar[str] = "前置条件（一票否决）"
    formula: ClassVar[str] = "达到要求得分值（可为0），达不到的写明后果"
    heading: ClassVar[str] = "前置条件"

    least: Annotated[Fraction, Meaning("最低要求", Sort.NUMBER, "至少要达到的数", of_measure=True)] = ONE
    size: Annotated[
        Fraction | None,
        Meaning("单个规模", Sort.NUMBER, "只计总投资不低于多少万元的项目；不填则都计", is_sum=True),
    ] = None
    industries: Annotated[str, INDUSTRIES] = ""
    consequence: Annotated[str, Meaning("达不到的后果", Sort.WORDS, "写在结果表上的一句话")] = "取消年终评先评优资格"
    unranked: Annotated[bool, Meaning("不参加排名", Sort.FLAG, "达不到的是否不参加排名")] = False

    def sizes(self) -> tuple[Fraction, ...]:
        """See :class:`Rule`."""
        return (self.size or ZERO,) if self.size is not None or self.industries else ()

    def of_industries(self) -> tuple[str, ...]:
        """See :class:`Rule`."""
        return industries_of(self.industries)

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        value, of_kind = value_of(case.main), ""
        for size in self.sizes():
            value, of_kind = pieces_of(case, size), described(size, self.of_industries())
        measure = case.main.measure
        words = f"{of_kind}{case.main.title}{quantity(value, measure)}，要求不少于{quantity(self.least, measure)}"
        if value >= self.least:
            return Outcome(points_, f"{words}，达到", "达到")
        return Outcome(ZERO, f"{words}，未达到", "未达到", veto=self.consequence or "未达到前置条件")
