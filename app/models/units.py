"""Units that answer for targets (村, 部门, 企业…) and the people in them."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Line, Name, PersonalLine, Place, Prose, Root, Yes, unique_in_office
from app.models.types import Choice


class UnitKind(StrEnum):
    """What a unit is."""

    TOWNSHIP = "乡镇"
    VILLAGE = "村"
    COMMUNITY = "社区"
    DEPARTMENT = "部门"
    TEAM = "专班"
    ENTERPRISE = "企业"
    PARK = "园区"
    PERSON = "个人"
    OUTSIDE = "外单位"  # shares a project with us, but what it holds is not ours
    OTHER = "其他"


class Unit(Base, Root):
    """A 责任单位, under at most one other; ``group_name`` is the class in which it is ranked."""

    __tablename__ = "units"
    __table_args__ = (unique_in_office("name"),)

    name: Mapped[Name]
    code: Mapped[Line]  # 12-digit village code where known
    kind: Mapped[UnitKind] = mapped_column(Choice(UnitKind), default=UnitKind.OTHER)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    group_name: Mapped[Line]
    head: Mapped[Line]  # 负责人
    phone: Mapped[PersonalLine]
    liaison: Mapped[Line]  # 联络员
    position: Mapped[Place]
    retired: Mapped[Yes]


class Person(Base, Root):
    """Someone of the office: a 包抓领导, a 责任人, a member of a 专班."""

    __tablename__ = "people"

    name: Mapped[Name]
    title: Mapped[Line]  # 职务
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    phone: Mapped[PersonalLine]
    is_leader: Mapped[Yes]
    note: Mapped[Prose]
