"""The office's own table of reward rates: read as it is typed, counted exactly, refused where it says nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices
from app.services.consequences import rates as rewards_rates
from app.services.consequences.rates import RateTable, RewardRate, rates_from, rates_text

YI = 10_000_000_000
TYPED = "2亿元以上 每亿元1万元\n5亿及以上：每亿奖励1.5万\n10亿元以上，定额100万元；"
RATES = (RewardRate(2 * YI, 1_000_000), RewardRate(5 * YI, 1_500_000), RewardRate(10 * YI, 100_000_000, fixed=True))


@pytest.fixture
def session(database):
    with database.trial() as session:
        offices.establish(session, name="清溪镇", code="519900101")
        yield session


def test_rates_are_typed_as_offices_write_them() -> None:
    assert rates_from(TYPED) == RATES
    assert rates_from(rates_text(RATES)) == RATES


@given(st.lists(st.builds(RewardRate, st.integers(0, 10**13), st.integers(1, 10**11), st.booleans()), max_size=5))
def test_rates_read_back_to_the_fen(rates: list[RewardRate]) -> None:
    assert rates_from(rates_text(rates)) == tuple(rates)


@pytest.mark.parametrize("line", ["2亿 1万", "以上 每亿元1万元", "2亿元以上 每亿元一点", "2亿元以上 每亩1万元"])
def test_a_line_that_says_something_else_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="请写成") as refused:
        rates_from(line)
    assert refused.value.field == "rates"


@pytest.mark.parametrize(
    ("base", "whole", "by_parts"),
    [
        (2 * YI, 2, 0),
        (7 * YI // 2, Fraction("3.5"), Fraction("1.5")),
        (7 * YI, Fraction("10.5"), 6),
        (12 * YI, 100, 80),
    ],
)
def test_the_highest_band_or_each_part_counts(base: int, whole: Fraction, by_parts: Fraction) -> None:
    assert RateTable(RATES).reward(base)[0] == whole * 1_000_000
    assert RateTable(RATES, by_parts=True, most=80_000_000).reward(base)[0] == by_parts * 1_000_000


def test_the_working_is_said() -> None:
    assert RateTable(RATES).reward(7 * YI // 2)[1] == "基数3.5亿元，2亿元以上按每亿元1万元计3.5万元"
    assert RateTable(RATES, most=80_000_000).reward(12 * YI)[1] == "基数12亿元，10亿元以上定额100万元，最高80万元"


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_by_parts_a_larger_sum_never_gives_less(one: int, two: int) -> None:
    table = RateTable((RewardRate(0, 1_000_000), *RATES), by_parts=True)
    low, high = sorted((one, two))
    assert table.reward(low)[0] <= table.reward(high)[0]
    assert table.reward(high)[0] % 100 == 0


def test_no_table_and_too_small_a_sum_are_said(session: Session) -> None:
    with pytest.raises(Refused, match="还没有填写奖励标准"):
        rewards_rates.table(session).reward(YI)
    with pytest.raises(Refused, match="计奖基数1亿元不到奖励标准的起点2亿元"):
        RateTable(RATES).reward(YI)


def test_the_table_is_kept_in_order_with_the_office(session: Session) -> None:
    rewards_rates.keep(session, RateTable(RATES[::-1], by_parts=True, most=5, paper=" 清政发〔2026〕8号 "))
    assert rewards_rates.table(session) == RateTable(RATES, by_parts=True, most=5, paper="清政发〔2026〕8号")


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (RateTable((RATES[0], RewardRate(2 * YI, 5))), "rates"),
        (RateTable((RewardRate(YI, 0),)), "rates"),
        (RateTable(RATES, most=0), "most"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(session: Session, table: RateTable, field: str) -> None:
    with pytest.raises(Refused) as refused:
        rewards_rates.keep(session, table)
    assert refused.value.field == field
