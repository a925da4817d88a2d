"""One record of every change: gathered as a session flushes, written within the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, object_session
from sqlalchemy.types import LargeBinary

from app.clock import Clock
from app.models.base import Base, Root, new_id
from app.models.history import Change, ChangeSet
from app.models.offices import Meta

_SILENT = (ChangeSet, Change, Meta)  # the file's own book-keeping is no change of the user's
_DELETED, _RECORDER = "deleted records", "recorder"
_BATCH = 400  # ids in one IN (...)
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
        session.info[_RECORDER] = self
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
        if not asked.is_insert or mapper is None or not isinstance(rows, list) or issubclass(mapper.class_, _SILENT):
            return
        if issubclass(mapper.class_, Root):
            now = self._clock.now()
            for row in rows:
                row.update(created_at=row.get("created_at") or now, updated_at=row.get("updated_at") or now)
        self._has_changes = True
        table = str(mapper.local_table)
        made = ({"table_name": table, "record_id": row["id"], "before": None, "after": _plain(row)} for row in rows)
        asked.session.execute(insert(Change), [{"set_number": self.number, **change} for change in made])

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
    recorder: Recorder = session.info[_RECORDER]
    return recorder.take_out(session, model, keys)


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
        if not isinstance(value, bytes)
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
