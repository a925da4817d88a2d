"""Small Windows files made by Debian's C compiler: a starter for Python, and what Wine lacks."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from windows.places import HERE, MADE

STAND_INS = HERE / "stand_ins"
_TOOLS = "x86_64-w64-mingw32-"
_HEADS = re.compile(r"\[Ordinal/Name Pointer\] Table.*?\n(.*?)\n\n", re.DOTALL)
_NAME = re.compile(r"\[ *\d+\](?: \+base\[ *\d+\])?\s+(?:[0-9a-f]+ )?(\S+)$", re.MULTILINE)


def exported(library: Path) -> list[str]:
    """The names that a DLL exports."""
    told = subprocess.run([_TOOLS + "objdump", "-p", library], capture_output=True, encoding="utf-8", check=True)
    table = _HEADS.search(told.stdout)
    return _NAME.findall(table[1]) if table else []


def library(target: Path, source: str, *more: str) -> Path:
    """A DLL made of one of the stand-ins, with nothing of the compiler's beside it."""
    _compile("-shared", "-static", "-o", str(target), str(STAND_INS / source), *more)
    return target


def definition(name: str, lines: Iterable[str]) -> Path:
    """A file that says what a DLL exports; ``NAME = OTHER.NAME`` forwards."""
    file = MADE / f"{Path(name).stem}.def"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([f"LIBRARY {name}", "EXPORTS", *lines, ""]))
    return file


def starter(target: Path, source: str, calls: Path, names: Iterable[str]) -> None:
    """A console program whose one call goes into the DLL ``calls``, which exports ``names``."""
    doorway = MADE / f"lib{calls.stem}.a"
    subprocess.run([_TOOLS + "dlltool", "-d", definition(calls.name, names), "-l", doorway], check=True)
    _compile("-municode", "-static", "-o", str(target), str(STAND_INS / source), str(doorway))


def _compile(*arguments: str) -> None:
    subprocess.run([_TOOLS + "gcc", "-O2", "-w", "-s", *arguments], check=True)
