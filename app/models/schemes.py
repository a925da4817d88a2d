"""考核办法: schemes of items with scoring shapes, the units they judge, marks given by hand; deposits and rewards."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import (
    Aim,
    Base,
    Key,
    Known,
    Line,
    Money,
    Month,
    Name,
    PersonalLine,
    Place,
    Plain,
    Prose,
    Quantity,
    Root,
    Year,
    unique_in_office,
)
from app.models.types import Amount, Choice


class Shape(StrEnum):
    """The closed set of scoring shapes."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    T1 = "T1"
    T2 = "T2"
    D1 = "D1"
    D2 = "D2"
    B1 = "B1"
    B2 = "B2"
    R1 = "R1"
    R2 = "R2"
    J1 = "J1"
    V1 = "V1"
    K1 = "K1"
    D3 = "D3"
    D4 = "D4"
    M1 = "M1"
    E1 = "E1"


class Basis(StrEnum):
    """Which figures count."""

    REPORTED = "自报"
    RECOGNISED = "认定"


class Against(StrEnum):
    """What a figure is held against."""

    YEAR = "全年"
    SCHEDULE = "序时"


class Scheme(Base, Root):
    """How a group of units is scored in a year."""

    __tablename__ = "schemes"
    __table_args__ = (unique_in_office("year", "title"),)

    year: Mapped[Year]
    title: Mapped[Name]
    group_name: Mapped[Line]
    note: Mapped[Prose]
    rules: Mapped[Prose]  # what holds across items, in words: sections, limits, classes of units
    items: Mapped[list["SchemeItem"]] = relationship(cascade="all, delete-orphan", order_by="SchemeItem.position")
    units: Mapped[list["SchemeUnit"]] = relationship(cascade="all, delete-orphan", order_by="SchemeUnit.position")


class SchemeItem(Base):
    """One item; points, cap and floor in millionths of a point, parameters of the shape as plain JSON."""

    __tablename__ = "scheme_items"

    id: Mapped[Key]
    scheme_id: Mapped[str] = mapped_column(ForeignKey("schemes.id"), index=True)
    position: Mapped[Place]
    title: Mapped[Name]
    indicator: Mapped[Line]  # empty: scored by hand
    shape: Mapped[Shape] = mapped_column(Choice(Shape))
    points: Mapped[Aim]
    cap: Mapped[Quantity | None]
    floor: Mapped[Quantity | None]
    parameters: Mapped[Plain]
    basis: Mapped[Basis] = mapped_column(Choice(Basis), default=Basis.REPORTED)
    against: Mapped[Against] = mapped_column(Choice(Against), default=Against.YEAR)
    evidence: Mapped[Prose]


class SchemeUnit(Base):
    """A unit judged by a scheme."""

    __tablename__ = "scheme_units"

    id: Mapped[Key]
    scheme_id: Mapped[str] = mapped_column(ForeignKey("schemes.id"), index=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    position: Mapped[Place]


class Mark(Base):
    """A value or a correction given by hand for an item, a unit and a month, with its reason."""

    __tablename__ = "marks"
    __table_args__ = (Index("ix_marks_one", "item_id", "unit_id", "month", unique=True),)

    id: Mapped[Key]
    item_id: Mapped[str] = mapped_column(ForeignKey("scheme_items.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    month: Mapped[Month]
    value: Mapped[Quantity | None]  # millionths, fed to the shape
    correction: Mapped[Quantity] = mapped_column(default=0)  # millionths of a point
    reason: Mapped[Prose]


class DepositState(StrEnum):
    """What became of a 风险抵押金."""

    DUE = "应缴"
    PAID = "已缴"
    REFUNDED = "返还"
    FORFEITED = "不予返还"


class Deposit(Base, Root):
    """A unit's or a person's deposit of a year, in fen."""

    __tablename__ = "deposits"

    year: Mapped[Year]
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    person: Mapped[Line]
    amount: Mapped[int] = mapped_column(Amount())
    due_on: Mapped[Known]
    paid_on: Mapped[Known]
    settled_on: Mapped[Known]
    bonus: Mapped[Money]
    deducted: Mapped[Money]  # of what was paid, where the rest was returned
    state: Mapped[DepositState] = mapped_column(Choice(DepositState), default=DepositState.DUE)
    note: Mapped[Prose]


class Reward(Base, Root):
    """One step of a reward to the 引资人 of a project, in fen."""

    __tablename__ = "rewards"

    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    introducer: Mapped[PersonalLine]
    step: Mapped[Line]
    amount: Mapped[int] = mapped_column(Amount())
    review_number: Mapped[Line]  # 审查文号
    paid_on: Mapped[Known]
    note: Mapped[Prose]
