"""Bulletins and indicator sheets, on paper and in Word."""

from dataclasses import replace
from fractions import Fraction

import pdfplumber
import pytest
from docx import Document

from app.errors import Refused
from app.reports.blocks import Table, TableColumn
from app.reports.bulletins import BulletinSheet, RankLine
from app.services.indicators import IndicatorRow
from app.services.letters.sheet import Clause, Section
from tests.documents.pages import MM, body, lines_of
from tests.documents.writing import write_bulletin

RIGHT = (210 - 26) * MM
PITCH = 156 * MM / 28
INDICATORS = (
    IndicatorRow(
        None,
        "key",
        "到位资金",
        "万元",
        Fraction(350_000),
        Fraction(500_000),
        Fraction(10, 7),
        Fraction(11, 12),
        Fraction(10, 7) * 100 - Fraction(1100, 12),
        Fraction(420_000),
        Fraction(4, 21),
    ),
    IndicatorRow(None, "key", "落地率", "%", None, Fraction(21, 23), None, None, None, None, None),
    IndicatorRow(
        None,
        "key",
        "签约项目",
        "个",
        Fraction(20),
        Fraction(15),
        Fraction(3, 4),
        Fraction(1),
        Fraction(-25),
        Fraction(0),
        None,
    ),
)
RANKING = (
    RankLine("1", "法中村", Fraction(50_000), Fraction(60_000), Fraction(6, 5)),
    RankLine("", "石桥村", None, Fraction(0), None),
)
SHEET = BulletinSheet(
    "清溪镇2026年11月招商引资工作情况通报",
    "1—11月，全镇招商引资工作持续推进，现将有关情况通报如下。",
    (Section("总体情况", (Clause("全镇累计到位资金50.00亿元。", 0),)), Section("下一步工作", (Clause("加快推进。"),))),
    "清溪镇人民政府",
    "2026年11月30日",
    indicators=INDICATORS,
    ranking=RANKING,
)


@pytest.fixture
def drawn(tmp_path):
    def draw(sheet=SHEET):
        write_bulletin(tmp_path / "a.pdf", sheet)
        return tmp_path / "a.pdf"

    return draw


def rows_of(path, page=-1):
    with pdfplumber.open(path) as pdf:
        return [[(cell or "").replace("\n", "") for cell in line] for line in pdf.pages[page].extract_table()]


def test_figures_print_in_their_own_measure_and_what_is_undefined_as_a_dash(drawn):
    head, money, rate, count = rows_of(drawn(replace(SHEET, ranking=())))
    assert head == [
        "指标",
        "计量单位",
        "年度目标",
        "完成数",
        "完成率",
        "序时进度",
        "超（欠）序时百分点",
        "上年同期",
        "同比",
    ]
    assert money == ["到位资金", "万元", "350000.00", "500000.00", "142.9%", "91.7%", "+51.2", "420000.00", "19.0%"]
    assert rate == ["落地率", "%", "—", "91.3%", "—", "—", "—", "—", "—"]
    assert count == ["签约项目", "个", "20", "15", "75.0%", "100.0%", "-25.0", "0", "—"]


def test_units_are_ranked_and_a_score_stands_only_where_one_is_kept(drawn):
    assert rows_of(drawn(replace(SHEET, indicators=())))[1:] == [
        ["1", "法中村", "50000.00", "60000.00", "120.0%"],
        ["—", "石桥村", "—", "0.00", "—"],
    ]
    scored = replace(SHEET, indicators=(), ranking=(replace(RANKING[0], score=Fraction(985, 10)),))
    assert [row[-1] for row in rows_of(drawn(scored))] == ["得分", "98.50"]  # as the score sheet has it


def test_the_tables_begin_a_page_behind_the_text_and_short_ones_share_it(drawn):
    pages = lines_of(drawn())
    assert [page[0].text for page in pages] == [SHEET.title, "附表1"]
    assert any(line.text == "附表2" for line in pages[1])


def test_a_table_that_does_not_fit_under_another_is_not_torn_from_its_title(drawn):
    units = tuple(replace(RANKING[0], unit=f"第{number}村") for number in range(24))
    pages = lines_of(drawn(replace(SHEET, ranking=units)))
    assert [page[0].text for page in pages] == [SHEET.title, "附表1", "附表2"]


def test_further_tables_follow_in_the_words_they_are_given(drawn):
    columns = (TableColumn("项目名称"), TableColumn("个数", "right", "储备"), TableColumn("总投资", "right", "储备"))
    table = Table(columns, (("农业", "8", "80000.00"), ("合计", "8", "80000.00")), (1,), title="项目库结构表")
    rows = rows_of(drawn(replace(SHEET, indicators=(), ranking=(), tables=(table,))))
    assert rows[0][:2] == ["项目名称", "储备"]
    assert rows[-1] == ["合计", "8", "80000.00"]


def test_the_note_stands_under_the_first_table(drawn):
    page = lines_of(drawn(replace(SHEET, note="注：按自报数统计。")))[1]
    texts = [line.text for line in page]
    assert texts.index("注：按自报数统计。") < texts.index("附表2")


def test_a_sheet_without_text_has_its_table_on_the_first_page(drawn):
    page = lines_of(drawn(replace(SHEET, sections=(), issuer="", date="", ranking=())))[0]
    assert any(line.text == "主要指标完成情况表" for line in page)


def test_the_date_begins_two_characters_right_of_the_office_that_issues(drawn):
    page = lines_of(drawn(replace(SHEET, issuer="清溪镇招商引资工作领导小组办公室", sealed=False)))[0]
    name = next(line for line in page if line.text.startswith("清溪镇招商引资工作领导小组"))
    date = next(line for line in page if line.text == "2026年11月30日")
    assert name.x1 == pytest.approx(RIGHT - 2 * PITCH, abs=1)
    assert date.x0 - name.x0 == pytest.approx(2 * PITCH, abs=0.5)


def test_a_date_longer_than_the_name_stays_on_the_page(drawn):
    page = lines_of(drawn(replace(SHEET, issuer="镇政府", sealed=False)))[0]
    date = next(line for line in page if line.text == SHEET.date)
    assert date.x1 == pytest.approx(RIGHT - 2 * PITCH, abs=2)


@pytest.mark.parametrize("issuer", ["镇政府", "清溪镇人民政府", "清溪镇招商引资领导小组办公室"])
def test_under_a_seal_the_name_stands_in_the_middle_over_the_date(drawn, issuer):
    page = lines_of(drawn(replace(SHEET, issuer=issuer)))[0]
    place = next(number for number, line in enumerate(page) if line.text == SHEET.date)
    text, name, date = page[place - 2 : place + 1]
    assert date.x1 == pytest.approx(RIGHT - 4 * PITCH, abs=2)
    assert name.x0 + name.x1 == pytest.approx(date.x0 + date.x1, abs=3)
    middle = (name.baseline + date.baseline) / 2 - 6  # of both lines' ink
    for seal in (42 * MM, 45 * MM):
        top, foot = middle - seal / 2 - 4 * MM, middle + seal / 2 - 4 * MM
        assert 0 <= top - text.baseline <= 225 * MM / 22
        assert foot <= 262 * MM


def test_the_issuer_is_never_alone_on_a_page(drawn):
    for count in range(1, 30):
        text = tuple(Clause("加快推进。") for _ in range(count))
        pages = lines_of(drawn(replace(SHEET, sections=(Section("要求", text),), indicators=(), ranking=())))
        page = body(next(page for page in pages if any(line.text == SHEET.date for line in page)))
        assert len(page) >= 4


def test_unprintable_characters_are_refused(drawn):
    with pytest.raises(Refused, match="以下字无法打印"):
        drawn(replace(SHEET, note="\ue863"))


def test_the_word_twin_says_the_same(tmp_path):
    write_bulletin(tmp_path / "a.docx", SHEET)
    document = Document(tmp_path / "a.docx")
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[0] == SHEET.title
    assert texts[2:6] == ["一、总体情况", "全镇累计到位资金50.00亿元。", "二、下一步工作", "（一）加快推进。"]
    assert texts[6:8] == ["清溪镇人民政府", "2026年11月30日"]
    money = [cell.text for cell in document.tables[0].rows[1].cells]
    assert money == ["到位资金", "万元", "350000.00", "500000.00", "142.9%", "91.7%", "+51.2", "420000.00", "19.0%"]
    assert len(document.tables) == 2


def test_word_keeps_the_headings_that_columns_share(tmp_path):
    columns = (TableColumn("产业"), TableColumn("个数", "right", "储备"), TableColumn("总投资", "right", "储备"))
    table = Table(columns, (("农业", "8", "80000.00"),), title="项目库结构表")
    write_bulletin(tmp_path / "a.docx", replace(SHEET, indicators=(), ranking=(), tables=(table,)))
    rows = [[cell.text for cell in row.cells] for row in Document(tmp_path / "a.docx").tables[0].rows]
    assert rows == [["产业", "储备", "储备"], ["产业", "个数", "总投资"], ["农业", "8", "80000.00"]]
