"""How figures are written on cards and beside bars: exact fractions in, rounded once at the very end."""

from fractions import Fraction

UNDEFINED = "—"


def rounded(value: Fraction, decimals: int, *, grouped: bool = True) -> str:
    """A figure with at most ``decimals`` places, half away from zero, without needless zeros."""
    text = fixed(value, decimals, grouped=grouped)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: Fraction, decimals: int, *, grouped: bool = True) -> str:
    """A figure with exactly ``decimals`` places, half away from zero."""
    scale = 10**decimals
    whole = (abs(value) * scale * 2 + 1) // 2
    digits = f"{whole // scale:,}" if grouped else str(whole // scale)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{digits}.{whole % scale:0{decimals}d}" if decimals else sign + digits


def percent(value: Fraction | None, decimals: int = 1) -> str:
    """A fraction as 91.3%, — where it is undefined."""
    return UNDEFINED if value is None else f"{fixed(value * 100, decimals)}%"


def points(ahead: Fraction | None, decimals: int = 1) -> str:
    """超(欠)序时 from percentage points computed before rounding: 超序时 13.8 个百分点."""
    if ahead is None:
        return f"序时 {UNDEFINED}"
    size = fixed(abs(ahead), decimals)
    if Fraction(size.replace(",", "")) == 0:
        return "与序时持平"
    return f"{'超' if ahead > 0 else '欠'}序时 {size} 个百分点"


def growth(value: Fraction | None, decimals: int = 1) -> str:
    """同比: 增长 12.3%, 下降 8.9%, 持平; — where last year has no figure."""
    if value is None:
        return f"同比 {UNDEFINED}"
    size = fixed(abs(value) * 100, decimals)
    if Fraction(size.replace(",", "")) == 0:
        return "同比持平"
    return f"同比{'增长' if value > 0 else '下降'} {size}%"
