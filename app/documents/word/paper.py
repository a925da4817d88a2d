"""A Word document being written: its sections and page numbers, its paragraphs in styles, what stays together."""

import math
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.fonts.typefaces import visible
from app.documents.layout.pages import CHARACTERS, OFFICIAL, Page
from app.documents.layout.photographs import BETWEEN, WORDS, PhotoRow
from app.documents.layout.volume import ENTRY, ENTRY_HEIGHT, contents_width
from app.documents.packing import packed
from app.documents.word import styles
from app.documents.word.style_source import take_styles
from app.paths import whole_file

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.text.paragraph import Paragraph

TOP, LEFT, RIGHT, BOTTOM, FOOTER = 2098, 1588, 1474, 1984, 1400  # twips; 37, 28, 26, 35 and 24.7 mm
WIDTH, HEIGHT = 11906, 16838
_APART = "\u2003"  # between photographs: blanks of about what parts them in print
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_AFTER_BORDERS = (  # what the schema has behind them among a paragraph's properties, as far as it is used here
    *("w:shd", "w:tabs", "w:kinsoku", "w:overflowPunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"),
    *("w:spacing", "w:ind", "w:jc"),
)
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>乡镇招商台账</Application></Properties>"
)


class WordPaper:
    """A document being written, section by section; `save` puts it in place.

    ``breaks``: what is added next begins a page.
    """

    def __init__(self, title: str, author: str, made: datetime | None, template: Path | None) -> None:
        """An empty document; ``template`` is an office's own .docx whose styles are kept where it has them."""
        self.document = _opened(template)
        styles.apply_styles(self.document, keep=template is not None)
        self._describe(title, author, made)
        self._settle()
        self.breaks, self._template = False, template is not None
        self.pitch = styles.PITCH
        self.names = {style.name: style.style_id for style in self.document.styles}

    @property
    def section(self) -> "Section":
        """The section being written."""
        return self.document.sections[-1]

    def begin(self, *, on_front: bool = False) -> None:
        """Begin another section on a new page; ``on_front``: on the front of a sheet."""
        from docx.enum.section import WD_SECTION

        self.document.add_section(WD_SECTION.ODD_PAGE if on_front else WD_SECTION.NEW_PAGE)
        self._flatten(self.document.element.body.xpath("./w:p[w:pPr/w:sectPr]")[-1])

    def end(self, mark: str = "") -> None:
        """A paragraph that takes no room, behind a table at the end, where programs ask for it, and for a ``mark``."""
        from docx.oxml.ns import qn

        last = self.document.element.body[-2:-1]
        if mark or (last and last[0].tag == qn("w:tbl")):
            line = self.document.add_paragraph()
            self._flatten(line._p)  # noqa: SLF001 - its height has no other door
            if mark:
                line.add_run()
                self.mark(line, mark)

    def _flatten(self, paragraph: "BaseOxmlElement") -> None:
        """An empty paragraph that ends a section or a table: a point high, so that it begins no page."""
        from docx.oxml.ns import qn
        from docx.oxml.parser import parse_xml

        properties = paragraph.get_or_add_pPr()
        spacing = f'<w:spacing {styles.namespace()} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        section = properties.find(qn("w:sectPr"))
        if section is None:
            properties.append(parse_xml(spacing))
        else:
            section.addprevious(parse_xml(spacing))

    def break_page(self) -> None:
        """What is added next begins a page."""
        self.breaks = True

    def add(self, text: str, style: styles.WordStyle, *, height: float | None = None) -> "Paragraph":
        """One paragraph in ``style`` on lines of the section's pitch, or of ``height`` points.

        Indents and alignment stand in the paragraph too, where checkers look that read no styles; an office's own
        template is left to say them itself.
        """
        self.know(style)
        made = self.document.add_paragraph(visible(text), style=style.name)
        if not self._template:
            self._set(made, style, height)
        if self.breaks:
            made.paragraph_format.page_break_before = True
            self.breaks = False
        return made

    def know(self, style: styles.WordStyle) -> None:
        """Adds a style that the document does not have yet."""
        if style.name not in self.names:
            styles.apply_styles(self.document, (style,))
            self.names[style.name] = self.document.styles[style.name].style_id

    def _set(self, made: "Paragraph", style: styles.WordStyle, height: float | None) -> None:
        from docx.oxml.parser import parse_xml

        names, properties = styles.namespace(), made._p.get_or_add_pPr()  # noqa: SLF001 - indents by characters have no other door
        line = height or (self.pitch if style.on_grid else 0)
        if line:
            spacing = f'<w:spacing {names} w:before="0" w:after="0" w:line="{int(line * 20)}" w:lineRule="exact"/>'
            properties.append(parse_xml(spacing))
        properties.append(parse_xml(styles.indents_xml(style).replace("<w:ind", f"<w:ind {names}")))
        properties.append(parse_xml(f'<w:jc {names} w:val="{style.align}"/>'))

    def blank(self, count: float = 1, *, keep: bool = True) -> None:
        """Empty lines, the last of them lower where ``count`` is not whole; ``keep`` holds them to what follows."""
        for place in range(math.ceil(count)):
            height = self.pitch * min(count - place, 1)
            self.add("", styles.FLUSH, height=height).paragraph_format.keep_with_next = keep

    def place(self, element: "BaseOxmlElement") -> None:
        """Put a table where the document ends."""
        self.document.element.body.insert_element_before(element, "w:sectPr")

    def parted(self, left: str, right: str, width: float, height: float) -> "Paragraph":
        """Two texts on one line, at its left and right edge."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Pt

        line = self.add(left, styles.CELLS[12], height=height)
        line.paragraph_format.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"\t{visible(right)}" if right else "")
        return line

    def gap(self, height: float) -> "Paragraph":
        """Empty room of so many points that stays with what follows."""
        made = self.add("", styles.CELLS[12], height=height)  # a style that is on no grid
        made.paragraph_format.keep_with_next = True
        return made

    def rule_under(self, paragraph: "Paragraph", eighths: int, color: str) -> None:
        """A rule across the page under a paragraph, ``eighths`` of a point thick."""
        from docx.oxml.parser import parse_xml

        rule = f'<w:bottom w:val="single" w:sz="{eighths}" w:space="0" w:color="{color}"/>'
        borders = parse_xml(f"<w:pBdr {styles.namespace()}>{rule}</w:pBdr>")
        paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001 - they have no other door

    def contents_line(self, text: str, style: styles.WordStyle, page: Page, indent: float = 0.0) -> "Paragraph":
        """A line of the contents, which stand in the middle of the page."""
        from docx.shared import Pt

        line = self.add(text, style, height=ENTRY_HEIGHT)
        line.paragraph_format.left_indent = Pt((page.inner_width - contents_width(page)) / 2 + indent)
        return line

    def entry(self, text: str, where: str, page: Page, mark: str = "", *, inside: bool = False) -> None:
        """An entry of the contents, ``inside`` a group; Word puts the page of the bookmark ``mark`` in itself."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.oxml.parser import parse_xml
        from docx.shared import Pt

        line = self.contents_line(text, styles.ENTRY, page, ENTRY.size if inside else 0.0)
        right = (page.inner_width + contents_width(page)) / 2
        line.paragraph_format.tab_stops.add_tab_stop(Pt(right), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run("\t" if mark else f"\t{where}")
        if not mark:
            return
        field = f'<w:fldSimple {styles.namespace()} w:instr=" PAGEREF {mark} " w:dirty="true">'
        line._p.append(parse_xml(f"{field}<w:r><w:t>{where}</w:t></w:r></w:fldSimple>"))  # noqa: SLF001 - fields have no other door

    def mark(self, paragraph: "Paragraph", name: str) -> None:
        """Puts a bookmark around a paragraph."""
        from docx.oxml.parser import parse_xml

        number, names = len(self.document.element.xpath("//w:bookmarkStart")), styles.namespace()
        start = parse_xml(f'<w:bookmarkStart {names} w:id="{number}" w:name="{name}"/>')
        paragraph.runs[0]._r.addprevious(start)  # noqa: SLF001 - bookmarks have no other door
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {names} w:id="{number}"/>'))  # noqa: SLF001 - as above

    def picture(self, content: bytes, width: float, height: float, *, vectors: bytes = b"") -> None:
        """A picture in a line of its own, in points; the same as ``vectors`` (SVG) for programs that show them."""
        from docx.shared import Pt

        line = self.add("", styles.PICTURE)
        run = line.add_run()
        run.add_picture(BytesIO(content), Pt(width), Pt(height))
        if vectors:
            self._vectors(run._r.xpath(".//a:blip")[0], vectors)  # noqa: SLF001 - what stands with a picture has no other door

    def _vectors(self, picture: "BaseOxmlElement", content: bytes) -> None:
        """Puts an SVG with a picture, as Word itself does: the picture stays for who cannot show it."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.parser import parse_xml

        part = self.document.part
        name = PackURI(f"/word/media/drawing{len(part.rels) + 1}.svg")
        held = part.relate_to(Part(name, "image/svg+xml", content, part.package), RELATIONSHIP_TYPE.IMAGE)
        names = f'xmlns:a="{_DRAWING}" xmlns:asvg="{_SVG}" xmlns:r="{_RELATIONSHIPS}"'
        shown = f'<a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip r:embed="{held}"/></a:ext>'
        picture.append(parse_xml(f"<a:extLst {names}>{shown}</a:extLst>"))

    def photographs(self, row: PhotoRow) -> None:
        """Photographs side by side in one line, then a line with the words of each in the middle under it."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Pt

        line = self.add("", styles.PICTURE, height=None)
        line.paragraph_format.keep_with_next = row.lines > 0
        for number, each in enumerate(row.placed):
            line.add_run(_APART if number else "")
            line.add_run().add_picture(BytesIO(each.picture.content), Pt(each.width), Pt(row.height))
        for number in range(row.lines):
            words = self.add("", styles.CELLS[10.5], height=WORDS)
            for each in row.placed:
                words.paragraph_format.tab_stops.add_tab_stop(Pt(each.x + each.width / 2), WD_TAB_ALIGNMENT.CENTER)
                words.add_run("\t" + visible("".join(each.words[number : number + 1])))
        self.gap(BETWEEN)

    def hold_last_lines(self, lines: int) -> None:
        """Keep at least so many lines of text on the page of the signature that follows."""
        held = 0
        for paragraph in reversed(self.document.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
            if paragraph.style is not None and paragraph.style.name == styles.BODY.name:
                paragraph.paragraph_format.widow_control = True
                if not paragraph.text.startswith("附件："):
                    held += 1 + (len(paragraph.text) + 2) // CHARACTERS
            if held >= lines:
                return

    def save(self, path: Path) -> None:
        """Write the document to ``path``, whole or not at all."""
        with whole_file(path) as part:
            part.write_bytes(packed(self.document.save))

    def _describe(self, title: str, author: str, made: datetime | None) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, author, author
        properties.comments, properties.language = "", "zh-CN"
        element = properties._element  # noqa: SLF001 - a date can be taken away through no other door
        for child in list(element):
            if child.tag.endswith(("}created", "}modified")):
                element.remove(child)
        if made:
            properties.created = properties.modified = made
        _name_program(self.document)

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

    def lay_out(self, page: Page, pitch: float, start: int | None) -> None:
        """Give the current section its page, its grid of lines, and the number that it begins with."""
        self.pitch = pitch
        from docx.enum.section import WD_ORIENT
        from docx.oxml.ns import qn
        from docx.oxml.parser import parse_xml
        from docx.shared import Pt, Twips

        section = self.section
        section.orientation = WD_ORIENT.LANDSCAPE if page.width > page.height else WD_ORIENT.PORTRAIT
        if page == OFFICIAL:
            section.page_width, section.page_height = Twips(WIDTH), Twips(HEIGHT)
            section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
            section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
            section.footer_distance = Twips(FOOTER)
        else:
            section.page_width, section.page_height = Pt(page.width), Pt(page.height)
            section.top_margin, section.bottom_margin = Pt(page.top), Pt(page.bottom)
            section.left_margin, section.right_margin = Pt(page.left), Pt(page.right)
            section.footer_distance = Pt(page.bottom / 2)
        properties = section._sectPr  # noqa: SLF001 - the line grid has no other door
        for tag in ("w:docGrid", "w:pgNumType"):
            for child in properties.findall(qn(tag)):
                properties.remove(child)
        names = styles.namespace()
        if start is not None:
            numbering = parse_xml(f'<w:pgNumType {names} w:start="{start}"/>')
            columns = properties.find(qn("w:cols"))
            if columns is None:
                properties.append(numbering)
            else:
                columns.addprevious(numbering)
        if page == OFFICIAL:
            is_whole = round(OFFICIAL.inner_height / pitch * 2) % 2 == 0
            # Rounded up, the last line of a page would not fit. Of 22.5 lines the grid has twice as many: some programs
            # put a grid that does not fill the page in its middle, and there is a line less.
            twips = int(pitch * 20 if is_whole else pitch * 10)
            properties.append(parse_xml(f'<w:docGrid {names} w:type="lines" w:linePitch="{twips}"/>'))


def _name_program(document: "Document") -> None:
    """Says which program wrote the file, and takes out the picture of another document's first page."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
        elif relation.reltype.endswith("/extended-properties"):
            relation.target_part._blob = _PROGRAM.encode()  # noqa: SLF001 - python-docx keeps the part as bytes


def _opened(template: Path | None) -> "Document":
    """An empty document, with the styles of the office's own where there is one."""
    from docx import Document

    document = Document()
    if template is not None:
        take_styles(document, template)
    return document
