"""Flowables: the lines and rows of a document with their heights and what they must stay with, filled into pages.

Measures are points, from the page's top left corner.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.documents.layout.type import Style

EPSILON = 0.05


class Pen(Protocol):
    """What a flowable draws itself with; ``y`` grows downward."""

    def text(self, x: float, baseline: float, text: str, style: Style, extra: float = 0.0) -> None:
        """Draw one line with its left edge at ``x``; ``extra`` spreads its gaps to justify it."""

    def centred(self, x: float, width: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line in the middle of ``width`` points from ``x``."""

    def right(self, edge: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line that ends at ``edge``."""

    def fill(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle: 0 is black, 1 is white."""

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """Draw a rectangle's outline, ``line`` points thick."""

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, *, red: bool = False) -> None:
        """Draw a straight line ``width`` points thick."""

    def picture(self, content: bytes, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture into a rectangle."""


Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True)
class Flowable:
    """One line or row across the page; ``draw(pen, left, top)`` draws it.

    ``keep``: stays on the page of the next one. ``blank``: dropped where it would begin a page. ``body``: a line
    of running text, as the signature needs above it. ``breaks``: begins a new page. ``repeat``: drawn again above
    this one where it begins a page (a table's head). ``frame``: those with the same frame are ruled round together.
    ``source``: what it is a piece of, where others ask on which page that begins.
    """

    height: float
    draw: Draw
    keep: bool = False
    blank: bool = False
    body: bool = False
    breaks: bool = False
    repeat: "Flowable | None" = None
    frame: "Frame | None" = None
    source: object = None


@dataclass(frozen=True, eq=False)
class Frame:
    """A table's outer frame: its width and the line's thickness."""

    width: float
    line: float = 1.0


def space(height: float, *, keep: bool = False) -> Flowable:
    """Empty room."""

    def draw(_pen: Pen, _left: float, _top: float) -> None:
        """Draw nothing."""

    return Flowable(height, draw, blank=True, keep=keep)


def paginate(flowables: Sequence[Flowable], height: float) -> list[list[Flowable]]:
    """Fill pages ``height`` points high; what is kept with the next moves together if a page can hold it."""
    pages: list[list[Flowable]] = [[]]
    room = height
    for group in _groups(flowables, height):
        need = sum(each.height for each in group)
        if pages[-1] and (group[0].breaks or need > room + EPSILON):
            pages.append([])
            room = height
        if not pages[-1]:
            group = _at_page_top(group, begun=len(pages) > 1)  # noqa: PLW2901 - the group as it stands there
        pages[-1] += group
        room -= sum(each.height for each in group)
    return pages


def _groups(flowables: Sequence[Flowable], height: float) -> Iterator[list[Flowable]]:
    """Runs that must share a page; where one is higher than a page, as much of it as a page holds."""
    group: list[Flowable] = []
    for each in flowables:
        if group and sum(one.height for one in group) + each.height > height + EPSILON:
            yield group
            group = []
        group.append(each)
        if not each.keep:
            yield group
            group = []
    if group:
        yield group


def _at_page_top(group: list[Flowable], *, begun: bool) -> list[Flowable]:
    """A group that begins a page: without blank lines above it, with its table's head."""
    while begun and group and group[0].blank and not group[0].breaks:
        group = group[1:]
    if begun and group and group[0].repeat:
        return [group[0].repeat, *group]
    return group
