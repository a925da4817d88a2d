"""What a file and each of its tables hold, in one number: a digest of every byte, or of every value."""

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Contents:
    """The rows of one table: their count, and the SHA-256 over their values in the order of their keys."""

    count: int
    sha256: str


def file_digest(path: Path) -> str:
    """The SHA-256 of a whole file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def contents(connection: sqlite3.Connection) -> dict[str, Contents]:
    """The contents of every table of the file, by its name; of whatever schema it is."""
    statement = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [str(name) for (name,) in connection.execute(statement).fetchall()]
    return {name: _contents_of(connection, name) for name in names}


def _contents_of(connection: sqlite3.Connection, table: str) -> Contents:
    told = connection.execute(f"PRAGMA table_xinfo({_quoted(table)})").fetchall()
    columns = [name for _, name, *_ in told]
    keys = [name for _, name, *_, place, _ in sorted(told, key=lambda line: line[5]) if place] or columns
    summary = hashlib.sha256(",".join(columns).encode())
    count = 0
    chosen, order = ", ".join(map(_quoted, columns)), ", ".join(map(_quoted, keys))
    for row in connection.execute(f"SELECT {chosen} FROM {_quoted(table)} ORDER BY {order}"):  # noqa: S608 - quoted
        count += 1
        for value in row:
            _add(summary, value)
    return Contents(count, summary.hexdigest())


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _add(summary: "hashlib._Hash", value: object) -> None:
    """Each value with its type and length, so that no two rows look alike."""
    data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
    kind = {type(None): b"n", int: b"i", float: b"r", str: b"t", bytes: b"b"}[type(value)]
    summary.update(b"%s%d:" % (kind, len(data)))
    summary.update(data)
