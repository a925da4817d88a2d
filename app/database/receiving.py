"""A submission from elsewhere, copied to a private place: nothing but its three plain files, and only so much."""

import os
import stat
from pathlib import Path

from app.database.manifest import NAME, read_manifest
from app.database.sidecars import SUFFIXES
from app.errors import Refused

_LARGEST = 512 * 1024 * 1024
_BLOCK = 1024 * 1024


def receive(path: Path, private: Path) -> Path:
    """Copies a submission (its folder, or the database in it) into ``private``; returns the copy's folder.

    Raises :class:`Refused` for links, pipes, devices, hand copies, files above 512 MB, and where the manifest is not
    there.
    """
    if not os.path.lexists(path):
        raise Refused(f"没有找到“{path}”。")
    folder = path if path.is_dir() else path.parent
    manifest = read_manifest(folder / NAME)
    if not path.is_dir() and path.name != manifest.file:
        raise Refused("清单（manifest.json）上写的不是这个文件。")
    if any(os.path.lexists(folder / (manifest.file + suffix)) for suffix in SUFFIXES):
        raise Refused("这是在程序运行时手工复制的文件，可能缺少记录；请用“报送”重新提交。")
    for name in (manifest.file, manifest.receipt, NAME):
        _copy(folder / name, private / name)
    return private


def _copy(source: Path, target: Path) -> None:
    try:
        if not stat.S_ISREG(source.lstat().st_mode):
            raise Refused(f"“{source.name}”不是普通文件。")
        with source.open("rb") as origin, target.open("xb") as copy:
            left = _LARGEST
            while block := origin.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise Refused("文件超过512MB，不像是台账，没有读取。")
                copy.write(block)
    except FileNotFoundError as error:
        raise Refused(f"缺少文件“{source.name}”，提交不完整。") from error
    except OSError as error:
        raise Refused("文件读不出来，U盘可能已损坏或被拔出；也请检查本机磁盘空间。") from error
