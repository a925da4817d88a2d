"""An official page as GB/T 9704 measures it: 红头 on top, 版记 at the foot of the last side, both in their colours."""

from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn

from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports import blocks, bulletins
from app.reports.official_page import OfficialPage
from app.values.papers import Seal
from tests.documents.pages import MM, lines_of
from tests.documents.pdf.test_bulletins import SHEET

HEAD = blocks.Head("清溪镇人民政府文件", "清招通〔2026〕5号")
IMPRINT = blocks.Imprint("抄送：县政府办公室，县商务局。", "清溪镇人民政府", "2026年11月30日")
TOP, LEFT, RIGHT, BOTTOM = 37 * MM, 28 * MM, (210 - 26) * MM, (297 - 35) * MM


def drawn(folder: Path, page: OfficialPage, *, alone: bool = False) -> Path:
    sheet = replace(SHEET, indicators=(), ranking=(), note="") if alone else SHEET
    write(folder / "a.pdf", bulletins.document(sheet, page=page), faces=bundled())
    return folder / "a.pdf"


def test_the_mark_is_red_below_35_mm_and_the_rule_4_mm_under_the_number(tmp_path: Path) -> None:
    path = drawn(tmp_path, OfficialPage(HEAD))
    mark, number = lines_of(path)[0][:2]
    assert mark.text == "清溪镇人民政府文件"
    assert mark.baseline - 0.88 * mark.size - TOP == pytest.approx(35 * MM, abs=1)
    assert {char["non_stroking_color"] for char in mark.chars} == {(1, 0, 0)}
    assert (mark.x0 + mark.x1) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)
    assert {char["non_stroking_color"] for char in number.chars} <= {(0, 0, 0), (0,)}
    with pdfplumber.open(path) as pdf:
        (rule,) = [line for line in pdf.pages[0].lines if line["stroking_color"] == (1, 0, 0)]
    assert (rule["x0"], rule["x1"]) == pytest.approx((LEFT, RIGHT), abs=0.5)
    assert rule["top"] - (number.baseline + 0.12 * 16) == pytest.approx(4 * MM, abs=0.8)


def test_a_paper_for_a_higher_office_bears_its_signer_on_the_line_of_the_number(tmp_path: Path) -> None:
    path = drawn(tmp_path, OfficialPage(replace(HEAD, signer="签发人：王建国")))
    line = lines_of(path)[0][1]
    assert line.text == "清招通〔2026〕5号签发人：王建国"
    assert (line.x0 - LEFT, RIGHT - line.x1) == pytest.approx((16, 16), abs=1.5)


def test_red_headed_paper_has_its_mark_already_and_the_text_begins_where_it_would(tmp_path: Path) -> None:
    printed = lines_of(drawn(tmp_path, OfficialPage(HEAD)))[0]
    room = lines_of(drawn(tmp_path, OfficialPage(replace(HEAD, mark=""))))[0]
    assert room[0].text == printed[1].text
    assert abs(room[1].baseline - printed[2].baseline) < 12  # the mark of a long name is smaller
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert not any(line["stroking_color"] == (1, 0, 0) for line in pdf.pages[0].lines)


def test_the_imprint_ends_with_the_text_area_of_the_last_page(tmp_path: Path) -> None:
    path = drawn(tmp_path, OfficialPage(imprint=IMPRINT), alone=True)
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == 1
        rules = sorted(line["top"] for line in pdf.pages[0].lines)
    assert len(rules) == 3
    assert rules[-1] == pytest.approx(BOTTOM, abs=0.5)
    copies, last = lines_of(path)[0][-3:-1]
    assert copies.text == "抄送：县政府办公室，县商务局。"
    assert last.text == "清溪镇人民政府2026年11月30日印发"
    assert (last.x0 - LEFT, RIGHT - last.x1) == pytest.approx((14, 14), abs=1.5)


def test_printed_on_both_sides_the_imprint_stands_on_a_back(tmp_path: Path) -> None:
    path = drawn(tmp_path, OfficialPage(imprint=replace(IMPRINT, on_back=True)), alone=True)
    pages = lines_of(path)
    assert len(pages) == 2
    assert [line.text for line in pages[1]] == [IMPRINT.copies, "清溪镇人民政府2026年11月30日印发", "— 2 —"]


def test_annexes_are_listed_under_the_text_and_called_so(tmp_path: Path) -> None:
    lines = [line.text for page in lines_of(drawn(tmp_path, OfficialPage(annex_note=True))) for line in page]
    assert any(line.startswith("附件：1.主要指标完成情况表") for line in lines)
    assert "附件1" in lines
    assert not any("附表" in line for line in lines)


def test_a_paper_may_go_out_without_a_name_under_it(tmp_path: Path) -> None:
    lines = [line.text for page in lines_of(drawn(tmp_path, OfficialPage(seal=Seal.NONE))) for line in page]
    assert "清溪镇人民政府" not in lines


def test_word_has_the_mark_in_red_and_the_imprint_hanging_at_the_foot(tmp_path: Path) -> None:
    write(tmp_path / "a.docx", bulletins.document(SHEET, page=OfficialPage(HEAD, imprint=IMPRINT)))
    document = Document(str(tmp_path / "a.docx"))
    mark = next(each for each in document.paragraphs if each.text == HEAD.mark)
    assert str(mark.style.font.color.rgb) == "FF0000"
    where = document.tables[-1]._tbl.tblPr.find(qn("w:tblpPr"))
    assert where.get(qn("w:tblpYSpec")) == "bottom"
    said = [cell.text for row in document.tables[-1].rows for cell in dict.fromkeys(row.cells)]
    assert said == [IMPRINT.copies, "清溪镇人民政府", "2026年11月30日印发"]


def test_a_long_list_of_annexes_does_not_leave_the_signature_alone(tmp_path: Path) -> None:
    tables = tuple(replace(bulletins.tables(SHEET)[0], title=f"第{number}张表") for number in range(1, 21))
    sheet = replace(SHEET, indicators=(), ranking=(), tables=tables)
    write(tmp_path / "a.pdf", bulletins.document(sheet, page=OfficialPage(HEAD, annex_note=True)), faces=bundled())
    signed = next(page for page in lines_of(tmp_path / "a.pdf") if any(line.text == sheet.issuer for line in page))
    assert any("第20张表" in line.text for line in signed)


COPIES = blocks.Imprint("抄送：县商务局。", "", "")
LETTER = OfficialPage(blocks.LetterHead("清溪镇人民政府", "清招函〔2026〕3号"), imprint=COPIES)


def test_a_letter_has_its_mark_at_30_mm_two_red_double_rules_and_no_number_on_its_first_page(tmp_path: Path) -> None:
    path = drawn(tmp_path, LETTER)
    pages = lines_of(path)
    mark, number = pages[0][:2]
    assert mark.text == "清溪镇人民政府"
    assert mark.baseline - 0.88 * mark.size == pytest.approx(30 * MM, abs=1)
    assert (mark.x0 + mark.x1) / 2 == pytest.approx(105 * MM, abs=1)
    assert number.text == "清招函〔2026〕3号"
    assert number.x1 == pytest.approx(RIGHT, abs=1)
    with pdfplumber.open(path) as pdf:
        first, *others = pdf.pages
        rules = sorted(
            (line for line in first.lines if line["stroking_color"] == (1, 0, 0)), key=lambda one: one["top"]
        )
        assert [rule["x1"] - rule["x0"] for rule in rules] == pytest.approx([170 * MM] * 4, abs=0.5)
        assert [rule["linewidth"] for rule in rules] == [2.0, 0.75, 0.75, 2.0]  # 上粗下细, 上细下粗
        assert rules[0]["top"] - (mark.baseline + 0.12 * mark.size) == pytest.approx(4 * MM, abs=1.2)
        assert 297 * MM - rules[3]["top"] == pytest.approx(20 * MM, abs=1.2)
        assert "—1—" not in first.extract_text().replace(" ", "")
        assert others
        assert not any(line["stroking_color"] == (1, 0, 0) for page in others for line in page.lines)
    texts = [line.text.replace(" ", "") for page in pages for line in page]
    assert "—2—" in texts
    assert "抄送：县商务局。" in texts
    assert not any(text.endswith("印发") for text in texts)


def test_a_letter_in_word_has_a_first_page_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "a.docx", bulletins.document(SHEET, page=LETTER))
    (section, *_) = Document(str(tmp_path / "a.docx")).sections
    assert section.different_first_page_header_footer
    framed = section.first_page_header.paragraphs
    assert framed[0].text == "清溪镇人民政府"
    rules = [each._p.pPr.find(qn("w:pBdr"))[0].get(qn("w:val")) for each in framed[:2]]
    assert rules == ["thickThinSmallGap", "thinThickSmallGap"]
    assert not section.first_page_footer.paragraphs[0].text
    assert not section.first_page_footer.paragraphs[0]._p.xpath(".//w:fldSimple")
