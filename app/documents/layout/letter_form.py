"""信函格式 (GB/T 9704 §10.1): the mark 30 mm below the page's edge, red double rules of 170 mm, the number right."""

from dataclasses import dataclass, replace

from app.documents.layout.flow import Flowable, Pen
from app.documents.layout.official import MARK
from app.documents.layout.pages import MM, OFFICIAL
from app.documents.layout.type import ASCENT, BODY, THIRD, Style, Type
from app.reports.blocks import LetterHead

MARK_TOP = 30 * MM  # from the page's top edge
RULE_BELOW = 4 * MM  # the mark
RULE_WIDTH = 170 * MM
RULE_AT_FOOT = 20 * MM  # from the page's bottom edge
THICK, THIN, BETWEEN = 2.0, 0.75, 1.25  # points of a double rule
NUMBER_BELOW = 7 / 8 * THIRD  # the upper double rule
_LARGEST = 40.0  # points of the mark


@dataclass(frozen=True)
class SetLetterHead:
    """The measures of one head: its mark's type, and the heights above the number and with it, from the 版心's top."""

    mark: Style
    rule: float
    above_number: float

    @property
    def height(self) -> float:
        """In points."""
        return self.above_number + THIRD


def set_letter_head(kind: Type, head: LetterHead) -> SetLetterHead:
    """The mark as large as the rules are long, at most."""
    largest = replace(MARK, size=_LARGEST)
    whole = kind.width(head.mark, largest)
    size = _LARGEST if whole <= RULE_WIDTH else int(_LARGEST * RULE_WIDTH / whole * 2) / 2
    rule = MARK_TOP + size + RULE_BELOW - OFFICIAL.top
    return SetLetterHead(replace(MARK, size=size), rule, rule + THICK + BETWEEN + THIN + NUMBER_BELOW)


def letter_head_flowables(kind: Type, head: LetterHead) -> list[Flowable]:
    """All of it hangs on one piece at the top of the first page, the double rule at the page's foot as well."""
    made = set_letter_head(kind, head)

    def draw(pen: Pen, left: float, top: float) -> None:
        begin = left - OFFICIAL.left + (OFFICIAL.width - RULE_WIDTH) / 2
        baseline = top - OFFICIAL.top + MARK_TOP + ASCENT * made.mark.size
        pen.centred(begin, RULE_WIDTH, baseline, head.mark, made.mark)
        _double(pen, begin, top + made.rule, thick_first=True)
        pen.right(left + OFFICIAL.inner_width, top + made.above_number + ASCENT * THIRD, head.number, BODY)
        foot = top - OFFICIAL.top + OFFICIAL.height - RULE_AT_FOOT
        _double(pen, begin, foot - THIN - BETWEEN - THICK, thick_first=False)

    return [Flowable(made.height, draw, keep=True)]


def _double(pen: Pen, begin: float, top: float, *, thick_first: bool) -> None:
    upper, lower = (THICK, THIN) if thick_first else (THIN, THICK)
    for edge, width in ((top + upper / 2, upper), (top + upper + BETWEEN + lower / 2, lower)):
        pen.rule(begin, edge, begin + RULE_WIDTH, edge, width, red=True)
