"""Habits of real offices' sheets: each is read right, told with its place, or refused; none is misread in silence."""

from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from sqlalchemy import select

from app.database.engine import Database
from app.documents.ledgers import Choices, Scaled, Undecided
from app.errors import Refused
from app.jobs.imports import Answers, Decision, ImportReport, import_ledger
from app.models.activities import Activity
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Lead, LeadState
from app.models.projects import Milestone, Project
from app.models.targets import Target
from app.models.units import Unit
from app.values.kinds import LedgerKind
from app.values.stages import Stage
from tests.jobs.ledger_files import workbook

HABITS = Path(__file__).parents[2] / "ledgers" / "habits"
WAN = 1_000_000
TITLE, UNIT = ["清溪镇2026年招商引资项目台账"], ["单位：万元"]
HEAD = ["序号", "项目名称", "投资方", "总投资", "签约时间", "责任单位"]
FUNDS = ["项目名称", "到账日期", "金额", "资金来源", "凭证类型", "凭证号", "认定状态", "认定金额"]


def take(database: Database, folder: Path, *rows: Sequence[Any], **options: Any) -> ImportReport:
    return import_ledger(database, workbook(folder / "台账.xlsx", rows), **options)


def kept(database: Database, *columns: Any) -> list[Any]:
    with database.read() as session:
        rows = [tuple(row) for row in session.execute(select(*columns).order_by(columns[0]))]
    return [row[0] if len(row) == 1 else row for row in rows]


def said(report: ImportReport, row: int | None) -> str:
    return "".join(note.reason for note in [*report.warnings, *report.rejected] if note.row == row)


def formatted(folder: Path, cells: dict[str, tuple[Any, str]], *rows: Sequence[Any]) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(list(row))
    for place, (value, code) in cells.items():
        page[place] = value
        page[place].number_format = code
    book.save(folder / "格式.xlsx")
    return folder / "格式.xlsx"


@pytest.fixture
def recorded(database: Database) -> Database:
    import_ledger(database, HABITS / "a-first.xlsx")
    return database


@pytest.mark.parametrize("name", ["b-errors.xls", "d-formula.xls", "h2-error-quotes.xlsx"])
def test_an_error_or_a_formula_without_result_clears_nothing_and_is_told(recorded: Database, name: str) -> None:
    report = import_ledger(recorded, HABITS / name)
    assert kept(recorded, Project.name, Project.total_investment)[-1] == ("食用菌加工项目", 1250 * WAN)
    assert "公式" in said(report, 4)
    assert set(kept(recorded, Project.phone)) == {"13800000001", "13800000002"}


def test_an_ods_error_clears_nothing_and_hidden_rows_of_an_xls_are_told(recorded: Database, tmp_path: Path) -> None:
    head = ["序号", "责任单位", "项目名称", "投资方", "总投资", "联系电话"]
    take(recorded, tmp_path, TITLE, UNIT, head, [1, "东山村", "项目0号", "投资方0", 100, "13800000001"])
    report = import_ledger(recorded, HABITS / "h-errors.ods")
    assert ("项目0号", 100 * WAN, "13800000001") in kept(
        recorded, Project.name, Project.total_investment, Project.phone
    )
    assert "公式出错" in said(report, 4)
    assert "隐藏" in said(import_ledger(recorded, HABITS / "c-hidden.xls"), None)


@pytest.mark.parametrize(
    ("value", "code", "amount", "told"),
    [
        (12_500_000, "0!.0,", 1250 * WAN, "按显示的数读入"),
        (86_000_000, '0!.0,"万元"', 8600 * WAN, ""),
        (1.5, '0.00"亿元"', 15_000 * WAN, "单位是亿元"),
        (320_000_000, '0.00,,"百万元"', 32_000 * WAN, "单位是百万元"),
        (320_000_000, "0.00,,", None, "看不出以哪个为准"),
        (0.85, "0%", None, "百分数"),
        (1250.5, "#,##0.00_ ;[Red]-#,##0.00", 1250_500_000, ""),
        (1250.5, '"约"0', 1250_500_000, ""),
        (1250.5, '0"亩"', None, "看不出是不是金额"),
        (1250.5, "$#,##0", None, "美元"),
        (1250.5, "[$€-2]#,##0", None, "折算后填写"),
        (1250.5, '[>=10000]0!.0,"亿元";0', 1250_500_000, ""),
        (12500, '[>=10000]0!.0,"亿元";0', 12_500 * WAN, "单位是亿元"),
        (date(2026, 3, 5), "m-d", None, "表格里是日期"),
    ],
)
def test_an_amount_under_a_number_format_is_what_the_sheet_means(
    database: Database, tmp_path: Path, value: Any, code: str, amount: int | None, told: str
) -> None:
    path = formatted(tmp_path, {"D4": (value, code)}, TITLE, UNIT, HEAD, [1, "甲厂", "甲", None, "2026.3", "东山村"])
    report = import_ledger(database, path)
    assert kept(database, Project.total_investment) == [amount]
    assert told in said(report, 4)
    assert bool(told) is ("总投资" in {note.column for note in report.warnings})


def test_a_scaled_amount_is_taken_as_the_clerk_says(database: Database, tmp_path: Path) -> None:
    path = formatted(
        tmp_path, {"D4": (320_000_000, "0.00,,")}, TITLE, UNIT, HEAD, [1, "甲厂", "甲", None, "2026.3", "村"]
    )
    import_ledger(database, path, choices=Choices(scaled=Scaled.SHOWN))
    assert kept(database, Project.total_investment) == [320 * WAN]


def test_words_that_the_sheet_turned_into_dates_or_numbers_are_read_as_shown(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目编号", "项目名称", "投资方", "建设地点", "主要建设内容", "项目进展", "签约时间"]
    cells = {
        "A2": (7, "0000"),
        "D2": (date(2026, 3, 5), 'm"月"d"日"'),
        "E2": (time(10, 30), "h:mm"),
        "F2": (0.85, "0%"),
    }
    report = import_ledger(database, formatted(tmp_path, cells, head, [None, "甲厂", "甲", None, None, None, "2026.3"]))
    assert kept(database, Project.code, Project.site, Project.content, Project.progress) == [
        ("0007", "3月5日", "10:30", "85%")
    ]
    assert "改成了日期" in said(report, 2)


def test_stacked_tables_are_each_read_with_their_own_header(database: Database, tmp_path: Path) -> None:
    take(
        database, tmp_path, TITLE, UNIT, ["表一：签约项目"], HEAD, [1, "菌厂", "甲", 1250, "2026-03-05", "东山村"], [],
        ["表二：在谈项目"], ["序号", "项目名称", "意向投资额", "投资方", "洽谈进展", "责任单位"],
        [1, "竹厂", 3000, "乙", "已来访", "西河村"],
    )  # fmt: skip
    assert kept(database, Project.name, Project.total_investment) == [("菌厂", 1250 * WAN)]
    assert kept(database, Lead.name, Lead.intended_amount) == [("竹厂", 3000 * WAN)]


def test_a_header_repeated_in_another_order_or_under_another_unit_is_read_anew(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目名称", "投资方", "总投资", "合同引资额", "签约时间"]
    take(
        database, tmp_path, TITLE, UNIT, head, ["菌厂", "甲", 1250, 800, "2026.3"],
        ["项目名称", "投资方", "合同引资额", "总投资", "签约时间"], ["竹厂", "乙", 700, 3000, "2026.5"],
        ["亿元以上项目"], ["单位：亿元"], head, ["光伏", "丙", 3.2, 1, "2026.5"],
        ["单位：元"], ["茶厂", "丁", 50_000, 20_000, "2026.6"],
    )  # fmt: skip
    assert sorted(kept(database, Project.name, Project.total_investment, Project.contract_amount)) == sorted(
        [
            ("菌厂", 1250 * WAN, 800 * WAN), ("竹厂", 3000 * WAN, 700 * WAN), ("光伏", 32_000 * WAN, 10_000 * WAN),
            ("茶厂", 5 * WAN, 2 * WAN),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("index", [["序号"], []])
def test_a_list_in_two_halves_beside_each_other_is_one_list(
    database: Database, tmp_path: Path, index: list[str]
) -> None:
    head = [*index, "姓名", "工作单位", "联系电话"]
    left, right = ["张甲", "甲公司", "13800000001"], ["赵丁", "丁公司", "13800000004"]
    rows = [[*head, *head], [*([1] if index else []), *left, *([2] if index else []), *right]]
    take(database, tmp_path, ["清溪镇在外乡贤名录"], *rows)
    assert kept(database, Fellow.name, Fellow.employer) == [("张甲", "甲公司"), ("赵丁", "丁公司")]


@pytest.mark.parametrize(
    ("title", "written", "date_read", "told"),
    [
        ("清溪镇2025—2026年度招商引资项目台账", "11月20日", None, "哪一年"),
        ("清溪镇招商引资项目台账（2025年11月至2026年3月）", "11月20日", "2025-11-20", ""),
        ("清溪镇招商引资项目台账（2025年11月至2026年3月）", "3月5日", "2026-03-05", ""),
        ("清溪镇招商引资项目台账（2025年11月至2026年3月）", "7月5日", None, "不在表题"),
        ("清溪镇2026年1月招商引资项目台账", "11月20日", None, "不在表题"),
        ("清溪镇2026年1月招商引资项目台账", "1月20日", "2026-01-20", ""),
        ("清溪镇2025-2026年招商项目台账", "2026.1", "2026-01", ""),
    ],
)
def test_a_short_date_has_the_year_in_which_its_month_lies_inside_the_title(
    database: Database, tmp_path: Path, title: str, written: str, date_read: str | None, told: str
) -> None:
    report = take(database, tmp_path, [title], UNIT, HEAD, [1, "甲厂", "甲", 1, written, "东山村"])
    signed = [str(day) for day in kept(database, Milestone.actual_on) if day]
    assert signed == ([date_read] if date_read else [])
    assert told in said(report, 4)


def test_ditto_marks_stand_for_the_cell_above_but_never_for_a_name_or_an_amount(
    database: Database, tmp_path: Path
) -> None:
    rows = (
        [1, "一期", "甲", 1250, "2026.3.5", "东山村"],
        [2, "二期", "同上", "〃", "″", "同上"],
        [3, "同上", "乙", 1, "", ""],
    )
    report = take(database, tmp_path, TITLE, UNIT, HEAD, *rows)
    assert kept(database, Project.name, Project.investor, Project.total_investment) == [
        ("一期", "甲", 1250 * WAN),
        ("二期", "甲", None),
    ]
    assert kept(database, Unit.name) == ["东山村"]
    assert [note.row for note in report.rejected] == [6]
    assert "不能写同上" in said(report, 5)


def test_struck_rows_stay_out_and_comments_are_told(database: Database, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (TITLE, UNIT, HEAD, [1, "甲厂", "甲", 1, "2026.3", "村"], [2, "乙厂", "乙", 2, "2026.4", "村"]):
        page.append(row)
    for cell in page[5]:
        cell.font = Font(strike=True)
    page["D4"].comment = Comment("其中含二期300万元", "张")
    book.save(tmp_path / "划.xlsx")
    report = import_ledger(database, tmp_path / "划.xlsx")
    assert kept(database, Project.name) == ["甲厂"]
    assert "删除线" in said(report, 5)
    assert "其中含二期300万元" in said(report, 4)


def test_a_shown_column_wins_over_a_hidden_twin_and_both_are_named(database: Database, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        TITLE,
        UNIT,
        ["项目名称", "投资方", "总投资", "总投资", "签约时间"],
        ["甲厂", "甲", 1250, 2250, "2026.3"],
    ):
        page.append(row)
    page.column_dimensions["C"].hidden = True
    book.save(tmp_path / "藏.xlsx")
    report = import_ledger(database, tmp_path / "藏.xlsx")
    assert kept(database, Project.total_investment) == [2250 * WAN]
    assert any("D列" in note.reason and note.column == "总投资（C列）" for note in report.warnings)


@pytest.mark.parametrize(
    ("words", "actual", "planned"),
    [
        ("2026年3月", "2026-03", None),
        ("2026年3月（计划）", None, "2026-03"),
        ("2026.3.5（预计）", None, "2026-03-05"),
        ("2026.3.5（补签）", "2026-03-05", None),
        ("2026.3.5（未生效）", None, None),
        ("2026.3.5（已终止）", None, None),
        ("2026.3.5（？）", None, None),
        ("年底", None, None),
    ],
)
def test_what_stands_in_brackets_behind_a_date_is_heard(
    database: Database, tmp_path: Path, words: str, actual: str | None, planned: str | None
) -> None:
    report = take(database, tmp_path, TITLE, UNIT, HEAD, [1, "粮食加工项目", "甲公司", 100, words, "东山村"])
    found = [
        tuple(when and when.iso for when in line) for line in kept(database, Milestone.actual_on, Milestone.planned_on)
    ]
    assert found == ([(actual, planned)] if actual or planned else [])
    assert "（" not in words or said(report, 4)
    assert actual or planned or words in kept(database, Project.note)[0]


@pytest.mark.parametrize(
    "words", ["500（计划）", "计划500", "500（未到账）", "500（承诺）", "500（退回）", "预计500", "500（待核）"]
)
def test_a_sum_that_is_only_planned_or_promised_has_not_arrived(mill: Database, tmp_path: Path, words: str) -> None:
    report = take(mill, tmp_path, UNIT, FUNDS, ["面粉厂", "2026-04-01", words, "省外", "进账单", "J2", "", ""])
    assert kept(mill, FundsEntry.amount) == [1200 * WAN]
    assert "已经到账" in said(report, 3)


def test_what_stands_in_brackets_behind_a_sum_is_kept(database: Database, tmp_path: Path) -> None:
    row = [1, "粮食加工项目", "甲公司", "5000（其中设备3000）", "2026.3", "东山村"]
    take(database, tmp_path, TITLE, UNIT, HEAD, row)
    assert kept(database, Project.total_investment, Project.note) == [(5000 * WAN, "总投资：5000（其中设备3000）")]


LEADS = ["线索来源", "企业名称", "意向金额（万元）", "登记日期", "研判结果", "线索状态", "责任单位"]


def test_leads_that_are_named_by_their_firm_alone_are_leads(database: Database, tmp_path: Path) -> None:
    row = ["网络", "甲公司", 5000, "2027.3.5", "有效", "洽谈签约事宜", "东山村"]
    report = take(database, tmp_path, ["清溪镇2026年招商线索台账"], LEADS, row)
    assert report.kind is LedgerKind.LEADS
    assert kept(database, Lead.name, Lead.investor, Lead.state) == [("甲公司", "甲公司", LeadState.NEW)]
    assert "还没有到" in said(report, 3)
    assert "看不出是哪一种" in said(report, 3)


@pytest.mark.parametrize(
    ("dealings", "state"),
    [
        ("搁置", LeadState.SHELVED),
        ("正在研判", LeadState.JUDGING),
        ("已签约", LeadState.NEW),
        ("来访两次", LeadState.NEW),
    ],
)
def test_a_lead_without_a_state_stands_where_its_dealings_say_outright(
    database: Database, tmp_path: Path, dealings: str, state: LeadState
) -> None:
    head = ["线索名称", "投资方", "线索来源", "登记日期", "洽谈情况"]
    report = take(
        database, tmp_path, ["清溪镇2026年招商线索台账"], head, ["甲线索", "甲公司", "网络", "2026.3.5", dealings]
    )
    assert kept(database, Lead.state) == [state]
    assert any(note.column == "洽谈情况" for note in report.warnings) is (dealings != "来访两次")


def test_a_table_of_targets_is_one_though_some_of_its_figures_are_text(database: Database, tmp_path: Path) -> None:
    title, unit = ["清溪镇2026年招商引资目标任务分解表"], ["单位：万元、个"]
    head = ["责任单位", "签约项目", "", "到位资金", "", "线索"]
    below = ["", "个数", "金额", "总额", "其中省外", "条"]
    rows = [["东山村", 3, "5000", "3000", "2000", 12], ["西山村", "3", "—", "3000", "2000", "12条"]]
    book = workbook(tmp_path / "台账.xlsx", [title, unit, head, below, *rows], merged=["A3:A4", "B3:C3", "D3:E3"])
    report = import_ledger(database, book)
    assert (report.kind, report.created) == (LedgerKind.TARGETS, 9)
    assert "leads_valid" in kept(database, Target.indicator)


def test_a_list_of_units_without_their_kinds_goes_by_their_names(database: Database, tmp_path: Path) -> None:
    rows = [["东山村", "王一", "1"], ["西山社区", "李二", "2"], ["经济发展办", "张三", "3"]]
    take(database, tmp_path, ["清溪镇责任单位名单"], ["单位名称", "负责人", "联系电话"], *rows)
    assert dict(kept(database, Unit.name, Unit.kind)) == {"东山村": "村", "西山社区": "社区", "经济发展办": "部门"}


def test_of_two_projects_of_one_name_and_firm_none_is_changed_without_a_code(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目编号", "项目名称", "投资方", "总投资（万元）", "签约时间"]
    take(database, tmp_path, head, *([code, "甲厂", "甲公司", 5000, "2026.3"] for code in ("A1", "A2")))
    report = take(database, tmp_path, head[1:], ["甲厂", "甲公司", 9000, "2026.3"])
    assert kept(database, Project.total_investment) == [5000 * WAN, 5000 * WAN]
    assert "请写明项目编号" in said(report, 2)


def test_what_part_a_unit_has_is_no_part_of_its_name(database: Database, tmp_path: Path) -> None:
    rows = [["甲厂", "甲公司", "2026.3", "东山村（牵头）、西山村"], ["乙厂", "乙公司", "2026.3", "东山村（责任单位）"]]
    rows.append(["丙厂", "丙公司", "2026.3", "东山村（北片）"])
    take(database, tmp_path, TITLE, ["项目名称", "投资方", "签约时间", "责任单位"], *rows)
    assert kept(database, Unit.name) == ["东山村", "东山村（北片）"]


def test_a_table_of_months_and_sums_is_called_what_it_is(database: Database, tmp_path: Path) -> None:
    head, below = ["责任单位", "签约项目数", "", "到位资金", ""], ["", "本月", "累计", "本月", "累计"]
    title = ["清溪镇2026年9月招商引资完成情况"]
    book = workbook(
        tmp_path / "台账.xlsx", [title, head, below, ["东山村", 1, 5, 200, 3000]], merged=["B2:C2", "D2:E2"]
    )
    with pytest.raises(Refused, match="统计表"):
        import_ledger(database, book)


def test_a_table_of_which_another_kind_knows_more_headings_is_refused(database: Database, tmp_path: Path) -> None:
    head = ["企业名称", "到账日期", "资金来源", "凭证类型", "凭证号", "认定状态"]
    with pytest.raises(Refused, match="像是"):
        take(database, tmp_path, head, ["甲公司", "2026.3.5", "省外", "进账单", "J1", "自报"])


def test_a_target_in_another_currency_is_refused(database: Database, tmp_path: Path) -> None:
    head = ["年度", "责任单位", "指标", "年度目标", "计量单位"]
    rows = [[2026, "", "实际利用外资", 100, unit] for unit in ("万元", "万美元")]
    report = take(database, tmp_path, head, *rows)
    assert "请折算" in said(report, 2)
    assert report.created == 1


@pytest.mark.parametrize(
    "name", ["南岭村小计", "加工业合计（3个）", "签约项目（2个）", "签约项目", "其中：亿元以上", "合　计", "其他"]
)
def test_sums_of_parts_are_no_projects(database: Database, tmp_path: Path, name: str) -> None:
    head = ["项目名称", "投资方", "总投资（万元）", "签约时间"]
    take(database, tmp_path, head, ["甲项目", "甲公司", 5000, "2026.3"], [name, None, 5000, None])
    assert kept(database, Project.name) == ["甲项目"]


def test_radicals_are_the_characters_that_they_look_like(database: Database, tmp_path: Path) -> None:
    head = ["项⽬名称", "投资⽅", "总投资", "责任单位", "签约时间"]
    take(
        database,
        tmp_path,
        TITLE,
        UNIT,
        head,
        ["⽊材加⼯", "⼤⼭公司", 1, "东⼭村", "2026.3"],
        ["茶", "乙", 1, "东山村", ""],
    )
    assert kept(database, Project.name) == ["木材加工", "茶"]
    assert kept(database, Unit.name) == ["东山村"]


@pytest.mark.parametrize("name", ["工程", "项目名秤"])
def test_a_project_ledger_whose_names_are_not_known_is_refused_and_never_taken_for_targets(
    database: Database, tmp_path: Path, name: str
) -> None:
    rows = [["序号", name, "业主", "总投资", "责任单位"], [1, "菌厂", "甲", 1250, "东山村"]]
    with pytest.raises(Refused, match="项目名称"):
        take(database, tmp_path, TITLE, UNIT, *rows)
    report = take(
        database, tmp_path, TITLE, UNIT, *rows, choices=Choices(kind=LedgerKind.PROJECTS, columns={1: "name"})
    )
    assert (report.created, kept(database, Project.name)) == (1, ["菌厂"])


def test_a_table_that_two_kinds_fit_is_not_guessed(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Undecided):
        take(database, tmp_path, ["项目名称", "投资方", "产业"], ["菌厂", "甲", "农业"])


@pytest.fixture
def mill(database: Database, tmp_path: Path) -> Database:
    take(database, tmp_path, TITLE, UNIT, HEAD, [1, "面粉厂", "甲", 90_000, "2026.1", "东山村"])
    take(database, tmp_path, UNIT, FUNDS, ["面粉厂", "2026-03-05", 1200, "省外", "银行进账单", "J1", "", ""])
    return database


def test_a_voucher_with_another_sum_or_day_is_refused_until_somebody_says_that_it_replaces(
    mill: Database, tmp_path: Path
) -> None:
    rows = UNIT, FUNDS, ["面粉厂", "2026-03-06", 120, "省外", "银行进账单", "J1", "", ""]
    report = take(mill, tmp_path, *rows)
    assert (report.created, len(report.rejected)) == (0, 1)
    assert "已经登记过" in said(report, 3)
    take(mill, tmp_path, *rows, answers=Answers(replace_vouchers=True))
    assert [(str(day), amount) for day, amount in kept(mill, FundsEntry.received_on, FundsEntry.amount)] == [
        ("2026-03-06", 120 * WAN)
    ]
    again = UNIT, FUNDS, ["面粉厂", "2026-03-07", 5, "省外", "银行进账单", "J1", "", ""]
    assert take(mill, tmp_path, *again, decisions={("Sheet1", 3): Decision.NEW}).created == 1


@pytest.mark.parametrize("status", ["待县认定", "县认定未通过", "不符合认定条件", "未经县认定", "拟上报县认定"])
def test_what_is_not_recognised_is_not_counted_as_recognised(mill: Database, tmp_path: Path, status: str) -> None:
    take(mill, tmp_path, UNIT, FUNDS, ["面粉厂", "2026-04-01", 500, "省外", "进账单", "J2", status, 500])
    assert "县认定" not in [str(word) for word in kept(mill, FundsEntry.status)]


def test_a_date_to_come_is_a_plan_for_a_ledger_as_for_a_form(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "签约时间", "开工时间", "竣工时间", "是否入统"]
    report = take(database, tmp_path, TITLE, head, ["甲厂", "甲", "2026-03-01", "2029-03-01", "2030年6月", "2031年1月"])
    assert kept(database, Project.stage) == ["签约"]
    rows = kept(database, Milestone.kind, Milestone.actual_on, Milestone.planned_on)
    assert {kind: (str(actual), str(planned)) for kind, actual, planned in rows} == {
        "签约": ("2026-03-01", "None"), "开工": ("None", "2029-03-01"), "投产": ("None", "2030-06"),
        "入统": ("None", "2031-01"),
    }  # fmt: skip
    assert "还没有到" in said(report, 3)


@pytest.mark.parametrize(
    "rows",
    [
        (
            ["2026年1-3月固定资产投资完成情况"],
            ["指标", "", "甲街道", "乙街道"],
            ["固投", "总量", 5, 6],
            ["", "增幅%", 1, 2],
        ),
        (["2026年1-9月招商引资完成情况统计表"], ["单位", "到位资金（万元）", "新签约项目（个）"], ["东山村", 12, 1]),
        (["1-5月到位情况表"], UNIT, ["项目类别", "项目个数", "本月到位资金", "累计到位资金"], ["新建", 91, 4, 9]),
    ],
)
def test_a_table_of_statistics_is_refused(database: Database, tmp_path: Path, rows: Sequence[Sequence[Any]]) -> None:
    with pytest.raises(Refused, match=r"统计表|累计数"):
        take(database, tmp_path, *rows)


def test_one_name_with_three_codes_is_three_projects(database: Database, tmp_path: Path) -> None:
    rows = [[f"4403062313915000{place}", "厂房改造", f"{place}村", place] for place in (1, 2, 3)]
    head = ["项目编码", "项目名称", "责任单位", "总投资（万元）"]
    assert take(database, tmp_path, head, *rows).created == 3
    assert take(database, tmp_path, head, *rows).skipped == 3


def test_words_for_nothing_are_no_names(database: Database, tmp_path: Path) -> None:
    rows = [
        [word, f"9137000016304888{place}W"] for place, word in enumerate(["空", "未知", "未填", "同上", "真有限公司"])
    ]
    report = take(database, tmp_path, ["企业名称", "统一社会信用代码"], *rows, kind=LedgerKind.ENTERPRISES)
    assert (kept(database, Enterprise.name), len(report.rejected)) == (["真有限公司"], 4)


def test_a_column_that_says_one_thing_of_all_is_no_column_of_names(database: Database, tmp_path: Path) -> None:
    rows = [[f"甲{place}有限公司", "空", "", f"济南{place}"] for place in range(5)]
    take(database, tmp_path, ["提供企业名称", "企业名称", "统一社会信用代码", "企业地址"], *rows)
    assert len(kept(database, Enterprise.name)) == 5


def test_a_list_of_firms_under_the_trades_newer_headings(database: Database, tmp_path: Path) -> None:
    head = ["企业名称", "细分领域", "主导产品", "员工规模", "所属区域", "法定代表人", "经营状态"]
    take(database, tmp_path, head, ["甲有限公司", "人工智能", "视觉平台", "1000人", "海淀区", "李四", "存续"])
    columns = (Enterprise.industry, Enterprise.size, Enterprise.place, Enterprise.contact, Enterprise.note)
    assert kept(database, *columns) == [("人工智能", "1000人", "海淀区", "李四", "主导产品：视觉平台；经营状态：存续")]


def test_without_a_stage_progress_and_funds_say_it_or_it_is_told_once(database: Database, tmp_path: Path) -> None:
    rows = [
        ["超市", "甲", 600, "已开工"], ["酒店", "乙", 0, "拟于2027年下半年开工"],
        ["园区", "丙", 0, "一期完工，二期在建"], ["仓库", "丁", 30, "正在办理手续"],
        ["学校", "戊", 0, ""], ["码头", "己", 0, ""],
    ]  # fmt: skip
    report = take(database, tmp_path, TITLE, UNIT, ["项目名称", "投资方", "到位资金", "项目进展"], *rows)
    stages = dict(kept(database, Project.name, Project.stage))
    assert stages == {"超市": "开工", "酒店": "落地", "园区": "开工", "仓库": "签约", "学校": "储备", "码头": "储备"}
    (note,) = [note for note in report.warnings if "暂记为“储备”" in note.reason]
    assert "第8、9行" in note.reason


def test_the_clerk_may_say_the_stage_once_for_all(database: Database, tmp_path: Path) -> None:
    rows = TITLE, UNIT, ["项目名称", "投资方", "总投资"], ["学校", "戊", 10]
    report = take(database, tmp_path, *rows, answers=Answers(stage=Stage.SIGNED))
    assert kept(database, Project.stage) == ["签约"]
    assert not [note for note in report.warnings if "储备" in note.reason]


def test_sums_count_up_to_the_month_of_the_title_the_line_or_the_answer_and_say_their_source(
    database: Database, tmp_path: Path
) -> None:
    head = [["项目名称", "投资方", "到位资金", ""], ["", "", "总额", "其中省际"]]
    take(database, tmp_path, ["甲镇2026年1-6月项目情况表"], UNIT, *head, ["甲厂", "甲", 600, 200])
    take(database, tmp_path, ["2026年项目台账"], ["填报时间：2026年9月25日"], UNIT, *head, ["乙厂", "乙", 300, ""])
    take(database, tmp_path, ["项目台账"], UNIT, *head, ["丙厂", "丙", 100, ""], choices=Choices(as_of=(2026, 10)))
    rows = kept(database, FundsEntry.amount, FundsEntry.received_on, FundsEntry.source)
    assert [(amount // WAN, str(day), str(source)) for amount, day, source in rows] == [
        (100, "2026-10", "未注明"), (200, "2026-06", "省外"), (300, "2026-09", "未注明"), (400, "2026-06", "未注明"),
    ]  # fmt: skip


def test_columns_of_no_field_go_into_the_remark_once_and_with_what_they_say_now(
    database: Database, tmp_path: Path
) -> None:
    head = ["项目名称", "投资方", "签约时间", "今年计划投资", "本月完成投资"]
    take(database, tmp_path, TITLE, UNIT, head, ["甲厂", "甲", "2026.3", 800, 10])
    take(database, tmp_path, TITLE, UNIT, head, ["甲厂", "甲", "2026.3", 800, 25])
    assert kept(database, Project.note) == ["今年计划投资：800；本月完成投资：25"]
    take(database, tmp_path, TITLE, head, ["乙厂", "乙", "2026.3", 800, 25], choices=Choices(keep_unknown=False))
    assert "" in kept(database, Project.note)


def test_trips_are_told_apart_by_unit_leader_name_and_firm(database: Database, tmp_path: Path) -> None:
    head = ["日期", "形式", "地点", "带队领导", "拜访企业", "责任单位", "天数"]
    rows = [["2026年3月", "走出去", "上海", f"领导{at % 3}", f"企业{at}", f"{at % 2}村", 2] for at in range(13)]
    assert take(database, tmp_path, ["招商活动登记"], head, *rows).created == 13
    assert take(database, tmp_path, ["招商活动登记"], head, *rows).skipped == 13
    assert sum(kept(database, Activity.days)) == 26


def test_an_amount_a_thousand_times_the_usual_is_warned_of(database: Database, tmp_path: Path) -> None:
    rows = [[f"{at}厂", f"{at}", amount, "2026.3"] for at, amount in enumerate([1200, 900, 1500, 800, 12_500_000])]
    report = take(database, tmp_path, TITLE, UNIT, ["项目名称", "投资方", "总投资", "签约时间"], *rows)
    assert [note.row for note in report.warnings if "一千倍" in note.reason] == [8]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("网.xls", "MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
        ("页.xls", "<html><table><tr><td>项目名称</td></tr></table></html>", "HTML"),
        ("文.xls", "%PDF-1.7", "PDF"),
    ],
)
def test_what_is_called_a_sheet_and_is_none_is_named(
    database: Database, tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=told):
        import_ledger(database, tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        "项目名称\t,投资方\t,总投资（万元）\t,联系电话\t\n菌厂\t,甲公司\t,1250\t,13800000001\t\n",
        '项目名称,投资方,总投资（万元）,联系电话\n菌厂,甲公司,1250,="13800000001"\n',
        "项目名称\t投资方\t总投资（万元）\t联系电话\n菌厂\t甲公司\t1250\t13800000001\n",
        "项目名称；投资方".replace("；", ";") + ";总投资（万元）;联系电话\n菌厂;甲公司;1250;13800000001\n",
        'sep=,\n项目名称,投资方,总投资（万元）,联系电话\n菌厂,甲公司,"1,250",13800000001\n',
    ],
)
def test_a_text_table_however_its_cells_are_parted(database: Database, tmp_path: Path, text: str) -> None:
    (tmp_path / "表.csv").write_text(text, encoding="utf-8")
    import_ledger(database, tmp_path / "表.csv")
    assert kept(database, Project.name, Project.investor, Project.total_investment, Project.phone) == [
        ("菌厂", "甲公司", 1250 * WAN, "13800000001")
    ]


def test_rows_of_one_sheet_never_overwrite_each_other(database: Database, tmp_path: Path) -> None:
    rows = (
        [1, "甲厂", "甲", 100, "2026.3", ""],
        [2, "甲厂", "甲", 900, "2026.4", ""],
        [3, "甲厂", "甲", 100, "2026.3", ""],
    )
    report = take(database, tmp_path, TITLE, UNIT, HEAD, *rows)
    assert kept(database, Project.total_investment) == [100 * WAN]
    assert [note.row for note in report.rejected] == [5]


def test_what_a_sheet_shows_and_strikes_is_heard_in_targets_laid_out_across_too(
    database: Database, tmp_path: Path
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["2026年招商引资目标任务分解表"],
        ["责任单位", "到位资金目标（万元）", "签约项目目标（个）", "开工项目目标（个）"],
        ["南岭村", 50_000, 5, 3],
        ["北山村", 60_000, None, 4],
        ["西河村", 80_000_000, 6, 5],
    ):
        page.append(row)
    page["B3"].number_format = "0.0,"
    page["C3"].font = Font(strike=True)
    page["C4"].value, page["C4"].data_type = "#REF!", "e"
    page["B5"].number_format = "0,"
    page["B4"].number_format = '0.00,"亿元"'
    book.save(tmp_path / "任务.xlsx")
    report = import_ledger(database, tmp_path / "任务.xlsx")
    assert set(kept(database, Target.indicator, Target.amount)) == {
        ("projects_started", 3_000_000),
        ("projects_started", 4_000_000),
        ("projects_started", 5_000_000),
        ("projects_signed", 6_000_000),
        ("funds_received", 60 * 10_000 * WAN),
    }
    assert "看不出以哪个为准" in said(report, 3)
    assert "删除线" in said(report, 3)
    assert "公式出错" in said(report, 4)
    assert "单位是亿元" in said(report, 4)
    assert "看不出以哪个为准" in said(report, 5)


def test_a_unit_in_the_first_row_of_its_group_alone_is_the_unit_of_all_its_targets(
    database: Database, tmp_path: Path
) -> None:
    head = ["责任单位", "指标", "目标值", "计量单位"]
    rows = (
        ["南岭村", "到位资金", 5000, "万元"],
        ["", "签约项目", 2, "个"],
        ["北山村", "到位资金", 300, "万元"],
        ["", "签约项目", 3, "个"],
    )
    take(database, tmp_path, ["2026年目标责任分解"], head, *rows)
    whose = dict(kept(database, Unit.id, Unit.name))
    targets = {
        (whose.get(unit), key, amount)
        for unit, key, amount in kept(database, Target.unit_id, Target.indicator, Target.amount)
    }
    assert targets == {
        ("南岭村", "funds_received", 5000 * WAN), ("南岭村", "projects_signed", 2_000_000),
        ("北山村", "funds_received", 300 * WAN), ("北山村", "projects_signed", 3_000_000),
    }  # fmt: skip


def test_a_target_without_a_unit_among_those_of_units_is_asked_about(database: Database, tmp_path: Path) -> None:
    head = ["责任单位", "指标", "目标值", "计量单位"]
    rows = (
        ["全镇", "签约项目", 9, "个"],
        ["南岭村", "签约项目", 2, "个"],
        ["南岭村", "到位资金", 50, "万元"],
        ["", "开工项目", 3, "个"],
    )
    report = take(database, tmp_path, ["2026年目标责任分解"], head, *rows)
    assert "没有写责任单位" in said(report, 6)
    assert len(kept(database, Target.id)) == 3


def test_a_firms_figure_keeps_what_its_heading_calls_it(database: Database, tmp_path: Path) -> None:
    head = ["序号", "企业名称", "主营业务", "注册资本（万元）", "是否规上", "联系人"]
    take(
        database,
        tmp_path,
        ["企业名录"],
        head,
        [1, "甲公司", "电子", 5000, "是", "张三"],
        [2, "乙公司", "食品", "", "否", "李四"],
    )
    assert kept(database, Enterprise.name, Enterprise.size, Enterprise.kind) == [
        ("乙公司", "", ""), ("甲公司", "注册资本5000万元", "规上"),
    ]  # fmt: skip


def test_the_title_says_what_kind_of_activities_a_sheet_without_that_column_holds(
    database: Database, tmp_path: Path
) -> None:
    head, trip = ["序号", "时间", "地点", "带队领导", "成果"], [1, "2026.3.5", "上海", "张书记", ""]
    take(database, tmp_path, ["清溪镇外出招商活动台账"], head, trip)
    assert kept(database, Activity.kind) == ["外出招商"]
    again = take(database, tmp_path, ["2026年招商活动登记"], head, trip)  # says no kind: it is that trip
    assert (kept(database, Activity.kind), again.parts[0].created) == (["外出招商"], 0)
    other = take(database, tmp_path, ["2026年外出招商、接待客商登记"], head, [1, "2026.4.5", "杭州", "张书记", ""])
    assert kept(database, Activity.kind) == ["其他", "外出招商"]
    assert "不计入外出招商和接待客商的次数" in said(other, 3)


def test_a_row_refused_for_a_struck_name_says_so_and_the_preview_shows_what_the_sheet_does(
    database: Database, tmp_path: Path
) -> None:
    path = formatted(
        tmp_path, {"D4": (12_000_000, "0.0,")}, TITLE, UNIT, HEAD,
        [1, "甲厂", "甲", None, "2026.3", "东山村"], [2, "乙厂", "乙", 500, "2026.4", "东山村"],
    )  # fmt: skip
    book = load_workbook(path)
    book.active["B5"].font = Font(strike=True)
    book.save(path)
    report = import_ledger(database, path, dry_run=True)
    (refused,) = report.rejected
    assert (refused.row, refused.column, refused.value) == (5, "项目名称", "乙厂")
    assert "删除线" in refused.reason
    rows = report.parts[0].preview
    assert [(cell.seen, cell.stored) for cell in rows[4] if cell.title == "总投资"] == [
        ("12000.0", "（保留原来的内容）")
    ]
    assert [cell.seen for cell in rows[5] if cell.title == "项目名称"] == ["乙厂"]
