"""A document as PDF: its pages drawn and numbered in the way of their kind, its bookmarks, the scans behind it."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.fonts import Faces, Role
from app.documents.layout.document import SetDocument, set_document
from app.documents.layout.flow import Flowable
from app.documents.layout.pages import MM, Page
from app.documents.layout.parts import SetPart
from app.documents.layout.type import FOURTH, Style
from app.documents.pdf.binding import EDGE, HEAD, behind, bind_behind, bind_in_place, in_place
from app.documents.pdf.canvas import CanvasPen, canvas_on, draw_flowables
from app.documents.printing import PLAIN, Printing
from app.paths import whole_file
from app.reports.blocks import Document, Layout, LetterHead
from app.values.page_numbers import PageNumbers

_NUMBER = Style(Role.TABLE, FOURTH)
_NUMBER_BELOW = 7 * MM  # from the 版心 down to the dashes of the page number
_DASH_RISE = 0.38 * FOURTH  # a dash stands this high above its baseline
_FOOT = Style(Role.TABLE, 10.5)
_HEAD = Style(Role.TABLE, 9)


def write_pdf(path: Path, document: Document, faces: Faces, printing: Printing = PLAIN) -> tuple[str, ...]:
    """Write ``document`` to a PDF at ``path``, whole or not at all; Refused for characters that cannot be printed.

    Returns what was left out of it for such a character, in a sentence each.
    """
    made = set_document(document, faces)
    scans, unread = behind(document), tuple[str, ...]()
    if not scans and not in_place(made):
        _draw(path, made, printing)
        return made.left_out
    with whole_file(path) as part:
        own = part.with_name(f"{part.name}.own.pdf")
        try:
            _draw(own, made, printing)
            if scans:
                bind_behind(own, scans, part)
            else:
                unread = bind_in_place(own, made, part)
        finally:
            own.unlink(missing_ok=True)
    return (*made.left_out, *unread)


def _draw(path: Path, made: SetDocument, printing: Printing) -> None:
    document = made.document
    first = made.front if document.volume else made.parts[0].page
    about = {"author": document.author, "note": made.note}
    with canvas_on(path, first, made.kind.faces, document.title, made=document.made, **about) as pen:
        if document.volume:
            _draw_volume(pen, made)
        else:
            for part in made.parts:
                if part.bound is None:
                    _draw_part(pen, part, document.numbers, printing)


def _draw_part(pen: CanvasPen, part: SetPart, numbers: PageNumbers, printing: Printing) -> None:
    """A part that counts its own pages, with the originals that are asked for."""
    if part.part.name:
        pen.bookmark(part.part.name)
    last = len(part.pages)
    for _ in range(max(part.part.copies, 1) if printing.originals else 1):
        for number, flowables in enumerate(part.pages, start=1):
            foot = "" if number == 1 and _is_letter(part) else _foot(part.part.layout, number, last, numbers)
            _draw_page(pen, flowables, part.page, foot)
        if printing.duplex and last % 2:
            pen.canvas.showPage()


def _is_letter(part: SetPart) -> bool:
    """信函格式: the first page bears no number."""
    return any(isinstance(block, LetterHead) for block in part.blocks)


def _draw_volume(pen: CanvasPen, made: SetDocument) -> None:
    """Cover, contents, and every part, numbered through from the contents on."""
    assert made.document.volume is not None
    layout, numbers = made.document.volume.layout, made.document.numbers
    last = len(made.contents) + sum(len(part.pages) for part in made.parts)
    _draw_page(pen, made.cover, made.front, "")
    for number, flowables in enumerate(made.contents, start=1):
        _draw_page(pen, flowables, made.front, _foot(layout, number, last, numbers))
    number = len(made.contents)
    for part in made.parts:
        pen.bookmark(part.part.name)
        for place, flowables in enumerate(part.pages):
            number += 1
            page = part.page_at(place)
            _draw_page(pen, flowables, page, _foot(part.part.layout, number, last, numbers), _head_of(part, place))


Foot = tuple[str, Style, str]  # text, how it is set, where it stands


def _foot(layout: Layout, number: int, last: int, numbers: PageNumbers) -> Foot | str:
    """What stands at a page's foot: “— 1 —” outside or in the middle, 第1页　共2页; on a single page maybe nothing."""
    if layout is Layout.LEDGER:
        return f"第{number}页　共{last}页", _FOOT, "ledger"
    if layout is Layout.OFFICIAL and numbers == "counted":
        return f"第{number}页　共{last}页", _NUMBER, "centre"
    if layout is Layout.OFFICIAL and numbers == "several" and last == 1:
        return ""
    if layout is Layout.FORM:
        return (f"— {number} —", _NUMBER, "centre") if last > 1 else ""
    side = "centre" if numbers != "outer" else "right" if number % 2 else "left"
    return f"— {number} —", _NUMBER, side


def _head_of(part: SetPart, place: int) -> str:
    """What stands above a bound page: which file it is of, and which page of it."""
    if part.bound is None:
        return ""
    last = len(part.pages)
    return part.bound.name + (f"　第{place + 1}页，共{last}页" if last > 1 else "")


def _draw_page(pen: CanvasPen, flowables: Sequence[Flowable], page: Page, foot: Foot | str, head: str = "") -> None:
    pen.turn(page.width, page.height)
    if head:
        pen.text(EDGE, HEAD - 4, head, _HEAD)
        pen.rule(EDGE, HEAD - 1, page.width - EDGE, HEAD - 1, 0.4)
    draw_flowables(pen, flowables, page)
    if not isinstance(foot, str):
        _draw_foot(pen, page, *foot)
    pen.canvas.showPage()


def _draw_foot(pen: CanvasPen, page: Page, text: str, style: Style, side: str) -> None:
    """Numbers outside stand one character in from the edge of the 版心."""
    baseline = page.height - page.bottom + _NUMBER_BELOW + _DASH_RISE
    if side == "ledger":
        pen.centred(page.left, page.inner_width, page.height - page.bottom / 2, text, style)
    elif side == "centre":
        pen.centred(page.left, page.inner_width, baseline, text, style)
    elif side == "right":
        pen.right(page.width - page.right - FOURTH, baseline, text, style)
    else:
        pen.text(page.left + FOURTH, baseline, text, style)
