"""kill -9 at a random moment: while saving, backing up, restoring, upgrading, submitting, consolidating."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.database import upgrade
from app.database.engine import open_database
from app.database.header import read_header
from app.database.manifest import NAME
from app.jobs.backups import back_up_now, restore, shelved
from app.jobs.checks import check
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from tests.faults import records
from tests.faults.child import how_long, killed
from tests.faults.next_version import next_version
from tests.faults.records import CLOCK
from tests.faults.row import Row

Say = Callable[[Any], None]


def print_nothing(_: object) -> None:
    """What a child would say, in this process: the first run loads what every later one uses."""


def saving(folder: Path, n: int) -> Row:
    """Every record whose saving was said is there; none of a group without the others."""
    row, rng = Row("kill -9 while saving"), random.Random(1)
    path, said, begin = records.fresh(records.township(folder), folder / "保存.db"), set[int](), 0
    for _ in range(n):
        outcome = killed(lambda say, at=begin: records.save_for_ever(path, at, say), rng.uniform(0, 0.15))
        said |= set(outcome.said)
        begin = max(said, default=0) + 2  # the one after may have been saved without being said
        row.judge(records.verdict(path, said))
    row.seen["records"] = len(said) * 4
    return row


def backing_up(folder: Path, n: int) -> Row:
    """The shelf holds whole copies only; the ledger is untouched."""
    row, rng = Row("kill -9 while backing up"), random.Random(2)
    path = records.fresh(records.township(folder), folder / "备份.db")
    before = path.read_bytes()

    def work(say: Say) -> None:
        say("begun")
        back_up_now(path, None, CLOCK)

    work(print_nothing)
    whole = how_long(work)
    for _ in range(n):
        killed(work, rng.uniform(0, whole))
        copies = shelved(path)
        broken = [copy for copy in copies if not check(copy.path).ok]
        row.judge("corrupt: a copy" if broken else "half: the ledger" if path.read_bytes() != before else "")
    row.seen["copies"] = len(shelved(path))
    return row


def restoring(folder: Path, n: int) -> Row:
    """Under the name lies the old state or the backup's, and nothing else; the old one is never lost."""
    row, rng = Row("kill -9 while restoring"), random.Random(3)
    source = records.township(folder)
    old, path = folder / "旧.db", folder / "还原.db"
    records.fresh(source, old)
    changed = open_database(old, CLOCK)
    records.save_group(changed, 1)
    changed.close()
    states = {records.dump(old): "old", records.dump(source): "new"}

    def work(say: Say) -> None:
        records.fresh(old, path)
        say("begun")
        restore(source, path, CLOCK)

    work(print_nothing)
    whole = how_long(work)
    for _ in range(n):
        killed(work, rng.uniform(0, whole * 1.5))
        open_database(path, CLOCK).close()
        state = states.get(records.dump(path))
        row.judge(f"+{state}" if state else "half")
    return row


def upgrading(folder: Path, n: int) -> Row:
    """The file is of the old schema or of the new one with all its rows, and the next try works."""
    row, rng = Row("kill -9 while upgrading"), random.Random(4)
    source, path = records.township(folder), folder / "升级.db"
    old = records.dump(source)
    with next_version(folder) as schema:

        def work(say: Say) -> None:
            records.fresh(source, path)
            say("begun")
            upgrade.upgrade(path, CLOCK.now())

        work(print_nothing)
        whole = how_long(work)
        for trial in range(n):
            killed(work, rng.uniform(whole * 0.3, whole * 1.8))  # the file is changed at the end
            is_new = read_header(path).schema == schema
            if not is_new and records.dump(path) != old:
                row.judge("half")
                continue
            if trial % 10 == 0:
                open_database(path, CLOCK).close()
                row.judge("" if read_header(path).schema == schema and check(path).schema == schema else "wrong: retry")
            else:
                row.judge("+new" if is_new else "+old")
    return row


def submitting(folder: Path, n: int) -> Row:
    """Whatever has a manifest is whole; what is not finished has none."""
    row, rng = Row("kill -9 while submitting"), random.Random(5)
    path, usb = records.fresh(records.township(folder), folder / "提交.db"), folder / "usb-kill"
    known: dict[Path, bool] = {}

    def work(say: Say) -> None:
        database = open_database(path, CLOCK)
        say("begun")
        submit(database, usb)

    def at_the_stick(say: Say) -> None:
        """Speaks first when all is ready and the stick is about to be written to: there the order matters."""
        database = open_database(path, CLOCK)
        submit(database, usb, progress=lambda words: say(words) if words == "写入U盘" else None)

    work(print_nothing)
    moments = [(one, how_long(one)) for one in (work, at_the_stick, at_the_stick)]
    for trial in range(n):
        one, whole = moments[trial % 3]
        killed(one, rng.uniform(0, whole * 1.1))
        verdict = records.verdict(path, ())
        for one in submissions_under(usb) if usb.exists() else ():
            if one not in known:
                known[one] = (one / NAME).exists()
                verdict = verdict or ("corrupt: " + one.name if check(one).ok != known[one] else "")
        row.judge(verdict)
    row.seen["finished"] = sum(known.values())
    return row


def consolidating(folder: Path, n: int) -> Row:
    """Each township is in the county's file whole or not at all, and the next round takes what is missing."""
    row, rng = Row("kill -9 while consolidating"), random.Random(6)
    submissions = _two_townships(folder)
    blank, path = folder / "县空.db", folder / "县.db"
    open_database(blank, CLOCK).close()
    counts = {0: "none", 15: "one", 30: "both"}

    def work(say: Say) -> None:
        records.fresh(blank, path)
        county = open_database(path, CLOCK)
        say("begun")
        consolidate(county, submissions)

    work(print_nothing)
    whole = how_long(work)
    for trial in range(n):
        killed(work, rng.uniform(whole * 0.6, whole * 1.3))  # a child of its own starts first
        open_database(path, CLOCK).close()
        count = _projects(path)
        if count not in counts or not check(path).ok:
            row.judge(f"half: {count}")
        elif trial % 10 == 0:
            county = open_database(path, CLOCK)
            consolidate(county, submissions)
            county.close()
            row.judge("" if _projects(path) == 30 else "wrong: retry")
        else:
            row.judge(f"+{counts[count]}")
    return row


def _two_townships(folder: Path) -> list[Path]:
    from app.services import offices

    found = []
    for number, name in ((1, "甲镇"), (2, "乙镇")):
        path = records.fresh(records.township(folder), folder / f"{name}.db")
        database = open_database(path, CLOCK)
        with database.work("试") as session:
            offices.establish(session, name=name, code=f"51990020{number}")
        found.append(submit(database, folder / "usb-two").folder)
        database.close()
    return found


def _projects(path: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM projects").fetchone()
    connection.close()
    return int(count)
