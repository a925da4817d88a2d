"""Every list is one SQL query: its fields are declared once; order, filter, search and totals run in the database.

A window keeps the ordered ids of a :class:`Query` and asks for rows as they come into view.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, Text, and_, case, func, or_, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.types import Choice, Day, Words
from app.services.group_order import in_order

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

    ``sort`` holds pairs (field, descending). ``chip`` is a key of the list's chips, or empty for all. ``groups`` are
    the fields, two at most, by whose values the rows stand together.
    """

    words: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    chip: str = ""
    groups: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything keeps rows out."""
        return bool(self.words.strip() or self.filters or self.chip)


@dataclass(frozen=True)
class Group:
    """Rows that have the same values in the query's groups: dates stand for their months, nothing for "" too."""

    values: tuple[Any, ...]
    count: int
    sums: Mapping[str, Any]


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
        if query.groups:
            return self.grouped(session, query)[0]
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

    def total(self, session: Session, query: Query = Query(), names: Sequence[str] | None = None) -> dict[str, Any]:
        """``count`` and the sums of ``names`` (else of the list's total fields), over all that match."""
        return self._totals(session, self._conditions(query), self._summed(names))

    def total_of(self, session: Session, ids: Sequence[str], names: Sequence[str] | None = None) -> dict[str, Any]:
        """The same over chosen rows."""
        summed = self._summed(names)
        sums: dict[str, Any] = {"count": 0, **dict.fromkeys(summed, 0)}
        for start in range(0, len(ids), _SUMMED):
            part = self._totals(session, (self.key.in_(ids[start : start + _SUMMED]),), summed)
            sums = {name: sums[name] + part[name] for name in sums}
        return sums

    def grouped(self, session: Session, query: Query) -> tuple[list[str], list[Group]]:
        """The keys group by group, within each in the order that is asked for, and the groups with their counts alone.

        Sums take longer than all of this: see :meth:`groups`.
        """
        values, ranks = self._group_columns(query)
        depth, ranked_at = len(values), self._places_of_ranks(values, ranks)
        further = [rank for rank, value in zip(ranks, values, strict=True) if rank is not value]
        statement = self.source().with_only_columns(self.key, *values, *further, maintain_column_froms=True)
        statement = statement.where(*self._conditions(query)).order_by(*self._order(query))
        keys: dict[tuple[Any, ...], list[str]] = {}
        ranked: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for row in session.execute(statement).all():
            own = tuple(row[1 : depth + 1])
            if own not in keys:
                keys[own], ranked[own] = [], tuple(row[place + 1] for place in ranked_at)
            keys[own].append(row[0])
        order = in_order(ranked.items(), self._turned(query))
        return [key for own in order for key in keys[own]], [Group(own, len(keys[own]), {}) for own in order]

    def groups(self, session: Session, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        """The innermost groups of a query in the order in which its rows stand, each with its count and sums."""
        summed = self._summed(names)
        values, ranks = self._group_columns(query)
        sums = [func.coalesce(func.sum(self.fields[name]), 0) for name in summed]
        statement = self.source().with_only_columns(*values, *ranks, func.count(), *sums, maintain_column_froms=True)
        result = session.execute(statement.where(*self._conditions(query)).group_by(*values))
        depth = len(values)
        found: dict[tuple[Any, ...], Group] = {}
        ranked: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for row in result:
            own = tuple(row[:depth])
            found[own] = Group(own, row[2 * depth], dict(zip(summed, row[2 * depth + 1 :], strict=True)))
            ranked[own] = tuple(row[depth : 2 * depth])
        return [found[each] for each in in_order(ranked.items(), self._turned(query))]

    def choices(self, session: Session, name: str, query: Query = Query()) -> list[tuple[Any, int]]:
        """The distinct values of a field with their counts, under the query without that field's own filter."""
        others = tuple(f for f in query.filters if f.field != name)
        expression = self.fields[name]
        statement = self.source().with_only_columns(expression, func.count(), maintain_column_froms=True)
        statement = statement.where(*self._conditions(Query(query.words, others, (), query.chip)))
        result = session.execute(statement.group_by(expression).order_by(self._by_reading(expression), expression))
        return [(value, count) for value, count in result]

    def chip_counts(self, session: Session, query: Query = Query()) -> dict[str, int]:
        """How many rows stand under each chip, and under ``""`` in all, whatever chip is chosen."""
        conditions = self._conditions(Query(query.words, query.filters))
        counts = [func.coalesce(func.sum(case((chip, 1), else_=0)), 0) for chip in self.chips.values()]
        statement = self.source().with_only_columns(func.count(), *counts, maintain_column_froms=True)
        values = session.execute(statement.where(*conditions)).one()
        return dict(zip(("", *self.chips), values, strict=True))

    def _summed(self, names: Sequence[str] | None) -> tuple[str, ...]:
        return self.totals if names is None else tuple(name for name in names if name in self.fields)

    def _totals(
        self, session: Session, conditions: Iterable[ColumnElement[bool]], names: tuple[str, ...]
    ) -> dict[str, Any]:
        sums = [func.coalesce(func.sum(self.fields[name]), 0) for name in names]
        statement = self.source().with_only_columns(func.count(), *sums, maintain_column_froms=True)
        values = session.execute(statement.where(*conditions)).one()
        return dict(zip(("count", *names), values, strict=True))

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

    def _group(self, name: str) -> ColumnElement[Any]:
        """What rows are put together by: a date's month, and one nothing for all that is empty."""
        expression: Any = self.fields[name]
        if isinstance(expression.type, Day):
            return func.substr(expression, 1, 7, type_=Text)
        is_words = isinstance(expression.type, Text | Words)
        grouped: ColumnElement[Any] = func.nullif(expression, "", type_=Text) if is_words else expression
        return grouped

    def _group_columns(self, query: Query) -> tuple[list[ColumnElement[Any]], list[ColumnElement[Any]]]:
        """What rows are put together by, and what the groups are ordered by."""
        values = [self._group(name) for name in query.groups]
        return values, [self.ranks.get(name, value) for name, value in zip(query.groups, values, strict=True)]

    @staticmethod
    def _turned(query: Query) -> list[bool]:
        turned = dict(query.sort)
        return [turned.get(name, False) for name in query.groups]

    @staticmethod
    def _places_of_ranks(values: Sequence[Any], ranks: Sequence[Any]) -> list[int]:
        """Where each rank stands after the values and those ranks that are not the value itself."""
        further = itertools.count(len(values))
        return [
            place if rank is value else next(further)
            for place, (value, rank) in enumerate(zip(values, ranks, strict=True))
        ]

    @staticmethod
    def _by_reading(expression: Any) -> ColumnElement[Any]:
        """Words by their pinyin, everything else by itself."""
        return func.pinyin(expression, type_=Text) if isinstance(expression.type, Text | Words | Choice) else expression

    def _order(self, query: Query) -> list[ColumnElement[Any]]:
        sorted_by = {**{name: self._by_reading(each) for name, each in self.fields.items()}, **self.ranks}
        asked = [
            sorted_by[name].desc().nulls_last() if descending else sorted_by[name].asc().nulls_last()
            for name, descending in query.sort
            if name not in query.groups
        ]
        return [*asked, *(each.expression for each in self.order), self.key.asc()]
