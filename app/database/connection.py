"""The settings of every connection to the file, asserted at each connect."""

import os
import sqlite3
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import NullPool, Pool, QueuePool
from sqlalchemy.util import LRUCache

from app.errors import Refused
from app.values.pinyin import sort_key

# TRUNCATE syncs the journal itself on every system; EXTRA its folder where there is one to sync. Never WAL: a hand
# copy of such a file silently misses records.
_SETTINGS: Mapping[str, Any] = {
    "busy_timeout": 5000,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "recursive_triggers": 1,
    "temp_store": 2,
    "synchronous": 3,
}
# SQLite takes 512 bytes of a path, Windows 259 signs; the journal beside the file has a longer name.
_LONGEST = 250 if sys.platform == "win32" else 490
_ADDRESS = make_url("sqlite://")
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)
BEGIN = "zhaoshang_begin"  # execution option: how a transaction of this connection begins


def connect(path: Path, *, read_only: bool = False, immutable: bool = False) -> sqlite3.Connection:
    """An sqlite3 connection with the settings of the house; transactions are begun by hand."""
    must_be_short_enough(path, "打不开")
    flags = "?mode=ro" + ("&immutable=1" if immutable else "") if read_only else "?mode=rw"
    connection = sqlite3.connect(
        f"file:{quote(str(path.resolve()))}{flags}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        _settle(connection, read_only)
        teach(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def must_be_short_enough(path: Path, what: str) -> None:
    """Refused where the database engine takes no path of this length; ``what`` says what does not come of it."""
    # As written first: of a path that is too long the system may not even say where its links lead.
    if _length(path.absolute()) > _LONGEST or _length(path.resolve()) > _LONGEST:
        raise Refused(f"“{path.name}”所在的文件夹路径太长，{what}；请换到路径较短的文件夹里。")


def teach(connection: sqlite3.Connection) -> None:
    """Lets queries order by ``pinyin(text)``; no table and no index may use it, so that any program reads the file."""
    connection.create_function("pinyin", 1, sort_key, deterministic=True)


def _length(path: Path) -> int:
    """In signs on Windows, else in bytes."""
    return len(str(path)) if sys.platform == "win32" else len(os.fsencode(path))


def is_whole(connection: sqlite3.Connection, check: str = "integrity_check") -> bool:
    """Whether the engine finds the file whole; its complaint may quote damaged bytes that are no text."""
    usual, connection.text_factory = connection.text_factory, bytes
    try:
        (answer,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    except UnicodeDecodeError:
        return False
    finally:
        connection.text_factory = usual
    return bool(answer == b"ok")


def identity(path: Path) -> tuple[int, int]:
    """Which file stands under a name: another one that took the name is another file."""
    facts = path.stat()
    return facts.st_dev, facts.st_ino


def engine_for(path: Path, *, read_only: bool = False, keeps_one: bool = False) -> Engine:
    """An engine on the file: a transaction begins as its connection's option ``BEGIN`` says.

    Each connection is made anew; with ``keeps_one`` the last one is used again while the same file stands there, since
    a window asks many short questions and settling a connection takes longer than most answers.
    """

    def opened() -> Any:
        return connect(path, read_only=read_only)

    dialect = _dialect()
    pool: Pool = NullPool(opened, dialect=dialect)
    if keeps_one:
        pool = QueuePool(opened, pool_size=1, max_overflow=-1, dialect=dialect)
    engine = Engine(
        pool,
        dialect,
        _ADDRESS,
        hide_parameters=True,  # an error is written into the log: names and phone numbers have no place there
        execution_options={"compiled_cache": _COMPILED},
    )

    if keeps_one:

        @event.listens_for(engine, "connect")
        def _note(_connection: object, record: Any) -> None:
            record.info["identity"] = identity(path)

        @event.listens_for(engine, "checkout")
        def _must_be_the_same(_connection: object, record: Any, _proxy: object) -> None:
            try:
                is_same = record.info["identity"] == identity(path)
            except OSError:  # gone: a new connection says so
                is_same = False
            if not is_same:
                raise DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))

    return engine


@cache
def _dialect() -> Dialect:
    """One for all files: what a statement is compiled to for one of them serves every other."""
    engine = create_engine(_ADDRESS, poolclass=NullPool)
    engine.connect().close()
    return engine.dialect


def _settle(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.execute("PRAGMA mmap_size=0")
    for name, value in _SETTINGS.items():
        connection.execute(f"PRAGMA {name}={value}")
        (answer,) = connection.execute(f"PRAGMA {name}").fetchone()
        if answer != value:
            raise AssertionError(f"the database refused {name}={value}: it says {answer}")
    if not read_only:
        (mode,) = connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
        if mode != "truncate":
            raise AssertionError(f"the database refused journal_mode=TRUNCATE: it says {mode}")
