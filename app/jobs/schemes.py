"""Schemes as workbooks that travel: written for another office or year, changed there, taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.columns.scores import HEAD
from app.database.engine import Database
from app.errors import Refused
from app.indicators.scoring.examples import example
from app.jobs.schemes_taken import items_of, units_of, year_of
from app.services import schemes
from app.services.schemes.checks import must_be_short
from app.services.schemes.lacks import lacking
from app.services.schemes.rows import SchemeEntry
from app.services.schemes.travel import Names, item_words, shape_name
from app.values.words import clean

if TYPE_CHECKING:
    from app.documents.sheet.schemes import SchemeBook


@dataclass(frozen=True)
class SchemeImport:
    """What became of a workbook: the scheme, whether it is new or was changed by it, and what it still lacks."""

    id: str
    year: int
    title: str
    created: bool
    changed: bool
    lacks: tuple[str, ...] = ()


def export_scheme(database: Database, year: int, title: str, out: Path) -> None:
    """Writes a scheme to ``out`` (.xlsx), so that :func:`import_scheme` takes it without a difference."""
    from app.documents.sheet.schemes import Guide, write_scheme

    if out.suffix.lower() != ".xlsx":
        raise Refused("考核办法的文件名应以 .xlsx 结尾，请改文件名。", field="out")
    with database.read() as session:
        entry = schemes.entry(session, key_of(session, year, title))
        names = Names(session)
        items = [item_words(item, names) for item in entry.items]
    guide = Guide(_shapes(), names.titles, schemes.CHOICES["basis"], schemes.CHOICES["against"])
    head = {
        "title": entry.title,
        "year": entry.year,
        "group_name": entry.group_name,
        "note": entry.note,
        "rules": entry.rules,
    }
    write_scheme(out, head, items, entry.units, guide)


def import_scheme(database: Database, path: Path) -> SchemeImport:
    """Takes a scheme from a workbook: a new one, or the changes of the one with its year and title.

    Raises Refused with row and column where a cell is wrong; then nothing is changed.
    """
    from app.documents.sheet.schemes import ITEM_SHEET, read_scheme

    book = read_scheme(path)
    title = clean(book.head.get("title", ""))
    if not title:
        raise Refused(f"“{ITEM_SHEET}”工作表里没有写“考核办法”的名称，请在第一行写上。", field="title")
    with _at(book), database.work(f"导入考核办法“{title[:20]}”") as session:
        must_be_short(title, "考核办法的名称", "title")
        year = year_of(book.head.get("year", ""))
        key = schemes.find(session, year, title)
        old = schemes.entry(session, key) if key else SchemeEntry(year, title)
        items = items_of(session, book.items, old)
        entered = replace(
            old,
            group_name=book.head.get("group_name", old.group_name),
            note=book.head.get("note", old.note),
            rules=book.head.get("rules", old.rules),
            items=items,
            units=units_of(session, book.units),
        )
        saved = schemes.save(session, entered, key)
        changed = key is None or schemes.entry(session, saved) != old
        lacks = lacking(session, saved)
    return SchemeImport(saved, year, title, created=key is None, changed=changed, lacks=lacks)


@contextmanager
def _at(book: "SchemeBook") -> Iterator[None]:
    """Says of what is wrong in the head in which row it stands; rows of items and units say so themselves."""
    try:
        yield
    except Refused as refused:
        row = book.head_rows.get(refused.field or "")
        if row is None or refused.message.startswith("考核项目表第"):
            raise
        where = f"考核项目表第{row}行“{HEAD[refused.field or '']}”：{refused.message.removeprefix('总则：')}"
        raise Refused(where, field=refused.field) from refused


def key_of(session: Session, year: int, title: str | None) -> str:
    """The id of the year's scheme of that title, or of its only one; Refused where that is not clear."""
    rows = schemes.listing(session, year)
    if not rows:
        raise Refused(f"{year}年还没有考核办法，请先在“责任考核—考核办法”中建立。", field="year")
    names = "、".join(f"“{row.title}”" for row in rows)
    if title is None and len(rows) > 1:
        raise Refused(f"{year}年有{len(rows)}个考核办法，请写明是哪一个：{names}。", field="title")
    found = rows[0].id if title is None else schemes.find(session, year, title)
    if found is None:
        raise Refused(f"{year}年没有“{title}”这个考核办法，已有的是{names}。", field="title")
    return found


def _shapes() -> list[tuple[str, str, str, str]]:
    """Each shape as the workbook's page of explanations describes it, with a worked example."""
    return [
        (
            shape_name(code),
            formula,
            "\n".join(f"{each.title}={each.sort}（{each.says}）" for each in schemes.shape_parameters(code).values()),
            "\n".join(filter(None, example(code))),
        )
        for code, (_, formula) in schemes.shape_titles().items()
    ]
