"""项目情况: what was signed, started and finished, project by project; what is talked about, what is in reserve."""

from collections.abc import Iterator, Sequence

from app.reports import phrases
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene, contracted, ids, invested, pieces
from app.reports.wording import compared_words
from app.services import report_facts
from app.services.report_facts import StandingProject
from app.values.figures import percent
from app.values.kinds import LedgerKind
from app.values.stages import Chip, MilestoneKind
from app.values.words import first_sentence

LARGE = 10_000_000_000  # 总投资 in fen, 1亿元, from which a project is named in the text whatever the list's length
_LISTED = 12  # so many projects are told one by one; of more, the large ones here and all of them in the annex
_EVENTS = (
    (MilestoneKind.SIGNED, "新签约"),
    (MilestoneKind.STARTED, "新开工"),
    (MilestoneKind.IN_PRODUCTION, "竣工投产"),
)
_OF_NOW = ("目前", "现", "截至", "截止", "20", "19")  # how progress begins that says itself when it was
# A rate, and how its whole and its part are called in a sentence.
_RATES = (
    ("landing_rate", "签约", "落地"),
    ("start_rate", "签约", "开工"),
    ("production_rate", "签约", "投产"),
    ("statistics_rate", "新开工", "入统"),
    ("landing_rate_last_year", "上年签约", "落地"),
    ("start_rate_last_year", "上年签约", "开工"),
)
_FEWEST_PART = {"production_rate": 3}  # few produce in the year of their signing: of one or two a rate says nothing
_FEWEST_OF = dict.fromkeys(("landing_rate_last_year", "start_rate_last_year"), 5)  # of fewer a rate says nothing


def statements(scene: Scene) -> Iterator[Statement]:
    """The library, then each event of the period with its projects, then what stands in talks and in reserve."""
    yield from said(_library(scene), LedgerKind.PROJECTS, ids(scene.living), level=0)
    told: set[str] = set()
    for event, words in _EVENTS:
        found = scene.came_to(event)
        yield from _with_projects(_event_words(scene, event, words, found), found, told)
    found = scene.at(Chip.NEGOTIATING)
    yield from _with_projects(_standing_words(found, "在谈"), found, told)
    yield from said(_reserve(scene), LedgerKind.PROJECTS, ids(scene.at(Chip.RESERVED)))
    yield from said(_rates(scene), LedgerKind.PROJECTS, _rated(scene))
    yield from said(_marks(scene), LedgerKind.PROJECTS, _marked(scene))
    yield from _foreign(scene)


def _library(scene: Scene) -> str:
    if not scene.living:
        return ""
    chips = [(f"{chip}项目", pieces(scene.at(chip))) for chip in Chip if chip is not Chip.ENDED]
    return phrases.joined(
        f"截至{scene.month.until_words}，招商引资项目库有项目{phrases.plain(pieces(scene.living))}个",
        f"总投资{phrases.money(invested(scene.living))}" if invested(scene.living) else "",
        f"其中{phrases.counted(chips, '个')}" if sum(1 for _, count in chips if count) > 1 else "",
    )


def _event_words(scene: Scene, event: MilestoneKind, words: str, found: Sequence[StandingProject]) -> Sequence[str]:
    if not found:
        return ()
    large = [each for each in found if each.investment >= LARGE]
    total, agreed = invested(found), contracted(found)
    money = phrases.money_in((total, agreed))
    return (
        f"{scene.so_far}{words}项目{phrases.plain(pieces(found))}个",
        f"总投资{money(total)}" if total else "",
        f"合同引资额{money(agreed)}" if agreed and event is MilestoneKind.SIGNED else "",
        f"其中亿元以上项目{phrases.plain(pieces(large))}个" if large and len(large) < len(found) else "",
        "均为亿元以上项目" if large and len(large) == len(found) > 1 else "",
    )


def _standing_words(found: Sequence[StandingProject], words: str) -> Sequence[str]:
    if not found:
        return ()
    total = invested(found)
    return (
        f"{words}项目{phrases.plain(pieces(found))}个",
        f"意向总投资{phrases.money(total)}" if total else "",
    )


def _with_projects(words: Sequence[str], found: Sequence[StandingProject], told: set[str]) -> Iterator[Statement]:
    """How many there are, and below it those that no earlier list has told; ``told`` learns them."""
    if not found:
        return
    fresh = [each for each in found if each.row.id not in told]
    told.update(ids(found))
    if len(found) == 1:
        count, *_ = words  # the sum would be the project's own
        what = _project_words(found[0]) if fresh else (f"“{found[0].row.name}”",)
        yield from said(phrases.joined(count, f"为{what[0]}", *what[1:]), LedgerKind.PROJECTS, ids(found))
        return
    listed = _listed(fresh)
    if not listed:
        names = phrases.naming(each.row.name for each in found)
        yield from said(phrases.joined(*words, names), LedgerKind.PROJECTS, ids(found))
        return
    lead = "主要有" if len(listed) < len(fresh) else "具体有" if len(fresh) == len(found) else "除前述项目外，还有"
    if len(fresh) == 1:
        name, _, *more = _project_words(fresh[0])  # its sum would stand beside the sum of all in another unit
        yield from said(phrases.joined(*words, f"{lead}{name}", *more), LedgerKind.PROJECTS, ids(found))
        return
    yield from said(f"{phrases.joined(*words, lead).rstrip('。')}：", LedgerKind.PROJECTS, ids(found))
    for each in listed:
        yield from said(phrases.joined(*_project_words(each)), LedgerKind.PROJECTS, (each.row.id,), level=3)


def _listed(found: Sequence[StandingProject]) -> Sequence[StandingProject]:
    """The projects that are told one by one: all, or of many the large ones, else the largest few.

    Of many none that has ended since: nobody shows those first, and what ended is told by itself.
    """
    if len(found) <= _LISTED:
        return found
    lasting = [each for each in found if each.chip is not Chip.ENDED] or found
    return [each for each in lasting if each.investment >= LARGE][:_LISTED] or lasting[:3]


def _invested(investor: str) -> str:
    """Who invests; 吴总投资 would read as a sum."""
    return f"投资方为{investor}" if investor.endswith("总") else f"{investor}投资"


def _project_words(each: StandingProject) -> Sequence[str]:
    row, progress = each.row, first_sentence(each.row.progress)
    is_there = each.chip in {Chip.BUILDING, Chip.IN_PRODUCTION}
    return (
        f"{row.name}" + (f"（{_invested(row.investor)}）" if row.investor and row.investor not in row.name else ""),
        f"总投资{phrases.money(row.total_investment)}" if row.total_investment else "",
        f"{'位于' if is_there else '选址'}{row.site}" if row.site else "",
        first_sentence(row.content),
        f"目前{progress}" if progress and not progress.startswith(_OF_NOW) else progress,
    )


def _reserve(scene: Scene) -> str:
    found = scene.at(Chip.RESERVED)
    if not found:
        return ""
    groups = report_facts.by_industry(found)
    money = phrases.money_in([invested(found), contracted(found), *(invested(each) for each in groups.values())])
    parts = [
        f"{industry}{phrases.plain(pieces(each))}个" + (f"、总投资{money(invested(each))}" if invested(each) else "")
        for industry, each in groups.items()
    ]
    return phrases.joined(
        f"储备项目{phrases.plain(pieces(found))}个",
        f"总投资{money(invested(found))}" if invested(found) else "",
        f"拟引资{money(contracted(found))}" if contracted(found) else "",
        f"其中{phrases.series(parts)}" if len(parts) > 1 else "",
    )


def _rates(scene: Scene) -> str:
    """The rates whose milestone somebody recorded; a rate of nothing recorded says nothing."""
    period, parts = scene.month.period, []
    for key, whole_words, part_words in _RATES:
        part, whole = report_facts.rate_parts(scene.facts, key, period)
        is_told = whole >= _FEWEST_OF.get(key, 1) and part >= _FEWEST_PART.get(key, 0)
        if is_told and key not in scene.month.figures.unrecorded and not _is_doubtful(scene, key):
            title = scene.month.figures.row(key).title
            base = f"{whole_words}{phrases.plain(whole)}个、已{part_words}{phrases.plain(part)}个"
            parts.append(f"{title}{percent(part / whole)}（{base}）")
    part, whole = report_facts.rate_parts(scene.facts, "funds_arrival_rate", period)
    signed = scene.came_to(MilestoneKind.SIGNED)
    is_agreed = all(each.row.contract_amount is not None for each in signed)  # else 总投资 stands in for the contract
    if whole and is_agreed and "funds_arrival_rate" not in scene.month.figures.unrecorded:
        money = phrases.money_in((part, whole))
        parts.append(f"合同资金到位率{percent(part / whole)}（合同引资额{money(whole)}、已到位{money(part)}）")
    return phrases.joined(f"以{scene.so_far}签约（开工）项目计", *parts) if parts else ""


def _is_doubtful(scene: Scene, key: str) -> bool:
    """Whether some project of a rate's base got there on a day that nobody wrote: the rate would tell too little."""
    started = ids(scene.came_to(MilestoneKind.STARTED))
    undated = (fact.id for fact in scene.facts.projects if MilestoneKind.IN_STATISTICS in fact.undated)
    return key == "statistics_rate" and not set(started).isdisjoint(undated)


def _rated(scene: Scene) -> tuple[str, ...]:
    return (*ids(scene.came_to(MilestoneKind.SIGNED)), *ids(scene.came_to(MilestoneKind.STARTED)))


_MARKS = (
    (MilestoneKind.PROVINCIAL, "进入省级项目库"),
    (MilestoneKind.CITY_RECOGNISED, "通过市级认定"),
    (MilestoneKind.IN_STATISTICS, "入统"),
    (MilestoneKind.ABOVE_SCALE, "进规"),
)


def _marked(scene: Scene) -> tuple[str, ...]:
    return tuple(key for mark, _ in _MARKS for key in ids(scene.came_to(mark)))


def _marks(scene: Scene) -> str:
    parts = [f"{words}{phrases.plain(pieces(found))}个" for mark, words in _MARKS if (found := scene.came_to(mark))]
    return phrases.joined(f"{scene.so_far}项目{'、'.join(parts)}") if parts else ""


def _foreign(scene: Scene) -> Iterator[Statement]:
    """Foreign projects by name, with 合同外资 and how it stands to last year's."""
    found = [each for each in scene.came_to(MilestoneKind.SIGNED) if each.row.contract_fdi]
    row = scene.month.figures.row("fdi_contracted")
    if not found or not row.actual:
        return
    text = phrases.joined(
        f"新签约外资项目{phrases.plain(pieces(found))}个，为{phrases.named(each.row.name for each in found)}",
        f"合同利用外资{phrases.figure(row.actual, row.measure)}",
        compared_words(row),
    )
    yield from said(text, LedgerKind.PROJECTS, ids(found))
