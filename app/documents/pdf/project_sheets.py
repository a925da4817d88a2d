"""The project book (招商项目册): what is on offer, its contents by 产业, a page for each project."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.documents.fonts import Faces, bundled
from app.documents.pdf.covers import Cover, contents_strips, cover_strips
from app.documents.pdf.fact_grids import BODY_LOOK, fact_strips
from app.documents.pdf.numbering import chinese_number, paragraphs
from app.documents.pdf.one_page import cut, longest, may_fit
from app.documents.pdf.paper import (
    BODY,
    HEADING,
    LEADING,
    OFFICIAL,
    Page,
    Strip,
    blank,
    draw_number,
    draw_strips,
    heading,
    paginate,
    paragraph,
    pdf,
    strings_in,
    title,
)
from app.documents.pdf.pen import Pen, Type
from app.services.projects.sheets import ProjectBook, ProjectSheet
from app.values.page_numbers import PageNumbers

Setting = tuple[float, float]  # size and leading of a text, points
_SETTINGS: tuple[Setting, ...] = ((BODY.size, LEADING), (14, 25), (12, 21), (10.5, 18), (9, 15))  # 三号 … 小五
_FEWEST = 100  # characters that a text keeps
_CUT = "……（详情请与联系单位联系）"


def draw_project_book(
    path: Path,
    book: ProjectBook,
    faces: Faces | None = None,
    page_numbers: PageNumbers = "outer",
    *,
    made: datetime | None = None,
) -> None:
    """Write the book to a PDF at ``path``, whole or not at all; the contents stand on page 1.

    Refused for characters that cannot be printed.
    """
    faces = faces or bundled()
    faces.require(strings_in(book))
    kind = Type(faces)
    sheets = [sheet for _, group in book.groups for sheet in group]
    pages = [_fitted(kind, sheet) for sheet in sheets]
    contents = _contents(kind, book, [len(each) for each in pages])
    with pdf(path, OFFICIAL, faces, book.title, author=book.issuer, made=made) as pen:
        cover = Cover(book.title, book.subtitle, book.issuer, book.date)
        draw_strips(pen, cover_strips(kind, cover, OFFICIAL), OFFICIAL)
        pen.canvas.showPage()
        number = _draw_numbered(pen, contents, 1, page_numbers)
        for sheet, each in zip(sheets, pages, strict=True):
            _mark(pen, sheet.title)
            number = _draw_numbered(pen, each, number, page_numbers)


def book_page_strips(kind: Type, sheet: ProjectSheet, body: Setting = _SETTINGS[0]) -> list[Strip]:
    """A project's page in the book: its name, the facts in a grid, then the texts under numbered headings."""
    size, leading = body
    strips = [*title(kind, sheet.title), replace(blank(), keep=True)]
    strips += fact_strips(kind, sheet.facts, BODY_LOOK, OFFICIAL.inner_width)
    strips.append(blank(0.5))
    texts: list[Strip] = []
    for number, (name, text) in enumerate(sheet.texts, start=1):
        texts += heading(kind, f"{chinese_number(number)}、{name}", replace(HEADING, size=size))
        for part in paragraphs(text):
            texts += paragraph(kind, part, replace(BODY, size=size))
    return [*strips, *(replace(strip, height=leading) for strip in texts)]


def _fitted(kind: Type, sheet: ProjectSheet) -> list[list[Strip]]:
    """One page each: the type as large, then the texts as long, as it can hold."""

    def is_one_page(each: ProjectSheet, body: Setting) -> bool:
        return may_fit(strings_in(each)) and len(_pages(kind, each, body)) == 1

    for body in _SETTINGS:
        if is_one_page(sheet, body):
            return _pages(kind, sheet, body)
    most = longest(lambda length: is_one_page(_shortened(sheet, length), _SETTINGS[-1]), _FEWEST)
    return _pages(kind, _shortened(sheet, most), _SETTINGS[-1])


def _pages(kind: Type, sheet: ProjectSheet, body: Setting) -> list[list[Strip]]:
    return paginate(book_page_strips(kind, sheet, body), OFFICIAL.inner_height)


def _shortened(sheet: ProjectSheet, most: int) -> ProjectSheet:
    return replace(sheet, texts=tuple((name, cut(text, most, _CUT)) for name, text in sheet.texts))


def _contents(kind: Type, book: ProjectBook, lengths: Sequence[int]) -> list[list[Strip]]:
    """The contents' pages; what they say of pages depends on how many they are themselves."""
    own = 1
    while True:
        pages = paginate(_contents_strips(kind, book, lengths, own), OFFICIAL.inner_height)
        if len(pages) == own:
            return pages
        own = len(pages)


def _contents_strips(kind: Type, book: ProjectBook, lengths: Sequence[int], own: int) -> list[Strip]:
    entries, groups, page = list[tuple[str, str]](), list[tuple[int, str]](), own + 1
    left = iter(lengths)
    for number, (industry, sheets) in enumerate(book.groups, start=1):
        groups.append((len(entries), f"{chinese_number(number)}、{industry}（{len(sheets)}个）"))
        for sheet in sheets:
            entries.append((sheet.title, str(page)))
            page += next(left)
    return contents_strips(kind, entries, OFFICIAL, groups)


def _draw_numbered(pen: Pen, pages: Sequence[Sequence[Strip]], number: int, numbers: PageNumbers) -> int:
    for strips in pages:
        _draw_one(pen, strips, OFFICIAL, number, numbers)
        number += 1
    return number


def _draw_one(pen: Pen, strips: Sequence[Strip], page: Page, number: int, numbers: PageNumbers) -> None:
    draw_strips(pen, strips, page)
    draw_number(pen, number, page, numbers)
    pen.canvas.showPage()


def _mark(pen: Pen, name: str) -> None:
    key = f"project-{pen.canvas.getPageNumber()}"
    pen.canvas.bookmarkPage(key)
    pen.canvas.addOutlineEntry(name, key)
