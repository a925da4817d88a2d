"""The looks of an .xlsx: number formats, errors, formulas without results, strike-through, comments, what is hidden."""

import io
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from xml.etree import ElementTree as Xml

from app.documents.ledgers.files.shown import BUILT_IN, is_plain
from app.documents.ledgers.sheets import (
    MAX_COLUMNS,
    NO_PICTURE,
    NOT_CALCULATED,
    WRONG_FORMULA,
    Look,
    Looks,
    Place,
)

_NAME = rb"(?:\w+:)?"
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW_OR_CELL = re.compile(
    rb"<" + _NAME + rb"row\b([^>]*)>|<" + _NAME + rb"c\b([^>]*?)(?:/>|>(.*?)</" + _NAME + rb"c>)", re.DOTALL
)
# A cell that is not spelt as nearly every writer spells it, its place first.
_OTHERWISE = re.compile(rb'<(?:\w+:c\b|c\b(?! r="[A-Z]{1,3}[0-9]{1,7}"))')
_VALUE = re.compile(rb"<" + _NAME + rb"v[^>]*>([^<]+)</|<" + _NAME + rb"t[ >]")
_FORMULA = re.compile(rb"<" + _NAME + rb"f[ />]")
_ROW = re.compile(rb"<" + _NAME + rb"row\b([^>]*)>")
_COLUMNS = re.compile(rb"<" + _NAME + rb"col\b([^>]*)>")
_PICTURE = re.compile(rb"DISPIMG\s*\(", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_STRIKE = re.compile(rb"<" + _NAME + rb"strike\b([^>]*)>")
_OFF = frozenset(("0", "false", b"0", b"false"))
_PLAIN_LOOK = Look()


def looks(content: bytes) -> dict[str, Looks]:
    """The looks of each sheet by its name; raises what the archive or its XML raise where they are damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = _Package(archive)
        styles, struck = _styles(package), _struck_strings(package)
        from_1904 = re.search(rb"<[^>]*workbookPr\b[^>]*date1904=[\"'](?:1|true)", package.book) is not None
        found = {}
        for name, path in package.sheets().items():
            xml = package.read(path)
            cells = dict(_looks(xml, styles, struck))
            for place, text in package.comments(path):
                cells[place] = replace(cells.get(place, _PLAIN_LOOK), comment=text)
            found[name] = Looks(cells, _hidden_rows(xml), _hidden_columns(xml), from_1904)
        return found


class _Package:
    """The parts of a workbook by their names, however its writer spelt them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}
        roots = self._related("")
        self.path = next((path for kind, path in roots.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        self.book = self.read(self.path)

    def read(self, path: str) -> bytes:
        """A part's bytes; empty where there is no such part."""
        name = self._names.get(path.lower())
        return self._archive.read(name) if name is not None else b""

    def sheets(self) -> dict[str, str]:
        """The paths of the sheets by their names."""
        related, paths = self._related(self.path), {}
        for sheet in _parsed(self.book).iter():
            if sheet.tag.endswith("}sheet"):
                relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
                paths[sheet.get("name") or ""] = related.get(relation, ("", ""))[1]
        return paths

    def part(self, kind: str) -> bytes:
        """The workbook's own part of a kind: styles, sharedStrings."""
        path = next((path for of, path in self._related(self.path).values() if of.endswith(f"/{kind}")), "")
        return self.read(path)

    def comments(self, sheet: str) -> Iterator[tuple[Place, str]]:
        """The comments of a sheet at their cells."""
        for kind, path in self._related(sheet).values():
            if not kind.endswith("/comments"):
                continue
            for comment in _parsed(self.read(path)).iter():
                if comment.tag.endswith("}comment") and (place := _place(comment.get("ref") or "")):
                    words = "".join(part.text or "" for part in comment.iter() if part.tag.endswith("}t"))
                    yield place, words.strip()

    def _related(self, path: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(path)
        xml = self.read(posixpath.join(folder, "_rels", f"{name}.rels"))
        related = {}
        for item in _parsed(xml) if xml else ():
            target = (item.get("Target") or "").replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            related[item.get("Id") or ""] = (item.get("Type") or "", posixpath.normpath(whole))
        return related


def _parsed(xml: bytes) -> Xml.Element:
    return Xml.fromstring(xml)  # noqa: S314 - the guard has turned away every DOCTYPE


def _styles(package: _Package) -> list[Look]:
    """The look of each style number; a plain one for formats that only round and group."""
    xml = package.part("styles")
    if not xml:
        return []
    root = _parsed(xml)
    codes = dict(BUILT_IN)
    codes |= {int(item.get("numFmtId") or 0): item.get("formatCode") or "" for item in _under(root, "numFmts")}
    struck = [_has_strike(font) for font in _under(root, "fonts")]
    found = []
    for style in _under(root, "cellXfs"):
        code, font = codes.get(int(style.get("numFmtId") or 0), ""), int(style.get("fontId") or 0)
        found.append(Look("" if is_plain(code) or code == "@" else code, struck=font < len(struck) and struck[font]))
    return found


def _under(root: Xml.Element, name: str) -> list[Xml.Element]:
    return [item for group in root if group.tag.endswith(f"}}{name}") for item in group]


def _is_on(said: str | bytes | None) -> bool:
    """Whether a mark holds by what its ``val`` says, if that is said at all."""
    return said not in _OFF


def _struck_strings(package: _Package) -> frozenset[bytes]:
    """The numbers of the shared texts of which a part has a line through it."""
    xml = package.part("sharedStrings")
    if b"strike" not in xml:
        return frozenset()
    items = (item for item in _parsed(xml) if item.tag.endswith("}si"))
    return frozenset(str(number).encode() for number, item in enumerate(items) if _has_strike(item.iter()))


def _has_strike(marks: Iterable[Xml.Element]) -> bool:
    return any(mark.tag.endswith("}strike") and _is_on(mark.get("val")) for mark in marks)


def _looks(xml: bytes, styles: list[Look], struck: frozenset[bytes]) -> Iterator[tuple[Place, Look]]:
    telling = {str(number).encode(): look for number, look in enumerate(styles) if look != _PLAIN_LOOK}
    texts = [kind for kind, has_struck in ((b"s", struck), (b"inlineStr", b"strike" in xml)) if has_struck]
    for place, marks, inside in _told_cells(xml, telling, texts):
        look = telling.get(marks.get(b"s", b""), _PLAIN_LOOK) if inside else _PLAIN_LOOK
        if fault := _fault(marks, inside):
            look = replace(look, error=fault, is_picture=fault is NO_PICTURE)
        if struck and marks.get(b"t") == b"s" and (value := _VALUE.search(inside)) and value[1] in struck:
            look = replace(look, struck=True)
        strikes = _STRIKE.finditer(inside) if marks.get(b"t") == b"inlineStr" else ()
        if any(_is_on(_attributes(found[1]).get(b"val")) for found in strikes):
            look = replace(look, struck=True)
        if look is not _PLAIN_LOOK and place[1] < MAX_COLUMNS:
            yield place, look


def _told_cells(
    xml: bytes, telling: Collection[bytes], texts: Collection[bytes]
) -> Iterator[tuple[Place, Mapping[bytes, bytes], bytes]]:
    """The cells that may have a look: of a telling style, with an error or a formula, or with ``texts`` of these kinds.

    Most cells have none of these; where all are spelt in the usual way, one search passes over them. Else every cell is
    looked at, and those without a place of their own are counted.
    """
    signs = [
        sign
        for sign, is_there in (
            (rb"(?=[^>]*\bs\s*=\s*[\"'](?:" + b"|".join(telling) + rb")[\"'])", bool(telling)),
            *((rb"(?=[^>]*\bt\s*=\s*[\"']" + kind + rb"[\"'])", True) for kind in texts),
            (rb"(?=[^>]*\bt\s*=\s*[\"']e[\"'])", b'"e"' in xml or b"'e'" in xml),
            (rb"(?=[^>]*>\s*<" + _NAME + rb"f\b)", b"<f" in xml or b":f" in xml),
        )
        if is_there
    ]
    if not signs:
        return
    told = rb"(?:" + b"|".join(signs) + rb")([^>]*?)(?:/>|>(.*?)</" + _NAME + rb"c>)"
    if _OTHERWISE.search(xml) is None:
        columns: dict[bytes, int] = {}
        for found in re.finditer(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"' + told, xml, re.DOTALL):
            letters, number, marks, inside = found.groups()
            if letters not in columns:
                columns[letters] = _column(letters.decode("ascii"))
            yield (int(number) - 1, columns[letters]), _attributes(marks), inside or b""
        return
    row, column = -1, -1
    for found in _ROW_OR_CELL.finditer(xml):
        if found[1] is not None:
            said = _attributes(found[1]).get(b"r")
            row, column = int(said) - 1 if said else row + 1, -1
            continue
        marks = _attributes(found[2])
        row, column = _place(marks.get(b"r", b"").decode("ascii", "replace")) or (row, column + 1)
        yield (row, column), marks, found[3] or b""


@lru_cache(maxsize=4096)
def _attributes(text: bytes) -> Mapping[bytes, bytes]:
    return {found[1]: found[2] if found[2] is not None else found[3] for found in _ATTRIBUTE.finditer(text)}


def _fault(marks: Mapping[bytes, bytes], inside: bytes) -> str:
    if b"(" in inside and _PICTURE.search(inside):
        return NO_PICTURE
    if marks.get(b"t") == b"e":
        return WRONG_FORMULA
    return NOT_CALCULATED if b"f" in inside and _FORMULA.search(inside) and not _VALUE.search(inside) else ""


def _place(reference: str) -> Place | None:
    found = _REFERENCE.match(reference)
    if not found:
        return None
    return int(found[2]) - 1, _column(found[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _hidden_rows(xml: bytes) -> frozenset[int]:
    hidden, row = set(), -1
    if b"hidden" not in xml and b"zeroHeight" not in xml and b'ht="0"' not in xml:
        return frozenset()
    for found in _ROW.finditer(xml):
        marks = _attributes(found[1])
        row = int(marks[b"r"]) - 1 if b"r" in marks else row + 1
        if marks.get(b"hidden") in {b"1", b"true"} or marks.get(b"ht") in {b"0", b"0.0"}:
            hidden.add(row)
    return frozenset(hidden)


def _hidden_columns(xml: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for found in _COLUMNS.finditer(xml[: xml.find(b"sheetData") + 1 or None]):
        marks = _attributes(found[1])
        if marks.get(b"hidden") in {b"1", b"true"} or marks.get(b"width") in {b"0", b"0.0"}:
            first, last = int(marks.get(b"min", b"1")), int(marks.get(b"max", b"1"))
            hidden |= set(range(first - 1, min(last, MAX_COLUMNS)))
    return frozenset(hidden)
