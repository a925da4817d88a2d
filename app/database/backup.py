"""Copies of the whole file, made while it may be open, and proven before they get their name."""

import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from app.database import page_sums
from app.database.connection import connect, is_whole, must_be_short_enough
from app.database.faults import told
from app.database.header import must_be_ours, read_header
from app.database.manifest import must_not_be_submitted
from app.database.seal import unseal
from app.database.shelf import Reason, is_as_made, place, shelf
from app.database.sidecars import beside, clear, settle, sweep, unfinished
from app.database.stamp import keep_counter, stamp, unstamp
from app.disk_faults import advice
from app.errors import DAMAGED, Refused
from app.file_names import must_be_a_file_name
from app.paths import behind, made_folders, replace, sync


def back_up(source: Path, target: Path, *, stamped: bool = False) -> None:
    """Copies a consistent state of ``source`` to ``target`` and checks it; no half copy keeps the name.

    A ``stamped`` copy carries its digest, for it goes where nobody else remembers it.
    """
    source, target = behind(source), behind(target)
    must_be_a_file_name(target)
    must_be_ours(source)
    must_not_be_submitted(target)
    must_be_short_enough(target, "没有写成")
    if unfinished(source):
        page_sums.settle(source)
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.part")
    try:
        with made_folders(target.parent):
            try:
                _put(source, part, stamped=stamped)
                clear(target)
                replace(part, target)
            finally:
                sweep(part)
    except OSError as error:
        raise Refused(advice(error, target)) from error


def _put(source: Path, part: Path, *, stamped: bool) -> None:
    _must_have_room(source, part.parent)
    part.touch(mode=0o600)  # names and phone numbers are nobody else's
    with told():
        _copy(source, part)
    if stamped:
        stamp(part)
    sync(part)


def shelve(database: Path, reason: Reason, now: datetime) -> Path:
    """A proven copy of ``database`` on its shelf, named by ``reason`` and ``now``; returns where it lies."""
    fresh = shelf(database) / f".{uuid4().hex[:8]}.new"
    try:
        back_up(database, fresh)
        target = place(database, fresh, reason, now)
        replace(fresh, target)
    except OSError as error:
        raise Refused(advice(error, fresh, "备份没有写成")) from error
    finally:
        sweep(fresh)
    return target


def restore(backup: Path, target: Path, *, keep: bool = True) -> Path | None:
    """Puts ``backup`` in the place of ``target``; the file that stood there is kept, and its name returned.

    A kill at any moment leaves the old file or the new one under the name, never none. ``keep`` of False is for a
    caller who has a proven backup of the old file already.
    """
    backup, target = behind(backup), behind(target)
    must_be_ours(backup)
    must_not_be_submitted(target)
    if not is_as_made(backup):
        raise Refused(f"“{backup.name}”已损坏，请换一个备份。")
    if unfinished(backup):
        raise Refused(f"“{backup.name}”旁边有没写完的临时文件，不是完整的备份，请换一个备份。")
    part = target.with_name(f".{target.name}.{uuid4().hex[:8]}.restored")
    try:
        _copy_sound(backup, part)
        kept = _set_aside(target) if keep and target.exists() else None
        unseal(target)
        _clear_away(target)
        replace(part, target)
    except OSError as error:
        raise Refused(advice(error, target, "没有还原")) from error
    finally:
        sweep(part)
    return kept


def _copy_sound(backup: Path, part: Path) -> None:
    try:
        back_up(backup, part)
    except Refused as refused:
        if DAMAGED not in refused.message:
            raise
        raise Refused(f"“{backup.name}”已损坏，请换一个备份。") from refused


def _set_aside(target: Path) -> Path:
    """A copy of the old file as it stands, with what stands beside it: it may be damaged and still be needed."""
    number = 1
    while (kept := target.with_name(f"{target.stem}.还原前-{number}{target.suffix}")).exists():
        number += 1
    for one in (*beside(target), target):
        copy = kept.with_name(kept.name + one.name.removeprefix(target.name))
        copy.touch(mode=0o600)
        shutil.copyfile(one, copy)
        sync(copy)
    return kept


def _clear_away(target: Path) -> None:
    """Removes what stands beside the old file; before that what it holds is brought in, for a kill may come between."""
    if unfinished(target):
        with suppress(Refused):  # too damaged to be settled: its copy has all that there was
            settle(target)
    clear(target)


def _must_have_room(source: Path, folder: Path) -> None:
    if shutil.disk_usage(folder).free < source.stat().st_size + 1_000_000:
        raise Refused(f"“{folder}”所在磁盘空间不足，没有写入，请清理磁盘后再试。")


def _copy(source: Path, part: Path) -> None:
    origin = connect(source, read_only=True)
    try:
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on nobody commits
        counter = read_header(source).change_counter
        copy = sqlite3.connect(part)
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
    finally:
        origin.close()
    unstamp(part)
    keep_counter(part, counter)
    _must_be_whole(part)


def _must_be_whole(path: Path) -> None:
    with told():
        connection = connect(path, read_only=True)
        try:
            whole = is_whole(connection)
        finally:
            connection.close()
    if not whole:
        raise Refused(f"“{path.name}”已损坏，请换一个备份。")
