"""撤销: the last action taken back by its inverse, which is itself an action that can be taken back (重做)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import LargeBinary, func, insert, inspect, select, text, update
from sqlalchemy.orm import Session, selectinload

from app.database.history import plain, take_out
from app.errors import Refused
from app.models import Base
from app.models.history import Change, ChangeSet
from app.models.types import Choice, Day, Moment
from app.services import offices
from app.services.history import undone_numbers
from app.services.history.words import noun
from app.values.dates import PartialDate

_BATCH = 400  # ids in one IN (...)
_WORTH_IT = 20  # rows from which on they are turned back as plain rows
Progress = Callable[[int, int], None]  # what is done and what there is; what it raises ends the work
_STAMPS = frozenset({"created_at", "updated_at"})
_BYTES = "attachment_contents"  # bytes are in no history: they stay, and go with their attachment's bin


def _unwatched(_done: int, _whole: int) -> None:
    """Nobody waits for it."""


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


def undo_last(session: Session, now: datetime, progress: Progress = _unwatched) -> str:
    """Takes the last action back; returns what it was called. Refuses where there is none, or it was overtaken."""
    asked = next_undo(session)
    if asked is None:
        raise Refused("没有可以撤销的操作。")
    _revert(session, asked.number, now, progress)
    return asked.title


def redo_last(session: Session, now: datetime, progress: Progress = _unwatched) -> str:
    """Does again what was taken back last; returns what that was called."""
    asked = next_redo(session)
    if asked is None:
        raise Refused("没有可以重做的操作。")
    _revert(session, asked.number, now, progress)
    return asked.title


def size(session: Session, asked: Undoable | None) -> int:
    """How many records an action touched: what tells whether taking it back is worth a progress bar."""
    if asked is None:
        return 0
    return session.scalar(select(func.count()).select_from(Change).where(Change.set_number == asked.number)) or 0


def _latest_first(session: Session) -> Iterator[ChangeSet]:
    """The sets, without the one that is just being made: it has no changes yet."""
    has_changes = select(Change.number).where(Change.set_number == ChangeSet.number).exists()
    return iter(session.scalars(select(ChangeSet).where(has_changes).order_by(ChangeSet.number.desc())))


def _revert(session: Session, number: int, now: datetime, progress: Progress) -> None:
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    columns = (Change.table_name, Change.record_id, Change.before, Change.after)  # as plain rows: there are thousands
    asked = select(*columns).where(Change.set_number == number).order_by(Change.number.desc())
    changes: Sequence[Any] = session.execute(asked).all()
    whole, done = len(changes), 0
    for kind, run in groupby(changes, _kind):
        some = list(run)
        for table, of_table in _by_table(some).items():
            progress(done, whole)
            if not _many_at_once(session, table, kind, of_table, changes):
                _one_by_one(session, of_table, now)
            done += len(of_table)
        session.flush()
    ours = session.scalar(select(ChangeSet.number).order_by(ChangeSet.number.desc()).limit(1))
    if ours is not None and ours > number:
        session.execute(update(ChangeSet).where(ChangeSet.number == ours).values(undoes=number))


def _kind(change: Any) -> str:
    return "put back" if change.after is None else "take out" if change.before is None else "set back"


def _by_table(changes: Sequence[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for change in changes:
        if change.table_name != _BYTES:
            found.setdefault(change.table_name, []).append(change)
    return found


def _one_by_one(session: Session, changes: Sequence[Any], now: datetime) -> None:
    """By way of the records themselves; one flush for all of a run of the same kind."""
    held = list(_standing(session, changes))  # a session forgets what nobody holds
    for change in changes:
        with session.no_autoflush:
            _turn_back(session, change, now)
    session.flush()
    held.clear()


def _many_at_once(session: Session, table: str, kind: str, changes: Sequence[Any], everything: Sequence[Any]) -> bool:
    """A ledger's thousands of rows go, or come back, as plain rows; False for what has to be done one by one."""
    model = _model(table)
    plain_rows = len(changes) >= _WORTH_IT and table != "attachments" and _is_plain(model)
    if not plain_rows or kind == "set back":
        return False
    keys = [change.record_id for change in changes]
    if kind == "take out":
        if _has_others_below(session, model, keys, everything):
            return False
        gone = take_out(session, model, keys)
        if missing := [change for change in changes if change.record_id not in gone]:
            raise _overtaken(missing[0])
        return True
    for start in range(0, len(keys), _BATCH):
        there = set(session.scalars(select(model.id).where(model.id.in_(keys[start : start + _BATCH]))))
        if standing := [change for change in changes if change.record_id in there]:
            raise _overtaken(standing[0])
    for _, alike in groupby(sorted(changes, key=_fields_of), _fields_of):
        session.execute(insert(model), [_values(model, change.before) for change in alike])
    return True


def _fields_of(change: Any) -> tuple[str, ...]:
    return tuple(sorted(change.before))


def _is_plain(model: type[Any]) -> bool:
    """Whether history holds the whole of such a row, known by one id."""
    columns = model.__table__.c
    return [key.name for key in model.__table__.primary_key] == ["id"] and not any(
        isinstance(column.type, LargeBinary) for column in columns
    )


def _has_others_below(session: Session, model: type[Any], keys: Sequence[str], everything: Sequence[Any]) -> bool:
    """Whether parts hang on the rows that the action did not make itself: those go as the records' own rules say."""
    made = {change.record_id for change in everything if change.before is None}
    for relationship in inspect(model).relationships:
        if not relationship.cascade.delete:
            continue
        part, (pointer, *_) = relationship.mapper.class_, relationship.remote_side
        for start in range(0, len(keys), _BATCH):
            below = select(part.id).where(pointer.in_(keys[start : start + _BATCH]))
            if not made.issuperset(session.scalars(below)):
                return True
    return False


def _standing(session: Session, changes: Sequence[Any]) -> Iterator[Any]:
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


def _turn_back(session: Session, change: Any, now: datetime) -> None:
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
    elif record.__tablename__ == "offices" and record.id == offices.own_or_none(session):
        offices.forget_itself(record)
    else:
        session.delete(record)


def _set_back(record: Any, model: type[Any], change: Any) -> None:
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


def _overtaken(change: Any) -> Refused:
    return Refused(f"这次操作涉及的{noun(change.table_name)}后来又改动过，不能撤销；请直接修改。")
