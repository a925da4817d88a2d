"""Migrations lead to the schema that the records describe, keep every row, and are whole or have not happened."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import create_engine

from app.database import page_sums, schema, upgrade
from app.database.connection import engine_for
from app.database.engine import Database, open_database
from app.database.expected import Form, expected, form_of
from app.database.header import read_header
from app.database.seal import unseal
from app.errors import Refused
from app.models import Base
from app.models.projects import Project
from app.models.units import Unit
from tests.builders import build


def _form(path: Path) -> Form:
    connection = sqlite3.connect(path)
    try:
        return form_of(connection)
    finally:
        connection.close()


def test_the_migrations_lead_to_what_the_records_describe(tmp_path: Path) -> None:
    upgrade.make(tmp_path / "migrated.db", schema.SCHEMA)
    upgrade.create(tmp_path / "new.db")
    described = create_engine("sqlite://")
    Base.metadata.create_all(described)
    with described.connect() as connection:
        tables = form_of(connection.connection.driver_connection)
    migrated = _form(tmp_path / "migrated.db")
    assert {line for line in migrated if line[2] != "alembic_version"} == tables
    assert migrated == _form(tmp_path / "new.db") == expected(schema.SCHEMA)


def test_a_new_file_knows_its_place_among_the_migrations(tmp_path: Path) -> None:
    upgrade.make(tmp_path / "migrated.db", schema.SCHEMA)
    upgrade.create(tmp_path / "new.db")
    places = set()
    for name in ("migrated.db", "new.db"):
        connection = sqlite3.connect(tmp_path / name)
        places.update(connection.execute("SELECT version_num FROM alembic_version"))
        connection.close()
    assert places == {(f"{schema.SCHEMA:04d}",)}


def test_alembic_finds_nothing_left_to_do(tmp_path: Path) -> None:
    for make, name in ((upgrade.create, "new.db"), (lambda path: upgrade.make(path, schema.SCHEMA), "migrated.db")):
        make(tmp_path / name)
        settings = upgrade.config(engine_for(tmp_path / name))
        settings.stdout = StringIO()  # else where Alembic was first loaded, perhaps in a test that is over
        command.check(settings)


def test_the_number_of_the_schema_is_the_number_of_migrations() -> None:
    versions = list((Path(upgrade.__file__).parent / "migrations" / "versions").glob("[0-9]*.py"))
    assert len(versions) == schema.SCHEMA


def test_a_new_file_says_whose_it_is_and_how_new(tmp_path: Path) -> None:
    upgrade.create(tmp_path / "new.db")
    header = read_header(tmp_path / "new.db")
    assert (header.application_id, header.schema) == (schema.APPLICATION_ID, schema.SCHEMA)
    assert (header.page_size, header.uses_wal) == (4096, False)


@pytest.fixture
def older(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with records, and a program that is one migration ahead of it."""
    with database.work("试") as session:
        for _ in range(200):
            build(session, Unit)
        build(session, Project)
    database.close()
    _add_a_migration(tmp_path, monkeypatch)
    return database.path


_NEXT = '''"""One column more."""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{number:04d}", "{before:04d}", None, None


def upgrade() -> None:
    with op.batch_alter_table("units") as table:
        table.add_column(sa.Column("motto", sa.Text(), nullable=False, server_default=""))
    {more}
'''


def _add_a_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "pass") -> None:
    folder = tmp_path / "migrations"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(upgrade._MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    number = schema.SCHEMA + 1
    text = _NEXT.format(number=number, before=schema.SCHEMA, more=more)
    (folder / "versions" / f"{number:04d}_next.py").write_text(text)
    monkeypatch.setattr(upgrade, "_MIGRATIONS", folder)
    for module in ("upgrade", "header", "engine"):
        monkeypatch.setattr(f"app.database.{module}.SCHEMA", number)
    monkeypatch.setattr(upgrade._migrate, "__defaults__", (number,))


def _count(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM units").fetchone()
    connection.close()
    return count


def test_an_older_file_is_brought_up_with_all_its_rows(older: Path, clock) -> None:
    open_database(older, clock).close()
    assert read_header(older).schema == schema.SCHEMA + 1
    assert _count(older) == 200
    connection = sqlite3.connect(older)
    assert connection.execute("SELECT DISTINCT motto FROM units").fetchall() == [("",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_the_file_as_it_was_is_kept(older: Path, clock) -> None:
    kept = upgrade.upgrade(older, clock.now())
    assert "升级前" in kept.name
    assert read_header(kept).schema == schema.SCHEMA
    assert _count(kept) == 200


def test_a_second_upgrade_overwrites_no_earlier_keepsake(older: Path, clock) -> None:
    shutil.copy(older, older.with_name("again.db"))
    first = upgrade.upgrade(older, clock.now())
    shutil.copy(older.with_name("again.db"), older)
    assert upgrade.upgrade(older, clock.now()) != first
    assert first.exists()


def test_a_migration_that_fails_leaves_the_file_byte_for_byte(
    older: Path, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    _add_a_migration(tmp_path, monkeypatch, 'op.execute("UPDATE units SET no_such_column = 1")')
    before = older.read_bytes()
    with pytest.raises(Exception, match="no_such_column"):
        open_database(older, clock)
    assert older.read_bytes() == before
    assert not list(older.parent.glob(".*.new"))


def test_a_migration_that_loses_rows_is_stopped(
    older: Path, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    _add_a_migration(tmp_path, monkeypatch, "op.execute(\"DELETE FROM units WHERE name LIKE '%1'\")")
    with pytest.raises(AssertionError, match="units"):
        open_database(older, clock)
    assert _count(older) == 200


_REWRITE = "op.execute(\"UPDATE units SET group_name = 'x'\")"


def test_a_migration_that_changes_values_is_stopped(
    older: Path, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    _add_a_migration(tmp_path, monkeypatch, _REWRITE)
    before = older.read_bytes()
    with pytest.raises(AssertionError, match="units"):
        open_database(older, clock)
    assert older.read_bytes() == before


def test_a_migration_may_change_the_values_that_it_names(
    older: Path, clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    _add_a_migration(tmp_path, monkeypatch, _REWRITE + '\n\n\nREWRITES = {"units.group_name"}')
    open_database(older, clock).close()
    assert _count(older) == 200


def test_a_full_disk_is_told_before_anything_is_touched(older: Path, clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))
    with pytest.raises(Refused, match="空间不足"):
        open_database(older, clock)
    assert read_header(older).schema == schema.SCHEMA


def test_a_newer_file_is_refused_untouched(database: Database, clock) -> None:
    database.close()
    content = bytearray(database.path.read_bytes())
    content[60:64] = (schema.SCHEMA + 100).to_bytes(4, "big")
    database.path.write_bytes(content)
    page_sums.forget(database.path)  # a newer program would have left its own, and its own seal
    unseal(database.path)
    with pytest.raises(Refused, match="更新版本"):
        open_database(database.path, clock)
    assert database.path.read_bytes() == bytes(content)


_MIGRATE = """
import sys
from datetime import datetime
from pathlib import Path
from app.database import upgrade
upgrade._MIGRATIONS = Path(sys.argv[2])
upgrade._migrate.__defaults__ = (int(sys.argv[3]),)
import app.database.header
app.database.header.SCHEMA = int(sys.argv[3])
print("begun", flush=True)
upgrade.upgrade(Path(sys.argv[1]), datetime(2026, 3, 5))
"""


def test_a_kill_leaves_the_old_file_or_the_new_one(older: Path, tmp_path: Path) -> None:
    original = older.read_bytes()
    seen = set()
    for trial in range(8):
        older.write_bytes(original)
        number = str(schema.SCHEMA + 1)
        asked = [sys.executable, "-c", _MIGRATE, str(older), str(tmp_path / "migrations"), number]
        program = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        assert program.stdout
        assert program.stdout.readline() == "begun\n"
        time.sleep(0.04 * trial)
        os.kill(program.pid, signal.SIGKILL)
        program.wait()
        program.stdout.close()
        assert _count(older) == 200
        seen.add(read_header(older).schema)
    assert seen <= {schema.SCHEMA, schema.SCHEMA + 1}
