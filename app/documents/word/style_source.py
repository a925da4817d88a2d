"""An office's own Word document or template as the source of styles: its styles travel, and nothing else of it."""

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from app.documents.foreign import asked
from app.documents.word.styles import STYLES
from app.errors import Refused

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_LARGEST = 20 * 2**20  # bytes of a styles part, unpacked
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_KNOWN = ("paragraph", "character", "table", "numbering")
# What a style may point at in the other document's parts, which stay there: numberings, pictures of bullets.
_POINTERS = ("w:numPr", "w:pict", "w:drawing")
# "Strict Open XML", one of Word's own formats, says the same under other names (ISO/IEC 29500-1 and -4).
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def take_styles(document: "Document", source: Path) -> None:
    """Puts the styles of ``source`` (.docx, .dotx) in place of those of a new document; Refused for what is none."""
    from docx.oxml.ns import qn

    taken = asked(lambda: _styles_in(source))
    if taken is None:
        raise _no_source(source)
    if not taken:
        return  # it has no styles of its own
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    for child in taken:
        root.append(child)
    for tag in _POINTERS:
        for pointer in list(root.iter(qn(tag))):
            pointer.getparent().remove(pointer)
    _name_as_word_does(root)


def _styles_in(source: Path) -> "list[BaseOxmlElement]":
    """What the other document's styles part holds; nothing where it has no style of its own."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    xml = _styles_of(source)
    part = parse_xml(xml) if xml else None
    return [] if part is None or not part.findall(qn("w:style")) else list(part)


def _no_source(source: Path) -> Refused:
    return Refused(f"“{source.name}”不是可用的 Word 文档或模板（.docx、.dotx），请另选一个。")


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
            raise _no_source(source)
        path = _related(archive, names, main, "styles", f"{posixpath.dirname(main)}/styles.xml")
        if path not in names:
            return b""
        if archive.getinfo(names[path]).file_size > _LARGEST:
            raise _no_source(source)
        xml = archive.read(names[path])
    if any(mark in xml for mark in _FORBIDDEN):
        raise _no_source(source)
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
