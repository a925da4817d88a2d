"""The year's summary (工作总结) up to a month: every sentence rests on a record; what is not recorded is not said."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators.facts import Facts, Period
from app.reports import tables
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.monthly.bulletin import Month, month_of, overall
from app.reports.monthly.next_steps import next_clauses, plans_table
from app.services import report_facts, statistics
from app.services.leads import LeadRow
from app.services.letters.sheet import Clause, Section
from app.services.report_facts import StandingProject
from app.values.dates import PartialDate
from app.values.figures import amount, percent
from app.values.stages import Chip, MilestoneKind

_BASES = {MilestoneKind.SIGNED: "签约", MilestoneKind.STARTED: "新开工"}  # as a sentence names the whole of a rate
# A rate, its whole, its part, and how many came to that in the period.
_RATES = (
    ("landing_rate", MilestoneKind.SIGNED, MilestoneKind.LANDED, "projects_landed"),
    ("start_rate", MilestoneKind.SIGNED, MilestoneKind.STARTED, "projects_started"),
    ("production_rate", MilestoneKind.SIGNED, MilestoneKind.IN_PRODUCTION, "projects_in_production"),
    ("statistics_rate", MilestoneKind.STARTED, MilestoneKind.IN_STATISTICS, "projects_in_statistics"),
)
_SOURCES = ("funds_outside_province", "funds_other_cities", "funds_other_counties")


def summary(session: Session, period: Period, today: date) -> BulletinSheet:
    """The summary of January to the end of the month."""
    seen, year, month = month_of(session, period, today), period.year, period.month
    facts = statistics.gather(session)
    leads = report_facts.leads_of(session, year, month, today)
    made = (
        Section("目标任务完成情况", overall(seen)),
        Section("项目库情况", tuple(_library_clauses(seen.library))),
        Section("项目签约落地和开工投产情况", tuple(_progress_clauses(seen, facts))),
        Section("到位资金情况", tuple(_funds_clauses(seen))),
        Section("招商线索和招商活动", tuple(_contact_clauses(session, seen, leads))),
        Section("存在的问题", tuple(_problem_clauses(seen))),
        Section("下步工作", tuple(next_clauses(session, seen))),
    )
    sections = tuple(section for section in made if section.clauses)
    place, span = words.territory(seen.office.name), words.period_words(year, month)
    opening = f"现将{place}{span}招商引资工作总结如下。"
    return BulletinSheet(
        title=f"{seen.office.name}{span}招商引资工作总结",
        opening=opening if sections else f"{span}，{place}没有登记招商引资目标任务、项目、线索和到位资金。",
        sections=sections,
        issuer=seen.office.government,
        date=PartialDate.of(today).text(),
        indicators=tuple(seen.shown),
        note=seen.note if seen.shown else "",
        tables=tuple(_tables(session, seen)),
    )


def _library_clauses(library: Sequence[StandingProject]) -> Iterator[Clause]:
    living = [each for each in library if each.chip is not Chip.ENDED]
    if not living:
        return
    yield Clause(f"招商引资项目库在库项目{_pieces(living)}个，总投资{_invested(living)}。", 0)
    chips = [(chip, [each for each in living if each.chip == chip]) for chip in Chip]
    parts = [f"{chip}{_pieces(found)}个、总投资{_invested(found)}" for chip, found in chips if found]
    yield Clause(f"按阶段分：{'；'.join(parts)}。")
    parts = [
        f"{industry}{_pieces(found)}个、总投资{_invested(found)}"
        for industry, found in report_facts.by_industry(living).items()
    ]
    yield Clause(f"按产业分：{'；'.join(parts)}。")
    reserve = [each for each in living if each.chip is Chip.RESERVED]
    if reserve:
        parts = [
            f"{industry}{_pieces(found)}个、总投资{_invested(found)}"
            for industry, found in report_facts.by_industry(reserve).items()
        ]
        text = f"储备项目{_pieces(reserve)}个，总投资{_invested(reserve)}，其中{'；'.join(parts)}。"
        yield Clause(text)


def _progress_clauses(seen: Month, facts: Facts) -> Iterator[Clause]:
    figures = seen.figures
    signed, sums = figures.row("projects_signed"), figures.row("amount_signed")
    large = figures.row("projects_signed_100m")
    if signed.actual:
        text = f"新签约项目{amount(signed.actual)}个，签约金额{words.figure_words(sums.actual, sums.measure)}"
        text += f"，其中亿元以上项目{amount(large.actual)}个。" if large.actual else "。"
        yield Clause(text)
    reached = [figures.row(key) for *_, key in _RATES]
    done = [f"{row.title}{words.figure_words(row.actual, row.measure)}" for row in reached if row.actual]
    if done:
        yield Clause(f"{'，'.join(done)}。")
    period = seen.period
    rates = []
    for key, of, milestone, _ in _RATES:
        part, whole = report_facts.rate_parts(facts, key, period)
        if whole and key not in figures.unrecorded:
            base = f"{_BASES[of]}{amount(whole)}个、已{milestone}{amount(part)}个"
            rates.append(f"{figures.row(key).title}{percent(part / whole)}（{base}）")
    if rates:
        yield Clause(f"以本年签约（开工）项目为基数，{'，'.join(rates)}。")
    part, whole = report_facts.rate_parts(facts, "funds_arrival_rate", period)
    if whole and "funds_arrival_rate" not in figures.unrecorded:
        base = f"合同引资额{words.money_words(whole)}、已到位{words.money_words(part)}"
        yield Clause(f"本年签约项目资金到位率{percent(part / whole)}（{base}）。")


def _funds_clauses(seen: Month) -> Iterator[Clause]:
    figures = seen.figures
    total, domestic, foreign = (figures.row(key) for key in ("funds_received", "funds_domestic", "fdi_received"))
    if not total.actual:
        return
    yield Clause(words.indicator_words(total))
    at_home = domestic.actual or Fraction(0)
    text = f"内资{words.figure_words(at_home, '万元')}{words.share_words(at_home, total.actual)}"
    parts = [
        f"{row.title}{words.figure_words(row.actual, '万元')}{words.share_words(row.actual, total.actual)}"
        for row in (figures.row(key) for key in _SOURCES)
        if row.actual
    ]
    yield Clause(text + (f"。其中{'；'.join(parts)}。" if parts else "。"))
    if foreign.actual:
        yield Clause(words.indicator_words(foreign))
    held = [row for row in figures.rows if row.key == "funds_received" and row.unit is not None and row.actual]
    held.sort(key=lambda row: row.actual or Fraction(0), reverse=True)
    if held:
        top = "、".join(f"{row.unit}{words.figure_words(row.actual, '万元')}" for row in held[:5])
        yield Clause(f"有到位资金的责任单位{len(held)}个，{'依次为' if len(held) <= 5 else '前五位是'}{top}。")


def _contact_clauses(session: Session, seen: Month, leads: Sequence[LeadRow]) -> Iterator[Clause]:
    if leads:
        valid, converted = seen.figures.row("leads_valid"), sum(1 for row in leads if row.state == "转项目")
        text = f"登记招商线索{len(leads)}条，来源为{words.count_words((row.source for row in leads), '条')}；"
        yield Clause(
            text + f"研判有效线索{words.figure_words(valid.actual, '条')}，登记的线索中已转为项目{converted}条。"
        )
    held = report_facts.activities_of(session, seen.year, seen.month)
    if held:
        kinds = words.count_words((row.kind for row in held), "次")
        yield Clause(f"开展招商活动{len(held)}次，其中{kinds}。")


def _problem_clauses(seen: Month) -> Iterator[Clause]:
    behind = [row for row in seen.targeted if row.ahead is not None and row.ahead < 0]
    if behind:
        texts = [f"{row.title}{words.ahead_words(row.ahead)}" for row in behind if row.ahead is not None]
        yield Clause(f"部分指标未达到序时进度：{'，'.join(texts)}。")
    if seen.problems:
        yield Clause(words.problem_words(seen.problems, lambda row: report_facts.is_overdue(row, seen.until)))
    if seen.still:
        yield Clause(f"在谈、签约、在建项目中，{len(seen.still)}个项目{seen.month}月份没有登记进展。")


def _tables(session: Session, seen: Month) -> Iterator[Table]:
    if seen.library:
        yield tables.library_by_stage("项目库分阶段情况表", seen.library)
        yield tables.library_by_industry("项目库分产业情况表", seen.library)
    if seen.figures.row("funds_received").actual:
        yield tables.funds_by_unit("各责任单位到位资金情况表", seen.figures)
    if seen.problems:
        yield tables.problems_table("未销号问题清单", seen.problems)
    plans = plans_table(session, seen)
    if plans is not None:
        yield plans


def _pieces(found: Sequence[StandingProject]) -> str:
    return amount(sum((each.pieces for each in found), Fraction(0)))


def _invested(found: Sequence[StandingProject]) -> str:
    return words.money_words(sum((each.investment for each in found), Fraction(0)))
