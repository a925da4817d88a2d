"""How wide a table's columns are: what must not break gets its room first, the rest is shared by need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.documents.fonts import Role
from app.documents.layout.pages import LEADING
from app.documents.layout.type import Style, Type
from app.reports.blocks import Layout, Table


@dataclass(frozen=True)
class TableStyle:
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


# 小四, 五号, 小五 and closer; nothing smaller is printed.
_OPEN = (TableStyle(12, 18, 5, LEADING), TableStyle(10.5, 16, 3, 24), TableStyle(9, 14, 2.5, 22))
_CLOSE = (TableStyle(10.5, 14, 2.5, 20), TableStyle(9, 12.5, 2.5, 19))  # so that two short ones share a page
FORM_STYLES = (
    TableStyle(10.5, 15, 3.5, 23), TableStyle(9, 12, 2, 16), TableStyle(9, 11.5, 1.5, 14.5), TableStyle(9, 11, 1, 13),
)  # fmt: skip
_LEDGER = (TableStyle(10.5, 15, 3, 24), TableStyle(9, 12.5, 2.5, 20))
GRID = TableStyle(12, 18, 5, 30)  # a grid of facts on the official page


def styles_of(layout: Layout, table: Table) -> tuple[TableStyle, ...]:
    """The styles that a table may be set in on a kind of page, the largest first."""
    if layout is Layout.LEDGER:
        return _LEDGER
    if layout is Layout.FORM:
        return FORM_STYLES
    found = _CLOSE if table.close else _OPEN
    return tuple(style for style in found if style.size <= table.largest) or found[-1:]


@dataclass(frozen=True)
class Need:
    """What one column asks of the width, in points without padding: its longest text, its least, its heading."""

    longest: float
    least: float
    heading: float


def column_needs(kind: Type, table: Table, style: TableStyle) -> list[Need]:
    """Measure every column of ``table``."""
    needs = []
    for place, column in enumerate(table.columns):
        longest = max((kind.widest(row[place], style.text) for row in table.rows), default=0.0)
        sums = max((kind.widest(table.rows[number][place], style.head) for number in table.bold), default=0.0)
        longest = max(longest, sums)
        least = min(longest, column.least * style.size) if column.wraps else longest
        heading = kind.widest(column.title, style.head)
        needs.append(Need(longest, max(least, heading) if "\n" in column.title else least, heading))
    return needs


def fitted_widths(needs: Sequence[Need], style: TableStyle, total: float) -> list[float]:
    """Column widths that fill ``total``: what must not wrap gets its room first, the rest is shared by need."""
    wanted = [_room(max(need.longest, min(need.heading, 8 * style.size)), style) for need in needs]
    if sum(wanted) <= total:
        return [width * total / sum(wanted) for width in wanted]
    for characters in (4, 3, 2):  # heads of four characters stay on one line where there is room
        least = [_room(max(need.least, min(need.heading, characters * style.size)), style) for need in needs]
        if sum(least) < total:
            share = (total - sum(least)) / (sum(wanted) - sum(least))
            return [low + share * (high - low) for low, high in zip(least, wanted, strict=True)]
    return [width * total / sum(least) for width in least]


def fits(needs: Sequence[Need], style: TableStyle, total: float) -> bool:
    """Whether the columns can stand in ``total`` width without breaking a number or squeezing a text."""
    return sum(_room(max(need.least, min(need.heading, 2 * style.size)), style) for need in needs) <= total


def _room(text: float, style: TableStyle) -> float:
    return text + 2 * style.padding + 0.5  # half a point, so that no rounding breaks what just fits


def panels_across(
    needs: Sequence[Need], groups: Sequence[str], fixed: int, style: TableStyle, width: float
) -> list[tuple[int, ...]]:
    """Which columns stand on each of the pages beside one another: as many as fit, the fixed ones on all.

    ``groups`` are the headings over the columns; what stands under one is parted only where no page can hold it.
    """

    def fit(places: Sequence[int]) -> bool:
        return fits([needs[each] for each in places], style, width)

    naming = tuple(range(fixed))
    parts: list[tuple[int, ...]] = [naming]
    for _, several in groupby(range(fixed, len(needs)), key=lambda place: groups[place] or place):
        run = tuple(several)
        for each in [run] if fit(naming + run) else [(place,) for place in run]:
            if len(parts[-1]) > fixed and not fit(parts[-1] + each):
                parts.append(naming)
            parts[-1] += each
    return parts


def part_of(table: Table, places: Sequence[int]) -> Table:
    """The table with some of its columns, by their places."""
    rows = [tuple(row[place] for place in places) for row in table.rows]
    return replace(table, columns=tuple(table.columns[place] for place in places), rows=rows, values=())
