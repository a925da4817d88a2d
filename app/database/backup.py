"""Copies of the whole file, made while it may be open, and proven before they get their name."""

import sqlite3
from pathlib import Path

from app.database.connection import connect
from app.database.faults import told
from app.database.header import must_be_ours
from app.errors import Refused
from app.paths import replace, sync


def back_up(source: Path, target: Path) -> None:
    """Copies a consistent state of ``source`` to ``target`` and checks it; no half copy keeps the name."""
    must_be_ours(source)
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with told():
            _copy(source, part)
        sync(part)
        replace(part, target)
    except OSError as error:
        raise Refused(f"无法写入“{target}”，请检查磁盘空间和权限。") from error
    finally:
        part.unlink(missing_ok=True)


def restore(backup: Path, target: Path) -> Path | None:
    """Puts ``backup`` in the place of ``target``; the file that stood there is kept, and its name returned.

    Its journal goes with it: a stale journal beside a restored file would turn it back in silence.
    """
    must_be_ours(backup)
    _must_be_whole(backup)
    part = target.with_name(f".{target.name}.restored")
    back_up(backup, part)
    kept = _set_aside(target) if target.exists() else None
    replace(part, target)
    return kept


def _set_aside(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.stem}.还原前-{number}{target.suffix}")).exists():
        number += 1
    for suffix in ("-journal", "-wal", "-shm"):
        sidecar = target.with_name(target.name + suffix)
        if sidecar.exists():
            replace(sidecar, kept.with_name(kept.name + suffix))
    replace(target, kept)
    return kept


def _copy(source: Path, part: Path) -> None:
    origin = connect(source, read_only=True)
    try:
        copy = sqlite3.connect(part)
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
    finally:
        origin.close()
    _must_be_whole(part)


def _must_be_whole(path: Path) -> None:
    with told():
        connection = connect(path, read_only=True)
        try:
            (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        finally:
            connection.close()
    if answer != "ok":
        raise Refused(f"“{path.name}”已损坏，请换一个备份。")
