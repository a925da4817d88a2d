"""What a file and each of its tables hold, in one number: a digest of every byte, or of every value."""

import hashlib
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from app.database.progress import ROWS, Step, silent


@dataclass(frozen=True)
class Contents:
    """The rows of one table: their count, and the SHA-256 over their values in the order of their keys."""

    count: int
    sha256: str


def file_digest(path: Path) -> str:
    """The SHA-256 of a whole file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_KINDS = {type(None): b"n", int: b"i", float: b"r", str: b"t", bytes: b"b"}


def contents(connection: sqlite3.Connection, step: Step = silent) -> dict[str, Contents]:
    """The contents of every table of the file, by its name, of whatever schema it is; ``step`` hears how far it is."""
    found = {}
    for name, columns in _tables(connection).items():
        step(f"核对{name}")
        found[name] = _contents_of(connection, name, *columns, step)
    return found


def changed_tables(
    before: sqlite3.Connection, after: sqlite3.Connection, rewritten: Collection[str] = ()
) -> tuple[str, ...]:
    """The tables of both files whose rows are not the same ones, in number or in a column that both have.

    ``rewritten`` names columns that may differ: ``letters.text``.
    """
    old, new = _tables(before), _tables(after)
    changed = []
    for table in old.keys() & new.keys():
        (columns, keys), there = old[table], set(new[table][0])
        shared = [name for name in columns if name in there and f"{table}.{name}" not in rewritten]
        order = [name for name in keys if name in shared] or shared
        if _contents_of(before, table, shared, order) != _contents_of(after, table, shared, order):
            changed.append(table)
    return tuple(sorted(changed))


def _tables(connection: sqlite3.Connection) -> dict[str, tuple[list[str], list[str]]]:
    """The columns of each table, and those that order its rows."""
    statement = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [str(name) for (name,) in connection.execute(statement).fetchall()]
    return {name: _columns(connection, name) for name in names}


def _columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    told = connection.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    columns = [name for _, name, *_ in told]
    return columns, [name for _, name, *_, place, _ in sorted(told, key=lambda line: line[5]) if place] or columns


def _contents_of(
    connection: sqlite3.Connection,
    table: str,
    columns: list[str],
    keys: list[str],
    step: Step = silent,
) -> Contents:
    summary = hashlib.sha256(",".join(columns).encode())
    count = 0
    chosen, order = ", ".join(map(_quoted, columns)) or "1", ", ".join(map(_quoted, keys)) or "1"
    for row in connection.execute(f"SELECT {chosen} FROM {_quoted(table)} ORDER BY {order}"):  # noqa: S608 - quoted
        count += 1
        summary.update(_bytes_of(row))
        if count % ROWS == 0:
            step(f"核对{table}")
    return Contents(count, summary.hexdigest())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _bytes_of(row: tuple[object, ...]) -> bytes:
    """Each value with its type and length, so that no two rows look alike."""
    parts = list[bytes]()
    for value in row:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
        parts += (b"%s%d:" % (_KINDS[type(value)], len(data)), data)
    return b"".join(parts)
