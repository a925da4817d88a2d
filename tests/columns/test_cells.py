"""What cells say."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.columns.cells import cell_text, heading_unit
from app.columns.column import Column, Kind
from app.values.dates import PartialDate
from app.values.money import MoneyUnit

TODAY = date(2026, 11, 22)


class Stage(StrEnum):
    SIGNED = "签约"


def said(kind: Kind, value: object, *rest) -> str:
    return cell_text(Column("field", "标题", kind, 80), value, *rest)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "石油压裂支撑剂", "石油压裂支撑剂"),
        (Kind.TEXT, Stage.SIGNED, "签约"),
        (Kind.CODE, "013800000000", "013800000000"),
        (Kind.DATE, PartialDate("2026-03-05"), "2026-03-05"),
        (Kind.DATE, PartialDate("2026-03"), "2026-03"),
        (Kind.DATE, date(2026, 3, 5), "2026-03-05"),
        (Kind.DATE, datetime(2026, 3, 5, 9, 30), "2026-03-05"),  # noqa: DTZ001
        (Kind.MONEY, 1_250_050_000, "1250.05"),
        (Kind.MONEY, 0, "0.00"),
        (Kind.MONEY, -49, "0.00"),
        (Kind.MONEY, -5_000_000_000, "-5000.00"),
        (Kind.DOLLARS, 120_000_000, "120.00"),
        (Kind.COUNT, 3, "3"),
        (Kind.COUNT, Fraction(7, 2), "3.5"),
        (Kind.COUNT, Fraction(1, 3), "0.33"),
        (Kind.QUANTITY, 3_500_000, "3.5"),
        (Kind.SHARE, Fraction(913, 1000), "91.3%"),
        (Kind.SHARE, Fraction(10, 7), "142.9%"),
        (Kind.SHARE, Fraction(-1, 20), "-5.0%"),
        (Kind.SHARE, Fraction(-1, 100_000), "0.0%"),
        (Kind.SHARE, Fraction(9995, 10000), "100.0%"),
        (Kind.DAYS, 46, "46"),
        (Kind.FLAG, True, "是"),
        (Kind.FLAG, False, "否"),
    ],
)
def test_each_kind_reads_as_ledgers_print_it(kind, value, text):
    assert said(kind, value) == text


def test_what_is_unknown_is_empty_and_an_undefined_share_a_dash():
    assert {kind for kind in Kind if said(kind, None)} == {Kind.SHARE}
    assert said(Kind.SHARE, None) == "—"


def test_money_is_shown_in_the_offices_unit():
    assert said(Kind.MONEY, 1_256_000_000_000, MoneyUnit.YI) == "125.60"


def test_on_screen_thousands_are_grouped_and_empty_decimals_left_out():
    assert said(Kind.MONEY, 3_000_000_000_00, MoneyUnit.WAN, TODAY) == "300,000"
    assert said(Kind.MONEY, -125_050_000_000, MoneyUnit.WAN, TODAY) == "-125,050"
    assert said(Kind.MONEY, 1_250_500_000, MoneyUnit.WAN, TODAY) == "1,250.50"
    assert said(Kind.CODE, "13800000000", MoneyUnit.WAN, TODAY) == "13800000000"


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15))
def test_grouping_changes_no_figure(fen):
    plain, grouped = said(Kind.MONEY, fen), said(Kind.MONEY, fen, MoneyUnit.WAN, TODAY)
    assert Fraction(plain) == Fraction(grouped.replace(",", ""))


def test_headings_name_the_unit_of_their_figures():
    assert heading_unit(Column("a", "总投资", Kind.MONEY, 80), MoneyUnit.YI) == "亿元"
    assert heading_unit(Column("a", "名称", Kind.TEXT, 80)) == ""
