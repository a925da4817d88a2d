"""Accountability letters as one Word document: the printed page again, with text that can be changed."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.documents.fonts import bundled
from app.documents.pdf.letters import annex_table, annex_title, author, file_title, number_line
from app.documents.pdf.numbering import Rank, numbered, paragraphs
from app.documents.pdf.paper import BODY, CHARACTERS
from app.documents.pdf.pen import Type
from app.documents.pdf.signatures import BLANK_LINES, COLUMN, DATE, INDENT, SEAL_LINES, TEXT_ABOVE
from app.documents.word import styles
from app.documents.word.paper import WordPaper
from app.errors import Refused
from app.services.letters.sheet import LetterSheet, Section, Signature
from app.values.page_numbers import PageNumbers

FACES = {Rank.HEADING: styles.HEADINGS[0], Rank.SUBHEADING: styles.HEADINGS[1], Rank.BODY: styles.BODY}


def write_letters(
    path: Path,
    sheets: Sequence[LetterSheet],
    page_numbers: PageNumbers = "outer",
    *,
    duplex: bool = False,
    template: Path | None = None,
    made: datetime | None = None,
) -> None:
    """Write all ``sheets`` to one .docx at ``path``, whole or not at all; each is a section numbered from 1.

    ``template`` is an office's own .docx: styles that it has under the same names are kept. Refused without letters.
    """
    if not sheets:
        raise Refused("没有可以输出的责任书，请先起草。")
    paper = WordPaper(file_title(sheets), author(sheets), numbers=page_numbers, template=template, made=made)
    for number, sheet in enumerate(sheets):
        if number:
            paper.begin(on_front=duplex)
        _write(paper, sheet)
    paper.save(path)


def _write(paper: WordPaper, sheet: LetterSheet) -> None:
    paper.add(sheet.title, styles.TITLE)
    if sheet.number:
        paper.add(number_line(sheet), styles.NUMBER)
    paper.blank()
    for role, name in sheet.parties:
        paper.add(f"{role}：{name}", styles.FLUSH)
    for text in paragraphs(sheet.opening):
        paper.add(text, styles.BODY)
    write_sections(paper, sheet.sections)
    if sheet.annex:
        paper.blank(keep=False)
        paper.add(f"附件：{annex_title(sheet)}", styles.BODY)
    if sheet.signatures:
        hold_last_lines(paper)
        write_signatures(paper, sheet.signatures)
    if sheet.annex:
        paper.add("附件", styles.ANNEX)
        paper.blank()
        paper.add(annex_title(sheet), styles.TITLE)
        paper.blank()
        paper.table(annex_table(sheet.annex))


def write_sections(paper: WordPaper, sections: Sequence[Section]) -> None:
    """Headings and clauses with their numbers, each in its style."""
    for part in numbered(sections):
        paper.add(part.text, FACES[part.rank])


def write_signatures(paper: WordPaper, signatures: Sequence[Signature]) -> None:
    """The parties side by side, two by two, with a seal's room between the office's name and the hand's line."""
    for begin in range(0, len(signatures), 2):
        paper.blank(BLANK_LINES)
        pair = signatures[begin : begin + 2]
        down_to_signer = max(SEAL_LINES, *(_sealed_lines(signature) for signature in pair))
        halves = [_half(signature, down_to_signer) for signature in pair]
        if len(signatures) == 1:
            halves.insert(0, [""])  # who signs alone stands on the right
        paper.columns(halves if len(halves) == 2 else [*halves, [""]], styles.SIGNATURE)


def _half(signature: Signature, down_to_signer: int) -> list[str]:
    """A party's lines; empty ones leave its seal's room, so that both parties sign on one line."""
    room = [""] * (down_to_signer - _sealed_lines(signature))
    name = [signature.name] if signature.name else []
    return [signature.seal, *name, *room, signature.signer, DATE]


def _sealed_lines(signature: Signature) -> int:
    """The lines that the seal line and the name under it take in their half of the page."""
    if not signature.name:
        return 1
    return 1 + len(Type(bundled()).lines(signature.name, BODY, COLUMN - 2 * INDENT))


def hold_last_lines(paper: WordPaper) -> None:
    """Keep at least two lines of text on the page of the signature that follows."""
    lines = 0
    for paragraph in reversed(paper.document.paragraphs):
        paragraph.paragraph_format.keep_with_next = True
        if paragraph.style is not None and paragraph.style.name == styles.BODY.name:
            paragraph.paragraph_format.widow_control = True
            if not paragraph.text.startswith("附件："):
                lines += 1 + (len(paragraph.text) + 2) // CHARACTERS
        if lines >= TEXT_ABOVE:
            return
