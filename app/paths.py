"""Where files live: the program's resources, the office's data, and how a file is put in its place whole."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.disk_faults import advice
from app.errors import Refused
from app.file_names import must_be_a_file_name

RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"
_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)  # virus scanners hold a fresh file for up to 2.5 s


def data_folder() -> Path:
    """The folder of this user's database, log and own fonts; made if missing."""
    if override := os.environ.get("ZHAOSHANG_DATA"):
        folder = Path(override)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "zhaoshang"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "zhaoshang"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_database() -> Path:
    """The file that opens when none is named."""
    return data_folder() / "招商台账.db"


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """Yields a temporary path beside ``target``; what is written there replaces ``target`` when the block ends well.

    Nothing half-written is ever seen under the final name. Raises :class:`Refused` with the reason where that fails.
    """
    must_be_a_file_name(target)
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        with made_folders(target.parent):
            try:
                part.touch()
                yield part
                sync(part)
                replace(part, target)
            finally:
                remove(part)
    except OSError as error:
        raise Refused(advice(error, target)) from error


@contextmanager
def made_folders(folder: Path) -> Iterator[None]:
    """Makes ``folder`` and those above it where they are missing; takes them back where the block comes to nothing."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for one in missing:  # the deepest first; one that holds something stays
            with suppress(OSError):
                one.rmdir()
        raise


def behind(path: Path) -> Path:
    """The file that a link leads to, else ``path``: what stands beside it, or takes its place, belongs there."""
    return path.resolve() if path.is_symlink() else path


def is_no_plain_file(path: Path) -> bool:
    """Whether something else stands under the name: a folder, or a pipe, which keeps its reader waiting for ever."""
    try:
        return path.exists() and not path.is_file()
    except OSError:  # a name too long for this system: nothing stands there
        return False


def sync(path: Path) -> None:
    """Waits until the file's bytes are on the disk; its folder's entry too where the system allows."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes renames in ``folder`` durable; Windows has no such call and needs none."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace(source: Path, target: Path) -> None:
    """Moves ``source`` over ``target`` at once, patient with programs that hold a file for a moment."""
    _patiently(lambda: source.replace(target))
    sync_folder(target.parent)


def remove(path: Path) -> None:
    """Removes a file of ours if it is there; one that stays held is left, for nothing depends on it."""
    with suppress(OSError):
        _patiently(lambda: path.unlink(missing_ok=True))


def _patiently(act: Callable[[], object]) -> None:
    for pause in _RETRY_SECONDS:
        try:
            act()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    act()
