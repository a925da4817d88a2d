"""红黑榜: the units ahead of the clock and those behind it; only where the office has switched it on."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.facts import Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet, RankLine, ranking_table
from app.reports.circulars.shared import annexes_of, sheet
from app.reports.monthly.month import Month, month_of, ranked_key, ranking
from app.reports.official_page import TABLE
from app.reports.statements import Statement
from app.services import circulars, offices
from app.services.indicators import IndicatorRow
from app.values.figures import percent


def board(session: Session, period: Period, today: date, word: str = TABLE) -> BulletinSheet:
    """Units by the indicator that most of them have a target of; Refused where the office has no 红黑榜."""
    if offices.is_cautious(session):
        raise Refused("已经选了稳妥口径，打印的文书不带排名，没有红黑榜。")
    if not circulars.has_board(session):
        raise Refused("红黑榜没有启用，需要时请在“打印—公文格式”中启用。")
    seen = month_of(session, period, today)
    key = ranked_key(seen.figures)
    if key is None:
        raise Refused(f"{period.year}年还没有给各单位下达目标，排不出红黑榜。")
    row, lines = seen.figures.row(key), ranking(seen.figures, key)
    red = [line for line in lines if _is_ahead(line)]
    black = [line for line in lines if not _is_ahead(line)]
    over = seen.is_whole_year
    met, missed = ("完成年度目标", "未完成年度目标") if over else ("达到或超过序时进度", "未达到序时进度")
    by = f"{row.title}年度目标完成率" + ("" if over else "和序时进度")
    several = [
        ("红榜", red, f"列入红榜的单位{len(red)}个，{row.title}{met}"),
        ("黑榜", black, f"列入黑榜的单位{len(black)}个，{row.title}{missed}"),
    ]
    tables = {name: _table(f"{name}（{row.title}）", found, row.measure) for name, found, _ in several if found}
    annexes = annexes_of(word, **tables)
    parts = [
        (name, annexes.referring([_told(seen, row, says, found)] if found else [], name))
        for name, found, says in several
    ]
    place = words.territory(seen.office.name)
    return sheet(
        seen.office,
        f"{phrases.period(period.year, period.month)}招商引资工作红黑榜",
        f"按{by}，现将{place}各责任单位截至{seen.until_words}的红黑榜通报如下。",
        parts,
        annexes,
        today,
        nothing="各责任单位都没有可以比较的完成数。",
        addressee="各责任单位",
        doubts=seen.figures.doubts,
    )


def _told(seen: Month, row: IndicatorRow, says: str, found: list[RankLine]) -> Statement:
    return Statement(f"{says}：{'、'.join(map(_unit, found))}。", 0, seen.origin(row))


def _is_ahead(line: RankLine) -> bool:
    """Level with the clock, or with the whole target where there is no clock."""
    return line.ahead >= 0 if line.ahead is not None else (line.completion or 0) >= 1


def _unit(line: RankLine) -> str:
    done = percent(line.completion) if line.completion is not None else "没有完成数"
    return f"{line.unit}（{done}）"


def _table(title: str, lines: list[RankLine], measure: str) -> Table:
    return replace(ranking_table(tuple(lines), measure), title=title)
