"""Running text as flowables: paragraphs on the grid of lines, headings, titles, single lines."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from app.documents.fonts import Role
from app.documents.layout.flow import Draw, Flowable, Pen
from app.documents.layout.lines import BrokenLine
from app.documents.layout.pages import LEADING, OFFICIAL, PITCH, Page
from app.documents.layout.titles import title_lines
from app.documents.layout.type import ASCENT, BODY, THIRD, TITLE, TO_GRID, Style, Type

LOOSEST = THIRD / 2  # between two characters; a line that asks for more holds one word and is left as it is
TORN = THIRD / 6  # a line spread wider than this looks torn beside its neighbours
_MARKS = "，。、；：？！）》”’"
_NO_LINE = BrokenLine("", 0.0, last=True)
RUNT = 2  # characters that should not stand alone on a paragraph's last line
# Points between characters, in twentieths as Word knows them; 29 of them stand on a line at the last.
TIGHTER = (0.0, -0.1, -0.2, -0.3, -0.4, -0.5, -0.55)
_ROUNDED = 0.1  # points that other programs may round a run of characters up by
_FAULT = 10  # breaks that are unsure weigh less than one torn line


@dataclass(frozen=True)
class Setting:
    """The grid of a part: its line pitch and its type in points, the blank lines above those who sign.

    ``abreast`` is how many of them stand side by side. ``tighter`` is how much closer than 28 to the line the
    characters of its text stand, in points (zero or less).
    """

    pitch: float = LEADING
    size: float = THIRD
    above_signature: int = 2
    abreast: int = 2
    tighter: float = 0.0

    @property
    def lines(self) -> float:
        """How many lines fill a page, to the half."""
        return round(OFFICIAL.inner_height / self.pitch * 2) / 2


def paragraph(
    kind: Type, text: str, setting: Setting, style: Style = BODY, *, indent: float = 2, rest: float = 0
) -> list[Flowable]:
    """``text`` on the grid, justified: ``indent`` characters on its first line, ``rest`` on the others."""
    closest = spaced(kind, text, setting, style, indent, rest)
    flowables = []
    for number, line in enumerate(_broken(kind, text, closest, indent, rest)):
        extra = _extra(kind, line, closest, (rest if number else indent) * PITCH)
        left = (rest if number else indent) * PITCH
        flowables.append(text_line(line.text, closest, setting, left, extra if extra <= LOOSEST else 0.0))
    return flowables


def spaced(kind: Type, text: str, setting: Setting, style: Style, indent: float = 2, rest: float = 0) -> Style:
    """``style`` with its characters as close as the paragraph asks: a little closer where that mends a fault.

    A fault is a line that would look torn, or a last line of one or two characters. Less of one, and mended likewise,
    are lines that another program breaks elsewhere, since it draws neither Latin and Chinese together where they meet
    nor a line's last character to its end.
    """
    found = []
    for tighter in TIGHTER:
        if tighter <= setting.tighter:
            each = replace(style, tracking=style.tracking + tighter)
            faults = _faults(kind, text, each, indent, rest)
            if not faults:
                return each
            found.append((faults, each))
    return min(found, key=lambda pair: pair[0])[1]


def _faults(kind: Type, text: str, style: Style, indent: float, rest: float) -> int:
    lines = _broken(kind, text, style, indent, rest)
    lefts = (indent * PITCH, *[rest * PITCH] * (len(lines) - 1))
    torn = sum(_extra(kind, line, style, left) > TORN for line, left in zip(lines, lefts, strict=True))
    runt = len(lines) > 1 and len(lines[-1].text.rstrip(_MARKS)) <= RUNT
    apart = _broken(kind, text, style, indent, rest, seam=_ROUNDED - style.tracking)
    unsure = sum(line.text != other.text for line, other in zip_longest(lines, apart, fillvalue=_NO_LINE))
    return _FAULT * (torn + runt) + unsure


def _broken(
    kind: Type, text: str, style: Style, indent: float, rest: float, seam: float = 0.0
) -> tuple[BrokenLine, ...]:
    width = OFFICIAL.inner_width + (style.tracking if seam else 0.0)
    return kind.lines(text, style, width - indent * THIRD, width - rest * THIRD, seam)  # as Word counts indents


def _extra(kind: Type, line: BrokenLine, style: Style, left: float) -> float:
    """What each gap of a line is spread by so that it ends at the right edge; the last one stands on the grid."""
    slack = (OFFICIAL.inner_width - left - line.width) / max(kind.gaps(line.text, style), 1)
    return min(TO_GRID, max(slack, 0.0)) if line.last else slack


def text_line(text: str, style: Style, setting: Setting, left: float = 0.0, extra: float = 0.0) -> Flowable:
    """One set line of the grid, ``left`` points into the 版心; its characters stand at the top of the line."""

    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.text(edge + left, top + ASCENT * style.size, text, style, extra)

    return Flowable(setting.pitch, draw, body=style.role is Role.BODY)


def heading(kind: Type, text: str, setting: Setting, style: Style) -> list[Flowable]:
    """A heading with its two characters' indent, never last on a page."""
    return [replace(each, keep=True, body=False) for each in paragraph(kind, text, setting, style)]


def title(kind: Type, text: str, page: Page, height: float, style: Style = TITLE) -> list[Flowable]:
    """A title, centred on lines of ``height``, broken to a 梯形 or 菱形 where it needs several."""
    lines = title_lines(text, lambda char: kind.width(char, style), page.inner_width)
    return [replace(centred(line, style, page, height), keep=True) for line in lines]


def centred(text: str, style: Style, page: Page, height: float) -> Flowable:
    """One line in the middle of the page, ``height`` points high."""

    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.centred(edge, page.inner_width, top + ASCENT * style.size, text, style)

    return Flowable(height, draw)


def sides(left: str, right: str, style: Style, page: Page, height: float) -> Flowable:
    """Two texts on one line, at the edges of the page; they stand at the foot of its height."""
    return Flowable(height, _sides(left, right, style, page, height - 8 - style.size))


def _sides(left: str, right: str, style: Style, page: Page, above: float) -> Draw:
    def draw(pen: Pen, edge: float, top: float) -> None:
        baseline = top + above + ASCENT * style.size
        pen.text(edge, baseline, left, style)
        pen.right(edge + page.inner_width, baseline, right, style)

    return draw
