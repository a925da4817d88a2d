"""Quantities of targets as they are read: thousands grouped, every digit that matters."""

from fractions import Fraction

from app.ui.widgets.chart_figures import rounded
from app.values.quantities import MICRO

_DIGITS = 6  # a quantity is kept in millionths


def grouped(micro: int) -> str:
    """Millionths of a measure as 295,500 or 1.25."""
    return rounded(Fraction(micro, MICRO), _DIGITS)
