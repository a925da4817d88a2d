"""Start-up: first paint against a bare window, first list against one that also loads the mapped classes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.row import Row

_PAIRS = 7


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """Ours and the bare window in turn, so that both meet the same machine."""
    paint, bare = _in_turn("paint", "bare", database, folder)
    listed, loaded = _in_turn("list", "bare-records", database, folder)
    return [
        Row("first paint", paint, bare, "a bare four-tab window", 1.5),
        Row("first list of 2,000 projects", listed, loaded, "the same with SQLAlchemy and records", 1.3),
    ]


def _in_turn(ours: str, peer: str, database: Path, folder: Path) -> tuple[float, float]:
    pairs = [(_start(ours, database, folder), _start(peer, database, folder)) for _ in range(_PAIRS + 1)][1:]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def _start(kind: str, database: Path, folder: Path) -> float:
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},  # as a clerk has it
        "QT_QPA_PLATFORM": "offscreen",
        "ZHAOSHANG_DATA": str(folder / "data"),
        "BENCH_BEGUN": repr(time.time()),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.windows", kind, str(database)],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return float(done.stdout.split()[-1])
