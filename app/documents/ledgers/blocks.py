"""The second stage of reading: the tables that stand on a sheet, each with its own header, unit and span."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise

from app.documents.ledgers.fields import fields_of
from app.documents.ledgers.grid import Grid
from app.documents.ledgers.headers import Header, header_at, may_be_header
from app.documents.ledgers.layouts import Fit, fit
from app.documents.ledgers.matching import INDEX
from app.documents.ledgers.sheets import Sheet
from app.documents.ledgers.titles import Span, money_units, names_unit, span_of, yuan_units_of
from app.documents.ledgers.words import bare, full
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit
from app.values.words import clean

_LAST_HEADER_ROW = 15
_HEADING = re.compile(
    r"(?:^表[一二三四五六七八九十\d]|^[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十]+[)）]|台账|一览表|统计表|情况表|汇总表|明细表|登记表|名录|"
    r"项目$|线索$|企业$|人员$)"
)
_TITLES_ABOVE = 4  # rows above a later header that may be its own titles
_LEAST_HEADINGS = 3


@dataclass(frozen=True)
class Block:
    """One table of a sheet.

    ``titles`` are the texts above its header; ``first`` is its first row under the header, ``end`` the row after its
    last, from 0. ``unit_lines`` are the texts that say the unit of its money: its own, else those of the block above.
    ``fits`` are the kinds of ledger that it can be, the best first; none where its header says nothing.
    """

    grid: Grid
    header: Header
    first: int
    end: int
    titles: tuple[str, ...]
    span: Span
    unit_lines: tuple[str, ...]
    fits: tuple[Fit, ...] = ()

    @cached_property
    def units(self) -> tuple[MoneyUnit | None, MoneyUnit | None]:
        """The yuan and the dollar unit of its lines."""
        return money_units(self.unit_lines)

    @property
    def rows(self) -> range:
        """The rows that may hold records."""
        return range(self.first, self.end)


@dataclass(frozen=True)
class _Start:
    """Where a block begins: its titles' first row, its header, or the one above where it has none of its own.

    ``span`` and ``unit_lines`` are those of the block above where its own titles say nothing of them.
    """

    top: int
    header: Header
    first: int
    titles: tuple[str, ...]
    span: Span
    unit_lines: tuple[str, ...]


def _start(top: int, header: Header, first: int, titles: tuple[str, ...], said_by: "_Start | str") -> _Start:
    """A start after another one, or the first of the sheet of that name."""
    lines = tuple(filter(names_unit, titles))
    if isinstance(said_by, str):
        return _Start(top, header, first, titles, span_of(titles, said_by), lines)
    span = span_of(titles, "")
    return _Start(top, header, first, titles, span if span.last else said_by.span, lines or said_by.unit_lines)


def find_blocks(sheet: Sheet, kinds: Iterable[LedgerKind], header_row: int | None = None) -> tuple[Block, ...]:
    """The blocks of a sheet, from the top; none where no row is a header of one of ``kinds``.

    ``header_row`` (from 0) says where the first header stands, when somebody has said it.
    """
    kinds, whole = tuple(kinds), Grid(sheet)
    found: list[Block] = []
    header = header_at(whole, header_row) if header_row is not None else _first_header(whole, kinds)
    if header is None:
        return ()
    titles = tuple(_texts(whole, range(header.top)))
    for grid in _side_by_side(whole, header, titles, kinds):
        found += _stacked(grid, header_at(grid, header.top), titles, kinds)
    return tuple(found)


def _stacked(grid: Grid, header: Header, titles: tuple[str, ...], kinds: Sequence[LedgerKind]) -> list[Block]:
    starts = [_start(0, header, header.end, titles, grid.sheet.name)]
    row = header.end
    while row < grid.height:
        begun = _begun_at(grid, row, starts[-1])
        if begun is None:
            row += _height_of_repeat(grid, row, starts[-1].header) or 1
        else:
            starts += [begun] if begun.first > row else []
            row = max(begun.first, row + 1)
    return _blocks(grid, starts, kinds)


def _blocks(grid: Grid, starts: Sequence[_Start], kinds: Sequence[LedgerKind]) -> list[Block]:
    blocks: list[Block] = []
    for place, start in enumerate(starts):
        end = starts[place + 1].top if place + 1 < len(starts) else grid.height
        before = blocks[-1] if blocks else None
        found = (fit(grid, start.header, start.titles, start.span, kind, until=end) for kind in kinds)
        fits = sorted((one for one in found if one is not None), key=lambda one: (bool(one.lacks), -one.score))
        if before is not None and before.fits:  # what goes on under the same headings is of the same kind
            fits.sort(key=lambda one: one.kind is not before.fits[0].kind or bool(one.lacks))
            fits.sort(key=lambda one: (bool(one.lacks), -one.score - 2 * (one.kind is before.fits[0].kind)))
        blocks.append(
            Block(grid, start.header, start.first, end, start.titles, start.span, start.unit_lines, tuple(fits))
        )
    return blocks


def _first_header(grid: Grid, kinds: Sequence[LedgerKind]) -> Header | None:
    """The header that fits best; of a table above it that is surely one too, its own."""
    found: list[tuple[tuple[bool, float], bool, Header]] = []
    for top in range(min(_LAST_HEADER_ROW, grid.height)):
        if not may_be_header(grid, top) or not _names_a_column(grid, top):
            continue
        header, titles = header_at(grid, top), _texts(grid, range(top))
        span = span_of(titles, grid.sheet.name)
        fits = [one for kind in kinds if (one := fit(grid, header, titles, span, kind)) is not None]
        if fits:
            is_sure = any(one.is_sure and one.matching.exact >= _LEAST_HEADINGS for one in fits)
            found.append((max((not one.lacks, one.score) for one in fits), is_sure, header))
    if not found:
        return None
    best = max(found, key=lambda each: each[0])[2]
    return next((header for _, is_sure, header in found if is_sure and header.end <= best.top), best)


def _names_a_column(grid: Grid, row: int) -> bool:
    labels = (clean(value) for _column, value in grid.own_cells(row) if isinstance(value, str))
    return any(bare(label) in _vocabulary() or full(label) in _vocabulary() for label in labels)


def _texts(grid: Grid, rows: Iterable[int]) -> list[str]:
    return [clean(value) for row in rows for _column, value in grid.own_cells(row) if isinstance(value, str)]


def _begun_at(grid: Grid, row: int, before: _Start) -> _Start | None:
    """The block that begins with its header at ``row``, or whose unit line stands there with nothing else.

    The same header once more, as on every printed page, goes on with the block it is in, unless another span or
    another unit stands above it.
    """
    if grid.holds_figures(row):
        return None
    own = grid.own_cells(row)
    if len(own) == 1 and isinstance(own[0][1], str) and names_unit(text := clean(own[0][1])):
        header_below = next(
            (r for r in range(row + 1, min(row + _TITLES_ABOVE, grid.height)) if grid.own_cells(r)), row
        )
        if _is_header(grid, header_below, before.header):
            return None  # it belongs to the header that follows
        return _start(row, before.header, row + 1, (text,), before)
    if not _is_header(grid, row, before.header):
        return None
    height = _height_of_repeat(grid, row, before.header)
    header = replace(before.header, top=row, end=row + height) if height else header_at(grid, row)
    top = _top_of_titles(grid, row, before.first)
    titles = tuple(_texts(grid, range(top, row)))
    begun = _start(top, header, header.end, titles, before)
    return None if header.paths == before.header.paths and _is_of_one(begun, before) else begun


def _is_of_one(begun: _Start, before: _Start) -> bool:
    """Whether titles say no span and no unit that those above did not."""
    units = [(yuan_units_of(each.unit_lines), money_units(each.unit_lines)) for each in (begun, before)]
    return begun.span == before.span and units[0] == units[1]


def _height_of_repeat(grid: Grid, row: int, header: Header) -> int:
    """The rows of a header that stands here again word for word, merged or not; 0 where it does not."""
    height = header.end - header.top
    is_repeat = all(
        (own := grid.own_cells(header.top + at)) and own == grid.own_cells(row + at) for at in range(height)
    )
    return height if is_repeat else 0


def _top_of_titles(grid: Grid, row: int, first: int) -> int:
    """The first of the rows above a later header that are its titles: lines of one or two texts, blank ones between."""
    top, above = row, row - 1
    while above >= max(first, row - _TITLES_ABOVE):
        own = grid.own_cells(above)
        if own and not _is_title(grid, above, own):
            break
        top = above if own else top
        above -= 1
    return top


def _is_title(grid: Grid, row: int, own: list[tuple[int, object]]) -> bool:
    if len(own) > 2 or not all(isinstance(value, str) for _column, value in own):
        return False
    merge = grid.merge(row, own[0][0])
    is_merged = merge is not None and merge[1][1] - merge[0][1] >= 2
    return is_merged or any(names_unit(text) or _HEADING.search(text) for _c, value in own if (text := clean(value)))


def _is_header(grid: Grid, row: int, known: Header) -> bool:
    """Whether a row under a header is one again: the same words in any order, or mostly words that head columns."""
    own = grid.own_cells(row)
    if len(own) < 2 or not all(isinstance(value, str) for _column, value in own):
        return False
    labels = [clean(value) for _column, value in own]
    there = {path[0] for path in known.paths if path} | {path[-1] for path in known.paths if path}
    if len(labels) >= _LEAST_HEADINGS and 3 * sum(label in there for label in labels) >= 2 * len(labels):
        return True
    if len(labels) < _LEAST_HEADINGS or not may_be_header(grid, row):
        return False
    plain = [label for label in labels if bare(label) in _vocabulary() or full(label) in _vocabulary()]
    return len(set(plain)) >= _LEAST_HEADINGS and 10 * len(plain) >= 6 * len(labels)


@cache
def _vocabulary() -> frozenset[str]:
    words = (word for kind in LedgerKind for one in fields_of(kind) for word in one.words)
    return INDEX.union(*((full(word), bare(word)) for word in words))


def _side_by_side(grid: Grid, header: Header, titles: Sequence[str], kinds: Sequence[LedgerKind]) -> list[Grid]:
    """The lists that stand beside each other: the headings of one level begin again, from 序号 or from the first."""
    if header.end - header.top > 1:
        return [grid]
    labels = ["".join(path) for path in header.paths]
    used = [column for column, label in enumerate(labels) if label]
    starts = [column for column in used if bare(labels[column]) in INDEX]
    if len(starts) < 2 or starts[0] != used[0]:
        starts = _periods(labels, used)
    if len(starts) < 2 or min(later - earlier for earlier, later in pairwise(starts)) < 2:
        return [grid]
    parts = [Grid(grid.sheet, range(*ends)) for ends in pairwise([*starts, grid.width])]
    span = span_of(titles, grid.sheet.name)
    is_list = (
        any((one := fit(part, header_at(part, header.top), titles, span, kind)) and not one.lacks for kind in kinds)
        for part in parts
    )
    return parts if all(is_list) else [grid]


def _periods(labels: Sequence[str], used: Sequence[int]) -> list[int]:
    words = [labels[column] for column in used]
    for times in (2, 3, 4):
        length, rest = divmod(len(words), times)
        if rest == 0 and length >= 2 and all(words[at] == words[at % length] for at in range(len(words))):
            return [used[at * length] for at in range(times)]
    return []
