"""目标: the year's targets of the township and its units, the office's own indicators, figures kept by hand."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import (
    Aim,
    Base,
    Known,
    Line,
    Month,
    Name,
    Plain,
    Prose,
    Quantity,
    Root,
    Year,
    Yes,
    unique_in_office,
)
from app.models.types import Choice

# NULLs count as distinct in an index: the township's own row must be guarded too.
_UNIT_OR_TOWNSHIP = text("coalesce(unit_id, '')")


class OwnIndicator(Base, Root):
    """An indicator of the office beside the catalogue.

    ``definition`` says what it counts of the records; without one its figures are kept by hand.
    """

    __tablename__ = "own_indicators"
    __table_args__ = (unique_in_office("key"),)

    key: Mapped[Name]
    title: Mapped[Name]
    measure: Mapped[Line]
    is_rate: Mapped[Yes]
    definition: Mapped[Plain]
    note: Mapped[Prose]


class TargetState(StrEnum):
    """Whether the target has gone out in a signed letter."""

    OPEN = "未下达"
    ISSUED = "已下达"


class Target(Base, Root):
    """A year's target; no unit means the township's own. Quantities are millionths of the indicator's measure.

    ``schedule`` holds twelve cumulative quantities, or None for the straight line.
    """

    __tablename__ = "targets"
    __table_args__ = (
        Index("ix_targets_one", "office_id", "year", "indicator", _UNIT_OR_TOWNSHIP, unique=True),
        Index(None, "office_id", "year"),
    )

    year: Mapped[Year]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    indicator: Mapped[Name]  # a key of the catalogue or of an own indicator
    amount: Mapped[Aim]  # 确保目标
    stretch: Mapped[Aim | None]  # 奋斗目标
    schedule: Mapped[Plain]
    state: Mapped[TargetState] = mapped_column(Choice(TargetState), default=TargetState.OPEN)
    change_reason: Mapped[Prose]
    note: Mapped[Prose]


class Achievement(Base, Root):
    """What was completed in one month of an indicator kept by hand, in millionths of its measure."""

    __tablename__ = "achievements"
    __table_args__ = (
        Index("ix_achievements_one", "office_id", "year", "month", "indicator", _UNIT_OR_TOWNSHIP, unique=True),
    )

    year: Mapped[Year]
    month: Mapped[Month]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    indicator: Mapped[Name]
    amount: Mapped[Quantity]
    note: Mapped[Prose]


class MonthlyReport(Base, Root):
    """A unit's month: what was done, what is planned, why nothing moved."""

    __tablename__ = "monthly_reports"
    __table_args__ = (Index("ix_monthly_reports_one", "office_id", "year", "month", "unit_id", unique=True),)

    year: Mapped[Year]
    month: Mapped[Month]
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    done: Mapped[Prose]
    plan: Mapped[Prose]
    next_target: Mapped[Prose]
    reason: Mapped[Prose]
    reported_on: Mapped[Known]
