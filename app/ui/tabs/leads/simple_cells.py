"""Cells of the lists of 线索跟踪 that may be typed into or pasted over: plain words that stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.services import bulk, units
from app.services.lists import Query

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.record_table import RecordTable
    from app.ui.record_table.model import Edits
    from app.ui.record_table.record_source import RecordSource

# A number that the list hides is not typed over there.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "leads": ("investor", "industry", "next_step", "person", "contact", "phone", "leader", "unit"),
    "enterprises": ("place", "industry", "kind", "contact", "contact_title", "phone", "size", "leader", "note"),
    "fellows": ("origin", "residence", "employer", "title", "trade", "employer_size", "leader"),
    "activities": ("name", "place", "area", "leader", "unit"),
}
_COME_AGAIN = frozenset({"industry", "person", "leader", "kind", "trade", "residence", "area", "place"})


def type_into(desk: Desk, table: RecordTable, kind: str, source: RecordSource) -> None:
    """Lets the simple cells of a list be typed into, with the words in use offered."""
    table.edit_in_place(FIELDS[kind], partial(_write, desk, kind))
    table.model.offered = partial(_words, desk, source)


def _words(desk: Desk, source: RecordSource, field: str) -> Sequence[str]:
    if field == "unit":
        with desk.read() as session:
            return units.names(session)
    if field not in _COME_AGAIN:
        return ()
    return [str(value) for value, _ in source.choices(field, Query()) if value]


def _write(desk: Desk, kind: str, edits: Edits) -> None:
    with desk.work("修改单元格") as session:
        bulk.set_cells(session, kind, edits)
