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

LARGE = 10_000_000_000  # 总投资 in fen, 1亿元, from which a project is named in the text whatever the list's length
_LISTED = 12  # so many projects are told one by one; of more, the large ones here and all of them in the annex
_EVENTS = (
    (MilestoneKind.SIGNED, "新签约"),
    (MilestoneKind.STARTED, "新开工"),
    (MilestoneKind.IN_PRODUCTION, "竣工投产"),
)
# A rate, and how its whole and its part are called in a sentence.
_RATES = (
    ("landing_rate", "签约", "落地"),
    ("start_rate", "签约", "开工"),
    ("production_rate", "签约", "投产"),
    ("statistics_rate", "新开工", "入统"),
    ("landing_rate_last_year", "上年签约", "落地"),
    ("start_rate_last_year", "上年签约", "开工"),
)


def statements(scene: Scene) -> Iterator[Statement]:
    """The library, then each event of the period with its projects, then what stands in talks and in reserve."""
    yield from said(_library(scene), LedgerKind.PROJECTS, ids(scene.living), level=0)
    for event, words in _EVENTS:
        yield from _event(scene, event, words)
    yield from _standing(scene, Chip.NEGOTIATING, "在谈")
    yield from said(_reserve(scene), LedgerKind.PROJECTS, ids(scene.at(Chip.RESERVED)))
    yield from said(_rates(scene), LedgerKind.PROJECTS, ids(scene.came_to(MilestoneKind.SIGNED)))
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


def _event(scene: Scene, event: MilestoneKind, words: str) -> Iterator[Statement]:
    found = scene.came_to(event)
    if not found:
        return
    yield from said(_event_words(scene, event, words, found), LedgerKind.PROJECTS, ids(found))
    yield from _each(found)


def _event_words(scene: Scene, event: MilestoneKind, words: str, found: Sequence[StandingProject]) -> str:
    large = [each for each in found if each.investment >= LARGE]
    total, agreed = invested(found), contracted(found)
    money = phrases.money_in((total, agreed))
    return phrases.joined(
        f"{scene.so_far}{words}项目{phrases.plain(pieces(found))}个",
        f"总投资{money(total)}" if total else "",
        f"合同引资额{money(agreed)}" if agreed and event is MilestoneKind.SIGNED else "",
        f"其中亿元以上项目{phrases.plain(pieces(large))}个" if large and len(large) < len(found) else "",
        "均为亿元以上项目" if large and len(large) == len(found) > 1 else "",
    )


def _each(found: Sequence[StandingProject]) -> Iterator[Statement]:
    """The projects one by one; of many, the large ones, else the largest few."""
    told = list(found)
    if len(found) > _LISTED:
        told = [each for each in found if each.investment >= LARGE][:_LISTED] or list(found)[:3]
    for each in told:
        yield from said(_project(each), LedgerKind.PROJECTS, (each.row.id,), level=3)


def _project(each: StandingProject) -> str:
    row = each.row
    return phrases.joined(
        f"{row.name}" + (f"（{row.investor}投资）" if row.investor and row.investor not in row.name else ""),
        f"总投资{phrases.money(row.total_investment)}" if row.total_investment else "",
        f"选址{row.site}" if row.site else "",
        _first_sentence(row.content),
        _first_sentence(row.progress),
    )


def _first_sentence(text: str) -> str:
    """What an office wrote, up to its first full stop: a progress column may hold a page."""
    return text.replace("\n", "，").split("。")[0].strip("，； ")


def _standing(scene: Scene, chip: Chip, words: str) -> Iterator[Statement]:
    found = scene.at(chip)
    if not found:
        return
    total = invested(found)
    text = phrases.joined(
        f"{words}项目{phrases.plain(pieces(found))}个",
        f"意向总投资{phrases.money(total)}" if total else "",
    )
    yield from said(text, LedgerKind.PROJECTS, ids(found))
    yield from _each(found)


def _reserve(scene: Scene) -> str:
    found = scene.at(Chip.RESERVED)
    if not found:
        return ""
    groups = report_facts.by_industry(found)
    money = phrases.money_in([invested(found), *(invested(each) for each in groups.values())])
    parts = [
        f"{industry}{phrases.plain(pieces(each))}个" + (f"、总投资{money(invested(each))}" if invested(each) else "")
        for industry, each in groups.items()
    ]
    return phrases.joined(
        f"储备项目{phrases.plain(pieces(found))}个",
        f"总投资{money(invested(found))}" if invested(found) else "",
        f"其中{phrases.series(parts)}" if len(parts) > 1 else "",
    )


def _rates(scene: Scene) -> str:
    """The rates whose milestone somebody recorded; a rate of nothing recorded says nothing."""
    period, parts = scene.month.period, []
    for key, whole_words, part_words in _RATES:
        part, whole = report_facts.rate_parts(scene.facts, key, period)
        if whole and key not in scene.month.figures.unrecorded:
            title = scene.month.figures.row(key).title
            base = f"{whole_words}{phrases.plain(whole)}个、已{part_words}{phrases.plain(part)}个"
            parts.append(f"{title}{percent(part / whole)}（{base}）")
    part, whole = report_facts.rate_parts(scene.facts, "funds_arrival_rate", period)
    if whole and "funds_arrival_rate" not in scene.month.figures.unrecorded:
        money = phrases.money_in((part, whole))
        parts.append(f"合同资金到位率{percent(part / whole)}（合同引资额{money(whole)}、已到位{money(part)}）")
    return phrases.joined(f"以{scene.so_far}签约（开工）项目计", *parts) if parts else ""


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
