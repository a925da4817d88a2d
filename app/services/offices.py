"""The office whose records these are, its choices, and its counters."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.offices import OWN_OFFICE, Meta, Office, Setting
from app.models.types import Words
from app.values.codes import office_code_problem
from app.values.figures import ZEROS
from app.values.money import MoneyUnit
from app.values.page_numbers import WORDS, PageNumbers
from app.values.words import clean

NOBODY = "000000000"  # the code of an office that has not said who it is
_NAMELESS = "未命名单位"
_KINDS = ("街道", "镇", "乡", "县", "区")


@dataclass(frozen=True)
class OfficeInfo:
    """Whose records these are."""

    id: str
    code: str
    name: str
    short_name: str
    county: str

    @property
    def government(self) -> str:
        """The full name that signs papers: 清溪镇人民政府."""
        return self.name if self.name.endswith(("政府", "办事处", "委员会", "局", "中心")) else f"{self.name}人民政府"


def current(session: Session) -> OfficeInfo | None:
    """The office of this file, or None where it has not been said."""
    office = _own(session)
    if office is None or office.code == NOBODY:
        return None
    return OfficeInfo(office.id, office.code, office.name, office.short_name, office.county)


def whole(session: Session) -> str:
    """What a ledger calls the whole of the office, where others stand by their units: 全镇, 全乡, 全街道."""
    office = current(session)
    return whole_of(office.name if office else "") or "全镇"


def whole_of(name: str) -> str:
    """The whole ground of an office by the last word of its name: 全镇; "" where that does not say what it is."""
    return next((f"全{kind}" for kind in _KINDS if name.endswith(kind)), "")


def info(session: Session, key: str) -> OfficeInfo:
    """An office of this file: its own, or one whose records were taken in."""
    office = session.get_one(Office, key)
    return OfficeInfo(office.id, office.code, office.name, office.short_name, office.county)


def required(session: Session) -> OfficeInfo:
    """The office of this file; :class:`Refused` where it has not been said."""
    office = current(session)
    if office is None:
        raise Refused("还没有填写本单位的名称和9位单位代码，请先在“数据—单位设置”中填写。")
    return office


def own_id(session: Session) -> str:
    """The id of the office that new records belong to; a nameless office is made for a file that has none."""
    office = _own(session)
    if office is None:
        office = Office(code=NOBODY, name=_NAMELESS)
        session.add(office)
        session.flush()
        session.add(Meta(key=OWN_OFFICE, value=office.id))
        session.flush()
        session.info[OWN_OFFICE] = office
    return office.id


def own_or_none(session: Session) -> str | None:
    """The id of this file's office, where there is one."""
    office = _own(session)
    return None if office is None else office.id


def establish(session: Session, *, name: str, code: str, county: str = "", short_name: str = "") -> OfficeInfo:
    """Says whose records these are; what was recorded before stays with the same office."""
    name, county, short_name = _line("name", name), _line("county", county), _line("short_name", short_name)
    code = clean(code)
    if not name:
        raise Refused("请填写单位名称，如“清溪镇”。", field="name")
    if problem := office_code_problem(code):
        raise Refused(problem, field="code")
    office = session.get_one(Office, own_id(session))
    other = session.scalar(select(Office).where(Office.code == code, Office.id != office.id))
    if other is not None:
        raise Refused(f"单位代码{code}已经属于“{other.name}”，请核对。", field="code")
    office.name, office.code = name, code
    office.county = county or office.county
    office.short_name = short_name or name[:1]
    session.flush()
    return required(session)


def forget_itself(office: Office) -> None:
    """The file's own office as it was before anybody said its name: it stays, for new records belong to it."""
    office.code, office.name = NOBODY, _NAMELESS
    office.short_name = office.county = office.phone = ""


def _line(field: str, typed: str) -> str:
    """What was typed, on one line; :class:`Refused` where the record has no room for it."""
    text = " ".join(clean(typed).split())
    kind = Office.__table__.c[field].type
    most = kind.most if isinstance(kind, Words) else len(text)
    if len(text) > most:
        raise Refused(f"“{text[:12]}……”太长了，这一栏最多{most}字，请缩短。", field=field)
    return text


def value(session: Session, key: str, default: Any = None) -> Any:
    """One of the office's settings."""
    # Asked of the tables: the window's first list needs some before the mapped classes are configured.
    meta, settings = Meta.__table__.c, Setting.__table__.c
    own = select(meta.value).where(meta.key == OWN_OFFICE).scalar_subquery()
    found = session.execute(select(settings.value).where(settings.office_id == own, settings.key == key)).first()
    return default if found is None else found[0]


def set_value(session: Session, key: str, new: Any) -> None:
    """Keeps one of the office's settings with its records."""
    setting = _setting(session, key)
    if setting is None:
        session.add(Setting(office_id=own_id(session), key=key, value=new))
    else:
        setting.value = new
    session.flush()


def money_unit(session: Session) -> MoneyUnit:
    """The unit in which this office looks at money: 万元 or 亿元."""
    return MoneyUnit(value(session, "money_unit", MoneyUnit.WAN.value))


def page_numbers(session: Session) -> PageNumbers:
    """How this office numbers the pages of its letters and reports."""
    kept = value(session, "page_numbers")
    return next((numbers for numbers in WORDS if numbers == kept), "outer")


def zeros(session: Session) -> str:
    """What this office prints for a figure of nought: 0, — or nothing."""
    kept = value(session, "zeros")
    return kept if kept in ZEROS else "0"


def is_cautious(session: Session) -> bool:
    """稳妥口径: whether papers carry no ranking, no veto, no deposits, no reward and no 责任状 wording."""
    return bool(value(session, "cautious"))


def percent_places(session: Session) -> int:
    """How many decimals this office shows of a percentage, on screen and on paper: 0, 1 or 2."""
    return int(value(session, "percent_places", 1))


def next_number(session: Session, counter: str) -> int:
    """The next number of a counter; numbers are never given twice, whatever the clock says."""
    key = f"counter:{counter}"
    meta = session.get(Meta, key)
    if meta is None:
        meta = Meta(key=key, value="0")
        session.add(meta)
    meta.value = str(int(meta.value) + 1)
    session.flush()
    return int(meta.value)


def _own(session: Session) -> Office | None:
    # Held by the session: a ledger of thousands of rows asks for it at each of them.
    known: Office | None = session.info.get(OWN_OFFICE)
    if known is None:
        identity = session.get(Meta, OWN_OFFICE)
        known = None if identity is None else session.get(Office, identity.value)
        session.info[OWN_OFFICE] = known
    return known


def _setting(session: Session, key: str) -> Setting | None:
    own = _own(session)
    if own is None:
        return None
    return session.scalar(select(Setting).where(Setting.office_id == own.id, Setting.key == key))
