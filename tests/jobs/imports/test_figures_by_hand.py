"""Figures kept by hand: the month and the measure that a row names are taken as written, or the row is refused."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.errors import Refused
from app.jobs.imports import ImportReport
from app.models.targets import Achievement
from app.values.kinds import LedgerKind
from app.values.quantities import MICRO
from tests.jobs.ledger_files import import_here, workbook

HEAD = ["年度", "月份", "责任单位", "指标", "完成数", "计量单位"]


def take(database: Database, folder: Path, *row: object) -> ImportReport:
    return import_here(database, workbook(folder / "完成数.xlsx", [HEAD, list(row)]))


def kept(database: Database) -> list[tuple[int, int, float]]:
    with database.read() as session:
        found = session.execute(select(Achievement.year, Achievement.month, Achievement.amount))
        return [(year, month, amount / MICRO) for year, month, amount in found]


@pytest.mark.parametrize("month", [10, "10", "10月", "10月份", "十月", "2026年10月", "2026.10", "10.0"])
def test_a_month_is_read_however_it_is_written(database: Database, tmp_path: Path, month: object) -> None:
    take(database, tmp_path, 2026, month, "东山村", "劳务输出", 120, "人")
    assert kept(database) == [(2026, 10, 120)]


@pytest.mark.parametrize(
    ("year", "month"),
    [
        (2026, "1-2月"),
        (2026, "1—10月"),
        (2026, "上半年"),
        (2026, "第一季度"),
        (2026, "1、2月"),
        (2026, "2025年10月"),
        (2026, 13),
        ("2025-2026", 5),
    ],
)
def test_several_months_or_years_are_no_month(database: Database, tmp_path: Path, year: object, month: object) -> None:
    report = take(database, tmp_path, year, month, "东山村", "劳务输出", 120, "人")
    assert kept(database) == []
    assert "看不出是哪一" in report.rejected[0].reason


@pytest.mark.parametrize(
    ("indicator", "amount", "measure", "stored"),
    [
        ("标准厂房", 20_000, "平方米", 2),
        ("标准厂房", "20000㎡", "", 2),
        ("标准厂房", "2万平米", "", 2),
        ("劳务输出", "0.03", "万人", 300),
        ("劳务输出", "300余人", "", 300),
        ("劳务输出", "约300人次", "", 300),
    ],
)
def test_a_measure_is_converted_into_the_indicators(
    database: Database, tmp_path: Path, indicator: str, amount: object, measure: str, stored: float
) -> None:
    take(database, tmp_path, 2026, 10, "东山村", indicator, amount, measure)
    assert kept(database) == [(2026, 10, stored)]


@pytest.mark.parametrize(
    ("indicator", "amount", "measure"),
    [
        ("标准厂房", 150, "亩"),
        ("标准厂房", "15亩", ""),
        ("劳务输出", "3万平方米", ""),
        ("劳务输出", 12, "万平方米"),
        ("劳务输出", 300, "户"),
    ],
)
def test_another_measure_is_refused(
    database: Database, tmp_path: Path, indicator: str, amount: object, measure: str
) -> None:
    report = take(database, tmp_path, 2026, 10, "东山村", indicator, amount, measure)
    assert kept(database) == []
    assert "请换算后填写" in report.rejected[0].reason


@pytest.mark.parametrize("title", ["2026年第三季度劳务输出", "截至2026年10月劳务输出", "2026年1-10月劳务输出"])
def test_the_sum_of_several_months_is_no_months_figure(database: Database, tmp_path: Path, title: str) -> None:
    path = workbook(tmp_path / "完成数.xlsx", [[title], ["责任单位", "指标", "完成数"], ["东山村", "劳务输出", 120]])
    with pytest.raises(Refused, match="几个月的累计数"):
        import_here(database, path, kind=LedgerKind.ACHIEVEMENTS)


def test_a_table_of_what_is_said_of_indicators_is_no_ledger(database: Database, tmp_path: Path) -> None:
    rows = [["2026年主要指标"], ["指标", "单位", "本月", "累计", "增幅（%）"], ["到位资金", "万元", 500, 3000, 15]]
    with pytest.raises(Refused, match="统计表"):
        import_here(database, workbook(tmp_path / "指标.xlsx", rows))
