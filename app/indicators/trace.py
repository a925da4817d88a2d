"""What a figure is made of: the records that the indicator counted for it, each with its part, none that it left out.

The same events and the same rule for figures kept by hand as in ``figures``: the parts of a flow or a stock add up to
its figure, those of a rate to its numerator and, in ``base``, to its denominator.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.indicators.catalogue import Indicator, Kind
from app.indicators.facts import Event, Facts, HandFigure, Period, Source, Unit
from app.indicators.figures import PERCENT

HAND = "achievements"  # the list of figures kept by hand
Parts = Mapping[Source, Fraction]


@dataclass(frozen=True)
class Trace:
    """The records behind one figure in the order in which they were counted; ``base`` is what a rate is a part of."""

    parts: Parts
    base: Parts | None = None


def trace(indicator: Indicator, facts: Facts, period: Period, unit: Unit) -> Trace:
    """What stands behind an indicator's figure of a unit, or of the whole township for None."""
    if indicator.ratio is not None:
        part, whole = (trace(each, facts, period, unit) for each in indicator.ratio)
        return Trace(part.parts, whole.parts)
    if indicator.part is not None:
        part_events, events = indicator.part(facts, period), indicator.count(facts, period)
        return Trace(_recorded(part_events, unit, ()), _recorded(events, unit, ()))
    hand = _hand(indicator, facts, period)
    if indicator.measure == PERCENT:  # months of a percentage do not add up: what was told last stands
        own = [each for each in hand if each.unit == unit]
        return Trace({(HAND, each.id): each.amount for each in own[-1:]})
    told = {(HAND, each.id): each.amount for each in hand if _speaks(each, hand, unit)}
    return Trace({**_recorded(indicator.count(facts, period), unit, hand), **told})


def _recorded(events: Iterable[Event], unit: Unit, hand: Iterable[HandFigure]) -> Parts:
    """The records that count for a unit where no figure kept by hand stands in their place."""
    spoken = {(each.unit, each.month) for each in hand}
    parts: dict[Source, Fraction] = defaultdict(Fraction)
    for event in events:
        by_hand = (event.unit, event.month) in spoken or (unit is None and (None, event.month) in spoken)
        if event.source is not None and (unit is None or event.unit == unit) and not by_hand:
            parts[event.source] += event.amount
    return dict(parts)


def _speaks(told: HandFigure, hand: Iterable[HandFigure], unit: Unit) -> bool:
    """Whether a figure kept by hand counts for a unit; the township's own speaks for all of its units' of the month."""
    if unit is not None or told.unit is None:
        return told.unit == unit
    return not any(other.unit is None and other.month == told.month for other in hand)


def _hand(indicator: Indicator, facts: Facts, period: Period) -> list[HandFigure]:
    """What was told by hand up to the end of the period, in order of time; of a stock its last month alone."""
    own = (each for each in facts.hand if each.key == indicator.key and each.year == period.year)
    told = sorted((each for each in own if each.month <= period.month), key=lambda each: each.month)
    return [each for each in told if each.month == period.month] if indicator.kind is Kind.STOCK else told
