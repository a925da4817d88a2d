"""What offices' ledgers hold beside the plain case, through the job: repeats, sums, spans, part-known dates."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport, import_ledger
from app.models.activities import Activity
from app.models.fellows import Fellow
from app.models.projects import Milestone, Project
from app.models.targets import Target
from tests.jobs.ledger_files import workbook

HEAD = ["序号", "项目名称", "投资方", "总投资（万元）", "签约时间"]
TITLE = ["清溪镇2026年10月招商引资项目台账"]
FUNDS = ["项目名称", "到账日期", "本月到位（万元）", "资金来源"]


def take(database: Database, path: Path, *rows: Sequence[Any]) -> ImportReport:
    return import_ledger(database, workbook(path / "台账.xlsx", rows))


def reasons(report: ImportReport, row: int) -> list[str]:
    return [note.reason for note in report.warnings if note.row == row]


def kept(database: Database, *columns: Any) -> list[tuple[Any, ...]]:
    with database.read() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(columns[0]))]


def test_a_row_that_repeats_an_earlier_one_is_said(database: Database, tmp_path: Path) -> None:
    report = take(
        database,
        tmp_path,
        HEAD,
        [1, "面粉厂", "甲", 1, None],
        [2, "竹制品", "乙", 2, None],
        [3, "面粉厂", "甲", 3, None],
    )
    assert (report.created, report.updated) == (2, 0)
    assert [(note.row, "与第2行是同一条但内容不同" in note.reason) for note in report.rejected] == [(4, True)]


@pytest.mark.parametrize(
    ("total", "says"), [(450, ["合计写的是450.00万元，各行相加是300.66万元，请核对。"]), (300.67, [])]
)
def test_a_sum_that_the_rows_do_not_make_is_said(
    database: Database, tmp_path: Path, total: float, says: list[str]
) -> None:
    rows = [[1, "面粉厂", "甲", 100.33, None], [2, "竹制品", "乙", 200.33, None]]
    report = take(database, tmp_path, HEAD, *rows, ["合计", None, None, total, None])
    assert reasons(report, 4) == says


@pytest.mark.parametrize(
    ("written", "known", "says"),
    [
        ("2026年3月5日左右", "2026-03-05", "大概"),
        ("约2026.3", "2026-03", "大概"),
        ("46086", "2026-03-05", ""),
        ("2026年", "2026", "只知道年份"),
        ("拟2026年3月", None, "写的是计划时间"),
        (2026.1, None, "看不出是1月还是10月"),
    ],
)
def test_dates_that_are_nearly_dates(
    database: Database, tmp_path: Path, written: str | float, known: str | None, says: str
) -> None:
    report = take(database, tmp_path, TITLE, HEAD, [1, "面粉厂", "甲", 1, written])
    signed = [str(day) for kind, day in kept(database, Milestone.kind, Milestone.actual_on) if kind == "签约" and day]
    assert signed == ([known] if known else [])
    assert bool(reasons(report, 3)) is bool(says)
    assert says in "".join(reasons(report, 3))
    if says in {"大概", "看不出"}:
        assert str(written) in kept(database, Project.note)[0][0]


def test_an_activity_of_several_days_keeps_its_first_and_last(database: Database, tmp_path: Path) -> None:
    head = ["日期", "形式", "地点", "带队领导", "拜访企业"]
    days = ["5月10日-12日", "2026.6.8—6.10", "2026-07-30至2026-08-02", "2026.9.1-3"]
    report = take(
        database,
        tmp_path,
        ["清溪镇2026年招商活动登记表"],
        head,
        *([day, "走出去", "杭州", "张", f"企业{day}"] for day in days),
    )
    assert (report.created, report.rejected) == (4, [])
    assert [(str(first), str(last)) for first, last in kept(database, Activity.held_on, Activity.ended_on)] == [
        ("2026-05-10", "2026-05-12"),
        ("2026-06-08", "2026-06-10"),
        ("2026-07-30", "2026-08-02"),
        ("2026-09-01", "2026-09-03"),
    ]


def test_a_project_to_which_nothing_came_this_month_is_no_fault(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, HEAD, [1, "面粉厂", "甲", 1, None], [2, "竹制品", "乙", 2, None])
    rows: list[list[Any]] = [
        ["面粉厂", "2026.9.1", 5, "省外"],
        ["竹制品", None, 0, "省外"],
        ["竹制品", "2026.9.2", -5, "省外"],
    ]
    report = take(database, tmp_path, ["2026年9月到位资金统计表"], FUNDS, *rows)
    assert (report.created, report.skipped) == (1, 1)
    assert [(note.row, note.reason) for note in report.rejected] == [(5, "“-5”是负数，没有读入，请核对。")]


def test_a_person_without_phone_and_employer_is_known_again_by_the_whole_row(
    database: Database, tmp_path: Path
) -> None:
    head = ["姓名", "出生年月", "籍贯（村组）", "现居住地（省市）", "联系电话"]
    rows = [["王军", "1970", "清溪村", "上海", None], ["王军", "1985-03", "石桥村", "深圳", None]]
    assert take(database, tmp_path, ["在外乡贤名录"], head, *rows).created == 2
    assert take(database, tmp_path, ["在外乡贤名录"], head, *rows).skipped == 2
    assert take(database, tmp_path, ["在外乡贤名录"], head, ["王军", "1990", "清溪村", "上海", None]).created == 1
    assert len(kept(database, Fellow.name)) == 3


def test_a_target_whose_money_has_no_unit_is_refused_with_the_reason(database: Database, tmp_path: Path) -> None:
    report = take(
        database, tmp_path, ["2026年目标任务"], ["责任单位", "到位资金", "新签约项目（个）"], ["清溪村", 5000, 2]
    )
    assert report.created == 1
    assert "指明是元、万元还是亿元" in report.rejected[0].reason


def test_indicators_of_two_levels_are_found_together(database: Database, tmp_path: Path) -> None:
    head = ["年度", "责任单位", "指标", "年度目标", "计量单位"]
    words = ["新签约项目/金额", "到位资金/省外", "到位资金/省外资金", "新签约项目/亿元以上项目", "劳务输出"]
    measures = ["亿元", "万元", "万元", "个", "人次"]
    take(database, tmp_path, head, *([2026, None, word, 3, m] for word, m in zip(words, measures, strict=True)))
    assert [indicator for (indicator,) in kept(database, Target.indicator)] == [
        "amount_signed",
        "funds_outside_province",
        "labour_export",
        "projects_signed_100m",
    ]


def test_a_target_may_be_headed_as_what_is_counted_but_not_beside_a_target(database: Database, tmp_path: Path) -> None:
    title = ["2026年目标任务"]
    take(database, tmp_path, title, ["责任单位", "实际利用外资（万美元）"], ["清溪村", 50])
    head = ["责任单位", "到位资金目标（万元）", "实际到位资金（万元）", "完成率"]
    take(database, tmp_path, title, head, ["清溪村", 5000, 700, 0.14])
    assert kept(database, Target.indicator, Target.amount) == [
        ("fdi_received", 50_000_000),
        ("funds_received", 5_000_000_000),
    ]
