"""Walks down a sheet under its header and takes the records, leaving out what is none."""

import re
from dataclasses import dataclass, field
from itertools import islice

from app.documents.ledgers.cells import CellReader
from app.documents.ledgers.fields import SHAPES, Sort, fields_of
from app.documents.ledgers.groups import Groups, Line, has_ordinal, is_heading, is_ordinal, line_of
from app.documents.ledgers.headers import Recognised
from app.documents.ledgers.parts import Cell, LedgerRow, Note
from app.values.kinds import LedgerKind
from app.values.words import clean

_BY_GROUP = ("stage", "industry", "unit")
_WIDE_MERGE = 3
_PREPARED = frozenset(("", "0.00", "0%", "0.0%", "0.00%", "否", "-", "—"))


@dataclass
class RowWalk:
    """The records, the sums and the notes of one recognised sheet, gathered by :meth:`walk`."""

    seen: Recognised
    rows: list[LedgerRow] = field(default_factory=list)
    totals: list[LedgerRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cells = CellReader(self.seen)
        self._grid = self.seen.grid
        self._index = self.seen.matching.index
        self._groups = Groups()
        self._labels = {column: clean(value) for column, value in self._grid.own_cells(self.seen.header.top)}
        self._above: dict[str, Cell] = {}
        self._remarks = False
        self._filled: set[str] = set()  # fields that some row took from the one above
        self._record = self.seen.matching.columns.get(SHAPES[self.seen.kind].record)
        self._is_numbered = any(self._number(row) for row in range(self.seen.header.end, self._grid.height))

    @property
    def notes(self) -> list[Note]:
        """What was noticed on the way."""
        return self.cells.notes

    def walk(self) -> "RowWalk":
        """Reads every row under the header."""
        row = self.seen.header.end
        while row < self._grid.height:
            if self._repeats_header(row):
                row += self.seen.header.end - self.seen.header.top
                continue
            self._take(row)
            row += 1
        if self._filled:
            columns = [self.seen.matching.columns[name] for name in self.cells.filled_down if name in self._filled]
            titles = "、".join(self.seen.header.title(column) for column in columns)
            self.notes.append(Note(None, titles, "", "空着的格按上一行的内容填写。"))
        return self

    def _take(self, row: int) -> None:
        own = self._grid.own_cells(row)
        if not own and not self._is_part_of_record(row):
            return
        words = [(column, value) for column, value in own if isinstance(value, str)]
        texts = [(column, clean(value)) for column, value in words[:3]]  # more than two make no difference
        first = texts[0][1] if texts else ""
        line = self._line(row, first)
        if line is Line.TOTAL:
            sums = self._records(row, CellReader(self.seen).read(row))
            self.totals += [LedgerRow(row + 1, record) for record in sums]
        elif line is Line.EXAMPLE:
            self.notes.append(Note(row + 1, None, first, "看作填写示例，没有导入。"))
        elif line is Line.REMARK:
            self._remarks = True
        elif line is Line.RECORD and not self._is_numbering_only(own) and not self._entered_group(row, own, texts):
            if self._is_breakdown(row):
                self.notes.append(Note(row + 1, None, first, "在合计的下面，没有序号，看作合计的说明，没有导入。"))
            else:
                self._take_record(row)

    def _line(self, row: int, first: str) -> Line:
        """A row numbered 1, 2, 3 … is a record whatever it is called, unless its name is just 合计."""
        line = line_of(first)
        if (
            self._number(row)
            and line is not Line.EXAMPLE
            and self._name(row)
            and line_of(self._name(row)) is not Line.TOTAL
        ):
            return Line.RECORD
        return line

    def _number(self, row: int) -> bool:
        return self._index is not None and re.fullmatch(r"\d{1,5}", clean(self._grid.own(row, self._index))) is not None

    def _is_breakdown(self, row: int) -> bool:
        """A row without a number under the sum that ends a numbered list: 其中：亿元以上 …"""
        ends = self._is_numbered and self.rows and self.totals and self.totals[-1].number > self.rows[-1].number
        return bool(ends) and self.seen.wide is None and clean(self._grid.own(row, self._index or 0)) == ""

    def _name(self, row: int) -> str:
        return self._grid.label(row, self._record) if self._record is not None else ""

    def _is_numbering_only(self, own: list[tuple[int, object]]) -> bool:
        return bool(own) and all(column == self._index for column, _value in own) and not isinstance(own[0][1], str)

    def _entered_group(self, row: int, own: list[tuple[int, object]], texts: list[tuple[int, str]]) -> bool:
        """Whether the row is a group's heading (or a line after the remarks), and no record."""
        if self._number(row) or not texts or self.seen.kind in {LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS}:
            return False
        column, text = texts[0]
        is_alone = len(own) == 1 and self._heads(row, column, text)
        is_numbered = has_ordinal(text) and len(texts) == 1  # sums of the group may stand beside it
        if self._is_numbered and column == self._index and is_ordinal(text) and len(texts) <= 2:
            self._groups.enter(f"{text.strip('、.')}、{texts[1][1] if len(texts) == 2 else ''}")
        elif is_alone or is_numbered:
            self._groups.enter(text)
        elif len(own) > 1 or not (self._remarks or self._is_stray(row, column, text)):
            return False
        self._above = {}
        return True

    def _heads(self, row: int, column: int, text: str) -> bool:
        merge = self._grid.merge(row, column)
        merged = merge is not None and merge[1][1] - merge[0][1] + 1 >= _WIDE_MERGE
        return is_heading(text, merged or column == self._index)

    def _is_stray(self, row: int, column: int, text: str) -> bool:
        """A lone text that is no record's name: a sentence under the table, a word somewhere aside."""
        is_lone = not self._is_part_of_record(row)
        return is_lone and (column not in set(self.seen.matching.columns.values()) or len(text) > 60)

    def _is_part_of_record(self, row: int) -> bool:
        return self._record is not None and self._grid.is_continued(row, self._record)

    def _take_record(self, row: int) -> None:
        if self._is_part_of_record(row):
            self._continue(row)
            return
        cells = self.cells.read(row)
        if not self._says_something(cells):
            return
        for name in self.cells.filled_down:
            is_new = name in SHAPES[self.seen.kind].by_number and self._number(row)
            if name in cells and not cells[name].text and name in self._above and not is_new:
                cells[name] = self._above[name]
                self._filled |= {name} if cells[name].text else set()
        self._above = {name: cells[name] for name in self.cells.filled_down if name in cells}
        records, extras = self._records(row, self._with_groups(cells)), self.cells.extras(row)
        self.rows += [LedgerRow(row + 1, record, extras) for record in records]

    def _continue(self, row: int) -> None:
        column = self._record or 0
        sort = next(one.sort for one in fields_of(self.seen.kind) if one.name == SHAPES[self.seen.kind].record)
        if sort is not Sort.TEXT:
            self.cells.note(row, column, clean(self._grid.filled(row, column)), "与上一行合并，这一行没有单独读入。")
        elif self.rows and self._grid.own_cells(row):
            last = self.rows.pop()
            self.rows.append(LedgerRow(last.number, self.cells.continue_record(dict(last.cells), row), last.extras))

    def _says_something(self, cells: dict[str, Cell]) -> bool:
        """A row prepared for later (zeros of formulas, 否 of a drop-down list, its merged unit) is no record."""
        given = [
            cell.text
            for name, cell in cells.items()
            if cell.value != 0 and cell.text not in _PREPARED and name not in SHAPES[self.seen.kind].filled_down
        ]
        return bool(given) or (self.seen.wide is not None and any(cell.text for cell in cells.values()))

    def _with_groups(self, cells: dict[str, Cell]) -> dict[str, Cell]:
        known = {one.name for one in fields_of(self.seen.kind)}
        for name in _BY_GROUP:
            words = self._groups.meaning(name)
            if words and name in known and not (name in cells and cells[name].text):
                cells[name] = Cell(cells[name].column if name in cells else "分组标题", words)
        if {"year", "indicator"} <= known:
            for name, value in (("year", self.seen.year), ("month", self.seen.month)):
                if value and name in known and name not in self.seen.matching.columns:
                    cells[name] = Cell("标题", value)
        return cells

    def _records(self, row: int, cells: dict[str, Cell]) -> list[dict[str, Cell]]:
        return [cells] if self.seen.wide is None else self.seen.wide.records(row, cells)

    def _repeats_header(self, row: int) -> bool:
        """The header printed again on a later page."""
        labels = self._labels
        if not any(self._grid.label(row, column) == label for column, label in islice(labels.items(), 4)):
            return False
        again = {column: clean(value) for column, value in self._grid.own_cells(row)}
        same = sum(again.get(column) == label for column, label in labels.items())
        return len(labels) >= 2 and same * 3 >= len(labels) * 2 and same * 3 >= len(again) * 2
