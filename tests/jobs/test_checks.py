"""Whatever happened to a submission on its way, the check says so, and leaves it as it was."""

import json
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import FixedClock
from app.database.engine import Database, open_database
from app.database.manifest import NAME, read_manifest
from app.database.schema import SCHEMA
from app.documents.ledgers.guard import read_guarded
from app.documents.photos import checked_file
from app.errors import Refused
from app.jobs.checks import check

Damage = Callable[[Path], None]


def _database_of(folder: Path) -> Path:
    (path,) = folder.glob("*.db")
    return path


def _change(statement: str) -> Damage:
    """Changes the database as another program would: every page stays valid."""

    def change(folder: Path) -> None:
        connection = sqlite3.connect(_database_of(folder))
        connection.executescript(statement)
        connection.commit()
        connection.close()

    return change


def _flip(place: int, name: str | None = None) -> Damage:
    def flip(folder: Path) -> None:
        path = folder / name if name else _database_of(folder)
        content = bytearray(path.read_bytes())
        content[place] ^= 1
        path.write_bytes(content)

    return flip


def _cut(keep: Callable[[int], int], name: str | None = None) -> Damage:
    def cut(folder: Path) -> None:
        path = folder / name if name else _database_of(folder)
        content = path.read_bytes()
        path.write_bytes(content[: keep(len(content))])

    return cut


def _remove(name: str | None) -> Damage:
    return lambda folder: (folder / name if name else _database_of(folder)).unlink()


def _zero_a_page(folder: Path) -> None:
    content = bytearray(_database_of(folder).read_bytes())
    content[4096 * 5 : 4096 * 6] = bytes(4096)
    _database_of(folder).write_bytes(content)


def _swap_pages(folder: Path) -> None:
    content = bytearray(_database_of(folder).read_bytes())
    content[4096 * 5 : 4096 * 6], content[4096 * 6 : 4096 * 7] = (
        content[4096 * 6 : 4096 * 7],
        content[4096 * 5 : 4096 * 6],
    )
    _database_of(folder).write_bytes(content)


def _edit_manifest(**values: object) -> Damage:
    """A manifest changed by hand, without its seal."""

    def edit(folder: Path) -> None:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        text = json.dumps(manifest | values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (folder / NAME).write_text(text, encoding="utf-8")

    return edit


def _append(folder: Path) -> None:
    with _database_of(folder).open("ab") as file:
        file.write(bytes(4096))


def _link(folder: Path) -> None:
    path = _database_of(folder)
    elsewhere = folder.parent / "elsewhere.db"
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)


def _beside(suffix: str) -> Damage:
    return lambda folder: Path(f"{_database_of(folder)}{suffix}").write_bytes(b"x" * 512)


DAMAGES: dict[str, Damage] = {
    "first bit": _flip(0),
    "last bit": _flip(-1),
    "middle": _flip(300_000),
    "change counter": _flip(27),
    "schema number": _flip(63),
    "application": _flip(71),
    "write mode": _flip(18),
    "page zeroed": _zero_a_page,
    "pages swapped": _swap_pages,
    "half": _cut(lambda size: size // 2),
    "one byte less": _cut(lambda size: size - 1),
    "a page more": _append,
    "empty": _cut(lambda _: 0),
    "no database": _remove(None),
    "no manifest": _remove(NAME),
    "no receipt": _remove("回执.txt"),
    "receipt changed": _flip(40, "回执.txt"),
    "manifest cut": _cut(lambda size: size // 2, NAME),
    "manifest empty": _cut(lambda _: 0, NAME),
    "another sequence": _edit_manifest(sequence=9),
    "another office": _edit_manifest(office_code="519900102"),
    "another hash": _edit_manifest(sha256="0" * 64),
    "a path for a name": _edit_manifest(file="../x.db"),
    "a list for a manifest": lambda folder: (folder / NAME).write_text("[]"),
    "deep nesting": lambda folder: (folder / NAME).write_text("[" * 50_000),
    "a record changed": _change("UPDATE projects SET name = name || '改'"),
    "a record gone": _change("DELETE FROM lead_actions; DELETE FROM shares; DELETE FROM gates"),
    "a table more": _change("CREATE TABLE extra (a)"),
    "a trigger": _change("CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM projects; END"),
    "a view": _change("CREATE VIEW v AS SELECT 1"),
    "an index less": _change("DROP INDEX ix_targets_one"),
    "a link": _link,
    "journal beside": _beside("-journal"),
    "wal beside": _beside("-wal"),
}


def test_a_whole_submission_is_whole(submission: Path) -> None:
    report = check(submission)
    assert (report.ok, report.schema, report.problems) == (True, SCHEMA, ())
    checked = [{"path": str(submission), "ok": True, "problems": []}]
    assert report.as_json() == {"ok": True, "schema": SCHEMA, "app": "0.1.0", "problems": [], "checked": checked}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_told_and_nothing_is_changed(submission: Path, damage: Damage) -> None:
    damage(submission)
    before = {one: one.read_bytes() for one in submission.iterdir() if one.is_file()}
    report = check(submission)
    assert not report.ok
    assert report.problems
    assert all("一" <= sentence[-2] <= "鿿" for sentence in report.problems)
    assert {one: one.read_bytes() for one in submission.iterdir() if one.is_file()} == before


def test_what_is_missing_is_named(submission: Path) -> None:
    (submission / "回执.txt").unlink()
    assert check(submission).problems == ("缺少文件“回执.txt”，提交不完整。",)


@pytest.mark.parametrize("damage", [_flip(5, NAME), _remove(NAME), _flip(-1), _remove("回执.txt")])
def test_damage_is_told_where_the_database_in_it_is_named(submission: Path, damage: Damage) -> None:
    path = _database_of(submission)
    damage(submission)
    assert not check(path).ok


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory, handed_in: Path) -> Path:
    return Path(shutil.copytree(handed_in, tmp_path_factory.mktemp("flip") / "x"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_bit_flipped_anywhere_is_told(one: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(one.iterdir())))
    content = path.read_bytes()
    place, bit = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 7))
    damaged = bytearray(content)
    damaged[place] ^= 1 << bit
    path.write_bytes(damaged)
    try:
        assert not check(one).ok
    finally:
        path.write_bytes(content)


def _reseal(folder: Path) -> None:
    """A manifest made anew by somebody who knows how: only the contents can tell."""
    from dataclasses import replace

    from app.database.digests import file_digest

    manifest, path = read_manifest(folder / NAME), _database_of(folder)
    facts = {"size": path.stat().st_size, "sha256": file_digest(path)}
    (folder / NAME).write_text(replace(manifest, **facts).sealed().text(), encoding="utf-8")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projects SET name = name || '改'",
        "DELETE FROM shares",
        "CREATE TABLE extra (a)",
        "CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM projects; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE INDEX i ON projects (name)",
        "DROP INDEX ix_targets_one",
        f"PRAGMA user_version = {SCHEMA + 1}",
        "PRAGMA application_id = 7",
        "PRAGMA journal_mode = WAL",
        "PRAGMA foreign_keys = OFF; DELETE FROM projects WHERE rowid = 1",
        "PRAGMA ignore_check_constraints = ON; UPDATE projects SET stage = '随便'",
        "UPDATE milestones SET actual_on = '2026-13'",
        "UPDATE targets SET schedule = '{[broken'",
        "UPDATE funds SET recognised_amount = amount + 1",
        "UPDATE shares SET part = part * 2",
        "UPDATE offices SET code = '519900102'",
        "ALTER TABLE projects ADD COLUMN extra TEXT",
    ],
)
def test_a_forged_manifest_does_not_help(submission: Path, statement: str) -> None:
    _change(statement)(submission)
    _reseal(submission)
    assert not check(submission).ok


def test_a_schema_that_runs_code_is_never_run(submission: Path) -> None:
    connection = sqlite3.connect(_database_of(submission))
    connection.execute("PRAGMA writable_schema = ON")
    hostile = "abs(randomblob(9)) <= load_extension(name)"
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'length(name) <= 200', ?)", (hostile,))
    connection.commit()
    connection.close()
    _reseal(submission)
    assert not check(submission).ok


def test_a_database_by_itself_is_checked_as_it_lies(township: Database) -> None:
    township.close()
    before = township.path.read_bytes()
    report = check(township.path)
    assert (report.ok, report.schema) == (True, SCHEMA)
    assert township.path.read_bytes() == before


def test_a_bit_that_flips_after_the_close_is_told(township: Database) -> None:
    township.close()
    whole, rng = township.path.read_bytes(), random.Random(3)
    for _ in range(15):
        place = rng.randrange(100, len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        township.path.write_bytes(damaged)
        assert not check(township.path).ok


def test_a_file_that_is_being_written_is_not_called_whole(township: Database) -> None:
    township.close()
    Path(f"{township.path}-journal").write_bytes(b"x" * 512)
    assert not check(township.path).ok


def test_a_newer_schema_is_told(township: Database) -> None:
    township.close()
    content = bytearray(township.path.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    township.path.write_bytes(content)
    report = check(township.path)
    assert (report.ok, report.schema) == (False, 99)
    assert "升级本程序" in report.problems[0]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到"):
        check(tmp_path / "nothing.db")


@pytest.mark.parametrize("content", [b"", b"hello", "文字".encode() * 999])
def test_a_file_of_another_kind_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    report = check(tmp_path / "x.db")
    assert (report.ok, report.schema, report.app) == (False, None, None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path, clock: FixedClock) -> None:
    for name, door in (
        ("台账.db", lambda path: open_database(path, clock)),
        ("照片.jpg", checked_file),
        ("项目.xlsx", read_guarded),
    ):
        os.mkfifo(tmp_path / name)
        with pytest.raises(Refused, match="不是普通文件"):
            door(tmp_path / name)
