"""Backups are whole or have no name; a restore takes the old file's leftovers along and never leaves none."""

import os
import random
import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database import backup
from app.database.checks import inspect_database
from app.database.engine import Database, open_database
from app.database.shelf import Reason, copies, is_as_made
from app.errors import Refused
from app.jobs.backups import back_up_now, restore
from app.jobs.checks import check
from app.models.projects import Project
from tests.builders import build


@pytest.fixture
def filled(database: Database) -> Database:
    with database.work("试") as session:
        for _ in range(20):
            build(session, Project)
    return database


def _count(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM projects").fetchone()
    connection.close()
    return count


def test_a_backup_is_the_file_as_it_is_now(filled: Database, tmp_path: Path) -> None:
    backup.back_up(filled.path, tmp_path / "out" / "b.db")
    assert _count(tmp_path / "out" / "b.db") == 20
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["b.db"]


def test_a_backup_made_while_another_saves_is_one_state(filled: Database, tmp_path: Path) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            with filled.work("试") as session:
                build(session, Project)
                build(session, Project)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        for number in range(5):
            backup.back_up(filled.path, tmp_path / f"{number}.db")
            assert _count(tmp_path / f"{number}.db") % 2 == 0
    finally:
        stop.set()
        saving.join()


def test_a_damaged_file_never_becomes_a_backup(filled: Database, tmp_path: Path, clock) -> None:
    backup.shelve(filled.path, Reason.DAILY, clock.now())
    filled.close()
    content = bytearray(filled.path.read_bytes())
    content[4096 * 3 : 4096 * 40] = os.urandom(4096 * 37)
    filled.path.write_bytes(content)
    with pytest.raises(Refused):
        backup.shelve(filled.path, Reason.DAILY, clock.now())
    assert len(copies(filled.path)) == 1


def test_a_write_that_fails_leaves_nothing_under_the_name(filled: Database, tmp_path: Path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "sync", fail)
    with pytest.raises(Refused, match="磁盘空间"):
        backup.back_up(filled.path, tmp_path / "out" / "b.db")
    assert not (tmp_path / "out").exists()  # nor the folder that was made for it


def test_restoring_brings_back_and_keeps_what_was_there(filled: Database, tmp_path: Path, clock) -> None:
    backup.back_up(filled.path, tmp_path / "b.db")
    with filled.work("试") as session:
        build(session, Project)
    filled.close()
    kept = backup.restore(tmp_path / "b.db", filled.path)
    assert (_count(filled.path), _count(kept)) == (20, 21)
    open_database(filled.path, clock).close()


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_stale_leftover_does_not_turn_a_restored_file_back(
    filled: Database, tmp_path: Path, clock, suffix: str
) -> None:
    backup.back_up(filled.path, tmp_path / "b.db")
    writer = sqlite3.connect(filled.path, isolation_level=None)
    writer.execute("PRAGMA cache_size=1")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE projects SET note = hex(zeroblob(5000))")
    shutil.copy(f"{filled.path}-journal", tmp_path / "stale")
    writer.execute("ROLLBACK")
    writer.close()
    filled.close()
    shutil.copy(tmp_path / "stale", f"{filled.path}{suffix}")
    kept = backup.restore(tmp_path / "b.db", filled.path)
    assert not Path(f"{filled.path}{suffix}").exists()
    assert Path(f"{kept}{suffix}").exists()
    assert _count(filled.path) == 20
    open_database(filled.path, clock).close()


def test_a_backup_with_a_leftover_beside_it_is_no_backup(filled: Database, tmp_path: Path) -> None:
    backup.back_up(filled.path, tmp_path / "b.db")
    (tmp_path / "b.db-wal").write_bytes(b"x" * 100)
    with pytest.raises(Refused, match="不是完整的备份"):
        backup.restore(tmp_path / "b.db", filled.path)


def test_a_copy_damaged_on_the_shelf_is_known_by_its_name(filled: Database, clock) -> None:
    copy = backup.shelve(filled.path, Reason.DAILY, clock.now())
    assert is_as_made(copy)
    content = bytearray(copy.read_bytes())
    content[-10] ^= 1
    copy.write_bytes(content)
    with pytest.raises(Refused, match="已损坏"):
        backup.restore(copy, filled.path)


@pytest.mark.parametrize("step", ["_set_aside", "clear", "replace"])
def test_a_restore_cut_short_leaves_a_file_under_the_name(
    filled: Database, tmp_path: Path, monkeypatch, step: str, clock
) -> None:
    backup.back_up(filled.path, tmp_path / "b.db")
    filled.close()
    calls = {"left": 2 if step == "replace" else 1 if step == "clear" else 0}
    real = getattr(backup, step)

    def stop(*given: object) -> object:
        if not calls["left"]:
            raise KeyboardInterrupt
        calls["left"] -= 1
        return real(*given)

    monkeypatch.setattr(backup, step, stop)
    if step == "replace":
        calls["left"] = 1  # the first one names the copy, the second the file
    with pytest.raises(KeyboardInterrupt):
        backup.restore(tmp_path / "b.db", filled.path)
    open_database(filled.path, clock).close()
    assert _count(filled.path) == 20


def test_a_copy_at_a_chosen_place_tells_its_own_damage_under_any_name(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    made = back_up_now(database.path, tmp_path / "外.db", clock)
    copy = made.rename(tmp_path / "改过名.db")
    whole, rng = copy.read_bytes(), random.Random(3)
    for _ in range(40):
        damaged = bytearray(whole)
        damaged[rng.randrange(100, len(damaged))] ^= 1 << rng.randrange(8)
        copy.write_bytes(damaged)
        with pytest.raises(Refused, match="损坏"):
            restore(copy, tmp_path / "还原.db", clock)
        assert inspect_database(copy).problems
    assert not check(copy).ok
    copy.write_bytes(whole)
    assert check(copy).ok
    restore(copy, tmp_path / "还原.db", clock)
    assert (tmp_path / "还原.db").read_bytes()[72:92] == bytes(20)


def test_a_copy_that_somebody_goes_on_working_in_is_no_damaged_one(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    copy = back_up_now(database.path, tmp_path / "外.db", clock)
    opened = open_database(copy, clock)
    with opened.work("试") as session:
        build(session, Project)
    opened.close()
    open_database(copy, clock).close()
    restore(copy, tmp_path / "还原.db", clock)
