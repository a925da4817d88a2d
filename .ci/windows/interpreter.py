"""A CPython for Windows: the signed DLLs that travel in a wheel, and the standard library of Debian's own 3.11."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

from machine.licences import debian_terms
from machine.steps import emptied, step
from windows.compiler import STAND_INS, definition, exported, library, starter
from windows.places import DOWNLOADS, HERE, LICENCES, MARKS, PYTHON

PIN = HERE / "interpreter.pin"
_OTHER_TERMS = HERE / "terms"  # of what comes from no Debian package
_BESIDE = ("python311.dll", "sqlite3.dll", "libcrypto-3.dll", "libssl-3.dll", "libffi-8.dll")
_NOT_OURS = ("_tkinter.pyd", "winsound.pyd", "_msi.pyd")
_UNUSED = ("test", "idlelib", "tkinter", "turtledemo", "lib2to3", "lib-dynload", "ensurepip", "__pycache__")
# Whose terms travel with what lies in the wheel: (name, the Debian package with the same work's terms).
_TERMS = {
    "CPython": "libpython3.11-stdlib",
    "OpenSSL": "libssl3",
    "libffi": "libffi8",
    "SQLite": "libsqlite3-0",
    "bzip2": "libbz2-1.0",
    "XZ-Utils": "liblzma5",
    "zlib": "zlib1g",
    "Expat": "libexpat1",
}


def ready() -> None:
    """The folder ``PYTHON`` stands as an installer would have left it, without the project's libraries."""
    reads = [PIN, STAND_INS / "python.c", STAND_INS / "nothing.c"]
    step(
        MARKS, "interpreter", _lay_out, reads, [PYTHON / "python.exe", PYTHON / "python3.dll", LICENCES / "CPython.txt"]
    )


def _lay_out() -> None:
    if sys.version_info[:2] != (3, 11):
        sys.exit("请用 Debian 12 自带的 Python 3.11 运行：Windows 版用它的标准库。")
    for folder in (emptied(PYTHON) / "DLLs", LICENCES):
        folder.mkdir()
    _unpack(_downloaded())
    _standard_library()
    _what_the_wheel_lacks()
    for name, package in _TERMS.items():
        (LICENCES / f"{name}.txt").write_text(debian_terms(package), encoding="utf-8")
    for text in _OTHER_TERMS.iterdir():
        shutil.copy(text, LICENCES)


def _downloaded() -> Path:
    """The wheel, from the registry or from an earlier build; its hash is pinned."""
    what = ["-q", "--no-deps", "--require-hashes", "-d", str(DOWNLOADS), "-r", str(PIN)]
    where = ["--only-binary", ":all:", "--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    subprocess.run([sys.executable, "-m", "pip", "download", *what, *where], check=True)
    return max(DOWNLOADS.glob("*.whl"), key=lambda file: file.stat().st_mtime)


def _unpack(wheel: Path) -> None:
    with ZipFile(wheel) as parcel:
        for name in parcel.namelist():
            file = Path(name)
            if file.parent.name != "deploy_libs" or file.name in _NOT_OURS:
                continue
            if file.name in _BESIDE:
                (PYTHON / file.name).write_bytes(parcel.read(name))
            elif file.suffix == ".pyd":
                (PYTHON / "DLLs" / file.name).write_bytes(parcel.read(name))


def _standard_library() -> None:
    skipped = shutil.ignore_patterns(*_UNUSED, "config-*", "_sysconfigdata*", "dist-packages", "EXTERNALLY-MANAGED")
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=skipped)


def _what_the_wheel_lacks() -> None:
    """python.exe, and python3.dll, which holds no code: each of its names leads to python311.dll."""
    core = PYTHON / "python311.dll"
    names = exported(core)
    starter(PYTHON / "python.exe", "python.c", core, names)
    forwards = definition("python3.dll", (f"{name} = python311.{name}" for name in names))
    library(PYTHON / "python3.dll", "nothing.c", "-nostdlib", str(forwards))
