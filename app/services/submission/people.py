"""What ``submit --without-people`` keeps at home: 在外乡贤, 引资人 and contacts, and every mention of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, Text, delete, literal, select, type_coerce, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import Base
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead, LeadFollowUp
from app.models.offices import Office, SavedFilter
from app.models.projects import Project
from app.models.schemes import Reward
from app.models.types import Document, Words
from app.models.units import Person, Unit
from app.services.leads.conversion import CONTACT_LINE
from app.services.submission.hidden_words import BETWEEN, Hide, names, replacer, without_numbers
from app.values.words import search_text

_PROSE = 20_000
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
    fellows = session.execute(select(Fellow.name, Fellow.phone, Fellow.wechat, Fellow.relatives)).all()
    colleagues = names(_column(session, Person.name, Unit.head, Unit.liaison))
    colleagues |= names(_column(session, Project.person, Project.leader, Lead.person, Lead.leader, Enterprise.leader))
    listed = {part for name, *_ in fellows for part in (name, *BETWEEN.split(name)) if len(part) > 1}
    mentioned = _column(session, Project.introducer, Lead.introducer, Reward.introducer, Lead.contact)
    mentioned += _column(session, Enterprise.contact) + [relatives for *_, relatives in fellows]
    phones = _column(session, Lead.phone, Enterprise.phone) + [phone for _, phone, *_ in fellows]
    return Secrets(
        frozenset(listed - colleagues),
        frozenset(names(mentioned) - colleagues),
        frozenset(part for line in phones for part in line.split("、") if len(part) > 6),
        frozenset(wechat for _, _, wechat, _ in fellows if len(wechat) > 5),
    )


def take_out(session: Session, known: Secrets) -> None:
    """Empties the fields that hold people, and puts 某人 in the place of their names elsewhere."""
    nobody = {"contact": "", "contact_title": "", "phone": ""}
    session.execute(update(Enterprise).values(nobody))
    session.execute(update(Lead).values({**nobody, "introducer": ""}))
    session.execute(update(Project).values(introducer="", phone=""))
    session.execute(update(Reward).values(introducer=""))
    session.execute(update(LeadFollowUp).values(people=""))
    session.execute(delete(SavedFilter))
    for record in (Unit, Person, Office):
        session.execute(update(record).values(phone=""))
    in_lines = replacer(known.listed | known.phones)
    in_prose = replacer(known.listed | known.named | known.phones | known.words)
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            if hide := _how(table, column, in_lines, in_prose):
                _rewrite(session, table, column, hide)
    _renew_search(session)


def _column(session: Session, *columns: InstrumentedAttribute[str]) -> list[str]:
    return [text for column in columns for text in session.scalars(select(column).distinct()) if text]


def _how(table: Table, column: Column[Any], in_lines: Hide, in_prose: Hide) -> Hide | None:
    """How a column is gone through: not at all where a colleague, a firm or a code stands."""
    kind, place = column.type, (table.name, column.name)
    if column.name in _STAFF | _TOKENS or column.foreign_keys or column.primary_key or place in _OTHERS:
        return None
    if isinstance(kind, Document):
        return in_prose
    if not isinstance(kind, Words) or kind.most < 200:
        return None
    if kind.most == _PROSE:
        return lambda text: in_prose(without_numbers(_without_contact(text)))
    return in_lines


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
