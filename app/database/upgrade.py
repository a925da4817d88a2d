"""New files and newer schemas: they are made beside the file, in one transaction, and what was made takes its place.

A kill at any moment leaves the old file or the new one, and nothing between.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Engine

from app.database.backup import back_up, shelve
from app.database.connection import BEGIN, connect, engine_for, must_be_short_enough
from app.database.described import describe
from app.database.digests import changed_tables
from app.database.faults import told
from app.database.schema import APPLICATION_ID, SCHEMA
from app.database.seal import unseal
from app.database.shelf import Reason
from app.database.sidecars import clear, settle, sweep
from app.disk_faults import advice
from app.errors import Refused
from app.file_names import must_be_a_file_name
from app.paths import made_folders, replace, sync

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Makes an empty database of today's schema at ``path``."""
    must_be_a_file_name(path)
    must_be_short_enough(path, "没有建立")
    part = _beside(path)

    def make_it() -> None:
        connection = connect(part)
        try:
            describe(connection)
        finally:
            connection.close()

    with made_folders(path.parent):
        try:
            part.touch(mode=0o600)
        except OSError as error:
            raise Refused(advice(error, path, "没有建立数据文件")) from error
        _put(part, path, make_it)


def upgrade(path: Path, now: datetime) -> Path:
    """Brings an older file to today's schema; returns the backup made before, which is kept longer than others.

    ``now`` only names that backup. Raises :class:`Refused` where the disk has no room, or records got lost on the way.
    """
    settle(path)
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < 3 * size:
        raise Refused("磁盘空间不足，无法升级数据文件，请清理磁盘后再打开。")
    kept = shelve(path, Reason.UPGRADE, now)
    part = _beside(path)
    back_up(path, part)

    def bring_it_up() -> None:
        _migrate(part)
        _must_still_hold(part, path)

    _put(part, path, bring_it_up)
    return kept


def make(path: Path, schema: int) -> None:
    """Makes an empty database by the migrations up to a schema number, to compare others with."""
    path.touch(mode=0o600)
    _migrate(path, schema)


def bring_up(path: Path) -> None:
    """Brings a private copy to today's schema where it lies."""
    with told():
        _migrate(path)
    settle(path)


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    from alembic.config import Config  # Alembic loads only when a file is made or changed

    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    settings.attributes["engine"] = engine
    return settings


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")


def _put(part: Path, path: Path, make: Callable[[], None]) -> None:
    """``make`` fills ``part``, which then takes the place of ``path``."""
    try:
        with told():
            make()
        settle(part)
        sync(part)
        unseal(path)
        clear(path)  # nothing unfinished is among them: an older file was settled before
        replace(part, path)
    except OSError as error:
        raise Refused(advice(error, path)) from error
    finally:
        sweep(part)


def _must_still_hold(part: Path, before: Path) -> None:
    """A step may make or drop a table or a column; of those that stay it may lose no row and change no value.

    A step that means to change values names their columns: ``REWRITES = {"letters.text"}``.
    """
    old, new = connect(before, read_only=True), connect(part, read_only=True)
    try:
        changed = changed_tables(old, new, _rewritten() | {"alembic_version.version_num"})
    finally:
        old.close()
        new.close()
    if changed:
        raise AssertionError(f"the migration changed the rows of {', '.join(changed)}")


def _rewritten() -> set[str]:
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory.from_config(config()).walk_revisions()
    return {column for step in steps for column in getattr(step.module, "REWRITES", ())}


def _migrate(path: Path, schema: int = SCHEMA) -> None:
    from alembic import command

    engine = engine_for(path)
    settings = config(engine)
    settings.attributes["finish"] = [
        f"PRAGMA application_id={APPLICATION_ID}",
        f"PRAGMA user_version={schema}",
    ]
    settings.attributes["begin"] = {BEGIN: "BEGIN IMMEDIATE"}
    command.upgrade(settings, f"{schema:04d}")
    engine.dispose()
