"""The tables that a circular may have: the office ticks them, and each kind of circular remembers its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.reports import bulletins, tables
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.circulars import breakdowns
from app.reports.circulars.annexes import Annexes
from app.reports.circulars.attended import attendance
from app.reports.circulars.breakdowns import Breakdown
from app.reports.monthly.month import Month, ranked_key, ranking, whole_line
from app.reports.statements import Statement, said
from app.services import report_facts
from app.services.report_facts import EVENTS
from app.values.papers import PaperKind

_NONE: Mapping[str, Table] = {}
_MONTH, _QUARTER = PaperKind.MONTH, PaperKind.QUARTER


@dataclass(frozen=True)
class Choice:
    """A table to be ticked: its title, how it is made (None where it is empty), which circulars usually have it."""

    title: str
    make: Callable[[Month], Table | Breakdown | None]
    usual: frozenset[PaperKind] = frozenset()


def _indicators(seen: Month) -> Table | None:
    if not seen.shown:
        return None
    return replace(bulletins.indicator_table(tuple(seen.shown)), title="主要指标完成情况表")


def _ranking(seen: Month) -> Table | None:
    key = ranked_key(seen.figures)
    if key is None or seen.is_cautious:
        return None
    row = seen.figures.row(key)
    whole = whole_line(row, words.territory(seen.office.name))
    made = bulletins.ranking_table(ranking(seen.figures, key, seen.scores), row.measure, whole)
    return replace(made, title=f"各责任单位{row.title}完成情况排名表")


def _completion(seen: Month) -> Table | None:
    return next(tables.completion_by_unit(seen.figures, words.territory(seen.office.name)), None)


def _completion_more(seen: Month) -> Table | None:
    """Where indicators are many, the rest of them."""
    rest = list(tables.completion_by_unit(seen.figures, words.territory(seen.office.name)))[1:]
    return replace(rest[0], title=f"{rest[0].title}（续）") if rest else None


def _events(seen: Month) -> Table | None:
    events = [(event, report_facts.happened(seen.library, event, seen.year, seen.month)) for event in EVENTS]
    if not any(found for _, found in events):
        return None
    return tables.events_table(f"{seen.month}月份新签约、落地、开工、投产项目一览表", events)


def _still(seen: Month) -> Table | None:
    if not seen.still:
        return None
    dated = [(project, seen.last_progress.get(project.row.id)) for project in seen.still]
    return tables.still_table(f"{seen.month}月份无进展项目名单", dated)


def _problems(seen: Month) -> Table | None:
    return tables.problems_table("未销号问题清单", seen.problems) if seen.problems else None


def _funds_by_unit(seen: Month) -> Table | None:
    if not _has_funds(seen):
        return None
    return tables.funds_by_unit("各责任单位到位资金情况表", seen.figures, seen.as_listed)


def _has_funds(seen: Month) -> bool:
    return bool(seen.figures.row("funds_received").actual)


CHOICES: Mapping[str, Choice] = {
    "indicators": Choice("主要指标完成情况", _indicators, frozenset({_MONTH, _QUARTER})),
    "ranking": Choice("各责任单位排名（稳妥口径下没有）", _ranking, frozenset({_MONTH, PaperKind.BOARD})),
    "completion": Choice("各责任单位主要指标完成率", _completion, frozenset({_MONTH, _QUARTER})),
    "events": Choice("本月新签约、落地、开工、投产项目", _events, frozenset({_MONTH})),
    "still": Choice("本月无进展项目", _still, frozenset({_MONTH, _QUARTER})),
    "problems": Choice("未销号问题", _problems, frozenset({_QUARTER})),
    "sizes": Choice("各责任单位新签约项目规模和完成进度", breakdowns.sizes),
    "origins": Choice("新签约项目来源地", breakdowns.origins),
    "statistics": Choice("各责任单位新开工项目入统率", breakdowns.in_statistics),
    "funds_by_unit": Choice("各责任单位到位资金", _funds_by_unit),
    "funds_by_source": Choice("到位资金分来源、项目数", breakdowns.funds_by_source),
    "funds_by_industry": Choice("到位资金分产业", breakdowns.funds_by_industry),
    "funds_by_age": Choice("新建和续建项目到位资金", breakdowns.funds_by_age),
    "large": Choice("亿元以上项目占比", breakdowns.large_share),
    "library_by_stage": Choice(
        "项目库分阶段",
        lambda seen: tables.library_by_stage("项目库分阶段情况表", seen.library) if seen.library else None,
    ),
    "library_by_industry": Choice(
        "项目库分产业",
        lambda seen: tables.library_by_industry("项目库分产业情况表", seen.library) if seen.library else None,
    ),
    "attendance": Choice("外出招商考勤（分月，含没有外出的小分队）", attendance),
    "returns": Choice("月报迟报、未报单位", breakdowns.late_returns, frozenset({_QUARTER})),
}
WITH_TABLES = (PaperKind.MONTH, PaperKind.QUARTER)


def usual(kind: PaperKind) -> tuple[str, ...]:
    """The tables of a kind of circular for which nobody has ticked any."""
    return tuple(key for key, choice in CHOICES.items() if kind in choice.usual)


@dataclass(frozen=True)
class Chosen:
    """The chosen tables that have anything to show, and the sentences of those that bring their own."""

    annexes: Annexes
    told: tuple[Statement, ...]


def chosen(seen: Month, keys: Iterable[str], word: str, *, first: Mapping[str, Table] = _NONE) -> Chosen:
    """The tables of ``keys`` in the catalogue's order behind the ``first`` ones, called by ``word``."""
    asked = set(keys)
    made = {key: choice.make(seen) for key, choice in CHOICES.items() if key in asked}
    if "completion" in asked:
        places = list(made)
        more = _completion_more(seen)
        made = {
            name: table
            for key in places
            for name, table in ((key, made[key]), *([("completion more", more)] if key == "completion" else []))
        }
    found = {key: each.table if isinstance(each, Breakdown) else each for key, each in made.items() if each is not None}
    annexes = Annexes(word, {**first, **{key: table for key, table in found.items() if table is not None}})
    told = (
        statement
        for key, each in made.items()
        if isinstance(each, Breakdown)
        for statement in said(annexes.see(each.says, key), each.kind, each.ids)
    )
    return Chosen(annexes, tuple(told))
