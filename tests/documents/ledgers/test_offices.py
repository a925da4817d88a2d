"""What thirty offices' ledgers had that the reader once took wrongly: each a rule, shown on a sheet typed for it."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.documents.ledgers import LedgerKind
from tests.documents.workbooks import read, texts, typed

HEAD = ["序号", "项目名称", "投资方", "总投资（万元）", "责任单位"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "台账.xlsx"


def test_a_first_record_of_short_names_is_no_row_of_column_numbers(path: Path) -> None:
    rows: list[list[object]] = [
        ["序号", "项目名称", "投资方", "总投资（万元）"],
        [None, "甲", "A", 10],
        [None, "乙", "B", 20],
    ]
    assert texts(read(typed(path, rows)), "name", "total_investment") == [("甲", "10"), ("乙", "20")]


def test_a_second_column_of_words_goes_into_the_remark_and_unknown_headings_are_named(path: Path) -> None:
    rows: list[list[object]] = [
        ["线索名称", "投资方", "项目内容", "进度、备注", "投资方简介"],
        ["玩具厂", "甲公司", "年产1万件", "来访", "上市公司"],
    ]
    ledger = read(typed(path, rows), LedgerKind.LEADS)
    assert [(cell.column, cell.text) for cell in ledger.rows[0].extras] == [
        ("项目内容", "年产1万件"),
        ("投资方简介", "上市公司"),
    ]
    assert [(note.column, note.reason) for note in ledger.notes][-1] == (
        "投资方简介",
        "没有对应的栏目，内容按“栏名：内容”记在备注里。",
    )


def test_a_project_named_once_holds_for_rows_without_a_number_only(path: Path) -> None:
    head: list[object] = ["序号", "项目名称", "到账时间", "金额（万元）"]
    rows: list[list[object]] = [
        head,
        [1, "面粉厂", "2026.3", 1],
        [None, None, "2026.4", 2],
        [2, "竹制品", "2026.3", 3],
        [3, None, "2026.5", 4],
    ]
    assert texts(read(typed(path, rows)), "project") == [("面粉厂",), ("面粉厂",), ("竹制品",), ("",)]


def test_prepared_rows_and_what_explains_the_sum_are_no_records(path: Path) -> None:
    rows: list[list[object]] = [
        [*HEAD, "是否入统"],
        [1, "面粉厂", "甲", 5, "清溪村", "是"],
        [2, None, None, 0, None, "否"],
        ["合计", None, None, 5, None, None],
        ["其中：", None, None, None, None, None],
        [None, "亿元以上", None, 0, None, None],
    ]
    ledger = read(typed(path, rows))
    assert texts(ledger, "name") == [("面粉厂",)]
    assert [(note.row, note.value) for note in ledger.notes if note.row] == [(6, "亿元以上")]


def test_hidden_rows_are_read_and_said_to_be_hidden(path: Path) -> None:
    typed(path, [HEAD, [1, "面粉厂", "甲", 1, "清溪村"], [2, "竹制品", "乙", 2, "清溪村"]])
    book = load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    ledger = read(path)
    assert len(ledger.rows) == 2
    assert [note.reason for note in ledger.notes] == ["第3行是隐藏的，也读入了。"]


def test_a_table_of_deals_under_way_is_one_of_leads_whatever_columns_it_has(path: Path) -> None:
    head = [
        "项目编码",
        "项目名称",
        "投资主体",
        "来源地",
        "内外资",
        "项目分类",
        "计划投资总额(亿元)",
        "责任单位",
        "项目简介",
    ]
    row = ["W1", "封测线", "甲公司", "上海", "内资", "工业", 3, "清溪村", "芯片"]
    for title, kind in (("在谈项目台账", LedgerKind.LEADS), ("签约项目台账", LedgerKind.PROJECTS)):
        assert read(typed(path, [[title], head, row], ["A1:I1"])).kind is kind


def test_certain_targets_stretch_targets_and_quarters_lie_side_by_side(path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年目标任务"],
        ["单位", "到位资金（亿元）", None, None, "新签约项目", None],
        [None, "确保目标", "奋斗目标", "一季度", "个数（个）", "金额（亿元）"],
        ["清溪村", 1, 1.2, 0.3, 2, 3],
    ]
    ledger = read(typed(path, rows, ["A2:A3", "B2:D2", "E2:F2"]))
    assert texts(ledger, "indicator", "amount", "stretch") == [
        ("到位资金", "1", "1.2"),
        ("新签约项目", "2", ""),
        ("新签约项目/金额", "3", ""),
    ]


def test_a_header_begins_where_its_merged_headings_begin(path: Path) -> None:
    rows: list[list[object]] = [
        ["项目名称", "问题", None, "责任单位", "解决时限"],
        [None, "类别", "具体问题", None, None],
        ["面粉厂", "土地", "缺地", "青山村", "2026.12"],
    ]
    ledger = read(typed(path, rows, ["A1:A2", "B1:C1", "D1:D2", "E1:E2"]))
    assert (ledger.kind, ledger.header_row) == (LedgerKind.PROBLEMS, 1)
    assert texts(ledger, "project", "kind", "description") == [("面粉厂", "土地", "缺地")]
