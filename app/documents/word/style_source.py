"""An office's own Word document or template as the source of styles: its styles travel, and nothing else of it."""

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from app.errors import Refused

if TYPE_CHECKING:
    from docx.document import Document

_LARGEST = 20 * 2**20  # bytes of a styles part, unpacked
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
# What a style may point at in the other document's parts, which stay there: numberings, pictures of bullets.
_POINTERS = ("w:numPr", "w:pict", "w:drawing")


def take_styles(document: "Document", source: Path) -> None:
    """Puts the styles of ``source`` (.docx, .dotx) in place of those of a new document; Refused for what is none."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    try:
        xml = _styles_of(source)
        taken = parse_xml(xml) if xml else None
    except Exception as fault:  # whatever a foreign file does to its readers
        raise Refused(f"“{source.name}”不是可用的 Word 文档或模板（.docx、.dotx），请另选一个。") from fault
    if taken is None or not taken.findall(qn("w:style")):
        return  # it has no styles of its own
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for child in list(taken):
        root.append(child)
    for tag in _POINTERS:
        for pointer in list(root.iter(qn(tag))):
            pointer.getparent().remove(pointer)
    for style in list(root.findall(qn("w:style"))):
        if style.find(qn("w:name")) is None:
            root.remove(style)  # nothing can ask for it


def _styles_of(source: Path) -> bytes:
    """The styles part, wherever the package keeps it; empty where it has none."""
    with ZipFile(source) as archive:
        names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        main = next((name for name in names if re.fullmatch(r"word/document\d*\.xml", name)), "")
        if not main:
            raise ValueError(source.name)
        path = _related(archive, names, main)
        if path not in names:
            return b""
        if archive.getinfo(names[path]).file_size > _LARGEST:
            raise ValueError(source.name)
        xml = archive.read(names[path])
    if any(mark in xml for mark in _FORBIDDEN):
        raise ValueError(source.name)
    return xml


def _related(archive: ZipFile, names: dict[str, str], main: str) -> str:
    folder, name = posixpath.split(main)
    relations = names.get(f"{folder}/_rels/{name}.rels")
    text = archive.read(relations).decode("utf-8", "replace") if relations else ""
    for item in re.findall(r"<[^>]*Relationship\b[^>]*>", text):
        if re.search(r"""Type=["'][^"']*/styles["']""", item) and (
            target := re.search(r"""Target=["']([^"']+)["']""", item)
        ):
            where = target[1].replace("\\", "/")
            return (where.lstrip("/") if where.startswith("/") else posixpath.normpath(f"{folder}/{where}")).lower()
    return f"{folder}/styles.xml"
