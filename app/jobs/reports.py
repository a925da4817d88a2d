"""Printed reports: the month's bulletin, the year's summary, the ledgers bound together, the project book."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.services import indicators, offices
from app.services.indicators import IndicatorRow, Report
from app.services.letter_sheets import Clause, Section
from app.services.report_sheets import BulletinSheet, IndicatorLine, RankLine
from app.values.dates import PartialDate
from app.values.figures import amount, percent, points

_RANKED = "funds_received"


def report(database: Database, kind: str, year: int, month: int, out: Path) -> None:
    """Writes one of :data:`REPORTS` to ``out`` (.pdf or .docx), whole or not at all."""
    if kind not in REPORTS:
        raise Refused(f"没有“{kind}”这种报表，可用的有：{'、'.join(REPORTS)}。", field="kind")
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("报表文件的名字应以 .pdf 或 .docx 结尾。", field="out")
    with database.read() as session:
        sheet = REPORTS[kind](session, year, month, database.clock.today())
    write_bulletin(out, sheet)


def write_bulletin(out: Path, sheet: BulletinSheet) -> None:
    """Writes the sheet as the file's ending says."""
    if out.suffix.lower() == ".docx":
        from app.documents.bulletins_word import write_bulletin as write

        write(out, sheet)
    else:
        from app.documents.bulletins import draw_bulletin
        from app.documents.fonts import installed

        draw_bulletin(out, sheet, installed())


def bulletin(session: Session, year: int, month: int, today: date) -> BulletinSheet:
    """The month's bulletin: how the year stands against its targets and the clock, and the units in order."""
    office = offices.required(session)
    figures = indicators.report(session, year, month)
    targeted = [row for row in figures.of(None) if row.target is not None]
    shown = targeted or [row for row in figures.of(None) if row.actual]
    until = f"1—{month}月" if month > 1 else "1月"
    return BulletinSheet(
        title=f"{office.name}{year}年{until}招商引资工作情况通报",
        opening=f"现将{office.name}{year}年{until}招商引资主要指标完成情况通报如下。",
        sections=_sections(figures, targeted),
        issuer=office.government,
        date=PartialDate.of(today).text(),
        indicators=tuple(_line(row) for row in shown),
        ranking=_ranking(figures),
        ranking_title=f"各责任单位{figures.row(_RANKED).title}完成情况排名表",
    )


REPORTS: Mapping[str, Callable[[Session, int, int, date], BulletinSheet]] = {"bulletin": bulletin}


def _sections(figures: Report, targeted: Sequence[IndicatorRow]) -> tuple[Section, ...]:
    sections = []
    if targeted:
        sections.append(Section("总体情况", tuple(Clause(_sentence(row)) for row in targeted)))
    behind = [row for row in targeted if row.ahead is not None and row.ahead < 0]
    if behind:
        names = "、".join(row.title for row in behind)
        sections.append(Section("进度滞后的指标", (Clause(f"{names}未达到序时进度，请有关单位加快推进。", 0),)))
    if figures.warnings:
        sections.append(Section("需要核对的数据", tuple(Clause(warning) for warning in figures.warnings)))
    return tuple(sections)


def _sentence(row: IndicatorRow) -> str:
    parts = [
        f"{row.title}完成{amount(row.actual)}{row.measure}",
        f"占年度目标{amount(row.target)}{row.measure}的{percent(row.completion)}",
    ]
    if row.ahead is not None:
        parts.append(points(row.ahead))
    if row.growth is not None:
        parts.append(f"同比{'增长' if row.growth >= 0 else '下降'}{percent(abs(row.growth))}")
    return "，".join(parts) + "。"


def _line(row: IndicatorRow) -> IndicatorLine:
    return IndicatorLine(
        title=row.title,
        measure=row.measure,
        target=row.target,
        actual=row.actual,
        completion=row.completion,
        schedule=row.schedule,
        ahead=row.ahead,
        last_year=row.last_year,
        growth=row.growth,
    )


def _ranking(figures: Report) -> tuple[RankLine, ...]:
    """Units with a target of the ranked indicator by 完成率; equal rates share a place, the next one is left out."""
    rows = [row for row in figures.rows if row.key == _RANKED and row.unit is not None and row.completion is not None]
    rows.sort(key=lambda row: row.completion or Fraction(0), reverse=True)
    rates = [row.completion for row in rows]
    return tuple(
        RankLine(str(rates.index(row.completion) + 1), row.unit or "", row.target, row.actual, row.completion)
        for row in rows
    )
