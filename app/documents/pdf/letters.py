"""Accountability letters as one PDF: each on its own pages, ready to be signed and sealed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.documents.fonts import Faces, bundled
from app.documents.pdf.numbering import Rank, numbered, paragraphs
from app.documents.pdf.paper import (
    BODY,
    HEADING,
    LEADING,
    OFFICIAL,
    SUBHEADING,
    Strip,
    blank,
    centred,
    draw_pages,
    heading,
    paginate,
    paragraph,
    pdf,
    strings_in,
    text_strip,
    title,
)
from app.documents.pdf.pen import Pen, Type
from app.documents.pdf.signatures import held_to_signature, signature_block
from app.documents.pdf.tables import Table, TableColumn, TableLook, table_strips
from app.errors import Refused
from app.services.letters.sheet import LetterSheet, Section, TargetLine
from app.values.page_numbers import PageNumbers

ANNEX_LOOK = TableLook(size=12, leading=18, padding=5, least_height=LEADING)


def draw_letters(
    path: Path,
    sheets: Sequence[LetterSheet],
    faces: Faces | None = None,
    page_numbers: PageNumbers = "outer",
    *,
    duplex: bool = False,
    originals: bool = False,
    made: datetime | None = None,
) -> None:
    """Write all ``sheets`` to one PDF at ``path``, whole or not at all; without ``faces``, in the bundled ones.

    ``duplex`` adds an empty page where a letter would begin on the back of another; ``originals`` prints each
    letter as many times as its copies say. Refused when there is no letter, or a character that cannot be printed.
    """
    if not sheets:
        raise Refused("没有可以打印的责任书，请先起草。")
    faces = faces or bundled()
    faces.require(strings_in(sheets))
    kind = Type(faces)
    with pdf(path, OFFICIAL, faces, file_title(sheets), author=author(sheets), made=made) as pen:
        for sheet in sheets:
            pages = paginate(letter_strips(kind, sheet), OFFICIAL.inner_height)
            _mark_in_outline(pen, sheet)
            for _ in range(max(sheet.copies, 1) if originals else 1):
                draw_pages(pen, pages, OFFICIAL, page_numbers)
                if duplex and len(pages) % 2:
                    pen.canvas.showPage()


def file_title(sheets: Sequence[LetterSheet]) -> str:
    """What the file's properties call it: the letters' common title, and how many they are."""
    return sheets[0].title + (f"（{len(sheets)}份）" if len(sheets) > 1 else "")


def author(sheets: Sequence[LetterSheet]) -> str:
    """Who issues the letters: the first party, where it is named."""
    named = [name for _, name in sheets[0].parties] or [party.name for party in sheets[0].signatures]
    return next((name for name in named if name), "")


def _mark_in_outline(pen: Pen, sheet: LetterSheet) -> None:
    """One bookmark per letter: its unit and number."""
    named = [name for _, name in sheet.parties] or [party.name for party in sheet.signatures]
    words = [word for word in (named[-1] if named else "", sheet.number) if word]
    key = f"letter-{pen.canvas.getPageNumber()}"
    pen.canvas.bookmarkPage(key)
    pen.canvas.addOutlineEntry(" ".join(words) or sheet.title, key)


def letter_strips(kind: Type, sheet: LetterSheet) -> list[Strip]:
    """The whole letter from its title to its annex."""
    strips = [*_opening(kind, sheet), *section_strips(kind, sheet.sections)]
    if sheet.annex:
        note = paragraph(kind, f"附件：{annex_title(sheet)}", rest=5)
        strips += [blank(), *(replace(strip, body=False) for strip in note)]
    if sheet.signatures:
        strips = [*held_to_signature(strips), *signature_block(kind, sheet.signatures)]
    return [*strips, *_annex(kind, sheet)]


def number_line(sheet: LetterSheet) -> str:
    """The letter's number as it prints."""
    return sheet.number if sheet.number.startswith("编号") else f"编号：{sheet.number}"


def annex_title(sheet: LetterSheet) -> str:
    """The annex's title, also where none was given."""
    return sheet.annex_title or "目标任务分解表"


def _opening(kind: Type, sheet: LetterSheet) -> Iterator[Strip]:
    yield from title(kind, sheet.title)
    if sheet.number:
        yield replace(centred(number_line(sheet), BODY), keep=True)
    yield replace(blank(), keep=True)
    for role, name in sheet.parties:
        yield from paragraph(kind, f"{role}：{name}", indent=0, rest=len(role) + 1)
    for text in paragraphs(sheet.opening):
        yield from paragraph(kind, text)


def section_strips(kind: Type, sections: Sequence[Section]) -> Iterator[Strip]:
    """Headings and clauses with their numbers."""
    for part in numbered(sections):
        if part.rank is Rank.BODY:
            yield from paragraph(kind, part.text)
        else:
            yield from heading(kind, part.text, HEADING if part.rank is Rank.HEADING else SUBHEADING)


def _annex(kind: Type, sheet: LetterSheet) -> list[Strip]:
    """A page of its own: 附件 on line 1, its title on line 3, the table of targets."""
    if not sheet.annex:
        return []
    table = annex_table(sheet.annex)
    room = OFFICIAL.inner_height
    return [
        replace(text_strip("附件", HEADING), breaks=True, keep=True),
        replace(blank(), keep=True),
        *title(kind, annex_title(sheet)),
        replace(blank(), keep=True),
        *table_strips(kind, table, ANNEX_LOOK, OFFICIAL.inner_width, room),
    ]


def annex_table(lines: Sequence[TargetLine]) -> Table:
    """The targets as a table; 奋斗目标 and 备注 stand only where some line has them."""
    stretch, note = any(line.stretch for line in lines), any(line.note for line in lines)
    columns = [
        TableColumn("序号", "centre", wraps=False),
        TableColumn("指标名称", "left"),
        TableColumn("计量单位", "centre", wraps=False),
        TableColumn("确保目标" if stretch else "年度目标", "right", wraps=False),
    ]
    columns += [TableColumn("奋斗目标", "right", wraps=False)] if stretch else []
    columns += [TableColumn("备注", "left")] if note else []
    rows = [
        (str(place), line.title, line.measure, line.target, *[line.stretch] * stretch, *[line.note] * note)
        for place, line in enumerate(lines, start=1)
    ]
    return Table(tuple(columns), rows)
