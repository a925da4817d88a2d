"""Figures as text: rounded half up at the last moment, undefined as a dash; nothing is computed from the text."""

from fractions import Fraction

UNDEFINED = "—"


def rounded(value: Fraction, places: int) -> str:
    """A fraction with so many decimals, rounded half away from zero."""
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def percent(value: Fraction | None, places: int = 1) -> str:
    """A fraction as percent: 21/23 is 91.3%."""
    return UNDEFINED if value is None else f"{rounded(value * 100, places)}%"


def amount(value: Fraction | None, measure: str = "") -> str:
    """A figure in its measure: whole as it is, else with two decimals; a rate as percent."""
    if value is None:
        return UNDEFINED
    if measure == "%":
        return percent(value)
    return str(value.numerator) if value.denominator == 1 else rounded(value, 2)


def points(value: Fraction | None, places: int = 1) -> str:
    """超(欠)序时 in words: 超序时3.0个百分点."""
    if value is None:
        return UNDEFINED
    return f"{'超' if value >= 0 else '欠'}序时{rounded(abs(value), places)}个百分点"
