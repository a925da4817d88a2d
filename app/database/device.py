"""Putting a file on a device that may be pulled at any moment, and reading it back from the device itself."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.database.unbuffered import blocks_on_device
from app.database.volumes import identity
from app.disk_faults import advice
from app.errors import Refused
from app.paths import remove, sync_folder

_BLOCK = 1024 * 1024
_LARGEST_ON_FAT = 4 * 1024**3 - 1


@contextmanager
def device_faults(folder: Path) -> Iterator[None]:
    """Turns a fault of the device into a sentence."""
    try:
        yield
    except OSError as error:
        raise Refused(advice(error, Path(error.filename or folder), "没有提交")) from error


def must_take(folder: Path, size: int) -> None:
    """Raises :class:`Refused` where a file of ``size`` bytes does not go on the device of ``folder``."""
    if shutil.disk_usage(folder).free < size * 11 // 10 + 1_000_000:
        raise Refused("目标磁盘空间不足，没有提交；请清理后再试，或换一个U盘。")
    if size > _LARGEST_ON_FAT:
        raise Refused("台账文件超过4GB，U盘可能放不下；请先清理附件。")


def put(source: Path, target: Path) -> str:
    """Copies ``source`` to the new file ``target``; returns the SHA-256 of what was sent.

    The file has another name until it is whole and on the device.
    """
    part = target.with_name(target.name + ".part")
    try:
        with source.open("rb") as origin, part.open("xb") as copy:
            summary = hashlib.sha256()
            while block := origin.read(_BLOCK):
                copy.write(block)
                summary.update(block)
            copy.flush()
            os.fsync(copy.fileno())
        os.rename(part, target)  # noqa: PTH104 - on Windows this refuses an existing file, as it should
        sync_folder(target.parent)
    except BaseException:
        remove(part)
        raise
    return summary.hexdigest()


def digest_on_device(path: Path) -> str:
    """The SHA-256 of a file as the device holds it, not as the system remembers it."""
    summary = hashlib.sha256()
    for block in blocks_on_device(path):
        summary.update(block)
    return summary.hexdigest()


def volume(folder: Path) -> int:
    """A number that changes when another device takes the folder's place."""
    return identity(folder)
