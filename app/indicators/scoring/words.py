"""Numbers in a score's working: exact where two decimals can say them, else marked as about; never computed from."""

from fractions import Fraction

from app.values.figures import percent, rounded

_PLACES = 2
_EXACT = 6


def number(value: Fraction, places: int = _PLACES) -> str:
    """A number with at most so many decimals, empty ones left out: 0.48, 12, -3.5."""
    text = rounded(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Fraction) -> str:
    """A parameter as it was entered: all its decimals, or a fraction such as 1/3 where it has no end."""
    text = number(value, _EXACT)
    return text if Fraction(text) == value else f"{value.numerator}/{value.denominator}"


def share(value: Fraction) -> str:
    """A fraction as percent: 96%, 91.3%."""
    return f"{number(value * 100)}%"


def rate(value: Fraction) -> str:
    """A fraction as percent with one decimal, as a column of a table shows it: 96.0%."""
    return percent(value)


def exact_share(value: Fraction) -> str:
    """A parameter that is a share, as percent with all its decimals."""
    return f"{exact(value * 100)}%" if "/" not in exact(value * 100) else exact(value)


def quantity(value: Fraction, measure: str) -> str:
    """A figure with its measure; a measure of % is told from a fraction."""
    return share(value) if measure == "%" else f"{number(value)}{measure}"


def points(value: Fraction) -> str:
    """A score: 0.48分."""
    return f"{number(value)}分"


def makes(value: Fraction) -> str:
    """The end of a calculation: =0.48分, or ≈3.33分 where two decimals do not say it all."""
    return f"{'=' if Fraction(number(value)) == value else '≈'}{points(value)}"
