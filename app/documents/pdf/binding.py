"""Other people's PDF pages bound into our own file: behind it, or in their place in a volume with its page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from app.documents.foreign import asked
from app.documents.foreign_pages import lay, pages
from app.documents.layout.document import SetDocument
from app.documents.layout.pages import MM
from app.documents.layout.parts import SetPart
from app.errors import Refused
from app.reports.blocks import Block, BoundPages, Document

HEAD, FOOT, EDGE = 14 * MM, 17 * MM, 8 * MM  # what is kept free around a bound page


def behind(document: Document) -> list[BoundPages]:
    """The files whose pages follow a document that is no volume, as they are."""
    if document.volume:
        return []
    several: list[Block] = [block for part in document.parts for block in part.blocks]
    return [block for block in several if isinstance(block, BoundPages)]


def in_place(made: SetDocument) -> bool:
    """Whether a volume has pages of other files among its own."""
    return made.document.volume is not None and any(part.bound for part in made.parts)


def bind_behind(own: Path, scans: Sequence[BoundPages], out: Path) -> None:
    """The document's own pages and every page of its scans in one file."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(str(own))
    for scan in scans:
        if asked(partial(_append, writer, scan.content)) is None:
            raise Refused(f"扫描件“{scan.name}”读不出来，请重新扫描后添加。")
    writer.write(str(out))
    writer.close()


def _append(writer: Any, content: bytes) -> bool:
    from pypdf import PdfReader

    writer.append(PdfReader(BytesIO(content)), import_outline=False)
    return True


@dataclass(frozen=True)
class _Place:
    """The first page of a volume, counted from 0, on which a part's foreign pages lie."""

    first: int
    part: SetPart


def bind_in_place(own: Path, made: SetDocument, out: Path) -> tuple[str, ...]:
    """A volume drawn with empty sheets for its foreign pages, and these laid on them.

    Returns a sentence for each file that could not be laid there as a whole.
    """
    from pypdf import PdfWriter

    writer, failed = PdfWriter(), list[str]()
    writer.append(str(own))
    for place in _places(made):
        bound = place.part.bound
        assert bound is not None
        if not place.part.sheets_known or not asked(partial(_lay_all, writer, place, bound.content)):
            failed.append(f"“{bound.name}”读不出来，没有装订，请另附纸质材料")
    writer.write(str(out))
    writer.close()
    return tuple(failed)


def _lay_all(writer: Any, place: _Place, content: bytes) -> bool:
    for number, page in enumerate(pages(content)):
        sheet = writer.pages[place.first + number]
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        lay(sheet, page, (EDGE, FOOT, width - 2 * EDGE, height - HEAD - FOOT))
    return True


def _places(made: SetDocument) -> Iterator[_Place]:
    first = 1 + len(made.contents)  # behind the cover and the contents
    for part in made.parts:
        if part.bound is not None:
            yield _Place(first, part)
        first += len(part.pages)
