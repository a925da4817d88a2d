"""The shape of titles that need several lines."""

from itertools import pairwise

import pytest

from app.documents.layout.lines import CLOSING, OPENING
from app.documents.layout.titles import WHOLE, title_lines

MEASURE = 20.1

TITLES = [
    "青川土家族苗族自治县清溪镇人民政府2026年度招商引资工作目标责任书",
    "关于表彰2026年度全镇招商引资工作先进单位和先进个人并兑现奖励资金的决定通报",
    "清溪镇人民政府关于印发《清溪镇2026年度招商引资目标任务分解表和考核办法（试行）》的通知以及有关工作要求的说明材料",
    "青川县清溪镇二〇二六年上半年招商引资项目签约开工投产情况通报",
    "清溪镇关于2026年1—10月招商引资工作的自查报告",
    "1—10月新签约、落地、开工、投产项目一览表",
]


def width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def test_a_title_that_fits_stays_on_one_line():
    assert title_lines("清溪镇2026年度招商引资工作目标责任书", width, MEASURE) == [
        "清溪镇2026年度招商引资工作目标责任书"
    ]


@pytest.mark.parametrize("title", TITLES)
def test_a_long_title_is_a_trapezium_or_a_diamond(title):
    lines = title_lines(title, width, MEASURE)
    widths = [width(line) for line in lines]
    rising = [after > before for before, after in pairwise(widths)]
    assert "".join(lines) == title
    assert max(widths) <= MEASURE
    assert (False, True) not in set(pairwise(rising)), "an hourglass"
    assert all(abs(after - before) >= 1 for before, after in pairwise(widths)), "a block"


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_broken_between_words(title):
    lines = title_lines(title, width, MEASURE)
    for word in WHOLE:
        assert title.count(word) == sum(line.count(word) for line in lines)
    assert not [line for line in lines[1:] if line[0] in CLOSING or line[0] == "—"]
    assert not [line for line in lines[:-1] if line[-1] in OPENING or line[-1] == "—"]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("清溪镇关于2026年1—8月招商引资工作的自查报告", "2026年1—8月"),
        ("1—11月新签约、落地、开工、投产项目一览表", "新签约、落地、开工、投产"),
        ("青川土家族苗族自治县清溪镇2026年第三季度招商引资督查通报", "2026年第三季度"),
    ],
)
def test_a_day_and_a_row_of_words_stay_on_one_line(title, whole):
    assert sum(whole in line for line in title_lines(title, width, MEASURE)) == 1


def test_a_title_without_any_place_to_break_is_still_set_whole():
    lines = title_lines("镇" * 200, width, MEASURE)
    assert "".join(lines) == "镇" * 200
    assert max(map(len, lines)) <= MEASURE
