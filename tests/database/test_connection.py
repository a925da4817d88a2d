"""The settings that keep a saved record are in force on every connection, whoever opens it."""

import sqlite3
from pathlib import Path

import pytest

from app.database.connection import connect
from app.database.engine import Database, open_database
from app.errors import Refused
from app.models.projects import Project
from tests.builders import build

SETTINGS = {
    "journal_mode": "truncate",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "recursive_triggers": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
    "mmap_size": 0,
    "page_size": 4096,
    "auto_vacuum": 0,
    "encoding": "UTF-8",
    "locking_mode": "normal",
}


@pytest.mark.parametrize(("name", "value"), SETTINGS.items())
def test_a_connection_has_the_settings_of_the_house(database: Database, name: str, value: object) -> None:
    with database.work("试") as session:
        assert session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() in {value, None if value == 0 else value}


def test_a_file_in_write_ahead_mode_is_taken_out_of_it(database: Database, clock) -> None:
    with database.work("试") as session:
        build(session, Project)
    database.close()
    foreign = sqlite3.connect(database.path)
    foreign.execute("PRAGMA journal_mode=WAL")
    foreign.execute("UPDATE meta SET value = value")
    foreign.commit()
    foreign.close()
    open_database(database.path, clock).close()
    assert database.path.read_bytes()[18:20] == b"\x01\x01"
    assert [one.name for one in database.path.parent.iterdir() if one.is_file()] == [database.path.name]


def test_a_deleted_phone_number_leaves_no_trace_in_the_file(database: Database) -> None:
    with database.work("试") as session:
        project = build(session, Project, phone="13512345678", note="13512345678" * 500)
    assert b"13512345678" in database.path.read_bytes()
    with database.work("试") as session:
        connection = session.connection()
        connection.exec_driver_sql("DELETE FROM changes")
        connection.exec_driver_sql("DELETE FROM projects WHERE id = ?", (project.id,))
    database.close()
    assert b"13512345678" not in database.path.read_bytes()


@pytest.mark.parametrize("name", ["许功盖 (2026)", "招商%20?#项目", "𬭎䶮", "尾空格 "])
def test_any_folder_name_will_do(tmp_path: Path, clock, name: str) -> None:
    path = tmp_path / name / "台账 #1?.db"
    database = open_database(path, clock)
    with database.work("试") as session:
        build(session, Project)
    database.close()
    assert path.exists()


def test_reading_writes_nothing(database: Database, clock) -> None:
    database.close()
    before = database.path.read_bytes()
    reader = open_database(database.path, clock, read_only=True)
    with reader.read() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM projects")
    with pytest.raises(Refused, match="只读"), reader.work("试"):
        pass
    reader.close()
    assert database.path.read_bytes() == before


def test_a_reader_in_another_place_does_not_see_half_a_change(database: Database) -> None:
    reader = connect(database.path, read_only=True)
    with database.work("试") as session:
        build(session, Project)
        assert reader.execute("SELECT count(*) FROM projects").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM projects").fetchone() == (1,)
    reader.close()
