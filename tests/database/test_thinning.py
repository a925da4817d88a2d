"""Thinning never takes the newest copy, whatever the clock did, and keeps the promised ones."""

from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.database.shelf import Copy, Reason
from app.database.thinning import to_delete

_PLENTY = 10**12


def _at(year: int, month: int, day: int, hour: int = 8) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001 - an office lives in its local time


_MOMENTS = st.datetimes(_at(1990, 1, 1), _at(2040, 12, 31))


def _copy(number: int, moment: datetime, reason: Reason = Reason.DAILY, size: int = 100) -> Copy:
    return Copy(number, moment, reason, size, Path(f"{number}.db"))


def _daily(days: int, per_day: int = 1) -> list[Copy]:
    start = _at(2025, 1, 1, 8)
    moments = [start + timedelta(days=day, hours=hour) for day in range(days) for hour in range(per_day)]
    return [_copy(number, moment) for number, moment in enumerate(moments)]


def _kept(copies: list[Copy], today: date, room: int = _PLENTY) -> list[Copy]:
    gone = {copy.number for copy in to_delete(copies, today, room)}
    return [copy for copy in copies if copy.number not in gone]


@given(st.lists(st.tuples(_MOMENTS, st.sampled_from(Reason)), max_size=80), st.dates(), st.integers(0, 5000))
def test_the_newest_stays_whatever_the_clock_says(made: list[tuple[datetime, Reason]], today: date, room: int) -> None:
    copies = [_copy(number, moment, reason) for number, (moment, reason) in enumerate(made)]
    gone = to_delete(copies, today, room)
    assert len({copy.number for copy in gone}) == len(gone)
    assert set(gone) <= set(copies)
    if copies:
        assert copies[-1] not in gone


@given(st.lists(_MOMENTS, min_size=1, max_size=60), st.dates())
def test_thinning_twice_takes_nothing_more(moments: list[datetime], today: date) -> None:
    copies = [_copy(number, moment) for number, moment in enumerate(moments)]
    once = _kept(copies, today)
    assert _kept(once, today) == once


@given(st.integers(1, 900), st.integers(1, 3))
def test_few_copies_remain_of_any_number_of_days(days: int, per_day: int) -> None:
    copies = _daily(days, per_day)
    kept = _kept(copies, copies[-1].day)
    assert len(kept) <= 20 + 14 + 8 + 12
    assert {copy.day for copy in kept} >= {copy.day for copy in copies[-14 * per_day :]}


def test_a_year_keeps_its_months() -> None:
    copies = _daily(400)
    months = {(copy.day.year, copy.day.month) for copy in _kept(copies, copies[-1].day)}
    assert len(months) == 12


def test_the_last_two_days_stay_whole_up_to_twenty() -> None:
    assert len(_kept(_daily(2, 8), date(2025, 1, 2))) == 16
    assert len(_kept(_daily(2, 24), date(2025, 1, 2))) == 21  # and the last of the day before


def test_one_made_before_an_import_stays_for_ninety_days() -> None:
    start = _at(2025, 1, 1, 8)
    before = [_copy(number, start + timedelta(hours=number), Reason.IMPORT) for number in range(30)]
    later = [_copy(100 + number, start + timedelta(days=40 + number)) for number in range(20)]
    kept = _kept(before + later, date(2025, 3, 1))
    assert set(before) <= set(kept)
    kept = _kept(before + later, date(2025, 6, 1))
    assert len([copy for copy in kept if copy.reason is Reason.IMPORT]) <= 7


def test_a_jump_of_the_clock_into_the_future_and_back_deletes_no_later_copy() -> None:
    future = [_copy(number, _at(2033, 1, 1, number)) for number in range(5)]
    now = [_copy(10 + number, _at(2026, 3, 1 + number, 9)) for number in range(5)]
    kept = _kept(future + now, date(2026, 3, 5))
    assert set(now) <= set(kept)


def test_where_the_disk_is_small_the_oldest_go_first() -> None:
    copies = _daily(10)
    assert _kept(copies, copies[-1].day, room=350) == copies[-3:]
    assert _kept(copies, copies[-1].day, room=0) == copies[-1:]
