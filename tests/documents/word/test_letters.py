"""The letters' Word document, read back: page, grid, styles, fonts, numbers, what stays together."""

from dataclasses import replace
from datetime import datetime
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from app.errors import Refused
from tests.documents.letter_samples import RARE, SIGNATURES, TARGETS, letter, long_letter
from tests.documents.reading import xml_of
from tests.documents.writing import write_letters


@pytest.fixture
def written(tmp_path):
    def write(*sheets, **settings):
        write_letters(tmp_path / "a.docx", sheets, **settings)
        return Document(tmp_path / "a.docx")

    return write


def style_value(document, style, tag, attribute):
    """An attribute of a style's properties, looked for along the styles that it is based on."""
    style = document.styles[style]
    while style is not None:
        for element in style.element.iter(qn(f"w:{tag}")):
            if element.get(qn(f"w:{attribute}")) is not None:
                return element.get(qn(f"w:{attribute}"))
        style = style.base_style
    return None


def styled(document, name):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == name]


def test_the_page_has_the_official_margins_and_the_line_grid(written):
    section = written(letter(signatures=())).sections[0]
    assert (section.page_width, section.page_height) == (Mm(210).twips * 635, 16838 * 635)
    margins = section.top_margin, section.left_margin, section.right_margin, section.bottom_margin
    assert [margin.twips for margin in margins] == [2098, 1588, 1474, 1984]
    grid = xml_of(section).find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Body Text", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading 1", "黑体", "32"),
        ("Heading 2", "楷体_GB2312", "32"),
        ("Footer", "宋体", "28"),
    ],
)
def test_styles_name_the_east_asian_font_and_size_and_are_never_bold(written, style, font, half_points):
    document = written(letter())
    assert style_value(document, style, "rFonts", "eastAsia") == font
    assert style_value(document, style, "rFonts", "eastAsiaTheme") is None
    assert style_value(document, style, "sz", "val") == half_points
    assert style_value(document, style, "b", "val") == "0"
    assert not list(document.styles[style].element.iter(qn("w:pBdr")))


def test_each_paragraph_stands_in_the_style_of_its_level(written):
    document = written(letter())
    assert [p.text for p in styled(document, "Title")] == ["清溪镇2026年度招商引资工作目标责任书"]
    assert [p.text for p in styled(document, "Heading 1")] == ["一、目标任务", "二、工作要求", "三、其他"]
    assert [p.text for p in styled(document, "Heading 2")] == ["（一）强化服务"]
    body = [p.text for p in styled(document, "Body Text")]
    assert any(text.startswith("1.建立专班") for text in body)
    assert any(RARE in text for text in body)


def test_body_text_is_indented_by_two_characters_on_lines_of_the_grid(written):
    document = written(letter())
    assert style_value(document, "Body Text", "ind", "firstLineChars") == "200"
    assert document.styles["Body Text"].paragraph_format.line_spacing == Pt(28.95)


def test_no_run_carries_a_format_of_its_own(written):
    for paragraph in written(letter(annex=TARGETS)).paragraphs:
        assert all(xml_of(run).rPr is None for run in paragraph.runs)


def test_page_numbers_are_fields_right_on_odd_and_left_on_even_pages(written):
    document = written(letter(), letter())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert "".join(text.text for text in xml_of(paragraph).iter(qn("w:t"))) == "— 1 —"
        assert [field.get(qn("w:instr")).strip() for field in xml_of(paragraph).iter(qn("w:fldSimple"))] == ["PAGE"]
        assert xml_of(paragraph).pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert xml_of(paragraph).pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"


def test_page_numbers_can_stand_in_the_middle(written):
    section = written(letter(), page_numbers="centre").sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert xml_of(footer.paragraphs[0]).pPr.find(qn("w:jc")).get(qn("w:val")) == "center"


def test_each_letter_is_a_section_numbered_from_one(written):
    document = written(letter(), letter(), letter(), duplex=True)
    starts = [xml_of(section).find(qn("w:pgNumType")).get(qn("w:start")) for section in document.sections]
    assert starts == ["1", "1", "1"]
    assert [section.start_type for section in document.sections][1:] == [WD_SECTION.ODD_PAGE] * 2
    assert document.sections[2].footer.is_linked_to_previous


def test_the_signature_is_a_table_without_rules_held_to_the_text_above(written):
    document = written(long_letter(3))
    table = document.tables[0]
    assert {side.get(qn("w:val")) for side in xml_of(table).tblPr.find(qn("w:tblBorders"))} == {"nil"}
    assert xml_of(table.rows[0]).trPr.find(qn("w:cantSplit")) is not None
    texts = [[p.text for p in cell.paragraphs] for cell in table.rows[0].cells]
    assert [text[:2] for text in texts] == [["甲方（盖章）：", "清溪镇人民政府"], ["乙方（盖章）：", "经济发展办公室"]]
    signed = [text.index(next(line for line in text if "签字" in line)) for text in texts]
    assert all(line * 28.95 >= 45 / 25.4 * 72 for line in signed)
    above = [p for p in document.paragraphs if p.paragraph_format.keep_with_next]
    assert any(len(p.text) > 28 and p.paragraph_format.widow_control for p in above)
    assert all(p.paragraph_format.keep_with_next for p in document.paragraphs[-4:-1])  # the last one ends the table


def test_the_annex_has_a_head_that_repeats_and_rows_that_do_not_split(written):
    document = written(letter(annex=TARGETS, annex_title="目标任务分解表"))
    table = document.tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == [
        "序号",
        "指标名称",
        "计量单位",
        "确保目标",
        "奋斗目标",
        "备注",
    ]
    assert xml_of(table.rows[0]).trPr.find(qn("w:tblHeader")) is not None
    assert all(xml_of(row).trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [row.cells[1].text for row in table.rows[1:]] == [target.title for target in TARGETS]
    assert sum(column.width.twips for column in table.columns) == pytest.approx(8844, abs=6)
    mark = styled(document, "附件标识")[0]
    assert mark.text == "附件"
    assert mark.style.paragraph_format.page_break_before


def test_an_offices_own_document_gives_the_styles_and_not_its_text(written, tmp_path):
    office = Document()
    office.add_paragraph("旧文")
    office.styles["Title"].font.name = "华文中宋"
    office.save(tmp_path / "office.docx")
    document = written(letter(), template=tmp_path / "office.docx")
    assert "旧文" not in [p.text for p in document.paragraphs]
    assert document.styles["Title"].font.name == "华文中宋"
    assert "签署" in [style.name for style in document.styles]


def test_a_template_that_is_no_word_document_is_refused(written, tmp_path):
    (tmp_path / "bad.docx").write_bytes(b"not a document")
    with pytest.raises(Refused, match="不是可用的 Word 文档"):
        written(letter(), template=tmp_path / "bad.docx")
    assert not (tmp_path / "a.docx").exists()


def test_the_properties_say_whose_it_is(written):
    properties = written(letter(), made=datetime(2026, 3, 5, 9)).core_properties  # noqa: DTZ001
    assert (properties.title, properties.author) == ("清溪镇2026年度招商引资工作目标责任书", "清溪镇人民政府")
    assert properties.created.year == 2026
    assert "python-docx" not in properties.comments


def test_every_part_is_well_formed_in_the_order_that_word_asks_for(written, tmp_path):
    written(letter(annex=TARGETS))
    order = ["keepNext", "pageBreakBefore", "widowControl", "kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN"]
    order += ["snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    for style in Document(tmp_path / "a.docx").styles.element.iter(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) in {"Normal", "Body Text", "Title", "heading 1", "签署"}:
            tags = [child.tag.split("}")[1] for child in style.find(qn("w:pPr"))]
            assert tags == sorted(tags, key=order.index)
    assert ZipFile(tmp_path / "a.docx").testzip() is None


def test_both_parties_sign_on_one_line_however_long_their_names(written):
    long = "清溪回族瑶族自治乡经济开发区管理委员会招商服务中心"
    signatures = (SIGNATURES[0], replace(SIGNATURES[1], name=long))
    (row,) = written(letter(signatures=signatures)).tables[0].rows
    lines = [[paragraph.text for paragraph in cell.paragraphs] for cell in row.cells]
    taken = [1, 3]  # lines of twelve characters that each name takes
    ends = [
        text.index(next(line for line in text if "签字" in line)) + more - 1
        for text, more in zip(lines, taken, strict=True)
    ]
    assert ends[0] == ends[1] >= 5
    assert row.cells[0].paragraphs[0].style.paragraph_format.left_indent.twips == 320
