"""Finds the cells of an .xlsx that readers see as empty: errors, pictures, formulas nobody calculated."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

NO_PICTURE = "单元格图片没有导入。"
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</|<(?:\w+:)?t[ >]")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\br=\"(\d{1,7})\"")
_FROM_1904 = re.compile(rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904=\"(?:1|true)\"")
_PICTURE = re.compile(rb"DISPIMG\s*\(", re.IGNORECASE)


@dataclass(frozen=True)
class CellFault:
    """A cell that cannot be read; row and column from 0; ``reason`` is a sentence for the clerk."""

    row: int
    column: int
    value: str
    reason: str

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture that WPS keeps in a cell."""
        return self.reason == NO_PICTURE


def cell_faults(content: bytes) -> dict[str, tuple[CellFault, ...]]:
    """The faulty cells of each sheet by its name; empty for anything but .xlsx."""
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: tuple(_faults(archive.read(path))) for name, path in _sheet_paths(archive).items()}
    except (KeyError, Xml.ParseError, zipfile.BadZipFile, EOFError, ValueError):
        return {}  # an unusual package: its cells are read all the same, only without these hints


def hidden_rows(content: bytes) -> dict[str, frozenset[int]]:
    """The rows of each sheet, from 1, that its readers do not see; empty for anything but .xlsx."""
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            paths = _sheet_paths(archive).items()
            return {name: frozenset(map(int, _HIDDEN_ROW.findall(archive.read(path)))) for name, path in paths}
    except (KeyError, Xml.ParseError, zipfile.BadZipFile, EOFError, ValueError):
        return {}


def counts_from_1904(content: bytes) -> bool:
    """Whether an .xlsx numbers its days from 1 January 1904, as old Macintoshes did."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _FROM_1904.search(archive.read("xl/workbook.xml")) is not None
    except (KeyError, zipfile.BadZipFile, EOFError, ValueError):
        return False


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = Xml.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - the guard has turned away every DOCTYPE
    targets = {item.get("Id"): (item.get("Target") or "").lstrip("/").removeprefix("xl/") for item in relations}
    book = Xml.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    paths: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            paths[sheet.get("name") or ""] = f"xl/{targets.get(relation, '')}"
    return {name: path for name, path in paths.items() if path in archive.namelist()}


def _faults(xml: bytes) -> Iterator[CellFault]:
    if b't="e"' not in xml and b"<f" not in xml and b":f" not in xml and b"DISPIMG" not in xml:
        return
    for found in _CELL.finditer(xml):
        marks, inside = found[1], found[2] or b""
        where = _REFERENCE.search(marks)
        if where and (fault := _fault_of(marks, inside)):
            yield CellFault(int(where[2]) - 1, _column_number(where[1]), *fault)


def _fault_of(marks: bytes, inside: bytes) -> tuple[str, str] | None:
    value = _VALUE.search(inside)
    if _PICTURE.search(inside):
        return "图片", NO_PICTURE
    if b't="e"' in marks:
        return (value[1] or b"").decode("ascii", "replace") if value else "", "公式出错，没有结果，请在表格里改正。"
    if not value and re.search(rb"<(?:\w+:)?f[ />]", inside):
        return "公式", "公式没有计算结果，请在表格软件里打开、保存后再导入。"
    return None


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
