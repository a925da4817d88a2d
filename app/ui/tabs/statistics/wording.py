"""How the figures of an indicator are written on its card and beside its bars."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from app.ui.colours import colours
from app.ui.widgets.chart_figures import UNDEFINED, change, growth, percent, points, rounded
from app.ui.widgets.indicator_card import CardFigures
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.services.indicators import IndicatorRow

_WAN_IN_YI = 10_000
_LARGE = 10_000  # from here on, places after the point say nothing on a card


def card_figures(row: IndicatorRow, unit: MoneyUnit, doubts: tuple[str, ...] = ()) -> CardFigures:
    """What the card of an indicator says; money in the office's unit, what is undefined as —."""
    measure = shown_measure(row.measure, unit)
    return CardFigures(
        key=row.key,
        title=row.title,
        done=amount(row.actual, row.measure, unit),
        measure=measure,
        target=f"目标 {amount(row.target, row.measure, unit)}" if row.target is not None else "",
        completion_text=f"完成 {percent(row.completion)}",
        ahead_text=points(row.ahead),
        growth_text=_compared(row),
        completion=None if row.completion is None else float(row.completion),
        schedule=None if row.schedule is None else float(row.schedule),
        tone=tone(row.ahead),
        note=_note(row, unit, len(doubts)),
        doubts=doubts,
    )


def _compared(row: IndicatorRow) -> str:
    """A rate rises by percentage points, a stock is held against the end of last year's same month."""
    if row.change is not None:
        return change(row.change)
    return growth(row.growth, "比上年期末" if row.is_stock else "同比")


def _note(row: IndicatorRow, unit: MoneyUnit, doubts: int) -> str:
    if row.left_out:
        left_out = amount(row.left_out, row.measure, unit)
        return f"另有 {left_out} {shown_measure(row.measure, unit)}只知年份，未计入"
    return f"有 {doubts} 处要核对" if doubts else ""


def amount(value: Fraction | None, measure: str, unit: MoneyUnit) -> str:
    """A figure in the measure that :func:`shown_measure` names; a rate carries its own %."""
    if value is None:
        return UNDEFINED
    if measure == "%":
        return percent(value)
    shown = value / _WAN_IN_YI if measure == "万元" and unit is MoneyUnit.YI else value
    return rounded(shown, 0 if abs(shown) >= _LARGE else 2)


def shown_measure(measure: str, unit: MoneyUnit) -> str:
    """万元 as the office looks at money; other measures as they are, none for a rate."""
    if measure == "%":
        return ""
    return str(unit) if measure == "万元" and unit is MoneyUnit.YI else measure


def tone(ahead: Fraction | None) -> str:
    """Green ahead of the schedule, red behind it, plain where there is none."""
    if ahead is None:
        return colours().soft_ink
    return colours().green if ahead >= 0 else colours().red
