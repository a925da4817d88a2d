"""Breaking of lines."""

import re
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.documents.layout.lines import BLANK, break_lines

EM = 16.0
CLOSERS = "，。、；：？！）》」』】〕”’…"
OPENERS = "（《「『【〔“‘"
HAN = "招商引资项目到位资金镇村企业签约开工投产责任书年度喆堃䶮"


def advance(char: str) -> float:
    return EM / 2 if char.isascii() else EM


def texts(lines) -> list[str]:
    return [line.text for line in lines]


@st.composite
def sentences(draw) -> str:
    """Chinese text as people write it: words, marks singly or in the pairs and runs that occur, numbers, names."""
    words = st.text(HAN, min_size=1, max_size=9)
    numbers = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,2})?%?", fullmatch=True)
    latin = st.from_regex(r"[A-Za-z]{1,12}(-[A-Za-z0-9]{1,4})?", fullmatch=True)
    marks = st.sampled_from([*"，。、；：？！", "……", "——", "”。", "）。", "》、", "〕", "！”", "？！", " ", "》（"])
    openings = st.sampled_from([*OPENERS, "（“", "“《"])
    parts = draw(st.lists(st.one_of(words, numbers, latin, st.tuples(words, marks), st.tuples(openings, words))))
    text = "".join("".join(part) for part in parts)
    return text.lstrip(CLOSERS + " ").rstrip(OPENERS + " ")


@settings(deadline=None)
@given(sentences(), st.integers(12, 40))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text, characters):
    lines = texts(break_lines(text, advance, (characters - 2) * EM, characters * EM))
    assert not [line for line in lines[1:] if line[0] in CLOSERS]
    assert not [line for line in lines[:-1] if line[-1] in OPENERS]


@settings(deadline=None)
@given(sentences(), st.integers(12, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text, characters):
    lines = break_lines(text, advance, (characters - 2) * EM, characters * EM)
    blanks = str.maketrans("", "", "".join(BLANK))
    assert "".join(texts(lines)).translate(blanks) == text.translate(blanks)
    widths = [sum(map(advance, line.text)) for line in lines]
    assert widths[0] <= (characters - 2) * EM
    assert max(widths) <= characters * EM
    assert [line.width for line in lines] == widths


@settings(deadline=None)
@given(sentences(), st.integers(12, 40))
def test_numbers_and_doubled_marks_stay_whole_where_a_line_can_hold_them(text, characters):
    words = re.findall(r"[!-~]+", text)
    assume(all(sum(map(advance, word)) <= characters * EM for word in words))
    lines = texts(break_lines(text, advance, characters * EM))
    for before, after in pairwise(lines):
        joined = (before[-1].isascii() and before[-1].isalnum()) and (after[0].isascii() and after[0].isalnum())
        assert not joined or f"{before} {after}" in text
        assert (before[-1], after[0]) not in {("—", "—"), ("…", "…")}


def test_a_line_of_plain_characters_holds_exactly_its_measure():
    assert [len(text) for text in texts(break_lines("镇" * 82, advance, 26 * EM, 28 * EM))] == [26, 28, 28]


def test_a_mark_that_does_not_fit_takes_its_character_with_it():
    assert texts(break_lines("招商引资。" + "镇", advance, 4 * EM)) == ["招商引", "资。镇"]


def test_a_word_longer_than_a_line_is_cut_and_not_lost():
    assert texts(break_lines("A" * 20, advance, 4 * EM)) == ["A" * 8, "A" * 8, "A" * 4]


def test_marks_without_end_are_still_set():
    assert "".join(texts(break_lines("，" * 50, advance, 8 * EM))) == "，" * 50


def test_a_measure_narrower_than_a_character_takes_one_at_a_time():
    assert texts(break_lines("镇村", advance, 1)) == ["镇", "村"]


def test_an_empty_paragraph_is_one_empty_line():
    assert texts(break_lines("", advance, 100)) == [""]


def test_a_break_at_a_blank_leaves_no_blank_at_either_end():
    assert texts(break_lines("招商 引资", advance, 2 * EM)) == ["招商", "引资"]
    assert texts(break_lines("招商引 ，资", advance, 3 * EM)) == ["招商", "引 ，", "资"]
