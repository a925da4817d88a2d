"""Reads money laid out by month: a row for each project, a column for each month in which something came."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.documents.ledgers.across import ReadAmount
from app.documents.ledgers.fields import Sort
from app.documents.ledgers.matching import Matching, Path
from app.documents.ledgers.parts import Cell
from app.values.words import clean

_DIGITS = "一二三四五六七八九十"
_MONTH = re.compile(
    r"(?:(20\d\d)年)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
    r"(?:(?:实际)?(?:到位|到账|到资|进账|入账))?(?:资金|金额|数额|数|额)?(?:[（(][^（）()]*[)）])?"
)
_RUNNING = re.compile(
    r"(?:截至|至)?(?:(20\d\d)年)?(?:1月?[-—–~～至到]+)?(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?[末底]?"
    r"(?:累计|(?<=[-—–~～至到]\d月)|(?<=[-—–~～至到]\d\d月))(?:实际)?(?:到位|到账|到资|完成)?(?:资金|金额|数额|数|额)?"
    r"(?:[（(][^（）()]*[)）])?"
)
_NEVER = re.compile(r"计划|目标|任务|预计|上年|去年|同期|增|率|比|认定")
_OTHER = re.compile(rf"{_NEVER.pattern}|累计")
_NOTHING = frozenset(("0", "0.0", "0.00"))


@dataclass(frozen=True)
class MonthColumn:
    """A column of one month: ``year`` is None where the title must say it."""

    place: int
    title: str
    year: int | None
    month: int

    def text(self) -> str:
        """The month as a date that is read with the title's year."""
        return f"{self.year}年{self.month}月" if self.year else f"{self.month}月"


@dataclass(frozen=True)
class Months:
    """The columns of months of a table of money received."""

    columns: tuple[MonthColumn, ...]

    @property
    def weight(self) -> int:
        """Each month is a heading of this kind's."""
        return len(self.columns)

    def read_columns(self) -> set[int]:
        """The columns that records are made of."""
        return {column.place for column in self.columns}

    def records(self, row: int, known: Mapping[str, Cell], amount: ReadAmount) -> list[dict[str, Cell]]:
        """One row of the sheet as the cells of one record for each month in which something came."""
        records = []
        for column in self.columns:
            cell = amount(row, column.place, Sort.MONEY, None)
            if cell is None or cell.text in _NOTHING:
                continue
            when = Cell(column.title, column.text(), None, column.place)
            records.append({**known, "received_on": when, "amount": cell})
        return records


def months_of(paths: Sequence[Path], matching: Matching) -> tuple[MonthColumn, ...]:
    """The columns that hold a month's money each, in their order; none where fewer than two months have one.

    A month of the plan, or the sum of several months, is none of them.
    """
    taken = {place for name, place in matching.columns.items() if name not in {"amount", "received_month"}}
    return _series(one for place, path in enumerate(paths) if place not in taken for one in _month(place, path))


def running_sums(paths: Sequence[Path]) -> tuple[MonthColumn, ...]:
    """The columns of sums up to one month each: 1月累计, 1—2月累计, 1—3月累计; none where there is but one.

    Nobody can tell which of them is the sum that stands.
    """
    return _series(one for place, path in enumerate(paths) for one in _month(place, path, _RUNNING, _NEVER))


def _series(columns: Iterable[MonthColumn]) -> tuple[MonthColumn, ...]:
    found = tuple(columns)
    return found if len({(one.year, one.month) for one in found}) == len(found) > 1 else ()


def without(matching: Matching, columns: Sequence[MonthColumn]) -> Matching:
    """The headings without those of months: none of these is 本月, whatever the others are."""
    places = {column.place for column in columns}
    fields = {name: place for name, place in matching.columns.items() if place not in places}
    doubles = tuple(pair for pair in matching.doubles if not places & set(pair))
    unknown = tuple(sorted({*matching.unknown, *places}))
    return replace(matching, columns=fields, doubles=doubles, unknown=unknown)


def _month(
    place: int, path: Path, month: re.Pattern[str] = _MONTH, never: re.Pattern[str] = _OTHER
) -> Iterator[MonthColumn]:
    levels = [re.sub(r"\s+", "", clean(level)) for level in path]
    for level in reversed(levels):
        if (said := month.fullmatch(level)) and not any(never.search(each) for each in levels):
            yield MonthColumn(place, "/".join(path), int(said[1]) if said[1] else None, _number(said[2]))
            return


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else sum(_DIGITS.index(digit) + 1 for digit in words)
