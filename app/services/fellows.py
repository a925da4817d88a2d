"""在外乡贤: fellow townspeople away from home. Their phones are masked in lists unless asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.fellows import Fellow
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken, words_of
from app.services.lists import RecordList
from app.values.codes import masked_phone, normal_phones
from app.values.dates import PartialDate
from app.values.words import clean, search_text

CHOICES = words_of({"gender": ("男", "女")})


@dataclass(frozen=True)
class FellowEntry:
    """What is entered of a fellow townsperson."""

    name: str = ""
    gender: str = ""
    born_on: PartialDate | None = None
    origin: str = ""
    residence: str = ""
    employer: str = ""
    title: str = ""
    trade: str = ""
    employer_size: str = ""
    phone: str = ""
    wechat: str = ""
    relatives: str = ""
    resources: str = ""
    leader: str = ""
    last_contact_on: PartialDate | None = None
    next_contact_on: PartialDate | None = None
    is_ambassador: bool = False
    note: str = ""


@dataclass(frozen=True)
class FellowRow(FellowEntry):
    """One line of the 名录."""

    id: str = ""


def listing(*, masked: bool = True) -> RecordList[FellowRow]:
    """All fellow townspeople; phones masked unless the clerk asked for them."""
    return RecordList(
        row=_masked if masked else FellowRow,
        source=lambda: select(Fellow).where(Fellow.deleted_at.is_(None)),
        key=Fellow.id,
        fields={name: getattr(Fellow, name) for name in FellowRow.__dataclass_fields__},
        search=(Fellow.search,),
        order=(Fellow.trade.asc(), Fellow.residence.asc(), Fellow.name.asc()),
    )


def _masked(*, phone: str, relatives: str, **others: object) -> FellowRow:
    return FellowRow(phone=masked_phone(phone), relatives=masked_phone(relatives), **others)  # type: ignore[arg-type]


def entry(session: Session, key: str) -> FellowEntry:
    """What the form shows of a person."""
    return taken(must_exist(session, Fellow, key), FellowEntry)


def save(session: Session, entered: FellowEntry, key: str | None = None) -> str:
    """Keeps a person and returns the id; refuses a missing name."""
    if not clean(entered.name):
        raise Refused("请填写姓名。", field="name")
    person = record_for(session, Fellow, key)
    put(person, entered, without=("phone",))
    set_where_new(person, "phone", normal_phones(entered.phone))
    words = (person.name, person.phone, person.employer, person.residence, person.trade, person.origin)
    set_where_new(person, "search", search_text(*words)[:2000])
    session.flush()
    return person.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts people into the recycle bin."""
    return mark_removed(session, Fellow, ids, now)


def index(session: Session) -> dict[tuple[str, str], str]:
    """Ids by (name, phone) and by (name, employer): a name alone tells nobody apart."""
    found: dict[tuple[str, str], str] = {}
    for person in session.scalars(standing(Fellow)):
        for mark in (person.phone, person.employer):
            if mark:
                found[person.name, mark] = person.id
    return found
