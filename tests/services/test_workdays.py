"""Working days, holidays and terms that end on a day off."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.services import workdays

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = open_database(tmp_path / "日历.db", fixed(date(2026, 11, 1)))
    with database.trial() as session:
        yield session
    database.close()


def test_a_term_that_ends_on_a_day_off_moves_to_the_next_working_day() -> None:
    calendar = workdays.published()
    assert calendar.ends(date(2026, 3, 3), 3) == date(2026, 3, 6)  # Tuesday to Friday
    assert calendar.ends(date(2026, 3, 4), 3) == date(2026, 3, 9)  # Saturday to Monday
    assert calendar.ends(date(2026, 9, 30), 1) == date(2026, 10, 8)  # National Day, seven days


def test_a_weekend_day_that_is_worked_ends_a_term() -> None:
    calendar = workdays.published()
    assert calendar.is_worked(date(2026, 10, 10))  # a Saturday worked for National Day
    assert calendar.ends(date(2026, 10, 9), 1) == date(2026, 10, 10)


def test_a_year_that_nobody_knows_follows_its_weekdays() -> None:
    calendar = workdays.published()
    assert 2055 not in calendar.known
    assert not calendar.is_worked(date(2055, 10, 2))  # a Saturday
    assert calendar.is_worked(date(2055, 10, 1))


def test_a_month_ends_on_the_same_day_or_on_the_last() -> None:
    calendar = workdays.WorkCalendar()
    assert calendar.month_after(date(2026, 3, 16)) == date(2026, 4, 16)
    assert calendar.month_after(date(2026, 1, 31)) == date(2026, 3, 2)  # 28 February is a Saturday
    assert calendar.month_after(date(2025, 12, 31)) == date(2026, 2, 2)  # 31 January is a Saturday


@given(DAYS, st.integers(0, 400))
def test_a_term_never_ends_early_and_always_on_a_working_day(start: date, days: int) -> None:
    calendar = workdays.published()
    end = calendar.ends(start, days)
    assert calendar.is_worked(end)
    assert timedelta(days) <= end - start <= timedelta(days + 11)


@given(DAYS, DAYS, st.integers(0, 60))
def test_an_earlier_start_never_ends_later(one: date, other: date, days: int) -> None:
    first, last = sorted((one, other))
    assert workdays.published().ends(first, days) <= workdays.published().ends(last, days)


def test_the_offices_own_days_stand_above_the_published_ones(session: Session) -> None:
    assert workdays.set_days(session, date(2027, 10, 1), date(2027, 10, 7), "休", "国庆节") == 7
    workdays.set_days(session, date(2026, 10, 10), date(2026, 10, 10), "休")
    calendar = workdays.calendar(session)
    assert calendar.ends(date(2027, 9, 30), 1) == date(2027, 10, 8)
    assert calendar.ends(date(2026, 10, 9), 1) == date(2026, 10, 12)
    assert 2027 in calendar.known
    workdays.forget_days(session, [date(2026, 10, 10)])
    assert workdays.calendar(session).is_worked(date(2026, 10, 10))
    assert len(workdays.own_days(session)) == 7


def test_days_in_the_wrong_order_are_refused(session: Session) -> None:
    with pytest.raises(Refused, match="早于"):
        workdays.set_days(session, date(2027, 10, 7), date(2027, 10, 1), "休")


def test_an_office_that_never_works_does_not_stop_the_program() -> None:
    off = {date(2026, 1, 1) + timedelta(n): False for n in range(500)}
    assert workdays.WorkCalendar(off).ends(date(2026, 1, 1), 3) == date(2026, 1, 4)
