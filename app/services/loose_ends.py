"""What becomes of records that point at one that was taken out: a part goes with its whole, a mention becomes empty."""

from sqlalchemy import Column, Table, delete, select, text, update
from sqlalchemy.orm import Session

from app.models import Base

# Without a unit these would turn into the township's own.
GO_WITH_THEIR_UNIT = frozenset({"targets", "achievements"})


def cut_loose(session: Session) -> None:
    """Follows everything that was taken out, until nothing points nowhere."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))  # until every thread that hangs loose is cut
    changed = True
    while changed:
        changed = False
        for table in Base.metadata.sorted_tables:
            for column in (column for column in table.c if column.foreign_keys):
                changed |= _cut(session, table, column)
    _drop_lost_attachments(session)


def _cut(session: Session, table: Table, column: Column[str]) -> bool:
    (key,) = column.foreign_keys
    parent = key.column.table.alias()
    lost = column.is_not(None) & column.not_in(select(parent.c[key.column.name]))
    is_mention = column.nullable and table.name not in GO_WITH_THEIR_UNIT
    statement = update(table).values({column.name: None}) if is_mention else delete(table)
    result = session.execute(statement.where(lost))
    return bool(getattr(result, "rowcount", 0))


def _drop_lost_attachments(session: Session) -> None:
    attachments = Base.metadata.tables["attachments"]
    for kind in session.scalars(select(attachments.c.owner_kind).distinct()).all():
        owner = Base.metadata.tables.get(kind)
        known = select(owner.c.id) if owner is not None and "id" in owner.c else select(text("NULL"))
        session.execute(
            delete(attachments).where(attachments.c.owner_kind == kind, attachments.c.owner_id.not_in(known))
        )
    contents = Base.metadata.tables["attachment_contents"]
    session.execute(delete(contents).where(contents.c.attachment_id.not_in(select(attachments.c.id))))
