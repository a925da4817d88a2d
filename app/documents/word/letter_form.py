"""信函格式 in Word: mark and red double rules hang in the first page's header, the number stands in the text."""

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.fonts.typefaces import visible
from app.documents.layout.letter_form import MARK_TOP, RULE_AT_FOOT, RULE_BELOW, RULE_WIDTH, set_letter_head
from app.documents.layout.pages import OFFICIAL
from app.documents.layout.parts import SetPart
from app.documents.word import styles
from app.documents.word.paper import WordPaper
from app.documents.word.tables import TWIPS
from app.reports.blocks import LetterHead

if TYPE_CHECKING:
    from docx.section import Section

_EIGHTHS = 18  # of a point: Word draws its double rule of thick and thin in that
_DOUBLE = 4  # points that it takes


def write_letter_head(paper: WordPaper, part: SetPart, head: LetterHead) -> None:
    """The first page has a header of its own and no number; the text begins where the printed page has it."""
    made = set_letter_head(part.kind, head)
    style = replace(styles.MARK, size=round(made.mark.size * 2))
    paper.know(style)
    section = paper.section
    section.different_first_page_header_footer = True
    section.first_page_footer.is_linked_to_previous = False
    _fill(section, head.mark, paper.names[style.name], made.mark.size)
    paper.gap(made.above_number)
    paper.add(head.number, styles.LETTER_NUMBER)


def _fill(section: "Section", mark: str, style: str, size: float) -> None:
    from docx.oxml.parser import parse_xml

    header = section.first_page_header
    header.is_linked_to_previous = False
    held = header.paragraphs[0]._p  # noqa: SLF001 - frames have no other door
    half = round(size * 2)
    run = (
        f'<w:r><w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(visible(mark))}</w:t></w:r>'
    )
    foot = OFFICIAL.height - RULE_AT_FOOT - _DOUBLE
    upper = _framed(MARK_TOP, size, "bottom", "thickThinSmallGap", round(RULE_BELOW), style, run)
    lower = _framed(foot, 1, "top", "thinThickSmallGap", 0, style, "")
    for each in (upper, lower):
        held.addprevious(parse_xml(each))


def _framed(top: float, height: float, side: str, rule: str, space: int, style: str, run: str) -> str:
    """A line in a frame of the rules' width that hangs at a place of the page, with a red double rule at one side."""
    left, width = (OFFICIAL.width - RULE_WIDTH) / 2, RULE_WIDTH
    frame = (
        f'<w:framePr w:w="{round(width * TWIPS)}" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
        f'w:x="{round(left * TWIPS)}" w:y="{round(top * TWIPS)}"/>'
    )
    border = f'<w:{side} w:val="{rule}" w:sz="{_EIGHTHS}" w:space="{space}" w:color="{styles.RED}"/>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(height * TWIPS)}" w:lineRule="exact"/>'
    return (
        f'<w:p {styles.namespace()}><w:pPr><w:pStyle w:val="{style}"/><w:keepNext w:val="0"/>{frame}'
        f'<w:pBdr>{border}</w:pBdr>{spacing}<w:jc w:val="center"/></w:pPr>{run}</w:p>'
    )
