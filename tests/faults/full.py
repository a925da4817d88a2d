"""The disk is full, at any byte: one Chinese sentence, all that was saved whole, and the next try works."""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from app.database import upgrade
from app.database.engine import open_database
from app.errors import Refused
from app.jobs.backups import back_up_now, restore
from app.jobs.checks import check
from app.jobs.exports import export
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from app.values.kinds import LedgerKind
from tests.faults import records
from tests.faults.next_version import next_version
from tests.faults.records import CLOCK
from tests.faults.row import Row, is_root

_MEGABYTES = 12


def saving(folder: Path, n: int) -> Row:
    """Groups are saved until there is no room; then room is made, and the very next save works."""
    row, rng = Row("disk full while saving"), random.Random(11)
    with _small_disk(folder, row) as disk:
        for trial in range(n if disk else 0):
            path = records.fresh(records.township(folder), disk / "台账.db")
            database = open_database(path, CLOCK)
            ballast = _fill(disk, leave=rng.randrange(0, 400_000))
            said, sentence = [], ""
            try:
                while len(said) < 300:
                    records.save_group(database, len(said))
                    said.append(len(said))
            except Refused as refused:
                sentence = refused.message
            ballast.unlink()
            records.save_group(database, 900 + trial)
            database.close()
            wrong = records.verdict(path, [*said, 900 + trial])
            row.judge(wrong or ("" if _is_a_sentence(sentence) else f"wrong: {sentence}"))
    return row


def other_work(folder: Path, n: int) -> Row:
    """Backups, restores, upgrades, submissions and exports onto a disk that fills up."""
    row, rng = Row("disk full in other work"), random.Random(12)
    source = records.township(folder)
    size = source.stat().st_size
    with _small_disk(folder, row) as disk:
        for trial in range(n if disk else 0):
            for one in disk.iterdir():
                shutil.rmtree(one) if one.is_dir() else one.unlink()
            path = records.fresh(source, (disk if trial % 5 in {1, 2} else folder) / "别的.db")
            before = records.dump(path)
            work = _works(path, source, disk)[trial % 5]
            with next_version(folder) if trial % 5 == 2 else nullcontext():
                ballast = _fill(disk, leave=rng.randrange(0, 4 * size))
                sentence = _try(work)
                ballast.unlink()
                row.judge(_judged(path, before, disk, sentence, work))
    return row


def _works(path: Path, source: Path, disk: Path) -> list[Callable[[], object]]:
    def hand_in() -> None:
        database = open_database(path, CLOCK)
        try:
            submit(database, disk)
        finally:
            database.close()

    def write_out() -> None:
        database = open_database(path, CLOCK, read_only=True)
        try:
            export(database, LedgerKind.PROJECTS, disk / "项目.xlsx")
        finally:
            database.close()

    return [
        lambda: back_up_now(path, disk / "备份.db", CLOCK),
        lambda: restore(source, path, CLOCK),
        lambda: upgrade.upgrade(path, CLOCK.now()),
        hand_in,
        write_out,
    ]


def _judged(path: Path, before: str, disk: Path, sentence: str, work: Callable[[], object]) -> str:
    if sentence.startswith("trace"):
        return f"wrong: {sentence}"
    if sentence and _projects_of(records.dump(path)) != _projects_of(before):
        return "half: the ledger"
    for one in submissions_under(disk):
        if not check(one).ok:
            return f"half: {one.name}"
    if list(disk.glob("*.part")) or list(disk.glob(".*.part")):
        return "wrong: a leftover"
    again = _try(work) if sentence else ""
    return f"wrong: again {again}" if again else ("+refused" if sentence else "+fitted")


def _projects_of(dump: str) -> list[str]:
    """A refused submission has taken its number; the records of the office are what they were."""
    return [
        line for line in dump.splitlines() if "INSERT INTO" in line and "meta" not in line and "submiss" not in line
    ]


def _try(work: Callable[[], object]) -> str:
    try:
        work()
    except Refused as refused:
        return refused.message
    except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
        return f"trace: {error!r}"
    return ""


def _is_a_sentence(text: str) -> bool:
    return text.endswith("。") and ("磁盘" in text or "空间" in text)


@contextmanager
def _small_disk(folder: Path, row: Row) -> Iterator[Path | None]:
    """A memory disk of a few megabytes, or None and the reason in the row."""
    if not is_root():
        row.skipped = "needs root"
        yield None
        return
    disk = folder / "小盘"
    disk.mkdir(exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m", "tmpfs", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        row.skipped = "needs a right to mount"
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False, capture_output=True)


def _fill(disk: Path, leave: int) -> Path:
    """A file that takes all the room but ``leave`` bytes."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - leave)))
    return ballast
