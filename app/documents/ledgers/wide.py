"""Reads targets (or what was completed) laid out wide: a row for each unit, columns for each indicator, or turned."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.documents.ledgers.across import ReadAmount
from app.documents.ledgers.fields import Sort
from app.documents.ledgers.grid import Grid
from app.documents.ledgers.matching import Matching, Path
from app.documents.ledgers.parts import Cell
from app.documents.ledgers.words import bare, is_unit_word
from app.errors import Refused
from app.values.money import unit_in
from app.values.quantities import read_quantity
from app.values.words import clean, is_blank

_TARGET = re.compile(
    r"(?:本年|年度?|全年|年初|县定|下达|计划|基本|自定|考核|确保|必保|保底|必成|基础)*(?:目标任务|目标|任务|计划)(?:数|值|数量|任务|总数|指标|金额|分解)?|^(?:确保|必保|保底|基本)$"
)
_STRETCH = re.compile(r"(?:奋斗|挑战|争取|力争|冲刺|激励)(?:目标|任务)(?:数|值)?|^奋斗$|^挑战$")
_RESULT = re.compile(
    r"完成|累计|实际(?!(?:到位|利用|使用|引进).{0,4}(?:资金|内资|外资))|进度|序时|时序|超欠|超\(欠\)|同比|增幅|增长|占比|比例|率$|排名|名次|位次|得分|评分|分值|权重|总分|本月|当月|上月|"
    r"上年|去年|同期|差额|差距|缺口|剩余|达标|已|考核分"
)
_NO_INDICATOR = re.compile(
    r"合计|小计|总计|总量|总额|总数|.{0,6}指标|指标名称|招商引资|招商任务|各项指标|数量|其中|任务分解|目标分解"
)
_PART_OF_YEAR = re.compile(
    r"(?:第?[一二三四1-4]季度?|[上下]半年|[1-9]月|1[0-2]月|[一二三四五六七八九十]+月)(?:目标|任务|计划|份)*"
)
_PIECES_LEVEL = frozenset(("个数", "数量", "项目数", "项目个数", "数"))
_RATE = re.compile(r"率[（(]?[%％]?[)）]?$")
_SUM = re.compile(r"合计|小计|总计|全[镇乡县]合计")
_MEASURE = re.compile(r"[（(\[【]\s*(?:单位[:：])?([^（）()\[\]【】]{1,8})\s*[)）\]】]")
_NO_MEASURE = re.compile(r"必填|选填|其中|含|省|市|县|年|月|新|上报|目标|任务|计划|不")
_SLASHED = re.compile(r"[/／]([^\s/／率欠]{1,5})$")
_MONEY_WORDS = re.compile(r"资金|投资|外资|内资|金额|产值|税收|引资|到资|固投|额")
_SAMPLE = 200  # rows that decide whether a column holds numbers
_PIECES = re.compile(r"项目|个数|企业|线索|签约|开工|投产|落地|入统|数$")


@dataclass(frozen=True)
class Indicator:
    """One indicator of a wide ledger: its words, its measure and the columns of its target and stretch target."""

    words: str
    measure: str
    amount: int
    stretch: int | None = None


@dataclass(frozen=True)
class Wide:
    """A sheet of targets whose header lays indicators (or units) out across its columns.

    ``first_row`` is the first row under the header, ``unit_line`` the measures that the line above names,
    ``subject`` the indicator that the title speaks of, for a column headed only 年度目标.
    """

    grid: Grid
    first_row: int
    paths: Sequence[Path]
    matching: Matching
    unit_line: tuple[str, ...] = ()
    subject: str = ""

    @property
    def fits(self) -> bool:
        """Whether the header is wide at all."""
        columns = set(self.matching.columns)
        if {"indicator", "amount"} <= columns:
            return False
        if "indicator" in columns:
            return "unit" not in columns and len(self._unit_columns) >= 1
        return "unit" in columns and len(self.indicators) >= 1

    @property
    def names_targets(self) -> bool:
        """Whether a heading says that its numbers are targets, and not only what they are numbers of."""
        return any(_role(self.paths[column]) in {"target", "stretch"} for column in self._foreign_columns)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators across the header, in their order."""
        numeric = [column for column in self._foreign_columns if self._holds_numbers(column)]
        has_targets = {_group(self.paths[column]) for column in numeric if _role(self.paths[column]) == "target"}
        found: dict[str, dict[str, int]] = {}
        for column in numeric:
            path = self.paths[column]
            role = _role(path)
            beside = (len(path) > 1 and _group(path) in has_targets) or ("实际" in path[-1] and has_targets)
            if role == "result" or (role == "" and beside):
                continue
            if words := _indicator_words(path) or self.subject:
                found.setdefault(words, {}).setdefault("stretch" if role == "stretch" else "amount", column)
        return tuple(
            Indicator(words, self._measure(columns["amount"], words), columns["amount"], columns.get("stretch"))
            for words, columns in found.items()
            if "amount" in columns
        )

    @property
    def weight(self) -> int:
        """Nothing: indicators are known by their words, whatever the kind."""
        return 0

    def read_columns(self) -> set[int]:
        """The columns that records are made of."""
        if "indicator" in self.matching.columns:
            return set(self._unit_columns)
        return {column for one in self.indicators for column in (one.amount, one.stretch) if column is not None}

    def records(self, row: int, known: Mapping[str, Cell], amount: ReadAmount) -> list[dict[str, Cell]]:
        """One row of the sheet as the cells of one record for each target in it."""
        turned = "indicator" in self.matching.columns
        return self._turned(row, known, amount) if turned else self._melted(row, known, amount)

    def _melted(self, row: int, known: Mapping[str, Cell], amount: ReadAmount) -> list[dict[str, Cell]]:
        records = []
        for one in self.indicators:
            how = _sort_of(one.words, one.measure), unit_in(one.measure)
            if (target := amount(row, one.amount, *how)) is None:
                continue
            cells = {name: cell for name, cell in known.items() if name in {"unit", "note", "year", "month"}}
            cells |= _target_cells("/".join(self.paths[one.amount]), one.words, target, one.measure)
            if one.stretch is not None and (stretch := amount(row, one.stretch, *how)) is not None:
                title = "/".join(self.paths[one.stretch])
                cells["stretch"] = Cell(title, stretch.value, unit_in(one.measure), stretch.place)
            records.append(cells)
        return records

    def _turned(self, row: int, known: Mapping[str, Cell], amount: ReadAmount) -> list[dict[str, Cell]]:
        words = known["indicator"].text
        measure = known["measure"].text if "measure" in known else _measure((words,), words, self.unit_line)
        records = []
        for column in self._unit_columns:
            if (target := amount(row, column, _sort_of(words, measure), unit_in(measure))) is None:
                continue
            title = "/".join(self.paths[column])
            cells = {name: cell for name, cell in known.items() if name in {"note", "year"}}
            cells["unit"] = Cell(title, self.paths[column][-1])
            records.append(cells | _target_cells(title, bare(words), target, measure))
        return records

    def _amount(self, row: int, column: int) -> object | None:
        value = self.grid.own(row, column)
        return None if value == "" or is_blank(clean(value)) else value

    def _measure(self, column: int, words: str) -> str:
        return _measure(self.paths[column], words, self.unit_line)

    @cached_property
    def _foreign_columns(self) -> tuple[int, ...]:
        """The columns that are no field of a target: indicators, units and whatever else."""
        columns = self.matching.columns
        own = {columns[name] for name in ("unit", "indicator", "note", "year", "month", "measure") if name in columns}
        own |= {self.matching.index} if self.matching.index is not None else set()
        return tuple(column for column, path in enumerate(self.paths) if path and column not in own)

    @cached_property
    def _unit_columns(self) -> tuple[int, ...]:
        return tuple(
            column
            for column in self._foreign_columns
            if not _SUM.fullmatch(bare(self.paths[column][-1]))
            and _role(self.paths[column]) != "result"
            and self._holds_numbers(column)
        )

    @cached_property
    def _last_sample(self) -> int:
        return min(self.grid.height, self.first_row + _SAMPLE)

    def _holds_numbers(self, column: int) -> bool:
        values = (self._amount(row, column) for row in range(self.first_row, self._last_sample))
        said = [value for value in values if value is not None]
        return bool(said) and 2 * sum(_is_number(value) for value in said) > len(said)


def _sort_of(words: str, measure: str) -> Sort:
    """How a target's cells are read: as money where its measure or its words speak of it."""
    return Sort.MONEY if unit_in(measure) or (not measure and _MONEY_WORDS.search(words)) else Sort.NUMBER


def _target_cells(title: str, words: str, target: Cell, measure: str) -> dict[str, Cell]:
    return {
        "indicator": Cell(title, words),
        "amount": Cell(title, target.value, unit_in(measure), target.place),
        "measure": Cell(title, measure),
    }


def _group(path: Path) -> str:
    return "/".join(path[:-1])


def _role(path: Path) -> str:
    """target, stretch, result, or "" for a heading that names only its indicator."""
    levels = [bare(level) for level in path]
    if any(_PART_OF_YEAR.fullmatch(level) for level in levels):
        return "result"  # a quarter's part of the target is no target of its own
    if any(_STRETCH.search(level) for level in levels):
        return "stretch"
    for level in reversed(levels):
        if _TARGET.fullmatch(level) or re.search(r"(?:目标|任务|目标任务)(?:数|值)?$", level):
            return "target"
        if _RESULT.search(level) and not (level is levels[0] and len(levels) > 1) and not _RATE.search(level):
            return "result"
    last = levels[-1]
    if _RATE.search(last):
        return "result" if re.search(r"完成率|增长率|同比|达标率|进度", last) or last in {"率", "占比"} else ""
    return "result" if re.search(r"排名|得分|名次|评分|分值|权重|总分", "".join(levels)) else ""


def _indicator_words(path: Path) -> str:
    kept: list[str] = []
    for level in path:
        if is_unit_word(level):
            continue
        said = bare(_SLASHED.sub("", level))
        words = _TARGET.sub("", _STRETCH.sub("", said)) if _TARGET.search(said) else said
        words = re.sub(r"^其中[:：]?|^(?:本年|全年|年度?)(?=.{2})", "", words)
        if kept and words in _PIECES_LEVEL:
            continue
        if words and not _NO_INDICATOR.fullmatch(words) and words not in kept:
            kept.append(words)
    return "/".join(kept)


def _measure(path: Path, words: str, unit_line: Sequence[str]) -> str:
    for level in reversed(path):
        if is_unit_word(level):
            return clean(level).strip("（）()")
        for said in _MEASURE.findall(clean(level)):
            if not _NO_MEASURE.search(said):
                return str(said).strip()
        if tail := _SLASHED.search(clean(level)):
            return tail[1]
        if unit := unit_in(level):
            return str(unit)
    return _measure_of_line(words, unit_line)


def _measure_of_line(words: str, unit_line: Sequence[str]) -> str:
    """A unit line speaks for the indicators it can measure: money for 资金, pieces for 项目."""
    money = next((word for word in unit_line if unit_in(word)), "")
    if money and _MONEY_WORDS.search(words):
        return money
    if words.endswith("个数"):
        return "个"
    others = [word for word in unit_line if word != money]
    pieces = next((word for word in others if word in {"个", "家", "条", "项"}), "")
    return pieces if _PIECES.search(words) else (others[0] if len(others) == 1 and not money else "")


def _is_number(value: object) -> bool:
    try:
        read_quantity(value)
    except Refused:
        return isinstance(value, str) and unit_in(value) is not None and value[:1].isdigit()
    return True
