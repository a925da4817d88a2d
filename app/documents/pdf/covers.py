"""The front of a bound volume: its cover and its contents with leaders, on a page of any size."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.fonts import Role
from app.documents.pdf.paper import Page, Strip
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.titles import title_lines

NAME = Style(Role.TITLE, 36)
SUBTITLE = Style(Role.CLAUSE, 22)
ISSUER = Style(Role.BODY, 18)
HEAD = Style(Role.TITLE, 22)
GROUP = Style(Role.HEADING, 14)
ENTRY = Style(Role.BODY, 14)
LEADER = "…"
WIDEST = 480.0  # points; contents broader than this are hard to follow across
ENTRY_HEIGHT = 26.0


@dataclass(frozen=True)
class Cover:
    """What stands on a cover: title, the period or what it is about, who issues it and when (written out)."""

    title: str
    subtitle: str
    issuer: str
    date: str


def cover_strips(kind: Type, cover: Cover, page: Page) -> list[Strip]:
    """A whole page: the title above its middle, who issues it at its foot."""
    lines = title_lines(cover.title, lambda char: kind.width(char, NAME), page.inner_width)
    head = [centred_on(line, NAME, 54, page) for line in lines] + [centred_on(cover.subtitle, SUBTITLE, 48, page)]
    foot = [centred_on(cover.issuer, ISSUER, 32, page), centred_on(cover.date, ISSUER, 32, page)]
    used = sum(strip.height for strip in (*head, *foot))
    room = page.inner_height - used
    return [_space(room * 0.4), *head, _space(room * 0.55), *foot]


def contents_strips(
    kind: Type, entries: Sequence[tuple[str, str]], page: Page, groups: Sequence[tuple[int, str]] = ()
) -> list[Strip]:
    """目录: each entry, leaders, and at the edge where it stands; ``groups`` are headings by the entry they precede."""
    width = min(page.inner_width, WIDEST)
    left = (page.inner_width - width) / 2
    named = dict(groups)
    strips = [replace(centred_on("目　录", HEAD, 44, page), keep=True), replace(_space(6), keep=True)]
    for place, (text, where) in enumerate(entries):
        if place in named:
            strips.append(_line(named[place], GROUP, left))
        strips += _entry(kind, text, where, left + (ENTRY.size if named else 0), left + width)
    return strips


def _entry(kind: Type, text: str, where: str, left: float, right: float) -> list[Strip]:
    """An entry on as many lines as its words need, its leaders on the last."""
    room = right - left - kind.width(where, ENTRY) - 3 * ENTRY.size
    lines = [line.text for line in kind.lines(text, ENTRY, room)]
    return [
        *(replace(_line(line, ENTRY, left), keep=True) for line in lines[:-1]),
        _led(kind, lines[-1], where, left, right),
    ]


def _led(kind: Type, text: str, where: str, left: float, right: float) -> Strip:
    begin = left + kind.width(text, ENTRY) + 4
    end = right - kind.width(where, ENTRY) - 4
    dot = kind.width(LEADER, ENTRY)
    count = int((end - begin) / dot)

    def draw(pen: Pen, edge: float, top: float) -> None:
        baseline = top + 4 + ASCENT * ENTRY.size
        pen.text(edge + left, baseline, text, ENTRY)
        pen.text(edge + end - count * dot, baseline, LEADER * count, ENTRY)
        pen.right(edge + right, baseline, where, ENTRY)

    return Strip(ENTRY_HEIGHT, draw)


def _line(text: str, style: Style, left: float) -> Strip:
    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.text(edge + left, top + 4 + ASCENT * style.size, text, style)

    return Strip(ENTRY_HEIGHT, draw, keep=True)


def centred_on(text: str, style: Style, height: float, page: Page) -> Strip:
    """One line in the middle of a page of any size."""

    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.centred(edge, page.inner_width, top + ASCENT * style.size, text, style)

    return Strip(height, draw)


def _space(height: float) -> Strip:
    def draw(_pen: Pen, _edge: float, _top: float) -> None:
        """Draw nothing."""

    return Strip(height, draw, blank=True)
