"""The tables that published bulletins break their figures down by, each with the sentence that names it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.columns.cells import UNDEFINED, count_text, figure_text, percent
from app.indicators.facts import FundsFact, ProjectFact
from app.reports import phrases
from app.reports.blocks import Table, TableColumn
from app.reports.monthly.month import Month
from app.reports.tables import SUM, number, share, short, text, wan
from app.services.monthly_reports import LATE, MISSING, OVERDUE
from app.services.report_facts import NOBODY, StandingProject
from app.services.statistics import BANDS, UNSTATED
from app.services.units.order import furthest_first
from app.values.capital import FundsSource
from app.values.kinds import LedgerKind
from app.values.stages import Chip, MilestoneKind

LARGE = 10_000_000_000  # 1亿元 in fen
_ZERO = Fraction(0)


@dataclass(frozen=True)
class Breakdown:
    """A table, the sentence that tells its main figures, and the records behind it."""

    table: Table
    says: str
    kind: LedgerKind
    ids: tuple[str, ...] = ()


@dataclass
class _Sum:
    """Pieces and money of one row; money in fen."""

    pieces: Fraction = _ZERO
    money: Fraction = _ZERO


def sizes(seen: Month) -> Breakdown | None:
    """Units down, the size bands of what they signed across, with the target, what is done and 完成率."""
    signed = _signed(seen)
    if not signed:
        return None
    bands = [title for title, _ in BANDS]
    held: defaultdict[str | None, dict[str, Fraction]] = defaultdict(lambda: dict.fromkeys([*bands, UNSTATED], _ZERO))
    names = {row.unit_id: row.unit for row in seen.units}
    for fact in signed:
        for unit, part in fact.pieces.items():
            held[names.get(unit or "")][_band(fact)] += part
            if unit is not None:
                held[None][_band(fact)] += part
    shown = [*bands, *([UNSTATED] if held[None][UNSTATED] else [])]
    columns = (
        text("责任单位", 6), number("年度目标\n（个）"), number("新签约\n（个）"), number("完成率"),
        *(number(title, "按总投资分（个）") for title in shown),
    )  # fmt: skip
    rows = []
    for unit in [*(row.unit for row in seen.units), None]:
        row = seen.figures.row("projects_signed", unit)
        if unit is None or row.target is not None or row.actual:
            done = UNDEFINED if row.completion is None else percent(row.completion)
            counts = (count_text(held[unit][title]) for title in shown)
            target = figure_text(row.target, "个")
            rows.append((unit or SUM, target, figure_text(row.actual, "个"), done, *counts))
    told = phrases.counted(((title, held[None][title]) for title in bands), "个")
    says = f"新签约项目按总投资分，{told}。" if told else ""
    return _made("各责任单位新签约项目规模和完成进度表", columns, rows, says, LedgerKind.PROJECTS, _ids(signed))


def origins(seen: Month) -> Breakdown | None:
    """Where the investors of what was signed come from, in the office's own 来源地."""
    signed = _signed(seen)
    groups: dict[str, _Sum] = {}
    for fact in signed:
        found = groups.setdefault(_region(seen, fact.place), _Sum())
        found.pieces += sum(fact.pieces.values(), _ZERO)
        found.money += sum(fact.money.values(), _ZERO) * (fact.total_investment or 0)
    if not groups:
        return None
    table = _by_group("新签约项目来源地情况表", "来源地", "总投资（万元）", groups)
    known = sorted(((n, g.pieces) for n, g in groups.items() if n != UNSTATED), key=lambda each: -each[1])
    says = f"新签约项目来自{phrases.counted(known, '个')}。" if known else ""
    return Breakdown(table, says, LedgerKind.PROJECTS, _ids(signed))


def in_statistics(seen: Month) -> Breakdown | None:
    """纳统率 by unit: of what was started in the period, how much is 入统; only where 入统 is recorded at all."""
    started = [fact for fact in seen.facts.projects if seen.period.holds(fact.dates.get(MilestoneKind.STARTED))]
    if not started or "statistics_rate" in seen.figures.unrecorded:
        return None
    names = {row.unit_id: row.unit for row in seen.units}
    whole, part = defaultdict[str, Fraction](Fraction), defaultdict[str, Fraction](Fraction)
    for fact in started:
        for unit, held in fact.pieces.items():
            name = names.get(unit or "", NOBODY)
            whole[name] += held
            part[name] += held * seen.period.is_past(fact.dates.get(MilestoneKind.IN_STATISTICS))
    columns = (
        text("责任单位", 6),
        number("新开工（个）"),
        number("已入统（个）"),
        number("未入统（个）"),
        number("入统率"),
    )
    ordered = furthest_first(whole, str, lambda unit: (-part[unit] / whole[unit], -whole[unit]), seen.as_listed, NOBODY)
    lines = [(unit, whole[unit], part[unit]) for unit in ordered]
    lines.append((SUM, sum(whole.values(), _ZERO), sum(part.values(), _ZERO)))
    rows = [(name, count_text(w), count_text(p), count_text(w - p), share(p, w)) for name, w, p in lines]
    _, every, done = lines[-1]
    rate = f"，入统率{percent(done / every)}" if every else ""
    says = f"新开工项目{phrases.plain(every)}个，已入统{phrases.plain(done)}个{rate}。"
    return _made("各责任单位新开工项目入统情况表", columns, rows, says, LedgerKind.PROJECTS, _ids(started))


def funds_by_source(seen: Month) -> Breakdown | None:
    """到位资金 by source with the number of projects."""
    order = [source.value for source in FundsSource]
    return _funds(seen, "到位资金分来源情况表", "资金来源", lambda entry: entry.source.value, order, "按资金来源分")


def funds_by_industry(seen: Month) -> Breakdown | None:
    """到位资金 by 产业 with the number of projects, the largest first."""
    return _funds(
        seen, "到位资金分产业情况表", "产业", lambda entry: entry.project.industry or UNSTATED, [], "按产业分"
    )


def funds_by_age(seen: Month) -> Breakdown | None:
    """到位资金 of projects signed in the period, of earlier ones that go on, and of those nobody can tell."""

    def age(entry: FundsFact) -> str:
        signed = entry.project.dates.get(MilestoneKind.SIGNED)
        if seen.period.holds(signed):
            return "当年新签约项目"
        return "续建项目" if signed is not None and signed.last.year < seen.year else "签约时间不明的项目"

    order = ["当年新签约项目", "续建项目", "签约时间不明的项目"]
    return _funds(seen, "新建和续建项目到位资金情况表", "项目", age, order, "按新建、续建分")


def large_share(seen: Month) -> Breakdown | None:
    """What part of each group of projects is 亿元以上, in pieces and in money."""
    events = (
        (MilestoneKind.SIGNED, "新签约"),
        (MilestoneKind.STARTED, "新开工"),
        (MilestoneKind.IN_PRODUCTION, "竣工投产"),
    )
    groups = [
        (name, [each for each in seen.library if seen.period.holds(each.dates.get(kind))]) for kind, name in events
    ]
    groups.append(("在库", [each for each in seen.library if each.chip is not Chip.ENDED]))
    groups = [(name, found) for name, found in groups if found]
    if not groups:
        return None
    columns = (
        text("项目"), number("个数"), number("亿元以上\n个数"), number("占比"),
        number("总投资\n（万元）"), number("亿元以上\n（万元）"), number("占比"),
    )  # fmt: skip
    rows = []
    for name, found in groups:
        large = [each for each in found if (each.row.total_investment or 0) >= LARGE]
        pieces, of = _pieces(found), _pieces(large)
        money, of_money = _invested(found), _invested(large)
        rows.append(
            (
                name,
                count_text(pieces),
                count_text(of),
                share(of, pieces),
                wan(money),
                wan(of_money),
                share(of_money, money),
            )
        )
    name, found = groups[0]
    large = [each for each in found if (each.row.total_investment or 0) >= LARGE]
    says = (
        f"{name}项目中亿元以上{phrases.plain(_pieces(large))}个，占{share(_pieces(large), _pieces(found))}。"
        if large
        else ""
    )
    ids = tuple(each.row.id for each in found)
    return Breakdown(Table(columns, tuple(rows), title="亿元以上项目占比情况表"), says, LedgerKind.PROJECTS, ids)


def late_returns(seen: Month) -> Breakdown | None:
    """The units whose monthly return came late or not at all."""
    late = [row for row in seen.returns.rows if row.state in {LATE, OVERDUE, MISSING}]
    if not late:
        return None
    columns = (text("责任单位", 6), short("报送期限"), short("报送日期"), short("情况"), number("迟报（天）"))
    rows = tuple(
        (
            row.unit,
            row.due_on.isoformat(),
            row.entry.reported_on.iso if row.entry.reported_on else UNDEFINED,
            row.state,
            str(row.days_late) if row.days_late else UNDEFINED,
        )
        for row in late
    )
    states = phrases.counted(
        ((state, sum(row.state == state for row in late)) for state in (LATE, OVERDUE, MISSING)), "个"
    )
    says = f"{seen.month}月份月报应报单位{len(seen.returns.rows)}个，其中{states}。"
    return Breakdown(Table(columns, rows, title=f"{seen.month}月份月报迟报、未报情况表"), says, LedgerKind.MONTHLY)


def _signed(seen: Month) -> list[ProjectFact]:
    return [fact for fact in seen.facts.projects if seen.period.holds(fact.dates.get(MilestoneKind.SIGNED))]


def _band(fact: ProjectFact) -> str:
    if fact.total_investment is None:
        return UNSTATED
    return next(title for title, least in reversed(BANDS) if fact.total_investment >= least)


def _region(seen: Month, place: str) -> str:
    """The first 来源地 of the office's list that holds the place, else the place as it was written."""
    return next((region.name for region in seen.regions if region.holds(place)), place or UNSTATED)


def _funds(
    seen: Month, title: str, head: str, group_of: Callable[[FundsFact], str], order: Sequence[str], lead: str
) -> Breakdown | None:
    groups: dict[str, _Sum] = {name: _Sum() for name in order}
    projects: defaultdict[str, set[str]] = defaultdict(set)
    every: dict[str, None] = {}
    for entry in seen.facts.funds:
        held = sum(entry.project.money.values(), _ZERO) * entry.in_yuan(seen.period.basis)
        if held and seen.period.holds(entry.received_on):
            name = group_of(entry)
            groups.setdefault(name, _Sum()).money += held
            projects[name].add(entry.project.id)
            every[entry.project.id] = None
    for name, found in projects.items():
        groups[name].pieces = Fraction(len(found))
    groups = {name: found for name, found in groups.items() if found.money}
    if not groups:
        return None
    table = _by_group(title, head, "到位资金（万元）", groups, whole=len(every), keep=bool(order))
    told = [(name, found) for name, found in groups.items() if name != UNSTATED]
    money = phrases.money_in(found.money for _, found in told)
    says = "、".join(f"{name}{money(found.money)}" for name, found in told[:5])
    more = "等" if len(told) > 5 else ""
    return Breakdown(table, f"到位资金{lead}，{says}{more}。" if told else "", LedgerKind.FUNDS, tuple(every))


def _by_group(
    title: str, head: str, money: str, groups: dict[str, _Sum], *, whole: int | None = None, keep: bool = False
) -> Table:
    """Groups down with pieces, their share, money and its share; a project that stands in several counts once below."""
    pieces = sum((each.pieces for each in groups.values()), _ZERO)
    amount = sum((each.money for each in groups.values()), _ZERO)
    names = list(groups) if keep else sorted(groups, key=lambda name: (name == UNSTATED, -groups[name].money))
    columns = (text(head), number("项目数（个）"), number("占比"), number(money), number("占比"))
    every = pieces if whole is None else Fraction(whole)
    rows = [
        (name, count_text(groups[name].pieces), share(groups[name].pieces, every), wan(groups[name].money),
         share(groups[name].money, amount))
        for name in names
    ]  # fmt: skip
    rows.append((SUM, count_text(every), share(every, every), wan(amount), share(amount, amount)))
    return Table(columns, tuple(rows), (len(names),), title=title)


def _made(
    title: str,
    columns: tuple[TableColumn, ...],
    rows: Sequence[tuple[str, ...]],
    says: str,
    kind: LedgerKind,
    ids: tuple[str, ...],
) -> Breakdown:
    return Breakdown(Table(columns, tuple(rows), (len(rows) - 1,), title=title), says, kind, ids)


def _pieces(found: Iterable[StandingProject]) -> Fraction:
    return sum((each.pieces for each in found), _ZERO)


def _invested(found: Iterable[StandingProject]) -> Fraction:
    return sum((each.investment for each in found), _ZERO)


def _ids(found: Iterable[ProjectFact]) -> tuple[str, ...]:
    return tuple(each.id for each in found)
