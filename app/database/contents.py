"""What a file holds, counted without opening it for work: what a copy is told apart by."""

import sqlite3
from pathlib import Path

from app.database.connection import connect

_COUNTED = (
    ("projects", "项目", "个"),
    ("leads", "线索", "条"),
    ("funds", "到位资金", "笔"),
    ("letters", "责任书", "份"),
)


def contents(path: Path) -> str:
    """``项目 128 个、线索 40 条…`` of the records that are not in the bin; "" where the file cannot be read."""
    try:
        connection = connect(path, read_only=True)
    except sqlite3.Error:
        return ""
    try:
        return "、".join(f"{title} {_count(connection, table)} {measure}" for table, title, measure in _COUNTED)
    except sqlite3.Error:
        return ""
    finally:
        connection.close()


def _count(connection: sqlite3.Connection, table: str) -> int:
    columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    kept = " WHERE deleted_at IS NULL" if "deleted_at" in columns else ""
    return int(connection.execute(f"SELECT count(*) FROM {table}{kept}").fetchone()[0])  # noqa: S608 - names above
