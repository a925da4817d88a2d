"""What was saved stays saved: after a kill, after a power cut's leftovers, and after damage on the disk it is told."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.database.connection import connect
from app.database.engine import Database, open_database
from app.errors import Refused
from app.models.projects import Project
from tests.builders import build
from tests.database.hot_journal import leave_hot_journal

# Saves groups of four records for ever; says a group's number only when its transaction has been committed.
_WRITER = """
import sys
from datetime import date
from pathlib import Path
from app.clock import fixed
from app.database.engine import open_database
from app.models.projects import Project
from tests.builders import build
from tests.database.hot_journal import leave_hot_journal
database = open_database(Path(sys.argv[1]), fixed(date(2026, 3, 5)))
group = int(sys.argv[2])
while True:
    with database.work("登记项目") as session:
        for part in range(4):
            build(session, Project, code=f"{group}-{part}", note=str(group) * 200)
    print(group, flush=True)
    group += 1
"""


def test_a_kill_in_the_middle_of_saving_loses_nothing_that_was_said_to_be_saved(database: Database, clock) -> None:
    database.close()
    rng, next_group, said = random.Random(1), 0, set()
    for _ in range(6):
        asked = [sys.executable, "-c", _WRITER, str(database.path), str(next_group)]
        program = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        assert program.stdout
        said.add(int(program.stdout.readline()))
        time.sleep(rng.uniform(0, 0.15))
        os.kill(program.pid, signal.SIGKILL)
        said |= {int(line) for line in program.stdout.read().split()}
        program.wait()
        program.stdout.close()
        next_group = max(said) + 2  # the one after may have been saved without being said
        opened = open_database(database.path, clock)
        opened.close()
        assert _groups_are_whole(database.path, said)


def _groups_are_whole(path: Path, said: set[int]) -> bool:
    connection = sqlite3.connect(path)
    kept = connection.execute(
        "SELECT substr(code, 1, instr(code, '-') - 1), count(*) FROM projects GROUP BY 1"
    ).fetchall()
    intact = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return intact and {count for _, count in kept} == {4} and said <= {int(group) for group, _ in kept}


def test_half_a_change_is_taken_back_at_the_next_start(database: Database, clock) -> None:
    leave_hot_journal(database)
    opened = open_database(database.path, clock)
    with opened.read() as session:
        count = session.connection().exec_driver_sql("SELECT count(*) FROM meta WHERE key LIKE 'junk%'").scalar()
    opened.close()
    assert count == 0
    assert not Path(f"{database.path}-journal").exists()


def test_half_a_change_is_taken_back_for_a_reader_too(database: Database, clock) -> None:
    leave_hot_journal(database)
    opened = open_database(database.path, clock, read_only=True)
    with opened.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM meta").scalar() == 0
    opened.close()


def test_a_bit_that_flips_on_the_disk_is_told_before_the_file_is_used(database: Database, clock) -> None:
    with database.work("试") as session:
        build(session, Project, note="甲" * 3000)
    database.close()
    whole, rng = database.path.read_bytes(), random.Random(2)
    for _ in range(40):
        place = rng.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        database.path.write_bytes(damaged)
        in_counter = 24 <= place < 28
        if in_counter:
            continue  # another counter is another state: the checks of SQLite are left
        with pytest.raises(Refused):
            open_database(database.path, clock)
    database.path.write_bytes(whole)
    open_database(database.path, clock).close()


def test_a_file_changed_by_another_program_still_opens(database: Database, clock) -> None:
    database.close()
    foreign = sqlite3.connect(database.path)
    foreign.execute("INSERT INTO meta VALUES ('foreign', '1')")
    foreign.commit()
    foreign.close()
    open_database(database.path, clock).close()


def test_another_file_under_the_same_name_is_no_damage(database: Database, clock) -> None:
    database.close()
    database.path.unlink()
    again = open_database(database.path, clock)
    with again.work("试") as session:
        build(session, Project)
    again.close()
    open_database(again.path, clock).close()


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\x00", b"not a database" * 100, "台账".encode() * 1000, b"PK\x03\x04" * 200]
)
def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path, clock, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(Refused):
        open_database(path, clock)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, clock) -> None:
    path = tmp_path / "x.db"
    foreign = sqlite3.connect(path)
    foreign.execute("CREATE TABLE t (a)")
    foreign.commit()
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="不是本程序"):
        open_database(path, clock)
    assert path.read_bytes() == before


def test_an_exception_within_a_change_leaves_nothing_of_it(database: Database) -> None:
    def fail() -> None:
        with database.work("试") as session:
            build(session, Project)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as session:
        assert session.query(Project).count() == 0


def test_the_space_of_a_full_disk_is_told_and_the_next_save_works(database: Database) -> None:
    pages = connect(database.path)
    (count,) = pages.execute("PRAGMA page_count").fetchone()
    pages.close()

    def save_too_much() -> None:
        with database.work("试") as session:
            session.connection().exec_driver_sql(f"PRAGMA max_page_count={count + 2}")
            build(session, Project, note="甲" * 20_000)

    with pytest.raises(Refused, match="磁盘已满"):
        save_too_much()
    with database.work("试") as session:
        build(session, Project)
