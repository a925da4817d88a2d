"""What the figures do not say by themselves: what counts nowhere, sums that had to stand in. They warn only."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from app.indicators.catalogue import CATALOGUE, Indicator
from app.indicators.counting import WAN
from app.indicators.facts import ActivityFact, Basis, CarrierFact, Facts, FundsFact, LeadFact, Period, ProjectFact, Unit
from app.indicators.figures import clashes
from app.values.activities import ActivityKind
from app.values.capital import FundsSource
from app.values.dates import PartialDate
from app.values.figures import amount
from app.values.kinds import LedgerKind
from app.values.stages import RESERVE, STAGE_EVENTS, MilestoneKind, Stage

T = TypeVar("T")
# The events that are counted, and the indicators that count them.
_COUNTED: Sequence[tuple[MilestoneKind, tuple[str, ...]]] = (
    (MilestoneKind.SIGNED, ("projects_signed", "projects_signed_100m", "amount_signed", "fdi_contracted")),
    (MilestoneKind.LANDED, ("projects_landed",)),
    (MilestoneKind.STARTED, ("projects_started",)),
    (MilestoneKind.IN_PRODUCTION, ("projects_in_production",)),
    (MilestoneKind.IN_STATISTICS, ("projects_in_statistics",)),
)
_FUNDS = ("funds_received", "funds_domestic", "funds_outside_province", "funds_other_cities", "funds_other_counties")
_Dated = Sequence[tuple[str, str, Sequence[tuple[T, PartialDate | None]]]]  # (words, key, records with their date)
_SHOWN = 3  # names in a sentence before 等


@dataclass(frozen=True)
class Doubt:
    """One Chinese sentence, the keys of the indicators that it is about, and the records to be put right."""

    about: tuple[str, ...]
    sentence: str
    kind: LedgerKind | None = None  # of what ``ids`` name
    ids: tuple[str, ...] = ()


def doubts(
    facts: Facts, period: Period, name_of: Callable[[Unit], str], indicators: Iterable[Indicator] = CATALOGUE
) -> list[Doubt]:
    """One for each kind of doubt about the period's figures of ``indicators``; of a rate what is of its parts too."""
    known = tuple(indicators)
    found = [
        *_vague_events(facts, period),
        *_missing_dates(facts, period),
        *_missing_sums(facts, period),
        *_ended(facts),
        *_funds(facts, period),
        *_leads(facts, period),
        *_activities(facts, period),
        *_carriers(facts, period),
        *_fellows(facts, period),
        *_unjudged(known, facts, period),
        *_clashes(known, facts, period, name_of),
    ]
    return [replace(doubt, about=(*doubt.about, *_touched(doubt.about, known))) for doubt in found]


def _touched(about: Iterable[str], indicators: Iterable[Indicator]) -> Iterator[str]:
    """The keys of the indicators that count the same records as one that a doubt is about."""
    keys = set(about)
    return (each.key for each in indicators if each.key not in keys and each.kin & keys)


def _vague_events(facts: Facts, period: Period) -> Iterator[Doubt]:
    for kind, about in _COUNTED:
        found = [p for p in facts.projects if period.leaves_out(p.dates.get(kind))]
        if found:
            says = f"的{kind}日期只有年份，{_span(period)}不计入，请补上月份。"
            yield _of_projects(about, found, says)


def _missing_dates(facts: Facts, period: Period) -> Iterator[Doubt]:
    for kind, about in _COUNTED:
        found = [p for p in facts.projects if kind not in p.dates and _must_have_been(p, kind, period)]
        if found and kind in STAGE_EVENTS:
            says = f"已到“{kind}”或以后的阶段但没有{kind}日期，未计入，请补上日期。"
            yield _of_projects(about, found, says)
        elif found:
            yield _of_projects(about, found, f"已{kind}但没有{kind}日期，未计入，请补上日期。")


def _of_projects(about: tuple[str, ...], found: Iterable[ProjectFact], says: str) -> Doubt:
    """What ``says`` of the projects, each once."""
    projects = {each.id: each.name for each in found}
    return Doubt(about, f"{_list(projects.values())}{says}", LedgerKind.PROJECTS, tuple(projects))


def _must_have_been(project: ProjectFact, kind: MilestoneKind, period: Period) -> bool:
    """Whether something says that an undated event has been, this year or nobody knows when.

    What an earlier year's date proves belongs to that year or before: this year's figures miss nothing.
    """
    if kind is MilestoneKind.IN_STATISTICS:
        proofs = [project.dates.get(MilestoneKind.ABOVE_SCALE)]
        stated = kind in project.undated
    else:
        later = STAGE_EVENTS[STAGE_EVENTS.index(kind) + 1 : -1]
        proofs = [project.dates.get(each) for each in later]
        reached = MilestoneKind(project.stage)
        stated = kind in project.undated or (reached in (kind, *later) and reached not in project.dates)
    years = [when.year for when in proofs if when is not None]
    return min(years) >= period.year if years else stated


def _missing_sums(facts: Facts, period: Period) -> Iterator[Doubt]:
    signed = [p for p in facts.projects if period.holds(p.dates.get(MilestoneKind.SIGNED))]
    found = [p for p in signed if p.contract_amount is None]
    if found:
        yield _of_projects(("amount_signed", "funds_arrival_rate"), found, "没有合同引资额，签约金额按总投资计。")


def _ended(facts: Facts) -> Iterator[Doubt]:
    """Projects that came no further than the reserve and ended nobody knows when: they count in none of its months."""
    beyond = set(STAGE_EVENTS[len(RESERVE) :])
    found = [p for p in facts.projects if p.stage is Stage.ENDED and not beyond & set(p.dates)]
    if found:
        says = "已终止但没有终止日期，看不出哪几个月还在储备，未计入，请补上日期。"
        yield _of_projects(("projects_reserved", "amount_reserved"), found, says)


def _funds(facts: Facts, period: Period) -> Iterator[Doubt]:
    vague = [e for e in facts.funds if period.leaves_out(e.received_on)]
    if vague:
        says = f"有{_sum(vague, period.basis)}万元到位资金只知年份，{_span(period)}不计入，请补上月份。"
        yield _of_projects((*_FUNDS, "fdi_received"), (e.project for e in vague), says)
    undated = [e for e in facts.funds if e.received_on is None]
    if undated:
        says = f"有{_sum(undated, period.basis)}万元到位资金没有到账日期，未计入，请补上日期。"
        yield _of_projects((*_FUNDS, "fdi_received"), (e.project for e in undated), says)
    entries = [e for e in facts.funds if period.holds(e.received_on)]
    for about, sentence, doubtful in _RATE_DOUBTS:
        found = [e.project for e in entries if doubtful(e)]
        if found:
            yield _of_projects(about, found, sentence)
    if period.basis is Basis.RECOGNISED:
        found = [e.project for e in entries if e.is_recognised and e.recognised_yuan is None]
        if found:
            yield _of_projects(_FUNDS, found, "有县认定的资金没有认定金额，按0计。")


_RATE_DOUBTS: Sequence[tuple[tuple[str, ...], str, Callable[[FundsFact], bool]]] = (
    (_FUNDS, "有美元资金没有汇率，未计入人民币合计，请补上汇率。", lambda entry: entry.yuan is None),
    (
        ("fdi_received",),
        "有境外人民币资金没有汇率，未计入实际利用外资，请补上汇率。",
        lambda entry: entry.source is FundsSource.ABROAD and entry.dollars is None,
    ),
)


_VISITS = {ActivityKind.OUT.value: "visits_out", ActivityKind.IN.value: "visitors_in"}


def _leads(facts: Facts, period: Period) -> Iterator[Doubt]:
    span = _span(period)
    valid = [(lead, lead.counted_on) for lead in facts.leads if lead.is_valid]
    every: _Dated[LeadFact] = (
        ("登记线索", "leads_registered", [(lead, lead.registered_on) for lead in facts.leads]),
        ("有效线索", "leads_valid", valid),
    )
    for word, about, dates in every:
        named = "登记日期" if about == "leads_registered" else "登记日期和研判日期"
        if vague := [lead.id for lead, when in dates if period.leaves_out(when)]:
            says = f"{len(vague)}条{word}的日期只有年份，{span}不计入，请补上月份。"
            yield Doubt((about,), says, LedgerKind.LEADS, tuple(vague))
        if undated := [lead.id for lead, when in dates if when is None]:
            says = f"{len(undated)}条{word}没有{named}，未计入，请补上日期。"
            yield Doubt((about,), says, LedgerKind.LEADS, tuple(undated))


def _activities(facts: Facts, period: Period) -> Iterator[Doubt]:
    by_kind: dict[str, list[ActivityFact]] = {}
    for activity in facts.activities:
        by_kind.setdefault(activity.kind if activity.kind in _VISITS else "招商活动", []).append(activity)
    for kind, held in by_kind.items():
        about = (_VISITS[kind],) if kind in _VISITS else ()
        if vague := [activity.id for activity in held if period.leaves_out(activity.held_on)]:
            says = f"{len(vague)}次{kind}的日期只有年份，{_span(period)}不计入，请补上月份。"
            yield Doubt(about, says, LedgerKind.ACTIVITIES, tuple(vague))
        if undated := [activity.id for activity in held if activity.held_on is None]:
            says = f"{len(undated)}次{kind}没有日期，未计入，请补上日期。"
            yield Doubt(about, says, LedgerKind.ACTIVITIES, tuple(undated))


def _carriers(facts: Facts, period: Period) -> Iterator[Doubt]:
    every: _Dated[CarrierFact] = (
        ("开工", "factory_area_started", [(each, each.started_on) for each in facts.carriers]),
        ("竣工", "factory_area_completed", [(each, each.completed_on) for each in facts.carriers]),
    )
    for word, about, dates in every:
        if vague := [each for each, when in dates if period.leaves_out(when)]:
            says = f"的{word}日期只有年份，{_span(period)}不计入，请补上月份。"
            yield Doubt((about,), f"{_list((each.name for each in vague), '处')}{says}")
        if bare := [each for each, when in dates if period.holds(when) and not each.area]:
            says = f"没有填写面积，{word}面积按0计，请补上面积。"
            yield Doubt((about,), f"{_list((each.name for each in bare), '处')}{says}")
    if unbegun := [each for each in facts.carriers if each.started_on is None and _was_completed_by(each, period)]:
        says = "已竣工但没有开工日期，开工面积未计入，请补上日期。"
        yield Doubt(("factory_area_started",), f"{_list((each.name for each in unbegun), '处')}{says}")


def _was_completed_by(carrier: CarrierFact, period: Period) -> bool:
    """Whether it was completed this year: then this year's figures may miss when it was begun."""
    return carrier.completed_on is not None and carrier.completed_on.year == period.year


def _fellows(facts: Facts, period: Period) -> Iterator[Doubt]:
    if vague := [each.id for each in facts.fellows if period.leaves_out(each.met_on)]:
        says = f"{len(vague)}名乡贤的最近联系日期只有年份，{_span(period)}不计入，请补上月份。"
        yield Doubt(("fellows_met",), says, LedgerKind.FELLOWS, tuple(vague))


def _unjudged(indicators: Iterable[Indicator], facts: Facts, period: Period) -> Iterator[Doubt]:
    """What an indicator of the office's own asks of records that do not say it."""
    for indicator in indicators:
        for gap in indicator.unjudged(facts, period) if indicator.unjudged else ():
            named = _list((name for _, name in gap.records), gap.measure)
            says = f"“{indicator.title}”：{named}没有填写{gap.lacking}，{gap.effect}，请补上。"
            yield Doubt((indicator.key,), says, gap.kind, tuple(key for key, _ in gap.records))


def _clashes(
    indicators: Iterable[Indicator], facts: Facts, period: Period, name_of: Callable[[Unit], str]
) -> Iterator[Doubt]:
    for indicator in indicators:
        for unit, month in clashes(indicator, facts, period):
            said = f"{name_of(unit)}{period.year}年{month}月的“{indicator.title}”既有记录又有手工数，按手工数计。"
            yield Doubt((indicator.key,), said)


def _span(period: Period) -> str:
    return f"1—{period.month}月" if period.month > 1 else "1月"


def _sum(entries: Iterable[FundsFact], basis: Basis) -> str:
    return amount(sum((e.in_yuan(basis) for e in entries), Fraction(0)) / WAN)


def _list(names: Iterable[str], measure: str = "个项目") -> str:
    """Some of the names and how many there are; people are only counted, since they stand here without names."""
    every = list(names)
    if not any(every):
        return f"{len(every)}{measure}"
    known = list(dict.fromkeys(every))
    shown = "、".join(f"“{name}”" for name in known[:_SHOWN])
    return shown if len(known) <= _SHOWN else f"{shown}等{len(known)}{measure}"
