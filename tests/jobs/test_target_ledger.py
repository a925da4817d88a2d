"""目标任务 taken from ledgers: what a ledger does not speak of stays, and why a target changed is kept."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.clock import fixed
from app.database.engine import Database, open_database
from app.jobs.imports import import_ledger
from app.services import achievements, offices, targets, units
from app.services.achievements import AchievementEntry
from app.services.targets import TargetCell, TargetEntry
from app.services.units import UnitEntry

WAN = 10**6
PLAN = tuple(WAN * 100 * month for month in range(1, 13))
PLAIN = ("年度", "责任单位", "指标", "年度目标", "计量单位")


@pytest.fixture
def township(tmp_path: Path) -> Database:
    """清溪镇 with a village whose target has everything."""
    database = open_database(tmp_path / "台账.db", fixed(date(2026, 6, 2)))
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        units.save(session, UnitEntry(name="法中村"))
        targets.save(session, TargetEntry(2026, "到位资金", 1200 * WAN, "法中村", 1500 * WAN, PLAN, "年初下达"))
        achievements.save(session, AchievementEntry(2026, 5, "劳务输出", 8 * WAN, "法中村", "名单在柜"))
    return database


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def cell(database: Database) -> TargetCell:
    with database.read() as session:
        grid = targets.grid(session, 2026)
    return next(cell for (unit, _), cell in grid.cells.items() if unit)


def test_the_same_target_again_changes_nothing(township: Database, tmp_path: Path) -> None:
    report = import_ledger(township, book(tmp_path / "一.xlsx", PLAIN, (2026, "法中村", "到位资金", 1200, "万元")))
    assert (report.created, report.updated, report.skipped) == (0, 0, 1)
    kept = cell(township)
    assert (kept.stretch, kept.plan, kept.note, kept.reason) == (1500 * WAN, PLAN, "年初下达", "")


def test_another_amount_keeps_the_rest_and_says_where_it_came_from(township: Database, tmp_path: Path) -> None:
    report = import_ledger(township, book(tmp_path / "一.xlsx", PLAIN, (2026, "法中村", "到位资金", 1300, "万元")))
    kept = cell(township)
    assert (report.updated, report.warnings) == (1, [])
    assert (kept.amount, kept.stretch, kept.plan, kept.note) == (1300 * WAN, 1500 * WAN, PLAN, "年初下达")
    assert kept.reason == "由目标任务台账导入"


def test_a_stretch_below_the_new_target_is_given_up_and_said(township: Database, tmp_path: Path) -> None:
    report = import_ledger(township, book(tmp_path / "一.xlsx", PLAIN, (2026, "法中村", "到位资金", 2000, "万元")))
    assert cell(township).stretch is None
    assert ["已取消" in note.reason for note in report.warnings] == [True]


def test_a_column_that_is_there_and_empty_clears(township: Database, tmp_path: Path) -> None:
    heads = ("年度", "责任单位", "指标", "年度目标", "奋斗目标", "计量单位", "备注")
    import_ledger(township, book(tmp_path / "一.xlsx", heads, (2026, "法中村", "到位资金", 1200, None, "万元", None)))
    kept = cell(township)
    assert (kept.stretch, kept.note, kept.plan) == (None, "", PLAN)


def test_a_target_that_stands_twice_is_made_once(township: Database, tmp_path: Path) -> None:
    path = book(
        tmp_path / "一.xlsx",
        PLAIN,
        (2026, "法中村", "新签约项目", 2, "个"),
        (2026, "法中村", "新签约项目", 3, "个"),
    )
    report = import_ledger(township, path)
    assert (report.created, report.updated) == (1, 0)
    assert any("与第2行是同一条但内容不同" in note.reason for note in report.rejected)


def test_a_figures_remark_stays_where_the_ledger_has_no_remarks(township: Database, tmp_path: Path) -> None:
    heads = ("年度", "月份", "责任单位", "指标", "完成数", "计量单位")
    report = import_ledger(township, book(tmp_path / "一.xlsx", heads, (2026, 5, "法中村", "劳务输出", 8, "人")))
    assert report.skipped == 1
    with township.read() as session:
        assert [row.note for row in achievements.rows(session)] == ["名单在柜"]
