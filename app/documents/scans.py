"""PDF scans as other people hand them in: what in one may act by itself, and the same pages without it.

A paper only shows pages. Scripts, programs to be started, files inside files and forms that send themselves are looked
for twice: among the objects as a reader finds them, and in the bytes as they lie, for a file can hide from its reader.
"""

import logging
import re
import zlib
from functools import partial
from io import BytesIO
from typing import Any

from app.documents.foreign import asked
from app.errors import Refused

_ACTIVE = {
    b"JavaScript": "脚本",
    b"Launch": "启动程序的命令",
    b"EmbeddedFile": "内嵌文件",
    b"EmbeddedFiles": "内嵌文件",
    b"FileAttachment": "内嵌文件",
    b"GoToE": "内嵌文件",
    b"RichMedia": "多媒体内容",
    b"Rendition": "多媒体内容",
    b"Movie": "多媒体内容",
    b"XFA": "动态表单",
    b"SubmitForm": "自动发送的表单",
    b"ImportData": "自动读入的表单",
}
# Words too short to be looked for in the bytes, where a large picture holds them by chance.
_ACTIVE_OBJECTS = {
    **{word.decode(): said for word, said in _ACTIVE.items()},
    "GoToR": "打开其他文件的命令",
    "FFilter": "打开其他文件的命令",
    "Sound": "多媒体内容",
    "3D": "多媒体内容",
    "AA": "自动执行的命令",
}
_LINKS = ("http://", "https://", "mailto:", "tel:")  # what nobody is taken to but by a click, outside this computer
_UNREADABLE = "读不出的部分"
_NAME = re.compile(rb"/(" + b"|".join(_ACTIVE) + rb")(?![0-9A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_INFLATED = 256 * 2**20
_MOST_OBJECTS, _DEEPEST = 200_000, 60


def active_parts(data: bytes) -> tuple[str, ...]:
    """What a PDF would do beside showing its pages, in the clerk's words; empty for a plain scan.

    An object that its reader cannot make out counts too: what a reader cannot see, another program may.
    """
    found = dict.fromkeys(_in_bytes(data))
    reader = reader_of(data)
    if reader is not None:
        in_objects = asked(lambda: _in_objects(reader))
        found |= dict.fromkeys((_UNREADABLE,) if in_objects is None else in_objects)
    return tuple(found)


def has_pages(data: bytes) -> bool:
    """Whether pages can be read of a PDF; of one whose pages nobody sees nothing can be said."""
    return reader_of(data) is not None


def is_locked(data: bytes) -> bool:
    """Whether a PDF is encrypted, with a password or without one: what lies in it cannot be looked for."""
    reader = reader_of(data)
    return b"/Encrypt" in _spelt_out(data) or (reader is not None and bool(reader.is_encrypted))


def without_active_parts(name: str, data: bytes) -> bytes:
    """The same pages in a file that does nothing; :class:`Refused` where they cannot be told apart."""
    from pypdf import PdfWriter

    reader = reader_of(data)

    def copied() -> bytes:
        writer = PdfWriter()
        for page in reader.pages:
            writer.add_page(_quiet(page))
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    cleaned = None if reader is None else asked(copied)
    if cleaned is None or active_parts(cleaned):
        raise _cannot(name)
    return cleaned


def _cannot(name: str) -> Refused:
    return Refused(f"“{name}”里有会自动运行的内容，没有添加；请打印成纸后重新扫描，或另存为图片。", field="file")


def _in_bytes(data: bytes) -> list[str]:
    """Whatever stands in the bytes and in every stream that inflates, wherever a reader would look."""
    parts, left = [data], _MOST_INFLATED
    for begin in _STREAM.finditer(data):
        try:
            parts.append(zlib.decompressobj().decompress(data[begin.end() :], left))
        except zlib.error:
            continue
        left -= len(parts[-1])
        if left <= 0:
            return ["解压后过大的内容"]
    return [_ACTIVE[found[1]] for part in parts for found in _NAME.finditer(_spelt_out(part))]


def _spelt_out(part: bytes) -> bytes:
    """With every sign of a name as itself: /#4aS is /JS."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)


def reader_of(data: bytes) -> Any:
    """A reader of a PDF that has pages; None for what cannot be read."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is odd about a scan is no news for a terminal

    def reader() -> Any:
        found = PdfReader(BytesIO(data))
        return found if len(found.pages) else None

    return asked(reader)


def _in_objects(reader: Any) -> list[str]:
    from pypdf.generic import IndirectObject

    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    if len(numbers) > _MOST_OBJECTS:
        return ["数量异常的内容"]
    found: list[str] = []

    def looked_into(number: int) -> bool:
        _look_into(reader.get_object(IndirectObject(number, 0, reader)), found, 0)
        return True

    unread = [number for number in numbers if asked(partial(looked_into, number)) is None]
    return [*found, *(_UNREADABLE for _ in unread[:1])]


def _look_into(part: Any, found: list[str], depth: int) -> None:
    """Goes through one object, not through what it points at: that has a number of its own."""
    from pypdf.generic import DictionaryObject, NameObject

    if depth > _DEEPEST:
        found.append("嵌套异常的内容")
        return
    if isinstance(part, NameObject):
        if word := _ACTIVE_OBJECTS.get(str(part)[1:]):
            found.append(word)
    elif isinstance(part, DictionaryObject):
        if _acts_on_opening(part) or _leads_into_this_computer(part):
            found.append("自动执行的命令" if _acts_on_opening(part) else "打开本机文件的链接")
        for key, value in dict.items(part):
            _look_into(key, found, depth + 1)
            _look_into(value, found, depth + 1)
    elif isinstance(part, list):
        for value in list.__iter__(part):
            _look_into(value, found, depth + 1)


def _acts_on_opening(part: Any) -> bool:
    """Whether something else than turning to a page is to happen when the paper is opened."""
    action = _looked_up(part, "/OpenAction")
    return isinstance(action, dict) and (action.get("/S") != "/GoTo" or "/Next" in action)


def _leads_into_this_computer(part: Any) -> bool:
    link = _looked_up(part, "/URI")
    return isinstance(link, str | bytes) and not str(link).lower().startswith(_LINKS)


def _looked_up(part: Any, key: str) -> Any:
    """What a dictionary holds under a key, which may be an object of its own."""
    held = dict.get(part, key)
    return None if held is None else held.get_object()


def _quiet(page: Any) -> Any:
    """A page that only shows: without what happens on opening it, and without its buttons and attachments."""
    from pypdf.generic import NameObject

    for key in ("/AA", "/Annots", "/AF", "/PieceInfo"):
        page.pop(NameObject(key), None)
    return page
