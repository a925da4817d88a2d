"""载体: 标准厂房 and land, what is let and what is free, and which projects sit there; 标准厂房 feed the indicators."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.models.carriers import Carrier
from app.models.offices import Office
from app.models.projects import Project
from app.models.units import Unit
from app.services import choices, offices, units
from app.services.entries import mark_removed, must_exist, put, record_for, set_where_new, standing, taken
from app.services.lists import RecordList
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.words import clean

CHOICES = choices.of("carriers")
HUNDREDTHS = 100  # areas are kept in hundredths of a square metre
_SHOWN = 10_000  # hundredths to the millionths that a list shows


@dataclass(frozen=True)
class CarrierRow:
    """One line of the register; areas in millionths of a square metre, as a list's quantities are."""

    id: str
    office: str
    name: str
    kind: str
    unit: str | None
    place: str
    area: int
    area_let: int
    area_free: int
    started_on: PartialDate | None
    completed_on: PartialDate | None
    projects: int
    note: str


@dataclass(frozen=True)
class CarrierSum:
    """One line of the 汇总: what an office's unit (at a county: an office) has of one kind; areas as in a row."""

    office: str
    unit: str
    kind: str
    count: int
    area: int
    area_let: int
    area_free: int
    projects: int


@dataclass(frozen=True)
class CarrierEntry:
    """What is entered of a carrier; areas in hundredths of a square metre, ``unit`` by name."""

    name: str = ""
    kind: CarrierKind = CarrierKind.FACTORY
    unit: str = ""
    place: str = ""
    area: int = 0
    area_let: int = 0
    started_on: PartialDate | None = None
    completed_on: PartialDate | None = None
    note: str = ""


def listing() -> RecordList[CarrierRow]:
    """All carriers by name, with what is free in each."""
    unit = aliased(Unit)
    counted: dict[str, Any] = {
        "office": Office.name,
        "unit": unit.name,
        "area": Carrier.area * _SHOWN,
        "area_let": Carrier.area_let * _SHOWN,
        "area_free": (Carrier.area - Carrier.area_let) * _SHOWN,
        "projects": _sitting(),
    }
    plain = [name for name in CarrierRow.__dataclass_fields__ if name not in counted]
    return RecordList(
        row=CarrierRow,
        source=lambda: (
            select(Carrier)
            .join(Office, Carrier.office_id == Office.id)
            .outerjoin(unit, Carrier.unit_id == unit.id)
            .where(Carrier.deleted_at.is_(None))
        ),
        key=Carrier.id,
        fields={**{name: getattr(Carrier, name) for name in plain}, **counted},
        search=(Carrier.name, Carrier.place),
        order=(Carrier.name.asc(),),
        totals=("area", "area_let", "area_free"),
        chips={
            **{str(kind): Carrier.kind == kind for kind in CarrierKind},
            "在建": Carrier.started_on.is_not(None) & Carrier.completed_on.is_(None),
            "有空置": Carrier.area > Carrier.area_let,
        },
    )


def summary(session: Session) -> tuple[CarrierSum, ...]:
    """What there is by office, unit and kind, factories first; a county sees its townships one after the other."""
    sums = [func.sum(each) for each in (Carrier.area, Carrier.area_let, Carrier.area - Carrier.area_let, _sitting())]
    groups = (Office.name, func.coalesce(Unit.name, ""), Carrier.kind)
    statement = (
        select(*groups, func.count(), *sums)
        .join(Office, Carrier.office_id == Office.id)
        .outerjoin(Unit, Carrier.unit_id == Unit.id)
        .where(Carrier.deleted_at.is_(None))
        .group_by(Office.id, *groups)
        .order_by(Office.code, func.min(Unit.position).nulls_last(), *groups)
    )
    return tuple(
        CarrierSum(office, unit, str(kind), count, area * _SHOWN, let * _SHOWN, free * _SHOWN, projects)
        for office, unit, kind, count, area, let, free, projects in session.execute(statement)
    )


def offices_named(session: Session) -> tuple[str, ...]:
    """The offices that have carriers here: more than one at a county."""
    found = select(Office.name).join(Carrier, Carrier.office_id == Office.id).where(Carrier.deleted_at.is_(None))
    return tuple(session.scalars(found.distinct().order_by(Office.name)))


def entry(session: Session, key: str) -> CarrierEntry:
    """What the form shows of a carrier."""
    carrier = must_exist(session, Carrier, key)
    unit = session.get(Unit, carrier.unit_id) if carrier.unit_id else None
    return taken(carrier, CarrierEntry, unit=unit.name if unit else "")


def save(session: Session, entered: CarrierEntry, key: str | None = None) -> str:
    """Keeps a carrier and returns its id; refuses no name, a second of that name, more let than there is."""
    name = clean(entered.name)
    if not name:
        raise Refused("请填写载体名称，如“1号标准厂房”。", field="name")
    office_id = must_exist(session, Carrier, key).office_id if key else offices.own_id(session)
    same = standing(Carrier).where(Carrier.name == name, Carrier.id != (key or ""), Carrier.office_id == office_id)
    if session.scalar(same) is not None:
        raise Refused(f"已经有“{name}”了，请换一个名称。", field="name")
    if entered.area <= 0:
        raise Refused("请填写面积，面积应大于0。", field="area")
    if entered.area_let > entered.area:
        raise Refused("已出租（出让）面积大于总面积，请核对。", field="area_let")
    if entered.started_on and entered.completed_on and entered.completed_on.last < entered.started_on.first:
        raise Refused("竣工日期早于开工日期，请核对。", field="completed_on")
    unit_id = units.find(session, entered.unit)
    carrier = record_for(session, Carrier, key)
    put(carrier, entered, without=("unit",))
    set_where_new(carrier, "unit_id", unit_id)
    session.flush()
    return carrier.id


def warnings(entered: CarrierEntry) -> list[tuple[str, str]]:
    """What looks wrong in an entry but does not stop it: (field, sentence)."""
    found = []
    if entered.area_let and entered.kind is CarrierKind.FACTORY and entered.completed_on is None:
        found.append(("area_let", "厂房还没有竣工就有出租面积，请核对。"))
    if entered.completed_on and entered.started_on is None:
        found.append(("started_on", "没有开工日期，开工面积不计入任何月份。"))
    return found


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts carriers into the recycle bin; one that a project sits in is refused."""
    keys = list(ids)
    for key in keys:
        sitting = projects_in(session, key)
        if sitting:
            name = must_exist(session, Carrier, key).name
            raise Refused(f"“{name}”里有项目“{sitting[0][1]}”，不能删除；请先把项目移出。")
    return mark_removed(session, Carrier, keys, now)


def projects_in(session: Session, key: str) -> tuple[tuple[str, str, str], ...]:
    """(id, name, stage) of the projects that sit in a carrier."""
    here = standing(Project).where(Project.carrier_id == key).order_by(Project.code)
    found = session.execute(here.with_only_columns(Project.id, Project.name, Project.stage))
    return tuple((project_id, name, str(stage)) for project_id, name, stage in found)


def settle(session: Session, project_id: str, carrier_id: str | None) -> None:
    """Says which carrier a project sits in; None takes it out."""
    project = must_exist(session, Project, project_id)
    if carrier_id is not None:
        must_exist(session, Carrier, carrier_id)
    set_where_new(project, "carrier_id", carrier_id)
    session.flush()


def _sitting() -> Any:
    counted = select(func.count()).where(Project.carrier_id == Carrier.id, Project.deleted_at.is_(None))
    return counted.correlate(Carrier).scalar_subquery()
