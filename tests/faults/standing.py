"""What must stand though something else happens to the file: another takes its name, an older copy wants its place."""

import random
import shutil
from pathlib import Path

from app.database.engine import open_database
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.recovery import Loss, recover
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row


def replaced_while_open(folder: Path, n: int) -> Row:
    """Another file takes the name of the open one, or it goes: the next save is refused, and nothing is written."""
    row, rng = Row("a file replaced or moved while it is open"), random.Random(45)
    source = records.township(folder)
    path, other = folder / "开.db", records.fresh(source, folder / "别.db")
    older = open_database(other, CLOCK)
    records.save_group(older, 7)
    older.close()
    for trial in range(n):
        database = open_database(records.fresh(source, path), CLOCK)
        for number in range(rng.randrange(1, 4)):
            records.save_group(database, number)
        kind = trial % 4
        if kind == 0:
            shutil.copyfile(other, folder / "新.db")
            (folder / "新.db").replace(path)
        elif kind == 1:
            shutil.copyfile(source, path)  # written over in its place: an older state under the same identity
        elif kind == 2:
            path.unlink()
        else:
            path.rename(folder / "移.db")
        there = path.read_bytes() if path.exists() else None
        try:
            records.save_group(database, 99)
        except Refused as refused:
            is_told = refused.message.endswith("。")
        else:
            is_told = False
        untouched = (path.read_bytes() if path.exists() else None) == there
        row.judge("" if is_told and untouched else f"wrong: {('replaced', 'set back', 'removed', 'moved')[kind]}")
        database._engine.dispose()
    return row


def newer_than_its_copy(folder: Path, n: int) -> Row:
    """A damaged file that was saved after its copy: the copy takes its place only where somebody agrees to the loss."""
    row, rng = Row("rescue from a copy that is older"), random.Random(46)
    path = records.fresh(records.township(folder), folder / "新于备份.db")
    open_database(path, CLOCK).close()
    back_up_now(path, None, CLOCK)
    database = open_database(path, CLOCK)
    records.save_group(database, 1)
    database.close()
    whole = path.read_bytes()
    told: list[str] = []

    def nobody_agrees(loss: Loss) -> bool:
        told.append(loss.text)
        return False

    for _ in range(n):
        damaged = bytearray(whole)
        page = rng.randrange(1, len(whole) // 4096) * 4096
        damaged[page : page + 4096] = rng.randbytes(4096)
        path.write_bytes(damaged)
        told.clear()
        try:
            recover(path, CLOCK, nobody_agrees)
        except Refused as refused:
            fine = bool(told) and "1次" in told[0] and refused.message.endswith("。") and path.read_bytes() == damaged
            row.judge("" if fine else f"wrong: {told} {refused.message}")
        else:
            row.judge("lost: newer records, without a word")
    return row
