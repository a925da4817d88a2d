"""Cells of the project list that may be typed into or pasted over: plain words that stand alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.ui.record_table_model import Edits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = ("investor", "industry", "person", "phone", "leader", "site", "unit")


def write(session: Session, edits: Edits) -> None:
    """Keeps the typed cells; a refusal takes all of them back."""
    from app.services import projects  # the rules of a project load after its first list

    by_project: dict[str, dict[str, str]] = {}
    for key, field, text in edits:
        by_project.setdefault(key, {})[field] = text.strip()
    for key, words in by_project.items():
        entry = projects.detail(session, key).entry
        projects.save(session, replace(entry, **words), key)  # type: ignore[arg-type]
