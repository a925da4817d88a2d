"""Ledgers as offices keep them, through the job that imports them, into a real database file."""

from pathlib import Path
from typing import Any

import pytest

from app.database.engine import Database
from app.errors import Refused
from app.jobs.imports import ImportReport, import_ledger
from app.services import funds, leads, projects, targets, units
from app.services.lists import Query
from app.services.projects import ProjectRow
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit
from tests.jobs.ledger_files import workbook

HEAD = ["序号", "项目名称", "投资方", "总投资", "签约时间", "开工时间", "责任单位", "备注"]


def take(database: Database, path: Path, **options: Any) -> ImportReport:
    return import_ledger(database, path, **options)


def ledger(path: Path, *rows: list[Any], head: list[str] | None = None, unit: str = "单位：万元") -> Path:
    return workbook(path / "台账.xlsx", [["清溪镇2026年招商引资项目台账"], [unit], head or HEAD, *rows])


def project(database: Database, name: str) -> ProjectRow:
    with database.read() as session:
        listing = projects.listing(2026, database.clock.today())
        rows = listing.rows(session, listing.ids(session, Query()))
    return next(row for row in rows if row.name == name)


def test_a_project_is_made_with_its_dates_money_and_stage(database: Database, tmp_path: Path) -> None:
    path = ledger(tmp_path, [1, "食品厂", "甲公司", "１.２亿", "2026.3.5", "2026年4月", "法中村", ""])
    report = take(database, path)
    assert (report.created, report.updated, report.skipped, report.rejected) == (1, 0, 0, [])
    made = project(database, "食品厂")
    assert made.total_investment == 12_000 * 1_000_000
    assert made.signed_on == PartialDate("2026-03-05")
    assert made.started_on == PartialDate("2026-04")
    assert made.stage == "开工"
    assert made.unit == "法中村"


def test_an_unknown_unit_is_made_and_said(database: Database, tmp_path: Path) -> None:
    report = take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "", "", "法中村", ""]))
    assert [note.reason for note in report.warnings if note.column == "责任单位"] == [
        "没有“法中村”这个单位，已经新建。"
    ]


def test_dates_out_of_their_order_are_warned_of_at_their_row_and_column(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "签约时间", "开工时间", "竣工投产时间"]
    rows = [["食品厂", "甲公司", "2026.3.5", "2026.3.4", ""], ["茶厂", "乙公司", "2026.3.5", "2026年3月", "2026年2月"]]
    report = take(database, ledger(tmp_path, *rows, head=head))
    said = [(note.row, note.column, note.value, note.reason) for note in report.warnings]
    assert said == [
        (4, "开工时间", "2026.3.4", "开工日期早于签约日期，请核对。"),
        (5, "竣工投产时间", "2026年2月", "投产日期早于签约日期，请核对。"),
        (5, "竣工投产时间", "2026年2月", "投产日期早于开工日期，请核对。"),
    ]
    assert report.created == 2


def test_an_earlier_stage_than_the_dates_prove_takes_nothing_back_and_is_warned_of(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目名称", "投资方", "签约时间", "注册时间", "开工时间", "当前阶段"]
    rows = [
        ["食品厂", "甲公司", "2026.3.5", "", "2026.4.1", "在谈"],
        ["茶厂", "乙公司", "2026.3.5", "2026.4", "", "已签约"],
    ]
    report = take(database, ledger(tmp_path, *rows, head=head))
    (note,) = report.warnings
    assert (note.row, note.column, note.value, "阶段没有退回" in note.reason) == (4, "当前阶段", "在谈", True)
    assert project(database, "食品厂").stage == "开工"


def test_more_money_than_the_contract_is_warned_of(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "合同引资额", "累计到位资金"]
    rows = [["食品厂", "甲公司", 1000, 1000.01], ["茶厂", "乙公司", 1000, 1000]]
    report = take(database, ledger(tmp_path, *rows, head=head))
    reasons = [(note.row, note.reason) for note in report.warnings if "超过" in note.reason]
    assert reasons == [(4, "累计到位资金1000.01万元超过合同引资额1000.00万元，请核对。")]


def test_the_same_ledger_a_second_time_changes_nothing(database: Database, tmp_path: Path) -> None:
    path = ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3", "已开工", "法中村", "看"])
    take(database, path)
    again = take(database, path)
    assert (again.created, again.updated, again.skipped) == (0, 0, 1)


def test_a_missing_column_keeps_and_an_empty_cell_clears(database: Database, tmp_path: Path) -> None:
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3", "", "法中村", "原来的备注"]))
    less = ["序号", "项目名称", "投资方", "总投资", "签约时间"]
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", "", "2026.3"], head=less))
    kept = project(database, "食品厂")
    assert kept.total_investment is None
    assert kept.note == "原来的备注"
    assert kept.unit == "法中村"


def test_a_start_without_a_date_sets_the_stage_alone(database: Database, tmp_path: Path) -> None:
    report = take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3", "已开工", "", ""]))
    made = project(database, "食品厂")
    assert (made.stage, made.started_on) == ("开工", None)
    assert any("补上日期" in note.reason for note in report.warnings)


def test_what_cannot_be_read_is_kept_in_the_note_and_reported_with_its_place(
    database: Database, tmp_path: Path
) -> None:
    report = take(database, ledger(tmp_path, [1, "食品厂", "甲公司", "若干", "等通知", "", "", ""]))
    made = project(database, "食品厂")
    assert made.total_investment is None
    assert "总投资：若干" in made.note
    assert "签约时间：等通知" in made.note
    assert {(note.row, note.column, note.value) for note in report.warnings} >= {
        (4, "总投资", "若干"),
        (4, "签约时间", "等通知"),
    }


def test_a_row_without_a_name_does_not_take_the_others_along(database: Database, tmp_path: Path) -> None:
    path = ledger(
        tmp_path,
        [1, "食品厂", "甲公司", 100, "", "", "", ""],
        [2, "", "乙公司", 200, "", "", "", ""],
        [3, "饮料厂", "丙公司", 300, "", "", "", ""],
    )
    report = take(database, path)
    assert report.created == 2
    assert [(note.row, note.column) for note in report.rejected] == [(5, "项目名称")]


def test_what_a_rejected_row_would_have_made_is_made_by_the_next_that_needs_it(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        ["没有的项目", "缺资金", "法中村", ""],
        ["食品厂", "缺土地", "法中村", "2026.3"],
    ]
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "", "", "", ""]))
    path = workbook(tmp_path / "问题.xlsx", [["项目名称", "存在问题", "责任单位", "提出日期"], *rows])
    report = take(database, path, kind=LedgerKind.PROBLEMS)
    assert (report.created, [note.row for note in report.rejected]) == (1, [2])


def test_money_without_a_unit_is_refused_until_somebody_says_it(database: Database, tmp_path: Path) -> None:
    path = ledger(tmp_path, [1, "食品厂", "甲公司", 1200, "", "", "", ""], unit="填报单位：清溪镇")
    report = take(database, path)
    assert ["指明是元、万元还是亿元" in note.reason for note in report.rejected] == [True]
    assert project(database, "食品厂").total_investment is None
    take(database, path, money_unit=MoneyUnit.YI)
    assert project(database, "食品厂").total_investment == 1200 * 10_000 * 1_000_000


def test_a_rehearsal_says_the_same_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    path = ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3.5", "", "法中村", ""])
    rehearsed = take(database, path, dry_run=True)
    with database.read() as session:
        assert projects.listing(2026, database.clock.today()).ids(session) == []
        assert units.names(session) == []
    assert rehearsed.as_json() == take(database, path).as_json()


def test_a_project_is_found_by_its_code_even_under_a_new_name(database: Database, tmp_path: Path) -> None:
    head = ["项目编号", "项目名称", "投资方", "总投资"]
    take(database, ledger(tmp_path, ["2026-0007", "食品厂", "甲公司", 100], head=head))
    report = take(database, ledger(tmp_path, ["2026-0007", "食品加工厂", "甲公司", 100], head=head))
    assert (report.created, report.updated) == (0, 1)
    assert project(database, "食品加工厂").code == "2026-0007"


def test_two_projects_of_one_name_are_told_apart_by_investor(database: Database, tmp_path: Path) -> None:
    report = take(
        database,
        ledger(tmp_path, [1, "食品厂", "甲公司", 1, "", "", "", ""], [2, "食品厂", "乙公司", 2, "", "", "", ""]),
    )
    assert report.created == 2


FUNDS = ["项目名称", "到账日期", "金额", "币种", "资金来源", "凭证类型", "凭证号", "认定状态", "认定金额", "汇率"]


def funds_ledger(path: Path, *rows: list[Any]) -> Path:
    return workbook(path / "资金.xlsx", [["2026年10月到位资金统计表"], ["单位：万元"], FUNDS, *rows])


def entries(database: Database) -> list[funds.FundsRow]:
    with database.read() as session:
        listing = funds.listing()
        return listing.rows(session, listing.ids(session))


def test_funds_of_an_unknown_project_are_rejected(database: Database, tmp_path: Path) -> None:
    report = take(
        database, funds_ledger(tmp_path, ["没有的项目", "2026.3.5", 10, "人民币", "省外", "", "", "自报", "", ""])
    )
    assert report.created == 0
    assert [(note.row, note.column, note.value) for note in report.rejected] == [(4, "项目名称", "没有的项目")]


def test_money_from_other_provinces_is_not_foreign(database: Database, tmp_path: Path) -> None:
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3.5", "", "", ""]))
    take(
        database,
        funds_ledger(
            tmp_path,
            ["食品厂", "2026.3.5", 10, "", "省外资金", "", "1", "自报", "", ""],
            ["食品厂", "2026.3.6", 10, "", "境外资金", "", "2", "自报", "", 7.1],
        ),
    )
    assert [entry.source for entry in entries(database)] == ["境外", "省外"]


def test_equal_entries_count_as_often_as_they_stand_there(database: Database, tmp_path: Path) -> None:
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3.5", "", "", ""]))
    row = ["食品厂", "2026.3.5", 10, "人民币", "省外", "银行进账单", "0012", "自报", "", ""]
    path = funds_ledger(tmp_path, row, row)
    assert take(database, path).created == 2
    again = take(database, path)
    assert (again.created, again.skipped) == (0, 2)
    assert [entry.voucher_number for entry in entries(database)] == ["0012", "0012"]


def test_dollars_are_kept_in_cents_and_without_a_rate_warned_of(database: Database, tmp_path: Path) -> None:
    take(database, ledger(tmp_path, [1, "食品厂", "甲公司", 100, "2026.3.5", "", "", ""]))
    report = take(
        database,
        funds_ledger(
            tmp_path,
            ["食品厂", "2026.3.5", 10.5, "美元", "境外", "", "", "县认定", 10, 7.1234],
            ["食品厂", "2026.3.6", 3, "美元", "境外", "", "", "自报", "", ""],
        ),
    )
    assert (report.created, report.rejected) == (2, [])
    assert [(note.row, note.column) for note in report.warnings if "汇率" in note.reason] == [(5, "汇率")]
    bare, entry = entries(database)
    assert (bare.amount, bare.yuan) == (3_000_000, None)
    assert (entry.amount, entry.currency, entry.rate, entry.recognised_amount) == (
        10_500_000,
        "美元",
        7_123_400,
        10_000_000,
    )
    assert entry.yuan == 74_795_700


def test_sums_of_a_ledger_open_a_project_that_has_no_entries_and_are_compared_afterwards(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目名称", "投资方", "签约时间", "到位资金（万元）", "", "备注"]
    below = ["", "", "", "本年累计", "累计", ""]

    def sums(year: float, total: float) -> Path:
        rows = [["清溪镇2026年10月项目台账"], head, below, ["食品厂", "甲公司", "2026.3", year, total, ""]]
        merged = ["A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"]
        return workbook(tmp_path / "台账.xlsx", rows, merged=merged)

    take(database, sums(300, 500))
    assert sorted((str(e.received_on), e.amount) for e in entries(database)) == [
        ("2025", 200_000_000),
        ("2026-10", 300_000_000),
    ]
    report = take(database, sums(300, 620))
    assert len(entries(database)) == 2
    assert any("620.00万元" in note.reason and "500.00万元" in note.reason for note in report.warnings)


def test_targets_come_from_the_long_form_in_the_indicators_measure(database: Database, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "目标.xlsx",
        [
            ["年度", "责任单位", "指标", "年度目标", "计量单位"],
            [2026, "", "到位资金", 3.5, "亿元"],
            [2026, "法中村", "funds_received", "5000", "万元"],
            [2026, "法中村", "标准厂房", 15000, "平方米"],
            [2026, "法中村", "植树", 300, "棵"],
        ],
    )
    report = take(database, path, kind=LedgerKind.TARGETS)
    assert (report.created, report.rejected) == (4, [])
    with database.read() as session:
        grid = targets.grid(session, 2026)
        village = units.find(session, "法中村")
    assert grid.cells[None, "funds_received"].amount == 35_000 * 10**6
    assert grid.cells[village, "funds_received"].amount == 5_000 * 10**6
    assert grid.cells[village, "factory_area_completed"].amount == 1_500_000
    assert grid.cells[village, "植树"].amount == 300 * 10**6


def test_leads_keep_their_words_and_part_name_from_title(database: Database, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "线索.xlsx",
        [
            ["线索名称", "投资方", "联系人及职务", "联系电话", "线索来源", "意向投资额（亿元）", "研判结果", "状态"],
            ["茶叶加工", "丁公司", "王伟（总经理）", 13800001234.0, "在外老乡", 1.5, "有效", "跟进中"],
        ],
    )
    assert take(database, path).created == 1
    with database.read() as session:
        listing = leads.listing(session, database.clock.today())
        (row,) = listing.rows(session, listing.ids(session))
    assert (row.contact, row.contact_title, row.phone) == ("王伟", "总经理", "13800001234")
    assert (row.source, row.judgement, row.state) == ("乡贤", "有效", "跟踪")
    assert row.intended_amount == 15_000 * 1_000_000


def test_a_workbook_that_is_no_ledger_is_refused_in_a_sentence(database: Database, tmp_path: Path) -> None:
    path = workbook(tmp_path / "通讯录.xlsx", [["你好"], ["世界"]])
    with pytest.raises(Refused, match="表头"):
        take(database, path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"plain text"])
def test_a_broken_file_is_refused_and_changes_nothing(database: Database, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refused):
        take(database, path)
