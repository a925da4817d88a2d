"""The fourth stage of reading: what each row of a block is, record or sum or heading, and the groups it stands in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import islice

from app.documents.ledgers.columns import Layout
from app.documents.ledgers.fields import SHAPES
from app.documents.ledgers.groups import (
    Groups,
    Line,
    counts_group,
    has_ordinal,
    is_heading,
    is_ordinal,
    line_of,
    names_group,
)
from app.documents.ledgers.parts import Note
from app.documents.ledgers.titles import names_unit
from app.values.kinds import LedgerKind
from app.values.words import clean

_GROUPED = ("stage", "industry", "unit")
_WIDE_MERGE = 3
_NUMBER = re.compile(r"\d{1,5}")
_SUM = re.compile(r"[\d,.]+\s*[万亿]?元?")
_NUMBERED = 2  # texts of a heading whose number has a cell of its own


class RowKind(Enum):
    """What a row under a header gives."""

    RECORD = auto()
    CONTINUED = auto()  # goes on with the record above, whose name is merged over both
    TOTAL = auto()


@dataclass(frozen=True)
class RowLine:
    """One row that says something: from 0, with the stage, industry and unit that headings above it give."""

    row: int
    kind: RowKind
    groups: Mapping[str, str]
    is_numbered: bool = False


@dataclass
class _Walk:
    """The way down a block, gathered by :func:`lines_of`."""

    layout: Layout
    lines: list[RowLine] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._block, self._grid = self.layout.block, self.layout.block.grid
        self._index = self.layout.matching.index
        self._groups = Groups()
        header = self._block.header
        self._labels = {column: clean(value) for column, value in self._grid.own_cells(header.top)}
        self._first_labels = tuple(islice(self._labels.items(), 4))
        self._remarks = False
        self._record = self.layout.matching.columns.get(SHAPES[self.layout.kind].record)
        self._is_numbered = any(self._number(row) for row in self._block.rows)
        self._current: Mapping[str, str] = {}

    def walk(self) -> None:
        """Looks at every row of the block."""
        row = self._block.first
        while row < self._block.end:
            if self._repeats_header(row):
                row += max(self._block.header.end - self._block.header.top, 1)
                continue
            self._look_at(row)
            row += 1

    def _look_at(self, row: int) -> None:
        own = self._grid.own_cells(row)
        if not own and not self._is_part_of_record(row):
            return
        words = ((column, clean(value)) for column, value in own if isinstance(value, str))
        texts = list(islice(words, 3))  # more than two make no difference
        first, is_numbered = texts[0][1] if texts else "", self._number(row)
        line = self._line(row, first, is_numbered=is_numbered)
        if line is Line.TOTAL:
            self.lines.append(RowLine(row, RowKind.TOTAL, {}))
        elif line is Line.EXAMPLE:
            self.notes.append(Note(row + 1, None, first, "看作填写示例，没有导入。"))
        elif line is Line.PART:
            self.notes.append(Note(row + 1, None, first, "看作上一行的分项，没有导入。"))
        elif line is Line.REMARK:
            self._remarks = True
        elif (
            line is Line.RECORD
            and not self._is_numbering_only(own)
            and (is_numbered or not self._entered_group(row, own, texts))
        ):
            if self._is_breakdown(row):
                self.notes.append(Note(row + 1, None, first, "在合计的下面，没有序号，看作合计的说明，没有导入。"))
            else:
                kind = RowKind.CONTINUED if self._is_part_of_record(row) else RowKind.RECORD
                self.lines.append(RowLine(row, kind, self._current, is_numbered))

    def _line(self, row: int, first: str, *, is_numbered: bool) -> Line:
        """A row numbered 1, 2, 3 … is a record whatever it is called, unless its name is just 合计."""
        line = line_of(first)
        if line is Line.RECORD or line is Line.EXAMPLE or not is_numbered:
            return line
        name = self._grid.label(row, self._record) if self._record is not None else ""
        return Line.RECORD if name and line_of(name) is not Line.TOTAL else line

    def _number(self, row: int) -> bool:
        return self._index is not None and _NUMBER.fullmatch(clean(self._grid.own(row, self._index))) is not None

    def _is_breakdown(self, row: int) -> bool:
        """A row without a number under the sum that ends a numbered list: 其中：亿元以上 …"""
        ends = self._is_numbered and len(self.lines) > 1 and self.lines[-1].kind is RowKind.TOTAL
        return ends and self.layout.wide is None and clean(self._grid.own(row, self._index or 0)) == ""

    def _is_numbering_only(self, own: list[tuple[int, object]]) -> bool:
        return bool(own) and all(column == self._index for column, _value in own) and not isinstance(own[0][1], str)

    def _entered_group(self, row: int, own: list[tuple[int, object]], texts: list[tuple[int, str]]) -> bool:
        """Whether a row without a number is a group's heading (or a line after the remarks), and no record."""
        if not texts or self.layout.kind in {LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS}:
            return False
        column, text = texts[0]
        if len(own) == 1 and names_unit(text):  # printed again with the header, and said already
            return True
        said = [each for each in texts if not _SUM.fullmatch(each[1])]  # sums may be typed as text
        is_alone = len(own) == 1 and self._heads(row, column, text)
        is_summed = len(texts) == 1 and column == self._record and names_group(text) and len(own) > 1
        is_numbered = has_ordinal(text) and len(texts) == 1  # sums of the group may stand beside it
        if self._is_numbered and column == self._index and is_ordinal(text) and len(said) <= _NUMBERED:
            self._enter(row, f"{text.strip('、.')}、{said[1][1] if len(said) == _NUMBERED else ''}")
        elif is_alone or is_numbered:
            self._enter(row, text)
        elif is_summed:
            self._enter(row, text)
            self.notes.append(Note(row + 1, None, text, "看作分类的小计，没有当作一条记录导入。"))
        elif counts_group(texts[-1][1]) and (len(texts) == 1 or (len(texts) == _NUMBERED and is_ordinal(text))):
            self._enter(row, texts[-1][1] if len(texts) == 1 else f"{text.strip('、.')}、{texts[-1][1]}")
        elif len(own) > 1 or not (self._remarks or self._is_stray(row, column, text)):
            return False
        self._current = {name: words for name in _GROUPED if (words := self._groups.meaning(name))}
        return True

    def _enter(self, row: int, text: str) -> None:
        column = self._grid.own_cells(row)[0][0]
        if not self._groups.enter(text, (column, self._grid.merge(row, column) is not None)):
            reason = "分组的标题看不出是阶段、产业还是单位，没有用到，请核对。"
            self.notes.append(Note(row + 1, None, text, reason))

    def _heads(self, row: int, column: int, text: str) -> bool:
        merge = self._grid.merge(row, column)
        merged = merge is not None and merge[1][1] - merge[0][1] + 1 >= _WIDE_MERGE
        return is_heading(text, merged or column == self._index)

    def _is_stray(self, row: int, column: int, text: str) -> bool:
        """A lone text that is no record's name: a sentence under the table, a word somewhere aside."""
        is_lone = not self._is_part_of_record(row)
        return is_lone and (column not in set(self.layout.matching.columns.values()) or len(text) > 60)

    def _is_part_of_record(self, row: int) -> bool:
        return self._record is not None and self._grid.is_continued(row, self._record)

    def _repeats_header(self, row: int) -> bool:
        """The header printed again on a later page."""
        labels = self._labels
        seen = self._grid.seen(row)
        if not any(clean(seen[column]) == label for column, label in self._first_labels):
            return False
        again = {column: clean(value) for column, value in self._grid.own_cells(row)}
        same = sum(again.get(column) == label for column, label in labels.items())
        return len(labels) >= 2 and same * 3 >= len(labels) * 2 and same * 3 >= len(again) * 2


def lines_of(layout: Layout) -> tuple[list[RowLine], list[Note]]:
    """The rows of a block that are records or sums, in their order, and what was noticed on the way."""
    walk = _Walk(layout)
    walk.walk()
    return walk.lines, walk.notes
