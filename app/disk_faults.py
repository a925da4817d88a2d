"""Why a file could not be written, told from what the system says, and what the clerk can do about it.

Windows gives many of its errors a POSIX number that means something else: a pulled stick comes as a wrong argument, a
write-protected one as missing permission. So its own number is asked first.
"""

import errno
import os
import sys
from enum import Enum, auto
from pathlib import Path

from app.holders import holder


class Cause(Enum):
    """What lies behind an error of the system."""

    FULL = auto()
    READ_ONLY = auto()
    GONE = auto()
    HELD = auto()
    DENIED = auto()
    TOO_LONG = auto()
    BAD_NAME = auto()
    OTHER = auto()


_OF_WINDOWS = {
    Cause.FULL: {39, 112, 223, 1295},
    Cause.READ_ONLY: {19},
    # not there any more, pulled, not ready, changed for another, failing; a network drive that went
    Cause.GONE: {2, 3, 15, 21, 23, 27, 31, 53, 55, 59, 64, 67, 433, 483, 1006, 1110, 1112, 1117, 1167, 1392, 1393},
    Cause.HELD: {32, 33, 303, 1224},
    Cause.DENIED: {5},
    Cause.TOO_LONG: {111, 206},
    Cause.BAD_NAME: {123, 161, 267},
}
_OF_POSIX = {
    Cause.FULL: {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
    Cause.READ_ONLY: {errno.EROFS},
    Cause.GONE: {errno.ENOENT, errno.ENODEV, errno.EIO, errno.ENXIO, errno.ESTALE},
    Cause.HELD: {errno.EBUSY, errno.ETXTBSY},
    Cause.DENIED: {errno.EACCES, errno.EPERM},
    Cause.TOO_LONG: {errno.ENAMETOOLONG},
    Cause.BAD_NAME: {errno.EILSEQ},
}
_SAID_OF_LONG, _LONGEST = {2, 3, 31, 234}, 259  # what Windows says of a path that is longer than this


def cause(error: OSError, path: Path | None = None) -> Cause:
    """The cause of an error that came of writing to ``path``."""
    windows = getattr(error, "winerror", None)
    if sys.platform == "win32" and windows is None and path is not None:
        windows = _asked_again(error, path)
    if windows in _SAID_OF_LONG and path is not None and len(str(path.absolute())) > _LONGEST:
        return Cause.TOO_LONG
    known, number = (_OF_WINDOWS, windows) if windows else (_OF_POSIX, error.errno)
    return next((cause for cause, numbers in known.items() if number in numbers), Cause.OTHER)


def _asked_again(error: OSError, path: Path) -> int | None:
    """Windows' own number, which opening and writing a file do not tell: its folder is asked for it."""
    if error.errno in {errno.ENOENT, errno.ENOSPC}:
        return {errno.ENOENT: 3, errno.ENOSPC: 112}[error.errno]
    probe = path.parent / f".{os.urandom(4).hex()}.part"
    try:
        probe.mkdir()
        probe.rmdir()
    except OSError as told:
        return getattr(told, "winerror", None)
    return {errno.EACCES: 5, errno.EINVAL: 123}.get(error.errno or 0)  # the folder is well: it is the file


def advice(error: OSError, path: Path, undone: str = "") -> str:
    """One sentence: why ``path`` could not be written, ``undone`` ("没有提交") where given, and what to do."""
    reason, way = _told(cause(error, path), error, path)
    return f"{'，'.join(filter(None, (reason, undone)))}；{way}。"


_ENVIRONMENT = {Cause.FULL, Cause.READ_ONLY, Cause.TOO_LONG, Cause.BAD_NAME}  # never a fault of the program


def sentence_of(error: BaseException) -> str:
    """The sentence of a system's error that nobody caught, "" for what may be a fault of the program itself."""
    if not isinstance(error, OSError) or not isinstance(error.filename, str):
        return ""
    path = Path(error.filename)
    return advice(error, path) if cause(error, path) in _ENVIRONMENT else ""


def _told(why: Cause, error: OSError, path: Path) -> tuple[str, str]:
    name, folder = path.name, path.parent
    if why in {Cause.HELD, Cause.DENIED} and (program := holder(path)):
        return f"“{name}”正被“{program}”打开", "请在那里关闭后再试"
    if why is Cause.DENIED and getattr(error, "winerror", None) and path.is_file():
        return f"“{name}”不能改写，可能正被其他程序打开", "请关闭后再试，或换一个名称"
    return {
        Cause.FULL: (f"“{folder}”所在的磁盘空间不足", "请清理后再试，或换一个磁盘"),
        Cause.READ_ONLY: (f"“{folder}”是只读的，可能打开了写保护", "请关闭写保护后再试"),
        Cause.GONE: ("写入中断，磁盘或U盘可能已被拔出", "请插好后再试"),
        Cause.HELD: (f"“{name}”正被其他程序打开", "请关闭后再试"),
        Cause.DENIED: (f"没有权限写入“{folder}”", "请换一个能写入的文件夹"),
        Cause.TOO_LONG: (f"“{name}”所在的文件夹路径太长", "请换到路径较短的文件夹里"),
        Cause.BAD_NAME: (f"“{name}”不能用作文件名", "请换一个名称"),
    }.get(why, (f"无法写入“{folder}”", "请检查磁盘和文件夹后再试"))
