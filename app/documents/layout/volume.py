"""The front of a bound volume: its cover and its contents with leaders, on a page of any size."""

from dataclasses import dataclass, replace

from app.documents.fonts import Role
from app.documents.layout.flow import Flowable, Pen, space
from app.documents.layout.pages import Page
from app.documents.layout.text import centred
from app.documents.layout.titles import title_lines
from app.documents.layout.type import ASCENT, Style, Type
from app.reports.blocks import Cover, Part
from app.reports.numbering import chinese_number

NAME = Style(Role.TITLE, 36)
SUBTITLE = Style(Role.CLAUSE, 22)
ISSUER = Style(Role.BODY, 18)
HEAD = Style(Role.TITLE, 22)
GROUP = Style(Role.HEADING, 14)
ENTRY = Style(Role.BODY, 14)
LEADER = "…"
CONTENTS = "目　录"
WIDEST = 480.0  # points; contents broader than this are hard to follow across
ENTRY_HEIGHT = 26.0
_CLOSEST = 22.0  # points of a line of the contents that is set closer
_FEW_OVER = 4  # so many lines are too few for a page
CONTENTS_HEIGHT, CONTENTS_GAP = 44.0, 6.0  # of 目录, and below it
NAME_HEIGHT, SUBTITLE_HEIGHT, FOOT_HEIGHT = 54.0, 48.0, 32.0


@dataclass(frozen=True)
class Entry:
    """A line of the contents; ``page`` counts from the contents' own, None for a part that has nothing to show."""

    text: str
    group: str
    page: int | None
    part: Part


def grouped_entries(entries: list[Entry], *, counts: bool = True) -> list[tuple[str, list[Entry]]]:
    """The entries under their groups, each group numbered and, if it ``counts``, with how many it has.

    "" where there are no groups.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    named = enumerate(groups.items(), start=1)
    return [
        (f"{chinese_number(number)}、{group}{f'（{len(several)}个）' if counts else ''}" if group else "", several)
        for number, (group, several) in named
    ]


def cover_page(kind: Type, cover: Cover, page: Page) -> list[Flowable]:
    """A whole page: the title above its middle, who issues it at its foot."""
    lines = cover_lines(kind, cover, page)
    head = [centred(line, NAME, page, NAME_HEIGHT) for line in lines]
    head.append(centred(cover.subtitle, SUBTITLE, page, SUBTITLE_HEIGHT))
    foot = [centred(words, ISSUER, page, FOOT_HEIGHT) for words in (cover.issuer, cover.date)]
    above, between = cover_room(len(lines), page)
    return [space(above), *head, space(between), *foot]


def cover_lines(kind: Type, cover: Cover, page: Page) -> list[str]:
    """The lines of a cover's title."""
    return title_lines(cover.title, lambda char: kind.width(char, NAME), page.inner_width)


def cover_room(lines: int, page: Page) -> tuple[float, float]:
    """How much stays empty above a cover's title of so many lines, and between it and who issues it."""
    room = page.inner_height - lines * NAME_HEIGHT - SUBTITLE_HEIGHT - 2 * FOOT_HEIGHT
    return room * 0.4, room * 0.55


def contents_flowables(kind: Type, entries: list[Entry], page: Page, *, counts: bool = True) -> list[Flowable]:
    """目录: each entry, leaders, and at the edge where it stands."""
    width = contents_width(page)
    left = (page.inner_width - width) / 2
    flowables = [replace(centred(CONTENTS, HEAD, page, CONTENTS_HEIGHT), keep=True), space(CONTENTS_GAP, keep=True)]
    for heading, several in grouped_entries(entries, counts=counts):
        if heading:
            flowables.append(_line(heading, GROUP, left))
        for each in several:
            where = each.part.absent if each.page is None else str(each.page)
            flowables += _entry(kind, each.text, where, left + (ENTRY.size if heading else 0), left + width)
    return _without_few_over(flowables, page.inner_height)


def _without_few_over(flowables: list[Flowable], height: float) -> list[Flowable]:
    """The lines set closer where only a few of them would stand on a page of their own."""
    pages, over = divmod(sum(each.height for each in flowables), height)
    if not pages or over > _FEW_OVER * ENTRY_HEIGHT:
        return flowables
    closer = (pages * height - pages * ENTRY_HEIGHT) / (pages * height + over)  # a line to spare on each page
    if closer * ENTRY_HEIGHT < _CLOSEST:
        return flowables
    return [replace(each, height=each.height * closer) for each in flowables]


def contents_width(page: Page) -> float:
    """How wide the contents are, in the middle of the page."""
    return min(page.inner_width, WIDEST)


def _entry(kind: Type, text: str, where: str, left: float, right: float) -> list[Flowable]:
    """An entry on as many lines as its words need, its leaders on the last."""
    room = right - left - kind.width(where, ENTRY) - 3 * ENTRY.size
    lines = [line.text for line in kind.lines(text, ENTRY, room)]
    return [
        *(replace(_line(line, ENTRY, left), keep=True) for line in lines[:-1]),
        _led(kind, lines[-1], where, left, right),
    ]


def _led(kind: Type, text: str, where: str, left: float, right: float) -> Flowable:
    begin = left + kind.width(text, ENTRY) + 4
    end = right - kind.width(where, ENTRY) - 4
    dot = kind.width(LEADER, ENTRY)
    count = int((end - begin) / dot)

    def draw(pen: Pen, edge: float, top: float) -> None:
        baseline = top + 4 + ASCENT * ENTRY.size
        pen.text(edge + left, baseline, text, ENTRY)
        pen.text(edge + end - count * dot, baseline, LEADER * count, ENTRY)
        pen.right(edge + right, baseline, where, ENTRY)

    return Flowable(ENTRY_HEIGHT, draw)


def _line(text: str, style: Style, left: float) -> Flowable:
    def draw(pen: Pen, edge: float, top: float) -> None:
        pen.text(edge + left, top + 4 + ASCENT * style.size, text, style)

    return Flowable(ENTRY_HEIGHT, draw, keep=True)
