"""交叉表: what is counted or summed by two fields of a list at once, and the records behind each of its cells."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.services.lists import Filter, Group, Query
from app.values.dates import PartialDate

COUNT = "count"


class Grouped(Protocol):
    """A list that puts its rows together: see ``RecordList.groups``."""

    def groups(self, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        """The innermost groups with counts and sums."""


@dataclass(frozen=True)
class CrossTable:
    """``rows`` and ``columns`` are the values in their order; ``cells`` holds what there is at (row, column).

    A row or a column of ``ALL`` is the sum; where nothing is, there is no cell.
    """

    rows: tuple[Any, ...]
    columns: tuple[Any, ...]
    cells: Mapping[tuple[Any, Any], Any]


ALL = "*"


def cross(source: Grouped, query: Query, row: str, column: str, measure: str = COUNT) -> CrossTable:
    """Counts the rows of a query, or sums ``measure``, by the values of two fields."""
    names = () if measure == COUNT else (measure,)

    def asked(*fields: str) -> list[Group]:
        return source.groups(replace(query, groups=fields, sort=()), names)

    by_row, by_column, both = asked(row), asked(column), asked(row, column)
    cells: dict[tuple[Any, Any], Any] = {group.values: _measured(group, measure) for group in both}
    cells |= {(group.values[0], ALL): _measured(group, measure) for group in by_row}
    cells |= {(ALL, group.values[0]): _measured(group, measure) for group in by_column}
    cells[ALL, ALL] = sum(_measured(group, measure) for group in by_row)
    return CrossTable(tuple(g.values[0] for g in by_row), tuple(g.values[0] for g in by_column), cells)


def behind(query: Query, asked: Mapping[str, Any], dated: Collection[str] = ()) -> Query:
    """The query of the records behind a cell: ``asked`` holds the values of its fields, ``ALL`` for a sum.

    ``dated`` are the fields whose values are months.
    """
    chosen = {field: value for field, value in asked.items() if value != ALL}
    kept = tuple(each for each in query.filters if each.field not in chosen)
    added = tuple(_filter(field, value, is_month=field in dated) for field, value in chosen.items())
    return replace(query, filters=(*kept, *added), groups=())


def _measured(group: Group, measure: str) -> Any:
    return group.count if measure == COUNT else group.sums[measure] or 0


def _filter(field: str, value: Any, *, is_month: bool) -> Filter:
    """Rows of that value; of a month its days, of nothing both kinds of it."""
    if value is None:
        return Filter(field, frozenset({None, ""}))
    if not is_month:
        return Filter(field, frozenset({value}))
    when = PartialDate(value)
    if when.month is None:  # dates that are known to the year alone
        return Filter(field, frozenset({when}))
    return Filter(field, low=when, high=PartialDate.of(when.last))
