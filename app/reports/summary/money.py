"""到位资金: what came, from where, to whom, and of which projects; money in one unit within a sentence."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from app.indicators.facts import FundsFact
from app.reports import phrases
from app.reports.numbering import chinese_number
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene
from app.reports.wording import compared_words, left_out_words
from app.values.capital import FundsSource
from app.values.figures import percent
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind

_WAN = 1_000_000  # fen
_SOURCES = (
    ("funds_outside_province", "省外"),
    ("funds_other_cities", "市外省内"),
    ("funds_other_counties", "县外市内"),
)
_UNITS = 5


def statements(scene: Scene) -> Iterator[Statement]:
    """The sum, its sources, new and continued projects, the units that it came to."""
    total = scene.month.figures.row("funds_received").actual
    if not total:
        return
    arrived = [entry for entry in scene.facts.funds if scene.month.period.holds(entry.received_on)]
    every = [entry.project.id for entry in arrived]
    home = [entry.project.id for entry in arrived if entry.source is not FundsSource.ABROAD]
    if not _is_said(scene):
        yield from said(_sum(scene, total), LedgerKind.FUNDS, every, note="实际到位资金")
    yield from said(_sources(scene), LedgerKind.FUNDS, home, note="资金来源")
    yield from said(_by_age(scene), LedgerKind.FUNDS, every, note="新建和续建")
    if not scene.is_cautious:
        yield from said(_by_unit(scene, total), LedgerKind.FUNDS, every, note="各责任单位到位资金")


def _is_said(scene: Scene) -> bool:
    """Whether the sentence of its target has said the sum, and nothing came from abroad to be told beside it."""
    figures = scene.month.figures
    return figures.row("funds_received").completion is not None and not figures.row("fdi_received").actual


def _sum(scene: Scene, total: Fraction) -> str:
    figures = scene.month.figures
    domestic = figures.row("funds_domestic").actual or Fraction(0)
    foreign = figures.row("fdi_received").actual or Fraction(0)
    money, row = phrases.money_in((total * _WAN, domestic * _WAN)), figures.row("funds_received")
    return phrases.joined(
        f"{scene.so_far}实际到位资金{money(total * _WAN)}{left_out_words(row, lambda value: money(value * _WAN))}",
        compared_words(row),
        f"其中内资{money(domestic * _WAN)}" if domestic and foreign else "",
        f"利用外资{phrases.figure(foreign, '万美元')}" if foreign else "",
    )


def _sources(scene: Scene) -> str:
    """Shares of the domestic money: the whole of the sentence, whatever came from abroad beside it."""
    domestic = scene.month.figures.row("funds_domestic").actual or Fraction(0)
    found = [(words, scene.month.figures.row(key).actual or Fraction(0)) for key, words in _SOURCES]
    money = phrases.money_in(value * _WAN for _, value in found)
    parts = [f"{words}{money(value * _WAN)}，占{percent(value / domestic)}" for words, value in found if value]
    what = "内资" if scene.month.figures.row("fdi_received").actual else f"{scene.so_far}到位资金"
    return f"{what}按来源分，{phrases.series(parts)}。" if len(parts) > 1 else ""


def _by_age(scene: Scene) -> str:
    """Money of projects that were signed in the period, of earlier ones that go on, and of those nobody can tell."""
    period = scene.month.period
    new, old, unknown = f"{scene.so_far}新签约的", "续建的", "签约时间不明的"
    sums, projects = dict.fromkeys((new, old, unknown), Fraction(0)), defaultdict[str, set[str]](set)
    for entry in scene.facts.funds:
        if period.holds(entry.received_on):
            signed = entry.project.dates.get(MilestoneKind.SIGNED)
            is_old = signed is not None and signed.last.year < period.year
            age = new if period.holds(signed) else old if is_old else unknown
            sums[age] += _held(entry) * entry.in_yuan(period.basis)
            projects[age].add(entry.project.id)
    if not (sums[new] and sums[old]):
        return ""
    money = phrases.money_in(sums.values())
    return phrases.joined(*(f"{age}{len(projects[age])}个项目到位{money(fen)}" for age, fen in sums.items() if fen))


def _held(entry: FundsFact) -> Fraction:
    return sum(entry.project.money.values(), Fraction(0))


def _by_unit(scene: Scene, total: Fraction) -> str:
    rows = [row for row in scene.month.figures.rows if row.key == "funds_received" and row.unit and row.actual]
    if not rows:
        return ""
    rows.sort(key=lambda row: row.actual or Fraction(0), reverse=True)
    top = rows[:_UNITS]
    money = phrases.money_in((row.actual or 0) * _WAN for row in top)
    told = "、".join(f"{row.unit}{money((row.actual or 0) * _WAN)}" for row in top)
    if len(rows) == 1:
        return f"到位资金均来自{top[0].unit}。" if rows[0].actual == total else f"有到位资金的责任单位1个，为{told}。"
    lead = "依次为" if len(rows) <= _UNITS else f"前{chinese_number(_UNITS)}位是"
    return f"有到位资金的责任单位{len(rows)}个，{lead}{told}。"
