"""The sums renewed at each commit are those of the whole file, and tell every turned bit, also after a kill."""

import os
import random
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import FixedClock
from app.database import page_sums
from app.database.engine import Database, open_database
from app.database.page_sums import _all_sums, compare
from app.database.shelf import shelf
from app.errors import Refused
from app.models.projects import Project
from tests.builders import build


def grow(database: Database, count: int, size: int = 3000) -> None:
    with database.work("登记") as session:
        for _ in range(count):
            build(session, Project, note="记" * size)


def shrink(database: Database, count: int) -> None:
    with database.work("删除") as session:
        for project in session.query(Project).limit(count).all():
            session.delete(project)


def abandoned(database: Database) -> Path:
    """The file as a killed program leaves it: nothing closed, nothing sealed."""
    database._engine.dispose()
    return database.path


def is_summed(path: Path) -> bool:
    kept = page_sums._kept(path, page_sums.read_header(path))
    if kept is None:
        return False
    return kept.sums == _all_sums(path, kept.page_size)


@settings(max_examples=12)
@given(steps=st.lists(st.tuples(st.booleans(), st.integers(1, 30), st.integers(1, 9000)), min_size=2, max_size=8))
def test_sums_renewed_at_each_commit_are_those_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, blank_file: Path, steps: list[tuple[bool, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sums")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        path = Path(shutil.copy(blank_file, folder / "账.db"))
        database = open_database(path, FixedClock(_now()))
        for grows, count, size in steps:
            grow(database, count, size) if grows else shrink(database, count)
            assert is_summed(path)
        database.close()


def _now() -> object:
    from datetime import datetime

    return datetime(2026, 11, 22, 9)  # noqa: DTZ001


def test_a_transaction_larger_than_the_cache_is_summed_too(database: Database) -> None:
    grow(database, 400, 9000)
    shrink(database, 300)
    grow(database, 350, 8000)
    assert is_summed(database.path)


def test_a_turned_bit_is_told_after_a_kill(database: Database, clock: FixedClock) -> None:
    grow(database, 3)
    path, rng = abandoned(database), random.Random(5)
    whole = path.read_bytes()
    for _ in range(60):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(Refused, match=r"损坏|不是本程序"):
            open_database(path, clock)
    path.write_bytes(whole)
    open_database(path, clock).close()


def test_a_rehearsal_that_was_killed_is_no_damage(database: Database, clock: FixedClock, tmp_path: Path) -> None:
    grow(database, 60, 9000)
    shrink(database, 60)
    database.close()
    if (child := os.fork()) == 0:
        opened = open_database(database.path, clock)
        with opened.trial() as session:
            for _ in range(400):
                build(session, Project, note="试" * 9000)
            os._exit(9)
    os.waitpid(child, 0)
    again = open_database(database.path, clock)
    with again.read() as session:
        assert session.query(Project).count() == 0
    again.close()
    open_database(database.path, clock).close()


def test_another_file_of_the_same_age_is_not_called_damaged(
    database: Database, clock: FixedClock, tmp_path: Path
) -> None:
    shutil.copy(database.path, tmp_path / "别的.db")
    other = open_database(tmp_path / "别的.db", clock)
    for one, note in ((database, "记"), (other, "别")):
        with one.work("登记") as session:
            for _ in range(120):
                build(session, Project, note=note * 9000)
    path = abandoned(database)
    path.write_bytes(abandoned(other).read_bytes())
    assert not compare(path).is_known
    open_database(path, clock).close()


def test_sums_that_cannot_be_kept_stop_no_save(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(page_sums, "replace", full)
    grow(database, 1)
    with database.read() as session:
        assert session.query(Project).count() == 1


def test_a_file_that_took_the_name_while_it_was_open_is_not_written_to(database: Database, tmp_path: Path) -> None:
    shutil.copy(database.path, tmp_path / "另一个.db")
    (tmp_path / "另一个.db").replace(database.path)
    with pytest.raises(Refused, match="被别的文件替换"):
        grow(database, 1)
    database.path.unlink()
    with pytest.raises(Refused, match="移走或删除"):
        grow(database, 1)
    assert not database.path.exists()


def test_an_older_copy_put_over_an_open_file_is_noticed(database: Database) -> None:
    old = database.path.read_bytes()
    grow(database, 1)
    database.path.write_bytes(old)
    with pytest.raises(Refused, match="被别的文件替换"):
        grow(database, 1)


@pytest.mark.parametrize(("at", "bit"), [(71, 1), (68, 64), (63, 4), (63, 1), (60, 128)])
def test_a_header_that_lost_a_bit_is_damage_even_where_nothing_is_known_of_the_file(
    database: Database, clock: FixedClock, at: int, bit: int
) -> None:
    database.close()
    shutil.rmtree(shelf(database.path))
    content = bytearray(database.path.read_bytes())
    content[at] ^= bit
    database.path.write_bytes(content)
    with pytest.raises(Refused, match="文件头已损坏"):
        open_database(database.path, clock)
    assert database.path.read_bytes() == content


def test_a_text_that_is_none_is_told_as_damage(database: Database) -> None:
    grow(database, 1)
    connection = sqlite3.connect(database.path)
    connection.execute("UPDATE projects SET note = CAST(x'ff00fe' AS TEXT)")
    connection.commit()
    connection.close()
    with pytest.raises(Refused, match="损坏"), database.read() as session:
        session.query(Project).all()


def test_the_whole_check_is_made_weekly(database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.database import engine

    database.close()
    asked: list[str] = []
    real = engine.is_whole
    monkeypatch.setattr(engine, "is_whole", lambda c, check: asked.append(check) or real(c, check))
    for days in (0, 3, 8, -30):
        clock.moment += timedelta(days=days)
        open_database(database.path, clock).close()
    assert asked == ["quick_check", "quick_check", "integrity_check", "integrity_check"]
