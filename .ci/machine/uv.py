"""uv, which reads a lock as another system would: pip reads its markers for the system that it runs on."""

import os
import subprocess
import sys
from pathlib import Path

from machine.steps import emptied, step

_PIN = Path(__file__).resolve().parent / "uv.pin"
_PLACE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhaoshang-uv"
_UV = _PLACE / "made" / "bin" / "uv"


def install(lock: Path, target: Path, platform: str) -> None:
    """Installs a lock's exact versions, each with its hash and none built from source, for CPython 3.11 elsewhere."""
    step(_PLACE / "marks", "uv", _fetch, [_PIN], [_UV])
    what = ["-q", "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", str(lock)]
    where = ["--python-version", "3.11", "--python-platform", platform, "--python", sys.executable]
    subprocess.run([_UV, "pip", "install", *what, *where, "--target", emptied(target)], check=True)


def _fetch() -> None:
    target = emptied(_PLACE / "made")
    options = ["-q", "--require-hashes", "--target", str(target), "-r", str(_PIN)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options], check=True)
