"""Projects on paper: the project book (招商项目册) with a page for each, and the card (项目卡) of a single one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.documents.bulletins import printed_table
from app.documents.covers import Cover, centred_on, contents_strips, cover_strips
from app.documents.fact_grids import BODY_LOOK, fact_strips
from app.documents.fonts import Faces, Role, bundled
from app.documents.numbering import chinese_number, paragraphs
from app.documents.paper import (
    HEADING,
    OFFICIAL,
    Page,
    PageNumbers,
    Strip,
    blank,
    draw_number,
    draw_pages,
    draw_strips,
    heading,
    page_in_mm,
    paginate,
    paragraph,
    pdf,
    strings_in,
    title,
)
from app.documents.pen import Pen, Style, Type
from app.documents.tables import TableLook, column_needs, fits, table_strips
from app.services.project_sheets import ProjectBook, ProjectSheet
from app.services.report_sheets import SheetTable

CARD = page_in_mm(210, 297, top=20, right=18, bottom=18, left=22)
CARD_LOOKS = (TableLook(10.5, 15, 3.5, 23), TableLook(9, 12, 2, 16))
CARD_TITLE, CARD_LINE = Style(Role.TITLE, 20), Style(Role.BODY, 10.5)
CAPTION = Style(Role.HEADING, 12)


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
    pages = [paginate(book_page_strips(kind, sheet), OFFICIAL.inner_height) for sheet in sheets]
    contents = _contents(kind, book, [len(each) for each in pages])
    with pdf(path, OFFICIAL, faces, book.title, author=book.issuer, made=made) as pen:
        cover = Cover(book.title, book.subtitle, book.issuer, book.date)
        draw_strips(pen, cover_strips(kind, cover, OFFICIAL), OFFICIAL)
        pen.canvas.showPage()
        number = _draw_numbered(pen, contents, 1, page_numbers)
        for sheet, each in zip(sheets, pages, strict=True):
            _mark(pen, sheet.title)
            number = _draw_numbered(pen, each, number, page_numbers)


def draw_project_card(
    path: Path, sheet: ProjectSheet, faces: Faces | None = None, *, made: datetime | None = None
) -> None:
    """Write one project's card to a PDF at ``path``, on one page where 小五 lets it; refused as above."""
    faces = faces or bundled()
    faces.require(strings_in(sheet))
    kind = Type(faces)
    for look in CARD_LOOKS:
        pages = paginate(card_strips(kind, sheet, look), CARD.inner_height)
        if len(pages) == 1:
            break
    with pdf(path, CARD, faces, sheet.title, made=made) as pen:
        if len(pages) > 1:
            draw_pages(pen, pages, CARD, "centre")
        else:
            draw_strips(pen, pages[0], CARD)
            pen.canvas.showPage()


def book_page_strips(kind: Type, sheet: ProjectSheet) -> list[Strip]:
    """A project's page in the book: its name, the facts in a grid, then the texts under numbered headings."""
    strips = [*title(kind, sheet.title), replace(blank(), keep=True)]
    strips += fact_strips(kind, sheet.facts, BODY_LOOK, OFFICIAL.inner_width)
    strips.append(blank(0.5))
    for number, (name, text) in enumerate(sheet.texts, start=1):
        strips += heading(kind, f"{chinese_number(number)}、{name}", HEADING)
        for part in paragraphs(text):
            strips += paragraph(kind, part)
    return strips


def card_strips(kind: Type, sheet: ProjectSheet, look: TableLook) -> list[Strip]:
    """A card: title, facts and texts in one grid, then each table under its name."""
    strips = [centred_on(sheet.title, CARD_TITLE, 32, CARD), centred_on(sheet.subtitle, CARD_LINE, 22, CARD)]
    strips += fact_strips(kind, [*sheet.facts, *sheet.texts], look, CARD.inner_width)
    for table in sheet.tables:
        strips += _small_table(kind, table, look)
    return strips


def _small_table(kind: Type, sheet: SheetTable, look: TableLook) -> list[Strip]:
    table = printed_table(sheet)
    needs = column_needs(kind, table, look)
    if not fits(needs, look, CARD.inner_width):
        look = CARD_LOOKS[-1]
        needs = column_needs(kind, table, look)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(left, top + 19, sheet.title, CAPTION)

    name = Strip(26, draw, keep=True)
    return [name, *table_strips(kind, table, look, CARD.inner_width, CARD.inner_height, needs=needs)]


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
