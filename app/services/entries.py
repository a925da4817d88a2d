"""What a form or a ledger row hands in, put onto a record; and records taken away by a mark."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.base import Base, Root
from app.models.types import problem_of
from app.services import offices
from app.values.words import without_unseen

Record = TypeVar("Record", bound=Base)
Entry = TypeVar("Entry")


def put(record: Base, entry: Any, *, without: Iterable[str] = ()) -> None:
    """Sets every attribute of ``record`` that the entry has a field for; only real changes touch it."""
    left_out = frozenset(without)
    for each in fields(entry):
        if each.name in left_out or not hasattr(type(record), each.name):
            continue
        new = getattr(entry, each.name)
        new = without_unseen(new).strip() if isinstance(new, str) else new
        _must_fit(record, each.name, new)
        if getattr(record, each.name) != new:
            setattr(record, each.name, new)


def _must_fit(record: Base, name: str, value: Any) -> None:
    """Refuses what the column's own rule refuses; the form keeps what was typed."""
    column = record.__table__.columns.get(name)
    if column is not None and (problem := problem_of(column.type, value)):
        raise Refused(problem, field=name)


def taken(record: Base, entry_type: type[Entry], **others: Any) -> Entry:
    """The entry that would make this record, with ``others`` for the fields that it keeps elsewhere."""
    values = {
        each.name: getattr(record, each.name)
        for each in fields(entry_type)  # type: ignore[arg-type]
        if each.name not in others and hasattr(type(record), each.name)
    }
    return entry_type(**values, **others)


def record_for(session: Session, model: type[Record], key: str | None) -> Record:
    """The record of that key, or a new one of this office where there is no key."""
    if key is not None:
        return must_exist(session, model, key)
    record = model(office_id=offices.own_id(session))
    session.add(record)
    return record


def set_where_new(record: Base, name: str, value: Any) -> None:
    """Sets an attribute only where it really changes, so that an untouched record stays untouched.

    Refused for words that the column has no room for, and for less than nothing.
    """
    if getattr(record, name) != value:
        _must_fit(record, name, value)
        setattr(record, name, value)


def must_exist(session: Session, model: type[Record], key: str) -> Record:
    """The record of that key; :class:`Refused` where another window has taken it away."""
    record = session.get(model, key)
    if record is None or getattr(record, "deleted_at", None) is not None:
        raise Refused("这条记录已经删除，请刷新列表。")
    return record


def mark_removed(session: Session, model: type[Any], ids: Iterable[str], now: datetime) -> int:
    """Takes records away by a mark, so that they can come back; returns how many."""
    count = 0
    for key in ids:
        record: Root | None = session.get(model, key)
        if record is not None and record.deleted_at is None:
            record.deleted_at = now
            count += 1
    session.flush()
    return count


def as_entered(model: type[Base]) -> ColumnElement[int]:
    """SQL: the order in which records came into the file; of two on one day the later one counts."""
    return literal_column(f"{model.__tablename__}.rowid")


def standing(model: type[Any]) -> Any:
    """A query over the records of a table that have not been taken away."""
    return select(model).where(model.deleted_at.is_(None))
