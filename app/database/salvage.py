"""The last way out where no backup is sound: what can still be read of a damaged file, row by row, in a fresh one."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Table

from app.database.connection import connect
from app.database.soundness import is_sound
from app.errors import Refused
from app.models import Base

_BOOK_KEEPING = frozenset({"changes", "change_sets", "meta"})
_FURTHEST = 2**40  # row numbers to look beyond a gap: more than any file of ours has


def salvage(damaged: Path, target: Path) -> dict[str, int]:
    """Copies every row of ``damaged`` that can be read and is sound to ``target``, an empty file of today's schema.

    Returns how many rows each table gave. What pointed at a row that is lost still does: the caller cuts it loose.
    Raises :class:`Refused` where not even the list of tables can be read.
    """
    source = sqlite3.connect(f"file:{quote(str(damaged.resolve()))}?mode=ro&immutable=1", uri=True)
    source.text_factory = lambda raw: raw.decode("utf-8", "replace")
    copy = connect(target)
    try:
        _must_be_legible(source, damaged)
        copy.execute("PRAGMA foreign_keys=OFF")
        copy.execute("BEGIN IMMEDIATE")
        saved = {table.name: _save(source, copy, table) for table in Base.metadata.sorted_tables}
        copy.execute("COMMIT")
    finally:
        source.close()
        copy.close()
    return saved


def rows_beyond(salvaged: Path, backup: Path) -> int:
    """How many salvaged rows the backup has not, or has otherwise; both of today's schema, book-keeping left out."""
    connection = connect(salvaged, read_only=True)
    try:
        connection.execute("ATTACH DATABASE ? AS backup", (f"file:{quote(str(backup.resolve()))}?mode=ro",))
        tables = [table for table in Base.metadata.sorted_tables if table.name not in _BOOK_KEEPING]
        return sum(_beyond(connection, table) for table in tables)
    finally:
        connection.close()


def _beyond(connection: sqlite3.Connection, table: Table) -> int:
    """By the names of the columns: an upgraded file has them in another order than one that was made anew."""
    here, there = (f'SELECT {_listed(table)} FROM {file}."{table.name}"' for file in ("main", "backup"))  # noqa: S608 - our own names
    (count,) = connection.execute(f"SELECT count(*) FROM ({here} EXCEPT {there})").fetchone()  # noqa: S608 - our own names
    return int(count)


def _must_be_legible(source: sqlite3.Connection, damaged: Path) -> None:
    try:
        names = {name for (name,) in source.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    except sqlite3.Error:
        names = set()
    if not names & set(Base.metadata.tables):
        raise Refused(f"“{damaged.name}”损坏得太重，读不出记录；请用以前的备份或报送副本还原，不要删除原文件。")


def _save(source: sqlite3.Connection, copy: sqlite3.Connection, table: Table) -> int:
    listed = _listed(table)
    marks = ", ".join("?" * len(table.c))
    statement = f'INSERT OR IGNORE INTO "{table.name}" ({listed}) VALUES ({marks})'  # noqa: S608 - our own names
    saved = 0
    for row in _legible(source, table.name, listed):
        if is_sound(table, row):
            try:
                saved += copy.execute(statement, row).rowcount
            except sqlite3.IntegrityError:  # what no form would have taken is damage too
                continue
    return saved


def _listed(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.c)


def _legible(source: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows in the order of their numbers; where reading fails, on behind the gap."""
    query = f'SELECT rowid, {columns} FROM "{table}" WHERE rowid > ? ORDER BY rowid'  # noqa: S608 - our own names
    last: int | None = -1
    while last is not None:
        try:
            for number, *row in source.execute(query, (last,)):
                last = number
                yield tuple(row)
        except sqlite3.Error:
            last = _behind_the_gap(source, query, last)
        else:
            return


def _behind_the_gap(source: sqlite3.Connection, query: str, last: int) -> int | None:
    """The least number from which reading works again, less one; None where nothing follows."""
    step = 1
    while not _reads(source, query, last + step):
        step *= 2
        if step > _FURTHEST:
            return None
    bad, good = step // 2, step
    while good - bad > 1:
        middle = (bad + good) // 2
        bad, good = (bad, middle) if _reads(source, query, last + middle) else (middle, good)
    return last + good


def _reads(source: sqlite3.Connection, query: str, last: int) -> bool:
    try:
        source.execute(query + " LIMIT 1", (last,)).fetchone()
    except sqlite3.Error:
        return False
    return True
