"""A short list that is read whole (待办, 历史, 回收站), so that the one table can filter, sort and find in it too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.services.lists import Group
from app.values.pinyin import sort_key

if TYPE_CHECKING:
    from app.services.lists import Filter, Query


class MemorySource:
    """Answers a table's questions from rows that have ``id``; ``chip`` names the field whose words are the chips."""

    def __init__(self, read: Callable[[], Sequence[Any]], fields: Sequence[str], chip: str = "") -> None:
        self._read, self._fields, self._chip = read, tuple(fields), chip
        self._rows: dict[str, Any] = {}

    def read(self) -> None:
        """Reads the rows anew."""
        self._rows = {row.id: row for row in self._read()}

    def ids(self, query: Query) -> list[str]:
        """The keys of all rows that match, in order; without an order as they were read."""
        found = [row for row in self._rows.values() if self._kept(row, query)]
        turned = dict(query.sort)
        groups = tuple((field, turned.get(field, False)) for field in query.groups)
        for field, descending in reversed((*groups, *query.sort)):
            known = [row for row in found if _blank(getattr(row, field)) is not None]
            unknown = [row for row in found if _blank(getattr(row, field)) is None]
            known.sort(key=lambda row: _key(getattr(row, field)), reverse=descending)
            found = known + unknown
        return [row.id for row in found]

    def rows(self, ids: Sequence[str]) -> list[Any]:
        """The rows of ``ids`` in that order, without those that are gone."""
        return [self._rows[key] for key in ids if key in self._rows]

    def total(self, query: Query, _names: Sequence[str] | None = None) -> dict[str, Any]:
        """``count`` over all that match; nothing is summed."""
        return {"count": len(self.ids(query))}

    def total_of(self, ids: Sequence[str], _names: Sequence[str] | None = None) -> dict[str, Any]:
        """The same over chosen rows."""
        return {"count": len(ids)}

    def grouped(self, query: Query) -> tuple[list[str], list[Group]]:
        """The keys of all rows that match, group by group, and the groups with their counts."""
        ids = self.ids(query)
        rows = self.rows(ids)
        counts = Counter(tuple(_grouped(getattr(row, field)) for field in query.groups) for row in rows)
        return ids, [Group(values, count, {}) for values, count in counts.items()]

    def groups(self, query: Query, _names: Sequence[str] | None = None) -> list[Group]:
        """The same groups: nothing is summed."""
        return self.grouped(query)[1]

    def choices(self, field: str, query: Query) -> list[tuple[Any, int]]:
        """The distinct values of a field with their counts, under the query without that field's filter."""
        rows = [row for row in self._rows.values() if self._kept(row, query, without=field)]
        counts = Counter(getattr(row, field) for row in rows)
        return sorted(counts.items(), key=lambda pair: (pair[0] is None, _key(pair[0])))

    def chip_counts(self, query: Query) -> dict[str, int]:
        """How many stand under each word of the chips' field, and under ``""`` in all."""
        rows = [row for row in self._rows.values() if self._kept(row, query, chips=False)]
        counts = Counter(str(getattr(row, self._chip)) for row in rows) if self._chip else Counter[str]()
        return {"": len(rows), **counts}

    def _kept(self, row: Any, query: Query, *, without: str = "", chips: bool = True) -> bool:
        if chips and query.chip and str(getattr(row, self._chip)) != query.chip:
            return False
        text = " ".join(str(getattr(row, field)) for field in self._fields).lower()
        if not all(word in text for word in query.words.lower().split()):
            return False
        return all(_passes(getattr(row, f.field), f) for f in query.filters if f.field != without)


def _passes(value: Any, asked: Filter) -> bool:
    if asked.values is not None and value not in asked.values:
        return False
    if asked.low is None and asked.high is None:
        return True
    if _blank(value) is None:
        return False
    key = _key(value)
    return (asked.low is None or key >= _key(asked.low)) and (asked.high is None or key <= _key(asked.high))


def _key(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return ""
    return sort_key(value) or "" if isinstance(value, str) else getattr(value, "iso", value)


def _grouped(value: Any) -> Any:
    """A date's month, and one nothing for all that is empty."""
    key = value.isoformat() if isinstance(value, date) else getattr(value, "iso", None)
    return key[:7] if key else _blank(value)


def _blank(value: Any) -> Any:
    return None if value == "" else value
