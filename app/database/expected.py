"""The schema that a file of ours must have, to the letter: no table, index, trigger or view beside it."""

import re
import sqlite3
from functools import cache

from app.database.described import describe
from app.database.private import private_folder
from app.database.schema import SCHEMA
from app.database.upgrade import make

Form = frozenset[tuple[str, str, str, str]]  # (type, name, table, the statement in a plain form)


def differences(connection: sqlite3.Connection, schema: int) -> list[str]:
    """The names of what is missing, foreign or other than this program makes it at that schema number."""
    return sorted({name for _, name, _, _ in form_of(connection) ^ expected(schema)})


@cache
def expected(schema: int) -> Form:
    """The plain form of a database of that schema number: as the records describe it, or as it once was."""
    if schema == SCHEMA:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            describe(connection)
            return form_of(connection)
        finally:
            connection.close()
    with private_folder() as folder:
        path = folder / "schema.db"
        make(path, schema)
        connection = sqlite3.connect(path)
        try:
            return form_of(connection)
        finally:
            connection.close()


def form_of(connection: sqlite3.Connection) -> Form:
    """What a database's schema table says, without regard to the order of constraints and to blanks.

    A batch migration and a fresh table differ in nothing else.
    """
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    return frozenset((str(kind), str(name), str(table), _plain(sql)) for kind, name, table, sql in rows)


def _plain(sql: object) -> str:
    if not isinstance(sql, str):
        return ""
    head, bracket, body = sql.partition("(")
    lines = sorted(re.sub(r"\s+", " ", line).strip(' ,"') for line in re.split(r",\s*\n|\n", body))
    return re.sub(r'[\s"]+', " ", head).strip() + bracket + "\n".join(filter(None, lines))
