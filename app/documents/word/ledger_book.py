"""Ledgers bound together as a Word document: the same cover, contents and ledgers, as tables that can be changed."""

from datetime import datetime
from pathlib import Path

from app.documents.fonts import bundled
from app.documents.pdf.ledger_book import FRONT, NOTHING, LedgerBook, ledger_of, page_of, title_of
from app.documents.pdf.ledgers import LOOKS, Ledger, panels_across, part_of
from app.documents.pdf.paper import Page
from app.documents.pdf.pen import Type
from app.documents.pdf.tables import column_needs, fits, fitted_widths
from app.documents.word import styles
from app.documents.word.wide import WidePaper


def write_ledger_book(path: Path, book: LedgerBook, *, made: datetime | None = None) -> None:
    """Write the volume to a .docx at ``path``, whole or not at all; a ledger without rows is in the contents only."""
    paper = WidePaper(book.title, book.office.government, numbers="centre", made=made)
    paper.turn(FRONT)
    paper.hide_first_number()
    _write_front(paper, book)
    for number, part in enumerate(book.parts):
        if part.rows:
            page = page_of(part)
            paper.begin_part(page)
            _write_ledger(paper, ledger_of(part), page, _mark(number))
    paper.save(path)


def _mark(number: int) -> str:
    return f"ledger{number}"


def _write_front(paper: WidePaper, book: LedgerBook) -> None:
    paper.blank(3)
    paper.add(book.title, styles.TITLE)
    paper.blank()
    paper.add(book.period, styles.NUMBER)
    paper.blank(4)
    paper.add(book.office.government, styles.NUMBER)
    paper.add(book.date, styles.NUMBER)
    paper.add("目　录", styles.TITLE).paragraph_format.page_break_before = True
    paper.blank()
    for number, part in enumerate(book.parts):
        if part.rows:
            paper.entry(title_of(part), _mark(number), 2 + number, FRONT.inner_width)
        else:
            paper.add(f"{part.title}（{NOTHING}）", styles.FLUSH)


def _write_ledger(paper: WidePaper, ledger: Ledger, page: Page, mark: str) -> None:
    kind, width = Type(bundled()), page.inner_width
    for look in LOOKS:
        needs = column_needs(kind, ledger.table, look)
        if fits(needs, look, width):
            panels = [tuple(range(len(needs)))]
            break
    else:
        groups = [column.group for column in ledger.table.columns]
        panels = panels_across(needs, groups, ledger.fixed, look, width)
    for number, places in enumerate(panels):
        if number:
            paper.add(ledger.title, styles.TITLE).paragraph_format.page_break_before = True
        else:
            paper.marked(ledger.title, styles.TITLE, mark)
        paper.parted(ledger.left, ledger.right, width)
        widths = fitted_widths([needs[place] for place in places], look, width)
        paper.wide_table(part_of(ledger.table, places), widths, look)
    paper.add(ledger.filler, styles.CELLS[12])
