"""The database that a command works on: opened, locked and closed again; and how an answer is printed as JSON."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.database.backup import back_up
from app.database.engine import open_database
from app.database.header import read_header
from app.database.lock import held
from app.database.private import private_folder
from app.database.schema import SCHEMA
from app.database.upgrade import bring_up
from app.errors import DAMAGED, Refused
from app.jobs.backups import shelved
from app.services.offices import percent_places, zeros
from app.values.figures import show_places, show_zeros


@contextmanager
def opened(path: Path, clock: Clock, *, to_write: bool = True, make: bool = False) -> Iterator[Any]:
    """The database, locked for writing or open for reading alone."""
    if not path.exists() and not make:
        raise Refused(f"没有找到数据文件“{path}”。")
    with held(path) if to_write else nullcontext(), nullcontext(path) if to_write else _of_today(path) as current:
        try:
            database = open_database(current, clock, read_only=not to_write)
        except Refused as refused:
            raise _with_a_way_out(path, refused) from refused
        try:
            _say_figures(database)
            yield database
        finally:
            database.close()


@contextmanager
def _of_today(path: Path) -> Iterator[Path]:
    """``path``, or a copy of an older program's file in today's schema: who only reads changes nothing."""
    header = read_header(path)
    if not 0 < header.schema < SCHEMA:
        yield path
        return
    with private_folder() as folder:
        copy = folder / path.name
        back_up(path, copy)
        bring_up(copy)
        yield copy


def _say_figures(database: Any) -> None:
    """Percentages read as the office shows them, on the terminal and on paper."""
    with database.read() as session:
        show_places(percent_places(session))
        show_zeros(zeros(session))


def _with_a_way_out(path: Path, refused: Refused) -> Refused:
    """The same refusal; where the file is damaged, with the command that brings its last backup back."""
    if DAMAGED not in refused.message or not path.is_file():
        return refused
    damage, found = refused.message.rstrip("。"), shelved(path)
    copy = f"最近的备份是{found[0].made_at:%Y-%m-%d %H:%M}的" if found else "没有它的自动备份，不要删除原文件"
    return Refused(f"{damage}；{copy}，恢复请运行：zhaoshang rescue '{path}'")


@contextmanager
def opened_for_import(path: Path, clock: Clock, *, rehearse: bool) -> Iterator[Any]:
    """The database, made if it is missing; a rehearsal or a refusal leaves none behind where none was."""
    if path.exists():
        with opened(path, clock) as database:
            yield database
        return
    with private_folder() as folder:
        place = folder / path.name if rehearse else path
        try:
            with opened(place, clock, make=True) as database:
                yield database
        except Refused:
            place.unlink(missing_ok=True)
            raise


def print_json(value: Any) -> None:
    """One object on standard output."""
    print(json.dumps(value, ensure_ascii=False))
