"""Text cleaned without changing what it says, and the words it is found by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.words import (
    clean,
    initials,
    is_blank,
    is_ditto,
    search_text,
    stray_sign_in,
    surely_says,
    without_unseen,
)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.integers(min_value=0, max_value=10**15))
def test_an_integral_number_of_a_sheet_becomes_its_digits(number: int) -> None:
    assert clean(float(number)) == clean(number) == str(number)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("ＡＢ１２\u3000", "AB12"),
        ("\ufeff清溪镇\u200b\u00a0", "清溪镇"),
        ("主体完工，正在装修（一期）㎡①", "主体完工，正在装修（一期）㎡①"),
        ("１，２５０．５", "1,250.5"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        (13800000000.0, "13800000000"),
        (0.1, "0.1"),
        (None, ""),
        (True, "是"),
    ],
)
def test_only_digits_letters_and_unseen_signs_are_mended(value: object, text: str) -> None:
    assert clean(value) == text


@pytest.mark.parametrize("text", ["", "—", "——", "-", "/", "无", "暂无", "待定", " - ", "N/A"])
def test_the_offices_signs_for_nothing_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "无锡", "暂无进展，正在洽谈", "否", "A"])
def test_words_that_say_something_are_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    "text", ["同上", "〃", "″", "如上", "上同", "同", "－〃－", "〞", "↓", "ditto", "同左", "同第3行"]
)
def test_the_signs_for_the_same_as_another_cell_say_nothing_of_their_own(text: str) -> None:
    assert is_ditto(text)
    assert not is_ditto(f"{text}仁堂公司")


def test_initials_offer_each_reading_of_the_first_character() -> None:
    assert initials("清溪镇") == "qxz"
    assert {"zxm", "cxm"} <= set(initials("曾小明").split())
    assert {"sjg", "djg"} <= set(initials("单建国").split())
    assert initials("CBD项目（一期）") == "cbdxmyq"


def test_the_search_column_holds_words_and_initials_in_lower_case() -> None:
    column = search_text("年产5万吨食品项目", "ABC公司", "")
    assert "年产5万吨食品项目" in column
    assert "nc5wdspxm" in column
    assert "abc公司" in column
    assert "abcgs" in column


@given(st.text())
def test_a_cleaned_text_turns_no_reading_direction(text: str) -> None:
    assert not set(clean(text)) & {"\u202e", "\u2066", "\u200f", "\x0b", "\u2028"}


def test_a_number_pasted_from_a_telephone_keeps_its_digits_alone() -> None:
    assert without_unseen("\u202d13800000000\u202c") == "13800000000"


def test_a_stray_sign_is_shown_where_it_stands() -> None:
    assert stray_sign_in("甲乙\x07丙") == "“甲乙□丙”里有看不见的控制符（方框处），请删去后重新输入。"
    assert stray_sign_in("第一行\n第二行") is None


NOTHINGS = (
    "无",
    "暂无",
    "同上",
    "上同",
    "如前",
    "ditto",
    "Do.",
    "N/A",
    "null",
    "Nan",
    "待定",
    "略",
    "不详",
    "空白",
    "〃",
)


@given(st.one_of(st.text(), st.tuples(st.sampled_from(NOTHINGS), st.text(max_size=2)).map("".join)))
def test_what_surely_says_something_is_neither_empty_nor_blank_nor_as_above(text: str) -> None:
    if surely_says(text):
        cleaned = clean(text)
        assert cleaned[:1] == text[:1]
        assert not is_blank(cleaned)
        assert not is_ditto(cleaned)


@pytest.mark.parametrize("text", ["木火土加工项目1", "QX-00001", "13800000000", "浙江", "开工"])
def test_most_cells_surely_say_something(text: str) -> None:
    assert surely_says(text)
