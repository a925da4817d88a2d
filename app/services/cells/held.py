"""The records that many cells belong to, read at once and held while they are changed one after the other."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Base
from app.models.units import Unit
from app.services.entries import standing

_BATCH = 400


def hold(session: Session, list_name: str, keys: Sequence[str]) -> list[Any]:
    """The records themselves: a session lets go of what nobody holds, and would read it anew at every step."""
    table = Base.metadata.tables[list_name]
    model: Any = next(each.class_ for each in Base.registry.mappers if each.local_table is table)
    held: list[Any] = list(session.scalars(standing(Unit)))
    for start in range(0, len(keys), _BATCH):
        held += session.scalars(select(model).where(model.id.in_(keys[start : start + _BATCH])))
    return held
