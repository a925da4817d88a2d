"""Figures on cards and charts: computed exactly, rounded once."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.chart_figures import growth, percent, points, rounded
from app.values.scales import plain_number, round_ticks


def test_points_are_rounded_after_the_difference_not_before() -> None:
    done = Fraction(6290, 6474)
    assert points((done - Fraction(10, 12)) * 100) == "超序时 13.8 个百分点"
    assert percent(done) == "97.2%"


def test_growth_and_points_name_their_direction() -> None:
    assert growth(Fraction(-892, 10_000)) == "同比下降 8.9%"
    assert growth(Fraction(0)) == "同比持平"
    assert growth(None) == "同比 —"
    assert points(Fraction(-86, 10)) == "欠序时 8.6 个百分点"
    assert points(Fraction(0)) == "与序时持平"
    assert points(None) == "序时 —"


@given(st.fractions(-(10**9), 10**9), st.integers(0, 4))
def test_rounding_is_half_away_from_zero(value: Fraction, decimals: int) -> None:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    expected = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert Decimal(rounded(value, decimals).replace(",", "")) == expected


@given(st.floats(1e-3, 1e12))
def test_ticks_reach_the_largest_value_in_a_few_round_steps(largest: float) -> None:
    ticks = round_ticks(largest)
    assert ticks[0] == 0
    assert ticks[-1] >= largest * (1 - 1e-9)
    assert 2 <= len(ticks) <= 7
    assert all("e" not in plain_number(tick) for tick in ticks)
