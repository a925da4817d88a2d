"""What the records say, as plain values that can be counted: no queries, no rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.indicators import standing
from app.values.capital import FundsSource
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage

Unit = str | None  # a unit's id; None is the township itself
Source = tuple[str, str]  # the list that a record stands in, and its id
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
        """The month in which a date counts, WHOLE_YEAR for a year alone, None outside the period."""
        return standing.month_in(when, self.year, self.month)

    def holds(self, when: PartialDate | None) -> bool:
        """Whether a date counts in the period."""
        return self.month_of(when) is not None

    def is_past(self, when: PartialDate | None) -> bool:
        """Whether a date lies before the end of the period, in any year."""
        return standing.is_by(when, self.year, self.month)

    def leaves_out(self, when: PartialDate | None) -> bool:
        """Whether a date may lie in the period, or after it: known to its year alone."""
        return standing.may_lie_in(when, self.year, self.month)

    def last_year(self) -> "Period":
        """The same months of the year before."""
        return Period(self.year - 1, self.month, self.basis, self.base)

    def whole_year(self) -> "Period":
        """The same year to its December."""
        return Period(self.year, 12, self.basis, self.base)


@dataclass(frozen=True)
class ProjectFact:
    """A project as it is counted; money in fen and US cents; shares by unit, of what this township's units hold."""

    id: str
    name: str
    stage: Stage
    dates: Mapping[MilestoneKind, PartialDate]  # actual dates
    total_investment: int | None
    contract_amount: int | None
    contract_fdi: int | None
    money: Mapping[Unit, Fraction]
    pieces: Mapping[Unit, Fraction]
    industry: str = ""  # as the office wrote it
    undated: frozenset[MilestoneKind] = frozenset()  # said to have been, nobody wrote when
    fixed_investment: int | None = None
    nature: str = ""
    category: str = ""  # GB/T 4754 letter
    place: str = ""  # where the investor comes from
    construction_kind: str = ""
    marks: str = ""  # what is written of its investor: 500强, 上市, 链主
    by_fellow: bool = False  # 乡贤引荐

    @property
    def signed_amount(self) -> int:
        """合同引资额, or 总投资 where that is missing; fen."""
        return self.contract_amount if self.contract_amount is not None else self.total_investment or 0

    def stood_at(self, period: Period) -> Stage | None:
        """Where it stood at the end of a period, None before it was there."""
        return standing.stood_at(self.stage, self.dates, period.year, period.month)

    def furthest(self, period: Period) -> Stage | None:
        """How far it had come by the end of a period; an end takes nothing back."""
        return standing.furthest(self.stage, self.dates, period.year, period.month)

    def got_to(self, kind: MilestoneKind, period: Period) -> bool:
        """Whether it had come as far as an event by the end of a period."""
        return standing.got_to(kind, self.stage, self.dates, period.year, period.month)

    def has_passed(self, kind: MilestoneKind, period: Period) -> bool:
        """Whether its dates prove so."""
        return standing.has_passed(kind, self.dates, period.year, period.month)


@dataclass(frozen=True)
class FundsFact:
    """Money that arrived: fen and US cents; None where a rate is missing, recognised also where nothing is."""

    project: ProjectFact
    received_on: PartialDate | None
    source: FundsSource
    yuan: int | None
    dollars: Fraction | None
    recognised_yuan: int | None
    recognised_dollars: Fraction | None
    is_recognised: bool
    id: str = ""

    def in_yuan(self, basis: Basis) -> Fraction:
        """Fen that count on a basis."""
        if basis is Basis.REPORTED:
            return Fraction(self.yuan or 0)
        return Fraction(self.recognised_yuan or 0)

    def in_dollars(self, basis: Basis) -> Fraction:
        """US cents that count on a basis."""
        if basis is Basis.REPORTED:
            return self.dollars or Fraction(0)
        return self.recognised_dollars or Fraction(0)


@dataclass(frozen=True)
class LeadFact:
    """A lead, the date on which it counts as a valid one, and the one on which it was registered."""

    unit: Unit
    counted_on: PartialDate | None
    is_valid: bool = True
    registered_on: PartialDate | None = None
    industry: str = ""
    amount: int | None = None
    id: str = ""
    by_fellow: bool = False
    name: str = ""


@dataclass(frozen=True)
class ActivityFact:
    """An activity: one counts once, however many went; how many did, for how long, and how many came.

    ``unsaid`` names what nobody wrote: people, visitors.
    """

    unit: Unit
    kind: str
    held_on: PartialDate | None
    people: int = 0
    days: int = 0
    visitors: int = 0
    id: str = ""
    place: str = ""
    unsaid: frozenset[str] = frozenset()
    name: str = ""


@dataclass(frozen=True)
class CarrierFact:
    """A factory building or a plot; ``area`` in hundredths of a square metre."""

    unit: Unit
    area: int
    started_on: PartialDate | None
    completed_on: PartialDate | None
    id: str = ""
    kind: str = CarrierKind.FACTORY
    name: str = ""

    @property
    def is_factory(self) -> bool:
        """Whether it is 标准厂房, which the catalogue counts."""
        return self.kind == CarrierKind.FACTORY


@dataclass(frozen=True)
class FellowFact:
    """A fellow townsperson: when entered in the register and when last spoken to; ``unit`` is that of the 籍贯."""

    unit: Unit
    entered_on: PartialDate | None
    met_on: PartialDate | None
    trade: str = ""
    place: str = ""
    marks: str = ""
    id: str = ""


@dataclass(frozen=True)
class HandFigure:
    """What was completed in one month, kept by hand, in the indicator's measure."""

    unit: Unit
    key: str
    year: int
    month: int
    amount: Fraction
    id: str = ""


@dataclass(frozen=True)
class Facts:
    """All that is counted."""

    projects: tuple[ProjectFact, ...] = ()
    funds: tuple[FundsFact, ...] = ()
    leads: tuple[LeadFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    carriers: tuple[CarrierFact, ...] = ()
    fellows: tuple[FellowFact, ...] = ()
    hand: tuple[HandFigure, ...] = ()


@dataclass(frozen=True)
class Event:
    """So much of an indicator, for a unit, in a month of the period, or in its year (WHOLE_YEAR).

    ``source`` is the record that says so, for who wants to see what a figure is made of.
    """

    unit: Unit
    month: int
    amount: Fraction
    source: Source | None = None
