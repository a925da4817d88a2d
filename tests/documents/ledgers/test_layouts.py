"""Ledgers in the layouts that offices use: every one is a rule, shown on a sheet typed for it."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.ledgers import REMARK, LedgerKind, Sheet, ledgers_of_sheets
from app.documents.ledgers.fields import fields_of
from app.documents.ledgers.sheets import Merge
from app.errors import Refused
from app.values.money import MoneyUnit
from tests.documents.workbooks import read, texts, typed

HEAD = ["序号", "项目名称", "投资方", "总投资（万元）", "责任单位"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def test_parent_and_child_headings_are_joined_merged_or_not(path: Path) -> None:
    upper = ["项目名称", "到位资金", None, "开工时间", None]
    lower = [None, "本月", "本年累计", "计划", "实际"]
    row = ["面粉厂", 1, 2, "2026.3", "2026.4"]
    fields = ["name", "received_month", "received_year", "start_planned", "started_on"]
    for merges in ([], ["A1:A2", "B1:C1", "D1:E1"]):
        ledger = read(typed(path, [upper, lower, row], merges))
        assert list(ledger.columns) == fields
        assert ledger.columns["received_month"] == "到位资金/本月"
        assert [row.number for row in ledger.rows] == [3]


def test_titles_and_lines_above_are_no_header(path: Path) -> None:
    above = [["附件2"], ["清溪镇2026年1-10月项目进展情况表"], ["填报单位：清溪镇", None, None, None, "单位：亿元"]]
    ledger = read(typed(path, [*above, HEAD, [1, "面粉厂", "甲公司", 1, "清溪村"]], ["A2:E2", "A3:C3"]))
    assert (ledger.header_row, ledger.year, ledger.month) == (4, 2026, 10)
    assert ledger.rows[0].cells["total_investment"].unit is MoneyUnit.WAN  # the heading wins over the line


def test_three_header_rows_and_a_row_of_column_numbers(path: Path) -> None:
    rows = [
        ["项目基本情况", None, "资金情况", None, None],
        ["项目名称", "投资方", "到位资金", None, "总投资"],
        [None, None, "本年累计", "累计", None],
        [1, 2, 3, 4, 5],
        ["面粉厂", "甲", 10, 20, 30],
    ]
    ledger = read(typed(path, rows, ["A1:B1", "C1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"]))
    assert texts(ledger, "name", "investor", "received_year", "received_total", "total_investment") == [
        ("面粉厂", "甲", "10", "20", "30")
    ]


def test_groups_give_stage_industry_and_unit_and_are_no_records(path: Path) -> None:
    rows = [
        ["序号", "项目名称", "总投资"],
        ["一、已开工项目（2个）"],
        ["（一）工业", None, 500],
        [1, "面粉厂", 300],
        [2, "米厂", 200],
        ["（二）农业"],
        [3, "果园", 100],
        ["二、在谈项目"],
        [4, "茶厂", 50],
        ["合计", None, 650],
    ]
    ledger = read(typed(path, rows), LedgerKind.PROJECTS)
    assert texts(ledger, "name", "stage", "industry") == [
        ("面粉厂", "已开工", "工业"),
        ("米厂", "已开工", "工业"),
        ("果园", "已开工", "农业"),
        ("茶厂", "在谈", ""),
    ]
    assert [row.number for row in ledger.totals] == [10]


def test_merged_and_once_a_group_units_are_filled_down_but_never_amounts(path: Path) -> None:
    head = ["责任单位", "项目名称", "总投资（万元）"]
    rows = [["清溪村", "面粉厂", 1], [None, "米厂", None], [None, "果园", 3], ["新村", "茶厂", 4], [None, "油厂", 5]]
    expected = [("清溪村", "1"), ("清溪村", ""), ("清溪村", "3"), ("新村", "4"), ("新村", "5")]
    for merges in ([], ["A2:A4", "A5:A6"]):
        assert texts(read(typed(path, [head, *rows], merges)), "unit", "total_investment") == expected
    merged = read(typed(path, [head, *rows], ["A2:A4", "C2:C3"]))
    assert "total_investment" not in merged.rows[1].cells
    assert any("合并" in note.reason for note in merged.notes)


def test_a_unit_left_empty_in_a_full_column_stays_empty(path: Path) -> None:
    rows = [["清溪村", "面粉厂", 1], ["清溪村", "米厂", 1], [None, "果园", 3], ["新村", "茶厂", 4]]
    ledger = read(typed(path, [["责任单位", "项目名称", "总投资（万元）"], *rows]))
    assert texts(ledger, "unit")[2] == ("",)


def test_a_name_merged_over_two_rows_is_one_record(path: Path) -> None:
    rows = [[*HEAD[:3], "责任人"], [1, "面粉厂", "甲", "张三"], [None, None, "乙", "李四"], [2, "米厂", "丙", "王五"]]
    ledger = read(typed(path, rows, ["A2:A3", "B2:B3"]))
    assert texts(ledger, "name", "investor", "person") == [("面粉厂", "甲\n乙", "张三\n李四"), ("米厂", "丙", "王五")]


def test_sums_remarks_signatures_and_repeated_headers_are_left_out(path: Path) -> None:
    rows = [
        HEAD,
        [1, "面粉厂", "甲", 1, "清溪村"],
        [None, "小  计", None, 1],
        HEAD,
        [2, "说明书印刷项目", "乙", 2, "新村"],
        [3],
        [None, "总 计：", None, 3],
        ["填表人：张三　审核人：李四"],
        ["备注：1.每月报送"],
        ["2.不得漏报"],
    ]
    ledger = read(typed(path, rows))
    assert texts(ledger, "name") == [("面粉厂",), ("说明书印刷项目",)]
    assert [row.number for row in ledger.rows] == [2, 5]
    assert [row.number for row in ledger.totals] == [7]


def test_one_cell_with_two_fields_gives_each_its_part(path: Path) -> None:
    head = ["项目名称", "责任单位及责任人", "联系人及电话"]
    rows = [
        ["面粉厂", "清溪村/张三", "李四 13812345678"],
        ["米厂", "经济发展办公室王小五", "李四13812345678、0811-6234567"],
        ["果园", "新村（赵六）", "无"],
    ]
    ledger = read(typed(path, [head, *rows]))
    assert texts(ledger, "unit", "person", "phone") == [
        ("清溪村", "张三", "13812345678"),
        ("经济发展办公室", "王小五", "13812345678、0811-6234567"),
        ("新村", "赵六", ""),
    ]


def test_the_phone_beside_the_responsible_person_is_the_one(path: Path) -> None:
    head = ["项目名称", "企业联系人", "联系电话", "责任人", "联系电话"]
    typed(path, [head, ["面粉厂", "甲", "13800000001", "乙", "13800000002"]])
    assert texts(read(path, LedgerKind.LEADS), "contact", "phone") == [("甲", "13800000001")]
    ledger = read(path, LedgerKind.PROJECTS)
    assert texts(ledger, "person", "phone") == [("乙", "13800000002")]
    assert any("同一栏" in note.reason for note in ledger.notes)


def test_errors_pictures_and_uncalculated_formulas_are_absent_and_noted(path: Path) -> None:
    rows = [
        ["项目名称", "投资方", "总投资（万元）", "备注"],
        ["面粉厂", "甲", "=1+1", '=_xlfn.DISPIMG("ID_1",1)'],
        ["米厂", "乙", "#DIV/0!", "—"],
    ]
    ledger = read(typed(path, rows))
    assert "total_investment" not in ledger.rows[0].cells
    assert "total_investment" not in ledger.rows[1].cells
    assert ledger.rows[1].cells["note"].value == ""
    assert [(note.row, note.column) for note in ledger.notes] == [
        (2, "总投资（万元）"),
        (2, "备注"),
        (3, "总投资（万元）"),
    ]


def test_damaged_codes_are_named(path: Path) -> None:
    rows = [["企业名称", "统一社会信用代码", "联系电话"], ["甲公司", 914400001234567890, 13800000000]]
    ledger = read(typed(path, rows))
    assert ledger.kind is LedgerKind.ENTERPRISES
    assert any("15位" in note.reason for note in ledger.notes)
    assert ledger.rows[0].cells["phone"].text == "13800000000"


def test_unknown_headings_are_reported_and_other_sheets_named(path: Path) -> None:
    rows = [[*HEAD, "预计年税收"], [1, "面粉厂", "甲", 1, "清溪村", 5]]
    ledger = read(typed(path, rows, 说明=[["填表说明"]]))
    assert [column.title for column in ledger.layout if column.field == REMARK] == ["预计年税收"]
    assert [(cell.column, cell.text) for cell in ledger.rows[0].extras] == [("预计年税收", "5")]
    assert ledger.notes[0].value == "说明"


def test_the_best_matching_sheet_is_taken_or_the_one_named(path: Path) -> None:
    few = [["项目名称", "投资方", "备注"], ["少", "甲", ""]]
    typed(path, few, 项目台账=[HEAD, [1, "多", "甲", 1, "清溪村"]])
    assert texts(read(path), "name") == [("多",)]
    assert texts(read(path, LedgerKind.PROJECTS, "Sheet1"), "name") == [("少",)]


def test_without_any_unit_money_has_none_and_no_column_lends_its_own(path: Path) -> None:
    rows = [["项目名称", "总投资（亿元）", "合同引资额"], ["面粉厂", 1, 2]]
    ledger = read(typed(path, rows))
    assert ledger.rows[0].cells["contract_amount"].unit is None
    assert ledger.money_unit is None


def test_dollars_have_their_own_unit_beside_yuan(path: Path) -> None:
    rows = [["单位：万元、万美元"], ["项目名称", "总投资", "合同外资"], ["面粉厂", 1, 2]]
    cells = read(typed(path, rows)).rows[0].cells
    assert (cells["total_investment"].unit, cells["contract_fdi"].unit) == (MoneyUnit.WAN, MoneyUnit.WAN_USD)


def test_an_empty_cell_is_there_and_a_missing_column_is_not(path: Path) -> None:
    cells = read(typed(path, [HEAD, [1, "面粉厂", None, 1, "清溪村"]])).rows[0].cells
    assert cells["investor"].value == ""
    assert "leader" not in cells


def test_the_monthly_funds_form_is_read_by_its_own_headings(path: Path) -> None:
    head = [
        "序号",
        "项目名称",
        "投资方",
        "资金性质",
        "本月到位",
        "本年累计",
        "上年同期",
        "同比%",
        "凭证类型及编号",
        "到账日期",
        "核实人",
        "认定金额",
        "备注",
    ]
    row = [1, "面粉厂", "甲", "省外", 10, 30, 20, 0.5, "进账单 1", date(2026, 10, 8), "张三", 10, ""]
    ledger = read(typed(path, [["2026年10月到位资金统计表（单位：万元）"], head, row]))
    assert (ledger.kind, ledger.year, ledger.month) == (LedgerKind.FUNDS, 2026, 10)
    assert texts(ledger, "project", "amount", "received_year", "last_year", "received_on") == [
        ("面粉厂", "10", "30", "20", "2026-10-08")
    ]
    assert ledger.rows[0].cells["amount"].unit is MoneyUnit.WAN


def test_targets_side_by_side_with_results_are_told_apart(path: Path) -> None:
    rows = [
        ["2026年目标任务完成情况表"],
        ["单位：万元、个"],
        ["责任单位", "到位资金", None, None, "新签约", None, "综合得分", "排名"],
        [None, "年度目标", "本年累计", "完成率", "目标", "完成", None, None],
        ["清溪村", 1000, 500, 0.5, 2, 1, 90, 1],
        ["合计", 1000, 500, 0.5, 2, 1],
    ]
    ledger = read(typed(path, rows, ["A1:H1", "B3:D3", "E3:F3", "A3:A4", "G3:G4", "H3:H4"]))
    assert texts(ledger, "unit", "indicator", "amount", "measure", "year") == [
        ("清溪村", "到位资金", "1000", "万元", "2026"),
        ("清溪村", "新签约", "2", "个", "2026"),
    ]


def test_targets_with_indicators_down_and_units_across(path: Path) -> None:
    rows = [
        ["2026年目标任务分解表"],
        ["指标名称", "计量单位", "清溪村", "新村", "合计"],
        ["到位资金", "万元", 100, 200, 300],
        ["新签约项目", "个", 1, None, 1],
    ]
    assert texts(read(typed(path, rows)), "unit", "indicator", "amount", "measure") == [
        ("清溪村", "到位资金", "100", "万元"),
        ("新村", "到位资金", "200", "万元"),
        ("清溪村", "新签约项目", "1", "个"),
    ]


def test_brackets_tell_planned_from_actual_and_months_from_years(path: Path) -> None:
    head = [
        "项目名称",
        "开工时间（计划）",
        "开工时间(实际)",
        "到位资金（本月）",
        "2026年到位资金",
        "2025年累计到位资金",
    ]
    ledger = read(typed(path, [["2026年项目台账（万元）"], head, ["面粉厂", "2026.3", "2026.4", 1, 2, 3]]))
    expected = ["name", "start_planned", "started_on", "received_month", "received_year", "received_before"]
    assert list(ledger.columns) == expected


def test_a_number_that_only_counts_is_no_code(path: Path) -> None:
    head = ["编号", "项目名称", "投资方", "责任单位"]
    counted = read(typed(path, [head, [1, "面粉厂", "甲"], [2, "米厂", "乙"]]))
    coded = read(typed(path, [head, ["QX-01", "面粉厂", "甲"], ["QX-02", "米厂", "乙"]]))
    assert "code" not in counted.columns
    assert texts(coded, "code") == [("QX-01",), ("QX-02",)]


def test_zeros_that_formulas_left_behind_are_no_records(path: Path) -> None:
    rows = [HEAD, [1, "面粉厂", "甲", 1, "清溪村"], [2, None, None, 0, None], [None, None, None, 0, None]]
    assert texts(read(typed(path, rows)), "name") == [("面粉厂",)]


KNOWN = [word for kind in LedgerKind for one in fields_of(kind) for word in one.words]
CELLS = st.one_of(
    st.sampled_from(
        ["", "", "合计", "一、工业项目", "（万元）", "备注：1", "单位：亿元", "²", "年度目标", "完成率", "清溪村"]
    ),
    st.sampled_from(KNOWN),
    st.text(max_size=8),
    st.floats(),
    st.integers(min_value=-5, max_value=10**18),
    st.booleans(),
    st.dates(),
)
MERGES = st.tuples(st.integers(0, 12), st.integers(0, 7), st.integers(0, 3), st.integers(0, 3)).map(
    lambda m: ((m[0], m[1]), (m[0] + m[2], m[1] + m[3]))
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(KNOWN), min_size=3, max_size=8), max_size=3),
    st.lists(st.lists(CELLS, max_size=8), max_size=12),
    st.lists(MERGES, max_size=5),
)
def test_no_sheet_however_odd_breaks_the_reader(
    heads: list[list[object]], rows: list[list[object]], merges: list[Merge]
) -> None:
    with suppress(Refused):
        ledger = ledgers_of_sheets([Sheet("表", [*heads, *rows], tuple(merges))])[0]
        assert all(row.cells.keys() <= {one.name for one in fields_of(ledger.kind)} for row in ledger.rows)
        assert not any(cell.value is None for row in ledger.rows for cell in row.cells.values())
