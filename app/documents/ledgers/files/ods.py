"""The looks of an .ods: shown texts stand in the file itself, beside errors, notes, strike-through, what is hidden."""

import io
import re
import zipfile
from xml.etree import ElementTree as Xml

from app.documents.ledgers.sheets import MAX_COLUMNS, MAX_ROWS, NOT_CALCULATED, WRONG_FORMULA, Look, Looks, Place

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_PLAIN_LOOK = Look()
_INDENT = re.compile(rb"(?<=>)\s*\n\s*|\s*\n\s*(?=<)")  # within a paragraph line breaks are elements of their own


def is_ods(content: bytes) -> bool:
    """Whether an archive is a sheet of the OpenDocument kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "content.xml" in archive.namelist()


def looks(content: bytes) -> dict[str, Looks]:
    """The looks of each sheet by its name; raises what the archive or its XML raise where they are damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = Xml.fromstring(archive.read("content.xml"))  # noqa: S314 - the guard has turned away every DOCTYPE
    struck = {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}text-properties")
        if properties.get(f"{_STYLE}text-line-through-style", "none") != "none"
    }
    return {table.get(f"{_TABLE}name", ""): _of_sheet(table, struck) for table in root.iter(f"{_TABLE}table")}


def without_indents(content: bytes) -> bytes:
    """The same archive without the line breaks and blanks that stand between the elements of its sheets."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w") as written:
        for name in archive.namelist():
            part = archive.read(name)
            written.writestr(name, _INDENT.sub(b"", part) if name == "content.xml" else part)
    return packed.getvalue()


def _of_sheet(table: Xml.Element, struck: set[str]) -> Looks:
    cells: dict[Place, Look] = {}
    hidden_rows: set[int] = set()
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        times = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
        if row >= MAX_ROWS:
            break
        if line.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden_rows |= set(range(row, min(row + times, MAX_ROWS)))
        found = _of_row(line, struck)
        if found:
            for each in range(row, min(row + times, MAX_ROWS)):
                cells.update({(each, column): look for column, look in found})
        row += times
    return Looks(cells, frozenset(hidden_rows), frozenset(_hidden_columns(table)))


def _of_row(line: Xml.Element, struck: set[str]) -> list[tuple[int, Look]]:
    found: list[tuple[int, Look]] = []
    column = 0
    for cell in line:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        look = _look(cell, struck)
        if look != _PLAIN_LOOK:
            found += [(each, look) for each in range(column, min(column + times, MAX_COLUMNS))]
        column += times
    return found


def _look(cell: Xml.Element, struck: set[str]) -> Look:
    text = "\n".join("".join(part.itertext()) for part in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    error = ""
    if cell.get(f"{_CALC}value-type") == "error" or (cell.get(f"{_TABLE}formula") and text.startswith(("#", "Err:"))):
        error = WRONG_FORMULA
    elif cell.get(f"{_TABLE}formula") and not text and not cell.get(f"{_OFFICE}value"):
        error = NOT_CALCULATED
    note = cell.find(f"{_OFFICE}annotation")
    words = "\n".join("".join(part.itertext()) for part in note.findall(f"{_TEXT}p")) if note is not None else ""
    names = {cell.get(f"{_TABLE}style-name", ""), *(part.get(f"{_TEXT}style-name", "") for part in cell.iter())}
    is_struck = bool(text) and bool(names & struck)
    return Look(shown=text if kind not in {"", "string"} else "", error=error, comment=words.strip(), struck=is_struck)


def _hidden_columns(table: Xml.Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for about in table.iter(f"{_TABLE}table-column"):
        times = int(about.get(f"{_TABLE}number-columns-repeated", "1"))
        if about.get(f"{_TABLE}visibility", "visible") != "visible":
            hidden |= set(range(column, min(column + times, MAX_COLUMNS)))
        column += times
    return hidden
