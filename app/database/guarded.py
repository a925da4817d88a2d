"""Reading a database that somebody else handed in: nothing in it may run, and nothing of it may be written."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from app.database.faults import told
from app.database.header import must_be_ours
from app.errors import Refused

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 32 * 1024 * 1024),  # the largest attachment, with room
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 200),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 40),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 1_000_000),
)
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_RECURSIVE})
_PRAGMAS = frozenset({"integrity_check", "foreign_key_check", "page_count", "table_xinfo"})
_FUNCTIONS = frozenset({"count", "sum", "length", "typeof", "max", "min", "like", "coalesce"})
_SETTINGS = ("cell_size_check=ON", "mmap_size=0", "trusted_schema=OFF", "query_only=ON", "temp_store=MEMORY")


@contextmanager
def guarded(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that can only look; how long it may take, the one decides who waits for the process.

    Raises :class:`Refused` for a damaged file and for one that tries to do more.
    """
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        _disarm(connection)
        with told(), _refusals():
            yield connection
    finally:
        connection.close()


def office_code(path: Path) -> str | None:
    """The code of the office whose file it is, of whatever schema; None where it has none.

    Raises :class:`Refused` for a file that is not one of ours or cannot be read.
    """
    must_be_ours(path)
    asked = "SELECT offices.code FROM meta, offices WHERE meta.key = 'office' AND offices.id = meta.value"
    with guarded(path) as connection:
        found = connection.execute(asked).fetchone()
    return None if found is None else str(found[0])


def _disarm(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS:
        connection.setlimit(limit, value)
    if sys.version_info >= (3, 12):
        for option, on in (
            (sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True),
            (sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False),
            (sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False),
            (sqlite3.SQLITE_DBCONFIG_DQS_DML, False),
            (sqlite3.SQLITE_DBCONFIG_DQS_DDL, False),
        ):
            connection.setconfig(option, on)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.set_authorizer(_may)


def _may(action: int, first: str | None, second: str | None, _: str | None, source: str | None) -> int:
    """Says yes to looking; ``source`` names a view or trigger that the statement came from: never."""
    if action == sqlite3.SQLITE_PRAGMA:
        allowed = first in _PRAGMAS
    elif action == sqlite3.SQLITE_FUNCTION:
        allowed = second in _FUNCTIONS
    else:
        allowed = action in _ALLOWED
    return sqlite3.SQLITE_OK if allowed and source is None else sqlite3.SQLITE_DENY


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # text that is none has no code
        if code in {sqlite3.SQLITE_AUTH, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_NOMEM}:
            raise Refused("文件内容不正常，没有读取。") from error
        raise
