"""Accountability letters from the records to paper: drafted, numbered, checked for their characters, written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.services import letters, offices, units
from app.services.letters.sheet import LetterSheet
from app.values.page_numbers import PageNumbers

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class Look:
    """How letters are written: where page numbers stand, and what is for the printer or for Word alone.

    ``duplex`` begins each letter on the front of a sheet, ``originals`` prints as many as its copies say, and
    ``template`` is an office's own .docx whose styles are kept.
    """

    numbers: PageNumbers = "outer"
    duplex: bool = False
    originals: bool = False
    template: Path | None = None


PLAIN = Look()


def print_letters(database: Database, year: int, out: Path, unit: str | None = None) -> int:
    """Writes the year's letters, or one unit's, to ``out`` (.pdf or .docx); drafts and numbers those that are missing.

    Returns how many letters the file holds.
    """
    _must_be_paper(out)
    with database.work(f"起草{year}年度责任书") as session:
        letters.draft_missing(session, year)
        ids = None if unit is None else [_of(session, year, unit)]
        found = letters.sheets(session, year, ids)
        look = Look(offices.page_numbers(session))
    write_letters(out, found, look)
    return len(found)


def write_letters(out: Path, sheets: Sequence[LetterSheet], look: Look = PLAIN) -> None:
    """Writes the sheets as the file's ending says, whole or not at all."""
    if out.suffix.lower() == ".docx":
        from app.documents.word.letters import write_letters as write

        write(out, sheets, look.numbers, duplex=look.duplex, template=look.template)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.letters import draw_letters

        draw_letters(out, sheets, installed(), look.numbers, duplex=look.duplex, originals=look.originals)


def write_each(
    folder: Path,
    ending: str,
    sheets: Sequence[LetterSheet],
    look: Look = PLAIN,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> list[Path]:
    """Writes every letter to a file of its own in ``folder``, named by number and unit; returns the files."""
    _must_be_paper(folder / f"责任书{ending}")
    made = []
    for done, sheet in enumerate(sheets):
        progress(done, len(sheets))
        out = folder / f"{file_name(sheet)}{ending}"
        write_letters(out, [sheet], look)
        made.append(out)
    return made


def file_name(sheet: LetterSheet) -> str:
    """What a letter's own file is called: 清招责〔2026〕1号 法中村; signs that no file may have are left out."""
    named = [name for _, name in sheet.parties] or [party.name for party in sheet.signatures]
    words = " ".join(filter(None, (sheet.number, named[-1] if named else ""))) or sheet.title
    return _NOT_IN_NAMES.sub("", words).strip(" .")[:100] or "责任书"


def _must_be_paper(out: Path) -> None:
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("责任书文件的名字应以 .pdf 或 .docx 结尾。", field="out")


def _of(session: Session, year: int, unit: str) -> str:
    key = letters.of_unit(session, year, units.find(session, unit) or "")
    if key is None:
        raise Refused(f"“{unit}”还没有{year}年度的目标任务，没有责任书可以打印。", field="unit")
    return key
