"""The program itself, in both forms, by PyInstaller from the one spec; and whether it stands on its own."""

import sys
from collections.abc import Iterator
from pathlib import Path

from machine.steps import snapshot, step
from windows import wine
from windows.closure import complaints
from windows.places import CACHE, MARKS, PROGRAM, PROJECT, PYTHON, WORK

FILE = PROGRAM / "zhaoshang.exe"
FOLDER = PROGRAM / "zhaoshang-folder" / "zhaoshang.exe"
_NOISE = "could not resolve 'api-ms-win"  # part of Windows, by many names
_FOLDERS = ("app", "resources")
_FILES = (
    *("pyinstaller.spec", "pyproject.toml", "requirements.lock", ".ci/windows/interpreter.pin"),
    *(
        f".ci/machine/{name}.py"
        for name in ("bundle", "library_path", "licences", "version_resource", "without_opengl")
    ),
)


def ready() -> bool:
    """``dist/windows`` holds both forms of today's program; whether they were made anew."""
    return step(MARKS, "program", _build, _sources(), [FILE, FOLDER])


def parts() -> Iterator[Path]:
    """What the tests of the program stand on: the program, and the tests."""
    yield FILE
    yield from sorted((PROJECT / "tests" / "executable").glob("*.py"))


def _sources() -> Iterator[Path]:
    for name in _FILES:
        yield PROJECT / name
    for folder in _FOLDERS:
        files = (PROJECT / folder).rglob("*")
        yield from sorted(file for file in files if file.is_file() and file.suffix != ".pyc")


def _build() -> None:
    where = ["--distpath", str(PROGRAM), "--workpath", str(WORK)]
    call = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *where, "pyinstaller.spec"]
    checkout = snapshot(_sources(), PROJECT, CACHE / "checkout")
    status, told = wine.run(PYTHON / "python.exe", *call, folder=checkout, seconds=None)
    lines = [line for line in told.splitlines() if _NOISE not in line]
    if lines:
        print("\n".join(lines))
    if status:
        sys.exit("PyInstaller 在 Wine 下没有做成。")
    if wrong := complaints(FOLDER.parent):
        sys.exit("Windows 版缺少文件，或混进了 Wine 的文件：\n" + "\n".join(wrong))
    for program in (FILE, FOLDER):
        megabytes = sum(file.stat().st_size for file in _parts(program)) / 1e6
        print(f"  {program.relative_to(PROJECT)}：{megabytes:.1f} MB")


def _parts(program: Path) -> Iterator[Path]:
    return (file for file in program.parent.rglob("*") if file.is_file()) if program == FOLDER else iter([program])
