"""月报 as a ledger: taken from the tables that units hand in, exported so that it can be taken again."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.clock import fixed
from app.database.engine import Database, open_database
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.jobs.monthly_reports import print_month
from app.services import achievements, monthly_reports, offices, targets, units
from app.services.achievements import AchievementEntry
from app.services.monthly_reports import MonthEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind

TODAY = date(2026, 11, 22)
HEADS = ("年度", "月份", "责任单位", "本月完成情况", "下月计划", "下月目标", "未进展原因")


@pytest.fixture
def township(tmp_path: Path) -> Database:
    """清溪镇 with two villages that have targets; something moved in one of them in October."""
    database = open_database(tmp_path / "月报.db", fixed(TODAY))
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        for place, name in enumerate(("法中村", "石桥村")):
            units.save(session, UnitEntry(name=name, position=place))
            targets.save(session, TargetEntry(2026, "labour_export", 10**7, name))
        achievements.save(session, AchievementEntry(2026, 10, "labour_export", 10**6, "法中村"))
    return database


def book(path: Path, *rows: tuple[object, ...]) -> Path:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def kept(database: Database) -> list[MonthEntry]:
    with database.read() as session:
        return monthly_reports.entries(session)


def test_a_plain_table_is_taken_and_a_second_time_nothing_changes(township: Database, tmp_path: Path) -> None:
    path = book(
        tmp_path / "月报.xlsx",
        HEADS,
        (2026, 10, "法中村", "拜访企业3家", "跟进线索2条", "到位资金300万元", ""),
        (2026, 10, "石桥村", "", "邀请客商来访", "", "客商推迟行程"),
    )
    report = import_ledger(township, path)
    assert (report.kind, report.created, report.rejected, report.warnings) == (LedgerKind.MONTHLY, 2, [], [])
    today = PartialDate.of(TODAY)
    assert kept(township) == [
        MonthEntry(2026, 10, "法中村", "拜访企业3家", "跟进线索2条", "到位资金300万元", "", today),
        MonthEntry(2026, 10, "石桥村", "", "邀请客商来访", "", "客商推迟行程", today),
    ]
    again = import_ledger(township, path)
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)


def test_an_offices_own_words_with_the_month_in_the_title(township: Database, tmp_path: Path) -> None:
    path = book(
        tmp_path / "汇总.xlsx",
        ("清溪镇2026年9月份招商引资工作月报表",),
        ("序号", "单位名称", "本月工作开展情况", "下一步工作打算", "次月目标", "无进展原因说明", "上报时间"),
        (1, "法中村", "外出1次", "继续跟踪", "1个项目", "无", "2026.9.24"),
        (2, "石桥村", None, None, None, None, None),
    )
    report = import_ledger(township, path)
    assert (report.kind, report.created, report.skipped) == (LedgerKind.MONTHLY, 1, 1)
    (entry,) = kept(township)
    assert (entry.month, entry.plan, entry.reason, entry.reported_on) == (
        9, "继续跟踪", "", PartialDate("2026-09-24"),
    )  # fmt: skip
    assert any("仍按未报统计" in note.reason for note in report.warnings)


def test_a_month_in_which_nothing_moved_is_taken_and_said(township: Database, tmp_path: Path) -> None:
    path = book(tmp_path / "月报.xlsx", HEADS, (2026, 10, "石桥村", "做了很多工作", "", "", ""))
    report = import_ledger(township, path)
    assert report.created == 1
    assert [note.column for note in report.warnings] == ["未进展原因"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ((2026, 12, "法中村", "提前报的", "", "", ""), "月份"),
        ((2026, 13, "法中村", "没有这个月", "", "", ""), "月份"),
        ((2026, "", "法中村", "哪个月", "", "", ""), "月份"),
        ((2026, 10, "", "谁报的", "", "", ""), "责任单位"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_column(
    township: Database, tmp_path: Path, row: tuple[object, ...], column: str
) -> None:
    good = (2026, 10, "石桥村", "", "", "", "客商推迟")
    report = import_ledger(township, book(tmp_path / "月报.xlsx", HEADS, row, good))
    assert (report.created, [(note.row, note.column) for note in report.rejected]) == (1, [(2, column)])


def test_an_empty_cell_clears_and_a_missing_column_keeps(township: Database, tmp_path: Path) -> None:
    import_ledger(township, book(tmp_path / "一.xlsx", HEADS, (2026, 10, "法中村", "完成", "计划", "目标", "原因")))
    fewer = ("年度", "月份", "责任单位", "本月完成情况", "未进展原因")
    report = import_ledger(township, book(tmp_path / "二.xlsx", fewer, (2026, 10, "法中村", "改过的", "")))
    assert report.updated == 1
    (entry,) = kept(township)
    assert (entry.done, entry.plan, entry.next_target, entry.reason) == ("改过的", "计划", "目标", "")


def test_hard_words_come_back_as_they_were(township: Database, tmp_path: Path) -> None:
    hard = MonthEntry(2026, 10, "法中村", "=1+2\n第二段", "+86 外出", "@目标", "-5%，䶮子", PartialDate("2026-10-31"))
    with township.work("填报") as session:
        monthly_reports.save(session, hard, TODAY)
    for ending in ("export", "sheet"):
        out = tmp_path / f"{ending}.xlsx"
        if ending == "export":
            export(township, LedgerKind.MONTHLY, out)
        else:
            print_month(township, 2026, 10, out)
        report = import_ledger(township, out)
        assert (report.kind, report.created, report.updated, report.rejected) == (LedgerKind.MONTHLY, 0, 0, [])
    assert kept(township) == [hard]


@pytest.mark.parametrize(
    ("month", "taken"),
    [("2026年10月", (2026, 10)), ("2026.9", (2026, 9)), ("10月", None), (10, None), ("2026年1-10月", None)],
)
def test_a_month_may_bear_its_year_where_nothing_else_says_it(
    township: Database, tmp_path: Path, month: object, taken: tuple[int, int] | None
) -> None:
    rows = [("责任单位", "月份", "本月完成情况", "报送日期"), ("法中村", month, "拜访三家企业", "2026-11-03")]
    report = import_ledger(township, book(tmp_path / "月报.xlsx", *rows), kind=LedgerKind.MONTHLY)
    assert [(entry.year, entry.month) for entry in kept(township)] == ([taken] if taken else [])
    assert [note.row for note in report.rejected] == ([] if taken else [2])
