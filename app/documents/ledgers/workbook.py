"""Reads the cells of a workbook in a child process that may take only so much memory and time.

A workbook from a stick is not trusted: a few kilobytes can make any reader ask for all memory and abort.
The child imports only the standard library and calamine, so that it starts quickly.
"""

import csv
import io
import multiprocessing
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

from app.documents.ledgers.faults import CellFault, cell_faults, counts_from_1904, hidden_rows
from app.documents.ledgers.guard import read_guarded
from app.errors import Refused
from app.limits import limit_this_process

MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 20_000, 100, 32_767
_EMPTY_ROWS_END = 200
_MEMORY = 2 * 2**30
_SECONDS = 60
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream that holds an .xlsx with a password
_LOCKED = "表格设了密码，请取消密码后再导入。"
_NO_LEDGER = "这个文件不是表格，请用WPS或Excel打开后另存为.xlsx，再导入。"

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class RawSheet:
    """One sheet's cells as calamine gives them, from row and column 0; merges as (first, last) cells."""

    name: str
    rows: list[list[object]]
    merges: tuple[Merge, ...] = ()
    faults: tuple[CellFault, ...] = ()
    visible: bool = True
    warnings: tuple[str, ...] = ()
    from_1904: bool = False  # day numbers in cells without a date's format count from 1904


def read_workbook(path: Path) -> tuple[RawSheet, ...]:
    """Every sheet of .xlsx, .xls, .et or .csv, read in a guarded child process; Refused if unreadable."""
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_read_in_child, args=(sender, str(path)), daemon=True)
    child.start()
    sender.close()
    try:
        answer = receiver.recv() if receiver.poll(_SECONDS) else Refused("读取这个表格用的时间太长，没有导入。")
    except EOFError:
        answer = Refused("表格太大，读不下来。请删除正文以外的空行空列，或复制到新表后再导入。")
    finally:
        receiver.close()
        child.kill()
        child.join()
    if isinstance(answer, Refused):
        raise answer
    return tuple(answer)


def _read_in_child(sender: Connection, path: str) -> None:
    limit_this_process(_MEMORY, _SECONDS)
    try:
        sender.send(read_here(Path(path)))
    except Refused as refusal:
        sender.send(Refused(refusal.message))
    finally:
        sender.close()


def read_here(path: Path) -> tuple[RawSheet, ...]:
    """The same in this process: for the child, and for tests of files the project made itself."""
    content = read_guarded(path)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise Refused(_LOCKED)
    if content.startswith((b"PK", _OLE)):
        return _read_book(content)
    return (_read_text_table(path.stem, content),)


def _read_book(content: bytes) -> tuple[RawSheet, ...]:
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            faults, hidden = cell_faults(content), hidden_rows(content)
            sheets = (
                _raw_sheet(
                    book.get_sheet_by_name(about.name),
                    faults,
                    hidden.get(about.name, frozenset()),
                    about.visible == calamine.SheetVisibleEnum.Visible,
                )
                for about in book.sheets_metadata
                if about.typ == calamine.SheetTypeEnum.WorkSheet
            )
            from_1904 = counts_from_1904(content)
            return tuple(replace(sheet, from_1904=True) if from_1904 else sheet for sheet in sheets)
    except calamine.PasswordError as fault:
        raise Refused(_LOCKED) from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise Refused("表格读不出来，请用WPS或Excel打开后另存为.xlsx，再导入。") from fault


def _raw_sheet(
    sheet: object, faults: dict[str, tuple[CellFault, ...]], hidden: frozenset[int], visible: bool
) -> RawSheet:
    import python_calamine as calamine

    assert isinstance(sheet, calamine.CalamineSheet)
    rows: list[list[object]] = []
    warnings: list[str] = []
    empty = 0
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + _EMPTY_ROWS_END + 1), 1):
        filled = any(cell != "" for cell in cells)
        if filled and empty >= _EMPTY_ROWS_END:
            warnings.append(f"第{number - empty}行起有{empty}行空行，之后的内容没有读。")
            break
        empty = 0 if filled else empty + 1
        if filled and number > MAX_ROWS:
            raise Refused(f"工作表“{sheet.name}”超过{MAX_ROWS}行，请拆成几个文件再导入。")
        if any(cell != "" for cell in cells[MAX_COLUMNS:]):
            warnings.append(f"第{number}行在第{MAX_COLUMNS}列以后的内容没有读。")
        rows.append([cell[:MAX_TEXT] if isinstance(cell, str) else cell for cell in cells[:MAX_COLUMNS]])
    merges = tuple(sheet.merged_cell_ranges or ())
    if unseen := [str(number) for number in sorted(hidden) if number <= len(rows) and any(rows[number - 1])]:
        warnings.append(f"第{'、'.join(unseen[:5])}{'等' if len(unseen) > 5 else ''}行是隐藏的，也读入了。")
    return RawSheet(sheet.name, rows, merges, faults.get(sheet.name, ()), visible, tuple(warnings[:5]))


def _read_text_table(name: str, content: bytes) -> RawSheet:
    """Comma- or tab-separated text in the codings that Chinese offices' programs write."""
    for coding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            text = content.decode(coding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(_NO_LEDGER)
    if "\0" in text or text.lstrip()[:1] == "<":
        raise Refused(_NO_LEDGER)
    separator = "\t" if text.count("\t") > text.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as fault:
        raise Refused(_NO_LEDGER) from fault
    if len(rows) > MAX_ROWS:
        raise Refused(f"表格超过{MAX_ROWS}行，请拆成几个文件再导入。")
    return RawSheet(name, [[cell[:MAX_TEXT] for cell in row[:MAX_COLUMNS]] for row in rows])
