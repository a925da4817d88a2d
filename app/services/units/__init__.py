"""Units that answer for targets: their list, their form, and finding one by the name a ledger uses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.units import Unit, UnitKind
from app.services import choices, offices
from app.services.entries import must_exist, put, standing, taken
from app.services.lists import RecordList
from app.values.codes import normal_phones
from app.values.words import clean

CHOICES = choices.of("units")
_NAMES = "unit names"


@dataclass(frozen=True)
class UnitRow:
    """One line of the list of units."""

    id: str
    name: str
    kind: str
    parent: str
    head: str
    phone: str
    liaison: str
    group_name: str


@dataclass(frozen=True)
class UnitEntry:
    """What is entered of a unit; ``parent`` by name."""

    name: str = ""
    kind: UnitKind = UnitKind.OTHER
    parent: str = ""
    head: str = ""
    phone: str = ""
    liaison: str = ""
    group_name: str = ""
    code: str = ""
    position: int = 0


def listing() -> RecordList[UnitRow]:
    """All units, in the office's own order."""
    parent = aliased(Unit)
    return RecordList(
        row=UnitRow,
        source=lambda: select(Unit).outerjoin(parent, Unit.parent_id == parent.id).where(Unit.deleted_at.is_(None)),
        key=Unit.id,
        fields={
            "id": Unit.id,
            "name": Unit.name,
            "kind": Unit.kind,
            "parent": parent.name,
            "head": Unit.head,
            "phone": Unit.phone,
            "liaison": Unit.liaison,
            "group_name": Unit.group_name,
        },
        search=(Unit.name, Unit.head, Unit.liaison, Unit.phone),
        order=(Unit.position, Unit.name),
    )


def names(session: Session) -> list[str]:
    """The names of all units, in the office's own order."""
    return list(session.scalars(standing(Unit).with_only_columns(Unit.name).order_by(Unit.position, Unit.name)))


def by_name(session: Session) -> dict[str, str]:
    """Ids by plain name; held by the session, since every row of a ledger asks."""
    known: dict[str, str] | None = session.info.get(_NAMES)
    if known is None:
        own = standing(Unit).where(Unit.office_id == offices.own_id(session))
        known = {plain_name(name): key for key, name in session.execute(own.with_only_columns(Unit.id, Unit.name))}
        session.info[_NAMES] = known
    return known


_COMMITTEE = re.compile(r"(?<=村)村?(?:民)?委(?:员)?会$|(?<=村)民委员会$|(?<=社区)(?:居委会|居民委员会|居民委会)$")


def plain_name(name: str) -> str:
    """A unit's name as it is compared: spaces within it do not count."""
    return clean(name).replace(" ", "")


def _known(session: Session, name: str) -> str | None:
    """The unit of that name, else the only one that is called so with or without its 村委会 or 居委会."""
    known, plain = by_name(session), plain_name(name)
    if plain in known:
        return known[plain]
    same = {key for other, key in known.items() if _COMMITTEE.sub("", other) == _COMMITTEE.sub("", plain)}
    return same.pop() if len(same) == 1 else None


def find(session: Session, name: str, field: str = "unit") -> str | None:
    """The id of the unit of that name, None for no name; :class:`Refused` where there is none such."""
    if not clean(name):
        return None
    found = _known(session, name)
    if found is None:
        raise Refused(f"没有“{clean(name)}”这个单位，请先在“数据—责任单位”中添加。", field=field)
    return found


def find_or_make(session: Session, name: str) -> tuple[str, bool]:
    """The id of the unit of that name, and whether it had to be made."""
    found = _known(session, name)
    if found is not None:
        return found, False
    return save(session, new_entry(session, name)), True


def new_entry(session: Session, name: str) -> UnitEntry:
    """A new unit of which only the name is known: it stands last, and is of the kind that its name ends with."""
    return UnitEntry(name=clean(name), kind=_likely_kind(name), position=len(names(session)))


def entry(session: Session, key: str) -> UnitEntry:
    """What the form shows of a unit."""
    unit = must_exist(session, Unit, key)
    parent = session.get(Unit, unit.parent_id) if unit.parent_id else None
    return taken(unit, UnitEntry, parent=parent.name if parent else "")


def save(session: Session, entered: UnitEntry, key: str | None = None) -> str:
    """Keeps a unit; returns its id. Refuses a missing or a second name, and a unit above itself."""
    if not clean(entered.name):
        raise Refused("请填写单位名称。", field="name")
    known = by_name(session)
    if known.get(plain_name(entered.name), key) != key:
        raise Refused(f"已经有“{entered.name}”这个单位了。", field="name")
    parent_id = find(session, entered.parent, "parent")
    if parent_id is not None and parent_id == key:
        raise Refused("上级单位不能是它自己。", field="parent")
    unit = must_exist(session, Unit, key) if key else Unit(office_id=offices.own_id(session))
    put(unit, entered, without=("parent", "phone"))
    unit.phone = normal_phones(entered.phone)
    unit.parent_id = parent_id
    session.add(unit)
    session.flush()
    session.info.pop(_NAMES, None)
    return unit.id


def _likely_kind(name: str) -> UnitKind:
    endings: Iterable[tuple[tuple[str, ...], UnitKind]] = (
        (("镇", "乡", "街道"), UnitKind.TOWNSHIP),
        (("村", "村委会", "村民委员会"), UnitKind.VILLAGE),
        (("社区", "居委会", "居"), UnitKind.COMMUNITY),
        (("办", "站", "所", "中心", "局", "科", "队", "室", "院", "校"), UnitKind.DEPARTMENT),
        (("专班", "组"), UnitKind.TEAM),
        (("公司", "厂", "集团"), UnitKind.ENTERPRISE),
        (("园", "园区", "开发区"), UnitKind.PARK),
    )
    return next((kind for ends, kind in endings if clean(name).endswith(ends)), UnitKind.OTHER)
