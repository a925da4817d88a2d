"""A file as a power cut leaves it, for tests of what becomes of it."""

import shutil

from app.database.connection import connect
from app.database.engine import Database


def leave_hot_journal(database: Database) -> None:
    """A file as a power cut leaves it: half of a change written, its journal beside it."""
    writer = connect(database.path)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    rows = [(f"junk{n}", "x" * 500) for n in range(300)]
    writer.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
    copy = database.path.with_name("cut.db")
    shutil.copy(database.path, copy)
    shutil.copy(f"{database.path}-journal", f"{copy}-journal")
    writer.execute("ROLLBACK")
    writer.close()
    database.close()
    shutil.move(copy, database.path)
    shutil.move(f"{copy}-journal", f"{database.path}-journal")
