"""What ``submit --without-people`` keeps at home: 在外乡贤, 引资人 and contacts, and every mention of them."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, Text, delete, literal, select, type_coerce, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.fields import RECORDS, FieldKind
from app.models import Base
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead
from app.models.offices import SavedFilter
from app.models.projects import Project
from app.models.types import PERSONAL, Document, Words, document_text
from app.services.leads.conversion import CONTACT_LINE
from app.services.submission.hidden_numbers import without_numbers
from app.services.submission.hidden_words import BETWEEN, Hide, names, replacer
from app.values.words import search_text

_PROSE = 20_000
_SHORT = 2  # signs of a name that may be a word too
_STAFF = frozenset(
    {"leader", "person", "head", "liaison", "responsible", "judged_by", "verified_by", "team", "made_by", "leaders"}
)
_TOKENS = frozenset(
    {"key", "indicator", "owner_kind", "kind", "signature", "list_name", "media_type", "measure", "code", "county"}
    | {"credit_code", "file_name", "group_name", "category", "voucher_number", "sha256", "manifest_sha256"}
)
_OTHERS = frozenset(
    {("enterprises", "name"), ("units", "name"), ("offices", "name"), ("carriers", "name"), ("people", "name")}
    | {("responsibilities", "name"), ("holidays", "name"), ("meta", "value"), ("offices", "short_name")}
)


@dataclass(frozen=True)
class Secrets:
    """What may be nowhere: names from the list of fellows, names of introducers and contacts, their phones, WeChat."""

    listed: frozenset[str]
    named: frozenset[str]
    phones: frozenset[str]
    words: frozenset[str]


def secrets(session: Session) -> Secrets:
    """The people of the file, removed ones too; to be asked before anything is taken out.

    A name that someone of the office has too is not among them: it may be that colleague who is meant.
    """
    townspeople = _told(session, Fellow.name)
    listed = {part for name in townspeople for part in (name, *BETWEEN.split(name)) if len(part) > 1}
    colleagues = names(_of_kind(session, FieldKind.COLLEAGUE))
    mentioned = [*_of_kind(session, FieldKind.PERSON, without=Fellow.__tablename__), *_told(session, Fellow.relatives)]
    return Secrets(
        frozenset(listed - colleagues),
        frozenset(names(mentioned) - colleagues),
        frozenset(part for line in _of_kind(session, FieldKind.PHONE) for part in line.split("、") if len(part) > 6),
        frozenset(word for word in _of_kind(session, FieldKind.CODE, personal=True) if len(word) > 5),
    )


def take_out(session: Session, known: Secrets) -> None:
    """Empties every personal column, and puts 某人 in the place of people's names elsewhere."""
    for table in Base.metadata.sorted_tables:
        nothing = {column.name: None if column.nullable else "" for column in table.c if is_personal(column)}
        if nothing:
            session.execute(update(table).values(nothing))
    session.execute(delete(SavedFilter))
    long = frozenset(name for name in known.named if len(name) > _SHORT)
    in_lines = replacer(known.listed | known.phones | long, known.named - long)
    in_prose = replacer(known.listed | known.named | known.phones | known.words)
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if hide := _how(table, column, in_lines, in_prose):
                _rewrite(session, table, column, hide)
    _renew_search(session)


def is_personal(column: Column[Any]) -> bool:
    """Whether a column's type says that its values stay at home."""
    return isinstance(column.type, PERSONAL)


def _of_kind(session: Session, kind: FieldKind, *, personal: bool = False, without: str = "") -> list[str]:
    """All that is written in fields of a kind, in whatever table; of the personal ones alone where asked."""
    columns = [
        column
        for table in Base.metadata.sorted_tables
        for column in table.c
        if table.name != without and _kind(table, column) is kind and (is_personal(column) or not personal)
    ]
    return _told(session, *columns)


def _kind(table: Table, column: Column[Any]) -> FieldKind | None:
    known = RECORDS[table.name].get(column.name) if table.name in RECORDS else None
    return known.kind if known else None


def _told(session: Session, *columns: Column[Any] | InstrumentedAttribute[str]) -> list[str]:
    return [text for column in columns for text in session.scalars(select(column).distinct()) if text]


def _how(table: Table, column: Column[Any], in_lines: Hide, in_prose: Hide) -> Hide | None:
    """How a column is gone through: not at all where a colleague, a firm or a code stands."""
    kind, place = column.type, (table.name, column.name)
    if column.name in _STAFF | _TOKENS or column.foreign_keys or column.primary_key or place in _OTHERS:
        return None
    if isinstance(kind, Document):
        return lambda text: in_prose(_without_numbers_inside(text))
    if not isinstance(kind, Words) or kind.most < 200:
        return None
    if kind.most == _PROSE:
        return lambda text: in_prose(without_numbers(_without_contact(text)))
    return lambda text: in_lines(without_numbers(text))


def _without_numbers_inside(document: str) -> str:
    """A JSON text with the numbers hidden in every text that it holds; its own numbers are figures, and stay."""
    held = json.loads(document)
    hidden = _each_text(held)
    return document if hidden == held else document_text(hidden)


def _each_text(held: Any) -> Any:
    if isinstance(held, str):
        return without_numbers(held)
    if isinstance(held, list):
        return [_each_text(one) for one in held]
    return {key: _each_text(one) for key, one in held.items()} if isinstance(held, dict) else held


def _without_contact(text: str) -> str:
    if CONTACT_LINE not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not line.startswith(CONTACT_LINE))


def _rewrite(session: Session, table: Table, column: Column[Any], hide: Hide) -> None:
    keys, as_it_lies = list(table.primary_key), type_coerce(column, Text())
    for *identity, text in session.execute(select(*keys, as_it_lies).where(column.is_not(None))).all():
        if (hidden := hide(text)) != text:
            where = [key == value for key, value in zip(keys, identity, strict=True)]
            session.execute(update(table).where(*where).values({column.name: literal(hidden, Text())}))


def _renew_search(session: Session) -> None:
    """The words that records are found by held the people too."""
    for record, fields in (
        (Project, (Project.name, Project.investor, Project.code, Project.person, Project.leader)),
        (Lead, (Lead.name, Lead.investor, Lead.person, Lead.code)),
        (Enterprise, (Enterprise.name, Enterprise.credit_code, Enterprise.place)),
    ):
        table = Base.metadata.tables[record.__tablename__]
        for identity, *words in session.execute(select(record.id, *fields)).all():
            found_by = search_text(*words)[:2000]
            session.execute(update(table).where(table.c.id == identity).values(search=found_by))
