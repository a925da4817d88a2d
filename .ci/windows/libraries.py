"""The project's own lock, as Windows reads it: the same versions, each with its hash, no source built."""

import shutil
import subprocess
import sys

from machine.steps import emptied, step
from windows.places import HERE, LIBRARIES, MARKS, PROJECT, PYTHON, UV

LOCK = PROJECT / "requirements.lock"
_TOOL = HERE / "uv.pin"
# Qt brings a newer C runtime than the interpreter's wheel, whole; one stands for all, beside python311.dll.
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")


def ready() -> None:
    """Every library of the lock lies in the interpreter's folder for them."""
    step(MARKS, "uv", _fetch_uv, [_TOOL], [UV / "bin" / "uv"])
    step(
        "libraries", _install, [LOCK, HERE / "interpreter.py"], [LIBRARIES / "PySide6", *(PYTHON / n for n in RUNTIME)]
    )


def _fetch_uv() -> None:
    # pip reads a lock's markers for the system that it runs on, and would leave out what Windows alone needs.
    options = ["-q", "--require-hashes", "--target", str(emptied(UV)), "-r", str(_TOOL)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options], check=True)


def _install() -> None:
    options = ["-q", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--python-version", "3.11"]
    target = ["--python-platform", "x86_64-pc-windows-msvc", "--target", str(emptied(LIBRARIES))]
    python = ["--python", sys.executable]
    subprocess.run([UV / "bin" / "uv", "pip", "install", *options, *target, *python, "-r", LOCK], check=True)
    for name in RUNTIME:
        shutil.copy(LIBRARIES / "shiboken6" / name, PYTHON)
