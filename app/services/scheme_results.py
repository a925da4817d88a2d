"""What a scheme comes to for a month, as plain values between the computation, the window and the papers."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class ItemScore:
    """One item of one unit: exact, with its working; ``score`` is None where it cannot be computed.

    ``shown`` is the figure that stands beside the score in a table, ``correction`` what was added by hand.
    """

    title: str
    points: Fraction
    score: Fraction | None
    working: str
    shown: str = ""
    correction: Fraction = Fraction(0)
    veto: str = ""


@dataclass(frozen=True)
class ScoreRow:
    """A unit's result; ``total`` adds what could be scored, ``rank`` is None for a unit that is not ranked."""

    unit: str
    group: str
    items: tuple[ItemScore, ...]
    total: Fraction
    rank: int | None
    scheme: str = ""

    @property
    def vetoes(self) -> tuple[str, ...]:
        """What follows from preconditions that were missed."""
        return tuple(f"{item.title}未达到：{item.veto}" for item in self.items if item.veto)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Which items could not be scored, and why."""
        return tuple(f"{item.title}：{item.working}" for item in self.items if item.score is None)

    def as_json(self) -> dict[str, Any]:
        """The row for scripts: numbers unrounded, null where there is no score."""
        items = [
            {"title": item.title, "points": _plain(item.points), "score": _plain(item.score)} for item in self.items
        ]
        total = _plain(self.total)
        about = {"unit": self.unit, "group": self.group, "scheme": self.scheme}
        return {**about, "items": items, "total": total, "rank": self.rank}


@dataclass(frozen=True)
class ItemHead:
    """An item as a table's head names it: its title, its full marks, what the figure beside the score is called."""

    title: str
    points: Fraction
    figure: str


@dataclass(frozen=True)
class SchemeResult:
    """A scheme's month: rows by rank; without rows, ``problem`` says where and why nothing could be computed."""

    scheme_id: str
    year: int
    month: int
    title: str
    group: str
    heads: tuple[ItemHead, ...] = ()
    rows: tuple[ScoreRow, ...] = ()
    problem: str = ""


def _plain(value: Fraction | None) -> int | float | None:
    """A number as JSON knows it, whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator
