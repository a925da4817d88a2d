"""Dates as offices write them, and how exactly they are known."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.values.dates import PartialDate, Precision, read_date

DAYS = st.dates(min_value=date(1927, 6, 1), max_value=date(2100, 12, 31))
PARTIAL = st.builds(lambda day, size: PartialDate(day.isoformat()[:size]), DAYS, st.sampled_from([4, 7, 10]))


@given(PARTIAL)
def test_what_is_written_is_read_back_with_its_precision(known: PartialDate) -> None:
    assert read_date(known.iso) == known
    assert read_date(known.text()) == known
    assert read_date(known.iso.replace("-", ".")) == known
    assert known.first <= known.last


@given(DAYS)
def test_a_serial_of_a_sheet_is_its_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert read_date(serial) == read_date(float(serial) + 0.4) == PartialDate.of(day)


@given(st.text(max_size=20), st.none() | st.integers(min_value=1990, max_value=2050))
def test_any_text_is_read_or_refused_and_never_breaks(text: str, year: int | None) -> None:
    with suppress(Refused):
        assert isinstance(read_date(text, year), PartialDate)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2026-3-5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026/3", "2026-03"),
        ("2026年3月", "2026-03"),
        ("2026年3月5日", "2026-03-05"),
        ("２０２６年３月５号", "2026-03-05"),
        ("2026年3月底", "2026-03"),
        ("2026年元月", "2026-01"),
        ("2026年3月  日", "2026-03"),
        ("2026年年底", "2026"),
        ("'26.3.5", "2026-03-05"),
        ("2026、3、5", "2026-03-05"),
        ("二〇二六年十一月二十三日", "2026-11-23"),
        ("26年3月5日", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("2026年3月5日（星期四）", "2026-03-05"),
        ("2026.3.5.", "2026-03-05"),
        ("20260305", "2026-03-05"),
        (20260305, "2026-03-05"),
        (202603, "2026-03"),
        (2026.3, "2026-03"),
        (2026.11, "2026-11"),
        (2026.0, "2026"),
        (datetime.fromisoformat("2026-03-05T10:00"), "2026-03-05"),
    ],
)
def test_the_ways_offices_write_a_date(value: object, iso: str) -> None:
    assert read_date(value).iso == iso


@pytest.mark.parametrize(
    "value",
    [
        "",
        "已开工",
        "3月5日",
        "3月底",
        "26.3.5",
        "3/5/2026",
        "2026-13-1",
        "2026.2.30",
        "3.5",
        2026.1,
        12,
        True,
        "2026.3-2027.5",
        "2026.3-5",
        "2026.1-10",
        "2026年3-5",
        "2026年3、5",
        "2026-3、5",
    ],
)
def test_what_is_not_clearly_a_date_is_refused(value: object) -> None:
    with pytest.raises(Refused):
        read_date(value)


def test_a_date_without_its_year_takes_the_year_of_the_ledger() -> None:
    assert read_date("3月底", 2026) == PartialDate("2026-03")
    assert read_date("3月5日", 2026) == PartialDate("2026-03-05")


def test_a_month_says_how_far_it_reaches() -> None:
    month = PartialDate("2024-02")
    assert (month.first, month.last) == (date(2024, 2, 1), date(2024, 2, 29))
    assert (month.year, month.month, month.day, month.precision) == (2024, 2, None, Precision.MONTH)
    assert PartialDate("2024-02") < PartialDate("2024-02-01") < PartialDate("2024-03")


def test_a_refusal_quotes_what_was_written() -> None:
    with pytest.raises(Refused, match="“2026年33月”"):
        read_date("2026年33月")
    with pytest.raises(Refused, match="’26"):
        read_date("’26.13", 2026)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(Refused):
        PartialDate("2026-02-29")


def test_a_term_known_to_the_month_lasts_until_it_has_ended() -> None:
    terms = [PartialDate(iso).deadline() for iso in ("2026-03-05", "2026-03", "2026")]
    assert terms == ["2026年3月5日", "2026年3月底", "2026年底"]
