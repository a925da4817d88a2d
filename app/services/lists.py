"""Every list is one SQL query: its fields are declared once; order, filter, search and totals run in the database.

A window keeps the ordered ids of a :class:`Query` and asks for rows as they come into view.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, true
from sqlalchemy.orm import InstrumentedAttribute, Session

Row = TypeVar("Row")
_BATCH = 400  # ids in one IN (...) of rows: about what a screen asks for
_SUMMED = 10_000  # ids in one IN (...) of sums: databases of today take 32,766


@dataclass(frozen=True)
class Filter:
    """Keeps rows whose ``field`` is one of ``values`` (None stands for empty) and lies in ``[low, high]``.

    ``values`` of None sets no choice; a missing bound is open.
    """

    field: str
    values: frozenset[Any] | None = None
    low: Any = None
    high: Any = None


@dataclass(frozen=True)
class Query:
    """What the clerk asks of a list: words to find, filters (all hold), sort keys (first is strongest), a chip.

    ``sort`` holds pairs (field, descending). ``chip`` is a key of the list's chips, or empty for all.
    """

    words: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    chip: str = ""


@dataclass(frozen=True)
class RecordList(Generic[Row]):
    """A list: where its rows come from and what can be asked of them.

    ``source`` joins what the fields need and yields one row per ``key``; ``fields`` are the expressions by the row's
    attribute names, handed to ``row`` as keyword arguments; ``search`` holds lower-cased words and initials.
    """

    row: Callable[..., Row]
    source: Callable[[], Select[Any]]
    key: ColumnElement[str] | InstrumentedAttribute[str]
    fields: Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]]
    search: tuple[ColumnElement[str] | InstrumentedAttribute[str], ...]
    order: tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]
    totals: tuple[str, ...] = ()
    ranks: Mapping[str, ColumnElement[Any]] = field(default_factory=dict)  # what a field is sorted by, if not itself
    chips: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)

    def ids(self, session: Session, query: Query = Query()) -> list[str]:
        """The keys of all rows that match, in order."""
        statement = self.source().with_only_columns(self.key, maintain_column_froms=True)
        statement = statement.where(*self._conditions(query)).order_by(*self._order(query))
        return list(session.scalars(statement).all())  # at once: ten thousand single steps take longer

    def rows(self, session: Session, ids: Sequence[str]) -> list[Row]:
        """The rows of ``ids``, in that order; one that is gone is left out."""
        found: dict[str, Row] = {}
        labelled = [expression.label(name) for name, expression in self.fields.items()]
        for start in range(0, len(ids), _BATCH):
            statement = self.source().with_only_columns(self.key.label("_key"), *labelled, maintain_column_froms=True)
            statement = statement.where(self.key.in_(ids[start : start + _BATCH]))
            for record in session.execute(statement).mappings():
                values = dict(record)
                key = values.pop("_key")
                found[key] = self.row(**values)
        return [found[key] for key in ids if key in found]

    def total(self, session: Session, query: Query = Query()) -> dict[str, Any]:
        """``count`` and the sums of the list's total fields, over all that match."""
        return self._totals(session, self._conditions(query))

    def total_of(self, session: Session, ids: Sequence[str]) -> dict[str, Any]:
        """The same over chosen rows."""
        sums: dict[str, Any] = {"count": 0, **dict.fromkeys(self.totals, 0)}
        for start in range(0, len(ids), _SUMMED):
            part = self._totals(session, (self.key.in_(ids[start : start + _SUMMED]),))
            sums = {name: sums[name] + part[name] for name in sums}
        return sums

    def choices(self, session: Session, name: str, query: Query = Query()) -> list[tuple[Any, int]]:
        """The distinct values of a field with their counts, under the query without that field's own filter."""
        others = tuple(f for f in query.filters if f.field != name)
        expression = self.fields[name]
        statement = self.source().with_only_columns(expression, func.count(), maintain_column_froms=True)
        statement = statement.where(*self._conditions(Query(query.words, others, (), query.chip)))
        result = session.execute(statement.group_by(expression).order_by(expression))
        return [(value, count) for value, count in result]

    def chip_counts(self, session: Session, query: Query = Query()) -> dict[str, int]:
        """How many rows stand under each chip, and under ``""`` in all, whatever chip is chosen."""
        conditions = self._conditions(Query(query.words, query.filters))
        counts = [func.coalesce(func.sum(case((chip, 1), else_=0)), 0) for chip in self.chips.values()]
        statement = self.source().with_only_columns(func.count(), *counts, maintain_column_froms=True)
        values = session.execute(statement.where(*conditions)).one()
        return dict(zip(("", *self.chips), values, strict=True))

    def _totals(self, session: Session, conditions: Iterable[ColumnElement[bool]]) -> dict[str, Any]:
        sums = [func.coalesce(func.sum(self.fields[name]), 0) for name in self.totals]
        statement = self.source().with_only_columns(func.count(), *sums, maintain_column_froms=True)
        values = session.execute(statement.where(*conditions)).one()
        return dict(zip(("count", *self.totals), values, strict=True))

    def _conditions(self, query: Query) -> tuple[ColumnElement[bool], ...]:
        conditions = [self._matches(word) for word in query.words.lower().split()]
        conditions += [self._kept(f) for f in query.filters]
        if query.chip:
            conditions.append(self.chips[query.chip])
        return tuple(conditions)

    def _matches(self, word: str) -> ColumnElement[bool]:
        return or_(*(text.contains(word, autoescape=True) for text in self.search))

    def _kept(self, asked: Filter) -> ColumnElement[bool]:
        expression = self.fields[asked.field]
        conditions: list[ColumnElement[bool]] = []
        if asked.values is not None:
            present = [value for value in asked.values if value is not None]
            chosen = expression.in_(present)
            conditions.append(or_(chosen, expression.is_(None)) if None in asked.values else chosen)
        if asked.low is not None:
            conditions.append(expression >= asked.low)
        if asked.high is not None:
            conditions.append(expression <= asked.high)
        return and_(true(), *conditions)

    def _order(self, query: Query) -> list[ColumnElement[Any]]:
        sorted_by = {**self.fields, **self.ranks}
        asked = [
            sorted_by[name].desc().nulls_last() if descending else sorted_by[name].asc().nulls_last()
            for name, descending in query.sort
        ]
        return [*asked, *(each.expression for each in self.order), self.key.asc()]
