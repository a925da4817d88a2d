"""Figures as text: rounded half up at the last moment, undefined as a dash; nothing is computed from the text."""

from contextvars import ContextVar
from fractions import Fraction

UNDEFINED = "—"
# Like the context of ``decimal``: set once where a file is opened, so that screen and paper say a rate alike.
_PLACES: ContextVar[int] = ContextVar("decimals of a percentage", default=1)

ZEROS = ("0", UNDEFINED, "")  # what an office prints in a table for a figure of nought
_ZERO: ContextVar[str] = ContextVar("what a figure of nought is printed as", default="0")


def show_zeros(words: str) -> None:
    """From now on a figure of nought in a table is printed so, in this context: one of :data:`ZEROS`."""
    _ZERO.set(words)


def zero(text: str) -> str:
    """What stands in a table for a figure of nought that reads as ``text``: 0.00 itself, — or nothing."""
    return text if _ZERO.get() == "0" else _ZERO.get()


def show_places(places: int) -> None:
    """From now on percentages and percentage points show so many decimals (0, 1 or 2), in this context."""
    _PLACES.set(places)


def rounded(value: Fraction, places: int) -> str:
    """A fraction with so many decimals, rounded half away from zero."""
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    whole, rest = divmod(scaled, 10**places)
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{rest:0{places}d}" if places else f"{sign}{whole}"


def percent(value: Fraction | None) -> str:
    """A fraction as percent, with the office's decimals: 21/23 is 91.3%, 91% or 91.30%."""
    return UNDEFINED if value is None else f"{rounded(value * 100, _PLACES.get())}%"


def size_of_points(value: Fraction) -> str:
    """How many percentage points, without their sign, with the office's decimals: 13.8; "" for what rounds to none."""
    text = rounded(abs(value), _PLACES.get())
    return text if text.strip("0.") else ""


def amount(value: Fraction | None, measure: str = "") -> str:
    """A figure in its measure: whole as it is, else with two decimals; a rate as percent."""
    if value is None:
        return UNDEFINED
    if measure == "%":
        return percent(value)
    return str(value.numerator) if value.denominator == 1 else rounded(value, 2)


def points(value: Fraction | None) -> str:
    """超(欠)序时 in words: 超序时3.0个百分点; 与序时持平 for what rounds to nothing."""
    if value is None:
        return UNDEFINED
    size = size_of_points(value)
    return f"{'超' if value > 0 else '欠'}序时{size}个百分点" if size else "与序时持平"
