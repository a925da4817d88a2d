"""The card of a single project (项目卡) on one page: smaller type first, then long texts cut and said to be."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from app.documents.fonts import Faces, Role, bundled
from app.documents.pdf.bulletins import printed_table
from app.documents.pdf.covers import centred_on
from app.documents.pdf.fact_grids import fact_strips
from app.documents.pdf.one_page import cut, longest, may_fit
from app.documents.pdf.paper import Strip, draw_pages, draw_strips, page_in_mm, paginate, pdf, strings_in
from app.documents.pdf.pen import Pen, Style, Type
from app.documents.pdf.tables import TableLook, column_needs, fits, table_strips
from app.services.projects.sheets import ProjectSheet
from app.services.report_sheets import SheetTable

CARD = page_in_mm(210, 297, top=20, right=18, bottom=18, left=22)
# 五号, 小五, and 小五 more and more closely set: papers of offices go no smaller.
CARD_LOOKS = (
    TableLook(10.5, 15, 3.5, 23), TableLook(9, 12, 2, 16), TableLook(9, 11.5, 1.5, 14.5), TableLook(9, 11, 1, 13),
)  # fmt: skip
CARD_TITLE, CARD_LINE = Style(Role.TITLE, 20), Style(Role.BODY, 10.5)
_CUT = "……（下略，全文见项目库）"
# How many rows a table and how many characters a fact or a cell may keep, tried in turn.
_STEPS = ((15, 200), (15, 60), (8, 60), (5, 60), (8, 32), (5, 32), (3, 16))
_FEWEST = 24  # characters that a text keeps


def draw_project_card(
    path: Path, sheet: ProjectSheet, faces: Faces | None = None, *, made: datetime | None = None
) -> None:
    """Write one project's card to a PDF at ``path``, whole or not at all; refused for what cannot be printed."""
    faces = faces or bundled()
    faces.require(strings_in(sheet))
    kind = Type(faces)
    shown, look = fitted_card(kind, sheet)
    pages = paginate(card_strips(kind, shown, look), CARD.inner_height)
    with pdf(path, CARD, faces, sheet.title, made=made) as pen:
        if len(pages) > 1:  # only where not even the shortest texts leave room
            draw_pages(pen, pages, CARD, "centre")
        else:
            draw_strips(pen, pages[0], CARD)
            pen.canvas.showPage()


def fitted_card(kind: Type, sheet: ProjectSheet) -> tuple[ProjectSheet, TableLook]:
    """The card with its type as large, and its texts as long, as one page can hold."""

    def is_one_page(each: ProjectSheet, look: TableLook) -> bool:
        return may_fit(strings_in(each)) and len(paginate(card_strips(kind, each, look), CARD.inner_height)) == 1

    for look in CARD_LOOKS:
        if is_one_page(sheet, look):
            return sheet, look
    least = CARD_LOOKS[-1]

    for rows, others in _STEPS:
        shorter = partial(_shortened, sheet, rows=rows, others=others)
        if is_one_page(shorter(_FEWEST), least):
            most = longest(lambda length, shorter=shorter: is_one_page(shorter(length), least), _FEWEST)  # type: ignore[misc]
            return shorter(most), least
    return shorter(_FEWEST), least


def card_strips(kind: Type, sheet: ProjectSheet, look: TableLook) -> list[Strip]:
    """A card: title, facts and texts in one grid, then each table under its name."""
    strips = [centred_on(sheet.title, CARD_TITLE, 32, CARD), centred_on(sheet.subtitle, CARD_LINE, 22, CARD)]
    strips += fact_strips(kind, [*sheet.facts, *sheet.texts], look, CARD.inner_width)
    for table in sheet.tables:
        strips += _small_table(kind, table, look)
    return strips


def _shortened(sheet: ProjectSheet, most: int, *, rows: int, others: int) -> ProjectSheet:
    """Texts of at most so many characters, facts and cells of ``others``, tables of their last rows: the latest."""
    return replace(
        sheet,
        facts=tuple((name, _line(text, others)) for name, text in sheet.facts),
        texts=tuple((name, cut(text, most, _CUT)) for name, text in sheet.texts),
        tables=tuple(_shorter(table, others, rows) for table in sheet.tables),
    )


def _shorter(table: SheetTable, most: int, rows: int) -> SheetTable:
    left_out = len(table.rows) - rows
    kept = tuple(tuple(_line(cell, most) for cell in row) for row in table.rows[max(left_out, 0) :])
    if left_out <= 0:
        return replace(table, rows=kept)
    bold = tuple(number - left_out for number in table.bold if number >= left_out)
    return replace(table, title=f"{table.title}（前{left_out}行略）", rows=kept, bold=bold)


def _line(text: str, most: int) -> str:
    return cut(" ".join(text.split()), most, "……")


def _small_table(kind: Type, sheet: SheetTable, look: TableLook) -> list[Strip]:
    table = printed_table(sheet)
    needs = column_needs(kind, table, look)
    if not fits(needs, look, CARD.inner_width):
        look = replace(look, size=CARD_LOOKS[-1].size)
        needs = column_needs(kind, table, look)
    caption = Style(Role.HEADING, 12 if look == CARD_LOOKS[0] else 10.5)
    height = look.least_height + (5 if look == CARD_LOOKS[0] else 7)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(left, top + height - 5.5, sheet.title, caption)

    name = Strip(height, draw, keep=True)
    return [name, *table_strips(kind, table, look, CARD.inner_width, CARD.inner_height, needs=needs)]
