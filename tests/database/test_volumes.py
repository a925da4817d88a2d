"""The volume of a folder: what it is, that it stays the same, and that asking it never fails a clerk."""

from pathlib import Path

from app.database.unbuffered import blocks_on_device
from app.database.volumes import eject, flush, identity, kind


def test_this_computers_disk_is_no_stick(tmp_path: Path) -> None:
    assert kind(tmp_path) == "disk"


def test_a_volume_keeps_its_number(tmp_path: Path) -> None:
    (tmp_path / "招商").mkdir()
    assert identity(tmp_path) == identity(tmp_path / "招商")


def test_who_may_not_flush_a_volume_goes_on(tmp_path: Path) -> None:
    flush(tmp_path)


def test_a_disk_that_cannot_be_ejected_stays(tmp_path: Path) -> None:
    assert not eject(tmp_path)
    assert tmp_path.is_dir()


def test_a_file_that_another_program_writes_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes(b"x" * 1_500_000)
    with path.open("ab"):
        assert sum(len(block) for block in blocks_on_device(path)) == 1_500_000
