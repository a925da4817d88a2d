"""The project's own lock, as Windows reads it, and one C runtime for all of it."""

import shutil

from machine import uv
from machine.steps import step
from windows.places import HERE, LIBRARIES, MARKS, PROJECT, PYTHON

LOCK = PROJECT / "requirements.lock"
# Qt brings a newer C runtime than the interpreter's wheel, whole; one stands for all, beside python311.dll.
RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")


def ready() -> None:
    """Every library of the lock lies in the interpreter's folder for them."""
    made = [LIBRARIES / "PySide6", *(PYTHON / name for name in RUNTIME)]
    step(MARKS, "libraries", _install, [LOCK, HERE / "interpreter.py"], made)


def _install() -> None:
    uv.install(LOCK, LIBRARIES, "x86_64-pc-windows-msvc")
    for name in RUNTIME:
        shutil.copy(LIBRARIES / "shiboken6" / name, PYTHON)
