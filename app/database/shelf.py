"""Where the program keeps its own copies of a database: out of the way, one folder for each file.

Copies are ordered by their number. The clock names them for people and decides nothing else.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from app.database.digests import file_digest
from app.database.stamp import is_as_stamped
from app.errors import Refused
from app.paths import data_folder

_NAME = re.compile(r"(\d{6,})-(\d{8}-\d{4})-(\w+)-([0-9a-f]{16})\.db")


class Reason(StrEnum):
    """Why a copy was made."""

    DAILY = "每日"
    CLOSING = "退出"
    BY_HAND = "手动"
    UPGRADE = "升级前"
    IMPORT = "导入前"
    RESTORE = "还原前"
    CONSOLIDATION = "汇总前"
    DELETION = "删除前"


@dataclass(frozen=True)
class Copy:
    """One copy on the shelf; ``size`` in bytes."""

    number: int
    made_at: datetime
    reason: Reason
    size: int
    path: Path

    @property
    def day(self) -> date:
        """The day of its name."""
        return self.made_at.date()


def shelf(database: Path, *, make: bool = True) -> Path:
    """The folder of a database's copies, by its canonical name; made if missing, or :class:`Refused`."""
    canonical = os.path.realpath(database)
    mark = hashlib.sha256(os.path.normcase(canonical).encode()).hexdigest()[:8]
    try:
        folder = data_folder() / "备份" / f"{Path(canonical).stem}-{mark}"
        if make:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("无法建立存放备份的文件夹，请检查磁盘空间和权限。") from error
    return folder


def copies(database: Path) -> list[Copy]:
    """All copies of a database, the oldest first."""
    return sorted(filter(None, map(_read, shelf(database).iterdir())), key=lambda copy: copy.number)


def place(database: Path, copy: Path, reason: Reason, now: datetime) -> Path:
    """The name of the next copy: one number beyond the last, whatever the clock says.

    It ends with the beginning of the digest of ``copy``, so that a copy damaged on the shelf is known by its name.
    """
    number = max((copy.number for copy in copies(database)), default=0) + 1
    return shelf(database) / f"{number:06d}-{now:%Y%m%d-%H%M}-{reason}-{file_digest(copy)[:16]}.db"


def is_as_made(copy: Path) -> bool:
    """Whether a copy is what its name says, as on the shelf, or its stamp; a file with neither is taken as it is."""
    found = _NAME.fullmatch(copy.name)
    return is_as_stamped(copy) and (found is None or file_digest(copy).startswith(found[4]))


def _read(path: Path) -> Copy | None:
    found = _NAME.fullmatch(path.name)
    if found is None or found[3] not in tuple(Reason):
        return None
    try:
        made_at = datetime.strptime(found[2], "%Y%m%d-%H%M")  # noqa: DTZ007 - an office lives in its local time
    except ValueError:
        return None
    return Copy(int(found[1]), made_at, Reason(found[3]), path.stat().st_size, path)
