"""Turns the cells of one row into a record's cells by field, with notes on those that cannot be trusted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from app.documents.ledgers.fields import SHAPES, Sort, fields_of
from app.documents.ledgers.headers import Recognised
from app.documents.ledgers.parts import Cell, Note
from app.documents.ledgers.titles import money_units, texts_above
from app.values.money import MoneyUnit, unit_in
from app.values.words import clean, is_blank

_AMOUNTS = frozenset({Sort.MONEY, Sort.DOLLARS, Sort.NUMBER})
_PHONE = re.compile(r"\+?\d[\d\s()（）-]{5,}\d(?:\s*[、,，;；/]\s*\+?\d[\d\s-]{5,}\d)*")
_BETWEEN = re.compile(r"\s*[/／\\|、，,;；\n\t（(]\s*|\s+")
_UNIT_THEN_PERSON = re.compile(
    r"(.*?(?:村委会|居委会|村|社区|办公室|办|局|中心|站|所|委员会|委|园区|公司|部|科|镇|乡|街道|政府))([\u4e00-\u9fff]{2,3})"
)
# 李　明: a name of two characters, spread to the width of three
_SPREAD_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_PHONE_WORDS = re.compile(r"[)）:：]|(?:电话|手机|联系方式)[:：]?")
_DIGITS_A_SHEET_KEEPS = 15
_DAYS_TO_1904 = 1462  # from the first day that most sheets count to that of the 1904 system


@dataclass
class CellReader:
    """Reads records' cells from a recognised sheet; ``notes`` gathers what was noticed."""

    seen: Recognised
    notes: list[Note] = field(default_factory=list)

    @cached_property
    def units(self) -> tuple[MoneyUnit | None, MoneyUnit | None]:
        """The yuan unit and the dollar unit of the lines above the header."""
        return money_units(texts_above(self.seen.grid, self.seen.header.top))

    @cached_property
    def column_units(self) -> dict[str, MoneyUnit | None]:
        """The unit of each field that holds money: its heading's, else the unit line's."""
        return {
            name: self._unit_of(name, column)
            for name, column in self.seen.matching.columns.items()
            if self._sorts[name] in {Sort.MONEY, Sort.DOLLARS}
        }

    @cached_property
    def _sorts(self) -> dict[str, Sort]:
        return {one.name: one.sort for one in fields_of(self.seen.kind)}

    def _unit_of(self, name: str, column: int) -> MoneyUnit | None:
        said = next((unit for label in reversed(self.seen.header.paths[column]) if (unit := unit_in(label))), None)
        yuan, dollars = self.units
        if self._sorts[name] is Sort.DOLLARS:  # contracts with foreign capital are stated in 万美元 by the returns
            return said or dollars or MoneyUnit.WAN_USD
        return said or yuan or dollars

    def read(self, row: int) -> dict[str, Cell]:
        """The cells of one row by field."""
        cells: dict[str, Cell] = {}
        for name, column in self.seen.matching.columns.items():
            value = self._value(row, column, name)
            if value is not None:
                cells[name] = Cell(self.seen.header.title(column), value, self.column_units.get(name))
        for column, names in self.seen.matching.shared.items():
            cells |= self._split(cells, column, names)
        return cells

    def extras(self, row: int) -> tuple[Cell, ...]:
        """The words of a row under headings that mean a field which another column has (项目内容 beside 进度)."""
        title, grid = self.seen.header.title, self.seen.grid
        cells = (Cell(title(column), grid.filled(row, column)) for column in self.extra_columns)
        return tuple(cell for cell in cells if isinstance(cell.value, str) and not is_blank(cell.text))

    @cached_property
    def extra_columns(self) -> tuple[int, ...]:
        """The columns of :meth:`extras`: second ones of a field of words, in a kind that has remarks."""
        fields = {column: name for name, column in self.seen.matching.columns.items()}
        if "note" not in self._sorts or self.seen.wide is not None:
            return ()
        doubles = self.seen.matching.doubles
        return tuple(left for left, taken in sorted(doubles) if self._sorts[fields[taken]] is Sort.TEXT)

    def _value(self, row: int, column: int, name: str) -> object | None:
        """The value for a field; None where the cell cannot be trusted."""
        grid, sort = self.seen.grid, self._sorts[name]
        if fault := grid.faults.get((row, column)):
            self.note(row, column, fault.value, fault.reason)
            return None
        merge = grid.merge(row, column)
        if merge and merge[0][1] < column:
            return ""  # the value belongs to the first column of cells merged across
        if sort in _AMOUNTS and grid.is_continued(row, column):
            self.note(row, column, clean(grid.filled(row, column)), "金额与上一行合并，只记在上一行。")
            return None
        value = grid.filled(row, column)
        if isinstance(value, str) and is_blank(clean(value)):
            return ""
        if sort is Sort.CODE and _lost_digits(value):
            self.note(row, column, clean(value), "号码超过15位，已被表格软件改动，末几位不可靠，请核对。")
        if sort is Sort.DATE and grid.sheet.from_1904 and _is_day_number(value):
            return float(value) + _DAYS_TO_1904  # type: ignore[arg-type]
        return value

    def note(self, row: int, column: int, value: str, reason: str) -> None:
        """Remembers something about a cell."""
        self.notes.append(Note(row + 1, self.seen.header.title(column), value, reason))

    def continue_record(self, cells: dict[str, Cell], row: int) -> dict[str, Cell]:
        """A record that goes on in the next row, because its name is merged over both, with that row's words added."""
        for name, column in self.seen.matching.columns.items():
            value = self.seen.grid.own(row, column)
            if value == "" or is_blank(clean(value)):
                continue
            if self._sorts[name] in {Sort.TEXT, Sort.CODE} and name in cells:
                joined = "\n".join(filter(None, (cells[name].text, clean(value))))
                cells[name] = Cell(cells[name].column, joined, cells[name].unit)
            else:
                self.note(row, column, clean(value), "这一行与上一行是同一条记录，这一格没有读入。")
        return cells

    @cached_property
    def filled_down(self) -> tuple[str, ...]:
        """Fields whose column gives only the first row of each group a value, without merging the cells."""
        record = self.seen.matching.columns.get(SHAPES[self.seen.kind].record, -1)
        return tuple(
            name
            for name in SHAPES[self.seen.kind].filled_down
            if (self.seen.matching.index is not None or name not in SHAPES[self.seen.kind].by_number)
            and self.seen.matching.columns.get(name, record) < record
            and self._is_filled_once_a_group(self.seen.matching.columns[name], record)
        )

    def _is_filled_once_a_group(self, column: int, record: int) -> bool:
        grid = self.seen.grid
        rows = [row for row in range(self.seen.header.end, grid.height) if grid.own(row, record) != ""]
        words = [grid.label(row, column) for row in rows]
        blanks = sum(not word for word in words)
        repeats = any(word and word == later for word, later in pairwise(words))
        return bool(words and words[0]) and not repeats and 3 * blanks >= len(words)

    def _split(self, cells: Mapping[str, Cell], column: int, names: Iterable[str]) -> dict[str, Cell]:
        """A cell that holds two fields (责任人及联系电话, 责任单位及责任人), given to each its part."""
        present = [name for name in names if self.seen.matching.columns.get(name) == column and name in cells]
        if not present:
            return {}
        whole = cells[present[0]]
        parts = _parts(whole.text, tuple(names))
        return {name: Cell(whole.column, parts.get(name, ""), whole.unit) for name in present}


def _is_day_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 10_000 <= value <= 72_000


def _lost_digits(value: object) -> bool:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value >= float(10**_DIGITS_A_SHEET_KEEPS)
    return bool(re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d{2}", clean(value)))


def _parts(text: str, names: tuple[str, ...]) -> dict[str, str]:
    parts: dict[str, str] = {}
    if "phone" in names:
        parts["phone"] = "、".join(found.group().strip() for found in _PHONE.finditer(text))
        text = _PHONE.sub(" ", text)
    text = _SPREAD_NAME.sub(r"\1\2", text)
    others = [name for name in names if name != "phone"]
    words = [word for word in _BETWEEN.split(_PHONE_WORDS.sub(" ", text).strip()) if word]
    if len(others) == 1:
        parts[others[0]] = "、".join(words)
    elif len(words) == 1 and others[0].endswith("unit") and (found := _UNIT_THEN_PERSON.fullmatch(words[0])):
        parts[others[0]], parts[others[1]] = found[1], found[2]
    else:
        parts |= dict(zip(others, [*words[: len(others) - 1], "、".join(words[len(others) - 1 :])], strict=False))
    return parts
