"""A ledger a hundred times too large: checked and handed in to the end, with a word of how far it is.

``python -m tests.faults.large [projects entries] [--program PATH]`` makes one of 100,000 projects and a million entries
in SQL, lets the program check it and hand it in, and prints seconds and the most memory of each.
"""

import argparse
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.database.engine import open_database
from app.services import offices
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row

_AS_USUAL = (100_000, 1_000_000)
_OF_SAMPLE = 15


def make(path: Path, projects: int, entries: int) -> None:
    """The sample's projects and payments, each again and again under other keys, until there are so many."""
    database = open_database(path, CLOCK)
    with database.work("试") as session:
        if offices.current(session) is None:
            offices.establish(session, name="大镇", code="519900109")
    database.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    connection.execute("BEGIN")
    have = {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("projects", "funds")}
    times = -(-projects // have["projects"])
    again = -(-entries // (have["funds"] * times))
    _multiply(connection, "projects", times, 1, projects - have["projects"])
    _multiply(connection, "funds", times, again, entries - have["funds"])
    connection.execute("COMMIT")
    connection.close()


def _multiply(connection: sqlite3.Connection, table: str, times: int, again: int, most: int) -> None:
    """``times`` copies of all projects; ``again`` copies of each payment in each of them."""
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info('{table}')")]
    changed = {
        "id": f"substr(s.id, 1, 24) || printf('%012x', n.value * {again} + m.value)",
        "project_id": "substr(s.project_id, 1, 24) || printf('%012x', n.value)",
        "code": "s.code || '-' || n.value",
        "name": "s.name || '第' || n.value || '期'",
        "lead_id": "NULL",
        "corrects_id": "NULL",
    }
    values = ", ".join(changed.get(name, f's."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"CREATE TEMP TABLE s AS SELECT * FROM {table}")
    numbers = "WITH RECURSIVE {0}(value) AS (SELECT {1} UNION ALL SELECT value + 1 FROM {0} WHERE value + 1 < {2})"
    connection.execute(f"CREATE TEMP TABLE n AS {numbers.format('a', 1, times)} SELECT value FROM a")
    connection.execute(f"CREATE TEMP TABLE m AS {numbers.format('b', 0, again)} SELECT value FROM b")
    connection.execute(f"INSERT INTO main.{table} ({names}) SELECT {values} FROM n, m, s LIMIT {most}")
    for made in ("s", "n", "m"):
        connection.execute(f"DROP TABLE temp.{made}")


def of_a_ledger(folder: Path, n: int) -> Row:
    """A thousand projects and ten thousand entries for each of ``n``, by the command line: finished, and told."""
    row = Row("a large ledger checked and handed in")
    path = records.fresh(records.township(folder, projects=_OF_SAMPLE), folder / "大.db")
    make(path, 1000 * n, 10_000 * n)
    _run(row, [sys.executable, "-m", "app"], path, folder)
    return row


def _run(row: Row, program: list[str], path: Path, folder: Path) -> None:
    for call in (["check", str(path)], ["submit", str(path), str(folder / "U盘大")], ["check", str(folder / "U盘大")]):
        begun, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*program, *call], capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        row.judge("" if done.returncode == 0 else f"wrong: {call[0]} {done.stderr or done.stdout}")
        name = f"{call[0]}{' of the submission' if 'U盘' in call[1] else ''}"
        row.seen[f"{name} s"] = round(time.monotonic() - begun)
        row.seen[f"{name} s of work"] = round(worked)
        row.seen["most memory MB"] = after.ru_maxrss // 1024
    row.seen["MB"] = path.stat().st_size // 2**20


def main() -> int:
    """Makes the file, has it checked and handed in, and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, nargs="*", default=_AS_USUAL)
    parser.add_argument("--program", type=Path, help="the packaged program, in the place of this checkout's")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="large-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ["ZHAOSHANG_DATA"] = str(folder / "data")
        path = records.fresh(records.township(folder, projects=_OF_SAMPLE), folder / "大.db")
        begun = time.monotonic()
        make(path, *asked.size)
        print(f"{path.stat().st_size // 2**20} MB made in {time.monotonic() - begun:.0f} s", flush=True)
        row = Row(f"{asked.size[0]:,} projects, {asked.size[1]:,} entries")
        _run(row, [str(asked.program)] if asked.program else [sys.executable, "-m", "app"], path, folder)
        print(row.line())
    return 0 if row.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
