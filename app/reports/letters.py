"""Accountability letters as documents: each from its title to its annex, ready to be signed and sealed."""

from collections.abc import Iterator, Sequence

from app.errors import Refused
from app.reports import blocks
from app.reports.blocks import Block, Document, Part, Table, TableColumn
from app.reports.numbering import numbered, paragraphs
from app.services.letters.sheet import LetterSheet, TargetLine
from app.values.page_numbers import PageNumbers


def document(sheets: Sequence[LetterSheet], numbers: PageNumbers = "outer") -> Document:
    """All ``sheets`` in one document, each a part that counts its own pages; Refused where there are none."""
    if not sheets:
        raise Refused("没有可以打印的责任书，请先起草。")
    title = sheets[0].title + (f"（{len(sheets)}份）" if len(sheets) > 1 else "")
    return Document(title, tuple(letter(sheet) for sheet in sheets), _author(sheets[0]), numbers=numbers)


def letter(sheet: LetterSheet) -> Part:
    """One letter."""
    return Part(tuple(_blocks(sheet)), name=_name(sheet), copies=sheet.copies)


def _author(sheet: LetterSheet) -> str:
    """Who issues the letters: the first party, where it is named."""
    return next((name for name in _named(sheet) if name), "")


def _name(sheet: LetterSheet) -> str:
    """How a letter is found in the file: its unit and its number."""
    named = _named(sheet)
    return " ".join(word for word in (named[-1] if named else "", sheet.number) if word) or sheet.title


def _named(sheet: LetterSheet) -> list[str]:
    return [name for _, name in sheet.parties] or [party.name for party in sheet.signatures]


def _blocks(sheet: LetterSheet) -> Iterator[Block]:
    yield blocks.Title(sheet.title)
    if sheet.number:
        yield blocks.Centred(sheet.number if sheet.number.startswith("编号") else f"编号：{sheet.number}")
    yield blocks.Blank()
    for role, name in sheet.parties:
        yield blocks.Flush(f"{role}：{name}", hanging=len(role) + 1)
    yield from (blocks.Paragraph(text) for text in paragraphs(sheet.opening))
    yield from numbered(sheet.sections)
    annex_title = sheet.annex_title or "目标任务分解表"
    if sheet.annex:
        yield blocks.AnnexNote((annex_title,))
    if sheet.signatures:
        yield blocks.Signatures(tuple(blocks.Signature(p.seal, p.signer, p.name) for p in sheet.signatures))
    if sheet.annex:
        yield blocks.AnnexMark("附件")
        yield blocks.Blank()
        yield blocks.Title(annex_title)
        yield blocks.Blank()
        yield annex_table(sheet.annex)


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
