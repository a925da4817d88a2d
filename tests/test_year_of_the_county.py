"""The figures of a real year-end summary come out of the sample ledgers, through the records."""

from fractions import Fraction
from pathlib import Path

import pytest

from app.database.engine import Database
from app.jobs.imports import import_ledger
from app.services import indicators, offices, projects
from app.services.indicators import Report
from app.values.figures import rounded

LEDGERS = Path(__file__).parent / "ledgers"
ORDER = ("责任单位.xls", "项目台账.xlsx", "到位资金统计表.xlsx", "目标任务.xlsx")


@pytest.fixture
def year_end(database: Database) -> Report:
    with database.work("单位设置") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
    for name in ORDER:
        report = import_ledger(database, LEDGERS / name)
        assert report.rejected == []
    with database.read() as session:
        return indicators.report(session, 2026, 12)


def test_of_23_signed_21_landed_and_21_started(year_end: Report) -> None:
    assert [year_end.row(f"projects_{event}").actual for event in ("signed", "landed", "started")] == [23, 21, 21]
    assert year_end.row("landing_rate").actual == year_end.row("start_rate").actual == Fraction(21, 23)
    assert rounded(year_end.row("landing_rate").actual * 100, 0) == "91"
    assert year_end.row("amount_signed").actual == 2_520_000


def test_50_of_35_hundred_million_arrived(year_end: Report) -> None:
    row = year_end.row("funds_received")
    assert (row.actual, row.target, row.completion) == (500_000, 350_000, Fraction(10, 7))
    assert rounded(row.completion * 100, 0) == "143"
    assert row.ahead == Fraction(300, 7)


def test_26_projects_of_560_hundred_million_stand_in_reserve_by_industry(year_end: Report, database: Database) -> None:
    assert (year_end.row("projects_reserved").actual, year_end.row("amount_reserved").actual) == (26, 5_600_000)
    with database.read() as session:
        listing = projects.listing(2026, database.clock.today())
        rows = listing.rows(session, listing.ids(session))
    reserve: dict[str, list[int]] = {}
    for row in rows:
        if row.stage in {"储备", "发布"}:
            reserve.setdefault(row.industry, []).append(row.total_investment or 0)
    hundred_million = 10**10  # fen
    assert {industry: (len(sums), sum(sums) // hundred_million) for industry, sums in reserve.items()} == {
        "农业": (8, 8),
        "工业": (10, 298),
        "其他": (8, 254),
    }
