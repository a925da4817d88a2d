"""From events to figures: units and months added up, figures kept by hand in place of what records say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.indicators.catalogue import Indicator, Kind
from app.indicators.counting import cohort_of
from app.indicators.facts import Event, Facts, Period, Unit
from app.indicators.standing import WHOLE_YEAR

Cells = Mapping[tuple[Unit, int], Fraction]
ZERO = Fraction(0)


@dataclass(frozen=True)
class Figures:
    """An indicator over a period for every unit; a unit that has nothing stands at nought (a rate is undefined)."""

    by_unit: Mapping[Unit, Fraction | None]
    township: Fraction | None
    is_rate: bool = False

    def of(self, unit: Unit) -> Fraction | None:
        """The figure of a unit, or of the whole township for None."""
        if unit is None:
            return self.township
        return self.by_unit.get(unit, None if self.is_rate else ZERO)


PERCENT = "%"


def compute(indicator: Indicator, facts: Facts, period: Period) -> Figures:
    """The indicator's figures, exact, in its measure; a rate as a fraction."""
    if indicator.ratio is not None:
        return _ratio(*(compute(each, facts, period) for each in indicator.ratio))
    if indicator.kind is Kind.RATE:
        return _rates(indicator, facts, period)
    hand = _hand(indicator.key, facts, period)
    if indicator.measure == PERCENT:
        return _told_rates(hand)
    recorded = _cells(indicator.count(facts, period))
    if indicator.kind is Kind.STOCK:
        hand = {(unit, month): amount for (unit, month), amount in hand.items() if month == period.month}
    return _sums({**recorded, **hand}, hand)


def left_out(indicator: Indicator, facts: Facts, period: Period) -> Figures:
    """What a flow leaves out because it lies somewhere in the year, nobody knows in which month."""
    if indicator.kind is not Kind.FLOW or period.month == 12:
        return Figures({}, ZERO)
    events = indicator.count(facts, period.whole_year())
    cells = {key: amount for key, amount in _cells(events).items() if key[1] == WHOLE_YEAR}
    return _sums(cells, {})


def is_recorded(indicator: Indicator, facts: Facts, period: Period) -> bool:
    """Whether any project that a rate looks at ever had what it asks for recorded: else the rate says nothing."""
    if indicator.of is None:
        return True
    base = list(cohort_of(facts, period, indicator.of, of_last_year=indicator.of_last_year))
    event = indicator.event
    if event is None:
        members = {project.id for project in base}
        return any(entry.project.id in members for entry in facts.funds)
    return any(
        event in project.dates or event in project.undated or project.stage.value == event.value for project in base
    )


def clashes(indicator: Indicator, facts: Facts, period: Period) -> list[tuple[Unit, int]]:
    """Where both records and a figure kept by hand speak for the same unit and month."""
    hand = _hand(indicator.key, facts, period)
    if indicator.kind is Kind.RATE or not hand:
        return []
    recorded = _cells(indicator.count(facts, period))
    months: dict[tuple[Unit, int], Fraction] = defaultdict(Fraction)
    for (unit, month), amount in recorded.items():
        months[unit, month] += amount
        if unit is not None:
            months[None, month] += amount
    return sorted((key for key in hand if months.get(key)), key=str)


def _sums(cells: Cells, hand: Cells) -> Figures:
    by_unit: dict[Unit, Fraction | None] = {}
    months: dict[int, Fraction] = defaultdict(Fraction)
    for (unit, month), amount in cells.items():
        if unit is not None:
            by_unit[unit] = (by_unit.get(unit) or ZERO) + amount
        if (None, month) not in hand:
            months[month] += amount
    # The township's own hand figure for a month speaks for all of its units in that month.
    township = sum(months.values(), ZERO) + sum((a for (unit, _), a in hand.items() if unit is None), ZERO)
    return Figures(by_unit, township)


def _rates(indicator: Indicator, facts: Facts, period: Period) -> Figures:
    if indicator.part is None:
        raise ValueError(f"{indicator.key} is a rate without a part")
    whole, part = _totals(indicator.count(facts, period)), _totals(indicator.part(facts, period))
    rates = {unit: part.get(unit, ZERO) / amount if amount else None for unit, amount in whole.items()}
    everything = sum(whole.values(), ZERO)
    return Figures(rates, sum(part.values(), ZERO) / everything if everything else None, is_rate=True)


def _ratio(part: Figures, whole: Figures) -> Figures:
    """One indicator's figures as parts of another's; undefined where that has none."""
    units = {**part.by_unit, **whole.by_unit}
    rates = {unit: _part(part.of(unit), whole.of(unit)) for unit in units}
    return Figures(rates, _part(part.township, whole.township), is_rate=True)


def _part(part: Fraction | None, whole: Fraction | None) -> Fraction | None:
    return part / whole if part is not None and whole else None


def _told_rates(hand: Cells) -> Figures:
    """A percentage kept by hand, as a fraction: what was told last of each unit; months and units do not add up."""
    latest = {unit: amount / 100 for (unit, _), amount in sorted(hand.items(), key=lambda told: told[0][1])}
    township = latest.pop(None, None)
    return Figures(latest, township, is_rate=True)


def _cells(events: Iterable[Event]) -> dict[tuple[Unit, int], Fraction]:
    cells: dict[tuple[Unit, int], Fraction] = defaultdict(Fraction)
    for event in events:
        cells[event.unit, event.month] += event.amount
    return dict(cells)


def _totals(events: Iterable[Event]) -> dict[Unit, Fraction]:
    totals: dict[Unit, Fraction] = defaultdict(Fraction)
    for event in events:
        totals[event.unit] += event.amount
    return dict(totals)


def _hand(key: str, facts: Facts, period: Period) -> dict[tuple[Unit, int], Fraction]:
    cells: dict[tuple[Unit, int], Fraction] = defaultdict(Fraction)
    for figure in facts.hand:
        if figure.key == key and figure.year == period.year and figure.month <= period.month:
            cells[figure.unit, figure.month] += figure.amount
    return dict(cells)
