"""What was thrown away, gone for good: the records in the bin, their parts, and all that history tells of them.

History alone would keep a name for ever: it writes down every value before and after. Deleted bytes are overwritten by
the engine (``secure_delete``), so that the file itself holds none of them.
"""

from collections.abc import Iterable

from sqlalchemy import Select, Table, delete, func, or_, select, text
from sqlalchemy.orm import Session

from app.models import Base
from app.models.history import Change, ChangeSet
from app.services import attachments
from app.services.loose_ends import GO_WITH_THEIR_UNIT, cut_loose

_BATCH = 400
_WHOLES = frozenset({"projects", "leads", "letters", "schemes", "activities", "letter_templates"})
_OWN_BOOKS = frozenset({"changes", "change_sets", "meta", "submissions", "intakes", "holidays"})


def empty_bin(session: Session) -> int:
    """Takes everything in the bin out of the file; returns how many records went, their parts included.

    To be called within one piece of work, after a backup: nothing brings them back. What standing records cannot do
    without stays in the bin: a unit that has letters, an entry that a correction names.
    """
    session.flush()
    before = {table.name: _keys(session, table) for table in _tables()}
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    attachments.empty_bin(session)
    # Not by the session: it would write into history what is to be forgotten.
    for table in reversed(Base.metadata.sorted_tables):
        if "deleted_at" in table.c:
            in_bin = table.c.deleted_at.is_not(None)
            session.execute(delete(table).where(in_bin, *(table.c.id.not_in(needed) for needed in _needed(table))))
    cut_loose(session)
    gone = {table.name: before[table.name] - _keys(session, table) for table in _tables()}
    for name, keys in gone.items():
        _forget(session, name, sorted(keys))
    empty = select(Change.set_number)
    session.execute(delete(ChangeSet).where(ChangeSet.number.not_in(empty), ChangeSet.undoes.is_(None)))
    session.expire_all()
    return sum(map(len, gone.values()))


def _needed(table: Table) -> list[Select[tuple[str]]]:
    """The ids that standing records point at and cannot do without."""
    if table.name in _WHOLES:
        return []  # what points at it is a part of it
    return [
        select(column).where(other.c.deleted_at.is_(None), column.is_not(None))
        for other in _tables()
        for column in other.c
        if "deleted_at" in other.c and any(key.column.table is table for key in column.foreign_keys)
        if not column.nullable or column.name == "corrects_id" or other.name in GO_WITH_THEIR_UNIT
    ]


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _OWN_BOOKS]


def _keys(session: Session, table: Table) -> set[str]:
    """The keys as history writes them."""
    return {"|".join(map(str, key)) for key in session.execute(select(*table.primary_key)).all()}


def _forget(session: Session, table: str, keys: list[str]) -> None:
    """The history of those records, and of parts of them that went earlier: what they were part of stands in it."""
    pointers = _pointers_to(table)
    for start in range(0, len(keys), _BATCH):
        some = keys[start : start + _BATCH]
        own = (Change.table_name == table) & Change.record_id.in_(some)
        parts = [
            (Change.table_name == part) & func.json_extract(side, f"$.{pointer}").in_(some)
            for part, pointer in pointers
            for side in (Change.before, Change.after)
        ]
        owned = func.json_extract(func.coalesce(Change.after, Change.before), "$.owner_id").in_(some)
        session.execute(
            delete(Change).where(or_(own, *parts, (Change.table_name == "attachments") & owned)),
            execution_options={"synchronize_session": False},
        )


def _pointers_to(table: str) -> Iterable[tuple[str, str]]:
    """The columns that make a record a part of one of that table."""
    return [
        (part.name, column.name)
        for part in _tables()
        for column in part.c
        if not column.nullable and any(key.column.table.name == table for key in column.foreign_keys)
    ]
