"""A damaged file comes back without a hand on it: from the newest sound copy, an older one, or itself."""

import random
from pathlib import Path

import pytest

from app.database.engine import Database, open_database
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.checks import check
from app.jobs.recovery import recover
from app.models.funds import FundsEntry
from app.models.projects import Project
from tests.builders import build


@pytest.fixture
def filled(database: Database) -> Database:
    """300 projects with an entry of funds each: dozens of pages."""
    with database.work("试") as session:
        for number in range(300):
            project = build(session, Project, name=f"项目{number}", note="记" * 400)
            build(session, FundsEntry, project_id=project.id)
    return database


def _count(path: Path, clock, table: str = "projects") -> int:
    opened = open_database(path, clock)
    with opened.read() as session:
        count = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
        orphans = session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    opened.close()
    assert orphans == []
    return count


def _damage(path: Path, *pages: int) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def _leaf_of(path: Path, word: str) -> int:
    return path.read_bytes().index(word.encode()) // 4096


def test_the_newest_sound_copy_takes_its_place_and_what_is_newer_is_salvaged(filled: Database, clock) -> None:
    back_up_now(filled.path, None, clock)
    with filled.work("试") as session:
        build(session, Project, name="备份之后")
    newest = back_up_now(filled.path, None, clock)
    filled.close()
    _damage(newest, 9)
    _damage(filled.path, _leaf_of(filled.path, "项目150"))
    damaged = filled.path.read_bytes()
    with pytest.raises(Refused, match=r"之后台账又保存过1次.*--accept-loss"):
        recover(filled.path, clock)
    assert filled.path.read_bytes() == damaged
    losses = []
    recovery = recover(filled.path, clock, lambda loss: not losses.append(loss))
    assert (losses[0].saves, losses[0].newer) == (1, 1)
    assert recovery.used is not None
    assert recovery.used.number == 1
    assert recovery.damaged.read_bytes() == damaged
    assert _count(filled.path, clock) == 300
    assert (recovery.newer, "1条记录不同" in recovery.text) == (1, True)
    assert _count(recovery.salvaged, clock) > 200
    assert "备份之后".encode() in recovery.salvaged.read_bytes()


def test_without_a_copy_what_can_be_read_comes_back(filled: Database, clock) -> None:
    filled.close()
    _damage(filled.path, _leaf_of(filled.path, "项目42"), _leaf_of(filled.path, "项目290"))
    with pytest.raises(Refused, match="损坏"):
        open_database(filled.path, clock)
    recovery = recover(filled.path, clock)
    assert recovery.used is None
    assert 280 <= _count(filled.path, clock) < 300
    assert _count(filled.path, clock, "funds") == _count(filled.path, clock)
    assert check(filled.path).ok
    assert "抢救出" in recovery.text
    assert not [one for one in filled.path.parent.iterdir() if one.name.startswith(f".{filled.path.name}")]


def test_half_a_change_is_not_salvaged(filled: Database, clock) -> None:
    from tests.database.hot_journal import leave_hot_journal

    leave_hot_journal(filled)
    _damage(filled.path, _leaf_of(filled.path, "项目42"))
    recover(filled.path, clock)
    assert _count(filled.path, clock, "meta WHERE key LIKE 'junk%'") == 0
    assert _count(filled.path, clock) > 280


@pytest.mark.parametrize("content", [b"damaged", b"", b"SQLite format 3\x00" + bytes(8000)])
def test_where_nothing_can_be_read_the_file_stays_as_it_is(filled: Database, clock, content: bytes) -> None:
    filled.close()
    filled.path.write_bytes(content)
    with pytest.raises(Refused):
        recover(filled.path, clock)
    assert filled.path.read_bytes() == content


def test_a_sound_file_is_left_alone(filled: Database, clock) -> None:
    filled.close()
    before = filled.path.read_bytes()
    with pytest.raises(Refused, match="不需要恢复"):
        recover(filled.path, clock)
    assert filled.path.read_bytes() == before


def test_whatever_page_is_lost_the_rest_comes_back(filled: Database, clock) -> None:
    filled.close()
    whole, rng, came_back = filled.path.read_bytes(), random.Random(5), 0
    for _ in range(12):
        filled.path.write_bytes(whole)
        _damage(filled.path, rng.randrange(2, len(whole) // 4096))
        try:
            open_database(filled.path, clock, read_only=True).close()
        except Refused:
            recover(filled.path, clock)
        came_back += _count(filled.path, clock) > 150
    assert came_back >= 11
