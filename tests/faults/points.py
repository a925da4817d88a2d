"""Every single step of the work fails once: the n-th write, sync, cut, rename or removal, for n = 1, 2, … to the end.

A small library loaded before the C library (``shim.c``, built here by the machine's C compiler) strikes under the
program as it is, with the SQLite that it uses. After each stroke the file is the old state or the new one.
"""

import ctypes
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from app.database import upgrade
from app.database.engine import open_database
from app.errors import Refused
from app.jobs.backups import back_up_now, restore, shelved
from app.jobs.checks import check
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from tests.faults import records
from tests.faults.child import killed
from tests.faults.next_version import next_version
from tests.faults.records import CLOCK
from tests.faults.row import Row

ACTIONS = {"kill": 1, "EIO": 2, "ENOSPC": 3, "torn write": 4}
_WORKS = ("saving", "backing up", "restoring", "upgrading", "submitting")


def all_rows(folder: Path, n: int) -> Row:
    """All works and actions; at most ``n`` points of each are struck, spread over the whole of it."""
    row = Row("fault at the n-th write, sync, rename")
    if sys.platform != "linux" or shutil.which("cc") is None:
        row.skipped = "needs Linux and a C compiler"
        return row
    library = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library), "ZHAOSHANG_DATA": str(folder / "points" / "data")}
    asked = [sys.executable, "-m", "tests.faults.points", str(library), str(folder / "points"), str(n)]
    done = subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        row.judge(f"wrong: {done.stderr[-600:]}")
    for line in done.stdout.splitlines():
        row.judge(line.strip())
    return row


def _strike_all(library: Path, folder: Path, n: int) -> None:
    shim = ctypes.CDLL(str(library))
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "w"
    place.mkdir(exist_ok=True)
    source, rng = records.township(folder), random.Random(31)
    for name in _WORKS:
        trial = Trial(name, source, place)
        with next_version(folder) if name == "upgrading" else nullcontext():
            trial.prepare()
            trial.work()  # loads what it uses, so that only files count
            total = _steps(shim, trial, place)
            for action in ACTIONS.values():
                points = range(1, total + 1) if total <= n else sorted(rng.sample(range(1, total + 1), n))
                for point in points:
                    print(_struck(shim, trial, place, point, action) or "+" + name, flush=True)


class Trial:
    """One work on one file: made ready, done, and judged."""

    def __init__(self, name: str, source: Path, place: Path) -> None:
        self.name, self.source = name, source
        self.path, self.out = place / "台账.db", place / "U盘"
        self.before = records.dump(source)

    def prepare(self) -> None:
        """The file as it was before, and nothing else."""
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        records.fresh(self.source, self.path)
        if self.name == "restoring":
            database = open_database(self.path, CLOCK)
            records.save_group(database, 1)
            database.close()

    def work(self) -> None:
        """The work that is struck."""
        works: dict[str, Callable[[], object]] = {
            "backing up": lambda: back_up_now(self.path, self.out / "备份.db", CLOCK),
            "restoring": lambda: restore(self.source, self.path, CLOCK),
            "upgrading": lambda: upgrade.upgrade(self.path, CLOCK.now()),
        }
        if self.name in works:
            works[self.name]()
            return
        database = open_database(self.path, CLOCK)
        if self.name == "saving":
            records.save_group(database, 1)
        else:
            submit(database, self.out)
        database.close()

    def judge(self, said_done: bool) -> str:
        """What is wrong with what is left."""
        wrong = records.verdict(self.path, [1] if self.name == "saving" and said_done else [])
        state = records.dump(self.path)
        plain = self.name in {"backing up", "upgrading"}
        if not wrong and plain and "motto" not in state and state != self.before:
            wrong = "half"
        for one in submissions_under(self.out):
            if (one / "manifest.json").exists() and not check(one).ok:
                wrong = wrong or "corrupt: a submission"
        if self.name == "submitting" and said_done and not [check(one).ok for one in submissions_under(self.out)]:
            wrong = wrong or "lost: a submission that was said to be done"
        copy = self.out / "备份.db"
        if copy.exists() and not check(copy).ok:
            wrong = wrong or "corrupt: a backup"
        if [one for one in shelved(self.path) if not check(one.path).ok]:
            wrong = wrong or "corrupt: a copy on the shelf"
        return wrong


def _steps(shim: ctypes.CDLL, trial: Trial, place: Path) -> int:
    trial.prepare()

    def work(say: Callable[[object], None]) -> None:
        shim.fault_arm(str(place).encode(), ctypes.c_long(-1), ACTIONS["kill"])
        trial.work()
        say(shim.fault_seen())

    return int(killed(work, 60).said[-1])


def _struck(shim: ctypes.CDLL, trial: Trial, place: Path, point: int, action: int) -> str:
    trial.prepare()

    def work(say: Callable[[object], None]) -> None:
        say("begun")
        shim.fault_arm(str(place).encode(), ctypes.c_long(point), action)
        try:
            trial.work()
        except Refused as refused:
            say(f"refused {refused.message}")
        except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
            say(f"trace {error!r}")
        else:
            say("done")

    said = [str(word) for word in killed(work, 60).said]
    if said[-1].startswith("trace"):
        return f"wrong: {trial.name} {point}/{action}: {said[-1]}"
    wrong = trial.judge(said[-1] == "done")
    return f"{wrong} ({trial.name} {point}/{action})" if wrong else ""


if __name__ == "__main__":
    _strike_all(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
