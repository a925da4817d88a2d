"""Indicators of the office's own, as data: what is counted, which of them, or one indicator as a part of another.

There is no formula language: a definition is a subject, a measure of it and filters from closed lists.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any

from app.errors import Refused
from app.values.activities import ActivityKind
from app.values.capital import CapitalNature, FundsSource
from app.values.money import summary_text
from app.values.stages import MilestoneKind


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
    TRIPS = ActivityKind.OUT.value
    VISITS = ActivityKind.IN.value
    CARRIERS_STARTED = "载体开工"
    CARRIERS_COMPLETED = "载体竣工"
    CARRIERS_READY = "建成载体"
    FELLOWS = "在外乡贤"
    FELLOWS_ADDED = "新登记乡贤"
    FELLOWS_MET = "联系乡贤"
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
    AREA = "面积"
    PERCENT = "百分比"


EVENTS: Mapping[Subject, MilestoneKind] = {
    Subject.SIGNED: MilestoneKind.SIGNED,
    Subject.LANDED: MilestoneKind.LANDED,
    Subject.STARTED: MilestoneKind.STARTED,
    Subject.IN_PRODUCTION: MilestoneKind.IN_PRODUCTION,
    Subject.IN_STATISTICS: MilestoneKind.IN_STATISTICS,
}
_PROJECTS = (*EVENTS, Subject.RESERVED)
LEADS = (Subject.LEADS, Subject.VALID_LEADS)
ACTIVITIES = (Subject.TRIPS, Subject.VISITS)
CARRIERS = (Subject.CARRIERS_STARTED, Subject.CARRIERS_COMPLETED, Subject.CARRIERS_READY)
FELLOWS = (Subject.FELLOWS, Subject.FELLOWS_ADDED, Subject.FELLOWS_MET)
STOCKS = (Subject.RESERVED, Subject.CARRIERS_READY, Subject.FELLOWS)  # what stands at the end of a month
_OF_PROJECTS = (Counted.PIECES, Counted.TOTAL, Counted.FIXED, Counted.CONTRACT, Counted.FDI)
OFFERED: Mapping[Subject, tuple[Counted, ...]] = {
    **dict.fromkeys(_PROJECTS, _OF_PROJECTS),
    Subject.FUNDS: (Counted.MONEY,),
    **dict.fromkeys(LEADS, (Counted.PIECES,)),
    **dict.fromkeys(ACTIVITIES, (Counted.PIECES, Counted.PEOPLE, Counted.DAYS)),
    **dict.fromkeys(CARRIERS, (Counted.PIECES, Counted.AREA)),
    **dict.fromkeys(FELLOWS, (Counted.PIECES,)),
    Subject.RATIO: (Counted.PERCENT,),
}
_BAND = ("at_least", "below")
_FILTERS_OF_PROJECTS = (
    *_BAND, "fixed_at_least", "fixed_below", "industries", "categories", "nature", "places", "marks", "kinds",
    "first_year", "by_fellow",
)  # fmt: skip
# What each subject may be narrowed by: a filter that is not here would count nothing, or everything, in silence.
FILTERS: Mapping[Subject, tuple[str, ...]] = {
    **dict.fromkeys(_PROJECTS, _FILTERS_OF_PROJECTS),
    Subject.FUNDS: (*_FILTERS_OF_PROJECTS, "sources"),
    **dict.fromkeys(LEADS, (*_BAND, "industries", "by_fellow")),
    **dict.fromkeys(ACTIVITIES, ("places",)),
    **dict.fromkeys(CARRIERS, ("kinds",)),
    **dict.fromkeys(FELLOWS, ("industries", "places", "marks")),
    Subject.RATIO: (),
}
_FILTER_TITLES: Mapping[str, str] = {
    "at_least": "总投资",
    "below": "总投资",
    "fixed_at_least": "固定资产投资",
    "fixed_below": "固定资产投资",
    "industries": "产业",
    "categories": "行业门类",
    "nature": "内资/外资",
    "places": "来源地",
    "sources": "资金来源",
    "marks": "企业标记",
    "kinds": "建设性质（载体类别）",
    "first_year": "只计当年签约",
    "by_fellow": "只计乡贤引荐",
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "nature": tuple(map(str, CapitalNature)),
    "sources": tuple(map(str, FundsSource)),
    "categories": tuple("ABCDEFGHIJKLMNOPQRST"),
}
_MEASURES = {
    Counted.FDI: "万美元",
    Counted.PEOPLE: "人次",
    Counted.DAYS: "天",
    Counted.AREA: "万平方米",
    Counted.PERCENT: "%",
}
_PIECES = {
    **dict.fromkeys(LEADS, "条"),
    **dict.fromkeys(ACTIVITIES, "次"),
    **dict.fromkeys(CARRIERS, "处"),
    **dict.fromkeys(FELLOWS, "人"),
}


# Other places that begin like a known one: 大连市中山区, 天津市河北区, 青海省海南州. Roads are called after any.
_ELSEWHERE = {"中山": "区", "河北": "区", "海南": "州|藏族"}
_ROAD = "[东南西北中]?(?:大道|大街|路(?!桥)|街)"


@dataclass(frozen=True)
class Region:
    """A 来源地 as the office lists it: places that hold one of the words, or, ``apart``, those that hold none.

    ``coarse`` are provinces of which only a part lies in it: a place that says no more cannot be judged.
    """

    name: str
    words: tuple[str, ...]
    apart: bool = False
    coarse: tuple[str, ...] = ()

    def holds(self, place: str) -> bool:
        """Whether a place lies in it; a place that nobody wrote lies nowhere."""
        return bool(place) and any(is_named(word, place) for word in self.words) is not self.apart

    def leaves_open(self, place: str) -> bool:
        """Whether a place is too coarse to say whether it lies in it."""
        return place.strip().removesuffix("省") in self.coarse


def is_named(word: str, place: str) -> bool:
    """Whether a place says that word, and not a road or a district elsewhere that is called after it."""
    return word in place and _sign_of(word).search(place) is not None


@cache
def _sign_of(word: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(word)}(?!{'|'.join(filter(None, (_ROAD, _ELSEWHERE.get(word))))})")


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
    by_fellow: bool = False
    part: str = ""
    whole: str = ""

    @property
    def measure(self) -> str:
        """The unit of its figures."""
        if self.counted is Counted.PIECES:
            return _PIECES.get(self.subject, "个")
        return _MEASURES.get(self.counted, "万元")

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that it gives."""
        usual = Definition()
        return tuple(name for name in _FILTER_TITLES if getattr(self, name) != getattr(usual, name))

    def must_make_sense(self) -> None:
        """Refuses what cannot be counted; ``field`` is the field that is wrong."""
        if self.counted not in OFFERED[self.subject]:
            offered = "、".join(OFFERED[self.subject])
            raise Refused(f"“{self.subject}”不能按{self.counted}统计，可以选{offered}。", field="counted")
        if self.subject is Subject.RATIO and (not self.part or not self.whole or self.part == self.whole):
            raise Refused("请选两个不同的指标作分子和分母。", field="part")
        self._must_be_of_the_lists()
        for low, high, field in (
            (self.at_least, self.below, "below"),
            (self.fixed_at_least, self.fixed_below, "fixed_below"),
        ):
            if low is not None and high is not None and low >= high:
                raise Refused("上限应大于下限，请改正。", field=field)

    def _must_be_of_the_lists(self) -> None:
        """Refuses a filter that the subject does not know, and a word that no record can have."""
        for name in self.filters:
            if name not in FILTERS[self.subject]:
                known = "、".join(dict.fromkeys(_FILTER_TITLES[each] for each in FILTERS[self.subject]))
                offered = f"，可以用{known}" if known else ""
                raise Refused(f"“{self.subject}”不能按{_FILTER_TITLES[name]}筛选，请去掉{offered}。", field=name)
            value = getattr(self, name)
            given = value if isinstance(value, tuple) else (value,)
            words = _WORDS.get(name, ())
            if strange := next((each for each in given if words and each not in words), None):
                offered = "A到T的字母" if name == "categories" else "、".join(words)
                raise Refused(f"{_FILTER_TITLES[name]}里没有“{strange}”，请写{offered}。", field=name)


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


def said(definition: Definition, title_of: Callable[[str], str]) -> str:
    """A definition in words: 总投资5000万元以上、长三角的签约项目个数."""
    if definition.subject is Subject.RATIO:
        return f"{title_of(definition.part)}÷{title_of(definition.whole)}"
    conditions = "、".join(_conditions(definition))
    counted = f"{definition.measure}数" if definition.counted is Counted.PIECES else definition.counted
    return f"{conditions}{'的' if conditions else ''}{definition.subject}{counted}"


def _conditions(definition: Definition) -> Iterator[str]:
    yield from _band("总投资", definition.at_least, definition.below)
    yield from _band("固定资产投资", definition.fixed_at_least, definition.fixed_below)
    if definition.first_year:
        yield "当年签约"
    if definition.by_fellow:
        yield "乡贤引荐"
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
