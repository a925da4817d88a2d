"""Tables on pages of their own: rows closer where that saves a page, wider where a page would stay half empty.

Offices do both by hand: they pull rows up until the last one is back on the page, and drag them apart on a short table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.documents.layout.compose import SetBlock
from app.documents.layout.facts import SetFacts
from app.documents.layout.flow import Flowable
from app.documents.layout.tables import SetTable
from app.reports import blocks

FULL = 0.8  # of a page that nothing need be spread on
CLOSER = (0.25, 0.5, 0.6)  # of the space around a row's lines, taken away in turn
_HIGHEST = 36.0  # points; a row of one line is spread to so much at most
_RULES = 8.0  # points
_LONG = 30  # pages; in more than these one less is no gain

Pages = Sequence[Sequence[Flowable]]
Airs = dict[int, float]  # of tables, by their places among them


def may_be_closer(pages: Pages, height: float) -> bool:
    """Whether a page that ends a table holds so little that the ones before might take it in."""
    return len(pages) <= _LONG and any(0 < _used(page) < FULL * height for page in pages)


def has_room(pages: Pages, height: float) -> bool:
    """Whether every page with tables keeps a little that a word processor may need for their rules."""
    return all(_used(page) <= height - _RULES for page in pages if any(each.frame for each in page))


def closer(several: Sequence[SetBlock], share: float) -> tuple[SetBlock, ...]:
    """The blocks with the rows of their annexes' tables closer by a ``share`` of the space around them."""
    found = _tables(several)
    airs = {place: -share * found[place].style.padding for place in _behind_the_text(several)}
    return _with_air(several, airs)


def wider(several: Sequence[SetBlock], pages: Pages, height: float) -> tuple[SetBlock, ...]:
    """The blocks with rows so much wider that the pages on which their tables end are about full."""
    found, free = _tables(several), _behind_the_text(several)
    ends, counts = _ends(pages)
    if len(ends) != len(found) or len(pages) > _LONG:
        return tuple(several)
    airs: Airs = {}
    for page, ending in groupby(range(len(ends)), key=ends.__getitem__):
        places = [place for place in ending if place in free and isinstance(found[place], SetTable)]
        rows, slack = sum(counts[place] for place in places), FULL * height - _used(pages[page])
        if rows and slack > 0:
            airs |= {place: _air(found[place], slack / rows / 2) for place in places}
    return _with_air(several, airs)


def _air(table: SetTable | SetFacts, asked: float) -> float:
    most = max((_HIGHEST - table.style.height(1)) / 2, 0.0)
    return table.style.air + int(min(asked, most) * 10) / 10  # as twips have it, rounded down so that all still fits


def _used(page: Sequence[Flowable]) -> float:
    return sum(each.height for each in page)


def _ends(pages: Pages) -> tuple[list[int], list[int]]:
    """Of every table in order: the page that it ends on, and how many rows it has."""
    last, rows = dict[object, int](), dict[object, int]()
    for number, page in enumerate(pages):
        for each in page:
            if each.frame is not None:
                last[each.frame] = number
                rows[each.frame] = rows.get(each.frame, 0) + 1
    return list(last.values()), list(rows.values())


def _behind_the_text(several: Sequence[SetBlock]) -> frozenset[int]:
    """The places of the tables that stand in annexes; all of them where a paper is nothing but its tables."""
    if not any(isinstance(block, blocks.Paragraph | blocks.AnnexMark) for block in several):
        return frozenset(range(len(_tables(several))))
    mark = next((place for place, block in enumerate(several) if isinstance(block, blocks.AnnexMark)), len(several))
    before = len(_tables(several[:mark]))
    return frozenset(range(before, len(_tables(several))))


def _tables(several: Sequence[SetBlock]) -> list[SetTable | SetFacts]:
    return [block for block in _flat(several) if isinstance(block, SetTable | SetFacts)]


def _flat(several: Sequence[SetBlock]) -> Iterator[SetBlock]:
    for block in several:
        if isinstance(block, blocks.KeepTogether):
            yield from _flat(block.blocks)
        else:
            yield block


def _with_air(several: Sequence[SetBlock], airs: Airs) -> tuple[SetBlock, ...]:
    """The blocks again, the tables at those places with so much air."""
    if not any(airs.values()):
        return tuple(several)
    place = -1

    def made(block: SetBlock) -> SetBlock:
        nonlocal place
        if isinstance(block, blocks.KeepTogether):
            return blocks.KeepTogether(tuple(made(each) for each in block.blocks))  # type: ignore[misc]
        if isinstance(block, SetTable | SetFacts):
            place += 1
            return replace(block, style=replace(block.style, air=airs.get(place, block.style.air)))
        return block

    return tuple(made(block) for block in several)
