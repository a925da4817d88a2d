"""红头 and 版记, measured as GB/T 9704 has them: §7.2.4 to 7.2.7 on top, §7.4 at the foot of the last page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.documents.fonts import Role
from app.documents.layout.flow import EPSILON, Draw, Flowable, Pen, space
from app.documents.layout.pages import MM, OFFICIAL, PITCH
from app.documents.layout.text import Setting
from app.documents.layout.type import ASCENT, BODY, FOURTH, SUBHEADING, THIRD, Style, Type
from app.reports.blocks import Head, Imprint

ABOVE_MARK = 35 * MM  # from the 版心's top to the mark's
LARGEST_MARK = 54.0  # points; a short name does not fill the line
BLANK_LINES = 2  # between the mark and the number
RULE_BELOW = 4 * MM  # the number
RULE_ROOM = 6.0  # points between the number's line and the rule's
HEAD_RULE = 1.5  # points thick
THICK, THIN = 0.35 * MM, 0.25 * MM
SMALL = Style(Role.BODY, FOURTH)
LINE = 26.0  # points, of 版记
MARK = Style(Role.TITLE, LARGEST_MARK, red=True)


def mark_style(kind: Type, mark: str) -> Style:
    """The mark as large as one line can hold it."""
    whole, room = kind.width(mark, MARK), OFFICIAL.inner_width - 2 * PITCH
    return MARK if whole <= room else replace(MARK, size=int(LARGEST_MARK * room / whole * 2) / 2)


def head_flowables(kind: Type, head: Head, setting: Setting) -> list[Flowable]:
    """The mark, two blank lines, number and signer, and the rule; all of it on the first page."""
    style, width = mark_style(kind, head.mark), OFFICIAL.inner_width

    def draw_mark(pen: Pen, left: float, top: float) -> None:
        pen.centred(left, width, top + ASCENT * style.size, head.mark, style)

    def draw_number(pen: Pen, left: float, top: float) -> None:
        baseline = top + ASCENT * THIRD
        if head.signer:
            title, name = split_signer(head.signer)
            edge = left + width - PITCH - kind.width(name, SUBHEADING)
            pen.text(left + PITCH, baseline, head.number, BODY)
            pen.right(edge, baseline, title, BODY)
            pen.text(edge, baseline, name, SUBHEADING)
        else:
            pen.centred(left, width, baseline, head.number, BODY)
        if head.mark:
            below = top + THIRD + RULE_BELOW
            pen.rule(left, below, left + width, below, HEAD_RULE, red=True)

    several = (
        space(ABOVE_MARK),
        Flowable(style.size, draw_mark),
        space(BLANK_LINES * setting.pitch),
        Flowable(setting.pitch + (RULE_ROOM + HEAD_RULE if head.mark else 0.0), draw_number),
    )
    return [replace(each, keep=True, blank=False) for each in several]


def split_signer(said: str) -> tuple[str, str]:
    """签发人： in 仿宋, the name behind it in 楷体."""
    title, mark, name = said.partition("：")
    return title + mark, name


@dataclass(frozen=True)
class SetImprint:
    """版记 in lines: 抄送 hanging behind its colon, then who prints it and when."""

    copies: tuple[str, ...]
    office: str
    printed: str

    @property
    def height(self) -> float:
        """In points."""
        return LINE * (len(self.copies) + bool(self.office))


def set_imprint(kind: Type, imprint: Imprint) -> SetImprint:
    """The lines of a 版记."""
    room = OFFICIAL.inner_width - 2 * FOURTH
    lines = kind.lines(imprint.copies, SMALL, room, room - 3 * FOURTH) if imprint.copies else ()
    return SetImprint(
        tuple(line.text for line in lines), imprint.office, f"{imprint.date}印发" if imprint.office else ""
    )


def with_imprint(kind: Type, pages: Sequence[list[Flowable]], imprint: Imprint) -> list[list[Flowable]]:
    """The pages with 版记 at the foot of the last, of another where that has no room or is no back of a sheet."""
    made, height = set_imprint(kind, imprint), OFFICIAL.inner_height
    used = sum(each.height for each in pages[-1])
    is_front = imprint.on_back and len(pages) % 2 == 1
    own = Flowable(made.height, _drawn(made))
    if is_front or used + made.height > height + EPSILON:
        return [*pages, [replace(space(height - made.height), breaks=True), own]]
    return [*pages[:-1], [*pages[-1], space(height - made.height - used), own]]


def _drawn(made: SetImprint) -> Draw:
    def draw(pen: Pen, left: float, top: float) -> None:
        right, edge = left + OFFICIAL.inner_width, top
        if made.office:
            pen.rule(left, edge, right, edge, THICK)
        for number, line in enumerate(made.copies):
            indent = FOURTH if number == 0 else 4 * FOURTH
            pen.text(left + indent, edge + _baseline(), line, SMALL)
            edge += LINE
        if not made.office:
            return
        if made.copies:
            pen.rule(left, edge, right, edge, THIN)
        pen.text(left + FOURTH, edge + _baseline(), made.office, SMALL)
        pen.right(right - FOURTH, edge + _baseline(), made.printed, SMALL)
        pen.rule(left, edge + LINE, right, edge + LINE, THICK)

    return draw


def _baseline() -> float:
    return (LINE - FOURTH) / 2 + ASCENT * FOURTH
