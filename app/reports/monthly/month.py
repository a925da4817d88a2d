"""What circulars and summaries of a month are written from, gathered once; and the order of its units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy.orm import Session

from app.indicators.behind import behind
from app.indicators.catalogue import CATALOGUE, Indicator
from app.indicators.facts import Basis, Facts, Period
from app.indicators.own import Region
from app.reports import phrases
from app.reports.bulletins import RankLine
from app.reports.statements import Origin
from app.services import (
    activities,
    indicators,
    monthly_reports,
    offices,
    own_indicators,
    regions,
    report_facts,
    statistics,
)
from app.services.activities.attendance import Attendance, AttendanceSum
from app.services.indicators import IndicatorRow, Report
from app.services.monthly_reports import MonthSheet
from app.services.offices import OfficeInfo
from app.services.problems import ProblemRow
from app.services.report_facts import WATCHED, StandingProject
from app.services.schemes.outcome import ScoreRow
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind

_NO_SCORES: Mapping[str, ScoreRow] = {}
_FEW = 5  # so many units are all named; of more, the first and the last three
_BASES = {Basis.REPORTED: "自报数", Basis.RECOGNISED: "县认定数"}


@dataclass(frozen=True)
class OwnUnit:
    """A unit of the office's own."""

    unit_id: str
    unit: str


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
    counted_by: Mapping[str, Indicator]
    units: tuple[OwnUnit, ...]
    returns: MonthSheet
    regions: tuple[Region, ...]
    away: tuple[tuple[Attendance, ...], AttendanceSum]  # 外出招商考勤 by team
    is_cautious: bool  # 稳妥口径: units are not put in order

    def origin(self, row: IndicatorRow) -> Origin:
        """The records behind an indicator's figure."""
        kind, ids = behind(self.counted_by[row.key], self.facts, self.period)
        return Origin(kind or LedgerKind.TARGETS, ids, row.title)

    @property
    def year(self) -> int:
        """The report's year."""
        return self.period.year

    @property
    def month(self) -> int:
        """The month up to which it counts."""
        return self.period.month

    @property
    def so_far(self) -> str:
        """The period as its sentences begin: 全年, 1—10月."""
        return phrases.so_far(self.month)

    @property
    def is_whole_year(self) -> bool:
        """Whether the year is over: then nothing is held against the clock any more."""
        return self.month == 12

    @property
    def note(self) -> str:
        """What its figures rest on."""
        rates = "完成率和同比" if self.is_whole_year else "完成率、序时进度和同比"
        return f"注：到位资金按{_BASES[self.period.basis]}统计；{rates}按未经取舍的数计算，“—”表示没有可比的数。"

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
    def as_listed(self) -> Sequence[str] | None:
        """The units in the office's own order where tables are to keep it (稳妥口径)."""
        return tuple(unit.unit for unit in self.units) if self.is_cautious else None

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
        units=tuple(OwnUnit(key, name) for key, name in indicators.own_units(session)),
        returns=monthly_reports.month_sheet(session, year, month, today),
        regions=regions.listed(session),
        away=activities.attendance(session, year, month),
        is_cautious=offices.is_cautious(session),
        counted_by={each.key: each for each in (*CATALOGUE, *own_indicators.built(session))},
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
            ahead=row.ahead if row.is_timed else None,
        )
        for row in rows
    )


def whole_line(row: IndicatorRow, place: str) -> RankLine:
    """The township below its units."""
    return RankLine("", place, row.target, row.actual, row.completion, ahead=row.ahead if row.is_timed else None)
