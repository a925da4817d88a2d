"""How wide a table's columns are: what must not break gets its room first, the rest is shared by need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from app.documents.fonts import Role
from app.documents.layout.pages import LEADING
from app.documents.layout.sharing import Text, Wish, lines_at, shared, text_of
from app.documents.layout.type import Style, Type
from app.reports.blocks import Layout, Table, TableColumn

_PIECE = re.compile(r"[^、；;，,/\s]+[、；;，,/]?")  # of a code or of several: what is broken only where it must be
_BRACKETS = re.compile(r"（[^（）]*）")
_LONGEST_CODE = 9.5  # characters of the type size: eighteen digits and a half
_WHOLE_CODE = 18  # letters and digits that are never parted, however wide: 统一社会信用代码
_ROUNDING = 0.5  # points, so that nothing breaks what just fits
_LOOKED_AT = 40  # rows, beside those with the widest cells, that decide on widths beyond what columns must have
_SHORT = 4  # characters that a text's column always holds on a line: 项目经理 is not broken
_WIDEST = 24  # characters that a text's column is wide at most while others want room


@dataclass(frozen=True)
class TableStyle:
    """Type sizes and spaces of a table, in points; ``air`` is what its rows are higher by, above and below."""

    size: float
    leading: float
    padding: float = 3.0
    least_height: float = 0.0
    role: Role = Role.BODY
    air: float = 0.0

    def height(self, lines: int) -> float:
        """The least height of a row with so many lines."""
        return max(lines * self.leading + 2 * self.padding, self.least_height) + 2 * self.air

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
    """What one column asks of the width, in points without padding.

    ``bulk`` holds nearly all of its values on one line, ``wanted`` those of a usual length; ``least`` breaks no number
    and squeezes no text. ``heading`` is the whole heading and ``bracket`` the part of it that is not broken. ``texts``
    are some of its cells, where these may take several lines.
    """

    bulk: float
    wanted: float
    least: float
    heading: float
    bracket: float = 0.0
    is_empty: bool = False
    texts: tuple[Text, ...] = ()


def column_needs(kind: Type, table: Table, style: TableStyle, squeeze: float = 1.0) -> list[Need]:
    """Measure every column of ``table``; ``squeeze`` is the part of their room that texts may be pressed into."""
    faces = [style.head if number in table.bold else style.text for number in range(len(table.rows))]
    columns = [
        [(row[place], face, kind.widest(row[place], face)) for row, face in zip(table.rows, faces, strict=True)]
        for place in range(len(table.columns))
    ]
    looked_at = _looked_at([[width for *_, width in cells] for cells in columns])
    return [
        _need(kind, column, style, cells, looked_at, squeeze)
        for column, cells in zip(table.columns, columns, strict=True)
    ]


def _need(
    kind: Type,
    column: TableColumn,
    style: TableStyle,
    cells: Sequence[tuple[str, Style, float]],
    looked_at: Sequence[int],
    squeeze: float,
) -> Need:
    """What a column of (text, its style, its width) needs; ``looked_at`` are the rows that stand for all."""
    texts = [(text, face) for text, face, _ in cells]
    whole = sorted(width for *_, width in cells if width)  # a column filled in here and there is as wide as any other
    bulk = _bulk(whole)
    if column.breaks:
        longest = _LONGEST_CODE * style.size
        bulk = max(bulk, *(width for text, _, width in cells if width <= longest or len(text) <= _WHOLE_CODE), 0.0)
        pieces = [(len(part), kind.width(part, face)) for text, face in texts for part in _PIECE.findall(text)]
        kept = max((width for length, width in pieces if length <= _WHOLE_CODE), default=0.0)
        least = max(min(_bulk(sorted(width for _, width in pieces)), longest * squeeze), kept)
    elif column.wraps:
        least = min(bulk, max(column.least * squeeze, _SHORT) * style.size)
    else:
        bulk = least = whole[-1] if whole else 0.0
    heading = kind.widest(column.title, style.head)
    unbroken = [column.title] if "\n" in column.title else _BRACKETS.findall(column.title)
    bracket = max((kind.widest(part, style.head) for part in unbroken), default=0.0)
    cap = _WIDEST * style.size if column.wraps else bulk
    return Need(
        max(bulk, least),
        max(min(bulk, cap), least),
        least,
        heading,
        min(bracket, heading),
        is_empty=not any(whole),
        texts=_some(kind, [texts[row] for row in looked_at]) if column.wraps or column.breaks else (),
    )


def lines_of_rows(needs: Sequence[Need], widths: Sequence[float], style: TableStyle) -> list[int]:
    """How many lines some of the rows take in columns of these widths."""
    columns = [
        [lines_at(text, (width - 2 * style.padding) / style.size) for text in need.texts]
        for need, width in zip(needs, widths, strict=True)
        if need.texts
    ]
    return [max(several) for several in zip(*columns, strict=True)]


def _some(kind: Type, texts: Sequence[tuple[str, Style]]) -> tuple[Text, ...]:
    return tuple(text_of(text, lambda part, face=face: kind.width(part, face) / face.size) for text, face in texts)  # type: ignore[misc]


def _looked_at(columns: Sequence[Sequence[float]]) -> list[int]:
    """The rows that stand for all: some of every part of the table, and the one with the widest cell of each column."""
    rows = len(columns[0]) if columns else 0
    widest = {max(range(rows), key=widths.__getitem__) for widths in columns} if rows else set()
    return sorted({*range(0, rows, rows // _LOOKED_AT + 1), *widest})


def _bulk(widths: Sequence[float]) -> float:
    """The width that nearly all of several values have room in; one in twenty may take another line."""
    return widths[min(round(len(widths) * 0.95), len(widths) - 1)] if widths else 0.0


def fitted_widths(needs: Sequence[Need], style: TableStyle, total: float) -> list[float]:
    """Column widths that fill ``total``: what must not wrap gets its room first, the rest goes where it saves lines."""
    heads = [_head(need, style, 4 if need.is_empty else 8) for need in needs]
    whole = [_room(max(need.bulk, head), style) for need, head in zip(needs, heads, strict=True)]
    if sum(whole) <= total:
        return [width * total / sum(whole) for width in whole]
    usual = [_room(max(need.wanted, head), style) for need, head in zip(needs, heads, strict=True)]
    if sum(usual) <= total:
        return _shared(needs, usual, style, total)
    for characters in (4, 3, 2):  # heads of four characters stay on one line where there is room
        heads = [_head(need, style, 2 if need.is_empty else characters) for need in needs]
        least = [_room(max(need.least, head), style) for need, head in zip(needs, heads, strict=True)]
        if sum(least) < total:
            return _shared(needs, least, style, total)
    return [width * total / sum(least) for width in least]


def _shared(needs: Sequence[Need], least: Sequence[float], style: TableStyle, total: float) -> list[float]:
    """The widths with what is left of ``total`` given where it saves lines; what saves none is spread over all."""
    edges = 2 * style.padding + _ROUNDING
    wishes = [
        Wish(low - edges, max(need.bulk, low - edges), need.texts, style.size)
        for low, need in zip(least, needs, strict=True)
    ]
    given = shared(wishes, total - sum(least))
    wide = [low + more for low, more in zip(least, given, strict=True)]
    spread = [0.0 if need.is_empty else width for need, width in zip(needs, wide, strict=True)]  # an empty one waits
    spread = spread if any(spread) else wide
    share = (total - sum(wide)) / sum(spread)
    return [width + share * each for width, each in zip(wide, spread, strict=True)]


def fits(needs: Sequence[Need], style: TableStyle, total: float) -> bool:
    """Whether the columns can stand in ``total`` width without breaking a number or squeezing a text."""
    return asked(needs, style) <= total


def asked(needs: Sequence[Need], style: TableStyle) -> float:
    """The least width that the columns take together, in points."""
    return sum(_room(max(need.least, _head(need, style, 2)), style) for need in needs)


def _head(need: Need, style: TableStyle, characters: float) -> float:
    """What a heading takes on lines of so many characters; its brackets stay whole."""
    return max(min(need.heading, characters * style.size), need.bracket)


def _room(text: float, style: TableStyle) -> float:
    return text + 2 * style.padding + _ROUNDING


def panels_across(
    needs: Sequence[Need], groups: Sequence[str], fixed: int, style: TableStyle, width: float
) -> list[list[tuple[int, ...]]]:
    """Ways in which columns stand on the pages beside one another, from all that fit on each: the fixed ones on all.

    ``groups`` are the headings over the columns; what stands under one is parted only where no page can hold it.
    """

    naming = tuple(range(fixed))
    runs = [tuple(run) for _, run in groupby(range(fixed, len(needs)), key=lambda place: groups[place] or place)]
    found: list[list[tuple[int, ...]]] = []
    for share in (1.0, 0.85, 0.7, 0.55):  # what a page leaves free is shared by the texts on it
        parts = _parted(needs, naming, runs, style, (width, share * width))
        if parts not in found:
            found.append(parts)
    return found


def _parted(
    needs: Sequence[Need],
    naming: tuple[int, ...],
    runs: Sequence[tuple[int, ...]],
    style: TableStyle,
    room: tuple[float, float],
) -> list[tuple[int, ...]]:
    """The panels where each holds at most ``room``: what a page holds, and what it should."""
    width, most = room

    def fit(places: Sequence[int], within: float) -> bool:
        return fits([needs[each] for each in places], style, within)

    parts: list[tuple[int, ...]] = [naming]
    for run in runs:
        for each in [run] if fit(naming + run, width) else [(place,) for place in run]:
            if len(parts[-1]) > len(naming) and not fit(parts[-1] + each, most):
                parts.append(naming)
            parts[-1] += each
    return parts


def part_of(table: Table, places: Sequence[int]) -> Table:
    """The table with some of its columns, by their places; without sums where none of these is added up."""
    rows = [tuple(row[place] for place in places) for row in table.rows]
    kept = [number for number, row in enumerate(rows) if number not in table.bold or any(row[1:])]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=[rows[number] for number in kept],
        bold={place for place, number in enumerate(kept) if number in table.bold},
        values=(),
    )
