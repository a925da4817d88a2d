"""Results of an assessment: the group's ranking on its side, and a sheet for each unit with every item's working."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from app.columns.column import Column, Kind
from app.columns.scores import WORKINGS, result_columns
from app.indicators.scoring.words import number
from app.reports import blocks, ledgers, phrases
from app.reports.blocks import Block, Document, Part, Table, TableColumn
from app.reports.ledgers import LedgerView
from app.services.schemes.outcome import ItemScore, SchemeResult, ScoreRow
from app.services.schemes.rows import millionths
from app.values.dates import PartialDate
from app.values.figures import UNDEFINED, rounded

_MANY = 6  # items; with more of them the figures beside the scores would make the table too wide
_NAMED = 2  # items named in a remark; the sheets of the units name them all
_SIGNED = "制表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　制表日期："
_COLUMNS = (
    TableColumn("序号", "centre", wraps=False),
    TableColumn("考核项目", "left", least=5),
    TableColumn("分值", "centre", wraps=False),
    TableColumn("计分过程", "left", least=16, by_clause=True),
    TableColumn("得分", "centre", wraps=False),
)


def ranking(found: SchemeResult, office: str) -> Document:
    """The ranking of a scheme's group; scores are words on paper and numbers in a workbook."""
    word = "考核得分排名表" if found.is_ranked else "考核得分表"
    title, line = f"{heading(found, office)}{word}", above(found)
    heads = _heads(found)
    numbers = LedgerView(title, _columns(found, heads, Kind.QUANTITY), [_row(row, _number) for row in found.rows])
    texts = LedgerView(title, _columns(found, heads, Kind.CODE), [_row(row, _text) for row in found.rows])
    workbook = ledgers.document(numbers, line, filler=_SIGNED, author=office)
    return ledgers.document(texts, line, filler=_SIGNED, paper="A4", workbook=workbook, author=office, whole=True)


def unit_sheets(found: SchemeResult, office: str, rows: Sequence[ScoreRow]) -> Document:
    """Each unit's sheet, handed out by itself; in a workbook one table of all workings."""
    title = f"{heading(found, office)}考核计分表"
    ranked = sum(row.rank is not None for row in found.rows) if found.is_ranked else None
    workings = LedgerView(title, WORKINGS, [line for row in rows for line in _workings(row)])
    return Document(
        title,
        tuple(Part(tuple(_sheet(title, found.group, row, ranked))) for row in rows),
        office,
        numbers="centre",
        formats=ledgers.FORMATS,
        workbook=ledgers.document(workings, above(found), author=office),
    )


def _sheet(heading: str, group: str, row: ScoreRow, ranked: int | None) -> Iterator[Block]:
    items = [
        (str(place), item.title, _points(item.points), item.working, _text(item.score))
        for place, item in enumerate(row.items, start=1)
    ]
    items += [("", f"{part.title}（小计）", "", part.working, _text(part.score)) for part in row.sections]
    full = _points(sum((item.points for item in row.items), Fraction(0)))
    items.append(("", "合计", full, _place(row, ranked), _text(_total(row))))
    yield blocks.Title(heading)
    yield blocks.Blank(0.5, keep=False)
    yield blocks.Sides(f"被考核单位：{row.unit}", f"考核组别：{group}" if group else "")
    yield Table(_COLUMNS, items, {len(items) - 1}, largest=10.5)
    yield from (blocks.Note(note) for note in _notes(row))
    yield blocks.Blank(0.5, keep=False)
    yield blocks.Sides("考核单位（盖章）：", "被考核单位（签字）：　　　　　　")
    yield blocks.Sides("", "　　　　年　　月　　日", last=True)


def _columns(found: SchemeResult, heads: Sequence[tuple[str, str, str]], kind: Kind) -> tuple[Column, ...]:
    columns = result_columns(tuple(heads), kind)
    return columns if found.is_ranked else tuple(column for column in columns if column.field != "rank")


def heading(found: SchemeResult, office: str) -> str:
    """What the title of every paper of an assessment begins with: 清溪镇2026年1—10月招商引资."""
    return f"{office}{phrases.monthly(found.year, found.month)}招商引资"


def above(found: SchemeResult) -> str:
    """The line above the table: the scheme and its group left, the day right."""
    group = f"　　考核组别：{found.group}" if found.group else ""
    return f"考核办法：{found.said_title}{group}\t截至{PartialDate(f'{found.year}-{found.month:02d}').text()}"


def _heads(found: SchemeResult) -> tuple[tuple[str, str, str], ...]:
    shows_figures = len(found.heads) <= _MANY
    return tuple((head.title, _points(head.points), head.figure if shows_figures else "") for head in found.heads)


def result_line(row: ScoreRow) -> dict[str, object]:
    """A unit's total, place and remarks in words, without its items."""
    return {"unit": row.unit, "total": _text(_total(row)), "rank": row.place, "note": "；".join(_remarks(row))}


def _row(row: ScoreRow, show: Any) -> dict[str, object]:
    """A unit's line by the fields of the columns."""
    line: dict[str, object] = {"unit": row.unit, "total": show(_total(row)), "note": "；".join(_remarks(row))}
    line["rank"] = row.place
    for place, item in enumerate(row.items):
        line[f"figure{place}"] = item.shown or UNDEFINED
        line[f"score{place}"] = show(item.score)
    return line


def _total(row: ScoreRow) -> Fraction | None:
    """The total; none where nothing could be scored."""
    return row.total if row.is_scored else None


def _place(row: ScoreRow, ranked: int | None) -> str:
    if ranked is None:
        return ""
    if row.rank is None:
        return "不参加排名"
    return f"名次：{'并列' if row.tied else ''}第{row.rank}名（{ranked}个单位参加排名）"


def _remarks(row: ScoreRow) -> list[str]:
    missing = [item.title for item in row.items if item.score is None]
    named = "、".join(missing) if len(missing) <= _NAMED else f"有{len(missing)}项"
    every = "各项目" if len(missing) == len(row.items) else named
    unscored = [f"{every}无法计分"] if missing else []
    return [*row.vetoes, *unscored, *(_correction(item) for item in row.items if item.correction)]


def _correction(item: ItemScore) -> str:
    return f"{item.title}更正{'加' if item.correction > 0 else '减'}{_points(abs(item.correction))}分"


def _notes(row: ScoreRow) -> tuple[str, ...]:
    gaps = "无法计分的项目不计入合计。" if row.gaps else ""
    limit = f"{row.limit}。" if row.limit else ""
    return (*(f"{veto}。" for veto in row.vetoes), *filter(None, (gaps, limit)))


def _workings(row: ScoreRow) -> Sequence[dict[str, object]]:
    return [
        {
            "unit": row.unit,
            "item": item.title,
            "points": millionths(item.points),
            "working": item.working,
            "score": _number(item.score),
        }
        for item in row.items
    ]


def _text(value: Fraction | None) -> str:
    """A score on paper: two decimals, a dash where there is none."""
    return UNDEFINED if value is None else rounded(value, 2)


def _number(value: Fraction | None) -> int | str:
    """The same as a number of a workbook, in millionths."""
    return UNDEFINED if value is None else millionths(Fraction(rounded(value, 2)))


def _points(value: Fraction) -> str:
    """Full marks: 20, 0.5."""
    return number(value, 6)
