"""The packaged program against a bare window packaged the same way: its size, and its start up to the first list."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.bench.row import Row

_ROOT = Path(__file__).resolve().parents[2]
_OURS = {"single file": "zhaoshang", "folder": "zhaoshang-folder/zhaoshang"}
_BARE = {"single file": "bare", "folder": "bare-folder/bare"}
_PAIRS, _AIM = 5, 1.2


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """Nothing where `make exe` was not run."""
    if not all((_ROOT / "dist" / name).is_file() for name in _OURS.values()):
        print("packaged: run make exe first")
        return []
    spec = Path(__file__).with_name("bare_window.spec")
    where = ["--distpath", str(folder), "--workpath", str(folder / "work")]
    call = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *where, str(spec)]
    subprocess.run(call, cwd=_ROOT, check=True)
    return [row for form in _OURS for row in _of(form, database, folder)]


def _of(form: str, database: Path, folder: Path) -> Sequence[Row]:
    ours, bare = _ROOT / "dist" / _OURS[form], folder / _BARE[form]
    starts = [(_start(folder, ours, str(database), "--walk"), _start(folder, bare)) for _ in range(_PAIRS + 1)][1:]
    first, second = median(one for one, _ in starts), median(two for _, two in starts)
    return [
        Row(f"size of the {form}", _megabytes(ours), _megabytes(bare), "a bare window", _AIM, "M"),
        Row(f"start of the {form}, to its first list", first, second, "a bare window", _AIM),
    ]


def _megabytes(starter: Path) -> float:
    if not starter.parent.name.endswith("-folder"):
        return starter.stat().st_size / 1e6
    return (
        sum(file.stat().st_size for file in starter.parent.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    )


def _start(folder: Path, program: Path, *arguments: str) -> float:
    """Seconds until the window's picture is saved and the program has ended."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ZHAOSHANG_DATA": str(folder / "data")}
    picture = folder / "窗口.png"
    picture.unlink(missing_ok=True)
    begun = time.perf_counter()
    subprocess.run([program, *arguments, picture], env=surroundings, capture_output=True, check=True, timeout=120)
    assert picture.is_file()
    return time.perf_counter() - begun
