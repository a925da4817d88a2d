"""Results of an assessment: the group's ranking, and a sheet for each unit, on paper or in a workbook."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.columns.column import Kind
from app.columns.scores import WORKINGS, result_columns
from app.database.engine import Database
from app.errors import Refused
from app.indicators.scoring.words import number
from app.jobs.schemes import key_of
from app.services import offices, schemes
from app.services.schemes.outcome import ItemScore, SchemeResult, ScoreRow
from app.services.schemes.rows import millionths
from app.values.dates import PartialDate
from app.values.figures import UNDEFINED, rounded

_MANY = 6  # items; with more of them the figures beside the scores would make the table too wide
_NAMED = 2  # items named in a remark; the sheets of the units name them all
_SIGNED = "制表人：　　　　　　　　　审核人：　　　　　　　　　单位负责人：　　　　　　　　　制表日期："


def print_results(database: Database, year: int, month: int, out: Path, title: str | None = None) -> int:
    """Writes the ranking of a scheme's group to ``out`` (.pdf or .xlsx); returns the number of units.

    ``title`` names the scheme where the year has several. Refused where nothing can be computed.
    """
    _must_end_with(out, ".pdf", ".xlsx")
    found, office = _computed(database, year, month, title)
    heading, line = f"{_heading(found, office)}考核得分排名表", _line(found)
    if out.suffix.lower() == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        columns = result_columns(_heads(found), Kind.QUANTITY)
        write_sheet(out, heading, line, columns, [_row(row, _number) for row in found.rows], filler=_SIGNED)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.ledgers import draw_ledger

        columns = result_columns(_heads(found), Kind.CODE)
        rows = [_row(row, _text) for row in found.rows]
        draw_ledger(out, heading, line, columns, rows, filler=_SIGNED, paper="A4", faces=installed())
    return len(found.rows)


def print_unit_sheets(
    database: Database, year: int, month: int, out: Path, title: str | None = None, unit: str | None = None
) -> int:
    """Writes each unit's sheet (or one unit's), every item with its working, to ``out`` (.pdf or .xlsx).

    Returns how many units it holds.
    """
    _must_end_with(out, ".pdf", ".xlsx")
    found, office = _computed(database, year, month, title)
    rows = [row for row in found.rows if unit is None or row.unit == unit]
    if not rows:
        raise Refused(f"“{unit}”不在“{found.title}”的考核组里。", field="unit")
    heading = f"{_heading(found, office)}考核计分表"
    if out.suffix.lower() == ".xlsx":
        from app.documents.sheet.ledgers import write_sheet

        workings = [line for row in rows for line in _workings(row)]
        write_sheet(out, heading, _line(found), WORKINGS, workings)
    else:
        from app.documents.fonts import installed
        from app.documents.pdf.schemes import UnitSheet, draw_unit_sheets

        ranked = sum(row.rank is not None for row in found.rows)
        sheets = [
            UnitSheet(
                unit=row.unit,
                group=found.group,
                items=tuple((i.title, _points(i.points), i.working, _text(i.score)) for i in row.items),
                full=_points(sum((item.points for item in row.items), Fraction(0))),
                total=_text(_total(row)),
                place=_place(row, ranked),
                notes=_notes(row),
            )
            for row in rows
        ]
        draw_unit_sheets(out, heading, sheets, author=office, faces=installed())
    return len(rows)


def _must_end_with(out: Path, *endings: str) -> None:
    if out.suffix.lower() not in endings:
        raise Refused(f"文件的名字应以 {' 或 '.join(endings)} 结尾。", field="out")


def _computed(database: Database, year: int, month: int, title: str | None) -> tuple[SchemeResult, str]:
    with database.read() as session:
        found = schemes.result(session, key_of(session, year, title), month)
        office = offices.current(session)
    if found.problem:
        raise Refused(found.problem)
    return found, office.name if office else ""


def _heading(found: SchemeResult, office: str) -> str:
    months = f"1—{found.month}月" if found.month > 1 else "1月"
    return f"{office}{found.year}年{months}招商引资"


def _line(found: SchemeResult) -> str:
    group = f"　　考核组别：{found.group}" if found.group else ""
    return f"考核办法：{found.title}{group}\t截至{PartialDate(f'{found.year}-{found.month:02d}').text()}"


def _heads(found: SchemeResult) -> tuple[tuple[str, str, str], ...]:
    shows_figures = len(found.heads) <= _MANY
    return tuple((head.title, _points(head.points), head.figure if shows_figures else "") for head in found.heads)


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


def _place(row: ScoreRow, ranked: int) -> str:
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
    return (*(f"{veto}。" for veto in row.vetoes), *([gaps] if gaps else []))


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
