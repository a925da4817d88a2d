"""Ruled tables as flowables: repeated head of one or two levels, rows that do not split, bold sums."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from app.documents.layout.cells import Cell, row, tallest
from app.documents.layout.flow import Flowable, Frame, Pen
from app.documents.layout.type import Type
from app.documents.layout.widths import TableStyle
from app.reports.blocks import Align, Table

SHORT = 6  # characters; a column with nothing longer is centred
_LAST = 3  # rows that end a table on one page: a sum or a single row never stands alone under a head


@dataclass(frozen=True)
class SetTable:
    """A table with everything decided: its style, and the widths of its columns in points."""

    table: Table
    style: TableStyle
    widths: tuple[float, ...]

    @property
    def aligns(self) -> list[Align]:
        """How each column stands."""
        columns = enumerate(self.table.columns)
        return [column.align or _side([each[place] for each in self.table.rows]) for place, column in columns]

    @property
    def held(self) -> range:
        """The places of the rows that stay on the page of the one below them."""
        rows = len(self.table.rows)
        return range(max(rows - _LAST, 0), rows - 1)


def table_flowables(kind: Type, made: SetTable, page_height: float) -> list[Flowable]:
    """The table; its head repeats on each page that it runs on to.

    A row higher than ``page_height`` under the head is the one thing that is carried on over a page.
    """
    style, frame = made.style, Frame(sum(made.widths))
    head = _head(kind, made, frame)
    flowables = [head]
    most = max(int((page_height - head.height - style.height(0)) / style.leading), 1)
    for place, cells in enumerate(_rows(kind, made)):
        *above, last = (row(part, frame, head) for part in _parts(cells, most))
        flowables += [*above, replace(last, keep=place in made.held)]
    return flowables


def row_heights(kind: Type, made: SetTable) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How high each row of the head is, of which there are one or two, and each row under it."""
    high, low, tall = _head_cells(kind, made)
    upper, lower = _head_heights(high, low, tall)
    return ((upper, lower) if high else (lower,)), tuple(tallest(cells) for cells in _rows(kind, made))


def _rows(kind: Type, made: SetTable) -> Iterator[list[Cell]]:
    style, aligns, edges = made.style, made.aligns, [0.0, *accumulate(made.widths)]
    for number, texts in enumerate(made.table.rows):
        face = style.head if number in made.table.bold else style.text
        cells = []
        for place, text in enumerate(texts):
            lines = kind.wrapped(text, face, made.widths[place] - 2 * style.padding)
            cells.append(Cell(lines, edges[place], made.widths[place], aligns[place], face, style))
        yield cells


def _side(texts: Sequence[str]) -> Align:
    return "left" if any(len(text) > SHORT for text in texts) else "centre"


def heading_lines(kind: Type, title: str, style: TableStyle, measure: float) -> tuple[str, ...]:
    """A heading's lines, even in length; its unit in brackets begins one of its own where not all fits on one."""
    width = kind.width(title, style.head)
    if width <= measure or "\n" in title:
        return kind.wrapped(title, style.head, measure)
    words, _, unit = title.rpartition("（")
    if words and title.endswith("）"):
        return (*heading_lines(kind, words, style, measure), *kind.wrapped(f"（{unit}", style.head, measure))
    lines = kind.wrapped(title, style.head, measure)
    even = kind.wrapped(title, style.head, min(measure, width / len(lines) + style.size / 2))
    return even if len(even) == len(lines) else lines


def _parts(cells: list[Cell], most: int) -> list[list[Cell]]:
    """The row whole, or cut where it has more lines than a page can hold."""
    lines = max(len(cell.lines) for cell in cells)
    starts = range(0, lines, most)
    return [[replace(cell, lines=cell.lines[begin : begin + most]) for cell in cells] for begin in starts]


def _head_cells(kind: Type, made: SetTable) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """The headings that several columns share, those under them, and those that stand beside both."""
    style, columns, edges = made.style, made.table.columns, [0.0, *accumulate(made.widths)]

    def cell(text: str, places: Sequence[int]) -> Cell:
        width = edges[places[-1] + 1] - edges[places[0]]
        lines = heading_lines(kind, text, style, width - 2 * style.padding)
        return Cell(lines, edges[places[0]], width, "centre", style.head, style)

    grouped = groupby(range(len(columns)), key=lambda place: columns[place].group or place)
    high, low, tall = list[Cell](), list[Cell](), list[Cell]()
    for group, members in grouped:
        places = list(members)
        if isinstance(group, str):
            high.append(cell(group, places))
            low += [cell(columns[place].title, [place]) for place in places]
        else:
            tall.append(cell(columns[group].title, places))
    return high, low, tall


def _head_heights(high: Sequence[Cell], low: Sequence[Cell], tall: Sequence[Cell]) -> tuple[float, float]:
    upper = tallest(high)
    return upper, max(tallest(low), tallest(tall) - upper)


def _head(kind: Type, made: SetTable, frame: Frame) -> Flowable:
    """The head: one row, or two where some columns share a heading."""
    high, low, tall = _head_cells(kind, made)
    upper, lower = _head_heights(high, low, tall)

    def draw(pen: Pen, left: float, top: float) -> None:
        for cells, begin, height in ((high, 0.0, upper), (low, upper, lower), (tall, 0.0, upper + lower)):
            for each in cells:
                each.draw(pen, left, top + begin, height)

    return Flowable(upper + lower, draw, keep=True, frame=frame)
