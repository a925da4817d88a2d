"""A stick that is pulled, full, locked or swapped, a kill, a failure at home: no submission is left, and it is told."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.database import copies, device
from app.database.engine import Database, open_database
from app.database.manifest import NAME
from app.errors import Refused
from app.jobs.checks import check
from app.jobs.submission import FOLDER, submit
from app.models.submissions import Submission


def _all_files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()] if folder.exists() else []


def _bytes(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in _all_files(folder))


@pytest.mark.parametrize("call", range(1, 12))
def test_a_stick_pulled_at_any_sync_leaves_no_submission(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    real, seen = os.fsync, {"count": 0}

    def fsync(descriptor: int) -> None:
        name = str(Path(f"/proc/self/fd/{descriptor}").readlink())
        if name.startswith(str(tmp_path / "usb")):
            seen["count"] += 1
            if seen["count"] == call:
                raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    if (refusal := _refusal_of(township, tmp_path / "usb")) is None:
        assert seen["count"] < call
        assert [check(one).ok for one in (tmp_path / "usb" / FOLDER / "519900101").iterdir()] == [True]
        return
    assert "U盘" in refusal
    assert _all_files(tmp_path / "usb") == []
    with township.read() as session:
        assert session.query(Submission).count() == 0


def _refusal_of(township: Database, directory: Path) -> str | None:
    try:
        submit(township, directory)
    except Refused as refused:
        return refused.message
    return None


def test_bytes_that_changed_on_the_stick_are_noticed(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = device.put

    def put(source: Path, target: Path) -> str:
        sent = real(source, target)
        if target.suffix == ".db":
            content = bytearray(target.read_bytes())
            content[-1] ^= 1
            target.write_bytes(content)
        return sent

    monkeypatch.setattr(copies, "put", put)
    with pytest.raises(Refused, match="不一致"):
        submit(township, tmp_path / "usb")
    assert _all_files(tmp_path / "usb") == []


def test_another_stick_in_its_place_is_noticed(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter((1, 2))
    monkeypatch.setattr(copies, "volume", lambda _: next(numbers))
    with pytest.raises(Refused, match="换过"):
        submit(township, tmp_path / "usb")
    assert _all_files(tmp_path / "usb") == []


def test_a_full_stick_is_told_before_anything_is_written(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**6, 10**6, 0))
    with pytest.raises(Refused, match="空间不足"):
        submit(township, tmp_path / "usb")
    assert _all_files(tmp_path / "usb") == []


_SUBMIT = """
import sys
from datetime import date
from pathlib import Path
from app.clock import fixed
from app.database.engine import open_database
from app.jobs.submission import submit
database = open_database(Path(sys.argv[1]), fixed(date(2026, 9, 15)))
print("begun", flush=True)
submit(database, Path(sys.argv[2]))
"""


def test_a_kill_at_any_moment_leaves_no_half_submission(township: Database, tmp_path: Path) -> None:
    township.close()
    for trial in range(5):
        asked = [sys.executable, "-c", _SUBMIT, str(township.path), str(tmp_path / "usb")]
        program = subprocess.Popen(asked, stdout=subprocess.PIPE, text=True)
        assert program.stdout
        assert program.stdout.readline() == "begun\n"
        time.sleep(0.15 + 0.12 * trial)
        program.kill()
        program.wait()
        program.stdout.close()
    folder = tmp_path / "usb" / FOLDER / "519900101"
    for one in folder.iterdir() if folder.exists() else ():
        assert check(one).ok == (one / NAME).exists()
    again = open_database(township.path, township.clock)
    receipt = submit(again, tmp_path / "usb")
    again.close()
    assert check(receipt.folder).ok


_LIMITED = """
import resource, sys
from datetime import date
from pathlib import Path
from app.clock import fixed
from app.database import copies
from app.database.engine import open_database
from app.errors import Refused
from app.jobs.submission import submit
database = open_database(Path(sys.argv[1]), fixed(date(2026, 9, 15)))
real = copies.put
def put(source, target):
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
    try:
        return real(source, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
copies.put = put
try:
    submit(database, Path(sys.argv[2]))
except Refused as refused:
    print(refused.message)
    copies.put = real
    print(submit(database, Path(sys.argv[2])).sequence)
database.close()
"""


def test_a_stick_that_fills_up_while_writing_is_told_and_the_next_try_works(township: Database, tmp_path: Path) -> None:
    asked = [sys.executable, "-c", _LIMITED, str(township.path), str(tmp_path / "usb")]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    sentence, sequence = done.stdout.split()
    assert "空间不足" in sentence
    assert int(sequence) == 2
    (folder,) = (tmp_path / "usb" / FOLDER / "519900101").iterdir()
    assert check(folder).ok


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(township: Database, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb").chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(Refused, match="没有权限"):
        submit(township, tmp_path / "usb")
    (tmp_path / "usb").chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("fault", "words"), [(errno.EROFS, "写保护"), (errno.EACCES, "没有权限"), (errno.ENOSPC, "空间不足")]
)
def test_a_stick_that_takes_no_folder_is_told(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, words: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(copies, "put", refuse)
    with pytest.raises(Refused, match=words):
        submit(township, tmp_path / "usb")
    assert _all_files(tmp_path / "usb") == []


def test_what_cannot_be_entered_at_home_is_taken_back(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Refused("磁盘已满")

    monkeypatch.setattr("app.services.submission.keep_log", fail)
    with pytest.raises(Refused, match="磁盘已满"):
        submit(township, tmp_path / "usb")
    assert _all_files(tmp_path / "usb") == []


def test_an_earlier_submission_on_the_stick_is_never_touched(
    township: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = submit(township, tmp_path / "usb")
    before = {one: one.read_bytes() for one in _all_files(tmp_path / "usb")}
    monkeypatch.setattr(copies, "digest_on_device", lambda _: "")
    with pytest.raises(Refused):
        submit(township, tmp_path / "usb")
    monkeypatch.undo()
    assert {one: one.read_bytes() for one in _all_files(tmp_path / "usb")} == before
    assert check(first.folder).ok
