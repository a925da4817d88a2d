"""Likely duplicates as a form asks about them: shown before saving, passed when saved again."""

from __future__ import annotations

from collections.abc import Iterable

from app.services.matching import Duplicate, Level

_MOST = 3


def likely(found: Iterable[Duplicate], field: str = "name") -> list[tuple[str, str]]:
    """(field, sentence) of the surest few; what is surely the same is refused by the service itself."""
    return [(field, each.sentence) for each in found if each.level is not Level.SAME][:_MOST]
