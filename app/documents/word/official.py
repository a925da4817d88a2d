"""红头 and 版记 in Word, in the measures of the printed page; the office can change every word of them."""

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.fonts.typefaces import visible
from app.documents.layout.official import (
    ABOVE_MARK,
    BLANK_LINES,
    HEAD_RULE,
    LINE,
    RULE_ROOM,
    THICK,
    THIN,
    SetImprint,
    mark_style,
    set_imprint,
    split_signer,
)  # fmt: skip
from app.documents.layout.pages import OFFICIAL, PITCH
from app.documents.layout.parts import SetPart
from app.documents.layout.type import FOURTH
from app.documents.word import styles
from app.documents.word.paper import WordPaper
from app.documents.word.tables import TWIPS
from app.reports.blocks import Head, Imprint

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def write_head(paper: WordPaper, part: SetPart, head: Head) -> None:
    """The mark in red, two blank lines, number and signer, the red rule; without a mark their room alone."""
    size = mark_style(part.kind, head.mark).size
    paper.gap(ABOVE_MARK)
    paper.add(head.mark, replace(styles.MARK, size=round(size * 2)), height=size)
    paper.blank(BLANK_LINES)
    if head.signer:
        _number_and_signer(paper, head)
    else:
        paper.add(head.number, styles.NUMBER)
    if head.mark:
        # with what an exact line leaves below its characters this makes 4 mm
        paper.rule_under(paper.gap(RULE_ROOM), round(HEAD_RULE * 8), styles.RED)


def _number_and_signer(paper: WordPaper, head: Head) -> None:
    """The number one character in from the left, the signer one from the right, his name in 楷体."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    title, name = split_signer(head.signer)
    line = paper.add(head.number, styles.NUMBER_AND_SIGNER)
    line.paragraph_format.tab_stops.add_tab_stop(Pt(OFFICIAL.inner_width - PITCH), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"\t{title}")
    run = line.add_run(name)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), styles.KAITI)  # noqa: SLF001 - East Asian faces have no other door


def write_imprint(paper: WordPaper, part: SetPart, imprint: Imprint) -> None:
    """版记 at the foot of the page, of a page of its own where the printed paper has it there."""
    if len(part.pages) > len(part.text_pages):
        paper.break_page()
    paper.add("", styles.IMPRINT, height=1)  # a table right behind another would be one with it
    paper.place(_element(_imprint_xml(set_imprint(part.kind, imprint), paper.names[styles.IMPRINT.name])))
    paper.add("", styles.IMPRINT, height=1)  # what it hangs on


def _element(text: str) -> "BaseOxmlElement":
    from docx.oxml.parser import parse_xml

    return parse_xml(text)


def _imprint_xml(made: SetImprint, style: str) -> str:
    """A table that hangs at the foot of the 版心: the lines of 抄送 in one cell, who prints it and when in two."""
    whole = round(OFFICIAL.inner_width * TWIPS)
    office, printed = whole - round(whole * 0.45), round(whole * 0.45)
    where = '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpXSpec="left" w:tblpYSpec="bottom"/>'
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    rows = []
    if made.copies:
        lines = "".join(_line(text, style, 1 if number == 0 else 4) for number, text in enumerate(made.copies))
        edges = (THICK, THIN) if made.office else (0.0, 0.0)
        rows.append(f"<w:tr>{_cell(lines, whole, *edges, spans=2)}</w:tr>")
    if made.office:
        above = THIN if made.copies else THICK
        last = _line(made.office, style, 1), _line(made.printed, style, 1, side="right")
        rows.append(f"<w:tr>{_cell(last[0], office, above, THICK)}{_cell(last[1], printed, above, THICK)}</w:tr>")
    return (
        f'<w:tbl {styles.namespace()}><w:tblPr>{where}<w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{whole}" w:type="dxa"/><w:tblBorders><w:top w:val="nil"/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{office}"/><w:gridCol w:w="{printed}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(lines: str, width: int, above: float, below: float, *, spans: int = 1) -> str:
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{round(points * 8)}" w:space="0" w:color="000000"/>'
        for side, points in (("top", above), ("bottom", below))
        if points
    )
    span = f'<w:gridSpan w:val="{spans}"/>' if spans > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:tcBorders>{rules}</w:tcBorders>'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )


def _line(text: str, style: str, indent: int, side: str = "left") -> str:
    """A line of 版记, so many of its characters in from its side."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(LINE * TWIPS)}" w:lineRule="exact"/>'
    room = f'<w:ind w:{side}="{round(indent * FOURTH * TWIPS)}"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{spacing}{room}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r></w:p>'
    )
