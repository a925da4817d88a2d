"""客商企业: firms that invest, or may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.enterprises import Enterprise
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken, words_of
from app.services.lists import RecordList
from app.values.codes import normal_credit_code, normal_phones
from app.values.words import clean, search_text

CHOICES = words_of({"kind": ("上市公司", "世界500强", "中国500强", "链主企业", "专精特新", "规上企业", "其他")})


@dataclass(frozen=True)
class EnterpriseRow:
    """One line of the list of firms."""

    id: str
    name: str
    credit_code: str
    place: str
    industry: str
    kind: str
    size: str
    contact: str
    contact_title: str
    phone: str
    leader: str
    note: str


@dataclass(frozen=True)
class EnterpriseEntry:
    """What is entered of a firm."""

    name: str = ""
    credit_code: str = ""
    place: str = ""
    industry: str = ""
    kind: str = ""
    size: str = ""
    contact: str = ""
    contact_title: str = ""
    phone: str = ""
    leader: str = ""
    note: str = ""


def listing() -> RecordList[EnterpriseRow]:
    """All firms by name."""
    return RecordList(
        row=EnterpriseRow,
        source=lambda: select(Enterprise).where(Enterprise.deleted_at.is_(None)),
        key=Enterprise.id,
        fields={name: getattr(Enterprise, name) for name in EnterpriseRow.__dataclass_fields__},
        search=(Enterprise.search,),
        order=(Enterprise.name.asc(),),
    )


def entry(session: Session, key: str) -> EnterpriseEntry:
    """What the form shows of a firm."""
    return taken(must_exist(session, Enterprise, key), EnterpriseEntry)


def save(session: Session, entered: EnterpriseEntry, key: str | None = None) -> str:
    """Keeps a firm and returns its id; refuses a missing name and a second firm of the same name and code."""
    if not clean(entered.name):
        raise Refused("请填写企业名称。", field="name")
    code = normal_credit_code(entered.credit_code)
    for other in session.scalars(select(Enterprise).where(Enterprise.name == entered.name.strip())):
        if other.id != key and other.credit_code == code:
            raise Refused(f"已经有“{other.name}”这家企业了。", field="name")
    firm = record_for(session, Enterprise, key)
    put(firm, entered, without=("credit_code", "phone"))
    set_where_new(firm, "credit_code", code)
    set_where_new(firm, "phone", normal_phones(entered.phone))
    set_where_new(firm, "search", search_text(firm.name, code, firm.contact, firm.phone, firm.place)[:2000])
    session.flush()
    return firm.id


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts firms into the recycle bin."""
    return mark_removed(session, Enterprise, ids, now)


def index(session: Session) -> dict[tuple[str, str], str]:
    """Ids by (name, credit code), and by (name, "") where the name is the only one of its kind."""
    firms = list(session.scalars(standing(Enterprise)))
    found = {(firm.name, firm.credit_code): firm.id for firm in firms}
    names = [firm.name for firm in firms]
    for firm in firms:
        if names.count(firm.name) == 1:
            found[firm.name, ""] = firm.id
    return found
