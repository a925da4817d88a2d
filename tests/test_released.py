"""Files that older programs wrote, one of each released schema: today's opens them, every value in place."""

import lzma
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.clock import FixedClock
from app.database.engine import open_database
from app.database.header import read_header
from app.database.schema import SCHEMA
from app.errors import Refused
from app.jobs.backups import back_up_now, restore, shelved
from app.jobs.checks import check
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.models import Base
from tests.faults.next_version import next_version

FILES = sorted((Path(__file__).parent / "released").glob("schema-*.db.xz"))


@pytest.fixture(params=FILES, ids=lambda file: file.name.partition(".")[0])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "旧台账.db"
    path.write_bytes(lzma.decompress(request.param.read_bytes()))
    assert read_header(path).schema == int(request.param.name[7:11])
    return path


def _rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, by the names of its columns, in the order of its key."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    tables = {}
    for name in set(names) - {"alembic_version", "sqlite_sequence"}:
        tables[name] = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')]
    connection.close()
    return tables


def test_it_has_a_record_in_every_table(released: Path) -> None:
    assert len(_rows(released)) >= 40
    assert [name for name, rows in _rows(released).items() if not rows] == []


def test_it_is_whole_as_it_lies_and_stays_as_it_lies(released: Path) -> None:
    before = released.read_bytes()
    report = check(released)
    assert (report.problems, report.schema) == ((), read_header(released).schema)
    assert released.read_bytes() == before


def test_every_value_is_there_after_the_upgrade(released: Path, clock: FixedClock) -> None:
    before, number = _rows(released), read_header(released).schema
    open_database(released, clock).close()
    after = _rows(released)
    for table, rows in before.items():
        assert set(rows[0]) <= set(after[table][0]), f"{table} lost a column"
        assert [{name: new[name] for name in old} for old, new in zip(rows, after[table], strict=True)] == rows
    assert set(after) >= set(Base.metadata.tables)
    assert read_header(released).schema == SCHEMA
    assert check(released).ok
    assert (number == SCHEMA) == (shelved(released) == [])


def test_its_backup_can_be_brought_back(released: Path, clock: FixedClock, tmp_path: Path) -> None:
    copy = back_up_now(released, tmp_path / "旧备份.db", clock)
    restore(copy, tmp_path / "新处.db", clock)
    open_database(tmp_path / "新处.db", clock).close()
    assert check(tmp_path / "新处.db").ok


def test_it_can_be_handed_in_and_taken(released: Path, clock: FixedClock, tmp_path: Path) -> None:
    database = open_database(released, clock)
    folder = submit(database, tmp_path / "usb").folder
    database.close()
    county = open_database(tmp_path / "县.db", clock)
    assert consolidate(county, [folder]).taken == [str(folder)]
    county.close()


def test_a_reader_is_told_to_upgrade_it_first(released: Path, clock: FixedClock) -> None:
    if read_header(released).schema == SCHEMA:
        pytest.skip("today's schema")
    before = released.read_bytes()
    with pytest.raises(Refused, match="升级"):
        open_database(released, clock, read_only=True)
    assert released.read_bytes() == before


def test_a_program_one_version_older_refuses_it_untouched(released: Path, clock: FixedClock, tmp_path: Path) -> None:
    with next_version(tmp_path):
        open_database(released, clock).close()
    before = released.read_bytes()
    for attempt in (
        lambda: open_database(released, clock),
        lambda: open_database(released, clock, read_only=True),
        lambda: back_up_now(released, None, clock),
        lambda: restore(released, tmp_path / "别处.db", clock),
    ):
        with pytest.raises(Refused, match="更新版本"):
            attempt()
    report = check(released)
    assert (report.ok, report.schema) == (False, SCHEMA + 1)
    assert released.read_bytes() == before
    assert not (tmp_path / "别处.db").exists()


def test_a_submission_of_an_older_program_is_taken(clock: FixedClock, tmp_path: Path) -> None:
    shutil.unpack_archive(FILES[0].with_name("submission-0001.tar.xz"), tmp_path / "usb")
    report = check(tmp_path / "usb")
    assert (report.ok, report.schema) == (True, 1)
    county = open_database(tmp_path / "县.db", clock)
    assert len(consolidate(county, [tmp_path / "usb"]).taken) == 1
    assert len(consolidate(county, [tmp_path / "usb"]).taken) == 1
    with county.read() as session:
        assert session.connection().exec_driver_sql("SELECT name FROM offices").scalars().all() == ["清溪镇"]
    county.close()
    assert check(tmp_path / "县.db").ok
