"""对比: an indicator's months of several years side by side; what units and plans compare is in the year's report."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.catalogue import CATALOGUE, Indicator, Kind
from app.indicators.facts import Basis, Facts, Period
from app.indicators.figures import PERCENT, compute, is_recorded
from app.services import own_indicators, units
from app.services.facts import gather


@dataclass(frozen=True)
class YearFigures:
    """One year of an indicator: a figure for each month, None where it is undefined, and the year up to the month.

    Of a flow the months are what each brought, of a stock or a rate how it stood at each month's end.
    """

    year: int
    months: tuple[Fraction | None, ...]
    whole: Fraction | None


@dataclass(frozen=True)
class Years:
    """An indicator over several years; ``adds_up`` where the months make the year."""

    key: str
    title: str
    measure: str
    years: tuple[YearFigures, ...]
    adds_up: bool

    @property
    def is_empty(self) -> bool:
        """Whether no month of any year has anything; a rate of nought per cent is something."""
        figures = [figure for each in self.years for figure in each.months]
        return not any(figure is not None if self.measure == PERCENT else figure for figure in figures)


def unknown(key: str) -> Refused:
    """What is said of an indicator that nobody knows."""
    return Refused(f"没有“{key}”这个指标，请用 indicators --list 查看有哪些。", field="indicator")


def years(
    session: Session,
    key: str,
    asked: Sequence[int],
    month: int,
    unit: str | None = None,
    basis: str = "reported",
) -> Years:
    """The figures of January to ``month`` in each of the years, of the township or of a unit by name."""
    indicator = next((each for each in (*CATALOGUE, *own_indicators.built(session)) if each.key == key), None)
    if indicator is None:
        raise unknown(key)
    facts, unit_id = gather(session), units.find(session, unit) if unit else None
    adds_up = indicator.kind is Kind.FLOW and indicator.measure != PERCENT
    so_far = {year: _so_far(indicator, facts, year, month, unit_id, basis) for year in asked}
    # Before the records begin nothing is known, which is not nought; nor is a rate whose milestone nobody records.
    begun = min((year for year in asked if any(so_far[year])), default=None)

    def is_known(year: int) -> bool:
        if indicator.kind is Kind.RATE or indicator.measure == PERCENT:
            return any(so_far[year]) or is_recorded(indicator, facts, Period(year, month, Basis(basis)))
        return begun is not None and year >= begun

    found = tuple(_year(year, so_far[year] if is_known(year) else [None] * month, adds_up=adds_up) for year in asked)
    return Years(key, indicator.title, indicator.measure, found, adds_up)


def _so_far(
    indicator: Indicator, facts: Facts, year: int, month: int, unit_id: str | None, basis: str
) -> list[Fraction | None]:
    periods = (Period(year, each, Basis(basis)) for each in range(1, month + 1))
    return [compute(indicator, facts, period).of(unit_id) for period in periods]


def _year(year: int, so_far: Sequence[Fraction | None], *, adds_up: bool) -> YearFigures:
    if not adds_up or so_far[-1] is None:
        return YearFigures(year, tuple(so_far), so_far[-1])
    before = [Fraction(0), *(each or Fraction(0) for each in so_far[:-1])]
    months = tuple((now or Fraction(0)) - then for now, then in zip(so_far, before, strict=True))
    return YearFigures(year, months, so_far[-1])
