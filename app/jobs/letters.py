"""Accountability letters from the records to paper: drafted, numbered, checked for their characters, written."""

from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.services import letters, units
from app.services.letter_sheets import LetterSheet


def print_letters(database: Database, year: int, out: Path, unit: str | None = None) -> int:
    """Writes the year's letters, or one unit's, to ``out`` (.pdf or .docx); drafts and numbers those that are missing.

    Returns how many letters the file holds.
    """
    if out.suffix.lower() not in {".pdf", ".docx"}:
        raise Refused("责任书文件的名字应以 .pdf 或 .docx 结尾。", field="out")
    with database.work(f"起草{year}年度责任书") as session:
        letters.draft_missing(session, year)
        ids = None if unit is None else [_of(session, year, unit)]
        found = letters.sheets(session, year, ids)
    write_letters(out, found)
    return len(found)


def write_letters(out: Path, sheets: list[LetterSheet]) -> None:
    """Writes the sheets as the file's ending says, whole or not at all."""
    if out.suffix.lower() == ".docx":
        from app.documents.letters_word import write_letters as write

        write(out, sheets)
    else:
        from app.documents.fonts import installed
        from app.documents.letters import draw_letters

        draw_letters(out, sheets, installed())


def _of(session: Session, year: int, unit: str) -> str:
    key = letters.of_unit(session, year, units.find(session, unit) or "")
    if key is None:
        raise Refused(f"“{unit}”还没有{year}年度的目标任务，没有责任书可以打印。", field="unit")
    return key
