"""What a table needs of the list behind it, so that the table knows neither sessions nor records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.lists import Group, Query


class RecordSource(Protocol):
    """Answers a list's questions; every answer is plain values."""

    def ids(self, query: Query) -> list[str]:
        """The keys of all rows that match, in order."""

    def rows(self, ids: list[str]) -> list[Any]:
        """The rows of ``ids`` in that order; each has ``id``; those that are gone are left out."""

    def total(self, query: Query, names: Sequence[str] | None = None) -> dict[str, Any]:
        """``count`` and the sums of ``names`` (else of the list's total fields) over all that match."""

    def total_of(self, ids: list[str], names: Sequence[str] | None = None) -> dict[str, Any]:
        """The same over chosen rows."""

    def grouped(self, query: Query) -> tuple[list[str], list[Group]]:
        """The keys of all rows that match, group by group, and the innermost groups in that order with their counts."""

    def groups(self, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        """The innermost groups of a query in the order of its rows, with their counts and sums."""

    def choices(self, field: str, query: Query) -> list[tuple[Any, int]]:
        """The distinct values of a field with their counts, under the query without that field's filter."""

    def chip_counts(self, query: Query) -> dict[str, int]:
        """How many stand under each chip, ``""`` for all."""
