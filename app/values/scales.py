"""Round figures for an axis: a few ticks that a reader can count by, and how they are written."""

from math import ceil, floor, log10


def round_ticks(largest: float, wanted: int = 4) -> list[float]:
    """About ``wanted`` equal steps of 1, 2 or 5 times a power of ten, from 0 to at least ``largest``."""
    if largest <= 0:
        return [0.0, 1.0]
    rough = largest / wanted
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
    return [round(step * number, 10) for number in range(ceil(largest / step - 1e-9) + 1)]


def plain_number(value: float) -> str:
    """A tick's text, without exponents or needless zeros: 1,500 or 0.5."""
    return f"{value:,.6f}".rstrip("0").rstrip(".")
