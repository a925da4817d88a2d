"""New files and newer schemas: migrations run on a copy in one transaction, and the copy takes the file's place.

A kill at any moment leaves the old file or the new one, and nothing between.
"""

import shutil
from pathlib import Path
from uuid import uuid4

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from app.database.backup import back_up
from app.database.connection import BEGIN, engine_for
from app.database.faults import told
from app.database.header import read_header
from app.database.schema import APPLICATION_ID, SCHEMA
from app.errors import Refused
from app.paths import replace, sync

_MIGRATIONS = Path(__file__).parent / "migrations"


def create(path: Path) -> None:
    """Makes an empty database of today's schema at ``path``."""
    part = _beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch(mode=0o600)
    except OSError as error:
        raise Refused(f"无法在“{path.parent}”建立数据文件，请换一个能写入的文件夹。") from error
    _bring_up(part, path)


def upgrade(path: Path) -> Path:
    """Brings an older file to today's schema; returns the backup made before, which stays outside rotation."""
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < 3 * size:
        raise Refused("磁盘空间不足，无法升级数据文件，请清理磁盘后再打开。")
    kept = path.with_name(f"{path.stem}.升级前-{read_header(path).schema}{path.suffix}")
    back_up(path, kept)
    part = _beside(path)
    back_up(path, part)
    _bring_up(part, path)
    return kept


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration, without an ini file."""
    settings = Config()
    settings.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    settings.attributes["engine"] = engine
    return settings


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{uuid4().hex[:8]}.new")


def _bring_up(part: Path, path: Path) -> None:
    try:
        with told():
            _migrate(part)
        sync(part)
        for suffix in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        replace(part, path)
    finally:
        for leftover in (part, part.with_name(part.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _migrate(path: Path) -> None:
    engine = engine_for(path)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    settings = config(engine)
    settings.attributes["finish"] = [
        f"PRAGMA application_id={APPLICATION_ID}",
        f"PRAGMA user_version={SCHEMA}",
    ]
    settings.attributes["begin"] = {BEGIN: "BEGIN IMMEDIATE"}
    command.upgrade(settings, "head")
    engine.dispose()
