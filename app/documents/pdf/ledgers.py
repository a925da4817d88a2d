"""A ledger on paper: landscape, ruled, its head on every page, its sums in bold, signed for at the foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Literal

from app.columns.cells import NUMBERS, cell_text, heading_unit
from app.columns.column import Column, Kind
from app.documents.fonts import Faces, Role, bundled
from app.documents.pdf.paper import TITLE, Page, Strip, draw_strips, page_in_mm, paginate, pdf, strings_in
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.tables import Need, Table, TableColumn, TableLook, column_needs, fits, table_strips
from app.documents.pdf.titles import title_lines
from app.values.money import MoneyUnit

Paper = Literal["A3", "A4"]
PAGES: Mapping[str, Page] = {
    "A3": page_in_mm(420, 297, top=20, right=15, bottom=20, left=15),
    "A4": page_in_mm(297, 210, top=20, right=20, bottom=18, left=20),
}
MANY = 12  # columns; more of them ask for A3
LOOKS = (TableLook(10.5, 15, 3, 24), TableLook(9, 12.5, 2.5, 20))  # 五号, then 小五; nothing smaller is printed
LINE = Style(Role.BODY, 12)
FOOT = Style(Role.TABLE, 10.5)
FILLER = "填表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　联系电话：　　　　　　填报日期："
SUM = "合计"
FIXED = NUMBERS | {Kind.DATE, Kind.CODE, Kind.FLAG}


@dataclass(frozen=True)
class Ledger:
    """A ledger as texts: what `draw_ledger` was given, before it is fitted to a paper."""

    title: str
    left: str
    right: str
    table: Table
    fixed: int  # columns repeated where the others do not fit beside each other
    filler: str


def draw_ledger(
    path: Path,
    title: str,
    unit_line: str,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    money_unit: MoneyUnit = MoneyUnit.WAN,
    totals: Mapping[str, object] | None = None,
    filler: str = FILLER,
    paper: Paper | None = None,
    faces: Faces | None = None,
    made: datetime | None = None,
) -> None:
    """Print ``rows`` (attributes or keys by `Column.field`) under ``columns`` to a PDF at ``path``.

    ``unit_line`` stands left above the table, the unit of money right of it; a tab in it parts both by hand.
    ``totals`` (values by field) is the last row. ``paper`` is A3 for more than twelve columns, else A4; columns
    that do not fit in 小五 go on to further pages beside their first columns. Refused for unprintable characters.
    """
    faces = faces or bundled()
    ledger = ledger_texts(title, unit_line, columns, rows, money_unit=money_unit, totals=totals, filler=filler)
    faces.require(strings_in(ledger))
    page = PAGES[paper or ("A3" if len(columns) > MANY else "A4")]
    kind = Type(faces)
    pages = paginate(ledger_strips(kind, ledger, page), page.inner_height)
    with pdf(path, page, faces, title, author=unit_line.partition("：")[2].partition("\t")[0], made=made) as pen:
        for number, strips in enumerate(pages, start=1):
            draw_strips(pen, strips, page)
            foot = f"第{number}页　共{len(pages)}页"
            pen.centred(page.left, page.inner_width, page.height - page.bottom / 2, foot, FOOT)
            pen.canvas.showPage()


def ledger_texts(
    title: str,
    unit_line: str,
    columns: Sequence[Column],
    rows: Sequence[object],
    *,
    money_unit: MoneyUnit,
    totals: Mapping[str, object] | None,
    filler: str,
) -> Ledger:
    """What is to be printed as texts, headings and sums included."""
    texts = [
        (str(number), *(cell_text(column, _value(row, column.field), money_unit) for column in columns))
        for number, row in enumerate(rows, start=1)
    ]
    if totals is not None:
        sums = [cell_text(c, totals[c.field], money_unit) if c.field in totals else "" for c in columns]
        texts.append((SUM, *sums))
    heads = (TableColumn("序号", "centre", wraps=False), *(_head(column) for column in columns))
    bold = {len(rows)} if totals is not None else set[int]()
    left, _, right = unit_line.partition("\t")
    if not right and any(column.kind is Kind.MONEY for column in columns):
        right = f"单位：{money_unit}"
    return Ledger(title, left, right, Table(heads, texts, bold), _fixed(columns), filler)


def _value(row: object, name: str) -> object:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name)


def _head(column: Column) -> TableColumn:
    """The column's head; money has its unit above the table, other units stand in the heading."""
    unit = "" if column.kind is Kind.MONEY else heading_unit(column)
    title = column.title if not unit or unit in column.title else f"{column.title}（{unit}）"
    align: Literal["right", "centre"] | None = "right" if column.kind in NUMBERS else None
    if column.kind in {Kind.DATE, Kind.CODE, Kind.FLAG}:
        align = "centre"
    least = 10 if column.kind is Kind.LONG else 5
    return TableColumn(title, align, column.group, wraps=column.kind not in FIXED, least=least)


def _fixed(columns: Sequence[Column]) -> int:
    """How many columns name a row, with its number: up to the first text."""
    first = next((place for place, column in enumerate(columns) if column.kind is Kind.TEXT), 0)
    return min(first, 2) + 2


def ledger_strips(kind: Type, ledger: Ledger, page: Page) -> list[Strip]:
    """The strips of a ledger on a page: title, lines, table in its panels, filler."""
    width = page.inner_width
    for look in LOOKS:
        needs = column_needs(kind, ledger.table, look)
        if fits(needs, look, width):
            panels = [tuple(range(len(needs)))]
            break
    else:
        groups = [column.group for column in ledger.table.columns]
        panels = panels_across(needs, groups, ledger.fixed, look, width)
    strips: list[Strip] = []
    for places in panels:
        part = part_of(ledger.table, places)
        measured = [needs[place] for place in places]
        table = table_strips(kind, part, look, width, page.inner_height, needs=measured)
        head = [*_title(kind, ledger.title, page), _unit_line(ledger, page)]
        strips += [replace(head[0], breaks=bool(strips)), *head[1:], *table]
    return _with_filler(strips, ledger.filler) if ledger.filler else strips


def panels_across(
    needs: Sequence[Need], groups: Sequence[str], fixed: int, look: TableLook, width: float
) -> list[tuple[int, ...]]:
    """Which columns stand on each of the pages beside one another: as many as fit, the fixed ones on all.

    ``groups`` are the headings over the columns; what stands under one is parted only where no page can hold it.
    """

    def fit(places: Sequence[int]) -> bool:
        return fits([needs[each] for each in places], look, width)

    naming = tuple(range(fixed))
    parts: list[tuple[int, ...]] = [naming]
    for _, several in groupby(range(fixed, len(needs)), key=lambda place: groups[place] or place):
        run = tuple(several)
        for each in [run] if fit(naming + run) else [(place,) for place in run]:
            if len(parts[-1]) > fixed and not fit(parts[-1] + each):
                parts.append(naming)
            parts[-1] += each
    return parts


def part_of(table: Table, places: Sequence[int]) -> Table:
    """The table with some of its columns, by their places."""
    rows = [tuple(row[place] for place in places) for row in table.rows]
    return Table(tuple(table.columns[place] for place in places), rows, table.bold)


def _title(kind: Type, title: str, page: Page) -> list[Strip]:
    def line(text: str) -> Strip:
        def draw(pen: Pen, left: float, top: float) -> None:
            pen.centred(left, page.inner_width, top + ASCENT * TITLE.size, text, TITLE)

        return Strip(32, draw, keep=True)

    return [line(text) for text in title_lines(title, lambda char: kind.width(char, TITLE), page.inner_width)]


def _unit_line(ledger: Ledger, page: Page) -> Strip:
    def draw(pen: Pen, left: float, top: float) -> None:
        baseline = top + 4 + ASCENT * LINE.size
        pen.text(left, baseline, ledger.left, LINE)
        pen.right(left + page.inner_width, baseline, ledger.right, LINE)

    return Strip(24, draw, keep=True)


def _with_filler(strips: list[Strip], filler: str) -> list[Strip]:
    """The last line, for those who filled in and checked; it stays with the table's last row."""

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(left, top + 9 + ASCENT * LINE.size, filler, LINE)

    return [*strips[:-1], replace(strips[-1], keep=True), Strip(28, draw)]
