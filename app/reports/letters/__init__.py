"""Accountability letters as documents: each from its title to its annexes, ready to be signed and sealed."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.errors import Refused
from app.reports import blocks
from app.reports.blocks import Block, Document, Part, Table, TableColumn
from app.reports.letters.composing import sheet
from app.reports.numbering import numbered, paragraphs
from app.services import letters
from app.services.letters.sheet import LetterSheet, SchemeSheet, Section, TargetLine
from app.values.page_numbers import PageNumbers

__all__ = ["document", "letter", "sheet", "sheets", "targets_table"]
_SIDES: dict[str, blocks.Align] = {"序号": "centre", "分值": "centre", "自评分": "centre", "考核分": "centre"}


def sheets(session: Session, year: int, ids: Sequence[str] | None = None) -> list[LetterSheet]:
    """The year's letters as they print, in order of their numbers; ``ids`` narrows them."""
    return [sheet(terms) for terms in letters.terms(session, year, ids)]


def document(printed: Sequence[LetterSheet], numbers: PageNumbers = "outer") -> Document:
    """All sheets in one document, each a part that counts its own pages; Refused where there are none."""
    if not printed:
        raise Refused("没有可以打印的责任书，请先起草。")
    title = printed[0].title + (f"（{len(printed)}份）" if len(printed) > 1 else "")
    return Document(title, tuple(letter(each) for each in printed), _author(printed[0]), numbers=numbers)


def letter(printed: LetterSheet) -> Part:
    """One letter."""
    return Part(tuple(_blocks(printed)), name=_name(printed), copies=printed.copies)


def named(printed: LetterSheet) -> str:
    """Whom a letter binds; a sheet of an older program says it where its parties stand."""
    if printed.unit:
        return printed.unit
    names = [name for _, name in printed.parties] or [party.name for party in printed.signatures]
    return names[-1] if names else ""


def _author(printed: LetterSheet) -> str:
    """Who issues the letters: the first party, where it is named."""
    names = [name for _, name in printed.parties] or [party.name for party in printed.signatures]
    return next((name for name in names if name), "")


def _name(printed: LetterSheet) -> str:
    """How a letter is found in the file: its unit and its number."""
    return " ".join(word for word in (named(printed), printed.number) if word) or printed.title


def _blocks(printed: LetterSheet) -> Iterator[Block]:
    yield blocks.Title(printed.title)
    if printed.number:
        yield blocks.Centred(printed.number if printed.number.startswith("编号") else f"编号：{printed.number}")
    yield blocks.Blank()
    for role, name in printed.parties:
        yield blocks.Flush(f"{role}：{name}", hanging=len(role) + 1)
    yield from (blocks.Paragraph(text) for text in paragraphs(printed.opening))
    yield from _sections(printed.sections)
    annexes = list(_annexes(printed))
    if annexes:
        yield blocks.AnnexNote(tuple(title for title, _ in annexes))
    if printed.signatures:
        yield blocks.Signatures(tuple(blocks.Signature(p.seal, p.signer, p.name, p.below) for p in printed.signatures))
    for number, (title, several) in enumerate(annexes, start=1):
        mark = blocks.AnnexMark(f"附件{number}" if len(annexes) > 1 else "附件", new_page=number == 1)
        page = (mark, blocks.Blank(), blocks.Title(title), blocks.Blank(), *several)
        if number == 1:
            yield from page
        else:
            yield blocks.KeepTogether((blocks.Blank(2), *page))  # below the one before where there is room for it


def _sections(sections: Sequence[Section]) -> Iterator[Block]:
    """The numbered sections, each with its table where it has one."""
    begun = 0
    for section in sections:
        yield from numbered((section,), begun)
        begun += bool(section.heading.strip())
        if section.lines:
            yield blocks.Blank(0.5)
            yield targets_table(section.lines)
            yield blocks.Blank(0.5, keep=False)


def _annexes(printed: LetterSheet) -> Iterator[tuple[str, list[Block]]]:
    """Each annex with its title."""
    if printed.annex:
        yield printed.annex_title or "目标任务分解表", [targets_table(printed.annex)]
    for scheme in printed.schemes:
        yield scheme.title, list(_scheme(scheme))


def _scheme(scheme: SchemeSheet) -> Iterator[Block]:
    columns = tuple(
        TableColumn(name, _SIDES.get(name, "left"), wraps=name not in _SIDES, least=12 if name == "计分办法" else 4)
        for name in scheme.columns
    )
    yield Table(columns, scheme.rows, {len(scheme.rows) - 1}, largest=10.5)
    yield from (blocks.Note(note) for note in scheme.notes)


def targets_table(lines: Sequence[TargetLine]) -> Table:
    """The targets as a table; 年度, 奋斗目标 and 备注 stand only where some line has them."""
    stretch, note, year = (any(getattr(line, name) for line in lines) for name in ("stretch", "note", "year"))
    columns = [TableColumn("序号", "centre", wraps=False), TableColumn("指标名称", "left")]
    columns += [TableColumn("年度", "centre", wraps=False)] if year else []
    columns += [
        TableColumn("计量单位", "centre", wraps=False),
        TableColumn("确保目标" if stretch else "年度目标" if not year else "目标", "right", wraps=False),
    ]
    columns += [TableColumn("奋斗目标", "right", wraps=False)] if stretch else []
    columns += [TableColumn("备注", "left")] if note else []
    rows = [
        (
            str(place),
            line.title,
            *[line.year] * year,
            line.measure,
            line.target,
            *[line.stretch] * stretch,
            *[line.note] * note,
        )
        for place, line in enumerate(lines, start=1)
    ]
    return Table(tuple(columns), rows)
