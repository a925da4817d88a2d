"""What stands at the door: newer and foreign files, leftovers, second programs, odd paths, clocks that jump."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import FixedClock
from app.database.engine import open_database
from app.database.lock import held
from app.database.manifest import NAME, read_manifest
from app.database.schema import SCHEMA
from app.errors import Refused
from app.jobs.backups import back_up_if_due, back_up_now, restore, shelved
from app.jobs.checks import check
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.child import killed, started, wait_for
from tests.faults.next_version import next_version
from tests.faults.records import CLOCK
from tests.faults.row import Row

_NAMES = (
    "招商 项目(2026).db",
    "许功盖.db",
    "𬭊𠮷😀.db",
    "a'b\"c%20?#.db",
    " 前后空格 .db",
    "长" * 70 + ".db",
    "-开头.db",
    "a;b&c|d.db",
)


def strange_files(folder: Path, n: int) -> Row:
    """Newer schemas, other programs' files, rubbish: refused by every door, byte for byte as they were."""
    row, rng = Row("newer, foreign and broken headers"), random.Random(41)
    whole = records.township(folder).read_bytes()
    path, good = folder / "异.db", records.fresh(records.township(folder), folder / "好.db")
    for _ in range(n):
        content = rng.choice(
            (
                lambda: whole[:60] + (SCHEMA + rng.choice((1, 2, 100))).to_bytes(4, "big") + whole[64:],
                lambda: whole[:68] + rng.randbytes(4) + whole[72:],
                lambda: rng.randbytes(rng.randrange(9000)),
                lambda: b"",
                lambda: whole[: rng.randrange(200)],
                lambda: whole[:16] + rng.randbytes(84) + whole[100:],
            )
        )()
        path.write_bytes(content)
        doors: tuple[Callable[[], object], ...] = (
            lambda: open_database(path, CLOCK),
            lambda: open_database(path, CLOCK, read_only=True),
            lambda: back_up_now(path, folder / "异-备份.db", CLOCK),
            lambda: restore(path, good, CLOCK),
        )
        row.judge(_all_refuse(doors) or ("wrong: touched" if path.read_bytes() != content else ""))
        row.judge("wrong: called whole" if check(path).ok else "")
    return row


def made_by_the_next_version(folder: Path, n: int) -> Row:
    """A file really upgraded by a program one version ahead is refused by this one, byte for byte as it was."""
    row = Row("a file of the next version")
    path = folder / "下一版.db"
    for _ in range(max(1, n // 20)):
        records.fresh(records.township(folder), path)
        with next_version(folder):
            open_database(path, CLOCK).close()
        content = path.read_bytes()
        refused = _all_refuse((lambda: open_database(path, CLOCK), lambda: back_up_now(path, None, CLOCK)))
        row.judge(refused or ("wrong: touched" if path.read_bytes() != content else ""))
    return row


def leftovers(folder: Path, n: int) -> Row:
    """A stale journal, a stale WAL or a half change beside a file that is restored never turns it back."""
    row, rng = Row("stale journal or WAL beside a restored file"), random.Random(42)
    source = records.township(folder)
    path, old = folder / "旧痕.db", folder / "大.db"
    records.fresh(source, old)
    another = open_database(old, CLOCK)  # else what a journal brings back would be what stands there
    for number in range(8):
        records.save_group(another, number)
    another.close()
    expected = records.dump(source)
    for trial in range(n):
        records.fresh(old, path)
        _leave_traces(path, rng)
        for kept in folder.glob("旧痕.还原前-*"):
            kept.unlink()
        try:
            restore(source, path, CLOCK if trial % 2 else None)  # onto the shelf, or kept beside as rescue does
        except Refused as refused:
            row.judge(f"wrong: {refused.message}")
            continue
        opened = open_database(path, CLOCK)
        opened.close()
        row.judge("" if records.dump(path) == expected else "wrong: turned back")
    return row


def _leave_traces(path: Path, rng: random.Random) -> None:
    """What a program killed in the middle leaves, in one of three ways."""
    kind = rng.randrange(3)
    if kind == 0:
        Path(f"{path}-wal").write_bytes(rng.randbytes(rng.randrange(1, 9000)))
        Path(f"{path}-shm").write_bytes(rng.randbytes(32768))
    elif kind == 1:
        Path(f"{path}-journal").write_bytes(rng.randbytes(rng.randrange(1, 9000)))
    else:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE projects SET note = note || ?", ("x" * 3000,))
        shutil.copyfile(f"{path}-journal", folder_copy := f"{path}.j")
        connection.rollback()
        connection.close()
        shutil.move(folder_copy, f"{path}-journal")


def hand_copies(folder: Path, n: int) -> Row:
    """A copy made by hand while the program saves is whole, or is told; never quietly half."""
    row, rng = Row("hand copy while the program saves"), random.Random(43)
    path, copy = records.fresh(records.township(folder), folder / "手抄源.db"), folder / "手抄" / "抄.db"
    copy.parent.mkdir(exist_ok=True)
    for begin in range(0, n * 1000, 1000):
        process, near = started(lambda say, at=begin: records.save_for_ever(path, at, say))
        wait_for(near)
        for _ in range(rng.randrange(3)):
            wait_for(near)
        with_journal = rng.random() < 0.5
        for one in (path, Path(f"{path}-journal")) if with_journal else (path,):
            if one.exists():
                shutil.copyfile(one, copy.with_name(copy.name + one.name.removeprefix(path.name)))
        process.kill()
        process.join()
        row.judge(_judge_copy(copy))
        for one in copy.parent.iterdir():
            one.unlink()
    return row


def _judge_copy(copy: Path) -> str:
    if not check(copy).ok:
        return "+told"
    connection = sqlite3.connect(copy)
    counts = connection.execute(
        "SELECT count(*) FROM projects WHERE code LIKE '组%' GROUP BY substr(code, 1, instr(code, '-'))"
    ).fetchall()
    connection.close()
    return "+whole" if {count for (count,) in counts} <= {4} else "+half, which only a manifest would tell"


def second_programs(folder: Path, n: int) -> Row:
    """While one program holds the ledger the next is told; after a crash nobody is asked anything."""
    row = Row("second program, and a lock left by a crash")
    path = records.fresh(records.township(folder), folder / "两个.db")

    def hold(say: Callable[[object], None]) -> None:
        with held(path):
            say("held")
            wait_for_ever()

    for trial in range(n):
        process, near = started(hold)
        wait_for(near)
        if trial % 5 == 0:
            row.judge(_all_refuse((lambda: _take(path),)))
        process.kill()
        process.join()
        try:
            _take(path)
        except Refused as refused:
            row.judge(f"wrong: {refused.message}")
        else:
            row.judge("")
    return row


def wait_for_ever() -> None:
    """Until somebody kills this process."""
    import time

    while True:
        time.sleep(60)


def odd_paths(folder: Path, n: int) -> Row:
    """Chinese, blanks, rare signs, quotes, long names and folders: the whole way works under each."""
    row = Row("odd names and long paths")
    source = records.township(folder)
    deep = folder / ("很深的文件夹" * 3) / ("又一层" * 4)
    deep.mkdir(parents=True, exist_ok=True)
    for trial in range(max(len(_NAMES), n // 4)):
        place = (deep if trial % 2 else folder) / f"处 {trial}"
        place.mkdir(exist_ok=True)
        path = records.fresh(source, place / _NAMES[trial % len(_NAMES)])
        database = open_database(path, CLOCK)
        records.save_group(database, 1)
        receipt = submit(database, place / "U 盘%")
        database.close()
        copy = back_up_now(path, place / f"备份 {path.name}", CLOCK)
        restore(copy, path, CLOCK)
        far = deep / ("太深" * 40) / ("还要深" * 20) / "台账.db"
        row.judge(_all_refuse((lambda: open_database(far, CLOCK),)) if trial == 0 else "")  # noqa: B023 - called at once
        good = check(receipt.folder).ok and check(copy).ok and not records.verdict(path, [1])
        row.judge("" if good else f"wrong: {path.name}")
    return row


def not_to_be_written(folder: Path, n: int) -> Row:
    """A file or a folder that may not be written: one sentence, and not a byte changed. (In a child without rights.)"""
    row = Row("read-only file or folder")
    if not hasattr(os, "setuid"):
        row.skipped = "needs users"
        return row
    for trial in range(max(4, n // 4)):
        place = folder / f"只读{trial}"
        place.mkdir(exist_ok=True)
        path = records.fresh(records.township(folder), place / "台账.db")
        before = path.read_bytes()
        if trial % 2:
            path.chmod(0o444)
        else:
            place.chmod(0o555)
            path.chmod(0o444)
        outcome = killed(lambda say, path=path: _as_nobody(path, say), 30)
        place.chmod(0o755)
        said = str(outcome.said[-1]) if outcome.said else "nothing"
        fine = said.startswith("refused") and path.read_bytes() == before
        row.judge("" if fine else f"wrong: {said}")
    return row


def _as_nobody(path: Path, say: Callable[[object], None]) -> None:
    os.environ["ZHAOSHANG_DATA"] = str(path.parent.parent / "nobody")
    if os.geteuid() == 0:
        for one in path.parent.parents:  # this trial's own temporary folders are root's alone
            if not one.stat().st_mode & 0o001:
                one.chmod(one.stat().st_mode | 0o001)
        os.setuid(65534)
    try:
        with held(path):
            database = open_database(path, CLOCK)
            records.save_group(database, 1)
    except Refused as refused:
        say(f"refused {refused.message}")
    except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
        say(f"trace {error!r}")
    else:
        say("saved")


def jumping_clocks(folder: Path, n: int) -> Row:
    """Numbers stay unique and rising, backups go on, the newest is never thinned, a clock set back is noted."""
    row, rng = Row("clock that jumps"), random.Random(44)
    path = records.fresh(records.township(folder), folder / "钟.db")
    clock = FixedClock(datetime(2026, 11, 22, 9))  # noqa: DTZ001 - local by contract
    database, seen, last = open_database(path, clock), list[int](), clock.moment
    for trial in range(max(10, n // 2)):
        days = rng.choice((-3650, -20000, -1, 1, 1, 1, 31, 365, 3650))
        moment = clock.moment + timedelta(days=days, hours=rng.randrange(24))
        clock.moment = moment if 1970 <= moment.year <= 2090 else datetime(2026, 12, 31, 23, 59)  # noqa: DTZ001
        made = back_up_if_due(path, clock)
        newest = shelved(path)[0]
        row.judge("" if made is None or newest.path == made else "wrong: the newest was thinned")
        if trial % 5 == 0:
            receipt = submit(database, folder / "usb-clock")
            seen.append(receipt.sequence)
            noted = read_manifest(receipt.folder / NAME).clock_suspicious
            row.judge("" if noted == (clock.moment < last and len(seen) > 1) else "wrong: clock not noted")
            last = clock.moment
    database.close()
    row.judge("" if seen == sorted(set(seen)) else "wrong: numbers")
    row.seen["copies"] = len(shelved(path))
    return row


def _take(path: Path) -> None:
    with held(path):
        open_database(path, CLOCK).close()


def _all_refuse(doors: tuple[Callable[[], object], ...]) -> str:
    for door in doors:
        try:
            door()
        except Refused as refused:
            if not refused.message.endswith("。"):
                return f"wrong: {refused.message}"
        except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
            return f"wrong: trace {error!r}"
        else:
            return "wrong: let in"
    return ""
