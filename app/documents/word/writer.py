"""A document as Word: the printed page again, with text that the office can change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial, singledispatchmethod
from pathlib import Path

from app.documents.fonts import Faces
from app.documents.layout import volume as front
from app.documents.layout.compose import FORM_TITLE, NOTE_LEADING, SetBlock
from app.documents.layout.document import SetDocument, set_document
from app.documents.layout.facts import SetFacts
from app.documents.layout.pages import OFFICIAL
from app.documents.layout.parts import SetPart
from app.documents.layout.photographs import ABOVE, SetPhotographs
from app.documents.layout.pictures import size_on
from app.documents.layout.signatures import (
    PAIR,
    TEXT_ABOVE,
    date_line,
    issuer_lines,
    issuer_places,
    lines_below,
    lines_to_signer,
    rows,
    rows_above,
    set_party,
    unbroken,
    width_of,
)  # fmt: skip
from app.documents.layout.tables import SetTable
from app.documents.layout.text import spaced
from app.documents.layout.titles import title_lines
from app.documents.layout.type import BODY, TITLE, Style
from app.documents.printing import PLAIN, Printing
from app.documents.word import letter_form, official, styles, tables
from app.documents.word.charts import drawn_chart
from app.documents.word.feet import number_pages
from app.documents.word.paper import WordPaper
from app.reports import blocks
from app.reports.blocks import Document, Layout


def write_word(path: Path, document: Document, faces: Faces, printing: Printing = PLAIN) -> None:
    """Write ``document`` to a .docx at ``path``, whole or not at all; each part is a section.

    It names the office's fonts, and is set as a PDF in ``faces`` would be.
    """
    made = set_document(document, replace(faces, lenient=True))  # other fonts may print it
    paper = WordPaper(document.title, document.author, document.made, printing.template)
    if document.volume:
        _write_front(paper, made)
    for number, part in enumerate(made.parts):
        if number or document.volume:
            paper.begin(on_front=printing.duplex)
        _SectionWriter(paper, made, part, number).write()
    paper.end(styles.END if document.volume else "")
    paper.save(path)


def _write_front(paper: WordPaper, made: SetDocument) -> None:
    """The cover, which has no number, and the contents on page 1."""
    assert made.document.volume is not None
    volume, cover = made.document.volume, made.document.volume.cover
    paper.lay_out(made.front, styles.PITCH, 0)
    paper.section.different_first_page_header_footer = True
    _number(paper, made, volume.layout, last=_last(made))
    lines = front.cover_lines(made.kind, cover, made.front)
    above, between = front.cover_room(len(lines), made.front)
    paper.gap(above)
    for words in lines:
        paper.add(words, styles.COVER, height=front.NAME_HEIGHT)
    paper.add(cover.subtitle, styles.COVER_PERIOD, height=front.SUBTITLE_HEIGHT)
    paper.gap(between)
    for words in (cover.issuer, cover.date):
        paper.add(words, styles.COVER_FOOT, height=front.FOOT_HEIGHT)
    paper.break_page()
    paper.add(front.CONTENTS, styles.TITLE, height=front.CONTENTS_HEIGHT)
    paper.gap(front.CONTENTS_GAP)
    marks = {id(part.part): mark_of(number) for number, part in enumerate(made.parts)}
    for heading, several in front.grouped_entries(list(made.entries(len(made.contents))), counts=volume.counts):
        if heading:
            paper.contents_line(heading, styles.GROUP, made.front)
        for entry in several:
            where = entry.part.absent if entry.page is None else str(entry.page)
            paper.entry(entry.text, where, made.front, marks.get(id(entry.part), ""), inside=bool(heading))


def _last(made: SetDocument) -> int:
    """The number of a volume's last page."""
    return len(made.contents) + sum(len(part.pages) for part in made.parts)


def _number(paper: WordPaper, made: SetDocument, layout: Layout, *, last: int) -> None:
    is_volume = made.document.volume is not None
    number_pages(paper.section, layout, made.document.numbers, last=last, is_volume=is_volume)


def mark_of(number: int) -> str:
    """The bookmark of a part."""
    return f"part{number}"


class _SectionWriter:
    """Writes one part into the document's last section."""

    def __init__(self, paper: WordPaper, made: SetDocument, part: SetPart, number: int) -> None:
        self._paper, self._made, self._part, self._number = paper, made, part, number
        self._layout, self._width = part.part.layout, part.page.inner_width
        self._named = False

    def write(self) -> None:
        """The section's page and numbers, then its blocks."""
        is_volume = self._made.document.volume is not None
        self._paper.lay_out(self._part.page, self._part.setting.pitch, None if is_volume else 1)
        self._paper.section.different_first_page_header_footer = False
        if self._differs():
            _number(self._paper, self._made, self._layout, last=self._last())
        self._all(self._part.blocks)

    def _last(self) -> int:
        """The number of the last page that these count to."""
        return len(self._part.pages) if self._made.document.volume is None else _last(self._made)

    def _differs(self) -> bool:
        """Whether its page numbers are others than those of the section before."""
        if self._number == 0 or self._layout is Layout.FORM or self._made.document.numbers == "several":
            return True
        return self._made.parts[self._number - 1].part.layout is not self._layout

    def _all(self, several: Sequence[SetBlock]) -> None:
        for block in several:
            if isinstance(block, blocks.KeepTogether):
                self._together(block)
            else:
                self._one(block)

    def _together(self, block: blocks.KeepTogether) -> None:
        """What is held together begins a page where it does so on the printed page, without blank lines above."""
        several = list(block.blocks)
        if self._part.begins_page(block):
            while several and isinstance(several[0], blocks.Blank):
                several.pop(0)
            self._paper.break_page()
        self._all(several)

    @singledispatchmethod
    def _one(self, block: SetBlock) -> None:
        """One block; each kind has its own function below."""
        raise TypeError(type(block))

    @_one.register
    def _title(self, block: blocks.Title) -> None:
        """The title in the lines that it has on the printed page."""
        is_form, is_official = self._layout is Layout.FORM, self._layout is Layout.OFFICIAL
        style, face = (styles.FORM_TITLE, FORM_TITLE) if is_form else (styles.TITLE, TITLE)
        first, *rest = title_lines(block.text, lambda char: self._part.kind.width(char, face), self._width)
        line = self._paper.add(first, style, height=None if is_official else 32)
        for words in rest:
            line.runs[-1].add_break()
            line.add_run(words)
        if not self._named:
            self._paper.mark(line, mark_of(self._number))
            self._named = True

    @_one.register
    def _centred(self, block: blocks.Centred) -> None:
        is_form = self._layout is Layout.FORM
        self._paper.add(block.text, styles.HEADS[10.5] if is_form else styles.NUMBER, height=22 if is_form else None)

    @_one.register
    def _heading(self, block: blocks.Heading) -> None:
        self._paper.add(block.text, styles.HEADINGS[min(block.level, len(styles.HEADINGS)) - 1])

    @_one.register
    def _paragraph(self, block: blocks.Paragraph) -> None:
        tighter = self._tighter(block.text, BODY)
        self._paper.add(block.text, styles.closer(styles.BODY, tighter))

    def _tighter(self, text: str, style: Style) -> float:
        """How much closer the characters of a paragraph stand, as its lines were set for the page."""
        closest = spaced(self._part.kind, text, self._part.setting, style)
        return closest.tracking - style.tracking

    @_one.register
    def _flush(self, block: blocks.Flush) -> None:
        self._paper.add(block.text, styles.FLUSH)

    @_one.register
    def _note(self, block: blocks.Note) -> None:
        heights = {Layout.OFFICIAL: NOTE_LEADING, Layout.FORM: 26, Layout.LEDGER: 28}
        self._paper.add(block.text, styles.CELLS[12], height=heights[self._layout])

    @_one.register
    def _blank(self, block: blocks.Blank) -> None:
        self._paper.blank(block.lines, keep=block.keep)

    @_one.register
    def _sides(self, block: blocks.Sides) -> None:
        height = 26 if self._layout is Layout.OFFICIAL else 24
        line = self._paper.parted(block.left, block.right, self._width, height)
        line.paragraph_format.keep_with_next = not block.last

    @_one.register
    def _table(self, block: SetTable) -> None:
        if block.table.title:
            if self._layout is Layout.OFFICIAL:
                self._paper.blank()
            self._paper.add(block.table.title, styles.CAPTION if self._layout is Layout.OFFICIAL else styles.FORM_NAME)
        self._paper.place(tables.table(self._part.kind, block, self._paper.names))

    @_one.register
    def _facts(self, block: SetFacts) -> None:
        self._paper.place(tables.facts(self._part.kind, block, self._paper.names))

    @_one.register
    def _signatures(self, block: blocks.Signatures) -> None:
        """The parties side by side, with a seal's room between the office's name and the hand's line."""
        self._paper.hold_last_lines(TEXT_ABOVE)
        setting = self._part.setting
        abreast = setting.abreast
        for place, row in enumerate(rows(block.parties, abreast)):
            self._paper.blank(rows_above(setting, place))
            parties = [set_party(self._part.kind, party, abreast) for party in row]
            down, below = lines_to_signer(parties, setting.pitch), lines_below(parties)
            several, names = list[list[str]](), {party.name for party in row}
            for party, each in zip(row, parties, strict=True):
                seal = [party.seal, *filter(None, [party.name])] if party.seal else []  # a name breaks by itself
                room, gap = [""] * (down - len(each.sealed)), [""] * (below - len(each.below))
                several.append([*seal, *room, each.signer, *each.below, *gap, date_line(abreast)])
            if len(block.parties) == 1:
                several.insert(0, [""])  # who signs alone stands on the right
            several += [[""]] * (abreast - len(several))
            self._paper.place(
                tables.side_by_side(
                    several,
                    OFFICIAL.inner_width,
                    styles.SIGNATURE if abreast == PAIR else styles.SIGNATURE_OF_THREE,
                    self._paper.names,
                    self._paper.pitch,
                    partial(self._signed, names, width_of(abreast)),
                )
            )

    def _signed(self, may_break: Collection[str], width: float, text: str) -> Style:
        """How a line of who signs is set: whole, but for the name of an office."""
        return BODY if text in may_break else unbroken(self._part.kind, text, width)

    @_one.register
    def _issuer(self, block: blocks.Issuer) -> None:
        from docx.shared import Pt

        self._paper.hold_last_lines(TEXT_ABOVE)
        self._paper.blank(issuer_lines(block)[0])
        for text, left in zip((block.name, block.date), issuer_places(self._part.kind, block), strict=True):
            if text:
                line = self._paper.add(text, styles.ISSUER)
                line.paragraph_format.left_indent = Pt(left)
        line.paragraph_format.keep_with_next = issuer_lines(block)[1] > 0
        self._paper.blank(issuer_lines(block)[1], keep=False)

    @_one.register
    def _annex_note(self, block: blocks.AnnexNote) -> None:
        self._paper.blank(keep=False)
        for text, _, _ in block.lines():
            self._paper.add(text, styles.BODY)

    @_one.register
    def _annex_mark(self, block: blocks.AnnexMark) -> None:
        begins = block.new_page or self._paper.breaks
        self._paper.add(block.text, styles.ANNEX).paragraph_format.page_break_before = begins

    @_one.register
    def _page_break(self, _block: blocks.PageBreak) -> None:
        self._paper.break_page()

    @_one.register
    def _picture(self, block: blocks.Picture) -> None:
        self._paper.picture(block.content, *size_on(self._part.kind, block, self._part.page))
        for line in block.caption:
            self._paper.add(line, styles.CELLS[10.5])

    @_one.register
    def _photographs(self, block: SetPhotographs) -> None:
        if block.breaks:
            self._paper.break_page()
        else:
            self._paper.gap(ABOVE)
        for row in block.rows:
            self._paper.photographs(row)

    @_one.register
    def _head(self, block: blocks.Head) -> None:
        official.write_head(self._paper, self._part, block)

    @_one.register
    def _letter_head(self, block: blocks.LetterHead) -> None:
        letter_form.write_letter_head(self._paper, self._part, block)

    @_one.register
    def _imprint(self, block: blocks.Imprint) -> None:
        official.write_imprint(self._paper, self._part, block)

    @_one.register
    def _chart(self, block: blocks.Chart) -> None:
        name = self._paper.add(block.title, styles.CAPTION if self._layout is Layout.OFFICIAL else styles.FORM_NAME)
        name.paragraph_format.keep_with_next = True
        page = self._part.page
        made = drawn_chart(self._part.kind, block, page.inner_width, page.inner_height)
        self._paper.picture(made.png, made.width, made.height, vectors=made.svg)

    @_one.register
    def _bound(self, block: blocks.BoundPages) -> None:
        self._paper.add(f"附件：{block.name}", styles.CELLS[10.5])
