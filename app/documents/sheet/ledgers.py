"""Writes a ledger to an .xlsx workbook that prints as offices expect and reads back without a difference."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.columns.column import Column, Kind
from app.documents.sheet import looks
from app.documents.sheet.values import Shown, cell_value, number_format, printable
from app.paths import whole_file
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_INDEX = "序号"
_SUM = "合计"
_HEADER_TOP = 3


def write_sheet(
    path: Path,
    title: str,
    unit_line: str,
    columns: Sequence[Column],
    rows: Sequence[object],
    money_unit: MoneyUnit = MoneyUnit.WAN,
    totals: Mapping[str, object] | None = None,
    filler: str = "",
) -> None:
    """Writes ``rows`` (attributes or keys by ``Column.field``) under ``columns``, numbered, to ``path``.

    ``unit_line`` stands left above the table, the unit of money right of it; a tab in it parts both by hand.
    ``totals`` (values by field) is the last row, ``filler`` the line under it. Money is written in ``money_unit`` as
    exact numbers, dates to the day as dates and less exact ones as the text they are known by, codes as text.
    Refused where the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = _sheet_name(title)
    looks.add_looks(book)
    looks.set_widths(sheet, list(columns))
    table = _Table(sheet, columns, money_unit)
    table.write_titles(title, unit_line)
    for number, row in enumerate(rows, 1):
        table.write_row(number, row)
    if totals is not None:
        table.write_totals(totals)
    table.write_filler(filler)
    looks.set_page(sheet, len(columns) + 1, _HEADER_TOP, table.header_bottom, table.header_bottom + len(rows))
    with whole_file(path) as part:
        book.save(part)


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in r"[]:*?/\'")[:31].strip() or "台账"


def value_of(row: object, name: str) -> Any:
    """A row's value by field, whether the row is a record or a mapping."""
    return row.get(name) if isinstance(row, Mapping) else getattr(row, name)


class _Table:
    """One table on a sheet, written from above."""

    def __init__(self, sheet: "Worksheet", columns: Sequence[Column], money_unit: MoneyUnit) -> None:
        self._sheet = sheet
        self._columns = columns
        self._unit = money_unit
        self._width = len(columns) + 1
        self.header_bottom = _HEADER_TOP + (1 if any(column.group for column in columns) else 0)
        self._next = self.header_bottom + 1

    def write_titles(self, title: str, unit_line: str) -> None:
        """Title, unit line and header."""
        self._merged(1, 1, 1, self._width, title, looks.TITLE)
        left, _, right = unit_line.partition("\t")
        middle = max(2, self._width * 2 // 3)
        self._merged(2, 1, 2, middle, left, looks.LEFT)
        self._merged(2, middle + 1, 2, self._width, right or self._unit_words(unit_line), looks.RIGHT)
        self._merged(_HEADER_TOP, 1, self.header_bottom, 1, _INDEX, looks.HEADER)
        for number, column in enumerate(self._columns, 2):
            self._write_heading(number, column)

    def _unit_words(self, unit_line: str) -> str:
        has_money = any(column.kind is Kind.MONEY for column in self._columns)
        return f"单位：{self._unit}" if has_money and f"单位：{self._unit}" not in unit_line else ""

    def _write_heading(self, number: int, column: Column) -> None:
        title = self._heading(column)
        if not column.group:
            self._merged(_HEADER_TOP, number, self.header_bottom, number, title, looks.HEADER)
            return
        self._text(self.header_bottom, number, title, looks.HEADER)
        before = self._columns[number - 3].group if number > 2 else ""
        if column.group != before:
            last = number
            while last - 1 < len(self._columns) and self._columns[last - 1].group == column.group:
                last += 1
            self._merged(_HEADER_TOP, number, _HEADER_TOP, last, column.group, looks.HEADER)

    @staticmethod
    def _heading(column: Column) -> str:
        said = column.title + column.group
        return f"{column.title}（万美元）" if column.kind is Kind.DOLLARS and "美元" not in said else column.title

    def write_row(self, number: int, row: object) -> None:
        """One numbered record."""
        self._write(1, number, "0", looks.look_of(Kind.FLAG))
        for place, column in enumerate(self._columns, 2):
            shown = cell_value(column, value_of(row, column.field), self._unit)
            self._write(place, shown, number_format(column.kind, shown), looks.look_of(column.kind))
        self._next += 1

    def write_totals(self, totals: Mapping[str, object]) -> None:
        """The 合计 row."""
        self._text(self._next, 1, _SUM, looks.TOTAL)
        for place, column in enumerate(self._columns, 2):
            shown = cell_value(column, totals.get(column.field), self._unit)
            self._write(place, shown, number_format(column.kind, shown), looks.TOTAL)
        self._next += 1

    def write_filler(self, filler: str) -> None:
        """The line that is signed."""
        if filler:
            self._merged(self._next, 1, self._next, self._width, filler, looks.LEFT)

    def _write(self, place: int, shown: Shown, shown_as: str, look: str) -> None:
        cell = self._cell(self._next, place, look)
        cell.number_format = shown_as
        if isinstance(shown, str):
            self._set_text(cell, shown)
        else:
            cell.value = shown

    def _text(self, row: int, place: int, text: str, look: str) -> None:
        self._set_text(self._cell(row, place, look), printable(text))

    @staticmethod
    def _set_text(cell: "Cell", text: str) -> None:
        if not text:
            return
        cell.value = text
        cell.data_type = "s"  # or text that begins with = would be a formula
        if text[0] in "=+-@\t\r":
            cell.quotePrefix = True  # nor may it become one when someone edits the cell

    def _cell(self, row: int, place: int, look: str) -> "Cell":
        cell: Any = self._sheet.cell(row, place)
        cell.style = look
        return cell  # type: ignore[no-any-return]

    def _merged(self, top: int, first: int, bottom: int, last: int, text: str, look: str) -> None:
        for row in range(top, bottom + 1):
            for place in range(first, last + 1):
                self._cell(row, place, look)
        self._text(top, first, text, look)
        if (top, first) != (bottom, last):
            self._sheet.merge_cells(start_row=top, start_column=first, end_row=bottom, end_column=last)
