"""How figures are written on cards and beside bars: exact fractions in, rounded once at the very end."""

from fractions import Fraction

from app.columns import cells
from app.values.figures import size_of_points

UNDEFINED = cells.UNDEFINED


def rounded(value: Fraction, decimals: int) -> str:
    """A figure with at most ``decimals`` places, half away from zero, thousands grouped."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    places = f"{whole % scale:0{decimals}d}".rstrip("0") if decimals else ""
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // scale:,}" + (f".{places}" if places else "")


def percent(value: Fraction | None) -> str:
    """A fraction as 91.3%, — where it is undefined."""
    return UNDEFINED if value is None else cells.percent(value)


def points(ahead: Fraction | None) -> str:
    """超(欠)序时 from percentage points computed before rounding: 超序时 13.8 个百分点."""
    if ahead is None:
        return f"序时 {UNDEFINED}"
    size = size_of_points(ahead)
    return f"{'超' if ahead > 0 else '欠'}序时 {size} 个百分点" if size else "与序时持平"


def change(points: Fraction) -> str:
    """同比 of a rate, which rises or falls by percentage points."""
    size = size_of_points(points)
    return f"同比{'提高' if points > 0 else '降低'} {size} 个百分点" if size else "同比持平"


def growth(value: Fraction | None, word: str = "同比") -> str:
    """同比: 增长 12.3%, 下降 8.9%, 持平; — where last year has no figure. ``word`` says what it is held against."""
    if value is None:
        return f"{word} {UNDEFINED}"
    if not size_of_points(value * 100):
        return f"{word}持平"
    return f"{word}{'增长' if value > 0 else '下降'} {cells.percent(abs(value))}"
