"""The files that SQLite keeps beside a database, and how an unfinished one is brought to its end."""

from contextlib import suppress
from pathlib import Path

from app.database.connection import connect
from app.database.faults import told

SUFFIXES = ("-journal", "-wal", "-shm")


def beside(path: Path) -> list[Path]:
    """The files that stand beside ``path`` and belong to it."""
    return [one for suffix in SUFFIXES if (one := path.with_name(path.name + suffix)).exists()]


def unfinished(path: Path) -> bool:
    """Whether a change was cut short: the file alone is not the whole of it."""
    return any(one.stat().st_size > 0 for one in beside(path) if not one.name.endswith("-shm"))


def settle(path: Path) -> None:
    """Takes back what was cut short and leaves the file alone in its place; waits for one who is writing.

    A file that somebody put in write-ahead mode is taken out of it.
    """
    with told():
        connection = connect(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            connection.execute("PRAGMA journal_mode=DELETE")
        finally:
            connection.close()


def clear(path: Path) -> None:
    """Removes what stands beside ``path``: what belonged to an older file would turn a new one back in silence."""
    for one in beside(path):
        one.unlink(missing_ok=True)


def sweep(path: Path) -> None:
    """Removes a working copy and what stands beside it; what cannot be removed is not worth a complaint."""
    for one in (path, *beside(path)):
        with suppress(OSError):
            one.unlink(missing_ok=True)
