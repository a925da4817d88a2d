"""Pages that are full: the line pitch, blank lines and spacing by which an official paper fills its pages best.

GB/T 9704 §7.3.5.5: where a signature would not stand on the page of its text, line pitch and spacing are adjusted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.layout.flow import EPSILON, Flowable
from app.documents.layout.pages import LEADING, OFFICIAL
from app.documents.layout.text import TIGHTER, Setting

FULL = 0.8  # of a page, below which one before the last looks empty
_LINES = (22, 22.5, 23, 23.5, 24, 21.5, 21, 20.5, 20)  # on a page, the likeliest first


def settings() -> Iterator[Setting]:
    """What may be tried, the mildest first: line pitch, then blank lines above who signs, then spacing."""
    pitches = [LEADING, *(OFFICIAL.inner_height / lines for lines in _LINES[1:])]
    for above in (2, 1):
        yield from (Setting(pitch, above_signature=above) for pitch in pitches)
    yield from (replace(Setting(pitch), above_signature=1, tighter=TIGHTER[-1]) for pitch in pitches[:5])


def emptiness(pages: Sequence[Sequence[Flowable]]) -> tuple[int, int]:
    """How many pages the text takes, and how many of them before its last are not full: the fewer the better."""
    text = _text_pages(pages)
    empty = sum(_height(page) < FULL * OFFICIAL.inner_height - EPSILON for page in text[:-1])
    return len(text), empty


def may_be_better(pages: Sequence[Sequence[Flowable]]) -> bool:
    """Whether trying can help: a page is not full, or the last holds so little that the others might take it in."""
    count, empty = emptiness(pages)
    taken_in = (2 * (count - 1) + 3) * LEADING + OFFICIAL.inner_height / 28 * (count - 1)
    return count > 1 and (empty > 0 or _height(pages[count - 1]) <= taken_in)


def _text_pages(pages: Sequence[Sequence[Flowable]]) -> Sequence[Sequence[Flowable]]:
    """Those before what begins a page of its own: an annex."""
    begins = (place for place, page in enumerate(pages) if place and page and page[0].breaks)
    return pages[: next(begins, len(pages))]


def _height(page: Sequence[Flowable]) -> float:
    return sum(each.height for each in page)
