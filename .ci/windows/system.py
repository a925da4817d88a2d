"""The Windows that Wine plays; what Wine 8 lacks stands in its system folder, where PyInstaller collects nothing."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from machine.steps import emptied, step
from windows import wine
from windows.compiler import STAND_INS, definition, exported, library
from windows.places import MADE, MARKS, PREFIX, PYTHON, SYSTEM

_SOURCES = ("bcryptprimitives.c", "icuuc.c", "mscms.c", "ucrtbase.c")
_RUNTIME = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll")
_BUILT_IN, _COPIED = b"Wine builtin DLL", b"Wine copied  DLL"  # Wine takes no file with the first for a native DLL
_OF_PAIRS = re.compile(
    "c(real|imag|arg|abs|exp|log|sqrt|pow|onj|proj|sin|cos|tan|asin|acos|atan|sinh|cosh|tanh|asinh|acosh|atanh)[fl]?"
)
_PROOF = "import numpy, PySide6.QtWidgets, python_calamine, sqlite3; print('ready', numpy.__version__)"


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
    (SYSTEM / "ucrtwine.dll").write_bytes(_RUNTIME.read_bytes().replace(_BUILT_IN, _COPIED, 1))
    _set(r"HKCU\Software\Wine", "Version", "win10")
    for name in ("mscms", "ucrtbase"):
        _set(r"HKCU\Software\Wine\DllOverrides", name, "native")
    status, told = wine.run(PYTHON / "python.exe", "-c", _PROOF)
    if status or not told.startswith("ready"):
        sys.exit(f"Wine 里的 Python 没有运行起来：\n{told}")


def _stand_ins() -> Iterator[Path]:
    yield from (library(MADE / f"{name}.dll", f"{name}.c", "-Wl,--export-all-symbols") for name in ("icuuc", "mscms"))
    random = str(definition("bcryptprimitives.dll", ["ProcessPrng"]))
    yield library(MADE / "bcryptprimitives.dll", "bcryptprimitives.c", random, "-ladvapi32")
    yield library(MADE / "ucrtbase.dll", "ucrtbase.c", str(definition("ucrtbase.dll", _runtime_names())))


def _runtime_names() -> Iterator[str]:
    """Complex functions are ours, every other name leads to a copy of Wine's own runtime."""
    for name in exported(_RUNTIME):
        if _OF_PAIRS.fullmatch(name):
            yield f"{name} = my_{name if name == 'creal' else name.removesuffix('l')}"
        else:
            yield f"{name} = ucrtwine.{name}"


def _set(key: str, name: str, value: str) -> None:
    wine.run("reg", "add", key, "/v", name, "/d", value, "/f")
