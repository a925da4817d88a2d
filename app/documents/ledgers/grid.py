"""A sheet as a grid of cells whose merges, errors and unseen signs are already understood."""

import re
from datetime import date
from functools import cached_property
from math import isfinite

from app.documents.ledgers.faults import NO_PICTURE, CellFault
from app.documents.ledgers.workbook import MAX_COLUMNS, Merge, RawSheet
from app.values.words import clean

_ERROR = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
_PICTURE = re.compile(r"=?\s*(_xlfn\.)?DISPIMG\s*\(", re.IGNORECASE)
_MERGE_BUDGET = 4_000_000  # cells: a hostile sheet could list overlapping merges without end


class Grid:
    """The cells of one sheet, rows and columns from 0.

    ``own`` is what stands in the cell itself; ``filled`` is what a reader sees there, with the value of a merged
    range in each of its cells.
    """

    def __init__(self, sheet: RawSheet) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        self._values = [[_tidy(value) for value in row] for row in sheet.rows]

    def own(self, row: int, column: int) -> object:
        """The cell's own value; "" outside the sheet and in all but the first cell of a merge."""
        if not (0 <= row < self.height) or not (0 <= column < len(self._values[row])):
            return ""
        return self._values[row][column]

    def filled(self, row: int, column: int) -> object:
        """The value that is seen at the cell: its own, else that of the merge it is part of."""
        merge = self._merges.get((row, column))
        return self.own(*merge[0]) if merge else self.own(row, column)

    def label(self, row: int, column: int) -> str:
        """The seen value as clean text."""
        return clean(self.filled(row, column))

    def merge(self, row: int, column: int) -> Merge | None:
        """The merge that the cell is part of, as (first, last) cells."""
        return self._merges.get((row, column))

    def is_continued(self, row: int, column: int) -> bool:
        """Whether the cell belongs to a merge that began in a row above."""
        merge = self._merges.get((row, column))
        return merge is not None and merge[0][0] < row

    def own_cells(self, row: int) -> list[tuple[int, object]]:
        """The columns of a row that hold something of their own, with what they hold."""
        if not 0 <= row < self.height:
            return []
        return [(column, value) for column, value in enumerate(self._values[row]) if value != ""]

    @cached_property
    def faults(self) -> dict[tuple[int, int], CellFault]:
        """Cells that hold an error, a picture or a formula without its result."""
        found = {(fault.row, fault.column): fault for fault in self.sheet.faults}
        for row, cells in enumerate(self.sheet.rows):
            for column, value in enumerate(cells):
                if isinstance(value, str) and (reason := _text_fault(value)):
                    found[row, column] = CellFault(row, column, value[:40], reason)
        return found

    @cached_property
    def _merges(self) -> dict[tuple[int, int], Merge]:
        cells: dict[tuple[int, int], Merge] = {}
        left = _MERGE_BUDGET
        for merge in self.sheet.merges:
            (top, first), (bottom, last) = merge
            bottom, last = min(bottom, self.height - 1), min(last, MAX_COLUMNS - 1)
            left -= max(bottom - top + 1, 0) * max(last - first + 1, 0)
            if left < 0:
                break
            for row in range(top, bottom + 1):
                cells.update({(row, column): merge for column in range(first, last + 1)})
        return cells


def _tidy(value: object) -> object:
    if isinstance(value, str):
        return value if clean(value) and not _text_fault(value) else ""
    if isinstance(value, float):
        return value if isfinite(value) else ""
    if isinstance(value, bool | int | date):
        return value
    return "" if value is None else str(value)


def _text_fault(value: str) -> str:
    if _PICTURE.match(value):
        return NO_PICTURE
    return "公式出错，没有结果，请在表格里改正。" if _ERROR.fullmatch(value.strip()) else ""
