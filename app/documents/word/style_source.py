"""An office's own Word document or template as the source of styles: its styles travel, and nothing else of it."""

import logging
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from app.documents.word.styles import STYLES
from app.errors import Refused

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_LARGEST = 20 * 2**20  # bytes of a styles part, unpacked
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
# What a style may point at in the other document's parts, which stay there: numberings, pictures of bullets.
_KNOWN = ("paragraph", "character", "table", "numbering")
_POINTERS = ("w:numPr", "w:pict", "w:drawing")
# "Strict Open XML", one of Word's own formats, says the same under other names (ISO/IEC 29500-1 and -4).
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def take_styles(document: "Document", source: Path) -> None:
    """Puts the styles of ``source`` (.docx, .dotx) in place of those of a new document; Refused for what is none."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    try:
        xml = _styles_of(source)
        taken = parse_xml(xml) if xml else None
    except Exception as fault:
        logging.getLogger(__name__).info("%s gives no styles: %r", source.name, fault)
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
    _name_as_word_does(root)


def _name_as_word_does(root: "BaseOxmlElement") -> None:
    """Writes built-in names as Word does, to which Heading 1 and heading 1 are one; each name is left once.

    A style without a name, or for nothing that Word knows, goes: nothing can ask for it. So does one that bears a name
    of ours for other things than paragraphs: ours takes its place. One that does not say what it is for is for them.
    """
    from docx.oxml.ns import qn
    from docx.styles import BabelFish

    canonical = {style.name.lower(): style.name for style in STYLES}
    canonical |= {name.lower(): name for _, name in BabelFish.style_aliases}
    ours = {canonical[style.name.lower()] for style in STYLES}
    seen: set[str] = set()
    for style in list(root.findall(qn("w:style"))):
        name = style.find(qn("w:name"))
        called = "" if name is None else str(name.get(qn("w:val"), ""))
        called = canonical.get(called.lower(), called)
        what_for = style.get(qn("w:type"), "paragraph")
        other = called in ours and what_for != "paragraph"
        if not called or called in seen or other or what_for not in _KNOWN:
            root.remove(style)
            continue
        seen.add(called)
        style.set(qn("w:type"), what_for)
        name.set(qn("w:val"), called)


def _styles_of(source: Path) -> bytes:
    """The styles part, wherever the package keeps it; empty where it has none."""
    with ZipFile(source) as archive:
        names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        main = _related(archive, names, "", "officeDocument", "word/document.xml")
        if main not in names:
            raise ValueError(source.name)
        path = _related(archive, names, main, "styles", f"{posixpath.dirname(main)}/styles.xml")
        if path not in names:
            return b""
        if archive.getinfo(names[path]).file_size > _LARGEST:
            raise ValueError(source.name)
        xml = archive.read(names[path])
    if any(mark in xml for mark in _FORBIDDEN):
        raise ValueError(source.name)
    return xml.replace(_STRICT, _TRANSITIONAL)


def _related(archive: ZipFile, names: dict[str, str], part: str, kind: str, usual: str) -> str:
    """The part that ``part`` ("" for the package) names as its ``kind``; ``usual`` where it names none."""
    folder, name = posixpath.split(part)
    relations = names.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    text = archive.read(relations).decode("utf-8", "replace") if relations else ""
    for item in re.findall(r"<[^>]*Relationship\b[^>]*>", text):
        if re.search(rf"""Type=["'][^"']*/{kind}["']""", item) and (
            target := re.search(r"""Target=["']([^"']+)["']""", item)
        ):
            where = target[1].replace("\\", "/")
            inside = where if where.startswith("/") else posixpath.normpath(posixpath.join(folder, where))
            return inside.lstrip("/").lower()
    return usual
