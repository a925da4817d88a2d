"""The program in its folder form, made in the old root from the old-glibc lock; and the glibc that it asks for."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deb.places import CHECKOUT, MARKS, PROJECT, PYTHON, ROOT, inside
from machine import uv
from machine.steps import snapshot, step

LOCK = PROJECT / ".ci" / "requirements-old-glibc.lock"
MADE = ROOT / str(CHECKOUT)[1:] / "dist" / "zhaoshang-folder"
PROMISED = (2, 28)  # what docs/ promise; nothing inside may ask for more
_LIBRARIES = ROOT / str(PYTHON)[1:] / "lib" / "python3" / "dist-packages"  # where Debian's CPython looks
_FOLDERS = ("app", "resources")
_FILES = (
    *("pyinstaller.spec", "pyproject.toml"),
    *(
        f".ci/machine/{name}.py"
        for name in ("bundle", "library_path", "licences", "version_resource", "without_opengl")
    ),
)
_ASKED = re.compile(r"\(?GLIBC_(\d+)\.(\d+)(?:\.\d+)?\)?")


def ready() -> None:
    """``MADE`` holds today's program."""
    step(MARKS, "old-glibc libraries", _install, [LOCK], [_LIBRARIES / "PySide6"])
    step(MARKS, "old-glibc program", _build, sources(), [MADE / "zhaoshang"])
    version, files = newest_glibc(MADE)
    print(f"  需要 glibc {version[0]}.{version[1]}（{'、'.join(files[:5])}）")
    if version > PROMISED:
        sys.exit(f"说明书只写了 glibc {PROMISED[0]}.{PROMISED[1]}：去掉或重新编译上面的文件。")


def sources() -> Iterator[Path]:
    """Every file of the checkout that the program is made of."""
    yield from (PROJECT / name for name in _FILES)
    for folder in _FOLDERS:
        yield from sorted(file for file in (PROJECT / folder).rglob("*") if file.is_file() and file.suffix != ".pyc")


def newest_glibc(folder: Path) -> tuple[tuple[int, int], list[str]]:
    """The newest glibc that a file of the folder asks for, and which files do."""
    asked: dict[tuple[int, int], list[str]] = {}
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file.is_symlink() or file.read_bytes()[:4] != b"\x7fELF":
            continue
        told = subprocess.run(["objdump", "-T", file], capture_output=True, encoding="utf-8", check=False).stdout
        numbers = [(int(first), int(second)) for first, second in _ASKED.findall(told)]
        asked.setdefault(max(numbers, default=(0, 0)), []).append(file.name)
    newest = max(asked)
    return newest, asked[newest]


def _install() -> None:
    uv.install(LOCK, _LIBRARIES, "x86_64-manylinux_2_28")


def _build() -> None:
    snapshot(sources(), PROJECT, ROOT / str(CHECKOUT)[1:])
    call = f"{PYTHON}/bin/python3.11 -m PyInstaller --noconfirm --log-level WARN --workpath /tmp/work pyinstaller.spec"
    inside(ROOT, f"cd {CHECKOUT}; {call}")
