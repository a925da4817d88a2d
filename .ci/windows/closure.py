"""Whether a folder holds every DLL that its programs ask for and Windows 10 has not; and none of Wine's."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from windows.places import HERE, LIBRARIES

# What every Windows 10 has in its system folder, of the names that a program of ours has been seen to ask for.
_WINDOWS = frozenset((HERE / "of_windows_10.txt").read_text().split())
_STAND_INS = frozenset({"ucrtbase.dll", "ucrtwine.dll", "icuuc.dll", "mscms.dll", "bcryptprimitives.dll"})
_OF_WINE = b"Wine builtin DLL"
_IMPORTS, _LATE_IMPORTS = 1, 13  # places in a PE file's directory


def complaints(folder: Path) -> list[str]:
    """One sentence for each file that is missing, or that must not travel."""
    files = [path for path in folder.rglob("*") if path.suffix.lower() in {".dll", ".pyd", ".exe"}]
    held = {path.name.lower() for path in files}
    first = {path.name.lower() for path in files if path.parent in {folder, folder / "_internal"}}
    wrong = {f"{name}: stands in for what Wine lacks" for name in _STAND_INS & held}
    for file in files:
        if _OF_WINE in file.read_bytes()[:256]:
            wrong.add(f"{file.name}: is Wine's")
        for name in _asked_for(file):
            if not _is_there(name, held):
                wrong.add(f"{file.name} needs {name}")
            elif name.startswith("vcruntime") and name not in first:
                wrong.add(f"{name} is not beside python311.dll")
    return sorted(wrong)


def _is_there(name: str, held: set[str]) -> bool:
    return name.startswith(("api-ms-win-", "ext-ms-")) or name in held or name.rpartition(".")[0] in _WINDOWS


def _asked_for(file: Path) -> Iterator[str]:
    parsed = _parser().PE(str(file), fast_load=True)
    parsed.parse_data_directories([_IMPORTS, _LATE_IMPORTS])
    for kind in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(parsed, kind, []):
            yield entry.dll.decode().lower()
    parsed.close()


def _parser() -> Any:
    """pefile, which the lock has for Windows alone; it is plain Python."""
    if str(LIBRARIES) not in sys.path:
        sys.path.append(str(LIBRARIES))
    import pefile

    return pefile
