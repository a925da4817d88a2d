"""Amounts as offices write them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.values.money import (
    MoneyUnit,
    in_unit,
    money_text,
    read_money,
    rmb_capitals,
    summary_text,
    unit_in,
    wan,
)

WAN = 1_000_000  # 分
FEN = st.integers(min_value=-(10**16), max_value=10**16)
UNITS = st.sampled_from(list(MoneyUnit))


@given(FEN, UNITS)
def test_every_amount_written_in_a_unit_is_read_back_to_the_last_fen(fen: int, unit: MoneyUnit) -> None:
    assert read_money(in_unit(fen, unit), unit) == fen
    assert read_money(format(in_unit(fen, unit), "f"), unit) == fen
    assert read_money(f"{in_unit(fen, unit):f}{unit}", unit) == fen


@given(st.integers(min_value=0, max_value=10**12))
def test_a_binary_float_from_a_sheet_is_rounded_to_the_fen_it_means(fen: int) -> None:
    assert read_money(fen / WAN, MoneyUnit.WAN) == fen


@given(st.integers(min_value=0, max_value=10**14))
def test_thousands_separators_do_not_change_an_amount(fen: int) -> None:
    assert read_money(f"{Decimal(fen) / 100:,.2f}", MoneyUnit.YUAN) == fen


@given(st.text(max_size=20), st.none() | UNITS)
def test_any_text_is_read_or_refused_and_never_breaks(text: str, unit: MoneyUnit | None) -> None:
    with suppress(Refused):
        assert isinstance(read_money(text, unit), int)


@pytest.mark.parametrize(
    ("text", "in_wan"),
    [
        ("约1.2亿", 12000),
        ("1,250.50 万元", "1250.5"),
        ("１２３４．５", "1234.5"),
        ("1，250.5", "1250.5"),
        ("叁拾万", 30),
        ("两千万", 2000),
        ("3千万", 3000),
        ("1千5百万", 1500),
        ("1亿2000万元", 12000),
        ("1亿5百万", 10500),
        ("3万5千元", "3.5"),
        ("3000余万元", 3000),
        ("5000（万元）", 5000),
        ("5000万元（分两期）", 5000),
        ("总投资1.2亿元", 12000),
        ("1.5个亿", 15000),
        ("800000元", 80),
        ("￥800000元整", 80),
        ("负12.5", "-12.5"),
        (1234.5600000001, "1234.56"),
    ],
)
def test_amounts_are_read_as_a_person_reads_them(text: object, in_wan: object) -> None:
    assert wan(read_money(text, MoneyUnit.WAN)) == Decimal(str(in_wan))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "已到位",
        "1-2亿",
        "1,5",
        "20万港元",
        "1.2.3",
        "12%",
        "3000万-5000万",
        True,
        float("nan"),
        "3亿5",
        "1万2",
        "1亿2千",
        "1亿500",
        "1百5十万",
        "一亿二",
        "三亿五",
        "HK$5000万",
    ],
)
def test_what_is_not_clearly_an_amount_is_refused(text: object) -> None:
    with pytest.raises(Refused):
        read_money(text, MoneyUnit.WAN)


def test_a_bare_number_without_any_unit_asks_for_the_unit() -> None:
    with pytest.raises(Refused, match="单位"):
        read_money("100", None)
    assert read_money("100万", None) == 100 * WAN


def test_dollars_and_yuan_are_never_mixed_in_one_column() -> None:
    assert read_money("500万美元", MoneyUnit.WAN_USD) == 500 * WAN
    assert read_money("500万", MoneyUnit.WAN_USD) == 500 * WAN
    for text, unit in [("500万美元", MoneyUnit.WAN), ("500万元", MoneyUnit.WAN_USD)]:
        with pytest.raises(Refused):
            read_money(text, unit)


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("单位：万元、亩", MoneyUnit.WAN),
        ("总投资（亿元）", MoneyUnit.YI),
        ("合同外资(万美元)", MoneyUnit.WAN_USD),
        ("金额/元", MoneyUnit.YUAN),
        ("总投资万元", MoneyUnit.WAN),
        ("亿元以上项目", None),
        ("1000万元以上项目个数", None),
        ("填报单位：清溪镇", None),
    ],
)
def test_the_unit_of_a_heading_is_found_where_it_names_one(heading: str, unit: MoneyUnit | None) -> None:
    assert unit_in(heading) == unit


def test_amounts_are_printed_plain_and_rounded_half_up() -> None:
    assert money_text(123_456_789_00) == "12345.68"
    assert money_text(-1) == "0.00"
    assert money_text(50 * 100 * WAN * 100, MoneyUnit.YI, 0) == "50"
    assert summary_text(252 * 10_000 * WAN) == "252亿元"
    assert summary_text(12_345 * WAN) == "1.23亿元"
    assert summary_text(800 * WAN) == "800万元"


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (140_950, "人民币壹仟肆佰零玖元伍角"),
        (300_000, "人民币叁仟元整"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (1_000, "人民币壹拾元整"),
    ],
)
def test_capitals_follow_the_banks_rules(fen: int, capitals: str) -> None:
    assert rmb_capitals(fen) == capitals
