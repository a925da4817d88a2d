"""A ledger reached through a link on the desktop: one file, wherever it is opened, upgraded, restored or mended."""

import shutil
import sys
from pathlib import Path

import pytest

from app.database import upgrade
from app.database.engine import Database, open_database
from app.database.header import read_header
from app.database.schema import SCHEMA
from app.jobs.backups import back_up_now, restore
from app.jobs.checks import check
from app.jobs.recovery import recover
from app.models.units import Unit
from tests.builders import build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")


@pytest.fixture
def link(tmp_path: Path, database: Database) -> Path:
    """A link to a ledger with a unit, in another folder."""
    with database.work("试") as session:
        build(session, Unit)
    database.close()
    (tmp_path / "桌面").mkdir()
    link = tmp_path / "桌面" / "我的台账.db"
    link.symlink_to(database.path)
    return link


def test_an_upgrade_leaves_the_link_and_changes_the_file(tmp_path: Path, clock) -> None:
    old, link = tmp_path / "旧.db", tmp_path / "链接.db"
    upgrade.make(old, 1)
    link.symlink_to(old)
    open_database(link, clock).close()
    assert link.is_symlink()
    assert read_header(old).schema == SCHEMA


def test_a_restore_and_a_backup_leave_the_link(link: Path, tmp_path: Path, clock) -> None:
    copy = back_up_now(link, tmp_path / "备份.db", clock)
    restore(copy, link, clock)
    nightly = tmp_path / "每夜.db"
    nightly.symlink_to(copy)
    back_up_now(link, nightly, clock)
    assert link.is_symlink()
    assert nightly.is_symlink()
    assert check(link).ok


def test_damage_behind_a_link_is_told_and_mended(link: Path, clock) -> None:
    back_up_now(link, None, clock)
    real = link.resolve()
    real.write_bytes(real.read_bytes()[:-4096])
    assert not check(link).ok
    recover(link, clock)
    assert link.is_symlink()
    assert check(real).ok


def test_a_change_cut_short_behind_a_link_is_seen(link: Path, clock) -> None:
    real = link.resolve()
    shutil.copyfile(real, f"{real}-journal")
    assert not check(link).ok
    open_database(link, clock).close()
    assert check(link).ok
