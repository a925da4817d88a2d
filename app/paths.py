"""Where files live: the program's resources, the office's data, and how a file is put in its place whole."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import Refused

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

    Nothing half-written is ever seen under the final name. Raises :class:`Refused` where the folder cannot be
    written to.
    """
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}.part")
    try:
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        part.touch()
    except OSError as error:
        raise Refused(f"无法写入“{target.parent}”，请换一个能写入的文件夹。") from error
    try:
        yield part
        sync(part)
        replace(part, target)
    except PermissionError as error:
        raise Refused(f"“{target.name}”正被其他程序打开，请关闭后再试。") from error
    except OSError as error:
        raise Refused(f"写入“{target.name}”没有成功，请检查磁盘空间后再试。") from error
    finally:
        part.unlink(missing_ok=True)


def behind(path: Path) -> Path:
    """The file that a link leads to, else ``path``: what stands beside it, or takes its place, belongs there."""
    return path.resolve() if path.is_symlink() else path


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
    for pause in _RETRY_SECONDS:
        try:
            source.replace(target)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        source.replace(target)
    sync_folder(target.parent)
