"""Reads the cells of a workbook in a child process that may take only so much memory and time.

A workbook from a stick is not trusted: a few kilobytes can make any reader ask for all memory and abort.
The child imports only the standard library and the readers, so that it starts quickly.
"""

import io
import logging
import multiprocessing
import signal
from collections.abc import Callable
from datetime import date, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from app.documents.ledgers.files import ods, text, xls, xlsx
from app.documents.ledgers.guard import read_guarded
from app.documents.ledgers.sheets import MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Looks, Sheet, without_long
from app.documents.ledgers.uncollected import uncollected
from app.errors import Refused
from app.limits import limit_this_process

_EMPTY_ROWS_END = 200
_KNOWN = frozenset({str, date, datetime})
_MEMORY = 2 * 2**30
_SECONDS = 60  # of the processor's time
_PATIENCE = 5 * _SECONDS  # by the clock: a busy machine or a slow stick is not the workbook's doing
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an .xlsx with a password
_LOCKED = "表格设了密码，请取消密码后再导入。"
_SAVE_AGAIN = "请用WPS或Excel打开后另存为.xlsx，再导入。"
_TOO_LARGE = "表格太大，内存不够，读不下来。请删除正文以外的空行空列，或复制到新表后再导入。"
_TOO_LONG = "读取这个表格用的时间太长，没有导入。请拆成几个文件，或复制到新表后再导入。"
# What files that are called .xls or .csv sometimes are: how they begin, and what they are called.
_OTHERS = (
    (rb"MIME-Version:", "单个文件网页（MHTML）"),
    (rb"From:", "单个文件网页（MHTML）"),
    (rb"<?xml", "XML表格"),
    (rb"<!DOCTYPE html", "网页（HTML）"),
    (rb"<html", "网页（HTML）"),
    (rb"<table", "网页（HTML）"),
    (rb"<", "网页（HTML）"),
    (rb"%PDF", "PDF文件"),
    (rb"{\rtf", "Word文字文件（RTF）"),
    (rb"Rar!", "压缩包"),
    (rb"7z\xbc\xaf", "压缩包"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"SQLite format 3", "数据文件"),
)


@uncollected()
def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of .xlsx, .xls, .et, .ods or .csv, read in a guarded child process; Refused if unreadable."""
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_read_in_child, args=(sender, str(path)), daemon=True)
    child.start()
    sender.close()
    try:
        answer = receiver.recv() if receiver.poll(_PATIENCE) else Refused(_TOO_LONG)
    except (EOFError, OSError):
        child.join(5)
        answer = Refused(how_it_died(child.exitcode))
    finally:
        receiver.close()
        child.kill()
        child.join()
    if isinstance(answer, Refused):
        raise answer
    return tuple(answer)


def how_it_died(exitcode: int | None) -> str:
    """The sentence for a child that ended without an answer: what its end says about the workbook."""
    logging.getLogger(__name__).warning("reading a workbook ended with %s", exitcode)
    ended = -exitcode if exitcode is not None and exitcode < 0 else 0
    if ended == getattr(signal, "SIGXCPU", -1):
        return _TOO_LONG
    if ended in {getattr(signal, name, -1) for name in ("SIGKILL", "SIGABRT", "SIGBUS")} or exitcode in {3, 134, 137}:
        return _TOO_LARGE
    return f"读取这个表格的程序中途出错退出（代码{exitcode}），没有读入任何内容。{_SAVE_AGAIN}"


def _read_in_child(sender: Connection, path: str) -> None:
    limit_this_process(_MEMORY, _SECONDS)
    try:
        sender.send(read_here(Path(path)))
    except Refused as refusal:
        sender.send(Refused(refusal.message))
    except MemoryError:
        sender.send(Refused(_TOO_LARGE))
    except Exception as fault:  # noqa: BLE001 - the parent must hear of whatever a reader stumbled over
        sender.send(Refused(f"表格读不出来（{type(fault).__name__}）。{_SAVE_AGAIN}"))
    finally:
        sender.close()


def read_here(path: Path) -> tuple[Sheet, ...]:
    """The same in this process: for the child, and for tests of files the project made itself."""
    content = read_guarded(path)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise Refused(_LOCKED)
    if content.startswith((b"PK", _OLE)):
        return _read_book(content)
    begin = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:40].lower()
    for sign, name in _OTHERS:
        if begin.startswith(sign.lower()):
            raise Refused(f"“{path.name}”其实是{name}，不是表格。{_SAVE_AGAIN}")
    return (text.read(path.stem, content),)


def _read_book(content: bytes) -> tuple[Sheet, ...]:
    import python_calamine as calamine

    try:
        book, content = _opened(content)
        with book:
            looks, trouble = _looks(content)
            return tuple(
                _sheet(
                    book.get_sheet_by_name(about.name),
                    looks.get(about.name, Looks()),
                    visible=about.visible == calamine.SheetVisibleEnum.Visible,
                    trouble=trouble,
                )
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            )
    except calamine.PasswordError as fault:
        raise Refused(_LOCKED) from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise Refused(f"表格读不出来，{_SAVE_AGAIN}") from fault


def _opened(content: bytes) -> tuple[Any, bytes]:
    """The reader's workbook and the content it is of: of an .ods with indented XML, at which it gives up, without."""
    import python_calamine as calamine

    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), content
    except calamine.CalamineError:
        if not content.startswith(b"PK") or not ods.is_ods(content):
            raise
        plain = ods.without_indents(content)
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(plain)), plain


def _looks(content: bytes) -> tuple[dict[str, Looks], str]:
    """What the sheets show beside their values, and a sentence where nobody can tell."""
    reader: Callable[[bytes], dict[str, Looks]] = xls.looks
    try:
        if content.startswith(b"PK"):
            reader = ods.looks if ods.is_ods(content) else xlsx.looks
        return reader(content), ""
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - an unusual package: its values are read all the same, and this is said
        return {}, "看不出各格的格式、批注、删除线和出错标记，只读了数值，空着的格不改动原有内容，请核对。"


class _Known(dict[Any, Any]):
    """One object for each text and day: half the memory, and half the way to the parent."""

    def __missing__(self, cell: Any) -> Any:
        self[cell] = cell
        return cell


def _sheet(sheet: object, looks: Looks, *, visible: bool, trouble: str) -> Sheet:
    import python_calamine as calamine

    assert isinstance(sheet, calamine.CalamineSheet)
    rows: list[list[object]] = []
    known = _Known()
    warnings: list[str] = [trouble] if trouble else []
    empty = 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + _EMPTY_ROWS_END + 1), 1):
        filled = cells.count("") < len(cells)
        if filled and empty >= _EMPTY_ROWS_END:
            warnings.append(f"第{number - empty}行起有{empty}行空行，之后的内容没有读。")
            break
        empty = 0 if filled else empty + 1
        if filled and number > MAX_ROWS:
            raise Refused(f"工作表“{sheet.name}”超过{MAX_ROWS}行，请拆成几个文件再导入。")
        if len(cells) > MAX_COLUMNS and any(cell != "" for cell in cells[MAX_COLUMNS:]):
            warnings.append(f"第{number}行在第{MAX_COLUMNS}列以后的内容没有读。")
        rows.append([known[cell] if cell.__class__ in _KNOWN else cell for cell in cells[:MAX_COLUMNS]])
    long = without_long(rows) if any(isinstance(each, str) and len(each) > MAX_TEXT for each in known) else {}
    return Sheet(
        sheet.name,
        rows,
        tuple(sheet.merged_cell_ranges or ()),
        {**looks.cells, **long} if long else looks.cells,
        frozenset(row for row in looks.hidden_rows if row < len(rows) and any(cell != "" for cell in rows[row])),
        looks.hidden_columns,
        visible,
        tuple(warnings[:5]),
        looks.from_1904,
        is_doubtful=bool(trouble),
    )
