"""A whole document set in type: its parts, and for a volume its cover and its contents with the pages they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from app.documents.fonts import Faces
from app.documents.layout.fitting import common_size, set_part
from app.documents.layout.flow import Flowable, paginate
from app.documents.layout.missing import require_all
from app.documents.layout.pages import LINES, Page, page_of
from app.documents.layout.parts import SetPart
from app.documents.layout.type import Type
from app.documents.layout.volume import Entry, contents_flowables, cover_page
from app.reports.blocks import Document, Layout, Part
from app.reports.texts import texts_of


@dataclass(frozen=True)
class SetDocument:
    """A document with everything decided; ``parts`` are those that have blocks."""

    document: Document
    kind: Type
    parts: tuple[SetPart, ...]
    left_out: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What was changed so that pages are full, for who prints them: 已按22.5行排版; empty where nothing was."""
        if self.left_out:
            return f"{len(self.left_out)}份有打不出的字，没有打印：{'；'.join(self.left_out)}"
        asked = sorted({part.setting.lines for part in self.parts if part.part.layout is Layout.OFFICIAL})
        if not asked or asked == [LINES] or self.document.volume:
            return ""
        first, last = f"{asked[0]:g}", f"{asked[-1]:g}"
        return f"已按{first}行排版" if first == last else f"已按{first}—{last}行排版"

    @property
    def front(self) -> Page:
        """The page of a volume's cover and contents."""
        assert self.document.volume is not None
        return page_of(self.document.volume.layout)

    @cached_property
    def cover(self) -> list[Flowable]:
        """The flowables of a volume's cover."""
        assert self.document.volume is not None
        return cover_page(self.kind, self.document.volume.cover, self.front)

    @cached_property
    def contents(self) -> list[list[Flowable]]:
        """The pages of the contents; what they say of pages depends on how many they are themselves."""
        own = 1
        while True:
            flowables = contents_flowables(self.kind, list(self.entries(own)), self.front, counts=self._counts)
            pages = paginate(flowables, self.front.inner_height)
            if len(pages) == own:
                return pages
            own = len(pages)

    @property
    def _counts(self) -> bool:
        return self.document.volume is not None and self.document.volume.counts

    def entries(self, own: int) -> Iterator[Entry]:
        """The lines of the contents where these take ``own`` pages."""
        firsts = iter([own + 1 + before for before in accumulate((len(part.pages) for part in self.parts), initial=0)])
        for part in self.document.parts:
            text, page = part.entry or part.name, next(firsts) if part.blocks else None
            yield Entry(text, part.group, page, part)


def set_document(document: Document, faces: Faces) -> SetDocument:
    """The document in ``faces``.

    Of papers that stand each for itself, one with a character that cannot be printed is left out and named; Refused
    where none is left, or where the paper is one: then with the records and fields that have it.
    """
    kind, left_out = Type(faces), list[str]()
    parts = [part for part in document.parts if part.blocks]
    if document.volume or len(parts) == 1 or not parts[0].name:
        require_all(faces, document)
    else:
        faces.require((document.title, document.author))
        left_out = [said for part in parts if (said := _unprintable(faces, part))]
        if len(left_out) == len(parts):
            faces.require(texts_of(document))
        parts = [part for part in parts if not _unprintable(faces, part)]
    size = common_size(kind, parts) if document.volume else None
    return SetDocument(document, kind, tuple(set_part(kind, part, size) for part in parts), tuple(left_out))


def _unprintable(faces: Faces, part: Part) -> str:
    """Which paper cannot be printed, and where the character stands: 大湾村 1号：𠮷（明确𠮷野为联络员）."""
    if not faces.missing(texts_of(part)):
        return ""
    places = [(text, missing) for text in texts_of(part) if (missing := faces.missing([text]))]
    text, missing = places[0]
    begin = max(text.find(missing[0]) - 6, 0)
    named = "、".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in missing)
    return f"{part.name}：{named}（{text[begin : begin + 14]}）"
