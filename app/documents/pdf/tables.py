"""Ruled tables as strips of a page: repeated head of one or two levels, rows that do not split, bold sums."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Literal

from app.documents.fonts import Role
from app.documents.pdf.paper import Box, Strip
from app.documents.pdf.pen import ASCENT, Pen, Style, Type

Align = Literal["left", "centre", "right"]
THIN = 0.5
SHORT = 6  # characters; a column with nothing longer is centred


@dataclass(frozen=True)
class TableColumn:
    """One column: heading, the heading over it and its neighbours, how it stands, whether its text may wrap.

    ``least`` is how many characters of a wrapping text a line should hold; a break in ``title`` is kept as it is.
    """

    title: str
    align: Align | None = None  # None: left where a text is longer than six characters, else centred
    group: str = ""
    wraps: bool = True
    least: float = 4


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


@dataclass(frozen=True)
class Need:
    """What one column asks of the width, in points without padding: its longest text, its least, its heading."""

    longest: float
    least: float
    heading: float


def table_strips(
    kind: Type,
    table: Table,
    look: TableLook,
    width: float,
    page_height: float,
    *,
    needs: Sequence[Need] | None = None,
) -> list[Strip]:
    """The table ``width`` points wide; its head repeats on each page that it runs on to.

    A row higher than ``page_height`` under the head is the one thing that is carried on over a page. ``needs`` are
    the columns' where they were measured before.
    """
    widths = fitted_widths(needs or column_needs(kind, table, look), look, width)
    aligns = [_align(column, [row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    edges = [0.0, *accumulate(widths)]
    box = Box(0, width)
    head = _head_strip(kind, table.columns, edges, look, box)
    strips = [head]
    most = max(int((page_height - head.height - 2 * look.padding) / look.leading), 1)
    for number, row in enumerate(table.rows):
        style = look.head if number in table.bold else look.text
        cells = []
        for place, text in enumerate(row):
            lines = _wrapped(kind, text, style, widths[place] - 2 * look.padding)
            cells.append(_Cell(lines, edges[place], widths[place], aligns[place], style, look))
        strips += [_row_strip(part, head, box) for part in _parts(cells, most)]
    return strips


def column_needs(kind: Type, table: Table, look: TableLook) -> list[Need]:
    """Measure every column of ``table``."""
    needs = []
    for place, column in enumerate(table.columns):
        longest = max((_widest(kind, row[place], look.text) for row in table.rows), default=0.0)
        sums = max((_widest(kind, table.rows[number][place], look.head) for number in table.bold), default=0.0)
        longest = max(longest, sums)
        least = min(longest, column.least * look.size) if column.wraps else longest
        heading = _widest(kind, column.title, look.head)
        needs.append(Need(longest, max(least, heading) if "\n" in column.title else least, heading))
    return needs


def _widest(kind: Type, text: str, style: Style) -> float:
    """The width of the longest line of a text, each line of which stands alone."""
    return max(kind.width(line, style) for line in text.split("\n")) if "\n" in text else kind.width(text, style)


def fitted_widths(needs: Sequence[Need], look: TableLook, total: float) -> list[float]:
    """Column widths that fill ``total``: what must not wrap gets its room first, the rest is shared by need."""
    wanted = [_room(max(need.longest, min(need.heading, 8 * look.size)), look) for need in needs]
    if sum(wanted) <= total:
        return [width * total / sum(wanted) for width in wanted]
    for characters in (4, 3, 2):  # heads of four characters stay on one line where there is room
        least = [_room(max(need.least, min(need.heading, characters * look.size)), look) for need in needs]
        if sum(least) < total:
            share = (total - sum(least)) / (sum(wanted) - sum(least))
            return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]
    return [width * total / sum(least) for width in least]


def _room(text: float, look: TableLook) -> float:
    return text + 2 * look.padding + 0.5  # half a point, so that no rounding breaks what just fits


def fits(needs: Sequence[Need], look: TableLook, total: float) -> bool:
    """Whether the columns can stand in ``total`` width without breaking a number or squeezing a text."""
    return sum(_room(max(need.least, min(need.heading, 2 * look.size)), look) for need in needs) <= total


def _align(column: TableColumn, texts: Sequence[str]) -> Align:
    if column.align:
        return column.align
    return "left" if any(len(text) > SHORT for text in texts) else "centre"


def _wrapped(kind: Type, text: str, style: Style, measure: float) -> tuple[str, ...]:
    return tuple(line.text for part in text.splitlines() or [""] for line in kind.lines(part, style, measure))


def _heading_lines(kind: Type, title: str, look: TableLook, measure: float) -> tuple[str, ...]:
    """A heading's lines, even in length; its unit in brackets begins one of its own where not all fits on one."""
    width = kind.width(title, look.head)
    if width <= measure or "\n" in title:
        return _wrapped(kind, title, look.head, measure)
    words, _, unit = title.rpartition("（")
    if words and title.endswith("）"):
        return (*_heading_lines(kind, words, look, measure), *_wrapped(kind, f"（{unit}", look.head, measure))
    lines = _wrapped(kind, title, look.head, measure)
    even = _wrapped(kind, title, look.head, min(measure, width / len(lines) + look.size / 2))
    return even if len(even) == len(lines) else lines


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


def _head_strip(kind: Type, columns: Sequence[TableColumn], edges: Sequence[float], look: TableLook, box: Box) -> Strip:
    """The head: one row, or two where some columns share a heading."""

    def cell(text: str, places: Sequence[int]) -> _Cell:
        width = edges[places[-1] + 1] - edges[places[0]]
        lines = _heading_lines(kind, text, look, width - 2 * look.padding)
        return _Cell(lines, edges[places[0]], width, "centre", look.head, look)

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
