"""Projects as Word documents: the project book and the card, for the office that wants to change a sentence."""

from datetime import datetime
from pathlib import Path

from app.documents.fonts import bundled
from app.documents.pdf.bulletins import printed_table
from app.documents.pdf.fact_grids import BODY_LOOK, LABEL, fact_rows
from app.documents.pdf.numbering import chinese_number, paragraphs
from app.documents.pdf.paper import OFFICIAL
from app.documents.pdf.pen import Type
from app.documents.pdf.project_cards import CARD, fitted_card
from app.documents.pdf.tables import TableLook, column_needs, fitted_widths
from app.documents.word import styles
from app.documents.word.wide import WidePaper
from app.services.projects.sheets import ProjectBook, ProjectSheet


def write_project_book(path: Path, book: ProjectBook, *, made: datetime | None = None) -> None:
    """Write the book to a .docx at ``path``, whole or not at all."""
    paper = WidePaper(book.title, book.issuer, numbers="centre", made=made)
    paper.hide_first_number()
    paper.blank(5)
    paper.add(book.title, styles.TITLE)
    paper.blank()
    paper.add(book.subtitle, styles.NUMBER)
    paper.blank(10)
    paper.add(book.issuer, styles.NUMBER)
    paper.add(book.date, styles.NUMBER)
    _write_contents(paper, book)
    number = 0
    for _, sheets in book.groups:
        for sheet in sheets:
            number += 1
            _write_page(paper, sheet, _mark(number))
    paper.save(path)


def write_project_card(path: Path, sheet: ProjectSheet, *, made: datetime | None = None) -> None:
    """Write one project's card to a .docx at ``path``, whole or not at all."""
    paper = WidePaper(sheet.title, made=made)
    paper.turn(CARD)
    paper.add(sheet.title, styles.TITLE)
    paper.add(sheet.subtitle, styles.HEADS[10.5])
    kind, width = Type(bundled()), CARD.inner_width
    shown, look = fitted_card(kind, sheet)
    _write_facts(paper, [*shown.facts, *shown.texts], look, width)
    for each in shown.tables:
        table = printed_table(each)
        paper.add(each.title, styles.CAPTION)
        needs = column_needs(kind, table, look)
        paper.wide_table(table, fitted_widths(needs, look, width), look)
    paper.save(path)


def _mark(number: int) -> str:
    return f"project{number}"


def _write_contents(paper: WidePaper, book: ProjectBook) -> None:
    paper.add("目　录", styles.TITLE).paragraph_format.page_break_before = True
    paper.blank()
    place = 0
    for number, (industry, sheets) in enumerate(book.groups, start=1):
        paper.add(f"{chinese_number(number)}、{industry}（{len(sheets)}个）", styles.HEADINGS[0])
        for sheet in sheets:
            place += 1
            paper.entry(sheet.title, _mark(place), place + 1, OFFICIAL.inner_width)


def _write_page(paper: WidePaper, sheet: ProjectSheet, mark: str) -> None:
    paper.marked(sheet.title, styles.TITLE, mark).paragraph_format.page_break_before = True
    paper.blank()
    _write_facts(paper, sheet.facts, BODY_LOOK, OFFICIAL.inner_width)
    paper.blank(keep=False)
    for number, (name, text) in enumerate(sheet.texts, start=1):
        paper.add(f"{chinese_number(number)}、{name}", styles.HEADINGS[0])
        for part in paragraphs(text):
            paper.add(part, styles.BODY)


def _write_facts(
    paper: WidePaper, facts: list[tuple[str, str]] | tuple[tuple[str, str], ...], look: TableLook, width: float
) -> None:
    label = LABEL * look.size + 2 * look.padding
    paper.fact_grid(fact_rows(Type(bundled()), facts, look, width), label, width, look)
