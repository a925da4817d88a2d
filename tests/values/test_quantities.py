"""Quantities of an indicator."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.values.quantities import MICRO, as_decimal, quantity_text, read_quantity


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_written_quantity_is_read_back_exactly(micro: int) -> None:
    assert read_quantity(quantity_text(micro)) == micro
    assert read_quantity(as_decimal(micro)) == micro


@pytest.mark.parametrize(
    ("cell", "measure", "amount"),
    [
        (3.0, "个", 3),
        ("5个", "个", 5),
        ("1,200人", "人", 1200),
        ("1.5万平方米", "平方米", 15000),
        ("15000平方米", "万平方米", "1.5"),
        ("1.5万平方米", "万平方米", "1.5"),
        ("2亿元", "万元", 20000),
        ("90%", "%", 90),
        ("5家", "", 5),
    ],
)
def test_a_measure_in_the_cell_is_converted(cell: object, measure: str, amount: object) -> None:
    assert read_quantity(cell, measure) == Decimal(str(amount)) * MICRO


@pytest.mark.parametrize(
    ("cell", "measure"), [("若干", ""), ("", ""), ("3人", "个"), ("90%", "个"), (True, ""), ("1,5", "")]
)
def test_what_is_no_quantity_of_that_measure_is_refused(cell: object, measure: str) -> None:
    with pytest.raises(Refused):
        read_quantity(cell, measure)


def test_quantities_round_half_up_only_when_asked() -> None:
    assert quantity_text(2_500_000) == "2.5"
    assert quantity_text(2_500_000, 0) == "3"
    assert quantity_text(-400_000, 0) == "0"
    assert quantity_text(333_333) == "0.333333"
