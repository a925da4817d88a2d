"""What the records say of each unit's month: the figures that stand beside a report and are never asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators import schedule
from app.indicators.catalogue import CATALOGUE, Indicator, Kind
from app.indicators.facts import Facts, Period
from app.indicators.figures import Figures, compute
from app.services import own_indicators, targets
from app.services.facts import gather
from app.services.targets import TargetGrid


@dataclass(frozen=True)
class MonthFigure:
    """An indicator of a unit in its measure: the change in the month, the year so far, the year's target.

    A stock changes by what it stands at over the end of the month before. ``completion`` is a fraction or None.
    """

    key: str
    title: str
    measure: str
    in_month: Fraction
    so_far: Fraction
    target: Fraction | None
    completion: Fraction | None

    @property
    def moved(self) -> bool:
        """Whether it changed in the month."""
        return self.in_month != 0


def of_month(session: Session, year: int, month: int) -> dict[str, tuple[MonthFigure, ...]]:
    """By unit id: every indicator that the unit has a target of, and every other that changed in the month.

    Rates are left out: they follow from the others.
    """
    grid, facts = targets.grid(session, year), gather(session)
    found: dict[str, list[MonthFigure]] = {key: [] for key, _ in grid.units}
    for indicator in _counted(session):
        now, before = compute(indicator, facts, Period(year, month)), _before(indicator, facts, year, month)
        for unit_id, figures in found.items():
            figure = _figure(indicator, now, before, grid, unit_id)
            if figure.moved or figure.target is not None:
                figures.append(figure)
    return {key: tuple(figures) for key, figures in found.items()}


def _figure(
    indicator: Indicator, now: Figures, before: Mapping[str | None, Fraction | None], grid: TargetGrid, unit_id: str
) -> MonthFigure:
    so_far = now.of(unit_id) or Fraction(0)
    cell = grid.cells.get((unit_id, indicator.key))
    target = None if cell is None else targets.amount_of(cell, indicator.measure)
    return MonthFigure(
        key=indicator.key,
        title=indicator.title,
        measure=indicator.measure,
        in_month=so_far - (before.get(unit_id) or 0),
        so_far=so_far,
        target=target,
        completion=schedule.completion(so_far, target),
    )


def _before(indicator: Indicator, facts: Facts, year: int, month: int) -> Mapping[str | None, Fraction | None]:
    """Where units stood at the end of the month before; a flow begins each year at nought, a stock does not."""
    if month > 1:
        return compute(indicator, facts, Period(year, month - 1)).by_unit
    return compute(indicator, facts, Period(year - 1, 12)).by_unit if indicator.kind is Kind.STOCK else {}


def _counted(session: Session) -> Iterator[Indicator]:
    yield from (indicator for indicator in CATALOGUE if indicator.kind is not Kind.RATE)
    yield from (own for own in own_indicators.built(session) if own.kind is not Kind.RATE)
