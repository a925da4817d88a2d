"""Indicators of the office's own, as data: what is counted, which of them, or one indicator as a part of another.

There is no formula language: a definition is a subject, a measure of it and filters from closed lists.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any

from app.errors import Refused
from app.indicators.counting import WAN, Count, is_of, money, pieces
from app.indicators.facts import ONE, ActivityFact, Event, Facts, LeadFact, Period, ProjectFact
from app.values.capital import FundsSource
from app.values.money import summary_text
from app.values.stages import RESERVE, MilestoneKind


class Subject(StrEnum):
    """What an indicator counts."""

    SIGNED = "签约项目"
    LANDED = "落地项目"
    STARTED = "开工项目"
    IN_PRODUCTION = "投产项目"
    IN_STATISTICS = "入统项目"
    RESERVED = "储备项目"
    FUNDS = "到位资金"
    LEADS = "登记线索"
    VALID_LEADS = "有效线索"
    TRIPS = "外出招商"
    VISITS = "接待来访"
    RATIO = "两项之比"


class Counted(StrEnum):
    """What of it is added up."""

    PIECES = "个数"
    TOTAL = "总投资"
    FIXED = "固定资产投资"
    CONTRACT = "合同引资额"
    FDI = "合同外资"
    MONEY = "金额"
    PEOPLE = "人次"
    DAYS = "天数"
    PERCENT = "百分比"


_PROJECTS: Mapping[Subject, MilestoneKind] = {
    Subject.SIGNED: MilestoneKind.SIGNED,
    Subject.LANDED: MilestoneKind.LANDED,
    Subject.STARTED: MilestoneKind.STARTED,
    Subject.IN_PRODUCTION: MilestoneKind.IN_PRODUCTION,
    Subject.IN_STATISTICS: MilestoneKind.IN_STATISTICS,
}
_OF_PROJECTS = (Counted.PIECES, Counted.TOTAL, Counted.FIXED, Counted.CONTRACT, Counted.FDI)
OFFERED: Mapping[Subject, tuple[Counted, ...]] = {
    **dict.fromkeys((*_PROJECTS, Subject.RESERVED), _OF_PROJECTS),
    Subject.FUNDS: (Counted.MONEY,),
    Subject.LEADS: (Counted.PIECES,),
    Subject.VALID_LEADS: (Counted.PIECES,),
    Subject.TRIPS: (Counted.PIECES, Counted.PEOPLE, Counted.DAYS),
    Subject.VISITS: (Counted.PIECES, Counted.PEOPLE, Counted.DAYS),
    Subject.RATIO: (Counted.PERCENT,),
}
_MEASURES = {Counted.FDI: "万美元", Counted.PEOPLE: "人次", Counted.DAYS: "天", Counted.PERCENT: "%"}
_PIECES = {Subject.LEADS: "条", Subject.VALID_LEADS: "条", Subject.TRIPS: "次", Subject.VISITS: "次"}


@dataclass(frozen=True)
class Region:
    """A 来源地 as the office lists it: places that hold one of the words, or, ``apart``, those that hold none."""

    name: str
    words: tuple[str, ...]
    apart: bool = False

    def holds(self, place: str) -> bool:
        """Whether a place lies in it; a place that nobody wrote lies nowhere."""
        return bool(place) and any(word in place for word in self.words) is not self.apart


@dataclass(frozen=True)
class Definition:
    """What an indicator counts; every filter that is given must hold. Sums are in fen, 以上 holds its bound.

    ``part`` and ``whole`` are the keys of the two indicators of a ratio.
    """

    subject: Subject = Subject.SIGNED
    counted: Counted = Counted.PIECES
    at_least: int | None = None
    below: int | None = None
    fixed_at_least: int | None = None
    fixed_below: int | None = None
    industries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    nature: str = ""
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    first_year: bool = False
    part: str = ""
    whole: str = ""

    @property
    def measure(self) -> str:
        """The unit of its figures."""
        if self.counted is Counted.PIECES:
            return _PIECES.get(self.subject, "个")
        return _MEASURES.get(self.counted, "万元")

    @property
    def counts_projects(self) -> bool:
        """Whether it looks at projects, or at money that came to them: all filters may be asked of it."""
        return self.subject in _PROJECTS or self.subject in {Subject.RESERVED, Subject.FUNDS}

    def must_make_sense(self) -> None:
        """Refuses what cannot be counted; ``field`` is the field that is wrong."""
        if self.counted not in OFFERED[self.subject]:
            offered = "、".join(OFFERED[self.subject])
            raise Refused(f"“{self.subject}”不能按{self.counted}统计，可以选{offered}。", field="counted")
        if self.subject is Subject.RATIO and (not self.part or not self.whole or self.part == self.whole):
            raise Refused("请选两个不同的指标作分子和分母。", field="part")
        for low, high, field in (
            (self.at_least, self.below, "below"),
            (self.fixed_at_least, self.fixed_below, "fixed_below"),
        ):
            if low is not None and high is not None and low >= high:
                raise Refused("上限应大于下限。", field=field)


def to_plain(definition: Definition) -> dict[str, Any]:
    """The JSON object that :func:`from_plain` reads; what is usual is left out."""
    found = {}
    for each in fields(definition):
        value = getattr(definition, each.name)
        if value != each.default or each.name in {"subject", "counted"}:
            found[each.name] = list(value) if isinstance(value, tuple) else value
    return found


def from_plain(plain: Mapping[str, Any]) -> Definition:
    """A definition from the records; ValueError for a word that is not of the lists."""
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
    subject, counted = Subject(values.pop("subject")), Counted(values.pop("counted"))
    return Definition(subject, counted, **values)


def count_of(definition: Definition, regions: Mapping[str, Region]) -> Count:
    """How it is counted; ``regions`` by name are those that the office lists."""
    suits = _suits(definition, regions)
    if definition.subject is Subject.FUNDS:
        return _funds(definition, suits)
    if definition.subject in {Subject.LEADS, Subject.VALID_LEADS}:
        return _leads(definition)
    if definition.subject in {Subject.TRIPS, Subject.VISITS}:
        return _activities(definition)
    return _projects(definition, suits)


Suits = Callable[[ProjectFact, Period], bool]


def _projects(definition: Definition, suits: Suits) -> Count:
    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for project in facts.projects:
            month = _month(definition.subject, project, period)
            if month is not None and suits(project, period):
                if definition.counted is Counted.PIECES:
                    yield from pieces(project, month)
                else:
                    yield from money(project, month, _amount(definition.counted, project))

    return count


def _month(subject: Subject, project: ProjectFact, period: Period) -> int | None:
    if subject is Subject.RESERVED:
        return period.month if project.stood_at(period) in RESERVE else None
    return period.month_of(project.dates.get(_PROJECTS[subject]))


def _amount(counted: Counted, project: ProjectFact) -> Fraction:
    sums = {
        Counted.TOTAL: project.total_investment,
        Counted.FIXED: project.fixed_investment,
        Counted.CONTRACT: project.signed_amount,
        Counted.FDI: project.contract_fdi,
    }
    return Fraction(sums[counted] or 0, WAN)


def _funds(definition: Definition, suits: Suits) -> Count:
    sources = {FundsSource(source) for source in definition.sources}

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for entry in facts.funds:
            month = period.month_of(entry.received_on)
            of_source = not sources or entry.source in sources
            if month is not None and of_source and suits(entry.project, period):
                yield from money(entry.project, month, entry.in_yuan(period.basis) / WAN, ("funds", entry.id))

    return count


def _leads(definition: Definition) -> Count:
    def counts(lead: LeadFact) -> bool:
        if not is_of(lead.industry, definition.industries) or not _between(
            lead.amount, definition.at_least, definition.below
        ):
            return False
        return lead.is_valid or definition.subject is Subject.LEADS

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for lead in facts.leads:
            when = lead.registered_on if definition.subject is Subject.LEADS else lead.counted_on
            month = period.month_of(when)
            if month is not None and counts(lead):
                yield Event(lead.unit, month, ONE, ("leads", lead.id))

    return count


def _activities(definition: Definition) -> Count:
    def worth(activity: ActivityFact) -> int:
        if definition.counted is Counted.PEOPLE:
            return activity.visitors if definition.subject is Subject.VISITS else activity.people
        return activity.days if definition.counted is Counted.DAYS else 1

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for activity in facts.activities:
            month = period.month_of(activity.held_on)
            if month is not None and activity.kind == definition.subject:
                yield Event(activity.unit, month, Fraction(worth(activity)), ("activities", activity.id))

    return count


def _suits(definition: Definition, regions: Mapping[str, Region]) -> Suits:
    areas = [regions.get(name) or Region(name, (name,)) for name in definition.places]

    def suits(project: ProjectFact, period: Period) -> bool:
        return (
            _between(project.total_investment, definition.at_least, definition.below)
            and _between(project.fixed_investment, definition.fixed_at_least, definition.fixed_below)
            and is_of(project.industry, definition.industries)
            and (not definition.categories or project.category in definition.categories)
            and (not definition.nature or project.nature == definition.nature)
            and (not areas or any(area.holds(project.place) for area in areas))
            and is_of(project.marks, definition.marks)
            and is_of(project.construction_kind, definition.kinds)
            and (not definition.first_year or _is_signed_in(project, period))
        )

    return suits


def _is_signed_in(project: ProjectFact, period: Period) -> bool:
    signed = project.dates.get(MilestoneKind.SIGNED)
    return signed is not None and signed.year == period.year


def _between(value: int | None, low: int | None, high: int | None) -> bool:
    """Whether a sum lies in its band; one that nobody wrote lies in none but the open one."""
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value < high)


def said(definition: Definition, title_of: Callable[[str], str]) -> str:
    """A definition in words: 总投资5000万元以上、长三角的签约项目个数."""
    if definition.subject is Subject.RATIO:
        return f"{title_of(definition.part)}÷{title_of(definition.whole)}"
    conditions = "、".join(_conditions(definition))
    return f"{conditions}{'的' if conditions else ''}{definition.subject}{definition.counted}"


def _conditions(definition: Definition) -> Iterator[str]:
    yield from _band("总投资", definition.at_least, definition.below)
    yield from _band("固定资产投资", definition.fixed_at_least, definition.fixed_below)
    if definition.first_year:
        yield "当年签约"
    lists: Iterable[tuple[str, tuple[str, ...]]] = (
        ("", (definition.nature,) if definition.nature else ()),
        ("", definition.sources),
        ("", definition.places),
        ("", definition.kinds),
        ("", definition.industries),
        ("门类", definition.categories),
        ("", definition.marks),
    )
    for word, chosen in lists:
        if chosen:
            yield word + "或".join(chosen)


def _band(word: str, low: int | None, high: int | None) -> Iterator[str]:
    if low is not None and high is not None:
        yield f"{word}{summary_text(low)}（含）至{summary_text(high)}"
    elif low is not None:
        yield f"{word}{summary_text(low)}以上"
    elif high is not None:
        yield f"{word}{summary_text(high)}以下"
