"""Blocks to flowables: each block on its kind of page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from app.documents.fonts import Role
from app.documents.layout import text
from app.documents.layout.charts import chart
from app.documents.layout.facts import SetFacts, facts_flowables
from app.documents.layout.flow import Flowable, Pen, space
from app.documents.layout.letter_form import letter_head_flowables
from app.documents.layout.official import head_flowables
from app.documents.layout.pages import Page
from app.documents.layout.photographs import SetPhotographs, photograph_flowables
from app.documents.layout.pictures import picture
from app.documents.layout.signatures import held_to_signature, issuer_block, signature_block
from app.documents.layout.tables import SetTable, table_flowables
from app.documents.layout.text import Setting
from app.documents.layout.type import ASCENT, BODY, HEADING, SUBHEADING, TITLE, Style, Type
from app.documents.layout.widths import FORM_STYLES, TableStyle
from app.reports import blocks
from app.reports.blocks import Block, Layout

SetBlock = Block | SetTable | SetFacts | SetPhotographs
NOTE = Style(Role.BODY, 12)
CHART_NAME = Style(Role.HEADING, 12)
NOTE_LEADING = 20.0
_BEGUN = 0.35  # of a page that a table longer than one takes at its foot, or it begins the next
FORM_TITLE, FORM_LINE = Style(Role.TITLE, 20), Style(Role.BODY, 10.5)


@dataclass(frozen=True)
class Composer:
    """Makes flowables of the blocks of one part."""

    kind: Type
    layout: Layout
    page: Page
    setting: Setting

    def flow(self, parts: Sequence[SetBlock]) -> list[Flowable]:
        """All blocks one under the other."""
        return self.flow_and_begins(parts)[0]

    def flow_and_begins(self, parts: Sequence[SetBlock]) -> tuple[list[Flowable], list[int]]:
        """The same, and the place of each block's first flowable among them."""
        made: list[Flowable] = []
        begins: list[int] = []
        breaks = False
        for place, block in enumerate(parts):
            begins.append(len(made))
            if isinstance(block, blocks.PageBreak):
                breaks = True
                continue
            made = self._joined(made, block, parts[place - 1] if place else None, breaks=breaks)
            breaks = False
        return made, begins

    def _joined(
        self, made: list[Flowable], block: SetBlock, before: SetBlock | None, *, breaks: bool
    ) -> list[Flowable]:
        """What was ``made`` with ``block`` under it; some blocks hold what stands above them."""
        if isinstance(block, blocks.Signatures | blocks.Issuer):
            made = held_to_signature(made)
        if isinstance(block, blocks.Note) and self.layout is not Layout.OFFICIAL and made:
            made = [*made[:-1], replace(made[-1], keep=True)]  # who filled in stays with the table's last row
        if isinstance(block, blocks.Note) and self.layout is Layout.OFFICIAL and not isinstance(before, blocks.Note):
            made.append(space(self.setting.pitch / 4))
        own = self._of(block)
        if isinstance(block, blocks.KeepTogether):
            own = [replace(each, source=block) for each in own]
        if breaks and own:
            own[0] = replace(own[0], breaks=True)
        return made + own

    @singledispatchmethod
    def _of(self, block: SetBlock) -> list[Flowable]:
        """One block; each kind has its own function below."""
        raise TypeError(type(block))

    def _sized(self, style: Style) -> Style:
        return style if self.setting.size == style.size else replace(style, size=self.setting.size)

    @_of.register
    def _title(self, block: blocks.Title) -> list[Flowable]:
        if self.layout is Layout.OFFICIAL:
            return text.title(self.kind, block.text, self.page, self.setting.pitch)
        return text.title(self.kind, block.text, self.page, 32, FORM_TITLE if self.layout is Layout.FORM else TITLE)

    @_of.register
    def _centred(self, block: blocks.Centred) -> list[Flowable]:
        if self.layout is Layout.OFFICIAL:
            return [replace(text.centred(block.text, BODY, self.page, self.setting.pitch), keep=True)]
        return [replace(text.centred(block.text, FORM_LINE, self.page, 22), keep=True)]

    @_of.register
    def _heading(self, block: blocks.Heading) -> list[Flowable]:
        style = self._sized(HEADING if block.level == 1 else SUBHEADING)
        return text.heading(self.kind, block.text, self.setting, style)

    @_of.register
    def _paragraph(self, block: blocks.Paragraph) -> list[Flowable]:
        return text.paragraph(self.kind, block.text, self.setting, self._sized(BODY))

    @_of.register
    def _flush(self, block: blocks.Flush) -> list[Flowable]:
        return text.paragraph(self.kind, block.text, self.setting, indent=0, rest=block.hanging)

    @_of.register
    def _note(self, block: blocks.Note) -> list[Flowable]:
        if self.layout is Layout.OFFICIAL:
            small = replace(self.setting, pitch=NOTE_LEADING)
            made = text.paragraph(self.kind, block.text, small, NOTE, indent=0)
            return [replace(each, body=False) for each in made]
        style, height = (FORM_LINE, 26) if self.layout is Layout.FORM else (NOTE, 28)

        def draw(pen: Pen, left: float, top: float) -> None:
            pen.text(left, top + 9 + ASCENT * style.size, block.text, style)

        return [Flowable(height, draw)]

    @_of.register
    def _blank(self, block: blocks.Blank) -> list[Flowable]:
        return [space(self.setting.pitch * block.lines, keep=block.keep)]

    @_of.register
    def _sides(self, block: blocks.Sides) -> list[Flowable]:
        height = 26 if self.layout is Layout.OFFICIAL else 24
        return [replace(text.sides(block.left, block.right, NOTE, self.page, height), keep=not block.last)]

    @_of.register
    def _table(self, block: SetTable) -> list[Flowable]:
        return [*self._table_name(block), *table_flowables(self.kind, block, self.page.inner_height)]

    def _table_name(self, block: SetTable) -> list[Flowable]:
        """In the text a table's name stands in the middle, on a form at its left edge in a size that goes with it."""
        name = block.table.title
        if not name:
            return []
        if self.layout is Layout.OFFICIAL:
            line = text.centred(name, HEADING, self.page, self.setting.pitch)
            return [space(self.setting.pitch), replace(line, keep=True)]
        largest = block.style == FORM_STYLES[0]
        style, height = Style(Role.HEADING, 12 if largest else 10.5), _name_height(block.style, largest=largest)

        def draw(pen: Pen, left: float, top: float) -> None:
            pen.text(left, top + height - 5.5, name, style)

        return [Flowable(height, draw, keep=True)]

    @_of.register
    def _facts(self, block: SetFacts) -> list[Flowable]:
        return facts_flowables(self.kind, block)

    @_of.register
    def _signatures(self, block: blocks.Signatures) -> list[Flowable]:
        return signature_block(self.kind, block.parties, self.setting)

    @_of.register
    def _issuer(self, block: blocks.Issuer) -> list[Flowable]:
        return issuer_block(self.kind, block, self.setting)

    @_of.register
    def _annex_note(self, block: blocks.AnnexNote) -> list[Flowable]:
        made = [space(self.setting.pitch)]
        for line, indent, rest in block.lines():
            several = text.paragraph(self.kind, line, self.setting, indent=indent, rest=rest)
            made += [replace(each, body=False) for each in several]
        return made

    @_of.register
    def _annex_mark(self, block: blocks.AnnexMark) -> list[Flowable]:
        line = text.text_line(block.text, HEADING, self.setting)
        return [replace(line, breaks=block.new_page, keep=True, body=False)]

    @_of.register
    def _picture(self, block: blocks.Picture) -> list[Flowable]:
        return [picture(self.kind, block, self.page)]

    @_of.register
    def _photographs(self, block: SetPhotographs) -> list[Flowable]:
        return photograph_flowables(block)

    @_of.register
    def _head(self, block: blocks.Head) -> list[Flowable]:
        return head_flowables(self.kind, block, self.setting)

    @_of.register
    def _letter_head(self, block: blocks.LetterHead) -> list[Flowable]:
        return letter_head_flowables(self.kind, block)

    @_of.register
    def _imprint(self, _block: blocks.Imprint) -> list[Flowable]:
        return []  # stands at the foot of the last page, which is known when the pages are filled

    @_of.register
    def _chart(self, block: blocks.Chart) -> list[Flowable]:
        name = text.centred(block.title, HEADING if self.layout is Layout.OFFICIAL else CHART_NAME, self.page, 30)
        return [replace(name, keep=True), chart(self.kind, block, self.page.inner_width, self.page.inner_height)]

    @_of.register
    def _bound(self, _block: blocks.BoundPages) -> list[Flowable]:
        return []

    @_of.register
    def _together(self, block: blocks.KeepTogether) -> list[Flowable]:
        """On one page where a page can hold them, else their head with a good part of the table."""
        made = self.flow(block.blocks)
        kept, height, room = 0, 0.0, self.page.inner_height
        if sum(each.height for each in made) > room:
            room *= _BEGUN
        for each in made:
            height += each.height
            if height > room:
                break
            kept += 1
        return [*(replace(each, keep=True) for each in made[: kept - 1]), *made[kept - 1 :]]


def _name_height(style: TableStyle, *, largest: bool) -> float:
    return style.least_height + (5 if largest else 7)
