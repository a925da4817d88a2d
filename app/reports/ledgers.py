"""A ledger as a document: title, what stands above it, its numbered rows with their sums, who signs below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count as count_up
from typing import Any

from app.columns.cells import NUMBERS, cell_text, heading_unit
from app.columns.column import Column, Kind
from app.reports import blocks
from app.reports.blocks import Align, Document, Layout, Paper, Part, Table, TableColumn
from app.reports.tables import filled
from app.values.money import MoneyUnit

FILLER = "填表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　联系电话：　　　　　　填报日期："
SUM = "合计"
FORMATS = (".pdf", ".xlsx")
_FIXED = NUMBERS | {Kind.DATE, Kind.CODE, Kind.FLAG}
_WORDS = {Kind.TEXT, Kind.LONG}
_CENTRED = {Kind.DATE, Kind.CODE, Kind.FLAG}


@dataclass(frozen=True)
class Subtotal:
    """The line below rows that stand together: what they have in common, how many they are, sums by field."""

    label: str
    count: int
    sums: Mapping[str, Any]


@dataclass(frozen=True)
class LedgerView:
    """A ledger ready to be composed: its title, columns, rows (attributes or keys by `Column.field`) and sums.

    A :class:`Subtotal` may stand among the rows; it has no number. ``notes`` stand under the table, above who signs.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    totals: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()


def document(
    view: LedgerView,
    unit_line: str,
    *,
    money_unit: MoneyUnit = MoneyUnit.WAN,
    filler: str = FILLER,
    paper: Paper | None = None,
    workbook: Document | None = None,
    author: str = "",
    whole: bool = False,
) -> Document:
    """A ledger by itself, of an ``author`` where the line above it names none; ``workbook`` goes into one instead.

    On paper it has no column that nobody filled in, unless it is ``whole``; a workbook has all of them.
    """
    made = part(view, unit_line, money_unit=money_unit, filler=filler, paper=paper, whole=True)
    by_who = author or _who(unit_line)
    full = Document(view.title, (made,), by_who, formats=FORMATS, workbook=workbook)
    return full if whole else replace(full, parts=(_filled(made),), workbook=workbook or full)


def _who(unit_line: str) -> str:
    """Who hands a ledger in, where the line above it says so and not what it is about."""
    label, _, name = unit_line.partition("\t")[0].partition("：")
    return name if "单位" in label else ""


def count(made: Document) -> int:
    """How many records a ledger holds, its sums left out."""
    own = next(block for block in made.parts[0].blocks if isinstance(block, Table))
    return len(own.rows) - len(own.bold)


def part(
    view: LedgerView,
    unit_line: str,
    *,
    money_unit: MoneyUnit = MoneyUnit.WAN,
    filler: str = FILLER,
    paper: Paper | None = None,
    whole: bool = False,
) -> Part:
    """A ledger on pages of its own, without the columns that nobody filled in unless it is ``whole``.

    ``unit_line`` stands left above the table, the unit of money right of it; a tab in it parts both by hand.
    The totals (values by field) are the last row. ``paper`` is A3 for more than twelve columns, else A4.
    """
    left, _, right = unit_line.partition("\t")
    if not right and any(column.kind is Kind.MONEY for column in view.columns):
        right = f"单位：{money_unit}"
    signed = tuple(blocks.Note(text) for text in (*view.notes, *([filler] if filler else [])))
    above = (blocks.Title(view.title), blocks.Sides(left, right))
    made = Part((*above, table(view, money_unit), *signed), Layout.LEDGER, paper=paper)
    return made if whole else _filled(made)


def _filled(made: Part) -> Part:
    return replace(made, blocks=tuple(filled(each) if isinstance(each, Table) else each for each in made.blocks))


def table(view: LedgerView, money_unit: MoneyUnit) -> Table:
    """What is to be printed as texts, headings and sums included, with the values behind them."""
    columns = view.columns
    values = [_subtotal(columns, row) if isinstance(row, Subtotal) else _values(columns, row) for row in view.rows]
    bold = {place for place, row in enumerate(view.rows) if isinstance(row, Subtotal)}
    numbers = count_up(1)
    texts = [
        (
            "" if place in bold else str(next(numbers)),
            *(
                "" if place in bold and v is None else _text(c, v, money_unit)
                for c, v in zip(columns, row, strict=True)
            ),
        )
        for place, row in enumerate(values)
    ]
    naming = next((column for column in columns if column.kind is Kind.TEXT), None)
    totals = _sums(view)
    if totals:
        sums = [cell_text(c, totals[c.field], money_unit) if c.field in totals else "" for c in columns]
        texts.append((SUM, *sums))
        values.append(tuple(totals.get(column.field) for column in columns))
        bold.add(len(view.rows))
    texts = _aligned(columns, texts)
    return Table(
        (TableColumn("序号", "centre", wraps=False), *(_head(column, names=column is naming) for column in columns)),
        texts,
        bold,
        fixed=_fixed(columns),
        values=values,
        money_unit=money_unit,
    )


def _aligned(columns: Sequence[Column], texts: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The numbers of a column with the same decimals, so that they stand point under point.

    Where each row has a measure of its own they stay as they are: 5个 is not 5.00个.
    """
    if any(column.field == "measure" for column in columns):
        return list(texts)
    rows = [list(row) for row in texts]
    for place, column in enumerate(columns, start=1):
        if column.kind in {Kind.COUNT, Kind.QUANTITY}:
            numbers = [row[place].partition(".") for row in rows]
            most = max((len(decimals) for _, _, decimals in numbers), default=0)
            for row, (whole, _, decimals) in zip(rows, numbers, strict=True):
                if most and whole.removeprefix("-").isdecimal():
                    row[place] = f"{whole}.{decimals.ljust(most, '0')}"
    return [tuple(row) for row in rows]


def _sums(view: LedgerView) -> Mapping[str, Any]:
    """The sums that the ledger shows; none where there is nothing to add up, so that no empty 合计 stands there."""
    shown = {column.field for column in view.columns}
    found = {name: value for name, value in (view.totals or {}).items() if name in shown and value is not None}
    return found if view.rows else {}


def _text(column: Column, value: Any, money_unit: MoneyUnit) -> str:
    """A cell's words; what stands for a number that there is none of is said as it is."""
    return value if isinstance(value, str) else cell_text(column, value, money_unit)


def _values(columns: Sequence[Column], row: object) -> tuple[Any, ...]:
    return tuple(_value(row, column.field) for column in columns)


def _subtotal(columns: Sequence[Column], line: Subtotal) -> tuple[Any, ...]:
    """The sums in their columns; the words in the first column of words."""
    words = f"{line.label}　小计（{line.count}）"
    place = next((place for place, column in enumerate(columns) if column.kind in _WORDS), -1)
    return tuple(words if at == place else line.sums.get(column.field) for at, column in enumerate(columns))


def _value(row: object, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name)


def _head(column: Column, *, names: bool) -> TableColumn:
    """The column's head; money has its unit above the table, other units stand in the heading.

    The column that ``names`` a record is not squeezed beside those that are empty in most.
    """
    unit = "" if column.kind is Kind.MONEY else heading_unit(column)
    title = column.title if not unit or unit in column.title else f"{column.title}（{unit}）"
    align: Align | None = "right" if column.kind in NUMBERS else "centre" if column.kind in _CENTRED else None
    least = 10 if column.kind is Kind.LONG else 8 if names else 5
    return TableColumn(
        title,
        align,
        column.group,
        wraps=column.kind not in _FIXED,
        least=least,
        breaks=column.kind is Kind.CODE,
        column=column,
    )


def _fixed(columns: Sequence[Column]) -> int:
    """How many columns name a row, with its number: up to the first text."""
    first = next((place for place, column in enumerate(columns) if column.kind is Kind.TEXT), 0)
    return min(first, 2) + 2
