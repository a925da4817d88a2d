"""Shapes that give more: for each piece, or for each percentage point beyond the target."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring.parameter import Meaning, Sort, Step
from app.indicators.scoring.projects import INDUSTRIES, described, industries_of, pieces_of
from app.indicators.scoring.shape import (
    ONE,
    ZERO,
    Case,
    Figure,
    Outcome,
    Rule,
    completion_of,
    events,
    must_be_positive,
    must_fall,
    target_of,
    told,
    whole_part,
)
from app.indicators.scoring.words import number, points, quantity, rate, share

_POINT_BANDS = (Step(ZERO, Fraction(1, 10)),)


@dataclass(frozen=True, kw_only=True)
class PerEvent(Rule):
    """B1: so much for each piece (or each beyond the target, or each by its size), 分值 at most."""

    title: ClassVar[str] = "每完成一件加分"
    formula: ClassVar[str] = "件数×每件加分，最多加到分值；可只计超目标部分，或按项目规模分档"
    heading: ClassVar[str] = "件数"

    each: Annotated[Fraction, Meaning("每件加分", Sort.NUMBER, "每件加多少分（按规模分档时不用）")] = ONE
    unit: Annotated[Fraction, Meaning("每件数量", Sort.NUMBER, "多少算一件，如1个、1000万元")] = ONE
    beyond: Annotated[bool, Meaning("只计超目标", Sort.FLAG, "是否只计超过目标的部分")] = False
    whole: Annotated[bool, Meaning("不足不加", Sort.FLAG, "不满一件的是否不加分；否则按比例加")] = False
    bands: Annotated[
        tuple[Step, ...],
        Meaning("规模档次", Sort.BANDS, "总投资（万元）:每个加分，从高到低；一个项目只按最高一档加一次", is_sum=True),
    ] = ()
    industries: Annotated[str, INDUSTRIES] = ""

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.each, "每件加分", "each")
        must_be_positive(self.unit, "每件数量", "unit")
        if self.bands:
            must_fall(self.bands, "规模档次", "bands")
        if self.bands and self.beyond:
            raise Refused("按规模分档时不能只计超目标部分，请去掉“只计超目标”或“规模档次”。", field="beyond")

    def asks_target(self) -> bool:
        """See :class:`Rule`."""
        return self.beyond

    def sizes(self) -> tuple[Fraction, ...]:
        """See :class:`Rule`."""
        if self.bands:
            return tuple(band.least for band in self.bands)
        return (ZERO,) if self.industries else ()

    def of_industries(self) -> tuple[str, ...]:
        """See :class:`Rule`."""
        return industries_of(self.industries)

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        if self.bands:
            return self._by_size(points_, case)
        done = pieces_of(case, ZERO) if self.industries else events(case.main)
        measure, of_kind = case.main.measure, described(ZERO, self.of_industries())
        counted, words = done, f"{of_kind}完成{quantity(done, measure)}"
        if self.beyond:
            counted, target = max(done - target_of(case.main), ZERO), quantity(target_of(case.main), measure)
            words += f"，{case.main.target_word}{target}，超{quantity(counted, measure)}"
        pieces = counted / self.unit
        pieces = whole_part(pieces) if self.whole else pieces
        return _bonus(points_, pieces * self.each, f"{words}，{number(pieces)}件×{points(self.each)}", done, case.main)

    def _by_size(self, points_: Fraction, case: Case) -> Outcome:
        terms, bonus, larger = [], ZERO, ZERO
        for band in self.bands:
            pieces = pieces_of(case, band.least) - larger
            larger = pieces_of(case, band.least)
            bonus += pieces * band.score
            if pieces:
                of_kind = described(band.least, self.of_industries())
                terms.append(f"{of_kind.removesuffix('的')}{number(pieces)}个×{points(band.score)}")
        return _bonus(points_, bonus, "，".join(terms) or "没有达到规模的项目", larger, case.main)


@dataclass(frozen=True, kw_only=True)
class OverTarget(Rule):
    """B2: so much for each percentage point beyond the target; how much depends on the target's size."""

    title: ClassVar[str] = "超额按百分点加分"
    formula: ClassVar[str] = "超过目标的百分点数×每个百分点加分（按目标大小分档），最多加到分值"
    heading: ClassVar[str] = "完成率"
    needs_target: ClassVar[bool] = True

    bands: Annotated[tuple[Step, ...], Meaning("目标档次", Sort.BANDS, "目标数:每个百分点加分，从大到小")] = (
        _POINT_BANDS
    )
    whole: Annotated[bool, Meaning("不足不加", Sort.FLAG, "不满一个百分点的是否不加分")] = False

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_fall(self.bands, "目标档次", "bands")

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        completion, target = completion_of(case.main), target_of(case.main)
        size = target if case.main.task is None else case.main.task  # the clock does not make a target smaller
        band = next((band for band in self.bands if size >= band.least), None)
        shown, words = rate(completion), f"{told(case.main)}，完成率{share(completion)}"
        if completion <= 1:
            return Outcome(ZERO, f"{words}，没有超额，不加分", shown)
        if band is None:
            return Outcome(ZERO, f"{words}，目标数不到加分档次，不加分", shown)
        over = (completion - 1) * 100
        over = whole_part(over) if self.whole else over
        words = f"{words}，超{number(over)}个百分点×{points(band.score)}"
        return replace(_bonus(points_, over * band.score, words, ZERO, case.main), shown=shown)


def _bonus(most: Fraction, bonus: Fraction, words: str, done: Fraction, figure: Figure) -> Outcome:
    shown = quantity(done, figure.measure)
    if bonus > most:
        return Outcome(most, f"{words}，{points(bonus)}，最多加{points(most)}", shown)
    return Outcome(bonus, f"{words}，{f'加{points(bonus)}' if bonus else '不加分'}", shown)
