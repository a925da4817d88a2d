"""Word pages that lie on their side: sections numbered through, contents that know their pages, wide ruled tables."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.fonts.typefaces import visible
from app.documents.pdf.paper import Page
from app.documents.pdf.tables import SHORT, Table, TableLook
from app.documents.word import styles
from app.documents.word.paper import THICK, THIN, WordPaper

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

TWIPS = 20  # in a point
_SIDES = {"left": "left", "right": "right", "centre": "center"}


class WidePaper(WordPaper):
    """A document in landscape sections; its cover has no number."""

    def turn(self, page: Page) -> None:
        """Lay the current section out as ``page``."""
        from docx.enum.section import WD_ORIENT
        from docx.shared import Pt

        section = self.document.sections[-1]
        section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Pt(page.width), Pt(page.height)
        section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
        section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
        section.footer_distance = Pt(page.bottom / 2)

    def hide_first_number(self) -> None:
        """The cover has no number, and the page behind it is the first."""
        from docx.oxml.ns import qn

        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        for start in section._sectPr.iter(qn("w:pgNumType")):  # noqa: SLF001 - numbering has no other door
            start.set(qn("w:start"), "0")

    def begin_part(self, page: Page) -> None:
        """Begin a section on ``page``; its numbers go on from the one before."""
        from docx.oxml.ns import qn

        self.begin()
        section = self.document.sections[-1]
        section.different_first_page_header_footer = False
        for start in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001 - as above
            section._sectPr.remove(start)  # noqa: SLF001 - as above
        self.turn(page)

    def entry(self, text: str, mark: str, page: int, width: float) -> None:
        """A line of the contents ``width`` points long; Word puts the page of the bookmark ``mark`` in itself."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.oxml.parser import parse_xml
        from docx.shared import Pt

        line = self.add(text, styles.FLUSH)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run("\t")
        field = f'<w:fldSimple {styles.namespace()} w:instr=" PAGEREF {mark} " w:dirty="true">'
        line._p.append(parse_xml(f"{field}<w:r><w:t>{page}</w:t></w:r></w:fldSimple>"))  # noqa: SLF001 - fields have no other door

    def marked(self, text: str, style: styles.WordStyle, mark: str) -> "Paragraph":
        """A paragraph under a bookmark."""
        from docx.oxml.parser import parse_xml

        made = self.add(text, style)
        number, names = len(self.document.element.xpath("//w:bookmarkStart")), styles.namespace()
        start = parse_xml(f'<w:bookmarkStart {names} w:id="{number}" w:name="{mark}"/>')
        made.runs[0]._r.addprevious(start)  # noqa: SLF001 - bookmarks have no other door
        made._p.append(parse_xml(f'<w:bookmarkEnd {names} w:id="{number}"/>'))  # noqa: SLF001 - as above
        return made

    def parted(self, left: str, right: str, width: float) -> None:
        """Two texts on one line, at its left and right edge."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Pt

        line = self.add(left, styles.CELLS[12])
        line.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"\t{visible(right)}" if right else "")

    def wide_table(self, table: Table, widths: Sequence[float], look: TableLook) -> None:
        """A ruled table whose head of one or two rows repeats; ``widths`` in points.

        Written as markup at once: cell by cell, python-docx takes minutes for a ledger.
        """
        from docx.oxml.parser import parse_xml

        names = {style.name: self.document.styles[style.name].style_id for style in _looks(look)}
        text = "".join(_table_xml(table, [round(width * TWIPS) for width in widths], look, names))
        self.document.element.body.insert_element_before(parse_xml(text), "w:sectPr")

    def fact_grid(self, rows: Sequence[Sequence[tuple[str, str]]], label: float, width: float, look: TableLook) -> None:
        """Labels and values, one or two of them to a row, on four columns; ``label`` and ``width`` in points."""
        from docx.oxml.parser import parse_xml

        names = {style.name: self.document.styles[style.name].style_id for style in _looks(look)}
        text = "".join(_facts_xml(rows, round(label * TWIPS), round(width * TWIPS), look, names))
        self.document.element.body.insert_element_before(parse_xml(text), "w:sectPr")


def _looks(look: TableLook) -> tuple[styles.WordStyle, styles.WordStyle]:
    return styles.CELLS[look.size], styles.HEADS[look.size]


def _table_xml(table: Table, widths: Sequence[int], look: TableLook, names: dict[str, str]) -> Iterator[str]:
    cell, head = (names[style.name] for style in _looks(look))
    yield from _frame_xml(widths, look)
    yield from _heads_xml(table, widths, head)
    sides = [column.align or _side([row[place] for row in table.rows]) for place, column in enumerate(table.columns)]
    for number, row in enumerate(table.rows):
        style = head if number in table.bold else cell
        cells = (_cell_xml(*each, style) for each in zip(row, widths, sides, strict=True))
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _frame_xml(widths: Sequence[int], look: TableLook) -> Iterator[str]:
    """A table's beginning: rules, spaces, the widths of its columns."""
    outer = "".join(f'<w:{side} w:val="single" w:sz="{THICK}"/>' for side in ("top", "left", "bottom", "right"))
    inner = "".join(f'<w:{side} w:val="single" w:sz="{THIN}"/>' for side in ("insideH", "insideV"))
    padding = round(look.padding * TWIPS)
    yield f'<w:tbl {styles.namespace()}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
    yield f'<w:tblBorders>{outer}{inner}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
    for side, width in (("top", padding // 2), ("left", padding), ("bottom", padding // 2), ("right", padding)):
        yield f'<w:{side} w:w="{width}" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"


def _facts_xml(
    rows: Sequence[Sequence[tuple[str, str]]], label: int, width: int, look: TableLook, names: dict[str, str]
) -> Iterator[str]:
    cell, head = (names[style.name] for style in _looks(look))
    value = width // 2 - label
    yield from _frame_xml([label, value, label, value], look)
    for row in rows:
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for name, text in row:
            alone = len(row) == 1
            yield _cell_xml(name, label, "centre", head)
            room = width - label if alone else value
            yield _cell_xml(text, room, "left", cell, '<w:gridSpan w:val="3"/>' if alone else "")
        yield "</w:tr>"
    yield "</w:tbl>"


def _side(texts: Sequence[str]) -> str:
    return "left" if any(len(text) > SHORT for text in texts) else "centre"


def _heads_xml(table: Table, widths: Sequence[int], style: str) -> Iterator[str]:
    """One row of headings; two where some columns share one, the others standing in both."""
    grouped = any(column.group for column in table.columns)
    begin = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    if grouped:
        yield begin
        for group, members in groupby(range(len(widths)), key=lambda place: table.columns[place].group or place):
            places = list(members)
            width = sum(widths[place] for place in places)
            if isinstance(group, str):
                yield _cell_xml(group, width, "centre", style, f'<w:gridSpan w:val="{len(places)}"/>')
            else:
                yield _cell_xml(table.columns[group].title, width, "centre", style, '<w:vMerge w:val="restart"/>')
        yield "</w:tr>"
    yield begin
    for column, width in zip(table.columns, widths, strict=True):
        below = grouped and not column.group
        yield _cell_xml("" if below else column.title, width, "centre", style, "<w:vMerge/>" if below else "")
    yield "</w:tr>"


def _cell_xml(text: str, width: int, side: str, style: str, spans: str = "") -> str:
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{_SIDES[side]}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    box = f'<w:tcW w:w="{width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{box}</w:tcPr>{lines}</w:tc>"
