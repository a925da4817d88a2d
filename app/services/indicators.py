"""The year's figures against targets and the clock, for the township and its units; nothing is rounded or stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import schedule as clock
from app.indicators.catalogue import CATALOGUE, Indicator, Kind
from app.indicators.doubts import Doubt, doubts
from app.indicators.facts import Base, Basis, Period, Unit
from app.indicators.figures import ZERO, Figures, compute, is_recorded, left_out
from app.models.units import Unit as UnitRecord
from app.models.units import UnitKind
from app.services import own_indicators, targets, units
from app.services.entries import standing
from app.services.facts import gather
from app.services.targets import TargetGrid


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of one unit (None: the whole township), exact.

    ``completion``, ``schedule``, ``growth`` are fractions, ``ahead`` is in percentage points; None where undefined.
    ``left_out`` is what ``actual`` leaves out because it is known to the year alone.
    """

    unit: str | None
    key: str
    title: str
    measure: str
    target: Fraction | None
    actual: Fraction | None
    completion: Fraction | None
    schedule: Fraction | None
    ahead: Fraction | None
    last_year: Fraction | None
    growth: Fraction | None
    left_out: Fraction = ZERO
    kind: str = Kind.FLOW.value  # flow, stock or rate

    @property
    def is_stock(self) -> bool:
        """Whether it stands at the end of the period, and is held against what stood at the end of last year's."""
        return self.kind == Kind.STOCK

    @property
    def is_timed(self) -> bool:
        """Whether it is held against the clock."""
        return clock.runs(self.schedule)

    @property
    def change(self) -> Fraction | None:
        """How many percentage points a rate lies above last year's; None where either is undefined, or for no rate."""
        if self.measure != targets.PERCENT or self.actual is None or self.last_year is None:
            return None
        return (self.actual - self.last_year) * 100


@dataclass(frozen=True)
class Report:
    """All rows, the township's first, then its units'; and what the figures do not say by themselves."""

    year: int
    month: int
    rows: tuple[IndicatorRow, ...]
    doubts: tuple[Doubt, ...]
    unrecorded: frozenset[str] = frozenset()  # rates whose events nobody records: no text prints them

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the figures do not say by themselves, in sentences."""
        return tuple(doubt.sentence for doubt in self.doubts)

    def of(self, unit: str | None) -> tuple[IndicatorRow, ...]:
        """The rows of one unit, or of the township."""
        return tuple(row for row in self.rows if row.unit == unit)

    def about(self, key: str) -> tuple[str, ...]:
        """The doubts about one indicator."""
        return tuple(doubt.sentence for doubt in self.doubts if key in doubt.about)

    def row(self, key: str, unit: str | None = None) -> IndicatorRow:
        """One row."""
        return next(row for row in self.rows if row.key == key and row.unit == unit)


def report(
    session: Session,
    year: int,
    month: int,
    unit: str | None = None,
    basis: str = Basis.REPORTED,
    base: str = Base.PERIOD,
) -> Report:
    """What was done from January to the end of ``month``; ``unit`` by name narrows it to that unit."""
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    period = Period(year, month, Basis(basis), Base(base))
    facts = gather(session)
    named: dict[Unit, str | None] = {None: None, **dict(own_units(session))}
    asked = named if unit is None else {units.find(session, unit): unit}
    if unit is not None and None in asked:
        raise Refused("请写明是哪个单位。", field="unit")
    grid = targets.grid(session, year)
    rows: dict[Unit, list[IndicatorRow]] = {key: [] for key in asked}
    unrecorded = set()
    every = (*CATALOGUE, *own_indicators.built(session))
    for indicator in every:
        now, before = compute(indicator, facts, period), compute(indicator, facts, period.last_year())
        missed = left_out(indicator, facts, period)
        if not is_recorded(indicator, facts, period):
            unrecorded.add(indicator.key)
        for key in asked:
            row = _row(indicator, now, before, grid, key, named[key], period)
            rows[key].append(replace(row, left_out=missed.of(key) or ZERO))
    ordered = tuple(row for key in asked for row in rows[key])
    found = tuple(doubts(facts, period, lambda key: named.get(key) or "全镇", every))
    return Report(year, month, ordered, found, frozenset(unrecorded))


def figures(session: Session, key: str, period: Period) -> Figures:
    """One indicator's figures by unit id."""
    indicator = next((i for i in (*CATALOGUE, *own_indicators.built(session)) if i.key == key), None)
    if indicator is None:
        raise Refused(f"没有“{key}”这个指标。", field="indicator")
    return compute(indicator, gather(session), period)


def catalogue(session: Session | None = None) -> list[tuple[str, str, str]]:
    """(key, title, measure) of every indicator."""
    own: Iterable[Indicator] = () if session is None else own_indicators.built(session)
    return [(i.key, i.title, i.measure) for i in (*CATALOGUE, *own)]


def own_units(session: Session) -> list[tuple[str, str]]:
    """The ids and names of the units that the office may set targets for, in its order."""
    statement = standing(UnitRecord).where(UnitRecord.kind != UnitKind.OUTSIDE)
    columns = (UnitRecord.id, UnitRecord.name)
    found = session.execute(statement.with_only_columns(*columns).order_by(UnitRecord.position, UnitRecord.name))
    return [(key, name) for key, name in found]


def _row(
    indicator: Indicator,
    now: Figures,
    before: Figures,
    grid: TargetGrid,
    unit: Unit,
    name: str | None,
    period: Period,
) -> IndicatorRow:
    cell = None if indicator.kind is Kind.RATE else grid.cells.get((unit, indicator.key))
    target = None if cell is None else targets.amount_of(cell, indicator.measure)
    actual, last_year = now.of(unit), before.of(unit)
    done = clock.completion(actual, target)
    grows = indicator.measure != targets.PERCENT  # a percentage is to be kept all year, it does not grow month by month
    due = clock.schedule(period.month, target, targets.plan_of(cell) if cell else None) if grows else None
    return IndicatorRow(
        unit=name,
        key=indicator.key,
        title=indicator.title,
        measure=indicator.measure,
        target=target,
        actual=actual,
        completion=done,
        schedule=due,
        ahead=clock.ahead(done, due),
        last_year=last_year,
        growth=clock.growth(actual, last_year),
        kind=indicator.kind.value,
    )
