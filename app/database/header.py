"""The first hundred bytes of a database: read before anything opens it."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from app.database.schema import APPLICATION_ID, SCHEMA
from app.errors import DAMAGED, NEWER, Refused
from app.paths import is_no_plain_file

_MAGIC = b"SQLite format 3\x00"
_FEW_BITS = 2
_UTF_8 = 1


@dataclass(frozen=True)
class Header:
    """What a database file says of itself; ``uses_wal`` where somebody put it in write-ahead mode.

    ``valid_for`` is the change counter once more, from another place of the header.
    """

    page_size: int
    page_count: int
    change_counter: int
    valid_for: int
    schema: int
    application_id: int
    uses_wal: bool
    is_utf8: bool


def read_header(path: Path) -> Header:
    """The header of ``path``; :class:`Refused` where it is no database of ours."""
    if is_no_plain_file(path):
        raise Refused(f"打不开“{path}”，这不是普通文件，请另选一个文件。")
    try:
        with path.open("rb") as file:
            raw = file.read(100)
    except OSError as error:
        raise Refused(f"打不开“{path}”，请检查文件是否存在、是否有权限读取。") from error
    if len(raw) < 100 or not raw.startswith(_MAGIC):
        raise Refused(f"“{path.name}”不是本程序的数据文件，或已损坏。")
    size = int.from_bytes(raw[16:18], "big")
    return Header(
        page_size=65536 if size == 1 else size,
        page_count=int.from_bytes(raw[28:32], "big"),
        change_counter=int.from_bytes(raw[24:28], "big"),
        valid_for=int.from_bytes(raw[92:96], "big"),
        schema=int.from_bytes(raw[60:64], "big"),
        application_id=int.from_bytes(raw[68:72], "big"),
        uses_wal=raw[18] == 2 or raw[19] == 2,
        is_utf8=int.from_bytes(raw[56:60], "big") == _UTF_8,
    )


def must_be_ours(path: Path) -> Header:
    """The header of a file that this program may open; a newer one is refused untouched.

    A header that the file's own record of its schema gives the lie, or that is a bit or two off, is damaged.
    """
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        if (header.application_id ^ APPLICATION_ID).bit_count() <= _FEW_BITS:
            raise Refused(f"“{path.name}”的文件头已{DAMAGED}，没有打开；请用“还原备份”恢复。")
        raise Refused(f"“{path.name}”不是本程序的数据文件，请另选一个文件。")
    stated = _stated_schema(path)
    if stated is not None and stated != header.schema:
        newer = f"如果是{NEWER}的程序建立的，请先升级本程序。" if header.schema > SCHEMA else ""
        raise Refused(f"“{path.name}”的文件头已{DAMAGED}，没有打开；请用“还原备份”恢复。{newer}")
    if header.schema > SCHEMA:
        raise Refused(f"“{path.name}”由{NEWER}的程序建立，请先升级本程序再打开；文件没有改动。")
    return header


def _stated_schema(path: Path) -> int | None:
    """The schema number as the file's own table keeps it; None where that cannot be read."""
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1", uri=True)
        try:
            connection.execute("PRAGMA trusted_schema=OFF")
            (number,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
        return int(number)
    except (sqlite3.Error, TypeError, ValueError, OverflowError):
        return None
