"""A document as a workbook: each of its tables on a sheet that prints as offices expect and reads back as it was."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.columns.column import Column, Kind
from app.documents.layout.pages import Page, page_of
from app.documents.packing import packed_workbook
from app.documents.sheet import styles
from app.documents.sheet.finishing import finished
from app.documents.sheet.values import Shown, cell_value, number_format, printable
from app.paths import whole_file
from app.reports import blocks
from app.reports.blocks import Document, Layout, Part, Table, TableColumn

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_BOLD = 1.15  # as much wider are the digits of a sum, in whatever face the machine has
_HEADER_TOP = 3


def write_workbook(path: Path, document: Document) -> None:
    """Writes the parts of ``document`` that are ledgers, each on a sheet of its own; whole or not at all.

    Money is written in the table's unit as exact numbers, dates to the day as dates and less exact ones as the text
    they are known by, codes as text.
    """
    from openpyxl import Workbook

    book = Workbook()
    styles.add_styles(book)
    properties = book.properties
    properties.title, properties.creator, properties.lastModifiedBy = document.title, document.author, document.author
    if document.made:
        properties.created = properties.modified = document.made
    writers = []
    for number, part in enumerate(document.parts):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        writers.append(_SheetWriter(sheet, part))
        writers[-1].write()
    with whole_file(path) as file:
        file.write_bytes(finished(packed_workbook(book), [(writer.sums, writer.last_cell) for writer in writers]))


def _sheet_name(title: str) -> str:
    return "".join(char for char in title if char not in r"[]:*?/\'")[:31].strip() or "台账"


class _SheetWriter:
    """One part on a sheet, written from above: title, what stands above the table, the table, who signs."""

    def __init__(self, sheet: "Worksheet", part: Part) -> None:
        self._sheet = sheet
        self._title = next(block.text for block in part.blocks if isinstance(block, blocks.Title))
        self._above = next(block for block in part.blocks if isinstance(block, blocks.Sides))
        self._table = next(block for block in part.blocks if isinstance(block, Table))
        self._notes = [block.text for block in part.blocks if isinstance(block, blocks.Note)]
        self._width = len(self._table.columns)
        self._header_bottom = _HEADER_TOP + (1 if any(column.group for column in self._table.columns) else 0)
        self._next = self._header_bottom + 1
        self._paper = part.paper
        self.sums: dict[str, str] = {}
        self._sum_rows: list[int] = []
        self._dead = set[int]()  # columns that have a sum which is a mere number

    @property
    def last_cell(self) -> str:
        """The name of the last cell at the right and below."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self._width)}{self._next}"

    def write(self) -> None:
        """Everything."""
        table = self._table
        self._sheet.title = _sheet_name(self._title)
        styles.set_widths(self._sheet, [column.column for column in table.columns if column.column])
        self._widen()
        page = page_of(Layout.LEDGER, self._width - 1, self._paper)
        self._press(page)
        groups, fixed = [column.group for column in table.columns], min(max(table.fixed, 2), self._width - 1)
        ends = styles.page_ends(self._widths(), page, fixed, groups)
        across = ends[0]
        self._write_titles(across)
        self._write_heads()
        for number, texts in enumerate(table.rows):
            self._write_row(number, texts)
        for note in self._notes:
            self._merged(self._next, 1, self._next, across, note, styles.LEFT)
            self._next += 1
        records = [number for number in range(len(table.rows)) if number not in table.bold]
        last = self._header_bottom + (records[-1] + 1 if records else 0)
        styles.set_page(self._sheet, self._width, _HEADER_TOP, self._header_bottom, last)
        self._sheet.row_dimensions[self._header_bottom].height = 32
        styles.set_paper(self._sheet, page, fixed, ends)

    def _widen(self) -> None:
        """Columns of numbers are as wide as their longest, as it shows here: one that has no room shows as ####."""
        table = self._table
        longest = [0.0] * self._width
        for number, texts in enumerate(table.rows):
            wider = _BOLD if number in table.bold else 1.0
            for place, ((shown, _), text) in enumerate(zip(self._cells(number, texts), texts, strict=True)):
                exact = "" if isinstance(shown, str | date) else str(shown)  # paper rounds, a workbook does not
                longest[place] = max(longest[place], wider * max(styles.units(text), styles.units(exact)))
        for place, column in enumerate(table.columns):
            if place and column.column is not None and not column.wraps and not column.breaks:
                self._at_least(place + 1, longest[place] + 2)

    def _press(self, page: Page) -> None:
        """Columns of words give way where that keeps the sheet on one page across."""
        words = [place for place, column in enumerate(self._table.columns) if place and column.wraps]
        for place, width in styles.pressed(self._widths(), words, page).items():
            styles.set_width(self._sheet, place + 1, width)

    def _at_least(self, place: int, width: float) -> None:
        if width > self._widths()[place - 1]:
            styles.set_width(self._sheet, place, min(width, styles.WIDEST))

    def _widths(self) -> list[float]:
        from openpyxl.utils import get_column_letter

        return [self._sheet.column_dimensions[get_column_letter(place)].width for place in range(1, self._width + 1)]

    def _write_titles(self, across: int) -> None:
        """Title and what stands under it, over the columns of the first page: printed, all of it stands there."""
        self._merged(1, 1, 1, across, self._title, styles.TITLE)
        middle = min(max(2, across * 2 // 3), across - 1)
        self._merged(2, 1, 2, middle, self._above.left, styles.LEFT)
        self._merged(2, middle + 1, 2, across, self._above.right, styles.RIGHT)

    def _write_heads(self) -> None:
        """One row of headings; two where some columns share one, the others standing across both."""
        columns = self._table.columns
        for group, members in groupby(range(self._width), key=lambda place: columns[place].group or place):
            places = list(members)
            if isinstance(group, str):
                self._merged(_HEADER_TOP, places[0] + 1, _HEADER_TOP, places[-1] + 1, group, styles.HEADER)
                for place in places:
                    self._text(self._header_bottom, place + 1, _heading(columns[place]), styles.HEADER)
            else:
                title = _heading(columns[group])
                self._merged(_HEADER_TOP, group + 1, self._header_bottom, group + 1, title, styles.HEADER)

    def _write_row(self, number: int, texts: Sequence[str]) -> None:
        """One numbered record, or the sums; as high as its wrapping texts ask."""
        is_sum, wrapping = number in self._table.bold, list[tuple[str, float]]()
        for place, (shown, kind) in enumerate(self._cells(number, texts), start=1):
            style = (styles.SUM if place == 1 else styles.TOTAL) if is_sum else styles.style_of(kind)
            if is_sum and place > 1 and (rows := self._added_up(place, shown)):
                self._write_sum(place, shown, number_format(kind, shown), rows)
            else:
                self._write(place, shown, number_format(kind, shown), style)
                if is_sum and not isinstance(shown, str | date):
                    self._dead.add(place)
            if isinstance(shown, str) and place > 1:
                wrapping.append((shown, self._shown_widths[place - 1]))
        self._sheet.row_dimensions[self._next].height = styles.height_of(wrapping)
        if is_sum:
            self._sum_rows.append(self._next)
        self._next += 1

    @cached_property
    def _shown_widths(self) -> list[float]:
        return self._widths()

    def _added_up(self, place: int, shown: Shown) -> range | None:
        """The rows whose records a sum is just that of, which a filter may hide some of; None where it is not.

        They are those since the sum before, else all. SUBTOTAL passes over others of its kind; over a sum that is a
        mere number it would count twice.
        """
        if isinstance(shown, str | date):
            return None
        begins = [self._sum_rows[-1] + 1] if self._sum_rows else []
        for begin in (*begins, self._header_bottom + 1):
            above = [
                self._sheet.cell(row, place).value for row in range(begin, self._next) if row not in self._sum_rows
            ]
            numbers = [Decimal(str(value)) for value in above if isinstance(value, int | float | Decimal)]
            is_over_dead = place in self._dead and any(row >= begin for row in self._sum_rows)
            if numbers and sum(numbers) == Decimal(str(shown)) and not is_over_dead:
                return range(begin, self._next)
        return None

    def _write_sum(self, place: int, shown: Shown, shown_as: str, rows: range) -> None:
        """A live sum of what a filter shows, with its value for those who read without computing."""
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(place)
        cell = self._cell(self._next, place, styles.TOTAL)
        cell.number_format = shown_as
        cell.value = f"=SUBTOTAL(9,{letter}{rows[0]}:{letter}{rows[-1]})"
        self.sums[f"{letter}{self._next}"] = str(shown)

    def _cells(self, number: int, texts: Sequence[str]) -> Iterator[tuple[Shown, Kind]]:
        """What each cell of a row holds: the number of the row, then the values that the texts were made of."""
        own = iter(self._table.values[number]) if self._table.values else iter(())
        for place, (text, column) in enumerate(zip(texts, self._table.columns, strict=True)):
            if column.column is not None:
                yield cell_value(column.column, next(own), self._table.money_unit), column.column.kind
            else:
                yield (int(text) if place == 0 and text.isdecimal() else text), Kind.FLAG

    def _write(self, place: int, shown: Shown, shown_as: str, style: str) -> None:
        cell = self._cell(self._next, place, style)
        cell.number_format = shown_as
        if isinstance(shown, str):
            self._set_text(cell, shown)
        else:
            cell.value = shown

    def _text(self, row: int, place: int, text: str, style: str) -> None:
        self._set_text(self._cell(row, place, style), printable(text))

    @staticmethod
    def _set_text(cell: "Cell", text: str) -> None:
        if not text:
            return
        cell.value = text
        cell.data_type = "s"  # or text that begins with = would be a formula
        if text[0] in "=+-@\t\r":
            cell.quotePrefix = True  # nor may it become one when someone edits the cell

    def _cell(self, row: int, place: int, style: str) -> "Cell":
        cell: Any = self._sheet.cell(row, place)
        cell.style = style
        return cell  # type: ignore[no-any-return]

    def _merged(self, top: int, first: int, bottom: int, last: int, text: str, style: str) -> None:
        for row in range(top, bottom + 1):
            for place in range(first, last + 1):
                self._cell(row, place, style)
        self._text(top, first, text, style)
        if (top, first) != (bottom, last):
            self._sheet.merge_cells(start_row=top, start_column=first, end_row=bottom, end_column=last)


def _heading(column: TableColumn) -> str:
    """The list's own heading; money has its unit above the table, dollars say theirs."""
    own: Column | None = column.column
    if own is None:
        return column.title
    said = own.title + own.group
    return f"{own.title}（万美元）" if own.kind is Kind.DOLLARS and "美元" not in said else own.title
