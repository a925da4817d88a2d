"""History of a record in the clerk's words: who changed what when; and the list of what was done lately."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.models import Base
from app.models.history import Change, ChangeSet
from app.services.history.words import SILENT, currency_of, field_title, noun, record_title, title_of, value_text

# What belongs to a record though it stands in a table of its own, by the column that points at it.
_PARTS: Mapping[str, str] = {
    "projects": "project_id",
    "leads": "lead_id",
    "letters": "letter_id",
    "schemes": "scheme_id",
    "activities": "activity_id",
}
_BATCH = 400


@dataclass(frozen=True)
class FieldChange:
    """One field's words before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One record's change: ``action`` is what the user called it, ``record`` which part it was of, ``kind`` how.

    ``kind`` is 新增, 修改, 删除 or 还原.
    """

    number: int
    happened_at: datetime
    made_by: str
    action: str
    record: str
    kind: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ActionLine:
    """One user action with the number of records it touched; ``is_undone`` where it was taken back."""

    number: int
    happened_at: datetime
    made_by: str
    action: str
    records: int
    is_undone: bool


def of_record(session: Session, table: str, key: str, most: int = 200) -> tuple[HistoryLine, ...]:
    """What happened to a record and to its parts, the latest first, at most so many."""
    keys = [key, *_parts_of(session, table, key)]
    found: list[tuple[Change, ChangeSet]] = []
    for start in range(0, len(keys), _BATCH):
        statement = select(Change, ChangeSet).join(ChangeSet, Change.set_number == ChangeSet.number)
        some = statement.where(Change.record_id.in_(keys[start : start + _BATCH])).order_by(Change.number.desc())
        found += [(change, made) for change, made in session.execute(some.limit(most))]
    found.sort(key=lambda pair: -pair[0].number)
    lines = (_line(session, table, key, change, made) for change, made in found[:most])
    return tuple(line for line in lines if line.fields or line.kind != "修改")


def recent(session: Session, most: int = 100) -> tuple[ActionLine, ...]:
    """What was done lately, the latest first."""
    counted = select(ChangeSet, func.count(func.distinct(Change.table_name + Change.record_id)))
    statement = counted.join(Change, Change.set_number == ChangeSet.number).group_by(ChangeSet.number)
    undone = undone_numbers(session)
    return tuple(
        ActionLine(made.number, made.happened_at, made.made_by, made.title, count, made.number in undone)
        for made, count in session.execute(statement.order_by(ChangeSet.number.desc()).limit(most))
    )


def is_empty(session: Session) -> bool:
    """Whether nothing has been done in the file yet."""
    return session.scalar(select(ChangeSet.number).limit(1)) is None


def undone_numbers(session: Session) -> set[int]:
    """The sets that stand undone: taken back by one that was not itself taken back."""
    undoing = select(ChangeSet.number, ChangeSet.undoes).where(ChangeSet.undoes.is_not(None))
    undone: set[int] = set()
    for number, undoes in session.execute(undoing.order_by(ChangeSet.number.desc())):
        if number not in undone and undoes is not None:
            undone.add(undoes)
    return undone


def _parts_of(session: Session, table: str, key: str) -> Iterable[str]:
    """The ids of everything that belongs or belonged to a record."""
    pointer = _PARTS.get(table)
    if pointer is None:
        return []
    found: list[str] = []
    for part in Base.metadata.sorted_tables:
        # A lead's project and a project's successor are records of their own.
        if pointer in part.c and "id" in part.c and part.name not in {"projects", "leads"}:
            found += session.scalars(select(part.c.id).where(part.c[pointer] == key))
    gone = select(Change.record_id).where(
        or_(
            Change.after.is_(None) & (func.json_extract(Change.before, f"$.{pointer}") == key),
        ),
        Change.table_name != table,
    )
    return dict.fromkeys([*found, *session.scalars(gone)])


def _line(session: Session, table: str, key: str, change: Change, made: ChangeSet) -> HistoryLine:
    before, after = change.before or {}, change.after or {}
    kind = "新增" if change.before is None else "删除" if change.after is None else "修改"
    if kind == "修改" and "deleted_at" in after:
        kind = "删除" if after["deleted_at"] else "还原"
    own = (change.table_name, change.record_id) == (table, key)
    values = after if change.before is None else before
    title = title_of(change.table_name, values) if kind != "修改" else ""
    title = title or record_title(session, change.table_name, change.record_id)
    called = noun(change.table_name)
    currency = currency_of(session, change.table_name, change.record_id)
    return HistoryLine(
        number=made.number,
        happened_at=made.happened_at,
        made_by=made.made_by,
        action=made.title,
        record="" if own else f"{called}“{title}”" if title else called,
        kind=kind,
        fields=_fields(session, change.table_name, before, after, currency),
    )


def _fields(
    session: Session, table: str, before: Mapping[str, Any], after: Mapping[str, Any], currency: str
) -> tuple[FieldChange, ...]:
    found = []
    for field in dict.fromkeys([*before, *after]):
        if field in SILENT or field == "deleted_at":
            continue
        old, new = (
            value_text(session, table, field, values.get(field), values.get("currency") or currency)
            for values in (before, after)
        )
        if old != new:
            found.append(FieldChange(field_title(table, field), old, new))
    return tuple(found)
