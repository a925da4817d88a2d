"""Folders of this computer that nobody else reads: made for one piece of work, and swept where it was killed.

Each holds a lock while its program lives. A folder whose lock nobody holds was left by a program that was killed;
so was an unpacked executable without a living program in it.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app.errors import Refused

_PREFIX, _UNPACKED = "zhaoshang-", "_MEI"  # the second is what the executable names its own folder
_LOCK = "in-use.lock"
_OURS = Path("resources") / "fonts" / "zhaoshang-sans.ttf"  # by which an unpacked executable is known as ours
_FRESH_SECONDS = 3600  # a folder without a lock may be just being made
_lasting: dict[Path, Any] = {}  # locks that end with the program


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder that is gone when the block ends; :class:`Refused` where this computer's disk takes none."""
    folder, lock = _made()
    try:
        yield folder
    except OSError as error:
        raise Refused("本机磁盘写不进临时文件，没有完成；请清理磁盘后再试。") from error
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def lasting_folder() -> Path:
    """A folder for what another program is to show; swept at the next start after this program has ended."""
    folder, lock = _made()
    _lasting[folder] = lock
    return folder


def let_go(folder: Path) -> None:
    """Removes a lasting folder before the end; what another program still shows stays until it is swept."""
    if lock := _lasting.pop(folder, None):
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def keep_unpacked() -> None:
    """Says of an executable that unpacked itself that it is in use."""
    unpacked = Path(getattr(sys, "_MEIPASS", ""))
    if unpacked.name.startswith(_UNPACKED):
        with suppress(OSError, TimeoutError):
            _lasting[unpacked] = _locked(unpacked)


def sweep_leftovers() -> None:
    """Removes what killed programs of ours left among the temporary files; what cannot be removed is let be."""
    with suppress(OSError):
        for entry in list(os.scandir(tempfile.gettempdir())):
            if entry.name.startswith((_PREFIX, _UNPACKED)) and entry.is_dir(follow_symlinks=False):
                with suppress(OSError, TimeoutError):
                    _sweep(Path(entry.path))


def _made() -> tuple[Path, Any]:
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        return folder, _locked(folder)
    except OSError as error:
        raise Refused("本机磁盘写不进临时文件，没有完成；请清理磁盘后再试。") from error


def _locked(folder: Path) -> Any:
    from filelock import FileLock  # loads in its own time, not at the start of the window

    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    lock.acquire()
    return lock


def _sweep(folder: Path) -> None:
    facts = folder.stat()
    if hasattr(os, "getuid") and facts.st_uid != os.getuid():
        return
    if folder.name.startswith(_UNPACKED) and not (folder / _OURS).exists():
        return
    if not (folder / _LOCK).exists() and time.time() - facts.st_mtime < _FRESH_SECONDS:
        return
    _locked(folder).release()  # raises TimeoutError where its program lives
    shutil.rmtree(folder, ignore_errors=True)
