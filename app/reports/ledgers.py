"""A ledger as a document: title, what stands above it, its numbered rows with their sums, who signs below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.columns.cells import NUMBERS, cell_text, heading_unit
from app.columns.column import Column, Kind
from app.reports import blocks
from app.reports.blocks import Align, Document, Layout, Paper, Part, Table, TableColumn
from app.values.money import MoneyUnit

FILLER = "填表人：　　　　　　审核人：　　　　　　单位负责人：　　　　　　联系电话：　　　　　　填报日期："
SUM = "合计"
FORMATS = (".pdf", ".xlsx")
_FIXED = NUMBERS | {Kind.DATE, Kind.CODE, Kind.FLAG}
_CENTRED = {Kind.DATE, Kind.CODE, Kind.FLAG}


@dataclass(frozen=True)
class LedgerView:
    """A ledger ready to be composed: its title, columns, rows (attributes or keys by `Column.field`) and sums."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    totals: Mapping[str, Any] | None = None


def document(
    view: LedgerView,
    unit_line: str,
    *,
    money_unit: MoneyUnit = MoneyUnit.WAN,
    filler: str = FILLER,
    paper: Paper | None = None,
    workbook: Document | None = None,
) -> Document:
    """A ledger by itself; ``workbook`` is what goes into a workbook instead."""
    made = part(view, unit_line, money_unit=money_unit, filler=filler, paper=paper)
    author = unit_line.partition("：")[2].partition("\t")[0]
    return Document(view.title, (made,), author, formats=FORMATS, workbook=workbook)


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
) -> Part:
    """A ledger on pages of its own.

    ``unit_line`` stands left above the table, the unit of money right of it; a tab in it parts both by hand.
    The totals (values by field) are the last row. ``paper`` is A3 for more than twelve columns, else A4.
    """
    left, _, right = unit_line.partition("\t")
    if not right and any(column.kind is Kind.MONEY for column in view.columns):
        right = f"单位：{money_unit}"
    signed = (blocks.Note(filler),) if filler else ()
    above = (blocks.Title(view.title), blocks.Sides(left, right))
    return Part((*above, table(view, money_unit), *signed), Layout.LEDGER, paper=paper)


def table(view: LedgerView, money_unit: MoneyUnit) -> Table:
    """What is to be printed as texts, headings and sums included, with the values behind them."""
    columns = view.columns
    values = [tuple(_value(row, column.field) for column in columns) for row in view.rows]
    texts = [
        (str(number), *(_text(c, value, money_unit) for c, value in zip(columns, row, strict=True)))
        for number, row in enumerate(values, start=1)
    ]
    if view.totals is not None:
        sums = [cell_text(c, view.totals[c.field], money_unit) if c.field in view.totals else "" for c in columns]
        texts.append((SUM, *sums))
        values.append(tuple(view.totals.get(column.field) for column in columns))
    return Table(
        (TableColumn("序号", "centre", wraps=False), *(_head(column) for column in columns)),
        texts,
        {len(view.rows)} if view.totals is not None else set[int](),
        fixed=_fixed(columns),
        values=values,
        money_unit=money_unit,
    )


def _text(column: Column, value: Any, money_unit: MoneyUnit) -> str:
    """A cell's words; what stands for a number that there is none of is said as it is."""
    return value if isinstance(value, str) else cell_text(column, value, money_unit)


def _value(row: object, name: str) -> Any:
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name)


def _head(column: Column) -> TableColumn:
    """The column's head; money has its unit above the table, other units stand in the heading."""
    unit = "" if column.kind is Kind.MONEY else heading_unit(column)
    title = column.title if not unit or unit in column.title else f"{column.title}（{unit}）"
    align: Align | None = "right" if column.kind in NUMBERS else "centre" if column.kind in _CENTRED else None
    least = 10 if column.kind is Kind.LONG else 5
    return TableColumn(title, align, column.group, wraps=column.kind not in _FIXED, least=least, column=column)


def _fixed(columns: Sequence[Column]) -> int:
    """How many columns name a row, with its number: up to the first text."""
    first = next((place for place, column in enumerate(columns) if column.kind is Kind.TEXT), 0)
    return min(first, 2) + 2
