"""One record of every change: gathered as a session flushes, written within the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Connection, delete, event, insert, inspect, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import ORMExecuteState, Session, object_session
from sqlalchemy.types import LargeBinary

from app.clock import Clock
from app.models.base import Base, Root, new_id
from app.models.history import Change, ChangeSet
from app.models.offices import Meta
from app.models.types import Document

_SILENT = (ChangeSet, Change, Meta)  # the file's own book-keeping is no change of the user's
_DELETED = "deleted records"
_BATCH = 400  # ids in one IN (...)
_RECORDERS: WeakKeyDictionary[Session, "Recorder"] = WeakKeyDictionary()  # outlives what a savepoint takes back
_PLAIN = frozenset({str, int, type(None)})  # what JSON knows as it is
_STAMPS = frozenset({"created_at", "updated_at"})


@event.listens_for(Base, "after_delete", propagate=True)
def _deleted(_mapper: Any, _connection: Any, record: Base) -> None:
    """Notes every record that goes: one that a parent let go of is not among the session's deleted ones."""
    if (session := object_session(record)) is not None:
        session.info.setdefault(_DELETED, []).append(record)


class Recorder:
    """Watches one session and keeps the change set that the user's action makes.

    The set is opened at once: made later, it could be taken back with a savepoint that failed.
    """

    def __init__(self, session: Session, title: str, clock: Clock) -> None:
        self._clock = clock
        self._has_changes = self._is_to_stay = False
        values = {"title": title, "happened_at": clock.now(), "made_by": ""}
        opened = session.execute(insert(ChangeSet).values(**values).returning(ChangeSet.number))
        self.number: int = opened.scalar_one()
        _RECORDERS[session] = self
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._record)
        event.listen(session, "do_orm_execute", self._inserted)

    def _stamp(self, session: Session, *_: Any) -> None:
        now = self._clock.now()
        for record in session.new:
            if hasattr(record, "id") and record.id is None:
                record.id = new_id()
            if isinstance(record, Root):
                record.created_at = record.created_at or now
                record.updated_at = record.updated_at or now
        for record in session.dirty:
            if isinstance(record, Root) and session.is_modified(record):
                record.updated_at = now

    def _record(self, session: Session, *_: Any) -> None:
        changes = [
            *_changes(session.new, made=True),
            *_changes((r for r in session.dirty if session.is_modified(r)), made=False),
            *(_gone(record) for record in session.info.pop(_DELETED, ()) if not isinstance(record, _SILENT)),
        ]
        if changes:
            self._has_changes = True
            session.execute(insert(Change), [{"set_number": self.number, **change} for change in changes])

    def _inserted(self, asked: ORMExecuteState) -> None:
        """Stamps and records what is inserted as plain rows, many at once."""
        mapper, rows = asked.bind_mapper, asked.parameters
        if asked.is_insert and mapper is not None and isinstance(rows, list) and not issubclass(mapper.class_, _SILENT):
            self.note_made(asked.session, mapper.class_, rows)

    def note_made(self, session: Session, model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
        """Stamps rows that are about to be inserted, and records each."""
        if issubclass(model, Root):
            now = self._clock.now()
            for row in rows:
                row.update(created_at=row.get("created_at") or now, updated_at=row.get("updated_at") or now)
        self._has_changes = True
        kind = {"set_number": self.number, "table_name": model.__table__.name, "before": None}
        _write(session, Change, [{**kind, "record_id": row["id"], "after": _plain(row)} for row in rows])

    def take_out(self, session: Session, model: type[Any], keys: Sequence[str]) -> set[str]:
        """As :func:`take_out` says."""
        table = model.__table__
        kept = [column for column in table.c if not isinstance(column.type, LargeBinary)]
        found: set[str] = set()
        for start in range(0, len(keys), _BATCH):
            asked = table.c.id.in_(keys[start : start + _BATCH])
            rows = [dict(row) for row in session.execute(select(*kept).where(asked)).mappings()]
            if not rows:
                continue
            session.execute(delete(table).where(asked))
            gone = ({"table_name": table.name, "record_id": row["id"], "before": _plain(row)} for row in rows)
            session.execute(insert(Change), [{"set_number": self.number, "after": None, **change} for change in gone])
            self._has_changes = True
            found.update(row["id"] for row in rows)
        return found

    def close(self, session: Session) -> None:
        """Drops the set again where nothing changed."""
        session.flush()
        if not self._has_changes:
            session.execute(delete(ChangeSet).where(ChangeSet.number == self.number))
        self._is_to_stay = self._stands_in(session)  # some work takes its own history out

    def is_kept(self, connection: Connection) -> bool:
        """Whether the file says the same when asked anew after the commit: only then may it be called saved."""
        return self._stands_in(connection) == self._is_to_stay

    def _stands_in(self, place: Session | Connection) -> bool:
        return place.scalar(select(ChangeSet.number).where(ChangeSet.number == self.number)) is not None


def take_out(session: Session, model: type[Any], keys: Sequence[str]) -> set[str]:
    """Deletes rows by their ids, many at once, and records each as it was; returns the ids of those that were there.

    What hangs on a row is not looked for: it has to go by itself before the transaction ends.
    """
    return _RECORDERS[session].take_out(session, model, keys)


def put_in(session: Session, model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    """Inserts rows that give every column, many at once, and records each where the session keeps a history.

    What a form refuses is to be refused before: nothing is asked of the values here but the table's own rules.
    """
    session.flush()
    if (recorder := _RECORDERS.get(session)) is not None:
        recorder.note_made(session, model, rows)
    _write(session, model, rows)


def _write(session: Session, model: type[Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows as the driver takes them: a session would ask of each value of each row what its column is."""
    if not rows:
        return
    connection, table = session.connection(), model.__table__
    columns = [column for column in table.c if column.key in rows[0]]
    names, marks = ", ".join(f'"{column.name}"' for column in columns), ", ".join("?" * len(columns))
    values = zip(*(_to_file(column, rows, connection.dialect) for column in columns), strict=True)
    connection.exec_driver_sql(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(values))  # noqa: S608 - our own names


def _to_file(column: Column[Any], rows: Sequence[Mapping[str, Any]], dialect: Dialect) -> list[Any]:
    """What all rows hold in a column, as the file keeps it; what most of them share is made once."""
    values = [row[column.key] for row in rows]
    write = column.type.dialect_impl(dialect).bind_processor(dialect)
    if write is None:
        return values
    return list(map(write if isinstance(column.type, Document) else cache(write), values))


def _changes(records: Iterable[Any], *, made: bool) -> Iterable[dict[str, Any]]:
    for record in records:
        if isinstance(record, _SILENT):
            continue
        before, after = _difference(record, made)
        if made or set(after) - _STAMPS:
            yield _line(record, None if made else before, after)


def _difference(record: Any, made: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    state = inspect(record)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        if isinstance(attribute.columns[0].type, LargeBinary):
            continue
        if made:
            after[attribute.key] = plain(state.dict.get(attribute.key))
        elif attribute.key in state.committed_state and (history := state.attrs[attribute.key].history).has_changes():
            before[attribute.key] = plain(history.deleted[0] if history.deleted else None)
            after[attribute.key] = plain(history.added[0] if history.added else None)
    return before, after


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value if value.__class__ in _PLAIN else plain(value)
        for name, value in row.items()
        if value.__class__ is not bytes
    }


def _gone(record: Base) -> dict[str, Any]:
    attributes = inspect(record).mapper.column_attrs
    kept = [a.key for a in attributes if not isinstance(a.columns[0].type, LargeBinary)]
    return _line(record, {key: plain(getattr(record, key)) for key in kept}, None)


def _line(record: Base, before: Any, after: Any) -> dict[str, Any]:
    identity = "|".join(str(part) for part in inspect(record).mapper.primary_key_from_instance(record))
    return {"table_name": record.__tablename__, "record_id": identity, "before": before, "after": after}


def plain(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if hasattr(value, "iso"):
        return value.iso
    return value
