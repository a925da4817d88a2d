"""Photos and scans on a page: as large as it lets them be, their captions under them."""

from functools import lru_cache
from io import BytesIO

from app.documents.fonts import Role
from app.documents.layout.flow import Flowable, Pen
from app.documents.layout.pages import Page
from app.documents.layout.type import ASCENT, Style, Type
from app.reports.blocks import Picture

CAPTION = Style(Role.BODY, 10.5)
_LEADING, _GAP, _BETWEEN = 16.0, 10.0, 14.0
_POINTS = 72 / 96  # that a pixel takes at most: as large as on a screen


@lru_cache(maxsize=64)
def pixels(content: bytes) -> tuple[int, int]:
    """Width and height of a picture."""
    from PIL import Image

    with Image.open(BytesIO(content)) as image:
        return image.size


def largest(content: bytes) -> tuple[float, float]:
    """How wide and high a picture stands at most, in points: not so large that its pixels are seen."""
    width, height = pixels(content)
    return width * _POINTS, height * _POINTS


def caption_lines(kind: Type, block: Picture, page: Page) -> list[str]:
    """The caption's lines across the page."""
    return [line.text for words in block.caption for line in kind.lines(words, CAPTION, page.inner_width)]


def size_on(kind: Type, block: Picture, page: Page) -> tuple[float, float]:
    """How wide and high the picture stands on ``page``, in points."""
    width, height = pixels(block.content)
    share = page.inner_height / (block.per_page if width > height else 1)
    room = share - len(caption_lines(kind, block, page)) * _LEADING - _GAP - _below(block)
    scale = min(page.inner_width / width, room / height, _POINTS)
    return width * scale, height * scale


def picture(kind: Type, block: Picture, page: Page) -> Flowable:
    """The picture with its caption, together."""
    lines, (width, height) = caption_lines(kind, block, page), size_on(kind, block, page)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.picture(block.content, left + (page.inner_width - width) / 2, top, width, height)
        for number, words in enumerate(lines):
            pen.text(left, top + height + _GAP + number * _LEADING + ASCENT * CAPTION.size, words, CAPTION)

    return Flowable(height + _GAP + len(lines) * _LEADING + _below(block), draw)


def _below(block: Picture) -> float:
    """What parts a picture from another that stands under it."""
    return _BETWEEN if block.per_page > 1 else 0.0
