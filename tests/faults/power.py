"""The power goes: an ext4 of its own is shut down without writing what it still holds (the ioctl that xfstests uses).

What was not synced is lost, as with the plug. Not simulated: drives that lie about their cache, torn sectors, FAT,
Windows. Needs root, a loop device and mkfs.ext4; where one is missing, the rows say so.
"""

import fcntl
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app.database.engine import open_database
from app.database.manifest import NAME
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.checks import check
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from tests.faults import records
from tests.faults.child import heard, started, wait_for
from tests.faults.records import CLOCK
from tests.faults.row import Row, is_root

_SHUTDOWN, _NO_LOG_FLUSH = 0x8004587D, 2


class Disk:
    """A small ext4 in a file, mounted, whose plug can be pulled."""

    def __init__(self, folder: Path, name: str, megabytes: int = 48) -> None:
        self.image, self.mount = folder / f"{name}.img", folder / name
        self.mount.mkdir(exist_ok=True)
        with self.image.open("wb") as file:
            file.truncate(megabytes * 1024 * 1024)
        _run("mkfs.ext4", "-q", "-F", str(self.image))
        self.plug_in()

    def plug_in(self) -> None:
        """Mounts it; its journal is replayed, as at the next start of the computer."""
        _run("mount", "-o", "loop", str(self.image), str(self.mount))

    def pull(self) -> None:
        """Stops the device at once; from here on everything on it fails."""
        descriptor = os.open(self.mount, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))
        finally:
            os.close(descriptor)

    def come_back(self) -> None:
        """After a pull: away with it, and mounted anew."""
        self.unmount()
        self.plug_in()

    def unmount(self) -> None:
        """Takes it away, however many still hold it."""
        subprocess.run(["umount", "-l", str(self.mount)], check=False, capture_output=True)


@contextmanager
def _disk(folder: Path, name: str) -> Iterator[Disk]:
    disk = Disk(folder, name)
    try:
        yield disk
    finally:
        disk.unmount()


def reason_against() -> str:
    """Why power cannot be cut here, or nothing."""
    if not is_root():
        return "needs root"
    if not Path("/dev/loop-control").exists() or shutil.which("mkfs.ext4") is None:
        return "needs a loop device and mkfs.ext4"
    return ""


def under_load(folder: Path, n: int) -> Row:
    """Cut while group after group is saved: all that was said to be saved before the cut is there."""
    return _saving(folder, n, "power cut while saving", lambda rng: rng.uniform(0, 0.25), save=records.save_for_ever)


def idle(folder: Path, n: int) -> Row:
    """Cut some time after the last save, with nothing going on: here SQLite's own defaults lose the last record."""

    def save_once(path: Path, begin: int, say: Callable[[Any], None]) -> None:
        database = open_database(path, CLOCK)
        records.save_group(database, begin)
        say(begin)
        time.sleep(600)

    return _saving(folder, n, "power cut while idle", lambda rng: rng.uniform(0, 4), save=save_once)


def _saving(folder: Path, n: int, what: str, pause: Callable[[random.Random], float], save: Any) -> Row:
    row, rng = Row(what), random.Random(7)
    if reason := reason_against():
        row.skipped = reason
        return row
    source, said, begin = records.township(folder), set[int](), 0
    with _disk(folder, "power") as disk:
        path = records.fresh(source, disk.mount / "台账.db")
        os.sync()
        for _ in range(n):
            process, near = started(lambda say, at=begin: save(path, at, say))
            said.add(wait_for(near))
            time.sleep(pause(rng))
            said |= set(heard(near))  # before the cut: what is said after it does not count
            disk.pull()
            process.kill()
            process.join()
            begin = max([*said, *heard(near)]) + 2
            disk.come_back()
            row.judge(records.verdict(path, said))
        row.controls = _controls(disk, max(3, n // 10))
    row.seen["records"] = len(said) * 4
    return row


def _controls(disk: Disk, n: int) -> tuple[int, int]:
    """The same with SQLite's own settings, idle for a moment: a run in which these do not lose proves nothing."""
    lost, path = 0, disk.mount / "peer.db"
    for _ in range(n):
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES (0)")
        connection.commit()
        os.sync()
        connection.execute("INSERT INTO t VALUES (1)")
        connection.commit()
        disk.pull()
        with suppress(sqlite3.Error):
            connection.close()
        disk.come_back()
        again = sqlite3.connect(path)
        lost += again.execute("SELECT count(*) FROM t").fetchone() != (2,)
        again.close()
    return lost, n


def after_submitting(folder: Path, n: int) -> Row:
    """The stick is pulled as soon as it is said to be done: the submission is whole on it. A plain copy is not."""
    row = Row("stick pulled after the submission is done")
    if reason := reason_against():
        row.skipped = reason
        return row
    path, lost = records.fresh(records.township(folder), folder / "U盘前.db"), 0
    with _disk(folder, "usb-after") as disk:
        database = open_database(path, CLOCK)
        for _ in range(n):
            receipt = submit(database, disk.mount)
            shutil.copyfile(receipt.folder / receipt.file, disk.mount / "copy.db")
            disk.pull()
            disk.come_back()
            row.judge("" if check(receipt.folder).ok else "lost: a finished submission")
            copy = disk.mount / "copy.db"
            lost += not (copy.exists() and check(copy).ok)
            shutil.rmtree(receipt.folder)
            copy.unlink(missing_ok=True)
        database.close()
    row.controls = (lost, n)
    return row


def while_submitting(folder: Path, n: int) -> Row:
    """The stick is pulled in the middle: one sentence, and nothing with a manifest that is not whole."""
    row, rng = Row("stick pulled while submitting"), random.Random(9)
    if reason := reason_against():
        row.skipped = reason
        return row
    path = records.fresh(records.township(folder), folder / "U盘中.db")
    with _disk(folder, "usb-during") as disk:
        for trial in range(n):
            process, near = started(lambda say: _hand_in(path, disk.mount, say))
            wait_for(near)
            time.sleep(rng.uniform(0.1, 0.6))
            before = heard(near)
            disk.pull()
            said = before or [wait_for(near, 30)]
            process.kill()
            process.join()
            disk.come_back()
            row.judge(_on_the_stick(disk.mount, said[-1], finished_before=bool(before)))
            if trial % 20 == 19:
                shutil.rmtree(disk.mount / "招商项目提交", ignore_errors=True)
    return row


def _hand_in(path: Path, stick: Path, say: Callable[[Any], None]) -> None:
    database = open_database(path, CLOCK)
    say("begun")
    try:
        say(str(submit(database, stick).folder))
    except Refused as refused:
        say(f"refused: {refused.message}")
    except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
        say(f"trace: {error!r}")


def _on_the_stick(stick: Path, said: Any, *, finished_before: bool) -> str:
    for one in submissions_under(stick):
        if (one / NAME).exists() and not check(one).ok:
            return f"corrupt: {one.name}"
    if said is None or str(said).startswith("trace"):
        return f"wrong: {said}"
    if str(said).startswith("refused"):
        return "+refused"
    if not check(Path(said)).ok:
        return f"lost: done {'before' if finished_before else 'at'} the pull"
    return "+done"


def backing_up(folder: Path, n: int) -> Row:
    """Cut as soon as a backup on another disk is said to be made: it is whole there."""
    row = Row("power cut after a backup")
    if reason := reason_against():
        row.skipped = reason
        return row
    path = records.fresh(records.township(folder), folder / "备份前.db")
    with _disk(folder, "disk-two") as disk:
        for number in range(n):
            target = back_up_now(path, disk.mount / f"备份{number}.db", CLOCK)
            disk.pull()
            disk.come_back()
            row.judge("" if target.exists() and check(target).ok else "lost")
            target.unlink(missing_ok=True)
    return row


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
