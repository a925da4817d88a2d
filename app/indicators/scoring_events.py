"""Shapes that count: what is missing, what went wrong, what came on top, what must not be missing at all."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, ClassVar

from app.errors import Refused
from app.indicators.scoring_parameters import Meaning, Part, Sort, Step
from app.indicators.scoring_rule import (
    ONE,
    ZERO,
    CannotScore,
    Case,
    Figure,
    Outcome,
    Rule,
    completion_of,
    must_be_positive,
    must_fall,
    target_of,
    told,
    value_of,
)
from app.indicators.scoring_words import makes, number, points, quantity, rate, share

_POINT_BANDS = (Step(ZERO, Fraction(1, 10)),)


@dataclass(frozen=True, kw_only=True)
class PerMissing(Rule):
    """D1: full marks less so much for each piece that is missing from the target."""

    title: ClassVar[str] = "每少一项扣分"
    formula: ClassVar[str] = "分值－（目标－完成）×每少一项扣分"
    heading: ClassVar[str] = "完成数"
    needs_target: ClassVar[bool] = True

    each: Annotated[Fraction, Meaning("每少一项扣分", Sort.NUMBER, "每少一项扣多少分")] = ONE
    unit: Annotated[Fraction, Meaning("每项数量", Sort.NUMBER, "多少算一项，如1个、1个月、100万元")] = ONE
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
        shown = quantity(value_of(case.main), case.main.measure)
        if not missing:
            return Outcome(points_, f"{told(case.main)}，不少，得{points(points_)}", shown)
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
        happened = [(figure.title, _events(figure), each) for figure, each in kinds]
        shown = number(sum((count for _, count, _ in happened), ZERO))
        terms = [f"{title}{number(count)}件×{points(each)}" for title, count, each in happened if count]
        if not terms:
            return Outcome(points_, f"没有扣分事项，得{points(points_)}", shown)
        loss = sum((count * each for _, count, each in happened), ZERO)
        score = points_ - loss
        return Outcome(score, f"{'，'.join(terms)}，{points(points_)}－{points(loss)}{makes(score)}", shown)


@dataclass(frozen=True, kw_only=True)
class PerEvent(Rule):
    """B1: so much for each piece (or each beyond the target, or each by its size), 分值 at most."""

    title: ClassVar[str] = "每完成一件加分"
    formula: ClassVar[str] = "件数×每件加分，最多加到分值；可只计超目标部分，或按项目规模分档"
    heading: ClassVar[str] = "件数"

    each: Annotated[Fraction, Meaning("每件加分", Sort.NUMBER, "每件加多少分（按规模分档时不用）")] = ONE
    unit: Annotated[Fraction, Meaning("每件数量", Sort.NUMBER, "多少算一件，如1个、1000万元")] = ONE
    beyond: Annotated[bool, Meaning("只计超目标", Sort.FLAG, "是否只计超过目标的部分")] = False
    bands: Annotated[
        tuple[Step, ...],
        Meaning("规模档次", Sort.BANDS, "总投资（万元）:每个加分，从高到低；一个项目只按最高一档加一次"),
    ] = ()

    def __post_init__(self) -> None:
        """See :class:`Rule`."""
        super().__post_init__()
        must_be_positive(self.each, "每件加分", "each")
        must_be_positive(self.unit, "每件数量", "unit")
        if self.bands:
            must_fall(self.bands, "规模档次", "bands")
        if self.bands and self.beyond:
            raise Refused("按规模分档时不能只计超目标部分。", field="beyond")

    def sizes(self) -> tuple[Fraction, ...]:
        """See :class:`Rule`."""
        return tuple(band.least for band in self.bands)

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        if self.bands:
            return self._by_size(points_, case)
        done = _events(case.main)
        counted, words = done, f"完成{quantity(done, case.main.measure)}"
        if self.beyond:
            counted = max(done - target_of(case.main), ZERO)
            words = f"{told(case.main)}，超{quantity(counted, case.main.measure)}"
        pieces = counted / self.unit
        return _bonus(points_, pieces * self.each, f"{words}，{number(pieces)}件×{points(self.each)}", done, case.main)

    def _by_size(self, points_: Fraction, case: Case) -> Outcome:
        terms, bonus, larger = [], ZERO, ZERO
        for band in self.bands:
            if band.least not in case.sizes:
                raise CannotScore(f"“{case.main.title}”不按项目统计，不能按规模分档计分")
            pieces = case.sizes[band.least] - larger
            larger = case.sizes[band.least]
            bonus += pieces * band.score
            if pieces:
                terms.append(f"{number(band.least)}万元以上{number(pieces)}个×{points(band.score)}")
        return _bonus(points_, bonus, "，".join(terms) or "没有达到规模的项目", larger, case.main)


def _bonus(most: Fraction, bonus: Fraction, words: str, done: Fraction, figure: Figure) -> Outcome:
    shown = quantity(done, figure.measure)
    if bonus > most:
        return Outcome(most, f"{words}，{points(bonus)}，最多加{points(most)}", shown)
    return Outcome(bonus, f"{words}，加{points(bonus)}", shown)


def _events(figure: Figure) -> Fraction:
    """How many there were; nothing entered means that there were none."""
    if figure.gap:
        raise CannotScore(figure.gap)
    return figure.value or ZERO


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
        band = next((band for band in self.bands if target >= band.least), None)
        shown, words = rate(completion), f"{told(case.main)}，完成率{share(completion)}"
        if completion <= 1:
            return Outcome(ZERO, f"{words}，没有超额，不加分", shown)
        if band is None:
            return Outcome(ZERO, f"{words}，目标数不到加分档次，不加分", shown)
        over = (completion - 1) * 100
        over = Fraction(over.numerator // over.denominator) if self.whole else over
        words = f"{words}，超{number(over)}个百分点×{points(band.score)}"
        return replace(_bonus(points_, over * band.score, words, ZERO, case.main), shown=shown)


@dataclass(frozen=True, kw_only=True)
class Precondition(Rule):
    """V1: something that must not be missing; it gives 分值 (mostly none), and missing it has a consequence."""

    title: ClassVar[str] = "前置条件（一票否决）"
    formula: ClassVar[str] = "达到要求得分值（可为0），达不到的写明后果"
    heading: ClassVar[str] = "前置条件"

    least: Annotated[Fraction, Meaning("最低要求", Sort.NUMBER, "至少要达到的数")] = ONE
    size: Annotated[Fraction | None, Meaning("单个规模", Sort.NUMBER, "只计总投资不低于多少万元的项目；不填则都计")] = (
        None
    )
    consequence: Annotated[str, Meaning("达不到的后果", Sort.WORDS, "写在结果表上的一句话")] = "取消年终评先评优资格"
    unranked: Annotated[bool, Meaning("不参加排名", Sort.FLAG, "达不到的是否不参加排名")] = False

    def sizes(self) -> tuple[Fraction, ...]:
        """See :class:`Rule`."""
        return () if self.size is None else (self.size,)

    def score(self, points_: Fraction, case: Case) -> Outcome:
        """See :class:`Rule`."""
        value, of_size = value_of(case.main), ""
        if self.size is not None:
            if self.size not in case.sizes:
                raise CannotScore(f"“{case.main.title}”不按项目统计，不能限定单个规模")
            value, of_size = case.sizes[self.size], f"总投资{number(self.size)}万元以上的"
        measure = case.main.measure
        words = f"{of_size}{case.main.title}{quantity(value, measure)}，要求不少于{quantity(self.least, measure)}"
        if value >= self.least:
            return Outcome(points_, f"{words}，达到", "达到")
        return Outcome(ZERO, f"{words}，未达到", "未达到", veto=self.consequence or "未达到前置条件")
