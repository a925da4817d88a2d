"""What a PDF and a Word document say, read back piece by piece, so that both can be compared."""

import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph

LEADERS = re.compile(r"…{3,}")
NUMBERS = re.compile(r"—\d+—|第\d+页共\d+页")
BLANKS = re.compile(r"[\s\u3000]+")
Said = tuple[str, list[list[str]]]  # the running text, and the rows of all tables without their heads


def plain(text: str) -> str:
    """A text without its blanks and line breaks."""
    return BLANKS.sub("", text)


def xml_of(part) -> BaseOxmlElement:
    """The XML behind a section, paragraph, run, table or row: the library has a name for little of it."""
    return part._sectPr if isinstance(part, Section) else part._element


def said_in_pdf(path: Path, heads: set[tuple[str, ...]]) -> Said:
    """A PDF's text outside its tables, and its tables' rows but for ``heads``, which repeat on each page."""
    texts, rows = [], list[list[str]]()
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            tables = page.find_tables()
            outside = page
            for table in tables:
                outside = outside.outside_bbox(table.bbox)
                cells = ([plain(cell) for cell in row if cell is not None] for row in table.extract())
                rows += [row for row in cells if tuple(row) not in heads]
            lines = (plain(line) for line in (outside.extract_text() or "").split("\n"))
            texts += [LEADERS.sub("", line) for line in lines if not NUMBERS.fullmatch(line)]
    return "".join(texts), rows


def said_in_word(path: Path) -> tuple[Said, set[tuple[str, ...]]]:
    """A Word document's text outside ruled tables, the tables' rows, and the rows that are heads."""
    texts, rows, heads = [], list[list[str]](), set[tuple[str, ...]]()
    for block in _blocks(path):
        if isinstance(block, Paragraph):
            texts.append(plain("".join(text.text or "" for text in xml_of(block).iter(qn("w:t")))))
        elif _is_ruled(block):
            for row in block.rows:
                cells = _cells(row)
                if xml_of(row).trPr is not None and xml_of(row).trPr.find(qn("w:tblHeader")) is not None:
                    heads.add(tuple(cells))
                else:
                    rows.append(cells)
        else:
            texts.append(_side_by_side(block))
    return ("".join(texts), rows), heads


def _blocks(path: Path) -> Iterator[Paragraph | Table]:
    document = Document(str(path))
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, document)
        elif child.tag == qn("w:tbl"):
            yield Table(child, document)


def _is_ruled(table: Table) -> bool:
    return xml_of(table).tblPr.find(qn("w:tblBorders"))[0].get(qn("w:val")) == "single"


def _cells(row) -> list[str]:
    """A row's own cells; those that go on from the row above are none."""
    own = []
    for cell in xml_of(row).tc_lst:
        merged = cell.tcPr.find(qn("w:vMerge"))
        if merged is None or merged.get(qn("w:val")) == "restart":
            own.append(plain("".join(text.text or "" for text in cell.iter(qn("w:t")))))
    return own


def _side_by_side(table: Table) -> str:
    """Each row's cells as they read across the page, line by line."""
    said = []
    for row in table.rows:
        halves = [[paragraph.text for paragraph in cell.paragraphs] for cell in dict.fromkeys(row.cells)]
        said += [text for line in zip(*(_padded(halves)), strict=True) for text in line]
    return plain("".join(said))


def _padded(halves: list[list[str]]) -> list[list[str]]:
    longest = max(map(len, halves))
    return [half + [""] * (longest - len(half)) for half in halves]
