"""Monthly bulletins and indicator sheets as PDF, on the official page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from app.columns.cells import UNDEFINED, figure_text, percent, points_text
from app.documents.fonts import Faces, Role, bundled
from app.documents.pdf.letters import section_strips
from app.documents.pdf.numbering import paragraphs
from app.documents.pdf.paper import (
    BODY,
    HEADING,
    OFFICIAL,
    Strip,
    blank,
    centred,
    draw_pages,
    paginate,
    paragraph,
    pdf,
    strings_in,
    text_strip,
    title,
)
from app.documents.pdf.pen import Style, Type
from app.documents.pdf.signatures import held_to_signature, issuer_block
from app.documents.pdf.tables import Table, TableColumn, TableLook, column_needs, fits, table_strips
from app.services.indicators import IndicatorRow
from app.services.report_sheets import BulletinSheet, RankLine, SheetTable
from app.values.page_numbers import PageNumbers

LOOKS = (TableLook(12, 18, 4, 26), TableLook(10.5, 16, 3, 24), TableLook(9, 14, 2.5, 22))
ANNEX_LOOKS = (TableLook(10.5, 14, 2.5, 20), TableLook(9, 12.5, 2.5, 19))  # so that two short ones share a page
NOTE = Style(Role.BODY, 12)


def draw_bulletin(
    path: Path,
    sheet: BulletinSheet,
    faces: Faces | None = None,
    page_numbers: PageNumbers = "outer",
    *,
    made: datetime | None = None,
) -> None:
    """Write ``sheet`` to a PDF at ``path``, whole or not at all; refused for characters that cannot be printed."""
    faces = faces or bundled()
    faces.require(strings_in(sheet))
    pages = paginate(bulletin_strips(Type(faces), sheet), OFFICIAL.inner_height)
    with pdf(path, OFFICIAL, faces, sheet.title, author=sheet.issuer, made=made) as pen:
        draw_pages(pen, pages, OFFICIAL, page_numbers)


def bulletin_strips(kind: Type, sheet: BulletinSheet) -> list[Strip]:
    """The whole bulletin: title, text, issuer and date, tables, note."""
    strips = [*_opening(kind, sheet), *section_strips(kind, sheet.sections)]
    if sheet.issuer or sheet.date:
        strips = [*held_to_signature(strips), *issuer_block(kind, sheet.issuer, sheet.date)]
    for number, (name, table) in enumerate(tables(sheet), start=1):
        strips += _annex(kind, sheet, number, name, table) if sheet.sections else _inline(kind, name, table)
        if number == 1 and sheet.sections:
            strips += note_strips(kind, sheet.note)
    if not (sheet.sections and tables(sheet)):
        strips += note_strips(kind, sheet.note)
    return strips


def note_strips(kind: Type, note: str) -> list[Strip]:
    """What the figures rest on, in 小四 under the table."""
    texts = [replace(s, body=False) for text in paragraphs(note) for s in paragraph(kind, text, NOTE, indent=0)]
    return [blank(0.25), *texts] if texts else []


def mark_of(sheet: BulletinSheet, number: int) -> str:
    """How the annex of that number is marked: 附表, or 附表1 where there are several."""
    return f"附表{number}" if len(tables(sheet)) > 1 else "附表"


def _opening(kind: Type, sheet: BulletinSheet) -> Iterator[Strip]:
    yield from title(kind, sheet.title)
    if sheet.number:
        yield replace(centred(sheet.number, BODY), keep=True)
    yield replace(blank(), keep=True)
    if sheet.addressee:
        yield from paragraph(kind, sheet.addressee.rstrip("：:") + "：", indent=0)
    for text in paragraphs(sheet.opening):
        yield from paragraph(kind, text)


def _inline(kind: Type, name: str, table: Table) -> list[Strip]:
    """A table under its name, after the text."""
    return [blank(), replace(centred(name, HEADING), keep=True), *_fitted(kind, table, LOOKS)]


def _annex(kind: Type, sheet: BulletinSheet, number: int, name: str, table: Table) -> list[Strip]:
    """The first annex begins a page; another follows the one before where there is room for it."""
    mark = replace(text_strip(mark_of(sheet, number), HEADING), breaks=number == 1, keep=True, body=False)
    strips = [mark, *title(kind, name), replace(blank(0.5), keep=True), *_fitted(kind, table, ANNEX_LOOKS)]
    return strips if number == 1 else _whole([blank(0.5), *strips])


def _fitted(kind: Type, table: Table, looks: Sequence[TableLook]) -> list[Strip]:
    """The table across the page in the first of ``looks`` that breaks no number."""
    width = OFFICIAL.inner_width
    for look in looks:
        needs = column_needs(kind, table, look)
        if fits(needs, look, width):
            break
    return table_strips(kind, table, look, width, OFFICIAL.inner_height, needs=needs)


def _whole(strips: list[Strip]) -> list[Strip]:
    """``strips`` kept on one page where a page can hold them, else their head with a good part of the table."""
    kept, height = 0, 0.0
    most = sum(strip.height for strip in strips)
    room = OFFICIAL.inner_height if most <= OFFICIAL.inner_height else OFFICIAL.inner_height / 2
    for strip in strips:
        height += strip.height
        if height > room:
            break
        kept += 1
    return [*(replace(strip, keep=True) for strip in strips[: kept - 1]), *strips[kept - 1 :]]


def tables(sheet: BulletinSheet) -> list[tuple[str, Table]]:
    """The tables that the sheet has, each with its name."""
    made = []
    if sheet.indicators:
        made.append((sheet.indicators_title, indicator_table(sheet.indicators)))
    if sheet.ranking:
        made.append((sheet.ranking_title, ranking_table(sheet.ranking, sheet.ranking_measure, sheet.whole)))
    return [*made, *((table.title, printed_table(table)) for table in sheet.tables)]


def printed_table(table: SheetTable) -> Table:
    """A table of texts as the printers take it."""
    columns = (TableColumn(c.title, c.align, c.group, wraps=c.wraps, least=c.least) for c in table.columns)
    return Table(tuple(columns), table.rows, table.bold)


def indicator_table(lines: tuple[IndicatorRow, ...]) -> Table:
    """The indicators against targets and clock; 超（欠）序时 in percentage points."""
    columns = (
        TableColumn("指标", "left", least=6),
        TableColumn("计量单位", "centre", wraps=False),
        *(
            TableColumn(name, "right", wraps=False)
            for name in ("年度目标", "完成数", "完成率", "序时进度", "超（欠）\n序时\n百分点", "上年同期", "同比")
        ),
    )
    return Table(columns, [_indicator_row(line) for line in lines])


def _indicator_row(line: IndicatorRow) -> tuple[str, ...]:
    return (
        line.title,
        line.measure,
        figure_text(line.target, line.measure),
        figure_text(line.actual, line.measure),
        _share(line.completion),
        _share(line.schedule),
        points_text(line.ahead),
        figure_text(line.last_year, line.measure),
        _share(line.growth),
    )


def ranking_table(lines: tuple[RankLine, ...], measure: str, whole: RankLine | None = None) -> Table:
    """The units by rank, the whole township below; 超（欠）序时 and a score stand only where some unit has one."""
    timed = any(line.ahead is not None for line in lines)
    scored = any(line.score is not None for line in lines)
    columns = [
        TableColumn("名次", "centre", wraps=False),
        TableColumn("单位", "left", least=8),
        TableColumn(f"年度目标（{measure}）", "right", wraps=False),
        TableColumn(f"完成数（{measure}）", "right", wraps=False),
        TableColumn("完成率", "right", wraps=False),
    ]
    columns += [TableColumn("超（欠）序时\n百分点", "right", wraps=False)] if timed else []
    columns += [TableColumn("得分", "right", wraps=False)] if scored else []
    rows = []
    for line in (*lines, *([whole] if whole else ())):
        figures = [figure_text(line.target, measure), figure_text(line.actual, measure), _share(line.completion)]
        figures += [points_text(line.ahead)] * timed + [figure_text(line.score, "分")] * scored
        rows.append((line.rank or UNDEFINED, line.unit, *figures))
    return Table(tuple(columns), rows, (len(lines),) if whole else ())


def _share(share: object) -> str:
    return UNDEFINED if share is None else percent(share)
