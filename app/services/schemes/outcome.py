"""What a scheme comes to for a month, as plain values between the computation, the window and the papers."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from app.indicators.scoring.places import BY_PLACE
from app.indicators.scoring.whole import Together
from app.indicators.scoring.words import points as points_words
from app.values.figures import UNDEFINED
from app.values.mild import milder

_NAMED = 5  # units named where many lack the same


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

    def unranked(self, *, by_place: bool) -> "ItemScore":
        """The same without a place and without a consequence, in milder words: 稳妥口径."""
        working, shown = milder(self.working), milder(self.shown)
        if by_place and self.score is not None:
            working, shown = f"与组内单位比较，得{points_words(self.score)}", UNDEFINED
        return replace(self, title=milder(self.title), working=working, shown=shown, veto="")

    def as_json(self) -> dict[str, Any]:
        """The item for scripts: its working in words beside the numbers."""
        numbers = {name: plain_number(getattr(self, name)) for name in ("points", "score", "correction")}
        return {"title": self.title, **numbers, "working": self.working}


@dataclass(frozen=True)
class ScoreRow:
    """A unit's result; ``total`` adds what could be scored, ``rank`` is None for a unit that is not ranked.

    ``tied`` says that another unit of the group has the same place.
    """

    unit: str
    group: str
    items: tuple[ItemScore, ...]
    total: Fraction
    rank: int | None
    scheme: str = ""
    tied: bool = False
    sections: tuple[Together, ...] = ()
    limit: str = ""  # what the limit of the whole did to the total

    def unranked(self, by_place: frozenset[str] = frozenset()) -> "ScoreRow":
        """The same as 稳妥口径 prints it; ``by_place`` are the items whose working names a place."""
        items = tuple(item.unranked(by_place=item.title in by_place) for item in self.items)
        sections = tuple(
            replace(part, title=milder(part.title), working=milder(part.working)) for part in self.sections
        )
        named = replace(self, scheme=milder(self.scheme), group=milder(self.group))
        return replace(named, rank=None, tied=False, items=items, sections=sections)

    @property
    def is_scored(self) -> bool:
        """Whether anything could be scored: without that the total says nothing."""
        return any(item.score is not None for item in self.items)

    @property
    def place(self) -> str:
        """The place as a table writes it: 2, 并列2, or a dash."""
        return UNDEFINED if self.rank is None else f"{'并列' if self.tied else ''}{self.rank}"

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
        about = {"unit": self.unit, "group": self.group, "scheme": self.scheme}
        items = [item.as_json() for item in self.items]
        place = {"total": plain_number(self.total), "rank": self.rank, "tied": self.tied}
        sections = [{"title": s.title, "score": plain_number(s.score), "working": s.working} for s in self.sections]
        more: dict[str, Any] = {"vetoes": list(self.vetoes)}
        if sections or self.limit:
            more |= {"sections": sections, "limit": self.limit}
        return {**about, "items": items, **place, **more}


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
    is_ranked: bool = True

    @property
    def said_title(self) -> str:
        """What papers call the scheme."""
        return self.title if self.is_ranked else milder(self.title)

    def unranked(self) -> "SchemeResult":
        """The same without places and without what follows from a missed precondition: 稳妥口径."""
        by_place = frozenset(head.title for head in self.heads if head.figure == BY_PLACE)
        heads = tuple(replace(head, title=milder(head.title), figure=milder(head.figure)) for head in self.heads)
        told = replace(self, heads=heads, group=milder(self.group), is_ranked=False)
        classes = list(dict.fromkeys(row.group for row in self.rows))
        rows = sorted(self.rows, key=lambda row: (classes.index(row.group), row.unit))
        return replace(told, rows=tuple(row.unranked(by_place) for row in rows))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What keeps the whole scheme or single items from being computed, a sentence each."""
        return (self.problem,) if self.problem else tuple(f"{self.title}：{gap}。" for gap in self.gaps)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Why which units have no score for which items, one line for each item and reason."""
        lines: dict[tuple[str, str], list[str]] = {}
        for head in self.heads:
            for row in self.rows:
                for item in row.items:
                    if item.title == head.title and item.score is None:
                        lines.setdefault((item.title, item.working.removesuffix("，无法计分")), []).append(row.unit)
        return tuple(
            f"“{title}”有{len(units)}个单位无法计分（{named(units)}）：{why}" for (title, why), units in lines.items()
        )


def named(units: list[str]) -> str:
    """Units by name, the first of them where they are many."""
    return "、".join(units[:_NAMED]) + ("等" if len(units) > _NAMED else "")


def plain_number(value: Fraction | None) -> int | float | None:
    """A number as JSON knows it, whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator
