"""Damage at rest: flipped bits, lost and swapped pages, cut files; told before anything is used, and mended."""

import random
import shutil
import sqlite3
from pathlib import Path

from app.database.engine import open_database
from app.database.quarantine import Quarantine
from app.database.seal import seal
from app.errors import Refused
from app.jobs.backups import back_up_now, restore
from app.jobs.checks import look_at_submission
from app.jobs.consolidation import consolidate
from app.jobs.recovery import recover
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.child import killed
from tests.faults.records import CLOCK
from tests.faults.row import Row


def hurt(content: bytes, rng: random.Random) -> bytes:
    """One of six kinds of damage, somewhere."""
    kind, damaged = rng.randrange(8), bytearray(content)
    page = rng.randrange(max(1, len(content) // 4096)) * 4096
    if kind < 3:  # the commonest and the hardest to see
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    elif kind == 3:
        damaged[page : page + 512] = bytes(len(damaged[page : page + 512]))
    elif kind == 4:
        damaged[page : page + 4096] = rng.randbytes(len(damaged[page : page + 4096]))
    elif kind == 5:
        other = rng.randrange(max(1, len(content) // 4096)) * 4096
        damaged[page : page + 4096], damaged[other : other + 4096] = (
            content[other : other + 4096],
            content[page : page + 4096],
        )
    elif kind == 6:
        del damaged[rng.randrange(len(damaged)) :]
    else:
        damaged += bytes(rng.randrange(1, 8192))
    return bytes(damaged)


def of_a_submission(folder: Path, n: int) -> Row:
    """Every damage to any of a submission's files is told by the check; some are shown to the county too."""
    row, rng = Row("damage to a submission"), random.Random(21)
    path = records.fresh(records.township(folder), folder / "交.db")
    database = open_database(path, CLOCK)
    whole = submit(database, folder / "usb-damage").folder
    database.close()
    county = open_database(folder / "县-坏.db", CLOCK)
    with Quarantine() as quarantine:
        row.judge("" if _is_accepted(whole, quarantine) else "wrong: the whole one")
        for trial in range(n):
            for one in whole.iterdir():
                content = one.read_bytes()
                damaged = hurt(content, rng)
                if damaged == content:
                    continue
                one.write_bytes(damaged)
                row.judge("wrong: accepted" if _is_accepted(whole, quarantine) else "")
                if trial % 50 == 0:
                    row.judge("wrong: taken" if consolidate(county, [whole]).taken else "")
                one.write_bytes(content)
    county.close()
    return row


def _is_accepted(submission: Path, quarantine: Quarantine) -> bool:
    """As ``check`` judges it, in one guarded child for all."""
    try:
        return not quarantine.run(look_at_submission, str(submission))[1].problems
    except Refused:
        return False


def of_the_ledger(folder: Path, n: int) -> Row:
    """Damage since the last close is told at the next opening, and the last backup or the file itself mends it."""
    row, rng = Row("damage to the ledger at rest"), random.Random(22)
    path = records.fresh(records.township(folder), folder / "静.db")
    open_database(path, CLOCK).close()
    back_up_now(path, None, CLOCK)
    whole, state = path.read_bytes(), records.dump(path)
    for trial in range(n):
        damaged = hurt(whole, rng)
        path.write_bytes(damaged)
        if damaged == whole:
            continue
        try:
            open_database(path, CLOCK, read_only=True).close()
        except Refused:
            told = True
        else:
            told = False
        if not told:
            row.judge("+harmless" if _says_the_same(path, state) else "wrong: opened")
            continue
        row.judge(_mended(path, state, damaged) if trial % 20 == 0 else "+told")
        path.write_bytes(whole)
        seal(path)
    return row


def after_a_kill(folder: Path, n: int) -> Row:
    """A bit turned after a program was killed, with nothing sealed: told at the next opening."""
    row, rng = Row("a turned bit after a kill"), random.Random(24)
    path = records.fresh(records.township(folder), folder / "断.db")
    killed(lambda say: records.save_for_ever(path, 0, say), 0.3)
    open_database(path, CLOCK)._engine.dispose()  # what was half written is taken back, and nothing is closed
    whole, state = path.read_bytes(), records.dump(path)
    for _ in range(n):
        damaged = bytearray(whole)
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        path.write_bytes(damaged)
        try:
            open_database(path, CLOCK, read_only=True).close()
        except Refused:
            row.judge("+told")
        else:
            row.judge("+harmless" if _says_the_same(path, state) else "wrong: opened")
    return row


def of_a_copy_elsewhere(folder: Path, n: int) -> Row:
    """A damaged backup at a chosen place, under any name, is refused."""
    row, rng = Row("damage to a backup at a chosen place"), random.Random(25)
    path = records.fresh(records.township(folder), folder / "原.db")
    copy, target = back_up_now(path, folder / "外.db", CLOCK), folder / "还.db"
    whole = copy.read_bytes()
    for _ in range(n):
        copy.write_bytes(hurt(whole, rng))
        if copy.read_bytes() == whole:
            continue
        try:
            restore(copy, target, CLOCK)
        except Refused:
            row.judge("")
        else:
            row.judge("wrong: restored")
            target.unlink()
    return row


def of_a_backup(folder: Path, n: int) -> Row:
    """A damaged backup from the shelf is refused, and the ledger stays as it is."""
    row, rng = Row("damage to a backup"), random.Random(23)
    path = records.fresh(records.township(folder), folder / "架.db")
    copy = back_up_now(path, None, CLOCK)
    whole, before = copy.read_bytes(), path.read_bytes()
    for _ in range(n):
        copy.write_bytes(hurt(whole, rng))
        if copy.read_bytes() == whole:
            continue
        try:
            restore(copy, path, CLOCK)
        except Refused:
            row.judge("" if path.read_bytes() == before else "wrong: the ledger was touched")
        else:
            row.judge("wrong: restored")
            shutil.copyfile(folder / "样本.db", path)
    return row


def _mended(path: Path, state: str, damaged: bytes) -> str:
    recovery = recover(path, CLOCK, lambda _loss: True)
    kept = recovery.damaged.read_bytes() == damaged
    recovery.damaged.unlink()
    if recovery.salvaged:
        recovery.salvaged.unlink()
    if not kept:
        return "lost: the damaged file"
    return "+mended" if records.dump(path) == state else "wrong: not the backup's records"


def _says_the_same(path: Path, state: str) -> bool:
    try:
        return records.dump(path) == state
    except sqlite3.Error:  # not even the engine reads it
        return False
