"""The printed letter, read back from its PDF and measured against GB/T 9704."""

from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import Refused
from app.services.letters.sheet import Clause, Section, Signature, TargetLine
from tests.documents.letter_samples import (
    HAN,
    RARE,
    SIGNATURES,
    TARGETS,
    four_sign,
    letter,
    long_letter,
    office_letter,
)  # fmt: skip
from tests.documents.pages import MM, body, lines_of
from tests.documents.writing import write_letters

LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
LEADING = (BOTTOM - TOP) / 22


def printed(tmp_path, *sheets, **settings):
    path = tmp_path / "letters.pdf"
    write_letters(path, sheets, **settings)
    return lines_of(path)


def full(page):
    """The part of the page's height from its top to the foot of its last line's type."""
    return (page[-1].baseline + 2 - TOP) / (BOTTOM - TOP)


def find(page, text):
    return next(line for line in page if text in line.text)


def test_the_page_is_a4_with_the_official_margins(tmp_path):
    pages = printed(tmp_path, long_letter(20))
    chars = [char for page in pages for line in body(page) for char in line.chars]
    assert min(char["x0"] for char in chars) == pytest.approx(LEFT, abs=0.5)
    assert max(char["x1"] for char in chars) == pytest.approx(RIGHT, abs=0.5)
    assert min(char["top"] for char in chars) == pytest.approx(TOP, abs=MM)
    assert max(char["bottom"] for char in chars) <= BOTTOM
    with pdfplumber.open(tmp_path / "letters.pdf") as pdf:
        assert (pdf.pages[0].width, pdf.pages[0].height) == pytest.approx((210 * MM, 297 * MM), abs=0.01)


def test_a_full_page_has_22_lines_of_28_characters(tmp_path):
    text = Clause(HAN * 40, 0)
    pages = printed(tmp_path, letter(sections=(Section("要求", (text,)),), signatures=()))
    full = body(pages[1])
    assert [len(line.text) for line in full] == [28] * 22
    steps = [after.baseline - before.baseline for before, after in pairwise(full)]
    assert steps == pytest.approx([LEADING] * 21, abs=0.15)
    pitch = (full[0].chars[-1]["x0"] - full[0].chars[0]["x0"]) / 27
    assert pitch == pytest.approx((RIGHT - LEFT) / 28, abs=0.01)


def test_type_sizes_and_faces_follow_the_levels(tmp_path):
    page = printed(tmp_path, letter())[0]
    title = find(page, "工作目标责任书")
    assert title.size == pytest.approx(22)
    assert title.x0 + title.x1 == pytest.approx(LEFT + RIGHT, abs=1)
    assert {round(line.size, 3) for line in body(page) if line is not title} == {16}
    assert find(page, "一、目标任务").faces == {"NotoSansSC-Regular"}
    assert find(page, "（一）引进到位资金").faces == {"NotoSerifSC-Regular"}


def test_paragraphs_are_indented_by_two_characters_and_run_on_flush(tmp_path):
    page = printed(tmp_path, long_letter(2))[0]
    first, second = body(page)[-4:-2] if "，" in body(page)[-1].text else body(page)[7:9]
    assert first.x0 == pytest.approx(LEFT + 2 * (RIGHT - LEFT) / 28, abs=0.5)
    assert second.x0 == pytest.approx(LEFT, abs=0.5)


def test_clauses_are_numbered_by_level_and_begin_anew_under_each_heading(tmp_path):
    text = [line.text for page in printed(tmp_path, letter()) for line in page]
    starts = [
        "一、目标任务",
        "（一）引进",
        "（二）更新",
        "二、工作要求",
        "（一）强化服务",
        "1.建立",
        "（1）主要",
        "（二）如实",
        "三、其他",
    ]
    found = [next(number for number, line in enumerate(text) if line.startswith(start)) for start in starts]
    assert found == sorted(found)


def test_every_face_is_embedded(tmp_path):
    printed(tmp_path, letter(annex=TARGETS))
    with pdfplumber.open(tmp_path / "letters.pdf") as pdf:
        for page in pdf.pages:
            for font in page.page_obj.resources["Font"].resolve().values():
                assert "FontFile2" in font.resolve()["FontDescriptor"].resolve()


def test_rare_characters_stand_on_the_page(tmp_path):
    text = "".join(line.text for page in printed(tmp_path, letter()) for line in page)
    assert RARE in text


def test_a_character_that_cannot_be_printed_is_named_before_anything_is_written(tmp_path):
    with pytest.raises(Refused, match="以下字无法打印：U\\+E863"):
        printed(tmp_path, letter(opening="王\ue863明"))
    with pytest.raises(Refused, match="以下字无法打印：U\\+E863"):
        printed(tmp_path, *[letter(opening="王\ue863明")] * 2)
    assert not list(tmp_path.iterdir())


def test_one_letter_that_cannot_be_printed_does_not_stop_the_others(tmp_path):
    odd = letter(number="清招责〔2026〕2号", opening="王\ue863明为联络员。")
    left_out = write_letters(tmp_path / "a.pdf", [letter(), odd, letter(number="清招责〔2026〕3号")])
    assert left_out == ("经济发展办公室 清招责〔2026〕2号：U+E863（王\ue863明为联络员。）",)
    text = "".join(line.text for page in lines_of(tmp_path / "a.pdf") for line in page)
    assert "〔2026〕3号" in text
    assert "〔2026〕2号" not in text
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert "没有打印：经济发展办公室" in pdf.metadata["Keywords"]
    write_letters(tmp_path / "a.docx", [odd])  # Word prints with the office's fonts


def test_page_numbers_stand_outside_odd_right_even_left_seven_millimetres_below(tmp_path):
    pages = printed(tmp_path, long_letter(40))
    for number, page in enumerate(pages, start=1):
        line = page[-1]
        assert line.text == f"— {number} —"
        assert line.size == pytest.approx(14)
        edge = RIGHT - line.x1 if number % 2 else line.x0 - LEFT
        assert edge == pytest.approx(14, abs=1)
        assert line.baseline - 0.38 * 14 == pytest.approx(BOTTOM + 7 * MM, abs=1)


def test_page_numbers_can_stand_in_the_middle(tmp_path):
    for page in printed(tmp_path, long_letter(20), page_numbers="centre"):
        assert page[-1].x0 + page[-1].x1 == pytest.approx(LEFT + RIGHT, abs=1)


def test_each_letter_counts_its_own_pages_and_begins_on_a_new_one(tmp_path):
    pages = printed(tmp_path, long_letter(12), letter())
    numbers = [page[-1].text for page in pages]
    assert numbers.count("— 1 —") == 2
    assert "责任书" in pages[numbers.index("— 1 —", 1)][0].text


def test_for_printing_on_both_sides_each_letter_begins_on_a_front(tmp_path):
    pages = printed(tmp_path, *[long_letter(12)] * 3, duplex=True)
    fronts = [number for number, page in enumerate(pages) if page and page[-1].text == "— 1 —"]
    assert len(fronts) == 3
    assert not [front for front in fronts if front % 2]


def test_originals_are_printed_as_many_times_as_the_letter_says(tmp_path):
    once = printed(tmp_path, letter(copies=3), letter())
    assert len(printed(tmp_path, letter(copies=3), letter(), originals=True)) == 2 * len(once)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=st.lists(st.integers(1, 140), min_size=1, max_size=14), annexed=st.booleans())
def test_a_signature_is_never_alone_and_keeps_room_for_its_seals(tmp_path, lengths, annexed):
    clauses = tuple(Clause((HAN * 4)[:length] + "。") for length in lengths)
    sheet = letter(sections=(Section("要求", clauses),), annex=TARGETS if annexed else ())
    pages = [body(page) for page in printed(tmp_path, sheet)]
    page = next(page for page in pages if any("（盖章）" in line.text for line in page))
    seal, signer = find(page, "（盖章）"), find(page, "（签字）")
    above = [line for line in page if line.baseline < seal.baseline and "附件" not in line.text]
    assert len(above) >= 2
    assert signer.baseline - seal.baseline >= 45 * MM
    parties = [char for char in seal.chars if char["text"] in "甲乙"]
    assert parties[1]["x0"] - parties[0]["x0"] >= 45 * MM
    assert RIGHT - parties[1]["x0"] >= 45 * MM
    assert find(page, "月").baseline <= BOTTOM
    assert not [line for lines in pages for line in lines if "此页无正文" in line.text]
    assert all(len(lines) <= 24 for lines in pages)  # 22 and two: what a page is fitted by


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths=st.lists(st.integers(1, 140), min_size=4, max_size=16))
def test_pages_before_the_last_are_full(tmp_path, lengths):
    clauses = tuple(Clause((HAN * 4)[:length] + "。") for length in lengths)
    *before, _ = [body(page) for page in printed(tmp_path, letter(sections=(Section("要求", clauses),)))]
    for page in before:
        assert (page[-1].baseline - TOP) / (BOTTOM - TOP) >= 0.8
        steps = {round(after.baseline - line.baseline, 1) for line, after in pairwise(page[3:])}
        assert all((BOTTOM - TOP) / 24 - 0.2 <= step <= 3 * (BOTTOM - TOP) / 20 for step in steps)


@pytest.mark.parametrize("clauses", range(8, 16))
def test_two_rows_of_seals_leave_no_page_half_empty(tmp_path, clauses):
    *before, last = [body(page) for page in printed(tmp_path, four_sign(clauses))]
    assert min(map(full, before)) >= 0.775  # sixteen of twenty lines, to the foot of the last one's type
    assert sum("（盖章）" in line.text for line in last) == 2


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(targets=st.integers(1, 6), more=st.integers(0, 4), signing=st.integers(1, 4), in_table=st.booleans())
def test_letters_as_offices_write_them_have_full_pages(tmp_path, targets, more, signing, in_table):
    *before, _ = [body(page) for page in printed(tmp_path, office_letter(targets, more, signing, in_table=in_table))]
    assert len(before) <= 2
    assert min(map(full, before), default=1.0) >= 0.775


@pytest.mark.parametrize("signing", [1, 2, 3])
@pytest.mark.parametrize("targets", range(1, 7))
def test_a_letter_of_up_to_six_targets_takes_one_sheet(tmp_path, targets, signing):
    pages = [body(page) for page in printed(tmp_path, office_letter(targets, 0, signing))]
    assert len(pages) <= 2
    assert "".join(line.text for line in pages[-1]).count("（盖章）") == signing


def test_three_who_sign_stand_side_by_side_with_a_seals_room_each(tmp_path):
    page = body(printed(tmp_path, office_letter(6, 0, 3))[-1])
    seal, signer = find(page, "（盖章）"), find(page, "（签字）")
    places = [char["x0"] for char in seal.chars if char["text"] in "甲乙丙"]
    assert [after - before for before, after in pairwise([*places, RIGHT])] == pytest.approx([52 * MM] * 3, abs=9)
    assert min(after - before for before, after in pairwise([*places, RIGHT + 5 * MM])) >= 45 * MM
    assert signer.baseline - seal.baseline >= 45 * MM
    assert max(line.x1 for line in page) <= RIGHT + 0.5
    date = page[-1]
    assert date.baseline - signer.baseline >= 1.8 * (BOTTOM - TOP) / 24, "each hand has a line below its own"


def test_a_letter_whose_signature_misses_by_a_line_takes_two_pages(tmp_path):
    pages = printed(tmp_path, long_letter(10, 75))
    assert len(pages) == 2
    with pdfplumber.open(tmp_path / "letters.pdf") as pdf:
        assert pdf.metadata["Keywords"].startswith("已按")


def test_no_heading_is_left_at_the_foot_of_a_page(tmp_path):
    for clauses in range(1, 24):
        sections = tuple(Section(f"要求{place}", (Clause("如实填报。"),)) for place in range(clauses))
        for page in printed(tmp_path, letter(sections=sections)):
            assert "、要求" not in body(page)[-1].text


def test_the_annex_begins_a_page_with_its_title_on_the_third_line(tmp_path):
    pages = printed(tmp_path, letter(annex=TARGETS, annex_title="2026年度目标任务分解表"))
    page = body(pages[-1])
    assert (page[0].text, page[0].faces) == ("附件", {"NotoSansSC-Regular"})
    assert page[0].x0 == pytest.approx(LEFT, abs=0.5)
    assert page[1].text == "2026年度目标任务分解表"
    assert page[1].chars[0]["top"] - page[0].chars[0]["top"] == pytest.approx(2 * LEADING, rel=0.1)
    assert find(body(pages[-2]), "附件：").text == "附件：2026年度目标任务分解表"


def test_a_long_annex_repeats_its_head_and_splits_no_row(tmp_path):
    targets = tuple(
        TargetLine(f"第{number}项新签约亿元以上工业项目（不含土地费用）" * 2, "个", "2") for number in range(60)
    )
    pages = [body(page) for page in printed(tmp_path, letter(annex=targets))]
    annex = pages[next(number for number, page in enumerate(pages) if page[0].text == "附件") :]
    assert len(annex) > 2
    for page in annex:
        assert find(page, "计量单位")
        assert max(line.baseline for line in page) <= BOTTOM
    with pdfplumber.open(tmp_path / "letters.pdf") as pdf:
        tables = [table for page in pdf.pages[-len(annex) :] for table in page.extract_tables()]
    titles = [row[1].replace("\n", "") for table in tables for row in table[1:]]
    assert titles == [target.title for target in targets]


def test_a_target_longer_than_a_page_is_carried_on_instead_of_lost(tmp_path):
    note = HAN * 60
    pages = printed(tmp_path, letter(annex=(TargetLine("到位资金", "万元", "1.00", note=note),)))
    assert max(line.baseline for page in pages for line in body(page)) <= BOTTOM


def test_no_line_of_a_letter_begins_with_a_closing_mark(tmp_path):
    text = "（一）对签约项目，每半月“跟踪”一次；发现问题、及时报告《专报》（附照片）。" * 12
    sheet = letter(sections=(Section("要求", tuple(Clause("镇" * n + text) for n in range(28))),))
    lines = [line.text for page in printed(tmp_path, sheet) for line in body(page)]
    assert not [line for line in lines if line[0] in "，。、；：？！）》」』】〕”’…"]
    assert not [line for line in lines if line[-1] in "（《「『【〔“‘"]


def test_parties_without_names_at_the_head_are_named_at_the_foot_alone(tmp_path):
    page = printed(tmp_path, letter(parties=()))[0]
    assert not [line for line in page if line.text.startswith("甲方：")]


def test_a_third_party_signs_below_where_that_takes_no_page_more(tmp_path):
    third = Signature("监督方（盖章）：", "负责人（签字）：", "镇纪委")
    (page,) = printed(tmp_path, letter(sections=(), signatures=(*SIGNATURES, third)))
    assert find(page, "甲方（盖章）").baseline < find(page, "监督方").baseline


def test_the_file_knows_its_title_its_author_and_each_letter(tmp_path):
    printed(
        tmp_path, letter(), letter(number="清招责〔2026〕2号", parties=(("甲方", "清溪镇人民政府"), ("乙方", "石桥村")))
    )
    with pdfplumber.open(tmp_path / "letters.pdf") as pdf:
        assert pdf.metadata["Title"] == "清溪镇2026年度招商引资工作目标责任书（2份）"
        assert pdf.metadata["Author"] == "清溪镇人民政府"
        marks = [mark[1] for mark in pdf.doc.get_outlines()]
    assert marks == ["经济发展办公室 清招责〔2026〕1号", "石桥村 清招责〔2026〕2号"]


def test_the_same_letters_make_the_same_file(tmp_path):
    write_letters(tmp_path / "a.pdf", [letter()])
    write_letters(tmp_path / "b.pdf", [letter()])
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_no_letters_are_refused(tmp_path):
    with pytest.raises(Refused, match="没有可以打印的责任书"):
        write_letters(tmp_path / "a.pdf", [])


def test_a_fault_in_the_middle_leaves_the_old_file_as_it_was(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    write_letters(path, [letter()])
    before = path.read_bytes()
    monkeypatch.setattr("app.documents.layout.compose.Composer.flow_and_begins", lambda *_: ([None], [0]))
    with pytest.raises(AttributeError):
        write_letters(path, [letter()])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match="无法写入"):
        write_letters(tmp_path / "file" / "a.pdf", [letter()])


def test_five_parties_fill_two_pages_rather_than_lose_one(tmp_path):
    more = tuple(Signature(f"第{place}方（盖章）：", "代表人（签字）：", "镇直单位") for place in "三四五六七")
    pages = printed(tmp_path, long_letter(2, signatures=(*SIGNATURES, *more)))
    text = "".join(line.text for page in pages for line in page)
    assert all(f"第{place}方" in text for place in "三四五六七")
    assert max(line.baseline for page in pages for line in body(page)) <= BOTTOM


def test_fifteen_parties_begin_under_the_text_and_each_pair_stands_whole(tmp_path):
    several = tuple(Signature(f"第{place}方（盖章）：", "代表人（签字）：", f"第{place}工作站") for place in range(15))
    pages = [body(page) for page in printed(tmp_path, long_letter(6, signatures=several))]
    first = next(page for page in pages if any("第0方" in line.text for line in page))
    assert any("，" in line.text or "。" in line.text or "有" in line.text for line in first[:3])
    assert sum(line.text.count("（盖章）") for page in pages for line in page) == 15
    for page in pages:
        seals, signs = (sum(line.text.count(word) for line in page) for word in ("（盖章）", "（签字）"))
        assert seals == signs
        assert max(line.baseline for line in page) <= BOTTOM


def test_a_line_too_long_for_its_half_has_its_brackets_below(tmp_path):
    liaison = "联络员：欧阳镕喆（清溪镇招商引资工作领导小组办公室副主任）"
    signatures = (SIGNATURES[0], Signature("乙方（盖章）：", "责任人（签字）：", "", (liaison,)))
    page = printed(tmp_path, letter(signatures=signatures))[-1]
    assert find(page, "联络员：欧阳镕喆").baseline < find(page, "（清溪镇招商引资工作领导小组办公室副主任）").baseline


def test_eighty_nine_letters_stand_in_one_file(tmp_path):
    write_letters(tmp_path / "all.pdf", [long_letter(6, 40 + number, annex=TARGETS) for number in range(89)])
    assert (tmp_path / "all.pdf").read_bytes().count(b"/Type /Page\n") >= 2 * 89
