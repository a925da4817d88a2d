"""Figures as text: rounded half away from zero, with the decimals the office chose."""

from contextvars import copy_context
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.values.figures import percent, points, rounded, show_places, size_of_points


def shown(places: int, value: Fraction) -> str:
    def say() -> str:
        show_places(places)
        return percent(value)

    return copy_context().run(say)


def test_the_same_rate_reads_with_none_one_or_two_decimals() -> None:
    assert [shown(places, Fraction(21, 23)) for places in (0, 1, 2)] == ["91%", "91.3%", "91.30%"]
    assert [shown(places, Fraction(10, 7)) for places in (0, 1, 2)] == ["143%", "142.9%", "142.86%"]


def test_one_decimal_is_shown_until_the_office_chooses() -> None:
    assert percent(Fraction(1, 3)) == "33.3%"
    assert percent(None) == "—"


def test_points_that_round_to_nothing_are_level_with_the_clock() -> None:
    assert points(Fraction(4, 100)) == "与序时持平"
    assert points(Fraction(-138, 10)) == "欠序时13.8个百分点"
    assert size_of_points(Fraction(-5, 100)) == "0.1"


@given(st.fractions(min_value=-10, max_value=10), st.integers(0, 4))
def test_rounding_is_half_away_from_zero(value: Fraction, places: int) -> None:
    text = rounded(value, places)
    step = Fraction(1, 10**places)
    assert abs(Fraction(text) - value) <= step / 2
    assert abs(abs(Fraction(text)) - abs(value)) < step / 2 or abs(Fraction(text)) >= abs(value)
    assert "." not in text or len(text.partition(".")[2]) == places
