"""Looks at a workbook's bytes before anything reads them, and turns away what no office's ledger contains."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from app.errors import Refused
from app.paths import is_no_plain_file

_MAX_FILE = 20 * 2**20
_MAX_INFLATED = 200 * 2**20
_MAX_MEMBERS = 500
_MAX_RATIO = 100
_RATIO_MATTERS_FROM = 200 * 2**10  # a small member cannot fill the memory, however well it was squeezed
_CHUNK = 2**20
_DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
_FORBIDDEN = (
    ("xl/externallinks/", "表格里有指向其他文件的链接，请在表格软件里断开链接，另存后再导入。"),
    ("xl/vbaproject", "表格里带有宏程序，请另存为不带宏的.xlsx文件再导入。"),
    ("xl/embeddings/", "表格里嵌有别的文件，请删除嵌入的对象，另存后再导入。"),
)
_DAMAGED = "文件已损坏，打不开。请在表格软件里打开后另存为.xlsx，再导入。"


def read_guarded(path: Path) -> bytes:
    """The bytes of a workbook that passed every check; Refused otherwise."""
    if is_no_plain_file(path):
        raise Refused(f"“{path.name}”不是普通文件，请另选一个表格。")
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_FILE + 1)
    except OSError as fault:
        raise Refused(f"无法读取“{path.name}”：文件不存在，或正被占用。") from fault
    if len(content) > _MAX_FILE:
        raise Refused("文件超过20MB，请删除其中的图片，或拆成几个文件再导入。")
    if not content.strip():
        raise Refused(f"“{path.name}”是空文件。")
    if content.startswith(b"PK"):
        _check_archive(content)
    return content


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive)
            left = _MAX_INFLATED
            for member in archive.infolist():
                left -= _check_member(archive, member, left)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as fault:
        raise Refused(_DAMAGED) from fault


def _check_directory(archive: zipfile.ZipFile) -> None:
    names = [member.filename.lower().replace("\\", "/") for member in archive.infolist()]
    if len(names) > _MAX_MEMBERS:
        raise Refused("文件里的内容太多（超过500个部分），请删除其中的图片再导入。")
    if len(set(names)) < len(names) or any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused(_DAMAGED)
    for start, sentence in _FORBIDDEN:
        if any(name.startswith(start) for name in names):
            raise Refused(sentence)


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Inflates one member in pieces, whatever sizes the archive states; returns its true size."""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    for piece in _pieces(archive, member):
        size += len(piece)
        if size > left or size > max(_RATIO_MATTERS_FROM, _MAX_RATIO * member.compress_size):
            raise Refused("文件展开后太大，不像是台账，没有导入。")
        window = (tail + piece).upper() if is_xml else b""
        if any(mark in window for mark in _DOCTYPES):
            raise Refused("文件里有台账不该有的内容（DOCTYPE），没有导入。请用WPS或Excel打开后另存为.xlsx，再导入。")
        tail = piece[-32:]
    return size


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as file:
        while piece := file.read(_CHUNK):
            yield piece
