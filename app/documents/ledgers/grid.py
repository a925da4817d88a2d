"""A sheet as a grid of cells whose merges, errors and unseen signs are already understood."""

import re
from datetime import date, time, timedelta
from functools import cached_property
from math import isfinite
from typing import Any

from app.documents.ledgers.sheets import MAX_COLUMNS, NO_PICTURE, WRONG_FORMULA, Look, Merge, Place, Sheet
from app.errors import Refused
from app.values.words import clean, is_error, surely_says

_PICTURE = re.compile(r"=?\s*(_xlfn\.)?DISPIMG\s*\(", re.IGNORECASE)
_MERGE_BUDGET = 4_000_000  # cells: a hostile sheet could list overlapping merges without end
_NO_LOOK = Look()


class Grid:
    """The cells of one sheet, rows and columns from 0; of a list beside another only its own ``columns``.

    ``own`` is what stands in the cell itself; ``filled`` is what a reader sees there, with the value of a merged
    range in each of its cells.
    """

    def __init__(self, sheet: Sheet, columns: range | None = None) -> None:
        self.sheet = sheet
        self.height = len(sheet.rows)
        self.width = max((len(row) for row in sheet.rows), default=0)
        texts = _Tidied()
        self._values = [
            [texts[value] if value.__class__ is str else _tidy(value) for value in row] for row in sheet.rows
        ]
        if columns is not None:
            self.width = min(self.width, columns.stop)
            self._values = [["" if at not in columns else v for at, v in enumerate(row)] for row in self._values]

    def own(self, row: int, column: int) -> object:
        """The cell's own value; "" outside the sheet and in all but the first cell of a merge."""
        if not (0 <= row < self.height) or not (0 <= column < len(self._values[row])):
            return ""
        return self._values[row][column]

    def row(self, row: int) -> list[object]:
        """The own values of a whole row, one for each column of the sheet."""
        values = self._values[row]
        return values if len(values) >= self.width else [*values, *[""] * (self.width - len(values))]

    def seen(self, row: int) -> list[object]:
        """What is seen in each column of a row; see :meth:`filled`."""
        if not self.is_merged(row):
            return self.row(row)
        return [self.filled(row, column) for column in range(self.width)]

    def holds_figures(self, row: int) -> bool:
        """Whether some cell of the row holds a number or a date of its own, as records do and headings do not."""
        return any(value.__class__ is not str for value in self._values[row])

    def is_merged(self, row: int) -> bool:
        """Whether any cell of the row is part of a merge."""
        return row in self._merged_rows

    def filled(self, row: int, column: int) -> object:
        """The value that is seen at the cell: its own, else that of the merge it is part of."""
        merge = self._merges.get((row, column))
        return self.own(*merge[0]) if merge else self.own(row, column)

    def look(self, row: int, column: int) -> Look:
        """What the cell (or the merge it is part of) shows beside its value."""
        merge = self._merges.get((row, column))
        return self.looks.get(merge[0] if merge else (row, column), _NO_LOOK)

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
    def looks(self) -> dict[Place, Look]:
        """The looks of the sheet's cells, with the errors that stand in them as text."""
        found = dict(self.sheet.looks)
        for row, cells in enumerate(self.sheet.rows):
            if cells == self._values[row]:  # nothing was tidied away
                continue
            for column, value in enumerate(cells):
                if isinstance(value, str) and (reason := _text_fault(value)):
                    found[row, column] = Look(shown=value[:40], error=reason, is_picture=reason is NO_PICTURE)
        return found

    @cached_property
    def looked_columns(self) -> frozenset[int]:
        """The columns in which some cell has a look."""
        return frozenset(column for _row, column in self.looks)

    @cached_property
    def struck_rows(self) -> frozenset[int]:
        """The rows in which a line goes through some cell."""
        return frozenset(row for (row, _column), look in self.looks.items() if look.struck)

    @cached_property
    def _merged_rows(self) -> frozenset[int]:
        return frozenset(row for row, _column in self._merges)

    @cached_property
    def _merges(self) -> dict[Place, Merge]:
        cells: dict[Place, Merge] = {}
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


def column_letters(column: int) -> str:
    """The letters over a column, as every sheet shows them: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column under some letters, from 0; Refused for what are no letters of a sheet."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", letters.strip()):
        raise Refused(f"“{letters}”不是列号，请写A、B、C这样的字母。")
    number = 0
    for letter in letters.strip().upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class _Tidied(dict[Any, str]):
    """The texts of a sheet without those that say nothing; most stand in it more than once."""

    def __missing__(self, text: str) -> str:
        says = surely_says(text) or (clean(text) and not _text_fault(text))
        kept = self[text] = text if says else ""
        return kept


def _tidy(value: object) -> object:
    if isinstance(value, float):
        return value if isfinite(value) else ""
    if isinstance(value, bool | int | date | time | timedelta):
        return value
    return "" if value is None else str(value)


def _text_fault(value: str) -> str:
    if value.lstrip()[:1] in {"#", "E", "=", "D", "_"} and len(value) < 400:
        if _PICTURE.match(value):
            return NO_PICTURE
        return WRONG_FORMULA if is_error(value) else ""
    return ""
