"""The figures that schemes score: counted once for a month, given out by unit, item and what it is held against."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import ceil

from sqlalchemy.orm import Session

from app.indicators import counting
from app.indicators import schedule as clock
from app.indicators.catalogue import BY_KEY, OF_REPORTS, Indicator, Kind
from app.indicators.facts import Base, Basis, Facts, Period, Unit
from app.indicators.figures import Figures, compute
from app.indicators.scoring import Figure
from app.indicators.scoring.shape import ONE, TO_DATE
from app.indicators.scoring.words import share
from app.indicators.trace import Trace, trace
from app.services import own_indicators, targets
from app.services.facts import gather
from app.services.schemes.indicators import report_figures, report_records
from app.services.schemes.rows import RECOGNISED, SCHEDULE, ItemEntry


class FigureBook:
    """All figures of a year up to the end of a month; records are read once, each indicator is computed once."""

    def __init__(self, session: Session, year: int, month: int, facts: Facts | None = None) -> None:
        self.year, self.month = year, month
        self._facts = facts or gather(session)
        self._others: dict[int, FigureBook] = {}
        self._grid = targets.grid(session, year)
        self._indicators = {**BY_KEY, **OF_REPORTS}
        self._session = session
        self._indicators |= {own.key: own for own in own_indicators.built(session)}
        self._computed: dict[tuple[str, str, str], Figures] = {}

    @property
    def facts(self) -> Facts:
        """The records that all of them are counted from."""
        return self._facts

    def figure(self, item: ItemEntry, key: str, unit: Unit, standard: Fraction | None) -> Figure:
        """A unit's figure of an indicator as the item looks at it; ``standard`` takes the place of its target."""
        indicator = self._indicators.get(key)
        if indicator is None:
            return Figure(key, "", None, gap=f"没有“{key}”这个指标，请在考核办法中改选")
        rate = indicator.kind is Kind.RATE
        target, word = self._target(item, key, unit)
        task = self._task(key, unit)
        if item.rule.last_year is not None:
            target, word = self._of_last_year(indicator, item, unit)
            task = target
        elif rate or standard is not None:
            target, word = self.standard(item, standard or ONE, rate=rate)
            task = standard
        value = self._figures(indicator, item).of(unit)
        return Figure(indicator.title, indicator.measure, value, target, word, self._ratings(key, unit), task=task)

    def _of_last_year(self, indicator: Indicator, item: ItemEntry, unit: Unit) -> tuple[Fraction | None, str]:
        """What the same months of last year brought, or so much of it as the item asks, and what it is called."""
        part = item.rule.last_year or ONE
        done = self._year_before._figures(indicator, item).of(unit)  # noqa: SLF001
        return None if done is None else done * part, "上年同期" if part == 1 else f"上年同期的{share(part)}"

    @cached_property
    def _year_before(self) -> "FigureBook":
        return FigureBook(self._session, self.year - 1, self.month, self._facts)

    def standard(self, item: ItemEntry, standard: Fraction, *, rate: bool = False) -> tuple[Fraction, str]:
        """A standard that holds for every unit, by the clock where the item asks so, and what it is called."""
        if item.against == SCHEDULE and not rate:
            return standard * Fraction(self.month, 12), f"截至{self.month}月标准"
        return standard, "标准"

    def sizes(self, item: ItemEntry, unit: Unit) -> dict[Fraction, Fraction]:
        """How many of the unit's projects are at least so many 万元, for each size that the item's shape asks for."""
        indicator = self._indicators.get(item.indicator)
        if indicator is None or indicator.sized is None:
            return {}
        return {size: self._of_size(indicator, item, unit, ceil(size * counting.WAN)) for size in item.rule.sizes()}

    def unsized(self, item: ItemEntry, unit: Unit) -> Fraction:
        """How many of the unit's projects have no size, where the item's shape asks for sizes."""
        indicator = self._indicators.get(item.indicator)
        if indicator is None or indicator.sized is None or not any(item.rule.sizes()):
            return Fraction(0)
        every, sized = (self._of_size(indicator, item, unit, fen) for fen in (0, 1))
        return every - sized

    def _of_size(self, indicator: Indicator, item: ItemEntry, unit: Unit, fen: int) -> Fraction:
        assert indicator.sized is not None
        industries = item.rule.of_industries()
        of_size = Indicator(f"{indicator.key}≥{fen}{industries}", "", "个", indicator.sized(fen, industries))
        return self._figures(of_size, item).of(unit) or Fraction(0)

    def months(self, item: ItemEntry, unit: Unit) -> tuple[Fraction, ...]:
        """What each month that is over brought, where the item's shape asks for it; a stock's or a rate's state."""
        indicator = self._indicators.get(item.indicator)
        if indicator is None or not item.rule.asks_months():
            return ()
        states = [self.at(month)._state(indicator, item, unit) for month in range(1, self.month + 1)]  # noqa: SLF001
        if indicator.kind is not Kind.FLOW:
            return tuple(states)
        return tuple(now - before for before, now in zip([Fraction(0), *states], states, strict=False))

    def trace(self, item: ItemEntry, key: str, unit: Unit) -> Trace:
        """The records behind an indicator's figure as the item looks at it; none for one that is gone."""
        indicator = self._indicators.get(key)
        if indicator is None:
            return Trace({})
        if key in OF_REPORTS:
            return Trace(report_records(self._session, self.year, self.month, key, unit))
        return trace(indicator, self._facts, self._period(item), unit)

    def indicator(self, key: str) -> Indicator | None:
        """The indicator of a key, None where it is gone."""
        return self._indicators.get(key)

    def at(self, month: int) -> "FigureBook":
        """The same year's book up to another month; each is made once."""
        if month == self.month:
            return self
        if month not in self._others:
            self._others[month] = FigureBook(self._session, self.year, month, self._facts)
        return self._others[month]

    def _state(self, indicator: Indicator, item: ItemEntry, unit: Unit) -> Fraction:
        return self._figures(indicator, item).of(unit) or Fraction(0)

    def title(self, key: str) -> str:
        """An indicator's title, or its key where it is gone."""
        return self._indicators[key].title if key in self._indicators else key

    def _figures(self, indicator: Indicator, item: ItemEntry) -> Figures:
        if indicator.key in OF_REPORTS:
            return self._reports[indicator.key]
        period = self._period(item)
        place = (indicator.key, period.basis.value, period.base.value)
        if place not in self._computed:
            self._computed[place] = compute(indicator, self._facts, period)
        return self._computed[place]

    def _period(self, item: ItemEntry) -> Period:
        basis = Basis.RECOGNISED if item.basis == RECOGNISED else Basis.REPORTED
        base = Base.TO_DATE if item.rule.base == TO_DATE else Base.PERIOD
        return Period(self.year, self.month, basis, base)

    @cached_property
    def _reports(self) -> Mapping[str, Figures]:
        """Counted where a scheme asks for them: their due days need the calendar of holidays."""
        return report_figures(self._session, self.year, self.month)

    def _target(self, item: ItemEntry, key: str, unit: Unit) -> tuple[Fraction | None, str]:
        cell, target = self._grid.cells.get((unit, key)), self._task(key, unit)
        if cell is None or target is None:
            return None, ""
        if item.against != SCHEDULE or self._measure(key) == targets.PERCENT:  # which does not grow month by month
            return target, "年度目标"
        due = clock.schedule(self.month, target, targets.plan_of(cell))
        return target * (due or Fraction(0)), f"截至{self.month}月序时目标" if clock.runs(due) else "年度目标"

    def _task(self, key: str, unit: Unit) -> Fraction | None:
        """The target of the whole year."""
        cell = self._grid.cells.get((unit, key))
        return None if cell is None else targets.amount_of(cell, self._measure(key))

    def _measure(self, key: str) -> str:
        return self._indicators[key].measure if key in self._indicators else ""

    def _ratings(self, key: str, unit: Unit) -> tuple[Fraction, ...]:
        given = sorted(
            (figure.month, figure.amount)
            for figure in self._facts.hand
            if (figure.unit, figure.key, figure.year) == (unit, key, self.year) and figure.month <= self.month
        )
        return tuple(amount for _, amount in given)
