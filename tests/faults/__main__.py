"""The table of faults: what is done to the program, how often, and what it did not stand. ``make faults``.

``python -m tests.faults [N] [row …]``: N trials of each kind of fault (100 unless told; less of the slow ones).
Ends with 1 where anything was lost, half or wrong, or where the controls of a row did not lose.
"""

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from app.database.quarantine import Quarantine
from tests.faults import (
    attachments,
    damage,
    doors,
    forgeries,
    full,
    fuzz,
    kills,
    large,
    points,
    power,
    privacy,
    program,
    soak,
    speed,
    standing,
    sticks,
    townships,
    words,
)  # fmt: skip
from tests.faults.proof import noticed
from tests.faults.row import Row

# Each with the share of N that it runs: one trial takes from a hundredth of a second to five seconds.
ROWS: dict[str, tuple[Callable[[Path, int], Row], float]] = {
    "kill-saving": (kills.saving, 2),
    "kill-backup": (kills.backing_up, 1),
    "kill-restore": (kills.restoring, 1),
    "kill-upgrade": (kills.upgrading, 1),
    "kill-submit": (kills.submitting, 1),
    "kill-consolidate": (kills.consolidating, 0.3),
    "power-saving": (power.under_load, 1),
    "power-idle": (power.idle, 0.3),
    "power-backup": (power.backing_up, 0.5),
    "stick-after": (power.after_submitting, 0.5),
    "stick-during": (power.while_submitting, 1),
    "stick-lies": (sticks.that_lie, 0.3),
    "points": (points.all_rows, 0.1),
    "full-saving": (full.saving, 1),
    "full-others": (full.other_work, 1),
    "damage-submission": (damage.of_a_submission, 10),
    "damage-ledger": (damage.of_the_ledger, 10),
    "damage-backup": (damage.of_a_backup, 3),
    "damage-elsewhere": (damage.of_a_copy_elsewhere, 3),
    "bit-after-kill": (damage.after_a_kill, 10),
    "headers": (doors.strange_files, 3),
    "next-version": (doors.made_by_the_next_version, 1),
    "leftovers": (doors.leftovers, 1),
    "hand-copies": (doors.hand_copies, 0.5),
    "second-program": (doors.second_programs, 0.5),
    "paths": (doors.odd_paths, 1),
    "read-only": (doors.not_to_be_written, 1),
    "replaced": (standing.replaced_while_open, 1),
    "older-copy": (standing.newer_than_its_copy, 0.3),
    "clock": (doors.jumping_clocks, 1),
    "fuzz": (fuzz.of_readers, 5),
    "soak": (soak.with_kills, 0.5),
    "townships": (townships.round_at_the_county, 2),
    "forgeries": (forgeries.of_submissions, 10),
    "attachments": (attachments.at_the_county, 2),
    "words": (words.at_every_door, 3),
    "cleared": (privacy.after_the_bin_was_emptied, 0.5),
    "without-people": (privacy.without_people, 1),
    "large": (large.of_a_ledger, 0.05),
    "speed": (speed.of_safety, 0.2),
}


_PULLED, _ALONE, _TOGETHER = ("power-", "stick-"), {"speed", "large"}, 2


def fork_guarded_children() -> None:
    """From here on the guarded child starts in no time, and has what a row has broken on purpose.

    For a process of its own alone: a child of a large one has taken more than it may before it begins.
    """
    Quarantine.starts_by = "fork"


def run(name: str, n: int) -> Row:
    """One row with its share of ``n`` trials, in a folder of its own."""
    rows, share = ROWS[name]
    return _in_a_folder(lambda folder: rows(folder, max(1, round(n * share))))


def _in_a_folder(work: Callable[[Path], Row]) -> Row:
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        usual = os.environ.get("ZHAOSHANG_DATA")
        os.environ["ZHAOSHANG_DATA"] = str(Path(folder) / "data")
        try:
            return work(Path(folder))
        finally:
            os.environ.pop("ZHAOSHANG_DATA")
            if usual is not None:
                os.environ["ZHAOSHANG_DATA"] = usual


def main() -> int:
    """Prints the table; the status says whether all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int, nargs="?", default=100)
    parser.add_argument("rows", nargs="*")
    parser.add_argument("--prove", action="store_true", help="break each protection in turn: some row must fail")
    parser.add_argument("--program", type=Path, help="the packaged program: it does the work, by its command line")
    parser.add_argument("--table", action="store_true", help="print the rows as docs/safety.md has them")
    asked = parser.parse_args()
    fork_guarded_children()
    if asked.prove:
        return _prove()
    known = program.ROWS if asked.program else ROWS
    if unknown := set(asked.rows) - set(known):
        parser.error(f"no row {', '.join(sorted(unknown))} among {', '.join(known)}")
    print(f"{'what':<46}{'trials':>7}   bad (95 % bound)", flush=True)
    all_good = True
    for name, row, seconds in _two_at_a_time(_groups(asked.rows or known), asked.n, asked.program):
        all_good &= row.is_good
        print(row.cells(name, seconds) if asked.table else f"{row.line()}   [{seconds:.0f} s]", flush=True)
    print("Not simulated: drives that lie about their cache, torn sectors, FAT and exFAT, Windows, UOS, Kylin.")
    return 0 if all_good else 1


def _groups(names: Iterable[str]) -> list[list[str]]:
    """What may not run at the same time, together: a sync for one disk whose plug is pulled would save another's."""
    pulled = [name for name in names if name.startswith(_PULLED)]
    return [*([pulled] if pulled else []), *([name] for name in names if name not in pulled)]


def _two_at_a_time(groups: list[list[str]], n: int, packaged: Path | None) -> Iterator[tuple[str, Row, float]]:
    """Each row with its seconds, in the order of the groups; what measures time has the machine for itself."""
    alone = [group for group in groups if group[0] in _ALONE]
    with ProcessPoolExecutor(_TOGETHER, mp_context=multiprocessing.get_context("fork")) as pool:
        for rows in [pool.submit(_timed, group, n, packaged) for group in groups if group not in alone]:
            yield from rows.result()
    for group in alone:
        yield from _timed(group, n, packaged)


def _timed(names: list[str], n: int, packaged: Path | None) -> list[tuple[str, Row, float]]:
    made = []
    for name in names:
        begun = time.monotonic()
        try:
            row = program.row_of(name, packaged, n) if packaged else run(name, n)
        except Exception as error:  # noqa: BLE001 - a row that comes to no end is bad, and the others are run
            row = Row(name)
            row.judge(f"wrong: {error!r}")
        made.append((name, row, time.monotonic() - begun))
    return made


def _prove() -> int:
    """Prints of each protection whether its absence was noticed."""
    unnoticed = 0
    for name, row, was_noticed in noticed(_in_a_folder, {each: rows for each, (rows, _) in ROWS.items()}):
        word = {True: "noticed", False: "NOT NOTICED", None: "not run here"}[was_noticed]
        unnoticed += was_noticed is False
        print(f"without {name:<38} {row:<20} {word}", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
