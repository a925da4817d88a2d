"""Bulletins, summaries, notices and indicator sheets: an official paper with its tables in annexes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from app.columns.cells import UNDEFINED, figure_text, percent, points_text
from app.indicators.doubts import Doubt
from app.reports import blocks
from app.reports.blocks import Block, Chart, Document, Part, Table, TableColumn
from app.reports.numbering import numbered, paragraphs, unnumbered_alone
from app.reports.official_page import PLAIN, OfficialPage
from app.reports.statements import Beside, statements_in
from app.reports.wording import compared_cell
from app.services.indicators import IndicatorRow
from app.services.letters.sheet import Section
from app.values.figures import rounded
from app.values.page_numbers import PageNumbers
from app.values.papers import Seal


@dataclass(frozen=True)
class RankLine:
    """One unit's place in the ranking; ``rank`` is empty for a unit outside it, ``score`` None where none is kept.

    ``ahead`` is in percentage points, None where it is undefined.
    """

    rank: str
    unit: str
    target: Fraction | None
    actual: Fraction | None
    completion: Fraction | None
    score: Fraction | None = None
    ahead: Fraction | None = None


@dataclass(frozen=True)
class BulletinSheet:
    """One bulletin in the order in which it prints: text, who issues it and when, then its tables.

    ``date`` is written out (2026年11月30日). Without ``sections`` the tables follow the opening on the same page.
    ``ranking_measure`` is the measure of the ranking's amounts, ``whole`` the township below it. ``tables`` follow the
    indicators and the ranking. ``doubts`` are never printed: they are cleared before.
    """

    title: str
    opening: str = ""
    sections: tuple[Section, ...] = ()
    issuer: str = ""
    date: str = ""
    sealed: bool = True
    number: str = ""
    addressee: str = ""
    indicators_title: str = "主要指标完成情况表"
    indicators: tuple[IndicatorRow, ...] = field(default=())
    ranking_title: str = "各单位完成情况排名表"
    ranking_measure: str = "万元"
    ranking: tuple[RankLine, ...] = field(default=())
    whole: RankLine | None = None
    note: str = ""
    tables: tuple[Table, ...] = field(default=())
    charts: tuple[Chart, ...] = field(default=())  # drawn behind the tables, as 附图
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def beside(self) -> Beside:
        """What the screen shows beside the paper."""
        return Beside(self.doubts, statements_in(self.sections))


def document(sheet: BulletinSheet, numbers: PageNumbers = "outer", page: OfficialPage = PLAIN) -> Document:
    """The paper: title, text, issuer and date, tables, note; round it what its official ``page`` bears."""
    return Document(sheet.title, (Part(tuple(_blocks(sheet, page))),), sheet.issuer, numbers=numbers)


def _blocks(sheet: BulletinSheet, page: OfficialPage) -> Iterator[Block]:
    several, has_annexes = tables(sheet), bool(sheet.sections)
    yield from _opening(sheet, page)
    yield from numbered(tuple(unnumbered_alone(sheet.sections)))
    if page.annex_note and has_annexes and several:
        yield blocks.AnnexNote(tuple(table.title for table in several))
    if (sheet.issuer or sheet.date) and page.seal is not Seal.NONE:
        yield blocks.Issuer(sheet.issuer, sheet.date, sheet.sealed if page.seal is None else page.seal is Seal.SEALED)
    notes = [blocks.Note(text) for text in paragraphs(sheet.note)]
    for number, table in enumerate(several, start=1):
        if has_annexes:
            mark = annex_mark(page.annex_word, number, len(several))
            yield from _annex(table, mark, first=number == 1)
            yield from notes if number == 1 else ()
        else:
            yield table
    if not (has_annexes and several):
        yield from notes
    yield from _figures(sheet.charts)
    if page.imprint is not None:
        yield page.imprint


def _figures(charts: tuple[Chart, ...]) -> Iterator[Block]:
    for number, chart in enumerate(charts, start=1):
        mark = blocks.AnnexMark(f"附图{number}" if len(charts) > 1 else "附图", new_page=number == 1)
        yield blocks.KeepTogether((mark, chart) if number == 1 else (blocks.Blank(0.6), mark, chart))


def annex_mark(word: str, number: int, of: int) -> str:
    """附表2; one that is alone has no number."""
    return f"{word}{number}" if of > 1 else word


def _opening(sheet: BulletinSheet, page: OfficialPage) -> Iterator[Block]:
    if page.head is not None:
        yield replace(page.head, number=sheet.number or page.head.number)
        yield blocks.Blank(2)
    yield blocks.Title(sheet.title)
    if page.head is None and (number := sheet.number or page.number):
        yield blocks.Centred(number)
    yield blocks.Blank()
    if addressee := page.addressee or sheet.addressee:
        yield blocks.Flush(addressee.rstrip("：:") + "：")
    yield from (blocks.Paragraph(text) for text in paragraphs(sheet.opening))


def _annex(table: Table, mark: str, *, first: bool) -> Iterator[Block]:
    """The first annex begins a page; another follows the one before where there is room for it."""
    own = replace(table, title="", close=True)
    several = (blocks.AnnexMark(mark, new_page=first), blocks.Title(table.title), blocks.Blank(0.5), own)
    if first:
        yield from several
    else:
        yield blocks.KeepTogether((blocks.Blank(0.75), *several))


def tables(sheet: BulletinSheet) -> list[Table]:
    """The tables that the sheet has, each with its name."""
    made = []
    if sheet.indicators:
        made.append(replace(indicator_table(sheet.indicators), title=sheet.indicators_title))
    if sheet.ranking:
        ranked = ranking_table(sheet.ranking, sheet.ranking_measure, sheet.whole)
        made.append(replace(ranked, title=sheet.ranking_title))
    return [*made, *sheet.tables]


def indicator_table(lines: tuple[IndicatorRow, ...]) -> Table:
    """The indicators against targets, and against the clock while it runs; 超（欠）序时 in percentage points."""
    timed = any(line.is_timed for line in lines)
    clock = ("序时进度", "超（欠）\n序时\n百分点") if timed else ()
    columns = (
        TableColumn("指标", "left", least=6),
        TableColumn("计量单位", "centre", wraps=False),
        *(
            TableColumn(name, "right", wraps=False)
            for name in ("年度目标", "完成数", "完成率", *clock, "上年同期", "同比")
        ),
    )
    return Table(columns, [_indicator_row(line, timed=timed) for line in lines])


def _indicator_row(line: IndicatorRow, *, timed: bool) -> tuple[str, ...]:
    return (
        line.title,
        line.measure,
        figure_text(line.target, line.measure),
        figure_text(line.actual, line.measure),
        _share(line.completion),
        *((_share(line.schedule), points_text(line.ahead)) if timed else ()),
        figure_text(line.last_year, line.measure),
        compared_cell(line),
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
        figures += [points_text(line.ahead)] * timed + [
            UNDEFINED if line.score is None else rounded(line.score, 2)
        ] * scored
        rows.append((line.rank or UNDEFINED, line.unit, *figures))
    return Table(tuple(columns), rows, (len(lines),) if whole else ())


def _share(share: Fraction | None) -> str:
    return UNDEFINED if share is None else percent(share)
