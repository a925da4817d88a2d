"""The same rows on the packaged program: it does the work by its command line, and is killed as a user's would be.

``python -m tests.faults 100 --program dist/zhaoshang``. The files are made and judged by this checkout; what is judged
was done by the executable and its own children.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.database.checks import inspect_database, inspect_submission
from app.database.engine import open_database
from app.database.manifest import NAME
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from tests.faults import forgeries, records, townships
from tests.faults.damage import hurt
from tests.faults.records import CLOCK
from tests.faults.row import Row

_SECONDS = 600
_ENDS_SECONDS = 20  # after its parent was killed
Rows = Callable[["Program", Path, int], Row]


@dataclass(frozen=True)
class Program:
    """An executable that was built; what it finds of this computer is the folder of the row."""

    path: Path

    def start(self, *arguments: object, variables: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """A call that runs, with its children in one group."""
        return subprocess.Popen(
            [str(self.path), *map(str, arguments)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: object, variables: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Status, what it said and what it complained of; a trace is never either."""
        with self.start(*arguments, variables=variables) as process:
            said, complained = process.communicate(timeout=_SECONDS)
        if "Traceback" in said + complained:
            raise AssertionError(f"a trace of {arguments[0]}: {complained[-600:]}")
        return process.returncode, said, complained

    def killed(self, delay: float, *arguments: object) -> bool:
        """Kills it and its children after so many seconds; returns whether it had come to its end before."""
        with self.start(*arguments) as process:
            try:
                process.wait(delay)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return False
        return process.returncode == 0

    def consolidated(self, county: Path, submissions: Sequence[Path], _: Clock = CLOCK) -> dict[str, Any]:
        """A round at the county; see ``forgeries.consolidated``."""
        _status, said, complained = self.run("consolidate", county, *submissions, "--json")
        if not said:
            raise AssertionError(complained)
        return dict(json.loads(said))


def kills(program: Program, folder: Path, n: int) -> Row:
    """Killed in each of its works in turn: the file is the old one or the new one, and nothing half has a name."""
    row, rng = Row("program: kill -9 at its works"), random.Random(81)
    works = _works(folder)
    whole: dict[str, float] = {}
    for name, work in works.items():
        work.prepare()
        begun = time.monotonic()
        status, _, complained = program.run(*work.call)
        whole[name] = time.monotonic() - begun
        row.judge(work.judge() if status == 0 else f"wrong: {name} {complained}")
    for trial in range(n):
        name = list(works)[trial % len(works)]
        work = works[name]
        work.prepare()
        finished = program.killed(rng.uniform(0.2, 1.05) * whole[name], *work.call)
        wrong = work.judge()
        row.judge(f"{wrong} ({name})" if wrong else "+finished" if finished else "+killed")
    return row


@dataclass(frozen=True)
class _Work:
    """What is made ready, how the program is called, and what is wrong with what is left."""

    prepare: Callable[[], object]
    call: tuple[object, ...]
    judge: Callable[[], str]


def _works(folder: Path) -> dict[str, _Work]:
    source, path, out = records.township(folder), folder / "打包.db", folder / "出"
    sheet, copy = folder / "项目.csv", folder / "存.db"
    lines = ["项目名称,投资方,总投资（万元）", *(f"新项目第{number}号,乙公司,100" for number in range(30))]
    sheet.write_text("\n".join(lines), "utf-8-sig")
    changed = open_database(records.fresh(source, folder / "改.db"), CLOCK)
    records.save_group(changed, 1)
    changed.close()
    back_up_now(folder / "改.db", copy, CLOCK)
    county, blank, parcel = folder / "县-打包.db", folder / "县-白.db", _handed_in(folder)
    open_database(blank, CLOCK).close()

    def old() -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        records.fresh(source, path)

    def counted(which: Path, *allowed: int) -> Callable[[], str]:
        return lambda: _whole(which) or ("" if _projects(which) in allowed else f"half: {_projects(which)}")

    def whole_if_there(which: Path) -> Callable[[], str]:
        return lambda: _whole(path) or (_whole(which) if which.exists() else "")

    def demo() -> None:
        old()
        path.unlink()

    return {
        "import": _Work(old, ("import", path, sheet, "--kind", "projects"), counted(path, 15, 45)),
        "submit": _Work(old, ("submit", path, out), lambda: _whole(path) or _on_the_stick(out)),
        "backup": _Work(old, ("backup", path, out / "备.db"), whole_if_there(out / "备.db")),
        "restore": _Work(old, ("restore", copy, path), counted(path, 15, 19)),
        "consolidate": _Work(
            lambda: records.fresh(blank, county), ("consolidate", county, parcel), counted(county, 0, 15)
        ),
        "demo": _Work(demo, ("demo", path, "--projects", "60"), lambda: _whole(path) if path.exists() else ""),
    }


def _handed_in(folder: Path) -> Path:
    database = open_database(records.fresh(records.township(folder), folder / "交-打包.db"), CLOCK)
    parcel = submit(database, folder / "usb-打包").folder
    database.close()
    return parcel


def _whole(path: Path) -> str:
    """What is wrong with a file once it is opened as after any crash."""
    try:
        open_database(path, CLOCK).close()
    except Refused as refused:
        return f"corrupt: {refused.message}"
    problems = inspect_database(path).problems
    return f"corrupt: {problems[0]}" if problems else ""


def _projects(path: Path) -> int:
    return records.dump(path).count('INSERT INTO "projects"')


def _on_the_stick(stick: Path) -> str:
    finished = [one for one in submissions_under(stick) if (one / NAME).exists()]
    return next((f"corrupt: {one.name}" for one in finished if inspect_submission(one)[1].problems), "")


def damage(program: Program, folder: Path, n: int) -> Row:
    """Every damage to a submission is told by ``check``, whole ones are called whole."""
    row, rng = Row("program: damage to a submission"), random.Random(82)
    parcel = _handed_in(folder)
    status, _, _ = program.run("check", parcel)
    row.judge("" if status == 0 else "wrong: the whole one")
    files = sorted(parcel.iterdir())
    for trial in range(n):
        one = files[trial % len(files)]
        content = one.read_bytes()
        if (damaged := hurt(content, rng)) == content:
            continue
        one.write_bytes(damaged)
        status, said, _ = program.run("check", parcel, "--json")
        row.judge("" if status == 1 and not json.loads(said)["ok"] else f"wrong: accepted {status}")
        one.write_bytes(content)
    return row


def rescue(program: Program, folder: Path, n: int) -> Row:
    """A damaged ledger comes back with all that its copy holds; newer records are not given up without a word."""
    row, rng = Row("program: rescue of a damaged ledger"), random.Random(83)
    path = records.fresh(records.township(folder), folder / "救.db")
    program.run("backup", path)
    whole, state = path.read_bytes(), records.dump(path)
    newer = open_database(path, CLOCK)
    records.save_group(newer, 1)
    newer.close()
    later = path.read_bytes()
    for trial in range(n):
        is_later = trial % 2 == 1
        damaged = bytearray(later if is_later else whole)
        page = rng.randrange(2, len(damaged) // 4096) * 4096
        damaged[page : page + 4096] = rng.randbytes(4096)
        path.write_bytes(damaged)
        if is_later:
            status, _, complained = program.run("rescue", path)
            same = path.read_bytes() == damaged
            row.judge("+asked" if status == 1 and "--accept-loss" in complained and same else f"wrong: {complained}")
        status, said, complained = program.run("rescue", path, "--accept-loss")
        kept = [one for one in folder.glob("救.还原前-*.db") if one.read_bytes() == damaged]
        good = status == 0 and kept and records.dump(path) == state
        row.judge("+mended" if good else f"wrong: {said}{complained}")
        for one in folder.glob("救.*-*.db"):
            one.unlink()
    return row


def leftovers(program: Program, folder: Path, n: int) -> Row:
    """Its parent killed, the program ends too; what both left is gone after the next start."""
    row = Row("program: killed, and what it leaves")
    if os.name == "nt" or not Path("/proc").exists():
        row.skipped = "needs /proc"
        return row
    rng, temporary = random.Random(84), folder / "temp"
    temporary.mkdir()
    variables = {"TMPDIR": str(temporary)}
    path = records.fresh(records.township(folder), folder / "留.db")
    for _ in range(n):
        with program.start("submit", path, folder / "usb-留", variables=variables) as process:
            time.sleep(rng.uniform(0.5, 4))
            process.kill()  # the one that was started, and not its child
            process.wait()
            row.judge("" if _all_end(process.pid) else "wrong: a child goes on")
        for one in temporary.iterdir():  # as old as they would be by the next morning
            os.utime(one, (0, 0))
        program.run("submit", path, folder / "usb-留", variables=variables)
        left = [one.name for one in temporary.iterdir()]
        row.judge("" if not left else f"wrong: left {left}")
        row.judge(_whole(path) or _on_the_stick(folder / "usb-留"))
    return row


def _all_end(group: int) -> bool:
    until = time.monotonic() + _ENDS_SECONDS
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


def forged(program: Program, folder: Path, n: int) -> Row:
    """As the row ``forgeries``, at the county by the executable."""
    return forgeries.of_submissions(folder, n, program.consolidated)


def round_at_the_county(program: Program, folder: Path, n: int) -> Row:
    """As the row ``townships``, at the county by the executable."""
    return townships.round_at_the_county(folder, n, program.consolidated)


# Each with its share of N: a call takes a second or two.
ROWS: dict[str, tuple[Rows, float]] = {
    "kills": (kills, 1),
    "damage": (damage, 1),
    "forgeries": (forged, 10),
    "townships": (round_at_the_county, 2),
    "rescue": (rescue, 0.2),
    "leftovers": (leftovers, 0.1),
}


def row_of(name: str, program: Path, n: int) -> Row:
    """One row with its share of ``n``, in a folder of its own."""
    rows, share = ROWS[name]
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        usual = os.environ.get("ZHAOSHANG_DATA")
        os.environ["ZHAOSHANG_DATA"] = str(Path(folder) / "data")
        try:
            return rows(Program(program.resolve()), Path(folder), max(1, round(n * share)))
        finally:
            os.environ.pop("ZHAOSHANG_DATA")
            if usual is not None:
                os.environ["ZHAOSHANG_DATA"] = usual
