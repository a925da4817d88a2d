"""Finds a ledger's header on a sheet: one to three rows, merged or not, somewhere under titles and unit lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.documents.ledgers.fields import SHAPES, Sort, fields_of
from app.documents.ledgers.grid import Grid
from app.documents.ledgers.matching import Matching, Path, match
from app.documents.ledgers.titles import period, texts_above, unit_words
from app.documents.ledgers.wide import Wide
from app.documents.ledgers.words import is_unit_word
from app.values.kinds import LedgerKind
from app.values.words import clean, is_blank

_LAST_HEADER_ROW = 15
_MOST_LEVELS = 3
_LONGEST_LABEL = 40
_TITLE_BONUS = 2.5
_HANGING = 2.0
_LEADS_BONUS = 20.0  # a table of 在谈项目 has many of a project's columns too: its title decides
# Titles and lines such as 填报单位：清溪镇 | 单位：万元, which stand over the header like groups.
_NO_LABEL = re.compile(
    r"(?<!其中)[:：]\s*\S|20\d\d年\d{1,2}月\d{1,2}日|^附[件表]|(?:台账|一览表|统计表|情况表|汇总表|明细表|登记表|名录|分解表|任务表)$"
)
_UNIT_BEHIND = re.compile(
    r"(?<=.)[\s（(\[【]+(?:计量|金额)?单位[:：]\s*[^\s（）()]{1,8}[)）\]】]*$"
)  # 总投资（单位：万元）
_SUBJECT = re.compile(r"(?:年度?|[镇乡县区])(?!.*[镇乡县区])([^年镇乡县区]{2,10}?)(?:年度|全年)?(?:目标|任务)")
_COMPLETED = re.compile(r"完成(?:情况|数|进度|统计)|业绩|实绩")
_ORDERED = re.compile(r"目标|任务|计划|指标分解")
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
        """A column's heading as it is printed, its levels joined by "/"."""
        return "/".join(self.paths[column])


@dataclass(frozen=True)
class Recognised:
    """A header together with the kind of ledger it was taken for."""

    kind: LedgerKind
    grid: Grid
    header: Header
    matching: Matching
    year: int | None
    month: int | None
    wide: Wide | None
    score: float


def recognise(grid: Grid, kinds: Iterable[LedgerKind]) -> Recognised | None:
    """The best reading of a sheet as one of ``kinds``; None where nothing fits."""
    kinds = tuple(kinds)
    best: Recognised | None = None
    for top in range(min(_LAST_HEADER_ROW, grid.height)):
        if not _may_be_header(grid, top):
            continue
        header = header_at(grid, top)
        for kind in kinds:
            found = _as_kind(grid, header, kind)
            if found and (best is None or found.score > best.score):
                best = found
    return best


def _as_kind(grid: Grid, header: Header, kind: LedgerKind) -> Recognised | None:
    texts = texts_above(grid, header.top)
    year, month = period(texts, grid.sheet.name)
    matching = _counting_apart(grid, header, match(kind, header.paths, year))
    if matching.exact < 1 or _counts_records(grid, header, matching, kind):
        return None
    wide = _wide(grid, header, matching, (*texts, grid.sheet.name), kind)
    if wide is None and not (set(SHAPES[kind].needs) <= set(matching.columns) and len(matching.columns) >= 2):
        return None
    score = 3.0 + len(matching.columns) if wide is not None else matching.score
    score += _title_bonus(kind, (*texts, grid.sheet.name)) - _HANGING * _hanging(grid, header)
    return Recognised(kind, grid, header, matching, year, month, wide, score)


def _hanging(grid: Grid, header: Header) -> int:
    """How many headings were merged down from above: the header begins there, and not in its lower row."""
    return sum(grid.is_continued(header.top, column) for column, path in enumerate(header.paths) if path)


def _title_bonus(kind: LedgerKind, titles: Iterable[str]) -> float:
    named = {one for one in LedgerKind if any(re.search(SHAPES[one].titles, text) for text in titles)}
    if named == {LedgerKind.LEADS} == {kind}:
        return _LEADS_BONUS
    return _TITLE_BONUS if kind in named else 0


def _counting_apart(grid: Grid, header: Header, matching: Matching) -> Matching:
    """A column headed 编号 that only counts 1, 2, 3 … numbers the rows, and is no record's code."""
    column = matching.columns.get("code")
    if column is None or matching.index is not None or header.title(column) != "编号":
        return matching
    said = [text for row in range(header.end, grid.height) if (text := clean(grid.own(row, column))).isdecimal()]
    if not said or said != [str(number) for number in range(1, len(said) + 1)]:
        return matching
    columns = {name: place for name, place in matching.columns.items() if name != "code"}
    return replace(matching, columns=columns, index=column)


def _counts_records(grid: Grid, header: Header, matching: Matching, kind: LedgerKind) -> bool:
    """Whether the column of the records' names holds numbers alone: 新签约项目 | 3 counts projects, and names none."""
    record = next(one for one in fields_of(kind) if one.name == SHAPES[kind].record)
    column = matching.columns.get(record.name)
    if column is None or record.sort is not Sort.TEXT:
        return False
    said = [value for row in range(header.end, grid.height) if (value := grid.own(row, column)) != ""]
    return bool(said) and all(isinstance(value, int | float) for value in said)


def _wide(grid: Grid, header: Header, matching: Matching, texts: Sequence[str], kind: LedgerKind) -> Wide | None:
    """Indicators (or units) across the header; a title decides whether bare numbers are targets or were completed."""
    if kind not in {LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS}:
        return None
    subject = next((found[1] for text in texts if (found := _SUBJECT.search(text))), "")
    wide = Wide(grid, header.end, header.paths, matching, unit_words(texts), subject)
    completed = any(map(_COMPLETED.search, texts)) and not any(map(_ORDERED.search, texts)) and not wide.names_targets
    return wide if wide.fits and completed is (kind is LedgerKind.ACHIEVEMENTS) else None


def _may_be_header(grid: Grid, row: int) -> bool:
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
