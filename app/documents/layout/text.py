"""Running text as flowables: paragraphs on the grid of lines, headings, titles, single lines."""

from dataclasses import dataclass, replace

from app.documents.fonts import Role
from app.documents.layout.flow import Draw, Flowable, Pen
from app.documents.layout.pages import LEADING, OFFICIAL, PITCH, Page
from app.documents.layout.titles import title_lines
from app.documents.layout.type import ASCENT, BODY, THIRD, TITLE, Style, Type

LOOSEST = THIRD / 6  # between two characters; a line that asks for more is left ragged: spread, it would look torn


@dataclass(frozen=True)
class Setting:
    """The grid of a part: its line pitch and its type in points, the blank lines above those who sign."""

    pitch: float = LEADING
    size: float = THIRD
    above_signature: int = 2


def paragraph(
    kind: Type, text: str, setting: Setting, style: Style = BODY, *, indent: float = 2, rest: float = 0
) -> list[Flowable]:
    """``text`` on the grid, justified: ``indent`` characters on its first line, ``rest`` on the others."""
    width = OFFICIAL.inner_width
    broken = kind.lines(text, style, width - indent * PITCH, width - rest * PITCH)
    flowables = []
    for number, line in enumerate(broken):
        left = (rest if number else indent) * PITCH
        slack = 0.0 if line.last else width - left - line.width
        extra = slack / max(kind.gaps(line.text, style), 1)
        flowables.append(text_line(line.text, style, setting, left, extra if extra <= LOOSEST else 0.0))
    return flowables


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
