"""Ruled tables as strips of a page: repeated head of one or two levels, rows that do not split, bold sums."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from app.documents.fonts import Role
from app.documents.paper import Box, Strip
from app.documents.pen import ASCENT, Pen, Style, Type

Align = Literal["left", "centre", "right"]
THIN = 0.5
SHORT = 6  # characters; a column with nothing longer is centred


@dataclass(frozen=True)
class TableColumn:
    """One column: heading, the heading over it and its neighbours, how it stands, whether its text may wrap."""

    title: str
    align: Align | None = None  # None: left where a text is longer than six characters, else centred
    group: str = ""
    wraps: bool = True


@dataclass(frozen=True)
class TableLook:
    """Type sizes and spaces of a table, in points."""

    size: float
    leading: float
    padding: float = 3.0
    least_height: float = 0.0
    role: Role = Role.BODY

    @property
    def text(self) -> Style:
        """How cells are set."""
        return Style(self.role, self.size)

    @property
    def head(self) -> Style:
        """How heads and sums are set."""
        return Style(Role.HEADING, self.size)


@dataclass(frozen=True)
class Table:
    """What a table shows; ``bold`` are the numbers of rows set as sums."""

    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[str]]
    bold: Collection[int] = ()


@dataclass(frozen=True)
class _Cell:
    """A cell broken into lines, with its place in the row."""

    lines: tuple[str, ...]
    x: float
    width: float
    align: Align
    style: Style
    look: TableLook

    @property
    def height(self) -> float:
        """The least height that holds the lines."""
        return max(len(self.lines) * self.look.leading + 2 * self.look.padding, self.look.least_height)

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Draw the cell's rules, and its lines in the middle of ``height``."""
        pen.frame(left + self.x, top, self.width, height, THIN)
        x, width = left + self.x + self.look.padding, self.width - 2 * self.look.padding
        begin = top + (height - (len(self.lines) - 1) * self.look.leading - self.look.size) / 2
        for number, line in enumerate(self.lines):
            baseline = begin + number * self.look.leading + ASCENT * self.look.size
            if self.align == "centre":
                pen.centred(x, width, baseline, line, self.style)
            elif self.align == "right":
                pen.right(x + width, baseline, line, self.style)
            else:
                pen.text(x, baseline, line, self.style)


def table_strips(kind: Type, table: Table, look: TableLook, width: float, page_height: float) -> list[Strip]:
    """The table ``width`` points wide; its head repeats on each page that it runs on to.

    A row higher than ``page_height`` under the head is the one thing that is carried on over a page.
    """
    widths = fitted_widths(kind, table, look, width)
    aligns = [_align(column, [row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    box = Box(0, width)
    head = _head_strip(kind, table.columns, widths, look, box)
    strips = [head]
    most = max(int((page_height - head.height - 2 * look.padding) / look.leading), 1)
    for number, row in enumerate(table.rows):
        style = look.head if number in table.bold else look.text
        cells = []
        for place, text in enumerate(row):
            lines = _wrapped(kind, text, style, widths[place] - 2 * look.padding)
            cells.append(_Cell(lines, sum(widths[:place]), widths[place], aligns[place], style, look))
        strips += [_row_strip(part, head, box) for part in _parts(cells, most)]
    return strips


def fitted_widths(kind: Type, table: Table, look: TableLook, total: float) -> list[float]:
    """Column widths that fill ``total``: what must not wrap gets its room first, the rest is shared by need."""
    wanted = _needs(kind, table, look, heading=4, wrapped=math.inf)
    if sum(wanted) <= total:
        return [width * total / sum(wanted) for width in wanted]
    for heading in (4, 2):  # heads of four characters stay on one line where there is room
        least = _needs(kind, table, look, heading=heading, wrapped=4)
        if sum(least) < total:
            share = (total - sum(least)) / (sum(wanted) - sum(least))
            return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]
    return [width * total / sum(least) for width in least]


def _needs(kind: Type, table: Table, look: TableLook, *, heading: float, wrapped: float) -> list[float]:
    """Each column's width when ``heading`` characters of its title and ``wrapped`` of a wrapping text fit a line."""
    needs = []
    for place, column in enumerate(table.columns):
        natural = max((kind.width(row[place], look.head) for row in table.rows), default=0.0)
        text = min(natural, wrapped * look.size) if column.wraps else natural
        title = min(kind.width(column.title, look.head), heading * look.size)
        needs.append(max(text, title) + 2 * look.padding)
    return needs


def fits(kind: Type, table: Table, look: TableLook, total: float) -> bool:
    """Whether no number or date of ``table`` would have to wrap at ``total`` width."""
    widths = fitted_widths(kind, table, look, total)
    return all(
        kind.width(row[place], look.head) + 2 * look.padding <= widths[place] + 0.1
        for place, column in enumerate(table.columns)
        if not column.wraps
        for row in table.rows
    )


def _align(column: TableColumn, texts: Sequence[str]) -> Align:
    if column.align:
        return column.align
    return "left" if any(len(text) > SHORT for text in texts) else "centre"


def _wrapped(kind: Type, text: str, style: Style, measure: float) -> tuple[str, ...]:
    return tuple(line.text for part in text.splitlines() or [""] for line in kind.lines(part, style, measure))


def _parts(cells: list[_Cell], most: int) -> list[list[_Cell]]:
    """The row whole, or cut where it has more lines than a page can hold."""
    lines = max(len(cell.lines) for cell in cells)
    starts = range(0, lines, most)
    return [[replace(cell, lines=cell.lines[begin : begin + most]) for cell in cells] for begin in starts]


def _row_strip(cells: list[_Cell], head: Strip, box: Box) -> Strip:
    height = _height(cells)

    def draw(pen: Pen, left: float, top: float) -> None:
        for cell in cells:
            cell.draw(pen, left, top, height)

    return Strip(height, draw, repeat=head, box=box)


def _height(cells: Sequence[_Cell]) -> float:
    return max((cell.height for cell in cells), default=0.0)


def _head_strip(
    kind: Type, columns: Sequence[TableColumn], widths: Sequence[float], look: TableLook, box: Box
) -> Strip:
    """The head: one row, or two where some columns share a heading."""

    def cell(text: str, places: Sequence[int]) -> _Cell:
        width = sum(widths[place] for place in places)
        lines = _wrapped(kind, text, look.head, width - 2 * look.padding)
        return _Cell(lines, sum(widths[: places[0]]), width, "centre", look.head, look)

    grouped = groupby(range(len(columns)), key=lambda place: columns[place].group or place)
    high, low, tall = list[_Cell](), list[_Cell](), list[_Cell]()
    for group, members in grouped:
        places = list(members)
        if isinstance(group, str):
            high.append(cell(group, places))
            low += [cell(columns[place].title, [place]) for place in places]
        else:
            tall.append(cell(columns[group].title, places))
    upper = _height(high)
    lower = max(_height(low), _height(tall) - upper)

    def draw(pen: Pen, left: float, top: float) -> None:
        for cells, begin, height in ((high, 0.0, upper), (low, upper, lower), (tall, 0.0, upper + lower)):
            for each in cells:
                each.draw(pen, left, top + begin, height)

    return Strip(upper + lower, draw, keep=True, box=box)
