"""Photographs in what is left of a page: in rows of equal height as wide as the page, their words under them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from app.documents.layout.flow import Draw, Flowable, Pen, space
from app.documents.layout.pages import MM, Page
from app.documents.layout.pictures import CAPTION, largest, pixels
from app.documents.layout.type import ASCENT, Type
from app.reports.blocks import Photographs, Picture

GAP, BETWEEN, ABOVE, WORDS = 9.0, 12.0, 12.0, 16.0  # beside, below and above photographs; a line of words, in points
_LINES = 2
_NARROWED = 0.7  # of the page's width that what is very broad takes at least
_LEAST = 40 * MM  # high; photographs that would be smaller stand on a page of their own
_HIGHEST = 110 * MM


@dataclass(frozen=True)
class Placed:
    """One photograph in its row: where it begins, its width, and the words under it, in few lines."""

    picture: Picture
    x: float
    width: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class PhotoRow:
    """Photographs of one height beside each other, in the middle of the page."""

    placed: tuple[Placed, ...]
    height: float

    @property
    def lines(self) -> int:
        """How many lines of words stand under it."""
        return max(len(each.words) for each in self.placed)

    @property
    def whole(self) -> float:
        """Its height with the words and what parts it from the next."""
        return self.height + WORDS * self.lines + BETWEEN


@dataclass(frozen=True)
class SetPhotographs:
    """Photographs with everything decided; ``breaks``: they begin a page."""

    rows: tuple[PhotoRow, ...]
    breaks: bool

    @cached_property
    def area(self) -> float:
        """What they cover, in square points."""
        return sum(each.width * row.height for row in self.rows for each in row.placed)


def placed(kind: Type, block: Photographs, page: Page, room: float) -> SetPhotographs:
    """The photographs as large as ``room`` points of the page's height let them be, else on a page of their own."""
    for height, breaks in ((room - ABOVE, False), (page.inner_height, True)):
        found = [made for made in _tried(kind, block, page, height, breaks=breaks) if breaks or _is_large(made, page)]
        if found:
            return max(found, key=lambda made: made.area)
    raise AssertionError


def _tried(kind: Type, block: Photographs, page: Page, room: float, *, breaks: bool) -> Iterator[SetPhotographs]:
    """Every way in which they stand in rows in their order, each row as high as all of them let it be."""
    several = block.pictures
    for count in range(len(several)):
        for cuts in combinations(range(1, len(several)), count):
            groups = [several[begin:end] for begin, end in pairwise((0, *cuts, len(several)))]
            words = sum(WORDS * _LINES for group in groups if any(picture.caption for picture in group))
            heights = [_full_height(group, page) for group in groups]
            scale = min((room - words - len(groups) * BETWEEN) / sum(heights), 1.0)
            if scale > 0:
                rows = (
                    _row(kind, *each, page) for each in zip(groups, (scale * high for high in heights), strict=True)
                )
                yield SetPhotographs(tuple(rows), breaks)


def _full_height(several: Sequence[Picture], page: Page) -> float:
    """How high a row is that is as wide as the page, or as high as it may be."""
    across = sum(width / height for width, height in (pixels(picture.content) for picture in several))
    room = page.inner_width - GAP * (len(several) - 1)
    return min(room / across, _HIGHEST, *(largest(picture.content)[1] for picture in several))


def _row(kind: Type, several: Sequence[Picture], height: float, page: Page) -> PhotoRow:
    widths = [width / high * height for width, high in (pixels(picture.content) for picture in several)]
    x, made = (page.inner_width - sum(widths) - GAP * (len(several) - 1)) / 2, []
    for picture, width in zip(several, widths, strict=True):
        beside = x if len(several) == 1 else GAP / 2 - 1  # one alone has the whole page for its words
        made.append(Placed(picture, x, width, _words(kind, picture, width + 2 * beside)))
        x += width + GAP
    return PhotoRow(tuple(made), height)


def _words(kind: Type, picture: Picture, width: float) -> tuple[str, ...]:
    """As much of what is said of a photograph as two lines under it hold."""
    if not picture.caption:
        return ()
    lines = [line.text for line in kind.lines("　".join(picture.caption), CAPTION, width)]
    if len(lines) <= _LINES:
        return tuple(lines)
    last = lines[_LINES - 1]
    while last and kind.width(f"{last}…", CAPTION) > width:
        last = last[:-1]
    return (*lines[: _LINES - 1], f"{last}…")


def _is_large(made: SetPhotographs, page: Page) -> bool:
    """Whether none is smaller than it should be; a panorama may be lower, and one that has no more pixels."""
    return all(
        row.height >= min(_LEAST, _NARROWED * _full_height([each.picture], page))
        for row in made.rows
        for each in row.placed
    )


def photograph_flowables(made: SetPhotographs) -> list[Flowable]:
    """The rows, one under the other."""
    first = Flowable(0, space(0).draw, breaks=True) if made.breaks else space(ABOVE)
    return [first, *(Flowable(row.whole, _drawn(row)) for row in made.rows)]


def _drawn(row: PhotoRow) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        for each in row.placed:
            pen.picture(each.picture.content, left + each.x, top, each.width, row.height)
            for number, words in enumerate(each.words):
                baseline = top + row.height + 4 + number * WORDS + ASCENT * CAPTION.size
                pen.centred(left + each.x, each.width, baseline, words, CAPTION)

    return draw
