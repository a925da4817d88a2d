"""Pages that are full: the line pitch, blank lines and spacing by which an official paper fills its pages best.

GB/T 9704 §7.3.5.5: where a signature would not stand on the page of its text, line pitch and spacing are adjusted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.layout.flow import EPSILON, Flowable, paginate
from app.documents.layout.pages import LEADING, OFFICIAL
from app.documents.layout.parts import SetPart
from app.documents.layout.signatures import PAIR, THREE
from app.documents.layout.text import TIGHTER, Setting
from app.reports.blocks import Blank, Heading, PageBreak, Paragraph, Signatures

FULL = 0.825  # of a page, below which one before the last looks empty: four fifths to the foot of its last line's type
_FEWEST_TO_EVEN = 3  # pages of text: one that may begin early, and one above it
_WORTH = 0.02  # of a page, by which a page must be fuller for another to end early
_LINES = (22, 22.5, 23, 23.5, 24, 21.5, 21, 20.5, 20)  # on a page, the likeliest first


def settings(abreast: int) -> Iterator[Setting]:
    """What may be tried, the mildest first: line pitch, then blank lines above who signs, then spacing.

    So many parties stand ``abreast``.
    """
    pitches = [LEADING, *(OFFICIAL.inner_height / lines for lines in _LINES[1:])]
    for above in (2, 1):
        yield from (Setting(pitch, above_signature=above, abreast=abreast) for pitch in pitches)
    closest = Setting(above_signature=1, abreast=abreast, tighter=TIGHTER[-1])
    yield from (replace(closest, pitch=pitch) for pitch in pitches[:5])


def filled(made: SetPart) -> SetPart:
    """The part set so that its text takes the fewest pages and these are full, as mildly as that can be."""
    best, least = made, emptiness(made.text_pages)
    tries = [replace(made, setting=setting) for abreast in _abreast(made) for setting in settings(abreast)]
    for tried in tries:
        if (found := emptiness(tried.text_pages)) < least:
            best, least = tried, found
    return _evened(best, [*tries, *(_with_a_line_more(each) for each in tries)]) if least[1] else best


def _abreast(made: SetPart) -> tuple[int, ...]:
    """How many who sign may stand side by side: three where there are three, so that their seals take one row."""
    three = any(isinstance(block, Signatures) and len(block.parties) == THREE for block in made.blocks)
    return (PAIR, THREE) if three else (PAIR,)


def _evened(made: SetPart, tries: Sequence[SetPart]) -> SetPart:
    """One of the tries with the page before its last begun a little early, where ``made`` leaves that half empty.

    Two rows of seals need a page nearly to themselves: the text before them is shared out over the pages above.
    """
    count, _ = emptiness(made.text_pages)
    best, fullest = made, _emptiest(made.text_pages, count) + _WORTH
    for tried in tries:
        if fullest >= FULL:
            break
        if emptiness(tried.text_pages)[0] != count:
            continue
        for place, pages in _broken_early(tried):
            full = min(_emptiest(pages, count), FULL)
            if len(pages) == len(tried.text_pages) and full > fullest:
                several = (*tried.blocks[:place], PageBreak(), *tried.blocks[place:])
                best, fullest = replace(tried, blocks=several), full
    return best


def _with_a_line_more(made: SetPart) -> SetPart:
    """The part with one blank line more under its title, where there is one."""
    place = next((place for place, block in enumerate(made.blocks) if isinstance(block, Blank)), None)
    if place is None:
        return made
    return replace(made, blocks=(*made.blocks[:place], Blank(), *made.blocks[place:]))


def emptiness(pages: Sequence[Sequence[Flowable]]) -> tuple[int, int]:
    """How many pages the text takes, and how many of them before its last are not full: the fewer the better."""
    text = _text_pages(pages)
    empty = sum(_height(page) < FULL * OFFICIAL.inner_height - EPSILON for page in text[:-1])
    return len(text), empty


def _emptiest(pages: Sequence[Sequence[Flowable]], count: int) -> float:
    """The part of its page that the emptiest of ``count`` pages but the last fills; 1 where there is none."""
    return min((_height(page) / OFFICIAL.inner_height for page in pages[: count - 1]), default=1.0)


def _broken_early(made: SetPart) -> Iterator[tuple[int, list[list[Flowable]]]]:
    """The ways to begin the page before the last of its text at an earlier block, and the pages that makes.

    The block stands in the lower third of the page above: what moves over with it must not leave that one empty.
    """
    count, _ = emptiness(made.text_pages)
    if count < _FEWEST_TO_EVEN:
        return
    flowables, begins = made.flowables
    foot = {id(each) for each in _foot(made.text_pages[count - 3])}
    for place in range(len(made.blocks) - 1, 0, -1):
        begin, block, above = begins[place], made.blocks[place], made.blocks[place - 1]
        may_begin = isinstance(block, Paragraph | Heading) and not isinstance(above, Heading)
        if may_begin and id(flowables[begin]) in foot:
            broken = [*flowables[:begin], replace(flowables[begin], breaks=True), *flowables[begin + 1 :]]
            yield place, paginate(broken, made.page.inner_height)


def _foot(page: Sequence[Flowable]) -> Iterator[Flowable]:
    """What stands in the lower third of a page."""
    height = 0.0
    for each in page:
        if height >= OFFICIAL.inner_height * 2 / 3:
            yield each
        height += each.height


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
