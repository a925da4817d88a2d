"""Faults of the machine around the database, told apart from ours and put into a sentence."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from app.errors import Refused
from app.values.words import stray_sign_in

BUSY = "另一个窗口或程序正在写入这个文件，请稍后再试。"
_NO_TEXT = "这段文字里有读不懂的字符，请重新输入。"
_SENTENCES = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: "文件是只读的，无法保存，请检查文件和文件夹的权限。",
    sqlite3.SQLITE_FULL: "磁盘已满，没有保存，请清理磁盘后再试。",
    sqlite3.SQLITE_IOERR: "读写磁盘出错，没有保存，请检查磁盘后再试。",
    sqlite3.SQLITE_CANTOPEN: "打不开数据文件，请检查文件夹是否存在、是否有权限。",
    sqlite3.SQLITE_CORRUPT: "数据文件已损坏，请用备份还原。",
    sqlite3.SQLITE_NOTADB: "这个文件不是本程序的数据文件，或已损坏。",
}


def sentence_for(error: sqlite3.Error) -> str | None:
    """What to tell the user, or None where the fault is ours."""
    if str(error).startswith("Could not decode to UTF-8"):  # what should be text is none
        return _SENTENCES[sqlite3.SQLITE_CORRUPT]
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _SENTENCES.get(code & 0xFF)


@contextmanager
def told() -> Iterator[None]:
    """Turns the environment's faults, and what no file can be asked for, into :class:`Refused`; ours pass through."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error) and (sentence := sentence_for(error.orig)):
            raise Refused(sentence) from error
        raise
    except sqlite3.Error as error:
        if sentence := sentence_for(error):
            raise Refused(sentence) from error
        raise
    except UnicodeDecodeError as error:  # the engine quotes damaged bytes in what it says
        raise Refused(_SENTENCES[sqlite3.SQLITE_CORRUPT]) from error
    except UnicodeEncodeError as error:  # half a sign was asked for, in a search or a name
        raise Refused(stray_sign_in(error.object) or _NO_TEXT) from error
    except OverflowError as error:  # a number was asked for that no column can hold
        if "SQLite" not in str(error):
            raise
        raise Refused("数字太大了，请核对。") from error
