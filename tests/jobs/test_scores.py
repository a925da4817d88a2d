"""Rankings and unit sheets on paper and in workbooks, read back."""

from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook

from app.database.engine import Database
from app.errors import Refused
from app.jobs.scores import print_decision_sheet, print_results, print_unit_sheets
from app.services import offices, schemes
from app.services.consequences import deposits, switch
from app.services.consequences.deposits import DepositEntry
from app.services.schemes import MarkEntry
from app.values.dates import PartialDate
from tests.documents.pages import lines_of
from tests.services.schemes.published import SCHEMES
from tests.services.township_year import enter, scheme


@pytest.fixture
def filled(database: Database) -> Database:
    with database.work("考核") as session:
        offices.establish(session, name="清溪镇", code="519900101")
        enter(session)
        for title in ("镇级考核", "村级考核"):
            key = scheme(session, title, SCHEMES[title][0])
            for item in schemes.entry(session, key).items:
                if item.title == "基础工作":
                    item_id = item.id or ""
                    schemes.mark(session, MarkEntry(item_id, "甲村", 6, 9_000_000, -500_000, "迟报两次"))
                    schemes.mark(session, MarkEntry(item_id, "乙村", 6, 8_000_000))
    return database


def table_of(path: Path, page: int = 0) -> list[list[str]]:
    with pdfplumber.open(path) as pdf:
        return [[(cell or "").replace("\n", "") for cell in row] for row in pdf.pages[page].extract_table()]


def test_the_ranking_has_items_across_and_units_by_place(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "排名.pdf"
    assert print_results(filled, 2026, 10, out, "镇级考核") == 3
    head, lower, first, second, last = table_of(out)
    assert [text for text in head if text] == [
        "序号", "单位", "基础工作", "指标落实", "新开工及入统", "新投产", "总分", "名次", "备注",
    ]  # fmt: skip
    assert [text for text in lower if text][1::2] == [f"得分满分{full}" for full in (10, 20, 30, 40)]
    scores = ["9", "8.50", "96.0%", "19.20", "100.0%", "30.00", "100.0%", "40.00", "97.70", "1"]
    assert first == ["1", "甲村", *scores, "基础工作更正减0.5分"]
    assert second[-3:] == ["50.50", "2", ""]
    assert last == ["3", "丙村", *["—"] * 10, "各项目无法计分"]
    with pdfplumber.open(out) as pdf:
        assert pdf.pages[0].width > pdf.pages[0].height
    assert lines_of(out)[0][0].text == "清溪镇2026年1—10月招商引资考核得分排名表"


def test_a_missed_precondition_stands_in_the_remarks(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "排名.pdf"
    print_results(filled, 2026, 10, out, "村级考核")
    row = next(row for row in table_of(out) if row[1] == "乙村")
    assert row[-2:] == ["—", "投产项目未达到：取消年终评先评优资格；月报无法计分"]


def test_the_workbook_of_a_ranking_holds_numbers(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "排名.xlsx"
    print_results(filled, 2026, 10, out, "镇级考核")
    rows = list(load_workbook(out, data_only=True).worksheets[0].iter_rows(values_only=True))
    first = next(row for row in rows if row[1] == "甲村")
    assert first[3:12:2] == (8.5, 19.2, 30, 40, "1")
    assert first[10] == 97.7
    assert next(row for row in rows if row[1] == "丙村")[3] == "—"


def test_each_unit_has_a_sheet_with_its_workings(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "计分表.pdf"
    assert print_unit_sheets(filled, 2026, 10, out, "镇级考核") == 3
    pages = lines_of(out)
    assert [page[0].text for page in pages] == ["清溪镇2026年1—10月招商引资考核计分表"] * 3
    assert [page[-1].text for page in pages] == ["— 1 —"] * 3
    rows = table_of(out)
    assert rows[1] == ["1", "基础工作", "10", "基础工作9分，得9分；6月更正减0.5分（迟报两次）", "8.50"]
    working = "完成8000万元，截至10月序时目标8333.33万元，完成率96%×20分=19.2分"
    assert rows[2] == ["2", "指标落实", "20", working, "19.20"]
    assert rows[-1] == ["", "合计", "100", "名次：第1名（2个单位参加排名）", "97.70"]
    assert any("无法计分的项目不计入合计" in line.text for line in pages[2])


def test_no_line_of_a_working_breaks_within_a_figure(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "计分表.pdf"
    print_unit_sheets(filled, 2026, 10, out, "村级考核")
    with pdfplumber.open(out) as pdf:
        cells = [row[3] for page in pdf.pages for row in page.extract_table()[1:-1]]
    assert all(line.endswith(("，", "；")) for cell in cells for line in cell.split("\n")[:-1])


def test_one_units_workings_go_to_a_workbook(filled: Database, tmp_path: Path) -> None:
    out = tmp_path / "明细.xlsx"
    assert print_unit_sheets(filled, 2026, 10, out, "镇级考核", "乙村") == 1
    rows = [
        row for row in load_workbook(out, data_only=True).worksheets[0].iter_rows(values_only=True) if row[1] == "乙村"
    ]
    assert [(row[2], row[3], row[5]) for row in rows] == [
        ("基础工作", 10, 8),
        ("指标落实", 20, 20),
        ("新开工及入统", 30, 22.5),
        ("新投产", 40, 0),
    ]


def test_what_cannot_be_printed_is_refused(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"以 \.pdf 或 \.xlsx 结尾"):
        print_results(filled, 2026, 10, tmp_path / "排名.doc", "镇级考核")
    with pytest.raises(Refused, match="不在“镇级考核”的考核组里"):
        print_unit_sheets(filled, 2026, 10, tmp_path / "a.pdf", "镇级考核", "戊村")
    with pytest.raises(Refused, match="请写明是哪一个"):
        print_results(filled, 2026, 10, tmp_path / "a.pdf")
    with filled.work("空组") as session:
        scheme(session, "空组", SCHEMES["镇级考核"][0], ())
    with pytest.raises(Refused, match="考核组里没有单位"):
        print_results(filled, 2026, 10, tmp_path / "a.pdf", "空组")


def test_ties_are_written_as_offices_do(filled: Database, tmp_path: Path) -> None:
    with filled.work("评分") as session:
        key = scheme(session, "测评", [{"title": "测评", "shape": "J1", "points": 100}])
        item = schemes.entry(session, key).items[0].id or ""
        for unit, value in (("甲村", 90), ("乙村", 90), ("丙村", 80)):
            schemes.mark(session, MarkEntry(item, unit, 6, value * 1_000_000))
    print_results(filled, 2026, 10, tmp_path / "排名.pdf", "测评")
    assert [row[-2] for row in table_of(tmp_path / "排名.pdf")[2:]] == ["并列1", "并列1", "3"]
    print_unit_sheets(filled, 2026, 10, tmp_path / "计分表.pdf", "测评")
    assert table_of(tmp_path / "计分表.pdf")[-1][3] == "名次：并列第1名（3个单位参加排名）"


def test_the_meeting_that_decides_has_one_sheet_with_room_to_write(filled: Database, tmp_path: Path) -> None:
    with filled.work("抵押金") as session:
        switch.keep(session, on=True)
        key = deposits.save(session, DepositEntry(2026, "甲村", "张三", 300_000))
        deposits.pay(session, [key], PartialDate("2026-03-01"), date(2026, 10, 1))
    out = tmp_path / "审议表.pdf"
    assert print_decision_sheet(filled, 2026, 10, out, "镇级考核") == 3
    head, first, *_ = table_of(out)
    assert head[1:] == [
        "单位", "得分", "名次", "完成目标项数", "需要说明的情况", "抵押金（元）", "缴纳情况", "兑现建议", "审议意见",
    ]  # fmt: skip
    with filled.read() as session:
        reached, asked = deposits.targets_met(session, 2026, 10)["甲村"]
    said = ["甲村", "97.70", "1", f"{reached}/{asked}", "基础工作更正减0.5分", "3000.00", "已缴"]
    assert first[1:8] == said
    with filled.work("口径") as session:
        offices.set_value(session, "cautious", True)
    print_decision_sheet(filled, 2026, 10, out, "镇级考核")
    assert not {"名次", "抵押金（元）"} & set(table_of(out)[0])
