"""What the figures do not say by themselves: dates too vague to count, sums that had to stand in. They warn only."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.indicators.catalogue import CATALOGUE
from app.indicators.facts import Basis, Facts, FundsFact, Period, Unit
from app.indicators.figures import clashes

_DATED = ("签约", "落地", "开工", "投产")
_ORDER = ("储备", "发布", "在谈", "评审", "协议审定", "签约", "落地", "开工", "投产", "达效")
_SHOWN = 3  # names in a sentence before 等


def doubts(facts: Facts, period: Period, name_of: Callable[[Unit], str]) -> list[str]:
    """One Chinese sentence for each kind of doubt about the period's figures."""
    return [*_vague_dates(facts), *_missing_dates(facts), *_missing_sums(facts, period), *_funds(facts, period)] + [
        f"{name_of(unit)}{period.year}年{month}月的“{indicator.title}”既有记录又有手工数，按手工数计。"
        for indicator in CATALOGUE
        for unit, month in clashes(indicator, facts, period)
    ]


def _vague_dates(facts: Facts) -> Iterator[str]:
    for kind in _DATED:
        names = [p.name for p in facts.projects if (when := p.dates.get(kind)) and when.month is None]
        if names:
            yield f"{_list(names)}的{kind}日期只有年份，不计入任何月份，请补上月份。"
    entries = [e.project.name for e in facts.funds if e.received_on and e.received_on.month is None]
    if entries:
        yield f"{_list(entries)}的到账日期只有年份，不计入任何月份，请补上月份。"


def _missing_dates(facts: Facts) -> Iterator[str]:
    for kind in _DATED:
        at = _ORDER.index(kind)
        names = [p.name for p in facts.projects if p.stage == _ORDER[at] and kind not in p.dates]
        if names:
            yield f"{_list(names)}已到“{kind}”阶段但没有{kind}日期，未计入，请补上日期。"


def _missing_sums(facts: Facts, period: Period) -> Iterator[str]:
    names = [
        p.name for p in facts.projects if p.contract_amount is None and period.month_of(p.dates.get("签约")) is not None
    ]
    if names:
        yield f"{_list(names)}没有合同引资额，签约金额按总投资计。"


def _funds(facts: Facts, period: Period) -> Iterator[str]:
    entries = [e for e in facts.funds if period.month_of(e.received_on) is not None]
    undated = [e.project.name for e in facts.funds if e.received_on is None]
    if undated:
        yield f"{_list(undated)}有到位资金没有到账日期，未计入任何月份。"
    for sentence, doubtful in _RATE_DOUBTS:
        names = [e.project.name for e in entries if doubtful(e)]
        if names:
            yield _list(names) + sentence
    if period.basis is Basis.RECOGNISED:
        names = [e.project.name for e in entries if e.is_recognised and e.recognised_yuan is None]
        if names:
            yield f"{_list(names)}有县认定的资金没有认定金额，按0计。"


_RATE_DOUBTS: Sequence[tuple[str, Callable[[FundsFact], bool]]] = (
    ("有美元资金没有汇率，未计入人民币合计，请补上汇率。", lambda entry: entry.yuan is None),
    (
        "有境外人民币资金没有汇率，未计入实际利用外资，请补上汇率。",
        lambda entry: entry.source == "境外" and entry.dollars is None,
    ),
)


def _list(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    shown = "、".join(f"“{name}”" for name in known[:_SHOWN])
    return shown if len(known) <= _SHOWN else f"{shown}等{len(known)}个项目"
