"""The page of GB/T 9704: its margins, its 22 lines of 28 characters, its headings, page numbers and page breaks.

A document is a list of strips, each a line or a row with its height and what it must stay together with; `paginate`
fills pages with them and `draw_pages` draws the pages. Measures are points, from the page's top left corner.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from pathlib import Path

from app.documents.fonts import Faces, Role
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.titles import title_lines
from app.paths import whole_file
from app.values.page_numbers import PageNumbers

MM = 72 / 25.4
EPSILON = 0.05
Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True)
class Page:
    """A paper and its 版心, in points."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def inner_width(self) -> float:
        """Width of the 版心."""
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        """Height of the 版心."""
        return self.height - self.top - self.bottom


def page_in_mm(width: float, height: float, *, top: float, right: float, bottom: float, left: float) -> Page:
    """A page given in millimetres."""
    return Page(width * MM, height * MM, top * MM, right * MM, bottom * MM, left * MM)


OFFICIAL = page_in_mm(210, 297, top=37, right=26, bottom=35, left=28)
LINES, CHARACTERS = 22, 28
LEADING = OFFICIAL.inner_height / LINES
PITCH = OFFICIAL.inner_width / CHARACTERS
THIRD, SECOND, FOURTH = 16.0, 22.0, 14.0  # 三号, 二号, 四号
TRACKING = PITCH - THIRD  # 28 characters of 16 pt are 448 pt; the page has 442.2
BODY = Style(Role.BODY, THIRD, TRACKING)
HEADING = Style(Role.HEADING, THIRD, TRACKING)
SUBHEADING = Style(Role.CLAUSE, THIRD, TRACKING)
TITLE = Style(Role.TITLE, SECOND)
NUMBER = Style(Role.TABLE, FOURTH)
NUMBER_BELOW = 7 * MM  # from the 版心 down to the dashes of the page number
DASH_RISE = 0.38 * FOURTH  # a dash stands this high above its baseline
LOOSEST = THIRD / 6  # between two characters; a line that asks for more is left ragged: spread, it would look torn


@dataclass(frozen=True)
class Strip:
    """One line or row across the page; ``draw(pen, left, top)`` draws it.

    ``keep``: stays on the page of the next strip. ``blank``: dropped where it would begin a page. ``body``: a line
    of running text, as the signature needs above it. ``breaks``: begins a new page. ``repeat``: drawn again above
    this strip where it begins a page (a table's head). ``box``: strips with the same box are framed together.
    """

    height: float
    draw: Draw
    keep: bool = False
    blank: bool = False
    body: bool = False
    breaks: bool = False
    repeat: "Strip | None" = None
    box: "Box | None" = None


@dataclass(frozen=True, eq=False)
class Box:
    """A table's outer frame: its place from the 版心's left edge, its width and the line's thickness."""

    left: float
    width: float
    line: float = 1.0


def _nothing(_pen: Pen, _left: float, _top: float) -> None:
    """Draw nothing."""


def blank(lines: float = 1) -> Strip:
    """Empty lines of the grid."""
    return Strip(LEADING * lines, _nothing, blank=True)


def paragraph(kind: Type, text: str, style: Style = BODY, *, indent: float = 2, rest: float = 0) -> list[Strip]:
    """``text`` on the grid, justified: ``indent`` characters on its first line, ``rest`` on the others."""
    width = OFFICIAL.inner_width
    broken = kind.lines(text, style, width - indent * PITCH, width - rest * PITCH)
    strips = []
    for number, line in enumerate(broken):
        left = (rest if number else indent) * PITCH
        slack = 0.0 if line.last else width - left - line.width
        extra = slack / max(kind.gaps(line.text, style), 1)
        strips.append(text_strip(line.text, style, left, extra if extra <= LOOSEST else 0.0))
    return strips


def text_strip(text: str, style: Style, left: float = 0.0, extra: float = 0.0) -> Strip:
    """One set line of the grid, ``left`` points into the 版心; its characters stand at the top of the line."""

    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.text(edge + left, top + ASCENT * style.size, text, style, extra)

    return Strip(LEADING, draw, body=style.role is Role.BODY)


def heading(kind: Type, text: str, style: Style = HEADING) -> list[Strip]:
    """A heading with its two characters' indent, never last on a page."""
    return [replace(strip, keep=True, body=False) for strip in paragraph(kind, text, style)]


def title(kind: Type, text: str) -> list[Strip]:
    """A title: 二号小标宋, centred, broken to a 梯形 or 菱形 where it needs several lines."""
    lines = title_lines(text, lambda char: kind.width(char, TITLE), OFFICIAL.inner_width)
    return [replace(centred(line, TITLE), keep=True) for line in lines]


def centred(text: str, style: Style) -> Strip:
    """One line in the middle of the 版心."""

    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.centred(edge, OFFICIAL.inner_width, top + ASCENT * style.size, text, style)

    return Strip(LEADING, draw)


def paginate(strips: Sequence[Strip], height: float) -> list[list[Strip]]:
    """Fill pages ``height`` points high; strips kept with the next move together if a page can hold them."""
    pages: list[list[Strip]] = [[]]
    room = height
    for group in _groups(strips, height):
        need = sum(strip.height for strip in group)
        if pages[-1] and (group[0].breaks or need > room + EPSILON):
            pages.append([])
            room = height
        if not pages[-1]:
            group = _at_page_top(group, begun=len(pages) > 1)  # noqa: PLW2901 - the group as it stands there
        pages[-1] += group
        room -= sum(strip.height for strip in group)
    return pages


def _groups(strips: Sequence[Strip], height: float) -> Iterator[list[Strip]]:
    """Runs that must share a page; where one is higher than a page, as much of it as a page holds."""
    group: list[Strip] = []
    for strip in strips:
        if group and sum(each.height for each in group) + strip.height > height + EPSILON:
            yield group
            group = []
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _at_page_top(group: list[Strip], *, begun: bool) -> list[Strip]:
    """A group that begins a page: without blank lines above it, with its table's head."""
    while begun and group and group[0].blank and not group[0].breaks:
        group = group[1:]
    if begun and group and group[0].repeat:
        return [group[0].repeat, *group]
    return group


def draw_pages(
    pen: Pen, pages: Sequence[Sequence[Strip]], page: Page = OFFICIAL, numbers: PageNumbers = "outer"
) -> None:
    """Draw ``pages``, numbered from 1 in the way of official documents."""
    for number, strips in enumerate(pages, start=1):
        draw_strips(pen, strips, page)
        draw_number(pen, number, page, numbers)
        pen.canvas.showPage()


def draw_strips(pen: Pen, strips: Sequence[Strip], page: Page) -> None:
    """Draw one page's strips from the top of the 版心, and the frames around tables."""
    top, boxes = page.top, dict[Box, tuple[float, float]]()
    for strip in strips:
        strip.draw(pen, page.left, top)
        if strip.box:
            boxes[strip.box] = (boxes.get(strip.box, (top, 0))[0], top + strip.height)
        top += strip.height
    for box, (begin, end) in boxes.items():
        pen.frame(page.left + box.left, begin, box.width, end - begin, box.line)


def draw_number(pen: Pen, number: int, page: Page, numbers: PageNumbers) -> None:
    """“— 1 —” in 四号宋体 under the 版心: odd pages right, even left, one character in; or in the middle."""
    text, baseline = f"— {number} —", page.height - page.bottom + NUMBER_BELOW + DASH_RISE
    if numbers == "centre":
        pen.centred(page.left, page.inner_width, baseline, text, NUMBER)
    elif number % 2:
        pen.right(page.width - page.right - FOURTH, baseline, text, NUMBER)
    else:
        pen.text(page.left + FOURTH, baseline, text, NUMBER)


def strings_in(value: object) -> Iterator[str]:
    """Every text in a sheet of plain values, however deep, to be checked before it is printed."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        yield from strings_in([getattr(value, field.name) for field in fields(value)])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_in(part)


@contextmanager
def pdf(
    path: Path, page: Page, faces: Faces, title: str, *, author: str = "", made: datetime | None = None
) -> Iterator[Pen]:
    """A pen on a new PDF file, which is there only when the block ends well; ``made`` dates it in its properties."""
    from reportlab.pdfgen.canvas import Canvas

    with whole_file(path) as part:
        face = faces.typeface(Role.BODY).glyph(" ")[0]  # else every page names Helvetica, which is not embedded
        canvas = Canvas(
            str(part),
            (page.width, page.height),
            invariant=1,  # the system's clock stays out of the file
            pageCompression=1,
            initialFontName=face,  # type: ignore[arg-type]  # the stubs have it as a number
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(title)
        canvas.setCreator("乡镇招商台账")
        canvas.setDateFormatter(lambda *_moment: made.strftime("D:%Y%m%d%H%M%S") if made else "")
        yield Pen(canvas, faces, page.height)
        canvas.save()
