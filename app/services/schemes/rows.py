"""A scheme as it is entered and travels: plain values between records, forms and the workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from app.indicators import scoring
from app.indicators.scoring import Rule
from app.indicators.scoring.whole import Whole, read_whole
from app.values.quantities import MICRO

REPORTED, RECOGNISED = "自报", "认定"
YEAR, SCHEDULE = "全年", "序时"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "shape": tuple(scoring.SHAPES),
    "basis": (REPORTED, RECOGNISED),
    "against": (YEAR, SCHEDULE),
}


@dataclass(frozen=True)
class ItemEntry:
    """One item of a scheme; points, cap and floor in millionths of a point.

    ``indicator`` is a key, empty for an item scored by hand; ``parameters`` is the plain JSON of the shape.
    """

    title: str
    shape: str
    points: int
    indicator: str = ""
    cap: int | None = None
    floor: int | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    basis: str = REPORTED
    against: str = YEAR
    evidence: str = ""
    id: str | None = None

    @property
    def rule(self) -> Rule:
        """The shape with its parameters; Refused where they are wrong."""
        return scoring.rule(self.shape, self.parameters)


@dataclass(frozen=True)
class SchemeEntry:
    """A scheme of a year: the group of units by name that it judges, and its items in order."""

    year: int
    title: str
    group_name: str = ""
    note: str = ""
    items: tuple[ItemEntry, ...] = ()
    units: tuple[str, ...] = ()
    rules: str = ""  # what holds across the items, in words

    @property
    def whole(self) -> Whole:
        """The same as the scoring reads it; Refused where it cannot be read."""
        return read_whole(self.rules)


@dataclass(frozen=True)
class SchemeRow:
    """One line of the list of schemes; ``points`` is the sum of its items' points, in millionths."""

    id: str
    year: int
    title: str
    group_name: str
    items: int
    units: int
    points: int


def fraction(millionths: int) -> Fraction:
    """Millionths as an exact number."""
    return Fraction(millionths, MICRO)


def millionths(value: Fraction) -> int:
    """An exact number in whole millionths, rounded half away from zero."""
    whole = int(abs(value) * MICRO + Fraction(1, 2))
    return -whole if value < 0 else whole
