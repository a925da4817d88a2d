"""对比: an indicator's months of several years side by side; what units and plans compare is in the year's report."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.catalogue import CATALOGUE, Indicator, Kind
from app.indicators.facts import Basis, Facts, Period
from app.indicators.figures import compute
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
    adds_up = indicator.kind is Kind.FLOW and indicator.measure != "%"
    found = tuple(_year(indicator, facts, year, month, unit_id, basis, adds_up=adds_up) for year in asked)
    return Years(key, indicator.title, indicator.measure, found, adds_up)


def _year(
    indicator: Indicator, facts: Facts, year: int, month: int, unit_id: str | None, basis: str, *, adds_up: bool
) -> YearFigures:
    periods = (Period(year, each, Basis(basis)) for each in range(1, month + 1))
    so_far = [compute(indicator, facts, period).of(unit_id) for period in periods]
    if not any(so_far):  # before the records begin nothing is known, which is not nought
        return YearFigures(year, (None,) * month, None)
    if not adds_up:
        return YearFigures(year, tuple(so_far), so_far[-1])
    before = [Fraction(0), *(each or Fraction(0) for each in so_far[:-1])]
    months = tuple((now or Fraction(0)) - then for then, now in zip(before, so_far, strict=True))
    return YearFigures(year, months, so_far[-1])
