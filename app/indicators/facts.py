"""What the records say, as plain values that can be counted: no queries, no rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from app.values.dates import PartialDate

Unit = str | None  # a unit's id; None is the township itself
ONE = Fraction(1)


class Basis(StrEnum):
    """自报 counts what was entered, 认定 what the county recognised."""

    REPORTED = "reported"
    RECOGNISED = "recognised"


class Base(StrEnum):
    """Whether a rate looks at the projects of the period or at all so far."""

    PERIOD = "period"
    TO_DATE = "to-date"


@dataclass(frozen=True)
class Period:
    """1 January to the end of ``month``, seen on a basis."""

    year: int
    month: int
    basis: Basis = Basis.REPORTED
    base: Base = Base.PERIOD

    def month_of(self, when: PartialDate | None) -> int | None:
        """The month in which a date counts, None outside the period; a year alone counts nowhere."""
        if when is None or when.month is None or when.year != self.year or when.month > self.month:
            return None
        return when.month

    def reached(self, when: PartialDate | None) -> bool:
        """Whether a date lies before the end of the period; a year alone does not say."""
        return when is not None and when.month is not None and (when.year, when.month) <= (self.year, self.month)

    def last_year(self) -> "Period":
        """The same months of the year before."""
        return Period(self.year - 1, self.month, self.basis, self.base)


@dataclass(frozen=True)
class ProjectFact:
    """A project as it is counted; money in fen and US cents; shares by unit, of what this township's units hold."""

    id: str
    name: str
    stage: str
    dates: Mapping[str, PartialDate]  # actual dates by milestone
    total_investment: int | None
    contract_amount: int | None
    contract_fdi: int | None
    money: Mapping[Unit, Fraction]
    pieces: Mapping[Unit, Fraction]
    industry: str = ""  # as the office wrote it

    @property
    def signed_amount(self) -> int:
        """合同引资额, or 总投资 where that is missing; fen."""
        return self.contract_amount if self.contract_amount is not None else self.total_investment or 0


@dataclass(frozen=True)
class FundsFact:
    """Money that arrived: fen and US cents, reported and recognised; None where a rate is missing."""

    project: ProjectFact
    received_on: PartialDate | None
    source: str
    yuan: int | None
    dollars: Fraction | None
    recognised_yuan: int | None
    recognised_dollars: Fraction | None
    is_recognised: bool

    def in_yuan(self, basis: Basis) -> Fraction:
        """Fen that count on a basis."""
        if basis is Basis.REPORTED:
            return Fraction(self.yuan or 0)
        return Fraction(self.recognised_yuan or 0) if self.is_recognised else Fraction(0)

    def in_dollars(self, basis: Basis) -> Fraction:
        """US cents that count on a basis."""
        if basis is Basis.REPORTED:
            return self.dollars or Fraction(0)
        return (self.recognised_dollars or Fraction(0)) if self.is_recognised else Fraction(0)


@dataclass(frozen=True)
class LeadFact:
    """A valid lead and the date on which it counts."""

    unit: Unit
    counted_on: PartialDate | None


@dataclass(frozen=True)
class ActivityFact:
    """An activity: one counts once, however many went."""

    unit: Unit
    kind: str
    held_on: PartialDate | None


@dataclass(frozen=True)
class CarrierFact:
    """A factory building; ``area`` in hundredths of a square metre."""

    unit: Unit
    area: int
    started_on: PartialDate | None
    completed_on: PartialDate | None


@dataclass(frozen=True)
class HandFigure:
    """What was completed in one month, kept by hand, in the indicator's measure."""

    unit: Unit
    key: str
    year: int
    month: int
    amount: Fraction


@dataclass(frozen=True)
class Facts:
    """All that is counted."""

    projects: tuple[ProjectFact, ...] = ()
    funds: tuple[FundsFact, ...] = ()
    leads: tuple[LeadFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    carriers: tuple[CarrierFact, ...] = ()
    hand: tuple[HandFigure, ...] = ()


@dataclass(frozen=True)
class Event:
    """So much of an indicator, for a unit, in a month of the period."""

    unit: Unit
    month: int
    amount: Fraction


Sharing = Literal["money", "pieces"]
