"""The sixth stage of reading: a block's rows put together as the records of a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.documents.ledgers.cells import CellReader
from app.documents.ledgers.choices import NO_CHOICES, Choices
from app.documents.ledgers.columns import Layout, notes_on
from app.documents.ledgers.fields import SHAPES, Sort
from app.documents.ledgers.lines import RowKind, RowLine, lines_of
from app.documents.ledgers.parts import GROUP_HEADING, Cell, Ledger, LedgerRow, Note
from app.documents.ledgers.titles import as_of, unit_of_sheet
from app.values.words import clean

_PREPARED = frozenset(("", "0.00", "0%", "0.0%", "0.00%", "否", "-", "—"))
_STRUCK = "这一行画了删除线，看作已经作废，没有读入；要读入请去掉删除线。"

_WIDER = "这一行比表头多出一格，像是一格里的逗号把它分成了两格，没有读入；请另存为.xlsx再导入。"


@dataclass
class _Gathered:
    """The records of a layout, gathered row by row."""

    layout: Layout
    cells: CellReader
    rows: list[LedgerRow] = field(default_factory=list)
    totals: list[LedgerRow] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)  # fields that some row took from the one above
    above: dict[str, Cell] = field(default_factory=dict)
    groups: Mapping[str, str] | None = None
    unit: str = ""  # of all rows, where the sheet or its title names it and no column does

    def add(self, line: RowLine) -> None:
        """Puts one row where it belongs."""
        if line.kind is RowKind.TOTAL:
            reader = CellReader(self.layout)  # what it notices in a sum is nobody's concern
            sums = self._exploded(line.row, reader.read(line.row), reader)
            self.totals += [LedgerRow(line.row + 1, record) for record in sums]
        elif line.kind is RowKind.CONTINUED:
            self._continue(line.row)
        else:
            self._record(line)

    def _record(self, line: RowLine) -> None:
        cells = self.cells.read(line.row)
        if self.cells.struck(line.row):
            self.cells.notes = [note for note in self.cells.notes if note.row != line.row + 1]
            self.rows.append(LedgerRow(line.row + 1, cells, (), _STRUCK))
            return
        if self._is_wider_than_header(line.row):
            self.rows.append(LedgerRow(line.row + 1, cells, (), _WIDER))
            return
        remarks = self.cells.remarks(line.row)
        if not self._says_something(cells) and not any(cell.text not in {"0", *_PREPARED} for cell in remarks):
            return
        if line.groups is not self.groups:
            self.above, self.groups = {}, line.groups
        for name in self.cells.filled_down:
            is_new = name in SHAPES[self.layout.kind].by_number and line.is_numbered
            if name in cells and not cells[name].text and name in self.above and not is_new:
                cells[name] = self.above[name]
                self.filled |= {name} if cells[name].text else set()
        self.above = {name: cells[name] for name in self.cells.filled_down if name in cells}
        records = self._exploded(line.row, self._with_groups(cells, line.groups), self.cells)
        self.rows += [LedgerRow(line.row + 1, record, remarks) for record in records]

    def _is_wider_than_header(self, row: int) -> bool:
        """Whether a row of a text table has more cells than its header: one was parted within, as 5,000 is."""
        grid, paths = self.layout.block.grid, self.layout.block.header.paths
        last = max((column for column, path in enumerate(paths) if path), default=-1)
        return grid.sheet.is_text and any(column > last for column, _value in grid.own_cells(row))

    def _continue(self, row: int) -> None:
        record = SHAPES[self.layout.kind].record
        column = self.layout.matching.columns[record]
        if self.layout.sorts[record] is not Sort.TEXT:
            words = clean(self.layout.block.grid.filled(row, column))
            self.cells.note(row, column, words, "与上一行合并，这一行没有单独读入。")
        elif self.rows and self.layout.block.grid.own_cells(row):
            last = self.rows.pop()
            self.rows.append(LedgerRow(last.number, self.cells.continued(last.cells, row), last.extras, last.doubt))

    def _says_something(self, cells: dict[str, Cell]) -> bool:
        """A row prepared for later (zeros of formulas, 否 of a drop-down list, its merged unit) is no record."""
        filled_down = SHAPES[self.layout.kind].filled_down
        given = any(
            cell.value != 0 and cell.text not in _PREPARED and name not in filled_down for name, cell in cells.items()
        )
        return given or (self.layout.wide is not None and any(cell.text for cell in cells.values()))

    def _with_groups(self, cells: dict[str, Cell], groups: Mapping[str, str]) -> dict[str, Cell]:
        for name, words in groups.items():
            if name in self.layout.sorts and not (name in cells and cells[name].text):
                cells[name] = Cell(cells[name].column if name in cells else GROUP_HEADING, words)
        if self.unit and "unit" in self.layout.sorts and "unit" not in cells:
            cells["unit"] = Cell("表名", self.unit)
        span = self.layout.block.span
        if "year" in self.layout.sorts and "indicator" in self.layout.sorts:
            for name, value in (("year", span.year), ("month", span.month)):
                if value and name in self.layout.sorts and name not in self.layout.matching.columns:
                    cells[name] = Cell("标题", value)
        return cells

    def _exploded(self, row: int, cells: dict[str, Cell], reader: CellReader) -> list[dict[str, Cell]]:
        return [cells] if self.layout.wide is None else self.layout.wide.records(row, cells, reader.amount)


def ledger_of(layout: Layout, choices: Choices = NO_CHOICES) -> Ledger:
    """The records, the sums and the notes of one block."""
    block = layout.block
    is_named = "unit" in layout.matching.columns or layout.wide is not None
    unit = "" if is_named else unit_of_sheet(block.titles, block.grid.sheet.name)
    gathered = _Gathered(layout, CellReader(layout, choices.scaled), unit=unit)
    lines, notes = lines_of(layout)
    for line in lines:
        gathered.add(line)
    return Ledger(
        kind=layout.kind,
        sheet=block.grid.sheet.name,
        header_row=block.header.top + 1,
        money_unit=layout.money_unit,
        columns={name: layout.title(column) for name, column in layout.matching.columns.items()},
        layout=layout.columns(),
        rows=tuple(gathered.rows),
        totals=tuple(gathered.totals),
        notes=(*notes_on(layout), *notes, *gathered.cells.notes, *_summary(gathered)),
        span=as_of(block.span, *choices.as_of) if choices.as_of else block.span,
        money_columns=frozenset(layout.money_units),
        unit=unit if "unit" in layout.sorts else "",
        titles=(*block.titles, block.grid.sheet.name),
    )


def _summary(gathered: _Gathered) -> list[Note]:
    """What was done all down a column, said once."""
    columns = gathered.layout.matching.columns
    said = (
        (gathered.filled, "空着的格按上一行的内容填写。"),
        (gathered.cells.dittos, "写着“同上”的格按上一行的内容填写。"),
    )
    return [
        Note(None, "、".join(gathered.layout.title(columns[name]) for name in columns if name in names), "", reason)
        for names, reason in said
        if names
    ]
