"""A list read whole answers as one in the database does."""

from dataclasses import dataclass
from datetime import date

import pytest

from app.services.lists import Filter, Query
from app.ui.record_table.memory_source import MemorySource
from app.values.dates import PartialDate


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kind: str
    on: date | PartialDate | None
    days: int | None = None


ROWS = (
    Row("a", "甲", "红", date(2026, 3, 1), 5),
    Row("b", "乙", "蓝", date(2026, 1, 1), None),
    Row("c", "丙", "红", None, 9),
)


@pytest.fixture
def source() -> MemorySource:
    made = MemorySource(lambda: ROWS, ("name", "kind"), "kind")
    made.read()
    return made


def test_rows_stand_as_read_until_an_order_is_asked_for_and_the_unknown_comes_last(source: MemorySource) -> None:
    assert source.ids(Query()) == ["a", "b", "c"]
    assert source.ids(Query(sort=(("on", False),))) == ["b", "a", "c"]
    assert source.ids(Query(sort=(("days", True),))) == ["c", "a", "b"]


def test_words_chips_and_filters_hold_together(source: MemorySource) -> None:
    assert source.ids(Query(chip="红")) == ["a", "c"]
    assert source.ids(Query(words="丙", chip="红")) == ["c"]
    assert source.ids(Query(filters=(Filter("days", low=6),))) == ["c"]
    assert source.ids(Query(filters=(Filter("on", high=PartialDate("2026-02")),))) == ["b"]
    assert source.ids(Query(filters=(Filter("days", frozenset({None, 5})),))) == ["a", "b"]


def test_choices_leave_out_their_own_filter_and_chips_count_whatever_is_chosen(source: MemorySource) -> None:
    asked = Query(filters=(Filter("kind", frozenset({"蓝"})),))
    assert source.choices("kind", asked) == [("红", 2), ("蓝", 1)]
    assert source.chip_counts(Query(chip="蓝")) == {"": 3, "红": 2, "蓝": 1}
