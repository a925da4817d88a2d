"""The records that the fault rows save and count: groups of four that are there whole, or not at all."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.clock import fixed
from app.database.engine import Database, open_database
from app.database.expected import expected
from app.database.schema import SCHEMA
from app.database.seal import unseal
from app.demo import make_demo
from app.models.projects import Project
from tests.builders import build

CLOCK = fixed(date(2026, 11, 22))
_OF_A_GROUP = 4


def township(folder: Path, projects: int = 15) -> Path:
    """A small township's ledger in ``folder``, the same for every row."""
    path = folder / "样本.db"
    if not path.exists():
        path.write_bytes(_sample(projects))
    expected(SCHEMA)  # made once here, and known to every child
    return path


@cache
def _sample(projects: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="sample-") as folder:
        path = Path(folder) / "样本.db"
        make_demo(path, today=date(2026, 9, 15), projects=projects)
        return path.read_bytes()


def fresh(source: Path, target: Path) -> Path:
    """A copy of ``source`` at ``target`` with nothing of an earlier trial beside it, and no note of one."""
    unseal(target)
    for one in target.parent.glob(f"*{target.name}*"):
        one.unlink()
    shutil.copyfile(source, target)
    return target


def save_group(database: Database, number: int) -> None:
    """One user action of four records."""
    with database.work("登记项目") as session:
        for part in range(_OF_A_GROUP):
            build(session, Project, code=f"组{number}-{part}", name=_name(number), note=f"{number:08d}" * 40)


def save_for_ever(path: Path, begin: int, say: Callable[[Any], None]) -> None:
    """Saves group after group; says a number only when its work has returned."""
    database = open_database(path, CLOCK)
    number = begin
    while True:
        save_group(database, number)
        say(number)
        number += 1


def verdict(path: Path, said: Iterable[int]) -> str:
    """What is wrong with the file once the program has opened it again: lost, half, corrupt; empty where nothing."""
    open_database(path, CLOCK).close()
    connection = sqlite3.connect(path)
    try:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "corrupt"
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return "corrupt: orphans"
        rows = connection.execute("SELECT code, name, note FROM projects WHERE code LIKE '组%'").fetchall()
    finally:
        connection.close()
    groups: dict[int, int] = {}
    for code, name, note in rows:
        number = int(code[1:].partition("-")[0])
        if (name, note) != (_name(number), f"{number:08d}" * 40):
            return f"corrupt: {code}"
        groups[number] = groups.get(number, 0) + 1
    if missing := set(said) - set(groups):
        return f"lost: {sorted(missing)[:3]}"
    return "half" if set(groups.values()) - {_OF_A_GROUP} else ""


def dump(path: Path) -> str:
    """All records of a file as text, to tell the old state from the new one and from anything else."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def _name(number: int) -> str:
    return f"农机零件项目第{number}组"
