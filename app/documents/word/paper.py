"""A Word document on the page of GB/T 9704: margins, line grid, page number fields, tables whose head repeats."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from app.documents.fonts import bundled
from app.documents.fonts.typefaces import visible
from app.documents.pdf.paper import OFFICIAL
from app.documents.pdf.pen import Type
from app.documents.pdf.tables import Table, TableLook, column_needs, fits, fitted_widths
from app.documents.word import styles
from app.errors import Refused
from app.paths import whole_file
from app.values.page_numbers import PageNumbers

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

TOP, LEFT, RIGHT, BOTTOM, FOOTER = 2098, 1588, 1474, 1984, 1400  # twips; 37, 28, 26, 35 and 24.7 mm
WIDTH, HEIGHT = 11906, 16838
TEXT_WIDTH = WIDTH - LEFT - RIGHT
LOOKS = (TableLook(12, 18, 5), TableLook(10.5, 16, 3), TableLook(9, 14, 2.5))
THICK, THIN = 8, 4  # eighths of a point


class WordPaper:
    """A document being written, section by section; `save` puts it in place."""

    def __init__(
        self,
        title: str,
        author: str = "",
        *,
        numbers: PageNumbers = "outer",
        template: Path | None = None,
        made: datetime | None = None,
    ) -> None:
        """An empty page; ``template`` is an office's own .docx whose styles are kept where it has them."""
        self.document = _opened(template)
        styles.apply_styles(self.document, keep=template is not None)
        self._numbers = numbers
        self._describe(title, author, made)
        self._settle()
        self._lay_out(self.document.sections[0])
        self._number_pages(self.document.sections[0])

    def begin(self, *, on_front: bool = False) -> None:
        """Begin another document on a new page, numbered from 1; ``on_front``: on the front of a sheet."""
        from docx.enum.section import WD_SECTION

        self.document.add_section(WD_SECTION.ODD_PAGE if on_front else WD_SECTION.NEW_PAGE)

    def add(self, text: str, style: styles.WordStyle) -> "Paragraph":
        """One paragraph in ``style``."""
        return self.document.add_paragraph(visible(text), style=style.name)

    def blank(self, count: int = 1, *, keep: bool = True) -> None:
        """Empty lines; ``keep`` holds them to what follows."""
        for _ in range(count):
            self.add("", styles.FLUSH).paragraph_format.keep_with_next = keep

    def table(self, table: Table) -> None:
        """A ruled table across the 版心: its head repeats, its rows do not split."""
        from docx.shared import Twips

        kind = Type(bundled())
        for look in LOOKS:
            needs = column_needs(kind, table, look)
            if fits(needs, look, OFFICIAL.inner_width):
                break
        widths = [round(width * 20) for width in fitted_widths(needs, look, OFFICIAL.inner_width)]
        made = self._grid(widths, len(table.rows) + 1, ruled=True, padding=round(look.padding * 20))
        heads = [column.title for column in table.columns]
        for number, texts in enumerate([heads, *table.rows]):
            row = made.rows[number]
            row.height = Twips(styles.LINE_PITCH)  # at least one line of the grid
            _hold_together(row, head=number == 0)
            bold = number == 0 or number - 1 in table.bold
            for place, text in enumerate(texts):
                self._fill(row.cells[place], text, (styles.HEADS if bold else styles.CELLS)[look.size])
                if number and table.columns[place].align in {"right", "centre"}:
                    _align(row.cells[place], str(table.columns[place].align))

    def columns(self, halves: Sequence[Sequence[str]], style: styles.WordStyle) -> None:
        """Texts side by side without rules, on one page: each half's lines one under the other."""
        made = self._grid([TEXT_WIDTH // len(halves)] * len(halves), 1, ruled=False, padding=0)
        _hold_together(made.rows[0], head=False)
        for place, lines in enumerate(halves):
            self._fill(made.rows[0].cells[place], "\n".join(lines), style)

    def save(self, path: Path) -> None:
        """Write the document to ``path``, whole or not at all."""
        with whole_file(path) as part:
            self.document.save(str(part))

    def _fill(self, cell: "_Cell", text: str, style: styles.WordStyle) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        lines = text.split("\n")
        cell.paragraphs[0].style = style.name
        cell.paragraphs[0].add_run(visible(lines[0]))
        for line in lines[1:]:
            cell.add_paragraph(visible(line), style=style.name)

    def _grid(self, widths: Sequence[int], rows: int, *, ruled: bool, padding: int) -> "WordTable":
        """An empty table with fixed ``widths`` in twips, its frame on the 版心's edges."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.oxml.ns import qn
        from docx.oxml.parser import parse_xml
        from docx.shared import Twips

        made: WordTable = self.document.add_table(rows, len(widths))
        made.autofit = False
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        for place, width in enumerate(widths):
            made.columns[place].width = Twips(width)
            for cell in made.columns[place].cells:
                cell.width = Twips(width)
        outer, inner = (("single", THICK), ("single", THIN)) if ruled else (("nil", 0), ("nil", 0))
        sides = [(side, outer) for side in ("top", "left", "bottom", "right")]
        sides += [(side, inner) for side in ("insideH", "insideV")]
        rules = "".join(f'<w:{side} w:val="{kind}" w:sz="{size}"/>' for side, (kind, size) in sides)
        inside = (("top", padding // 2), ("left", padding), ("bottom", padding // 2), ("right", padding))
        margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in inside)
        properties = made._tbl.tblPr  # noqa: SLF001 - python-docx has no way to set a table's rules
        for tag, content in (("tblBorders", rules), ("tblCellMar", margins)):
            fragment = parse_xml(f"<w:{tag} {styles.namespace()}>{content}</w:{tag}>")
            properties.find(qn("w:tblLook")).addprevious(fragment)
        return made

    def _describe(self, title: str, author: str, made: datetime | None) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.comments, properties.language = "", "zh-CN"
        if made:
            properties.created = properties.modified = made

    def _settle(self) -> None:
        """Odd and even pages differ, for their numbers; Chinese text, in the mode of today's Word."""
        from docx.oxml.ns import qn

        settings = self.document.settings
        settings.odd_and_even_pages_header_footer = True
        for language in settings.element.iter(qn("w:themeFontLang")):
            language.set(qn("w:eastAsia"), "zh-CN")
        for entry in settings.element.iter(qn("w:compatSetting")):
            if entry.get(qn("w:name")) == "compatibilityMode":
                entry.set(qn("w:val"), "15")

    def _lay_out(self, section: "Section") -> None:
        from docx.oxml.ns import qn
        from docx.oxml.parser import parse_xml
        from docx.shared import Twips

        section.page_width, section.page_height = Twips(WIDTH), Twips(HEIGHT)
        section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
        section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
        section.footer_distance = Twips(FOOTER)
        properties = section._sectPr  # noqa: SLF001 - the line grid has no other door
        for tag in ("w:docGrid", "w:pgNumType"):
            for child in properties.findall(qn(tag)):
                properties.remove(child)
        names = styles.namespace()
        start = parse_xml(f'<w:pgNumType {names} w:start="1"/>')
        columns = properties.find(qn("w:cols"))
        if columns is None:
            properties.append(start)
        else:
            columns.addprevious(start)
        properties.append(parse_xml(f'<w:docGrid {names} w:type="lines" w:linePitch="{styles.LINE_PITCH}"/>'))

    def _number_pages(self, section: "Section") -> None:
        """“— 1 —” as a field: odd pages right, even left, one character in; or in the middle of both."""
        for footer, outer in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            side = "center" if self._numbers == "centre" else outer
            _number_line(footer.paragraphs[0], side)


def _opened(template: Path | None) -> "Document":
    """An empty document, or the office's own with its text taken out."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    if template is None:
        return Document()
    try:
        document = Document(str(template))
    except (OSError, ValueError, KeyError, SyntaxError, BadZipFile, OpcError) as fault:
        raise Refused(f"“{template.name}”不是可用的 Word 文档（.docx），请另选一个。") from fault
    body = document.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    return document


def _number_line(paragraph: "Paragraph", side: str) -> None:
    from docx.oxml.parser import parse_xml

    names = styles.namespace()
    indent = {"right": 'w:rightChars="100" w:right="280"', "left": 'w:leftChars="100" w:left="280"'}.get(side, "")
    paragraph.style = styles.FOOTER.name
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - indents by characters have no other door
    properties.append(parse_xml(f'<w:ind {names} {indent} w:firstLineChars="0" w:firstLine="0"/>'))
    properties.append(parse_xml(f'<w:jc {names} w:val="{side}"/>'))
    field = f'<w:fldSimple {names} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - nor have fields
    paragraph.add_run(" —")


def _hold_together(row: "_Row", *, head: bool) -> None:
    from docx.oxml.parser import parse_xml

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no property for either
    properties.append(parse_xml(f"<w:cantSplit {styles.namespace()}/>"))
    if head:
        properties.append(parse_xml(f"<w:tblHeader {styles.namespace()}/>"))


def _align(cell: "_Cell", side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for paragraph in cell.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.CENTER
