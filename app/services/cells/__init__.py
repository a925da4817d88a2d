"""Cells of a list that are typed, filled or pasted: many at once are one change, kept by the rules of the form.

A cell is named by its record's id and its column; ids that begin with ``+`` stand for records that are to be made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.fields import Field, FieldKind
from app.services import choices, projects, units
from app.services.cells.columns import MILESTONES, PROJECT, field_of
from app.services.cells.held import hold
from app.services.cells.lists import LISTS
from app.services.cells.of_projects import dates_of, keep_dates, project_named
from app.services.cells.reading import Terms, read, written
from app.values.capital import Currency
from app.values.words import clean

__all__ = [
    "NEW",
    "CellEdit",
    "CellRefused",
    "Kept",
    "Outcome",
    "Terms",
    "field_of",
    "keep",
    "makes_new",
    "offered",
    "rehearse",
    "texts",
]

NEW = "+"
_CURRENCY = "currency"


@dataclass(frozen=True)
class CellEdit:
    """What was typed into the cell of a record and a column."""

    key: str
    column: str
    text: str


class CellRefused(Refused):
    """A refusal of one cell: ``key`` and ``field`` name it."""

    def __init__(self, message: str, key: str, field: str | None) -> None:
        super().__init__(message, field)
        self.key = key


@dataclass(frozen=True)
class Kept:
    """The ids of the edited records, by the keys they were named by, and what looks wrong though it was taken."""

    ids: Mapping[str, str]
    doubts: tuple[tuple[str, str, str], ...] = ()  # (id, field, sentence)


@dataclass(frozen=True)
class Outcome:
    """What one record would become: changes as (title, before, after), or why it cannot be kept."""

    key: str
    name: str
    changes: tuple[tuple[str, str, str], ...] = ()
    problem: str = ""
    field: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the record is to be made."""
        return self.key.startswith(NEW)


def makes_new(list_name: str) -> bool:
    """Whether new rows of a list make new records."""
    return LISTS[list_name].start is not None


def offered(session: Session, list_name: str, column: str) -> tuple[tuple[str, ...], bool]:
    """The words to choose from in a column's cells, and whether nothing else is taken."""
    field = _typed(list_name, column)
    if field.kind is FieldKind.UNIT:
        return tuple(units.names(session)), True
    if column == PROJECT and field.name == PROJECT:
        return tuple(projects.titles(session)), True
    known = () if list_name == "projects" and column in MILESTONES else choices.words(list_name, field.name)
    return known, field.kind is FieldKind.CHOICE


def texts(session: Session, list_name: str, key: str, columns: Iterable[str], terms: Terms) -> dict[str, str]:
    """What the cells of one record hold, to be typed over: every digit, nothing masked."""
    entry = LISTS[list_name].load(session, key)
    dates = dates_of(session, key) if list_name == "projects" else {}
    found: dict[str, str] = {}
    for column in columns:
        field = field_of(list_name, column)
        if column in dates:
            found[column] = dates[column].iso if dates[column] else ""
        elif field is not None and hasattr(entry, field.name):
            found[column] = written(_in_currency(field, entry), getattr(entry, field.name), terms)
    return found


def keep(session: Session, list_name: str, edits: Sequence[CellEdit], terms: Terms) -> Kept:
    """Keeps all cells, record by record; a refusal names its cell, and the caller's work takes everything back."""
    ids: dict[str, str] = {}
    doubts: list[tuple[str, str, str]] = []
    records = _by_record(edits)
    _held = hold(session, list_name, list(records))
    for key, of_record in records.items():
        try:
            ids[key], found = _keep(session, list_name, key, of_record, terms)
        except CellRefused as refused:
            if len(records) == 1:
                raise
            name = clean(of_record.get("name")) if key.startswith(NEW) else _name(LISTS[list_name].load(session, key))
            where = f"“{name}”：" if name else ""
            raise CellRefused(f"{where}{refused.message}全部单元格都没有改动。", key, refused.field) from refused
        doubts += [(ids[key], field, sentence) for field, sentence in found]
    return Kept(ids, tuple(doubts))


def rehearse(session: Session, list_name: str, edits: Sequence[CellEdit], terms: Terms) -> list[Outcome]:
    """What keeping would do to each record, to be shown first; the session is one that takes all of it back."""
    records = _by_record(edits)
    _held = hold(session, list_name, list(records))
    return [_rehearsed(session, list_name, key, each, terms) for key, each in records.items()]


def _by_record(edits: Sequence[CellEdit]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for edit in edits:
        found.setdefault(edit.key, {})[edit.column] = edit.text
    return found


def _rehearsed(session: Session, list_name: str, key: str, typed: Mapping[str, str], terms: Terms) -> Outcome:
    is_new = key.startswith(NEW)
    before = {} if is_new else texts(session, list_name, key, typed, terms)
    old = "" if is_new else _name(LISTS[list_name].load(session, key))
    try:
        with session.begin_nested():
            made, doubts = _keep(session, list_name, key, typed, terms)
            after = texts(session, list_name, made, typed, terms)
            name = _name(LISTS[list_name].load(session, made))
    except Refused as refused:
        name = old or clean(typed.get("name") or next(iter(typed.values()), ""))
        return Outcome(key, name, problem=refused.message, field=refused.field or "")
    changes = tuple(
        (_typed(list_name, column).title, before.get(column, ""), after.get(column, ""))
        for column in typed
        if before.get(column, "") != after.get(column, "")
    )
    return Outcome(key, old or name, changes, doubts=tuple(sentence for _, sentence in doubts))


def _keep(
    session: Session, list_name: str, key: str, typed: Mapping[str, str], terms: Terms
) -> tuple[str, list[tuple[str, str]]]:
    asked = LISTS[list_name]
    is_new = key.startswith(NEW)
    if is_new and asked.start is None:
        raise CellRefused("这里不能粘贴出新记录，请用“新增”。", key, None)
    before = asked.start(terms) if is_new and asked.start else asked.load(session, key)
    entered, dates = _entered(session, list_name, key, before, typed, terms)
    try:
        made = asked.save(session, entered, None if is_new else key, terms) if is_new or entered != before else key
        of_dates = keep_dates(session, made, dates, terms, is_new=is_new) if dates else []
    except CellRefused:
        raise
    except Refused as refused:
        raise CellRefused(refused.message, key, refused.field) from refused
    known = set() if is_new else {sentence for _, sentence in asked.doubts(session, before, key, terms)}
    doubts = [*asked.doubts(session, entered, made, terms), *of_dates]
    return made, [(field, sentence) for field, sentence in doubts if sentence not in known]


def _entered(
    session: Session, list_name: str, key: str, before: Any, typed: Mapping[str, str], terms: Terms
) -> tuple[Any, dict[str, Any]]:
    """The record's entry with what was typed, and the dates that stand beside it."""
    entered, dates = before, {}
    for column in sorted(typed, key=lambda name: name != _CURRENCY):  # amounts are read in the currency typed with them
        field, text = _typed(list_name, column), typed[column]
        try:
            if column == PROJECT and field.name == PROJECT:
                entered = replace(entered, project_id=project_named(session, text))
            elif list_name == "projects" and column in MILESTONES:
                dates[column] = read(field, text, terms)
            else:
                value = read(_in_currency(field, entered), text, terms, _words(list_name, field))
                entered = replace(entered, **{field.name: _as_held(entered, field, value)})
        except Refused as refused:
            raise CellRefused(refused.message, key, column) from refused
    return entered, dates


def _as_held(entry: Any, field: Field, value: Any) -> Any:
    """A chosen word as the entry's enum; nothing typed as what the entry has for nothing."""
    now = getattr(entry, field.name)
    if field.kind is FieldKind.CHOICE and value:
        return type(now)(value) if now is not None else value
    begins = type(entry).__dataclass_fields__[field.name].default
    return begins if value is None and begins == 0 else value


def _in_currency(field: Field, entry: Any) -> Field:
    """An amount of cash is read and written in the currency of its record."""
    if field.kind is not FieldKind.CASH:
        return field
    dollars = entry.currency is Currency.DOLLAR
    return replace(field, kind=FieldKind.DOLLARS if dollars else FieldKind.MONEY, measure="")


def _typed(list_name: str, column: str) -> Field:
    field = field_of(list_name, column)
    if field is None:
        raise Refused("这一栏由程序算出，不能填写。", field=column)
    return field


def _words(list_name: str, field: Field) -> tuple[str, ...]:
    return choices.words(list_name, field.name) if field.kind is FieldKind.CHOICE else ()


def _name(entry: Any) -> str:
    names = ("name", "description", "person", "number")
    return next((word for word in (str(getattr(entry, each, "") or "") for each in names) if word), "")
