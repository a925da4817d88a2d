"""What a scheme must not be: refused at the entry that is wrong, before anybody is scored by it."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.catalogue import BY_KEY, OF_REPORTS, Kind
from app.indicators.scoring import Rule
from app.indicators.scoring.group import COMPLETION
from app.indicators.scoring.shape import YEAR as OF_THE_YEAR
from app.indicators.scoring.targets import OWN_TARGET, SAME_TARGET, Steps
from app.models.schemes import Shape
from app.services import targets
from app.services.schemes.rows import CHOICES, SCHEDULE, ItemEntry, SchemeEntry, fraction
from app.services.targets import IndicatorName
from app.values.words import clean

_YEARS = range(1990, 2101)
LONGEST, _PROSE = 100, 2_000  # characters
Known = Mapping[str, IndicatorName]


def must_make_sense(session: Session, entered: SchemeEntry) -> None:
    """Refuses a scheme with a wrong year, no title, two items of one name, or an item that cannot be scored."""
    if entered.year not in _YEARS:
        raise Refused("年度应是四位数的年份，请写成2026的样子。", field="year")
    if not clean(entered.title):
        raise Refused("请填写考核办法的名称。", field="title")
    must_be_short(entered.title, "考核办法的名称", "title")
    must_be_short(entered.group_name, "考核组别", "group_name")
    must_be_short(entered.note, "说明", "note", _PROSE)
    titles = [clean(item.title) for item in entered.items]
    twice = next((title for title in titles if titles.count(title) > 1), None)
    if twice:
        raise Refused(f"考核项目“{twice}”写了两次，请改成不同的名称。", field="items")
    names = [clean(name) for name in entered.units]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise Refused(f"单位“{twice}”写了两次，请去掉一个。", field="units")
    weights = {clean(item.title): fraction(item.points) for item in entered.items}
    entered.whole.must_fit(weights, names)
    known = known_indicators(session)
    for item in entered.items:
        try:
            item_must_make_sense(item, known)
        except Refused as refused:
            raise Refused(f"考核项目“{item.title[:20]}”：{refused.message}", field=refused.field) from refused


def must_be_short(text: str, what: str, field: str, most: int = LONGEST) -> None:
    """Refuses what no heading or cell of a paper could hold."""
    if len(text) > most:
        raise Refused(f"{what}写了{len(text)}个字，最多{most}个字，请写短些。", field=field)


def known_indicators(session: Session) -> Known:
    """All indicators by key."""
    return {indicator.key: indicator for indicator in targets.indicators(session)}


def is_rated(indicator: str, known: Known) -> bool:
    """Whether the figure of an item is a percentage; marks by hand are none."""
    return indicator in known and known[indicator].measure == targets.PERCENT


def item_must_make_sense(item: ItemEntry, known: Known) -> None:
    """Refuses an item whose parts do not fit each other; ``known`` are all indicators by key."""
    if not clean(item.title):
        raise Refused("请填写考核项目的名称。", field="title")
    must_be_short(item.title, "考核项目的名称", "title")
    must_be_short(item.evidence, "佐证材料", "evidence", _PROSE)
    for name, words in CHOICES.items():
        if getattr(item, name) not in words:
            raise Refused(f"“{getattr(item, name)}”不能用，请从这些里选：{'、'.join(words)}。", field=name)
    if item.points < 0:
        raise Refused("分值不能小于0，请改正。", field="points")
    if item.cap is not None and item.cap < (item.floor or 0):
        raise Refused("最高得分不能低于最低得分，请改正。", field="cap")
    rule = item.rule
    rule.suits(fraction(item.points))
    _must_know_its_indicators(item, known)
    _must_have_a_measure(item)
    _must_be_countable_by_hand(item)
    _must_be_heeded(item)
    if isinstance(rule, Steps):
        _must_share_a_measure(item, rule, known)
    if rule.sizes() and not (item.indicator in known and known[item.indicator].is_of_projects):
        raise Refused("只有按项目个数统计的指标能按规模或产业计分，请改选指标或去掉规模和产业。", field="indicator")


def _must_know_its_indicators(item: ItemEntry, known: Known) -> None:
    """Each of them is there, and none is looked at twice: the item's own would be weighed against itself."""
    others = [part.indicator for part in item.rule.parts()]
    for key, field in ((item.indicator, "indicator"), *((key, "parameters") for key in others)):
        if key and key not in known:
            raise Refused(f"没有“{key}”这个指标，请从列表中选择。", field=field)
    for key in others:
        if key == item.indicator:
            raise Refused("计分参数里的指标就是本项自己的指标，请改选别的。", field="parameters")
        if others.count(key) > 1:
            raise Refused("计分参数里同一个指标写了两次。", field="parameters")


def _must_share_a_measure(item: ItemEntry, rule: Steps, known: Known) -> None:
    """A part of this item's target can be told only of what has its measure."""
    apart = _measure(item.indicator, known) != _measure(rule.condition, known)
    if rule.condition and rule.condition_of == SAME_TARGET and apart:
        raise Refused(
            f"前提指标与本项的计量单位不同，“前提任务”请改成“{OWN_TARGET}”，或者改选指标。", field="parameters"
        )


def _measure(key: str, known: Known) -> str:
    return known[key].measure if key in known else ""


def _must_have_a_measure(item: ItemEntry) -> None:
    """Something to be held against, and ratings where ratings are asked."""
    indicator = BY_KEY.get(item.indicator)
    if indicator is not None and indicator.kind is Kind.RATE and item.against == SCHEDULE:
        raise Refused("比率没有序时进度，请选“全年”。", field="against")
    if item.rule.last_year is not None and not item.indicator:
        raise Refused("手工填数的项目没有上年同期数，请去掉“上年同期”，填写“统一标准”。", field="last_year")
    if item.rule.last_year is not None and item.against == SCHEDULE:
        raise Refused("“上年同期”已经是同样几个月的数，对照请选“全年”。", field="against")
    if not item.indicator and _is_of_completion(item.rule):
        # A mark stands until a newer one: a clerk who enters each month's number would be scored by the last alone.
        said = "请改选“评分（测评、互评）”，或先建自定指标按月登记完成数，再选它作指标"
        raise Refused(f"手工评分没有完成率，{said}。", field="indicator")
    if not item.indicator and item.rule.asks_target() and item.rule.target is None:
        raise Refused("手工填数的项目没有下达的目标数，请填写参数“统一标准”。", field="target")
    rated = (item.indicator, *(part.indicator for part in item.rule.parts()))
    if item.shape == Shape.J1 and any(key in BY_KEY or key in OF_REPORTS for key in rated):
        raise Refused("评分不能用目录里的指标，请留空手工填写，或用自定指标登记评分。", field="indicator")


def _is_of_completion(rule: Rule) -> bool:
    """Whether an item's own figure is asked for its 完成率."""
    return rule.heading.endswith(COMPLETION) or getattr(rule, "compared", "") == COMPLETION


def _must_be_countable_by_hand(item: ItemEntry) -> None:
    """A mark by hand has no months."""
    if not item.indicator and item.rule.asks_months():
        raise Refused("手工评分没有各月的数，请先建自定指标按月登记，再选它作指标。", field="indicator")


def _must_be_heeded(item: ItemEntry) -> None:
    """Refuses what was filled in and would change nothing: whoever wrote it takes it to count."""
    rule = item.rule
    if rule.target is not None and not rule.asks_target():
        raise Refused("这样计分不看目标，请去掉“统一标准”。", field="target")
    keys = (item.indicator, *(part.indicator for part in rule.parts()))
    if rule.base != OF_THE_YEAR and not any(key in BY_KEY and BY_KEY[key].kind is Kind.RATE for key in keys):
        raise Refused("只有落地率、开工率等比率才有“比率口径”，请去掉。", field="base")
