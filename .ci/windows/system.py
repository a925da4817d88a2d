"""The Windows that Wine plays; what Wine 8 lacks stands in its system folder, where PyInstaller collects nothing."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from machine.steps import emptied, step
from windows import wine
from windows.compiler import STAND_INS, definition, library
from windows.places import MADE, MARKS, PREFIX, PYTHON, SYSTEM

_SOURCES = ("bcryptprimitives.c", "icuuc.c", "mscms.c")
_PROOF = "import PySide6.QtWidgets, python_calamine, sqlite3; print('ready', sqlite3.sqlite_version)"


def ready() -> None:
    """A prefix in which the interpreter starts and every library loads."""
    step(MARKS, "system", _make, [STAND_INS / name for name in _SOURCES], [SYSTEM / "icuuc.dll"])


def _make() -> None:
    if PREFIX.exists():
        wine.end()
    emptied(PREFIX)
    emptied(wine.LOCALES)
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "UTF-8", wine.LOCALES / "zh_CN.UTF-8"], check=True)
    wine.begin()
    MADE.mkdir(parents=True, exist_ok=True)
    for file in _stand_ins():
        shutil.copy(file, SYSTEM)
    _set(r"HKCU\Software\Wine", "Version", "win10")
    _set(r"HKCU\Software\Wine\DllOverrides", "mscms", "native")
    status, told = wine.run(PYTHON / "python.exe", "-c", _PROOF)
    if status or not told.startswith("ready"):
        sys.exit(f"Wine 里的 Python 没有运行起来：\n{told}")


def _stand_ins() -> Iterator[Path]:
    yield from (library(MADE / f"{name}.dll", f"{name}.c", "-Wl,--export-all-symbols") for name in ("icuuc", "mscms"))
    random = str(definition("bcryptprimitives.dll", ["ProcessPrng"]))
    yield library(MADE / "bcryptprimitives.dll", "bcryptprimitives.c", random, "-ladvapi32")


def _set(key: str, name: str, value: str) -> None:
    wine.run("reg", "add", key, "/v", name, "/d", value, "/f")
