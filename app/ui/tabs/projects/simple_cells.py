"""Cells of the project list that may be typed into or pasted over: plain words that stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.services import projects, units
from app.services.lists import Query
from app.ui.record_table.model import Edits

if TYPE_CHECKING:
    from app.database.engine import Session
    from app.ui.desk import Desk
    from app.ui.record_table.record_source import RecordSource

FIELDS = ("investor", "industry", "person", "phone", "leader", "site", "unit")
_SPOKEN = ("person", "leader")  # names that come again and again: the ones in use are offered


def words(desk: Desk, source: RecordSource, field: str) -> list[str]:
    """What may be chosen in a cell of that field; none where every project has its own."""
    if field in _SPOKEN:
        return [str(value) for value, _ in source.choices(field, Query()) if value]
    if field not in {"industry", "unit"}:
        return []
    if field == "industry":
        return list(projects.CHOICES["industry"])
    with desk.read() as session:
        return units.names(session)


def write(session: Session, edits: Edits) -> None:
    """Keeps the typed cells; a refusal takes all of them back."""
    by_project: dict[str, dict[str, str]] = {}
    for key, field, text in edits:
        by_project.setdefault(key, {})[field] = text.strip()
    for key, words in by_project.items():
        entry = projects.detail(session, key).entry
        projects.save(session, replace(entry, **words), key)  # type: ignore[arg-type]
