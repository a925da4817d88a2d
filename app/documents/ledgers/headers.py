"""What a header is on the sheet: one to three rows of headings, merged or not, with numbering or units beneath."""

import re
from dataclasses import dataclass
from itertools import pairwise

from app.documents.ledgers.grid import Grid, column_letters
from app.documents.ledgers.matching import Path
from app.documents.ledgers.words import is_unit_word
from app.values.words import clean, is_blank

_MOST_LEVELS = 3
_LONGEST_LABEL = 40
# Titles and lines such as 填报单位：清溪镇 | 单位：万元, which stand over the header like groups.
_NO_LABEL = re.compile(
    r"(?<!其中)[:：]\s*\S|20\d\d年\d{1,2}月\d{1,2}日|^附[件表]|(?:台账|一览表|统计表|情况表|汇总表|明细表|登记表|名录|分解表|任务表)$"
)
_UNIT_BEHIND = re.compile(
    r"(?<=.)[\s（(\[【]+(?:计量|金额)?单位[:：]\s*[^\s（）()]{1,8}[)）\]】]*$"
)  # 总投资（单位：万元）
_COLUMN_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:=.*)?")
_COLUMN_LETTERS = ("甲乙丙丁戊己庚辛壬癸", "一二三四五六七八九十", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "栏次")


@dataclass(frozen=True)
class Header:
    """Where a header stands and what it says.

    ``top`` is its first row and ``end`` the first row after it (from 0); ``paths`` holds each column's labels from
    the upper level down, without repeats.
    """

    top: int
    end: int
    paths: tuple[Path, ...]

    def title(self, column: int) -> str:
        """A column's heading as it is printed, its levels joined by "/"; a twin's with the letters over it."""
        path = self.paths[column]
        title = "/".join(path)
        return f"{title}（{column_letters(column)}列）" if path and self.paths.count(path) > 1 else title


def may_be_header(grid: Grid, row: int) -> bool:
    """Whether a row holds headings by its looks: two or more short texts, none a title or a line of 单位：万元."""
    labels = {clean(value) for _column, value in grid.own_cells(row) if isinstance(value, str)}
    return sum(len(label) <= _LONGEST_LABEL for label in labels) >= 2 and not any(
        _NO_LABEL.search(_UNIT_BEHIND.sub("", label)) for label in labels
    )


def header_at(grid: Grid, top: int) -> Header:
    """The header that begins at row ``top``, with as many levels as its cells show."""
    levels = max(1, *(_height_of_merge(grid, top, column) for column, _value in grid.own_cells(top)), 1)
    while levels < _MOST_LEVELS and _continues(grid, top, top + levels):
        levels += 1
    paths = tuple(_path(grid, top, top + levels, column) for column in range(grid.width))
    end = top + levels
    while end < grid.height and _is_numbering(grid, end):
        end += 1
    return Header(top, end, paths)


def _height_of_merge(grid: Grid, row: int, column: int) -> int:
    merge = grid.merge(row, column)
    return min(merge[1][0] - row + 1, _MOST_LEVELS) if merge else 1


def _continues(grid: Grid, top: int, row: int) -> bool:
    """Whether ``row`` is one more level: all its cells are labels standing under a group or under nothing."""
    cells = grid.own_cells(row)
    return bool(cells) and all(_is_sublabel(grid, top, row, column, value) for column, value in cells)


def _is_sublabel(grid: Grid, top: int, row: int, column: int, value: object) -> bool:
    if not isinstance(value, str) or len(clean(value)) > _LONGEST_LABEL:
        return False
    if is_unit_word(value):
        return True
    above = grid.merge(row - 1, column)
    if above and above[1][1] > above[0][1]:
        return True  # under a group merged across its columns
    upper = [grid.own(upper, column) for upper in range(top, row)]
    if any(cell != "" for cell in upper):  # the first column of a group that nobody merged
        return _is_open_group(grid, top, row, column)
    return _group_to_the_left(grid, top, row, column) is not None


def _is_open_group(grid: Grid, top: int, row: int, column: int) -> bool:
    right = column + 1
    return grid.own(row, right) != "" and all(grid.filled(upper, right) == "" for upper in range(top, row))


def _group_to_the_left(grid: Grid, top: int, row: int, column: int) -> int | None:
    """The column of the unmerged group label that reaches over ``column``, all cells between having sublabels."""
    for left in range(column - 1, -1, -1):
        if grid.own(row, left) == "":
            return None
        if any(grid.own(upper, left) != "" for upper in range(top, row)):
            return left
    return None


def _path(grid: Grid, top: int, end: int, column: int) -> Path:
    labels: list[str] = []
    for row in range(top, end):
        label = grid.label(row, column)
        below_has = any(grid.own(lower, column) != "" for lower in range(row + 1, end))
        if not label and below_has:
            group = _group_to_the_left(grid, row, row + 1, column) if row + 1 < end else None
            label = grid.label(row, group) if group is not None else ""
        if label and label not in labels:
            labels.append(label)
    return tuple(labels)


def _is_numbering(grid: Grid, row: int) -> bool:
    """A row of column numbers (1 2 3, 甲 乙 丙) or of units under a header."""
    texts = [text for _column, value in grid.own_cells(row) if not is_blank(text := clean(value))]
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    first = next((place for place, number in enumerate(found) if number), len(texts))
    letters, numbers = "".join(texts[:first]), [int(number[1]) if number else 0 for number in found[first:]]
    if len(texts) < 3 or not any(known.startswith(letters) for known in _COLUMN_LETTERS):
        return False
    in_order = all(later == earlier + 1 for earlier, later in pairwise(numbers))
    return in_order and (not numbers or (len(numbers) > 1 and numbers[0] in {1, first + 1}))
