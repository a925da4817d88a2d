"""The feet of a Word document's pages: numbers as fields, in the way of each kind of page."""

from typing import TYPE_CHECKING

from app.documents.word import styles
from app.reports.blocks import Layout
from app.values.page_numbers import PageNumbers

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph


def number_pages(section: "Section", layout: Layout, numbers: PageNumbers, *, last: int, is_volume: bool) -> None:
    """“— 1 —” outside or in the middle; 第1页　共2页 on a ledger; nothing on a form of one page."""
    for footer, outer in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        for run in list(line._p):  # noqa: SLF001 - what a template has in its foot goes
            line._p.remove(run)  # noqa: SLF001 - as above
        if layout is Layout.LEDGER:
            _settle(line, "center", styles.FOOTER_SMALL)
            _counted(line, last, is_volume=is_volume)
        elif layout is Layout.OFFICIAL and numbers == "counted":
            _settle(line, "center", styles.FOOTER)
            _counted(line, last, is_volume=is_volume)
        elif (layout is Layout.OFFICIAL and numbers != "several") or last > 1:
            side = "center" if numbers != "outer" or layout is Layout.FORM else outer
            _settle(line, side, styles.FOOTER)
            line.add_run("— ")
            _field(line, "PAGE", 1)
            line.add_run(" —")
        else:
            line.style = styles.FOOTER.name


def _settle(line: "Paragraph", side: str, style: styles.WordStyle) -> None:
    from docx.oxml.parser import parse_xml

    names = styles.namespace()
    indent = {"right": 'w:rightChars="100" w:right="280"', "left": 'w:leftChars="100" w:left="280"'}.get(side, "")
    line.style = style.name
    properties = line._p.get_or_add_pPr()  # noqa: SLF001 - indents by characters have no other door
    properties.append(parse_xml(f'<w:ind {names} {indent} w:firstLineChars="0" w:firstLine="0"/>'))
    properties.append(parse_xml(f'<w:jc {names} w:val="{side}"/>'))


def _counted(line: "Paragraph", last: int, *, is_volume: bool) -> None:
    line.add_run("第")
    _field(line, "PAGE", 1)
    line.add_run("页　共")
    if is_volume:
        _field(line, f"PAGEREF {styles.END}", last)
    else:
        _field(line, "SECTIONPAGES", last)
    line.add_run("页")


def _field(line: "Paragraph", code: str, shown: int) -> None:
    from docx.oxml.parser import parse_xml

    field = f'<w:fldSimple {styles.namespace()} w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
    line._p.append(parse_xml(field))  # noqa: SLF001 - fields have no other door
