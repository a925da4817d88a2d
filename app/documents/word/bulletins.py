"""Monthly bulletins and indicator sheets as a Word document, for the office that wants to change a sentence."""

from datetime import datetime
from pathlib import Path

from app.documents.fonts import bundled
from app.documents.pdf.bulletins import mark_of, tables
from app.documents.pdf.numbering import paragraphs
from app.documents.pdf.paper import OFFICIAL
from app.documents.pdf.pen import Type
from app.documents.pdf.signatures import issuer_places
from app.documents.pdf.tables import Table, column_needs, fits, fitted_widths
from app.documents.word import styles
from app.documents.word.letters import hold_last_lines, write_sections
from app.documents.word.paper import LOOKS
from app.documents.word.wide import WidePaper
from app.services.report_sheets import BulletinSheet
from app.values.page_numbers import PageNumbers


def write_bulletin(
    path: Path,
    sheet: BulletinSheet,
    page_numbers: PageNumbers = "outer",
    *,
    template: Path | None = None,
    made: datetime | None = None,
) -> None:
    """Write ``sheet`` to a .docx at ``path``, whole or not at all; ``template`` as for letters."""
    paper = WidePaper(sheet.title, sheet.issuer, numbers=page_numbers, template=template, made=made)
    _write_text(paper, sheet)
    made_tables = tables(sheet)
    for number, (name, table) in enumerate(made_tables, start=1):
        if sheet.sections:
            paper.add(mark_of(sheet, number), styles.ANNEX)
            paper.blank()
            paper.add(name, styles.TITLE)
            paper.blank()
        else:
            paper.blank()
            paper.add(name, styles.CAPTION)
        _write_table(paper, table)
        if number == 1 and sheet.sections:
            _write_note(paper, sheet.note)
    if not (sheet.sections and made_tables):
        _write_note(paper, sheet.note)
    paper.save(path)


def _write_table(paper: WidePaper, table: Table) -> None:
    """The table across the page; where columns share a heading, with a head of two rows."""
    if not any(column.group for column in table.columns):
        paper.table(table)
        return
    kind, width = Type(bundled()), OFFICIAL.inner_width
    for look in LOOKS:
        needs = column_needs(kind, table, look)
        if fits(needs, look, width):
            break
    paper.wide_table(table, fitted_widths(needs, look, width), look)


def _write_note(paper: WidePaper, note: str) -> None:
    for text in paragraphs(note):
        paper.add(text, styles.CELLS[12])


def _write_text(paper: WidePaper, sheet: BulletinSheet) -> None:
    from docx.shared import Pt

    paper.add(sheet.title, styles.TITLE)
    if sheet.number:
        paper.add(sheet.number, styles.NUMBER)
    paper.blank()
    if sheet.addressee:
        paper.add(sheet.addressee.rstrip("：:") + "：", styles.FLUSH)
    for text in paragraphs(sheet.opening):
        paper.add(text, styles.BODY)
    write_sections(paper, sheet.sections)
    if sheet.issuer or sheet.date:
        hold_last_lines(paper)
        paper.blank()
        places = issuer_places(Type(bundled()), sheet.issuer, sheet.date)
        for text, left in zip((sheet.issuer, sheet.date), places, strict=True):
            if text:
                paper.add(text, styles.ISSUER).paragraph_format.left_indent = Pt(left)
