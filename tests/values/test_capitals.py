"""大写金额 against a reading of its own: the sum comes back, and the bank's rules hold, for any amount."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.values.money import rmb_capitals

DIGITS = {char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def _section(text: str) -> int:
    """Up to four digits: 壹仟零贰拾."""
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total, digit = total + digit * PLACES[char], 0
    return total + digit


def _yuan(text: str) -> int:
    high, _, low = text.rpartition("亿")
    above, _, below = low.rpartition("万")
    whole = _section(above) * 10_000 + _section(below)
    if not high:
        return whole
    above, _, below = high.rpartition("万")
    return (_section(above) * 10_000 + _section(below)) * 100_000_000 + whole


def fen_of(capitals: str) -> int:
    """What the words say, in fen."""
    found = re.fullmatch(r"人民币(?:(.+?)元)?零?(?:(.)角)?零?(?:(.)分)?整?", capitals)
    assert found, capitals
    yuan, jiao, fen = found.groups()
    return (_yuan(yuan) if yuan else 0) * 100 + DIGITS[jiao or "零"] * 10 + DIGITS[fen or "零"]


# Amounts with many noughts in the middle, where the rules are hard.
AMOUNTS = st.lists(st.sampled_from("0001203405"), min_size=1, max_size=15).map(lambda digits: int("".join(digits)))


@given(AMOUNTS | st.integers(0, 10**15 - 1))
def test_the_sum_comes_back(fen: int) -> None:
    assert fen_of(rmb_capitals(fen)) == fen


@given(AMOUNTS | st.integers(0, 10**15 - 1))
def test_the_banks_rules_hold(fen: int) -> None:
    said = rmb_capitals(fen)
    assert said.startswith("人民币")
    assert not set(said) & set("〇一二三四五六七八九十百千0123456789 　")
    assert "零零" not in said
    assert "零角" not in said
    assert not re.search(r"(?<![壹贰叁肆伍陆柒捌玖])[拾佰仟角分]", said)  # 10 is 壹拾, never 拾
    assert said.endswith("整") or fen % 100
    assert not (fen % 10 and said.endswith("整"))  # none after 分
    if fen > 100 and 0 < fen % 100 < 10:
        assert "元零" in said
    if fen >= 100:
        assert "零元" not in said


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (140_950, "人民币壹仟肆佰零玖元伍角"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (10_000_000_000, "人民币壹亿元整"),
        (100_000_000_000_500, "人民币壹万亿零伍元整"),
        (5, "人民币伍分"),
        (0, "人民币零元整"),
    ],
)
def test_vouchers_say(fen: int, capitals: str) -> None:
    assert rmb_capitals(fen) == capitals


@pytest.mark.parametrize("fen", [-1, 10**17])
def test_what_no_voucher_holds_is_refused(fen: int) -> None:
    with pytest.raises(Refused, match="大写金额"):
        rmb_capitals(fen)
