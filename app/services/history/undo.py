"""撤销: the last action taken back by its inverse, which is itself an action that can be taken back (重做)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import inspect, select, text, update
from sqlalchemy.orm import Session, selectinload

from app.database.history import plain
from app.errors import Refused
from app.models import Base
from app.models.history import Change, ChangeSet
from app.models.types import Choice, Day, Moment
from app.services.history import undone_numbers
from app.services.history.words import noun
from app.values.dates import PartialDate

_BATCH = 400  # ids in one IN (...)
_STAMPS = frozenset({"created_at", "updated_at"})
_BYTES = "attachment_contents"  # bytes are in no history: they stay, and go with their attachment's bin


@dataclass(frozen=True)
class Undoable:
    """The action that would be taken back, or done again."""

    number: int
    title: str
    happened_at: datetime


def next_undo(session: Session) -> Undoable | None:
    """The last action that is not taken back."""
    undone = undone_numbers(session)
    for made in _latest_first(session):
        if made.undoes is None and made.number not in undone:
            return Undoable(made.number, made.title, made.happened_at)
    return None


def next_redo(session: Session) -> Undoable | None:
    """The last 撤销 that was not done again itself, where nothing new was done since; called as what it took back."""
    undone = undone_numbers(session)
    for made in _latest_first(session):
        if made.undoes is None:
            return None
        target = session.get_one(ChangeSet, made.undoes)
        if target.undoes is None and made.number not in undone:
            return Undoable(made.number, target.title, target.happened_at)
    return None


def undo_last(session: Session, now: datetime) -> str:
    """Takes the last action back; returns what it was called. Refuses where there is none, or it was overtaken."""
    asked = next_undo(session)
    if asked is None:
        raise Refused("没有可以撤销的操作。")
    _revert(session, asked.number, now)
    return asked.title


def redo_last(session: Session, now: datetime) -> str:
    """Does again what was taken back last; returns what that was called."""
    asked = next_redo(session)
    if asked is None:
        raise Refused("没有可以重做的操作。")
    _revert(session, asked.number, now)
    return asked.title


def _latest_first(session: Session) -> Iterator[ChangeSet]:
    """The sets, without the one that is just being made: it has no changes yet."""
    has_changes = select(Change.number).where(Change.set_number == ChangeSet.number).exists()
    return iter(session.scalars(select(ChangeSet).where(has_changes).order_by(ChangeSet.number.desc())))


def _revert(session: Session, number: int, now: datetime) -> None:
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    changes = session.scalars(select(Change).where(Change.set_number == number).order_by(Change.number.desc())).all()
    held = list(_standing(session, changes))  # a session forgets what nobody holds
    kind_before = ""
    for change in changes:
        # One flush for a run of the same kind: thousands of rows of a ledger go back at once.
        kind = "put back" if change.after is None else "take out" if change.before is None else "set back"
        if kind != kind_before:
            session.flush()
        kind_before = kind
        if change.table_name != _BYTES:
            with session.no_autoflush:
                _turn_back(session, change, now)
    session.flush()
    held.clear()
    ours = session.scalar(select(ChangeSet.number).order_by(ChangeSet.number.desc()).limit(1))
    if ours is not None and ours > number:
        session.execute(update(ChangeSet).where(ChangeSet.number == ours).values(undoes=number))


def _standing(session: Session, changes: Sequence[Change]) -> Iterator[Any]:
    """The records that changes speak of, fetched by many at a time."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.after is not None and "|" not in change.record_id:
            keys[change.table_name].append(change.record_id)
    for table, ids in keys.items():
        model = _model(table)
        (key,) = model.__table__.primary_key
        # What goes with a record is asked for by many at a time too, and not once for each.
        parts = [selectinload(each.class_attribute) for each in inspect(model).relationships if each.cascade.delete]
        for start in range(0, len(ids), _BATCH):
            yield from session.scalars(select(model).where(key.in_(ids[start : start + _BATCH])).options(*parts))


def _turn_back(session: Session, change: Change, now: datetime) -> None:
    model = _model(change.table_name)
    record = session.get(model, _identity(change.record_id))
    if change.after is None:
        if record is not None:
            raise _overtaken(change)
        session.add(model(**_values(model, change.before)))
    elif record is None:
        raise _overtaken(change)
    elif change.before is None:
        _take_out(session, record, now)
    else:
        _set_back(record, model, change)


def _take_out(session: Session, record: Any, now: datetime) -> None:
    """A record that the action made goes as if it had never been; an attachment keeps its bytes in the bin."""
    if record.__tablename__ == "attachments":
        record.deleted_at = now
    else:
        session.delete(record)


def _set_back(record: Any, model: type[Any], change: Change) -> None:
    fields = [field for field in change.after if field not in _STAMPS]
    if any(plain(getattr(record, field)) != change.after[field] for field in fields):
        raise _overtaken(change)
    for field, value in _values(model, {field: change.before.get(field) for field in fields}).items():
        setattr(record, field, value)


def _values(model: type[Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values of JSON as the record's columns hold them."""
    return {field: _value(model.__table__.c[field].type, value) for field, value in stored.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, Day):
        return PartialDate(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return kind.choices(value) if isinstance(kind, Choice) else value


@cache
def _model(table: str) -> type[Any]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is Base.metadata.tables[table])


def _identity(key: str) -> Any:
    parts = key.split("|")
    return parts[0] if len(parts) == 1 else tuple(parts)


def _overtaken(change: Change) -> Refused:
    return Refused(f"这次操作涉及的{noun(change.table_name)}后来又改动过，不能撤销；请直接修改。")
