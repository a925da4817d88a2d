"""Ledgers with the faults that offices' sheets have: each a rule, shown on a sheet typed for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.database.engine import Database
from app.jobs.imports import ImportReport, import_ledger
from app.reports.ledger_views import Span, ledger
from app.values.kinds import LedgerKind
from tests.jobs.ledger_files import workbook

WAN = 1_000_000  # fen in 万元


def take(database: Database, folder: Path, *rows: Sequence[Any], **options: Any) -> ImportReport:
    return import_ledger(database, workbook(folder / "台账.xlsx", rows, merged=options.pop("merged", ())), **options)


def kept(
    database: Database, kind: LedgerKind, *fields: str, year: int | None = None, month: int | None = None
) -> list[tuple[Any, ...]]:
    """Some columns of a ledger's rows, as values; dates as text."""
    with database.read() as session:
        rows = ledger(session, kind, Span(year, month, database.clock.today())).rows
    values = ([row[name] if isinstance(row, dict) else getattr(row, name) for name in fields] for row in rows)
    return [tuple(str(value) if hasattr(value, "iso") else value for value in row) for row in values]


def reasons(report: ImportReport, row: int) -> list[str]:
    return [note.reason for note in report.warnings if note.row == row]


def test_a_header_of_three_levels_under_titles_and_a_unit_line(database: Database, tmp_path: Path) -> None:
    report = take(
        database, tmp_path,
        ["附件2"],
        ["青山镇2026年度重点招商引资项目推进情况台账"],
        ["填报单位：青山镇人民政府（盖章）", *[None] * 6, "计量单位：万元、亩"],
        ["序号", "项目基本信息", None, "投资情况", None, None, "时间节点", None, "包保责任", None],
        [None, "项目名称", "投资主体", "计划总投资", "到位资金", None, "开工", None, "责任单位", "责任人及电话"],
        [None, None, None, None, "年初至今", "开工至今", "计划", "实际", None, None],
        [1, "饲料厂", "正和饲料", "12,000", 1500, 3200, "2026.3", "2026年3月18日", "青山村", "周　涛 13812345678"],
        ["合计", None, None, 12000, 1500, 3200],
        ["填表人：张三", None, "审核人：李四"],
        merged=["A4:A6", "B4:C4", "D4:F4", "G4:H4", "I4:J4", "E5:F5", "G5:H5"],
    )  # fmt: skip
    assert (report.header_row, report.money_unit, report.created, report.rejected) == (4, "万元", 1, [])
    fields = (
        "total_investment",
        "received_year",
        "received_total",
        "start_planned_on",
        "started_on",
        "person",
        "phone",
    )
    assert kept(database, LedgerKind.PROJECTS, *fields, year=2026, month=12) == [
        (12000 * WAN, 1500 * WAN, 3200 * WAN, "2026-03", "2026-03-18", "周涛", "13812345678")
    ]


def test_questions_answered_with_yes_set_the_stage_and_no_date(database: Database, tmp_path: Path) -> None:
    head = ["单位：万元"], ["项目名称", "投资方", "是否签约", "是否开工", "实际开工时间", "是否投产"]
    rows = (
        ["甲厂", "A", "是", "未开工", "", ""],
        ["乙厂", "B", "是", "√", "", "否"],
        ["丙厂", "C", "", "2026.5", "", "是"],
    )
    report = take(database, tmp_path, *head, *rows)
    assert sorted(kept(database, LedgerKind.PROJECTS, "name", "stage", "started_on")) == [
        ("丙厂", "投产", "2026-05"),
        ("乙厂", "开工", None),
        ("甲厂", "签约", None),
    ]
    assert all("不计入当年数" in reason for row in (3, 4) for reason in reasons(report, row))


@pytest.mark.parametrize(
    ("written", "actual", "planned"),
    [
        ("2026年3月已开工", "2026-03", None),
        ("已于2026.3.5正式开工", "2026-03-05", None),
        ("2026.3.5（奠基）", "2026-03-05", None),
        ("预计2026年12月", None, "2026-12"),
        ("2026 03 05", "2026-03-05", None),
        ("2026、3、5", "2026-03-05", None),
        ("2026年3月5日下午3点", "2026-03-05", None),
        ("三月底", "2026-03", None),
        ("3/5/2026", None, None),
    ],
)
def test_the_day_of_a_start_in_an_offices_words(
    database: Database, tmp_path: Path, written: str, actual: str | None, planned: str | None
) -> None:
    take(database, tmp_path, ["2026年项目台账"], ["项目名称", "投资方", "开工时间"], ["甲厂", "A", written])
    assert kept(database, LedgerKind.PROJECTS, "started_on", "start_planned_on") == [(actual, planned)]


def test_what_cannot_be_read_leaves_what_is_known(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资（万元）", "开工时间", "内外资"]
    take(database, tmp_path, head, ["甲厂", "A", 500, "2026-05", "外资"])
    report = take(database, tmp_path, head, ["甲厂", "A", "面议", "待核实", "看情况"])
    assert kept(database, LedgerKind.PROJECTS, "total_investment", "started_on", "nature") == [
        (500 * WAN, "2026-05", "外资")
    ]
    assert len(reasons(report, 2)) == 3
    assert "面议" in kept(database, LedgerKind.PROJECTS, "note")[0][0]


def test_a_column_refused_for_want_of_a_unit_clears_nothing(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, ["项目名称", "投资方", "总投资（万元）"], ["甲厂", "A", 500])
    report = take(database, tmp_path, ["项目名称", "投资方", "总投资"], ["甲厂", "A", 800])
    assert (report.skipped, len(report.rejected)) == (1, 1)
    assert kept(database, LedgerKind.PROJECTS, "total_investment") == [(500 * WAN,)]


FUNDS = ["项目名称", "到账日期", "金额（万元）", "凭证号"]


@pytest.fixture
def mill(database: Database, tmp_path: Path) -> Database:
    head = ["项目名称", "投资方", "上年累计到位", "本年累计到位", "累计到位"]
    take(database, tmp_path, ["2026年10月项目台账"], ["单位：万元"], head, ["面粉厂", "甲", 100, 500, 600])
    return database


def test_entries_take_their_part_out_of_the_sum_that_a_ledger_gave(mill: Database, tmp_path: Path) -> None:
    rows = ["面粉厂", "2025-06-01", 40, "1"], ["面粉厂", "2026.3.1", 200, "2"], ["面粉厂", "2026.9", 300, "3"]
    report = take(mill, tmp_path, FUNDS, *rows, ["面粉厂", "2026.11.2", 70, "4"])
    assert report.created == 4
    assert [len(reasons(report, row)) for row in (2, 3, 4, 5)] == [1, 1, 1, 0]
    fields = ("received_before", "received_year", "received_total")
    assert kept(mill, LedgerKind.PROJECTS, *fields) == [(100 * WAN, 570 * WAN, 670 * WAN)]
    assert take(mill, tmp_path, FUNDS, *rows).skipped == 3


def test_without_a_column_of_vouchers_entries_are_known_again(mill: Database, tmp_path: Path) -> None:
    take(mill, tmp_path, FUNDS, ["面粉厂", "2026.3.1", 200, "2"], ["面粉厂", "2026.3.1", 200, "3"])
    rows = ["面粉厂", "2026.3.1", 200], ["面粉厂", "2026.3.1", 200], ["面粉厂", "2026.3.1", 200]
    report = take(mill, tmp_path, FUNDS[:3], *rows)
    assert (report.created, report.skipped) == (1, 2)
    assert sorted(number for (number,) in kept(mill, LedgerKind.FUNDS, "voucher_number") if number) == ["2", "3"]


def test_the_same_sum_in_another_currency_or_without_its_voucher_is_another_entry(
    mill: Database, tmp_path: Path
) -> None:
    head = [*FUNDS, "币种", "汇率"]
    take(mill, tmp_path, ["单位：万元、万美元"], ["项目名称", "到账日期", "金额", "凭证号", "币种", "汇率"],
         ["面粉厂", "2026.3.1", 20, "", "人民币", ""], ["面粉厂", "2026.3.1", 20, "", "美元", 7.1])  # fmt: skip
    report = take(mill, tmp_path, head, ["面粉厂", "2026.3.1", 20, "V1", "人民币", ""])
    assert report.created == 1
    assert any("没有凭证号的记录" in reason for reason in reasons(report, 2))


@pytest.mark.parametrize(
    ("amount", "reason"), [(-50, "负数"), (0, "是0"), ("", "没有写金额"), ("12%", "看不出"), ("20万港元", "不是人民币")]
)
def test_an_entry_that_is_no_sum_is_rejected_at_its_cell(
    mill: Database, tmp_path: Path, amount: object, reason: str
) -> None:
    (note,) = take(mill, tmp_path, FUNDS, ["面粉厂", "2026.3.1", amount, "9"]).rejected
    assert (note.row, note.column, reason in note.reason) == (2, "金额（万元）", True)


def test_a_name_broken_in_its_cell_is_one_name(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资（万元）"]
    take(database, tmp_path, head, ["面粉\n加工厂", "甲\n公司", 5])
    assert take(database, tmp_path, head, ["面粉加工厂", "甲公司", 5]).skipped == 1


def test_a_post_beside_the_leaders_name_and_two_words_for_one_column(database: Database, tmp_path: Path) -> None:
    head = ["单位：万元"], ["项目", "投资商", "联系领导及职务", "责任村、责任部门", "总投资/固投"]
    take(database, tmp_path, *head, ["水厂", "水司", "王强（副镇长）", "青山村", "1200/800"])
    fields = ("leader", "unit", "total_investment", "fixed_investment")
    assert kept(database, LedgerKind.PROJECTS, *fields) == [("王强（副镇长）", "青山村", 1200 * WAN, 800 * WAN)]


def test_dates_without_their_tail_and_a_birth_in_the_last_century(database: Database, tmp_path: Path) -> None:
    head = ["姓名", "出生", "籍贯", "现居", "工作单位", "最近联系"]
    report = take(database, tmp_path, ["在外乡贤名录"], head, ["周正", "78年5月", "青山村", "上海", "甲", "2026年9月"])
    assert report.warnings == []
    assert kept(database, LedgerKind.FELLOWS, "born_on", "residence", "last_contact_on") == [
        ("1978-05", "上海", "2026-09")
    ]


@pytest.mark.parametrize("written", ["3月10-12日", "2026.3.10-12", "3.10—3.12", "2026年3月10日至12日"])
def test_an_activity_of_days_in_any_writing(database: Database, tmp_path: Path, written: str) -> None:
    head = ["招商时间", "目的地", "活动形式", "拜访企业", "洽谈内容"]
    take(database, tmp_path, ["2026年外出招商活动台账"], head, [written, "上海", "小分队招商", "甲公司", "谈"])
    assert kept(database, LedgerKind.ACTIVITIES, "held_on", "ended_on", "kind") == [
        ("2026-03-10", "2026-03-12", "外出招商")
    ]


def test_a_wide_table_of_targets_with_totals_of_groups(database: Database, tmp_path: Path) -> None:
    take(
        database, tmp_path,
        ["青山镇2026年招商引资任务分解表"],
        ["单位：万元、个"],
        ["村（社区）、部门", "到位资金", None, "新签约项目", None],
        [None, "总量", "其中：省外", "个数", "金额"],
        ["全镇", 50000, 30000, 12, 100000],
        ["青山村", "8000", "—", 2, "1.5亿"],
        merged=["A3:A4", "B3:C3", "D3:E3"],
    )  # fmt: skip
    rows = kept(database, LedgerKind.TARGETS, "unit", "indicator", "amount")
    assert len(rows) == 7
    assert set(rows) == {
        ("全镇", "实际到位资金", 50000 * WAN),
        ("全镇", "省外到位资金", 30000 * WAN),
        ("全镇", "新签约项目", 12 * WAN),
        ("全镇", "签约金额", 100000 * WAN),
        ("青山村", "实际到位资金", 8000 * WAN),
        ("青山村", "新签约项目", 2 * WAN),
        ("青山村", "签约金额", 15000 * WAN),
    }


def test_numbers_under_a_title_of_completion_are_no_targets(database: Database, tmp_path: Path) -> None:
    title, unit_line = ["清溪镇2026年9月招商引资完成情况统计表"], ["单位：万元、个"]
    head, row = ["单位", "到位资金", "新签约项目", "劳务输出（人）"], ["法中村", 12, 1, "15人"]
    report = take(database, tmp_path, title, unit_line, head, row)
    assert report.kind is LedgerKind.ACHIEVEMENTS
    assert sorted(kept(database, LedgerKind.ACHIEVEMENTS, "month", "indicator", "amount")) == [
        (9, "劳务输出", 15 * WAN),
        (9, "实际到位资金", 12 * WAN),
        (9, "新签约项目", 1 * WAN),
    ]
    ordered = take(database, tmp_path, ["清溪镇2026年招商引资目标任务完成情况表"], unit_line, head, row)
    assert ordered.kind is LedgerKind.TARGETS


def test_a_problems_unreadable_words_stay_with_its_progress(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, ["项目名称", "投资方", "总投资（万元）"], ["面粉厂", "甲", 5])
    head = ["项目名称", "存在问题", "问题类别", "解决时限", "进展情况"]
    report = take(database, tmp_path, ["项目问题台账"], head, ["面粉厂", "用电", "要素", "长期", "已报"])
    assert len(reasons(report, 3)) == 2
    assert kept(database, LedgerKind.PROBLEMS, "kind", "progress") == [("其他", "已报；解决时限：长期")]


def test_every_way_to_write_a_columns_unit(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资[万元]", "合同引资额\n单位:亿元", "固定资产投资／万元", "到位资金（单位：元）"]
    report = take(database, tmp_path, head, ["面粉厂", "甲", 100, 0.01, 80, 500_000])
    assert report.rejected == []
    fields = ("total_investment", "contract_amount", "fixed_investment")
    assert kept(database, LedgerKind.PROJECTS, *fields) == [(100 * WAN, 100 * WAN, 80 * WAN)]
    assert kept(database, LedgerKind.FUNDS, "amount") == [(50 * WAN,)]


def test_a_measure_behind_the_indicator_or_in_the_cell_is_the_rows(database: Database, tmp_path: Path) -> None:
    rows = [
        ["法中村", "标准厂房竣工（平方米）", 1000],
        ["法中村", "到位资金", "0.3亿元"],
        ["街道社区", "到位资金（亿元）", 0.5],
        ["街道社区", "会议室改造（平方米）", 20],
    ]
    take(database, tmp_path, ["2026年9月完成数登记"], ["责任单位", "指标", "本月完成"], *rows)
    assert sorted(kept(database, LedgerKind.ACHIEVEMENTS, "unit", "indicator", "amount", "measure")) == sorted(
        [
            ("法中村", "标准厂房竣工面积", WAN // 10, "万平方米"),
            ("法中村", "实际到位资金", 3000 * WAN, "万元"),
            ("街道社区", "实际到位资金", 5000 * WAN, "万元"),
            ("街道社区", "会议室改造", 20 * WAN, "平方米"),
        ]
    )


def test_a_village_is_one_unit_with_or_without_its_committee(database: Database, tmp_path: Path) -> None:
    names = ["青山村", "青山村委会", "青山村村民委员会", " 青 山 村 ", "东街社区居委会", "东街社区", "镇人民政府"]
    rows = [[f"项目{at}", f"投资方{at}", name] for at, name in enumerate(names)]
    take(database, tmp_path, ["项目名称", "投资方", "责任单位"], *rows)
    assert sorted(kept(database, LedgerKind.UNITS, "name")) == [("东街社区居委会",), ("青山村",)]


def test_what_looks_wrong_is_said_at_its_cell_and_taken_all_the_same(mill: Database, tmp_path: Path) -> None:
    firms = take(mill, tmp_path, ["企业名称", "信用代码", "电话"], ["甲厂", "91350100M000100Y44", "12345"])
    assert [note.column for note in firms.warnings] == ["信用代码", "电话"]
    people = take(mill, tmp_path, ["姓名", "籍贯", "工作单位", "电话"], ["李四", "青山", "甲", "12345"])
    assert [note.column for note in people.warnings] == ["电话"]
    leads = take(mill, tmp_path, ["线索名称", "投资方", "联系电话", "线索来源"], ["储能", "甲", "12345", "网络"])
    assert [note.column for note in leads.warnings] == ["联系电话"]
    head = ["项目编号", "项目名称", "到账日期", "金额（万元）", "凭证号"]
    money = take(mill, tmp_path, head, ["2026-0001", "写错的名字", "2027.5.1", 1, "9"])
    assert [note.column for note in money.warnings] == ["项目名称", "到账日期"]
    assert [each.created for each in (firms, people, leads, money)] == [1, 1, 1, 1]
