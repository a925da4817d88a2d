"""Ledgers bound together (台账汇编): a cover, the contents, then every ledger on its own paper, numbered through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.columns.column import Column
from app.documents.fonts import Faces, bundled
from app.documents.pdf.covers import Cover, contents_strips, cover_strips
from app.documents.pdf.ledgers import FOOT, MANY, PAGES, Ledger, ledger_strips, ledger_texts
from app.documents.pdf.paper import Page, Strip, draw_strips, paginate, pdf, strings_in
from app.documents.pdf.pen import Pen, Type
from app.services.offices import OfficeInfo
from app.values.money import MoneyUnit

FRONT = PAGES["A4"]
FILLER = "填表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　填报日期："
NOTHING = "没有记录"


@dataclass(frozen=True)
class LedgerPart:
    """One ledger of the book, as `draw_ledger` takes it; ``rows`` have attributes or keys by `Column.field`."""

    title: str
    unit_line: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    totals: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class LedgerBook:
    """The whole volume; ``period`` and ``date`` are written out."""

    title: str
    office: OfficeInfo
    period: str
    date: str
    parts: tuple[LedgerPart, ...]


@dataclass(frozen=True)
class _Bound:
    """One ledger fitted to its paper."""

    part: LedgerPart
    page: Page
    pages: Sequence[Sequence[Strip]]


def draw_ledger_book(path: Path, book: LedgerBook, faces: Faces | None = None, *, made: datetime | None = None) -> None:
    """Write the volume to a PDF at ``path``, whole or not at all; a ledger without rows stands in the contents only.

    Refused for characters that cannot be printed.
    """
    faces = faces or bundled()
    ledgers = [(part, ledger_of(part)) for part in book.parts if part.rows]
    faces.require(strings_in([book.title, book.office.name, book.period, *(ledger for _, ledger in ledgers)]))
    kind = Type(faces)
    bound = [_bound(kind, part, ledger) for part, ledger in ledgers]
    with pdf(path, FRONT, faces, book.title, author=book.office.government, made=made) as pen:
        _draw_front(pen, kind, book, bound)
        number, last = 1, 1 + sum(len(each.pages) for each in bound)
        for each in bound:
            own = Pen(pen.canvas, faces, each.page.height)
            _mark(own, each.part.title, number)
            for strips in each.pages:
                number += 1
                pen.canvas.setPageSize((each.page.width, each.page.height))
                draw_strips(own, strips, each.page)
                _draw_foot(own, each.page, number, last)
                pen.canvas.showPage()


def ledger_of(part: LedgerPart) -> Ledger:
    """A part as texts."""
    return ledger_texts(
        part.title,
        part.unit_line,
        part.columns,
        part.rows,
        money_unit=MoneyUnit.WAN,
        totals=part.totals,
        filler=FILLER,
    )


def page_of(part: LedgerPart) -> Page:
    """A3 for many columns, else A4; both lie on their side."""
    return PAGES["A3" if len(part.columns) > MANY else "A4"]


def title_of(part: LedgerPart) -> str:
    """A ledger in the contents: its title and how many records it has."""
    return f"{part.title}（{len(part.rows)}条）"


def contents_of(book: LedgerBook, first_pages: Mapping[str, int]) -> list[tuple[str, str]]:
    """The contents: each ledger and its page."""
    return [
        (title_of(part), str(first_pages[part.title])) if part.rows else (part.title, NOTHING) for part in book.parts
    ]


def _bound(kind: Type, part: LedgerPart, ledger: Ledger) -> _Bound:
    page = page_of(part)
    return _Bound(part, page, paginate(ledger_strips(kind, ledger, page), page.inner_height))


def _draw_front(pen: Pen, kind: Type, book: LedgerBook, bound: Sequence[_Bound]) -> None:
    cover = Cover(book.title, book.period, book.office.government, book.date)
    draw_strips(pen, cover_strips(kind, cover, FRONT), FRONT)
    pen.canvas.showPage()
    firsts, page = {}, 2
    for each in bound:
        firsts[each.part.title] = page
        page += len(each.pages)
    draw_strips(pen, contents_strips(kind, contents_of(book, firsts), FRONT), FRONT)
    _draw_foot(pen, FRONT, 1, page - 1)
    pen.canvas.showPage()


def _draw_foot(pen: Pen, page: Page, number: int, last: int) -> None:
    text = f"第{number}页　共{last}页"
    pen.centred(page.left, page.inner_width, page.height - page.bottom / 2, text, FOOT)


def _mark(pen: Pen, title: str, number: int) -> None:
    """A bookmark, by which a reader on screen jumps to the ledger."""
    key = f"part-{number}"
    pen.canvas.bookmarkPage(key)
    pen.canvas.addOutlineEntry(title, key)
