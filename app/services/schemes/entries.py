"""A scheme's record as the entry that would make it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.schemes import Scheme, SchemeItem, SchemeUnit
from app.models.units import Unit
from app.services.schemes.rows import ItemEntry, SchemeEntry


def entry_of(session: Session, scheme: Scheme) -> SchemeEntry:
    """The scheme with its items and the names of its units, in order."""
    return SchemeEntry(
        year=scheme.year,
        title=scheme.title,
        group_name=scheme.group_name,
        note=scheme.note,
        rules=scheme.rules,
        items=tuple(item_of(item) for item in scheme.items),
        units=tuple(session.get_one(Unit, unit_id).name for unit_id in unit_ids(session, scheme)),
    )


def item_of(item: SchemeItem) -> ItemEntry:
    """One item as it was entered."""
    return ItemEntry(
        id=item.id,
        title=item.title,
        indicator=item.indicator,
        shape=str(item.shape),
        points=item.points,
        cap=item.cap,
        floor=item.floor,
        parameters=item.parameters or {},
        basis=str(item.basis),
        against=str(item.against),
        evidence=item.evidence,
    )


def unit_ids(session: Session, scheme: Scheme) -> list[str]:
    """The units that the scheme judges, in order; those that no longer exist are left out."""
    statement = select(SchemeUnit.unit_id).join(Unit, SchemeUnit.unit_id == Unit.id)
    statement = statement.where(SchemeUnit.scheme_id == scheme.id, Unit.deleted_at.is_(None))
    return list(session.scalars(statement.order_by(SchemeUnit.position, Unit.position, Unit.name)))
