"""The month's bulletin (月通报): the year against its targets, units in order, the month's events, who stands still."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy.orm import Session

from app.indicators.facts import Basis, Facts, Period
from app.reports import charts, tables
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet, RankLine
from app.services import indicators, offices, report_facts, statistics
from app.services.indicators import IndicatorRow, Report
from app.services.letters.sheet import Clause, Section
from app.services.offices import OfficeInfo
from app.services.problems import ProblemRow
from app.services.report_facts import EVENTS, WATCHED, StandingProject
from app.services.schemes.outcome import ScoreRow
from app.values.dates import PartialDate
from app.values.figures import percent
from app.values.stages import MilestoneKind

_NO_SCORES: Mapping[str, ScoreRow] = {}
_FEW = 5  # so many units are all named; of more, the first and the last three
_BASES = {Basis.REPORTED: "自报数", Basis.RECOGNISED: "县认定数"}


@dataclass(frozen=True)
class Month:
    """What a report of one month is written from."""

    office: OfficeInfo
    period: Period
    today: date
    facts: Facts
    figures: Report
    library: tuple[StandingProject, ...]
    problems: tuple[ProblemRow, ...]
    last_progress: dict[str, PartialDate]
    scores: Mapping[str, ScoreRow]

    @property
    def year(self) -> int:
        """The report's year."""
        return self.period.year

    @property
    def month(self) -> int:
        """The month up to which it counts."""
        return self.period.month

    @property
    def note(self) -> str:
        """What its figures rest on."""
        return (
            f"注：到位资金按{_BASES[self.period.basis]}统计；完成率、序时进度和同比按未经取舍的数计算，"
            "“—”表示没有可比的数。"
        )

    @cached_property
    def targeted(self) -> list[IndicatorRow]:
        """The township's indicators that have a target to be measured by."""
        return [row for row in self.figures.of(None) if row.completion is not None]

    @cached_property
    def shown(self) -> list[IndicatorRow]:
        """Those with a target; where none has one, those that have a figure."""
        said = (row for row in self.figures.of(None) if row.key not in self.figures.unrecorded)
        return self.targeted or [row for row in said if row.actual]

    @property
    def until(self) -> date:
        """The day the report speaks of."""
        return report_facts.period_end(self.year, self.month, self.today)

    @property
    def until_words(self) -> str:
        """That day in words: 10月底, or 11月22日 while the month still runs."""
        runs = self.until < PartialDate(f"{self.year:04d}-{self.month:02d}").last
        return f"{self.until.month}月{self.until.day}日" if runs else f"{self.month}月底"

    @property
    def still(self) -> list[StandingProject]:
        """在谈, 签约 and 在建 projects of which nothing was recorded in the month, the longest still first."""
        this_month = f"{self.year}-{self.month:02d}"
        seen = self.last_progress
        rows = [p for p in self.library if p.chip in WATCHED and getattr(seen.get(p.row.id), "iso", "") < this_month]
        return sorted(rows, key=lambda p: (getattr(seen.get(p.row.id), "iso", ""), p.row.code))


def month_of(session: Session, period: Period, today: date) -> Month:
    """Gathers what the reports of a month need."""
    year, month = period.year, period.month
    figures = indicators.report(session, year, month, basis=period.basis)
    facts = statistics.gather(session)
    return Month(
        office=offices.required(session),
        period=period,
        today=today,
        facts=facts,
        figures=figures,
        library=report_facts.library(session, facts, period, today),
        problems=report_facts.open_problems(session, year, month),
        last_progress=report_facts.last_progress(session, year, month),
        scores=report_facts.scores_of(session, year, month),
    )


def bulletin(session: Session, period: Period, today: date) -> BulletinSheet:
    """The month's bulletin as it will print."""
    seen = month_of(session, period, today)
    year, month = period.year, period.month
    ranked = None if offices.is_cautious(session) else ranked_key(seen.figures)
    place = words.territory(seen.office.name)
    until = f"1—{month}月" if month > 1 else "1月"
    sections = tuple(section for section in _sections(seen, ranked) if section.clauses)
    opening = f"现将{until}{place}招商引资工作情况通报如下。"
    return BulletinSheet(
        title=f"{seen.office.name}{year}年{until}招商引资工作情况通报",
        addressee="各责任单位" if ranked else "",
        opening=opening if sections else f"{until}，{place}没有登记招商引资目标任务、项目和到位资金。",
        sections=sections,
        issuer=seen.office.government,
        date=PartialDate.of(today).text(),
        indicators=tuple(seen.shown),
        ranking=ranking(seen.figures, ranked, seen.scores) if ranked else (),
        whole=_whole(seen.figures.row(ranked), place) if ranked else None,
        ranking_title=f"各责任单位{seen.figures.row(ranked).title}完成情况排名表" if ranked else "",
        ranking_measure=seen.figures.row(ranked).measure if ranked else "",
        note=seen.note if sections else "",
        tables=tuple(_tables(seen)),
        charts=charts.ticked(session, seen.figures, seen.facts, period, ranked),
    )


def ranked_key(figures: Report) -> str | None:
    """The indicator that units are ranked by: the one that most of them have a target of, money before pieces."""
    rates = [row.key for row in figures.rows if row.unit is not None and row.completion is not None]
    return max(dict.fromkeys(row.key for row in figures.of(None) if row.key in rates), key=rates.count, default=None)


def ranking(figures: Report, key: str, scores: Mapping[str, ScoreRow] = _NO_SCORES) -> tuple[RankLine, ...]:
    """Units with a target by 完成率, with their score; equal rates share a place, the next one is left out."""
    rows = [row for row in figures.rows if row.key == key and row.unit is not None and row.completion is not None]
    rows.sort(key=lambda row: row.completion or Fraction(0), reverse=True)
    rates = [row.completion for row in rows]
    return tuple(
        RankLine(
            str(rates.index(row.completion) + 1),
            row.unit or "",
            row.target,
            row.actual,
            row.completion,
            score=scores[row.unit].total if row.unit and row.unit in scores else None,
            ahead=row.ahead,
        )
        for row in rows
    )


def _whole(row: IndicatorRow, place: str) -> RankLine:
    return RankLine("", place, row.target, row.actual, row.completion, ahead=row.ahead)


def overall(seen: Month) -> tuple[Clause, ...]:
    """How many indicators keep up with the clock, then each of them."""
    clauses = [Clause(words.indicator_words(row)) for row in seen.shown]
    timed = [row for row in seen.targeted if row.ahead is not None]
    if timed:
        kept = sum(1 for row in timed if row.ahead is not None and row.ahead >= 0)
        text = f"截至{seen.until_words}，下达年度目标的{len(timed)}项指标中，{kept}项达到或超过序时进度"
        behind = f"，{len(timed) - kept}项未达到序时进度。" if kept < len(timed) else "。"
        clauses.insert(0, Clause(text + behind, 0))
    return tuple(clauses)


def _sections(seen: Month, ranked: str | None) -> Iterator[Section]:
    yield Section("总体情况", overall(seen))
    if ranked:
        yield Section("各责任单位完成情况", tuple(_unit_clauses(seen, ranked)))
    yield Section(f"{seen.month}月份项目进展", tuple(_event_clauses(seen)))
    yield Section("进度滞后情况", tuple(_behind_clauses(seen)))
    yield Section("存在问题", tuple(_problem_clauses(seen)))
    yield Section("需要核对的数据", tuple(Clause(warning) for warning in seen.figures.warnings))


def _unit_clauses(seen: Month, key: str) -> Iterator[Clause]:
    lines, title = ranking(seen.figures, key), seen.figures.row(key).title
    named = [f"{line.unit}（{percent(line.completion)}）" for line in lines if line.actual]
    if len(named) > _FEW:
        first, last = "、".join(named[:3]), "、".join(named[-3:])
        yield Clause(f"按{title}年度目标完成率排名，前三位是{first}；有完成数的单位中，后三位是{last}。")
    elif named:
        yield Clause(f"按{title}年度目标完成率排名，依次为{'、'.join(named)}。")
    behind = [(line.unit, line.ahead) for line in lines if line.actual and line.ahead is not None and line.ahead < 0]
    if behind:
        texts = [f"{unit}{words.ahead_words(ahead)}" for unit, ahead in behind]
        yield Clause(f"{title}有完成数但未达到序时进度的单位{len(behind)}个：{'，'.join(texts)}。")
    nothing = [line.unit for line in lines if not line.actual]
    if nothing:
        yield Clause(f"{title}尚无完成数的单位{len(nothing)}个：{'、'.join(nothing)}。")


def _event_clauses(seen: Month) -> Iterator[Clause]:
    if not seen.library:
        return
    missing = []
    for event in EVENTS:
        title = "竣工投产" if event is MilestoneKind.IN_PRODUCTION else f"新{event}"
        found = report_facts.happened(seen.library, event, seen.year, seen.month)
        if found:
            yield Clause(words.projects_words(title, found))
        else:
            missing.append(title)
    if missing:
        yield Clause(f"本月没有{'、'.join(missing)}的项目。")


def _behind_clauses(seen: Month) -> Iterator[Clause]:
    behind = [row for row in seen.targeted if row.ahead is not None and row.ahead < 0]
    if behind:
        texts = [f"{row.title}{words.ahead_words(row.ahead)}" for row in behind if row.ahead is not None]
        yield Clause(f"未达到序时进度的指标：{'，'.join(texts)}，请有关单位加快推进。")
    if seen.still:
        counts = words.count_words((project.row.unit or "未明确责任单位" for project in seen.still), "个")
        text = f"在谈、签约、在建项目中，{len(seen.still)}个项目本月没有登记进展：{counts}。"
        yield Clause(text + "一个月无进展的，请责任单位说明原因（名单见附表）。")


def _problem_clauses(seen: Month) -> Iterator[Clause]:
    if seen.problems:
        yield Clause(words.problem_words(seen.problems, lambda row: report_facts.is_overdue(row, seen.until)), 0)


def _tables(seen: Month) -> Iterator[Table]:
    yield from tables.completion_by_unit(seen.figures, words.territory(seen.office.name))
    events = [(event, report_facts.happened(seen.library, event, seen.year, seen.month)) for event in EVENTS]
    if any(found for _, found in events):
        yield tables.events_table(f"{seen.month}月份新签约、落地、开工、投产项目一览表", events)
    if seen.still:
        yield tables.still_table(f"{seen.month}月份无进展项目名单", _dated(seen.still, seen.last_progress))


def _dated(
    found: Sequence[StandingProject], dates: dict[str, PartialDate]
) -> list[tuple[StandingProject, PartialDate | None]]:
    return [(project, dates.get(project.row.id)) for project in found]
