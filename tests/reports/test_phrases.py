"""The grammar of office sentences."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports import phrases

WAN = 1_000_000
YI = 10_000 * WAN


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(11, 10), "1.1"),
        (9, "9"),
        (Fraction(7, 100), "0.07"),
        (Fraction(150, 100), "1.5"),
        (100, "100"),
        (0, "0"),
    ],
)
def test_a_number_is_said_without_empty_decimals(value: Fraction, said: str) -> None:
    assert phrases.plain(value) == said


def test_money_that_stands_alone_reads_in_the_unit_of_its_size() -> None:
    assert phrases.money(11 * YI // 10) == "1.1亿元"
    assert phrases.money(850 * WAN) == "850万元"
    assert phrases.money(85 * YI // 10) == "8.5亿元"


def test_a_sentence_has_one_unit_of_money() -> None:
    write = phrases.money_in((4 * YI, 8000 * WAN))
    assert (write(4 * YI), write(8000 * WAN)) == ("4亿元", "0.8亿元")


def test_a_small_amount_in_the_sentence_brings_all_of_it_to_wan() -> None:
    write = phrases.money_in((2 * YI, 537 * WAN))
    assert (write(2 * YI), write(537 * WAN)) == ("20000万元", "537万元")


def test_what_there_is_none_of_is_not_counted_out() -> None:
    assert phrases.counted([("农业", 8), ("工业", 0), ("其他", 2)], "个") == "农业8个、其他2个"
    assert phrases.tallied(["外出招商", "外出招商"], "次") == ""  # “其中外出招商2次” of 2 says nothing


def test_a_sentence_without_parts_is_not_written() -> None:
    assert phrases.joined("", "") == ""
    assert phrases.joined("新签约项目9个", "", "合同引资额2.81亿元") == "新签约项目9个，合同引资额2.81亿元。"


def test_parts_with_commas_of_their_own_are_divided_by_semicolons() -> None:
    assert phrases.series(["签约2个", "在建8个"]) == "签约2个、在建8个"
    assert phrases.series(["签约2个，总投资1亿元", "在建8个"]) == "签约2个，总投资1亿元；在建8个"


@pytest.mark.parametrize(
    ("month", "said"),
    [
        (1, "2026年1月"),
        (3, "2026年第一季度"),
        (6, "2026年上半年"),
        (9, "2026年前三季度"),
        (10, "2026年1—10月"),
        (12, "2026年度"),
    ],
)
def test_a_period_is_called_as_offices_call_it(month: int, said: str) -> None:
    assert phrases.period(2026, month) == said


@given(st.lists(st.integers(min_value=1, max_value=10**13), min_size=1, max_size=6))
def test_every_amount_of_a_sentence_can_be_read_back_to_its_two_decimals(amounts: list[int]) -> None:
    write = phrases.money_in(amounts)
    for fen in amounts:
        number, unit = re.fullmatch(r"([\d.]+)(亿元|万元)", write(fen)).groups()  # type: ignore[union-attr]
        size = YI if unit == "亿元" else WAN
        assert abs(Fraction(number) * size - fen) <= Fraction(size, 200)
    assert len({write(fen)[-2:] for fen in amounts}) == 1
