"""A township's sample records many times over, each copy under names of its own: made in seconds, not minutes."""

from datetime import date
from pathlib import Path

from app.database.connection import connect
from app.demo import make_demo

_TABLES = ("projects", "milestones", "funds")  # in the order of their links


def make_many(path: Path, today: date, count: int, seed: int = 2, first: int = 200) -> None:
    """A file of ``count`` projects with their dates and funds, from ``first`` made one by one."""
    make_demo(path, today=today, projects=first, seed=seed)
    connection = connect(path)
    connection.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for number in range(1, count // first):
            copied = ", ".join(_copied(table, name, number) for name in names)
            connection.execute(f"INSERT INTO {table} SELECT {copied} FROM {table} WHERE length(id) = 36")
    connection.execute("COMMIT")
    connection.close()


def _copied(table: str, name: str, number: int) -> str:
    own = table == "projects" and name in {"name", "investor", "code"}
    if name == "id" or (name == "project_id" and table != "projects"):
        return f"'{number:03d}' || substr({name}, 1, 31)"
    if own:
        return f"{name} || '{number:03d}'"
    if table == "projects" and name == "search":
        return f"search || ' {number:03d}'"
    return "NULL" if name in {"lead_id", "predecessor_id", "carrier_id", "corrects_id"} else name
