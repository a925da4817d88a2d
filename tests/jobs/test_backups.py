"""Backups are made when due, thinned by rule, and come back."""

import shutil
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.database import upgrade
from app.database.engine import Database, open_database
from app.database.header import read_header
from app.database.lock import held
from app.database.schema import SCHEMA
from app.database.shelf import Reason, copies
from app.errors import Refused
from app.jobs import backups
from app.jobs.checks import check
from app.models.projects import Project
from app.services import offices
from tests.builders import build


def _names(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(project.name for project in session.query(Project))


@pytest.fixture
def filled(database: Database) -> Database:
    with database.work("试") as session:
        build(session, Project, name="第一个")
    return database


def test_a_backup_goes_where_the_user_says(filled: Database, tmp_path: Path, clock) -> None:
    assert backups.back_up_now(filled.path, tmp_path / "外面" / "b.db", clock) == tmp_path / "外面" / "b.db"
    assert check(tmp_path / "外面" / "b.db").ok


def test_a_path_that_the_database_engine_does_not_take_is_refused_for_its_length(
    filled: Database, tmp_path: Path, clock
) -> None:
    deep = tmp_path / "/".join(["很长的文件夹名" * 7] * 6)
    with pytest.raises(Refused, match="路径太长"):
        backups.back_up_now(filled.path, deep / "b.db", clock)
    assert not list(tmp_path.glob("很长*"))


def test_a_folder_gets_a_name_of_its_own(filled: Database, tmp_path: Path, clock) -> None:
    (tmp_path / "外面").mkdir()
    made = backups.back_up_now(filled.path, tmp_path / "外面", clock)
    assert made.parent == tmp_path / "外面"
    assert made.suffix == ".db"


def test_a_refused_path_leaves_no_folders(filled: Database, tmp_path: Path, clock) -> None:
    folder = "/".join(["长" * 60] * 3)
    for door in (
        lambda: open_database(tmp_path / folder / "台账.db", clock),
        lambda: backups.back_up_now(filled.path, tmp_path / folder / "备份.db", clock),
        lambda: held(tmp_path / folder / "台账.db").__enter__(),
    ):
        before = set(tmp_path.iterdir())
        with suppress(Refused):
            door()
            continue  # the lock alone minds no long path
        assert set(tmp_path.iterdir()) == before


def test_a_copy_of_an_older_format_gives_way_to_a_new_one(filled: Database, tmp_path: Path, clock) -> None:
    old = tmp_path / "上月.db"
    upgrade.make(old, SCHEMA - 1)
    with filled.read() as session:
        assert offices.current(session) is None
    assert read_header(backups.back_up_now(filled.path, old, clock)).schema == SCHEMA


@pytest.mark.parametrize("content", [b"x" * 9000, b""])
def test_what_is_no_copy_of_ours_is_not_written_over(filled: Database, tmp_path: Path, clock, content: bytes) -> None:
    other = tmp_path / "照片.db"
    other.write_bytes(content)
    with pytest.raises(Refused, match="换一个文件名"):
        backups.back_up_now(filled.path, other, clock)
    assert other.read_bytes() == content


def test_a_backup_onto_the_file_itself_is_refused(filled: Database, clock) -> None:
    with pytest.raises(Refused, match="自己"):
        backups.back_up_now(filled.path, filled.path, clock)


def test_the_first_start_of_a_day_makes_one_and_the_second_none(filled: Database, clock) -> None:
    assert backups.back_up_if_due(filled.path, clock)
    assert backups.back_up_if_due(filled.path, clock) is None
    clock.moment += timedelta(days=1)
    assert backups.back_up_if_due(filled.path, clock)


@pytest.mark.parametrize("moment", [(2033, 1, 1), (1970, 1, 2), (2026, 12, 31)])
def test_a_clock_that_jumps_stops_no_backup(filled: Database, clock, moment: tuple[int, int, int]) -> None:
    usual = clock.moment
    clock.moment = datetime(*moment)  # noqa: DTZ001
    backups.back_up_if_due(filled.path, clock)
    clock.moment = usual
    made = backups.back_up_if_due(filled.path, clock)
    assert made is not None
    assert copies(filled.path)[-1].path == made


def test_a_year_of_days_leaves_few(filled: Database, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(60):
        backups.back_up_if_due(filled.path, clock)
        clock.moment += timedelta(days=6)
    assert len(copies(filled.path)) <= 34
    assert [copy.number for copy in copies(filled.path)][-1] == 60


def test_restoring_brings_back_and_shelves_what_was_there(filled: Database, clock) -> None:
    copy = backups.back_up_now(filled.path, None, clock)
    with filled.work("试") as session:
        build(session, Project, name="第二个")
    filled.close()
    kept = backups.restore(copy, filled.path, clock)
    again = open_database(filled.path, clock)
    assert _names(again) == ["第一个"]
    again.close()
    assert kept == backups.shelved(filled.path)[0].path
    assert backups.shelved(filled.path)[0].reason is Reason.RESTORE
    backups.restore(kept, filled.path, clock)
    once_more = open_database(filled.path, clock)
    assert _names(once_more) == ["第一个", "第二个"]
    once_more.close()


def test_restoring_over_a_damaged_file_keeps_it_beside(filled: Database, clock) -> None:
    copy = backups.back_up_now(filled.path, None, clock)
    filled.close()
    filled.path.write_bytes(b"damaged" * 1000)
    kept = backups.restore(copy, filled.path, clock)
    assert kept is not None
    assert kept.read_bytes() == b"damaged" * 1000
    open_database(filled.path, clock).close()


def test_restoring_where_there_is_nothing(filled: Database, tmp_path: Path, clock) -> None:
    copy = backups.back_up_now(filled.path, None, clock)
    assert backups.restore(copy, tmp_path / "new" / "x.db") is None
    assert check(tmp_path / "new" / "x.db").ok


@pytest.mark.parametrize("content", [b"", b"junk" * 999])
def test_what_is_no_backup_changes_nothing(filled: Database, tmp_path: Path, clock, content: bytes) -> None:
    filled.close()
    before = filled.path.read_bytes()
    (tmp_path / "bad.db").write_bytes(content)
    with pytest.raises(Refused):
        backups.restore(tmp_path / "bad.db", filled.path, clock)
    assert filled.path.read_bytes() == before


def test_restoring_onto_a_folder_leaves_nothing_there(filled: Database, tmp_path: Path, clock) -> None:
    (tmp_path / "夹").mkdir()
    with pytest.raises(Refused, match="是文件夹"):
        backups.restore(filled.path, tmp_path / "夹", clock)
    assert not list(tmp_path.glob("夹?*"))


def test_restoring_waits_for_nobody(filled: Database, clock) -> None:
    copy = backups.back_up_now(filled.path, None, clock)
    filled.close()
    with held(filled.path):
        backups.restore(copy, filled.path, clock)


def test_closing_leaves_a_copy_only_where_something_was_changed(filled: Database, clock) -> None:
    assert backups.close_with_copy(filled) is not None  # its first record was made since it was opened
    again = open_database(filled.path, clock)
    assert backups.close_with_copy(again) is None
    changed = open_database(filled.path, clock)
    with changed.work("试") as session:
        build(session, Project, name="第二个")
    assert backups.close_with_copy(changed) is not None
    assert [copy.reason.value for copy in copies(filled.path)] == ["退出", "退出"]


def test_a_copy_that_cannot_be_made_keeps_nobody_at_work(
    filled: Database, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(10, 10, 0))
    assert backups.close_with_copy(filled) is None
    monkeypatch.undo()
    assert not filled.path.with_name(f"{filled.path.name}-journal").exists()
