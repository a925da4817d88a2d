"""Accountability letters from the records to paper: drafted, numbered, checked for their characters, written."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.documents.printing import PLAIN, Printing
from app.documents.writing import must_end_with, write
from app.errors import Refused
from app.reports import letters as letter_papers
from app.services import letters, offices, units
from app.services.letters.sheet import LetterSheet

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


FORMATS = (".pdf", ".docx")


def print_letters(
    database: Database, year: int, out: Path, unit: str | None = None, occasion: str | None = None
) -> int:
    """Writes the year's letters, or one unit's, to ``out`` (.pdf or .docx); drafts and numbers those that are missing.

    Of further letters it writes those on that ``occasion``, which somebody has drafted. Returns how many letters the
    file holds.
    """
    must_end_with(out, FORMATS)
    with database.work(f"起草{year}年度责任书") as session:
        if occasion is None:
            letters.draft_missing(session, year)
        ids = _asked(session, year, unit, occasion)
        found = letter_papers.sheets(session, year, ids)
        printing = Printing(offices.page_numbers(session))
    if left_out := write_letters(out, found, printing):
        rest = f"其余{len(found) - len(left_out)}份已写入“{out.name}”。"
        raise Refused(f"{len(left_out)}份有打不出的字，没有打印：{'；'.join(left_out)}。{rest}")
    return len(found)


def write_letters(out: Path, sheets: Sequence[LetterSheet], printing: Printing = PLAIN) -> tuple[str, ...]:
    """Writes the sheets as the file's ending says, whole or not at all.

    Letters with a character that no font has are left out of a PDF; returns which, and where it stands.
    """
    return write(out, letter_papers.document(sheets, printing.numbers), printing)


def write_each(
    folder: Path,
    ending: str,
    sheets: Sequence[LetterSheet],
    printing: Printing = PLAIN,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> list[Path]:
    """Writes every letter to a file of its own in ``folder``, named by number and unit; returns the files."""
    must_end_with(folder / f"责任书{ending}", FORMATS)
    made = []
    for done, sheet in enumerate(sheets):
        progress(done, len(sheets))
        out = folder / f"{file_name(sheet)}{ending}"
        write_letters(out, [sheet], printing)
        made.append(out)
    return made


def file_name(sheet: LetterSheet) -> str:
    """What a letter's own file is called: 清招责〔2026〕1号 法中村; signs that no file may have are left out."""
    words = " ".join(filter(None, (sheet.number, letter_papers.named(sheet)))) or sheet.title
    return _NOT_IN_NAMES.sub("", words).strip(" .")[:100] or "责任书"


def _asked(session: Session, year: int, unit: str | None, occasion: str | None) -> list[str] | None:
    """The ids of the letters that are asked for; None for all of the year."""
    if unit is None and occasion is None:
        return None
    unit_id = None if unit is None else units.find(session, unit) or ""
    found = letters.on_occasion(session, year, occasion or "", unit_id)
    if not found and occasion:
        raise Refused(f"{year}年没有“{occasion}”的责任书，请先在窗口里另签一份。", field="occasion")
    if not found:
        raise Refused(f"“{unit}”还没有{year}年度的目标任务，没有责任书可以打印。", field="unit")
    return found
