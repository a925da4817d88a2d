"""The order of units, teams and people in a table: the furthest first, or as the office lists them."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.services import offices, units
from app.values.pinyin import sort_key

_Row = TypeVar("_Row")


def listed(session: Session) -> Sequence[str] | None:
    """The names of the units in the office's own order where tables are to keep it (稳妥口径), else None."""
    return units.names(session) if offices.is_cautious(session) else None


def furthest_first(
    rows: Iterable[_Row],
    name_of: Callable[[_Row], str],
    rank: Callable[[_Row], Any],
    as_listed: Sequence[str] | None,
    last: str = "",
) -> list[_Row]:
    """The rows by ``rank``, the least first; or ``as_listed``, teams and people by their names, ``last`` at the end.

    From the second order no place can be read.
    """
    if as_listed is None:
        return sorted(rows, key=lambda row: (name_of(row) == last, rank(row)))
    places = {name: place for place, name in enumerate(as_listed)}

    def place_of(row: _Row) -> tuple[bool, int, str]:
        name = name_of(row)
        return name == last, places.get(name, len(places)), sort_key(name) or ""

    return sorted(rows, key=place_of)
