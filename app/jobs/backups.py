"""备份和还原: copies of the whole file on the program's own shelf or where the user says, and the way back."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.clock import Clock
from app.database import backup as files
from app.database.engine import Database, open_database
from app.database.guarded import office_code
from app.database.header import read_header
from app.database.lock import held
from app.database.schema import SCHEMA
from app.database.shelf import Copy, Reason, copies
from app.database.thinning import to_delete
from app.errors import Refused
from app.services import offices

_SHARE_OF_DISK = 10  # copies together take at most a tenth of what is free


def back_up_now(database: Path, out: Path | None, clock: Clock, reason: Reason = Reason.BY_HAND) -> Path:
    """A proven copy of ``database``, which may be open; returns where it lies.

    ``out`` may be a file or an existing folder; without it the copy goes on the shelf, and older ones are thinned.
    """
    now = clock.now()
    if not database.exists():
        raise Refused(f"没有找到数据文件“{database}”。")
    if out is not None:
        target = out / f"{database.stem}-备份-{now:%Y%m%d-%H%M%S}.db" if out.is_dir() else out
        if target.exists() and target.resolve() == database.resolve():
            raise Refused("备份不能写到台账文件自己身上，请换一个文件名。")
        if target.exists():
            _must_be_an_older_copy(target, database, clock)
        files.back_up(database, target, stamped=True)
        return target
    target = files.shelve(database, reason, now)
    _thin(database, clock)
    return target


def _must_be_an_older_copy(target: Path, database: Path, clock: Clock) -> None:
    """A nightly copy may take the place of the last one, also of one that an older version of the program made.

    Nobody else's records may be written over.
    """
    opened = open_database(database, clock, read_only=True)
    with opened.read() as session:
        office = offices.current(session)
    opened.close()
    try:
        other = office_code(target)
    except Refused as refused:
        raise Refused(f"“{target}”里已有别的内容，看不出是本单位的备份，没有备份；请换一个文件名。") from refused
    if (None if other == offices.NOBODY else other) != (office.code if office else None):
        raise Refused(f"“{target}”是另一个单位的台账，没有备份；请换一个文件名。")


def back_up_if_due(database: Path, clock: Clock) -> Path | None:
    """The copy of the first start of a day; None where there is one of today already.

    A last copy that lies in the future says nothing: then it is due.
    """
    daily = [copy for copy in copies(database) if copy.reason is Reason.DAILY]
    if daily and daily[-1].day == clock.today():
        return None
    return back_up_now(database, None, clock, Reason.DAILY)


def back_up_before_deletion(database: Database) -> Path:
    """The way back from what the bin cannot bring back; a deletion is not begun without it."""
    return back_up_now(database.path, None, database.clock, Reason.DELETION)


def close_with_copy(database: Database) -> Path | None:
    """Closes the file at the end of a day's work; a copy goes on the shelf where anything was changed.

    What stands in the way of the copy must not keep the clerk from going home: then there is none.
    """
    with suppress(Refused):
        if not database.read_only and database.has_changed:
            database.close()
            return back_up_now(database.path, None, database.clock, Reason.CLOSING)
    database.close()
    return None


def shelved(database: Path) -> Sequence[Copy]:
    """The copies on the shelf, the newest first, for the user to choose from."""
    return copies(database)[::-1]


def newest_understood(database: Path) -> Copy | None:
    """The newest copy on the shelf that this program can open; a later one leaves such before it upgrades a file."""
    return next((copy for copy in shelved(database) if _is_understood(copy.path)), None)


def _is_understood(copy: Path) -> bool:
    try:
        return read_header(copy).schema <= SCHEMA
    except Refused:
        return False


def restore(backup: Path, database: Path, clock: Clock | None = None) -> Path | None:
    """Puts ``backup`` in the place of ``database``; returns where the old file is kept, None where there was none.

    With a ``clock`` a sound old file goes on the shelf; without one, or damaged, it stays beside the new one.
    """
    if not backup.exists():
        raise Refused(f"没有找到备份“{backup}”。")
    if database.exists() and backup.resolve() == database.resolve():
        raise Refused("备份和台账是同一个文件，请另选一个备份。")
    if database.is_dir():
        raise Refused(f"“{database}”是文件夹，请写明台账文件的名字。")
    with held(database):
        shelf_copy = _shelve(database, clock) if clock is not None else None
        beside = files.restore(backup, database, keep=shelf_copy is None)
    return shelf_copy or beside


def _shelve(database: Path, clock: Clock) -> Path | None:
    """The old file as a proven copy, or None where it is too damaged for one."""
    try:
        return back_up_now(database, None, clock, Reason.RESTORE) if database.exists() else None
    except Refused:
        return None


def _thin(database: Path, clock: Clock) -> None:
    kept = copies(database)
    room = (shutil.disk_usage(kept[-1].path.parent).free + sum(copy.size for copy in kept)) // _SHARE_OF_DISK
    for copy in to_delete(kept, clock.today(), room):
        copy.path.unlink(missing_ok=True)
