"""The fifth stage of reading: the cells of one row by field, with notes on those that cannot be trusted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from app.documents.ledgers.choices import Scaled
from app.documents.ledgers.columns import Layout
from app.documents.ledgers.fields import SHAPES, Sort
from app.documents.ledgers.files.shown import parsed, shown
from app.documents.ledgers.grid import column_letters
from app.documents.ledgers.parts import Cell, Note
from app.documents.ledgers.sheets import Look
from app.values.money import MoneyUnit, in_unit, is_other_currency, unit_in, without_currency
from app.values.words import clean, is_blank, is_ditto, surely_says

_AMOUNTS = frozenset({Sort.MONEY, Sort.DOLLARS, Sort.NUMBER})
_PHONE = re.compile(r"\+?\d[\d\s()（）-]{5,}\d(?:\s*[、,，;；/]\s*\+?\d[\d\s-]{5,}\d)*")
_ABOVE = re.compile(
    r"[同如]\s*[上前]|上同|^[-－—–\s]*(?:[〃″\"＂“”〞〝]|''|,,|，，|同[-－—–\s]*$|do|ditto|[↑↓])", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[/／\\|、，,;；\n\t（(]\s*|\s+")
_UNIT_THEN_PERSON = re.compile(
    r"(.*?(?:村委会|居委会|村|社区|办公室|办|局|中心|站|所|委员会|委|园区|公司|部|科|镇|乡|街道|政府))([\u4e00-\u9fff]{2,3})"
)
# 李　明: a name of two characters, spread to the width of three
_SPREAD_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_PHONE_WORDS = re.compile(r"[)）:：]|(?:电话|手机|联系方式)[:：]?")
_SCALE_WORDS = re.compile(r"[百千十]?[万亿]?美?元|[百千十]?[万亿]")
_BESIDE_MONEY = re.compile(r"[约计共整正(（）)]*")  # what a number format may write there without changing what it is
_DIGITS_A_SHEET_KEEPS = 15
_POWER_OF_TEN = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{2}")  # what is left of a long number: 3.41823E+17
_DAYS_TO_1904 = 1462  # from the first day that most sheets count to that of the 1904 system
_LOST = "号码已被表格软件当作数字改动（超过15位，或成了科学计数法），末几位不可靠，请核对。"
_STRUCK = "画了删除线，这一格没有读入，请核对。"


@dataclass
class _Plan:
    """A column to read; ``known`` are the cells that its values gave where nothing was noted of them.

    Rows that say the same share the cell, so that what is made of it is made once.
    """

    name: str
    column: int
    title: str
    sort: Sort
    unit: MoneyUnit | None
    has_looks: bool
    known: dict[object, Cell] = field(default_factory=dict)


@dataclass
class CellReader:
    """Reads the cells of a layout row by row; ``notes`` gathers what was noticed."""

    layout: Layout
    scaled: Scaled | None = None
    notes: list[Note] = field(default_factory=list)
    dittos: set[str] = field(default_factory=set)  # fields in which 同上 stood for the cell above

    def __post_init__(self) -> None:
        self._grid = self.layout.block.grid
        self._sorts = self.layout.sorts
        units, looked = self.layout.money_units, self._grid.looked_columns
        refused = self.layout.refused_columns
        self._plan = [
            _Plan(name, column, self.layout.title(column), self._sorts[name], units.get(name), column in looked)
            for name, column in self.layout.matching.columns.items()
            if name not in refused
        ]
        self._above: dict[str, Cell] = {}
        self._remark_above: dict[int, str] = {}

    def read(self, row: int) -> dict[str, Cell]:
        """The cells of one row by field."""
        cells: dict[str, Cell] = {}
        values, looks = self._grid.row(row), self._grid.looks
        is_merged = self._grid.is_merged(row)
        for plan in self._plan:
            value = values[plan.column] if plan.column < len(values) else ""
            look = looks.get((row, plan.column)) if plan.has_looks else None
            # What a value gave in this column it gives again. 1, 1.0 and True are equal and not the same.
            key = value if look is None and value.__class__ is str else (value.__class__, value, id(look))
            is_alone = not is_merged or self._grid.merge(row, plan.column) is None
            cell = plan.known.get(key) if is_alone else None
            if cell is None:
                cell = self._new_cell(row, plan, value, key, is_alone=is_alone, is_plain=key is value)
            if cell is not None:
                cells[plan.name] = cell
        for column, names in self.layout.matching.shared.items():
            cells |= self._split(row, cells, column, names)
        self._above.update(cells)
        self._note_comments(row)
        return cells

    def _new_cell(
        self, row: int, plan: _Plan, value: Any, key: object, *, is_alone: bool, is_plain: bool
    ) -> Cell | None:
        """The cell of a value that its column gives for the first time; ``is_plain`` is a text without a look."""
        if is_alone and is_plain and surely_says(value) and (plan.sort is not Sort.CODE or not _lost_digits(value)):
            cell = plan.known[key] = Cell(plan.title, value, plan.unit, plan.column)
            return cell
        noted = len(self.notes)
        read = self._value(row, plan.column, plan.name, plan.sort, plan.unit)
        if read is None:
            return None
        cell = Cell(plan.title, read, plan.unit, plan.column)
        if is_alone and noted == len(self.notes) and not _follows(value):
            plan.known[key] = cell
        return cell

    def amount(self, row: int, column: int, sort: Sort, unit: MoneyUnit | None) -> Cell | None:
        """An amount in a column that is no field of its own; None where there is none, or none to be trusted.

        Without a ``unit`` money has that of the column's heading, else of the unit line.
        """
        if unit is None and sort is Sort.MONEY:
            unit = self.layout.unit_of("amount", column)
        value = self._value(row, column, SHAPES[self.layout.kind].record, sort, unit)
        return None if value is None or is_blank(clean(value)) else Cell(self.layout.title(column), value, unit, column)

    def remarks(self, row: int) -> tuple[Cell, ...]:
        """The cells that go into the remark: second columns of a field of words, and columns of no field."""
        found = []
        for column in self.layout.remarks:
            look = self._grid.look(row, column)
            text = self._words(row, column, look)
            if is_ditto(text):
                text = self._remark_above.get(column, "")
            self._remark_above[column] = text
            if text and not is_blank(text) and not look.error and not look.struck:
                found.append(Cell(self.layout.title(column), text, None, column))
        return tuple(found)

    def struck(self, row: int) -> bool:
        """Whether a line goes through the record: through its name, or through most of its cells."""
        if row not in self._grid.struck_rows:
            return False
        own = [column for column, _value in self._grid.own_cells(row) if column != self.layout.matching.index]
        marked = [column for column in own if self._grid.look(row, column).struck]
        record = self.layout.matching.columns.get(SHAPES[self.layout.kind].record)
        return bool(marked) and (2 * len(marked) > len(own) or (record in marked and len(marked) > 1))

    def _words(self, row: int, column: int, look: Look) -> str:
        value = self._grid.filled(row, column)
        if isinstance(value, str):
            return clean(value)
        return look.shown or shown(value, look.format) or clean(value)

    def _value(self, row: int, column: int, name: str, sort: Sort, unit: MoneyUnit | None) -> object | None:
        """The value for a field; None where the cell cannot be trusted."""
        grid = self._grid
        look, merge = grid.looks.get((row, column)), grid.merge(row, column)
        if merge:
            if merge[0][1] < column:
                return ""  # the value belongs to the first column of cells merged across
            look = grid.looks.get(merge[0])
            if sort in _AMOUNTS and merge[0][0] < row:
                self.note(row, column, clean(grid.filled(row, column)), "金额与上一行合并，只记在上一行。")
                return None
        value: object | None = grid.filled(row, column)
        if look is not None:
            value = self._looked_at(row, column, sort, unit, value, look)
        elif value == "" and grid.sheet.is_doubtful:
            return None
        if isinstance(value, str):
            return self._text(row, column, name, sort, value)
        return value if value is None else self._typed(row, column, sort, value, look)

    def _looked_at(
        self, row: int, column: int, sort: Sort, unit: MoneyUnit | None, value: object, look: Look
    ) -> object | None:
        """What is left of a value by what the cell shows: nothing of errors and of words with a line through them."""
        if look.error:
            self.note(row, column, look.shown, look.error)
            return None
        if look.struck and value != "":
            self.note(row, column, clean(value), _STRUCK)
            return None
        return self._as_shown(row, column, sort, unit, value, look)

    def _typed(self, row: int, column: int, sort: Sort, value: object, look: Look | None) -> object | None:
        """A number or a date as its field takes it."""
        if sort is Sort.CODE and _lost_digits(value):
            self.note(row, column, clean(value), _LOST)
        if sort is Sort.DATE:
            return self._day(row, column, value, look)
        if isinstance(value, time | timedelta):
            self.note(row, column, clean(value), "表格软件把这一格当作了时刻，没有读入，请改成文字。")
            return None
        return value

    def _text(self, row: int, column: int, name: str, sort: Sort, value: str) -> object | None:
        text = clean(value)
        if is_blank(text):
            return ""
        if is_ditto(text):
            return self._same_as_above(row, column, name, sort, text)
        if sort is Sort.CODE and _lost_digits(value):
            self.note(row, column, text, _LOST)
        return value

    def _same_as_above(self, row: int, column: int, name: str, sort: Sort, text: str) -> object | None:
        """同上 stands for the cell above, except for names and amounts, which each record has of its own."""
        above = self._above.get(name)
        if name == SHAPES[self.layout.kind].record or sort in _AMOUNTS:
            self.note(row, column, text, "这一栏每行要写自己的内容，不能写同上，没有读入。")
            return None
        if above is None or not above.text or not _ABOVE.search(text):
            self.note(row, column, text, "看不出与哪一格相同，没有读入，请写明。")
            return None
        self.dittos.add(name)
        return above.value

    def _as_shown(
        self, row: int, column: int, sort: Sort, unit: MoneyUnit | None, value: object, look: Look
    ) -> object | None:
        """A value under a number format that changes its meaning: scaled, a percent, digits with zeros before them."""
        if isinstance(value, bool | str):
            return value
        if sort in {Sort.TEXT, Sort.CODE}:
            text = look.shown or shown(value, look.format)
            if text and isinstance(value, date | time):
                self.note(row, column, text, f"表格软件把这一格改成了日期或时刻，按显示的“{text}”读入，请核对。")
            return text or value
        if sort in _AMOUNTS and isinstance(value, int | float):
            return self._amount_shown(row, column, sort, unit, value, look)
        if sort in _AMOUNTS and isinstance(value, date):
            self.note(row, column, clean(value), "这一栏应是数字，表格里是日期，没有读入，请核对。")
            return None
        return value

    def _amount_shown(
        self, row: int, column: int, sort: Sort, unit: MoneyUnit | None, value: float, look: Look
    ) -> object | None:
        if look.format and not look.shown and parsed(look.format, value).hides_numbers:
            text = shown(value, look.format) or parsed(look.format, value).words
            self.note(row, column, clean(value), f"这一格存的是{clean(value)}，显示的是“{text}”，没有读入，请核对。")
            return None
        text, power, words, is_percent = _scale_of(value, look)
        beside = _beside(text, words) if sort is not Sort.NUMBER and not is_percent else ""
        seen = Decimal(repr(value)).scaleb(power)
        read: object | None = value
        reason = ""
        if is_percent:
            read = text if sort is Sort.NUMBER else None
            reason = "" if read else "这一栏是金额，表格里是百分数，没有读入，请核对。"
        elif not _BESIDE_MONEY.fullmatch(without_currency(beside)):
            read, reason = None, f"显示的是“{text}”，看不出是不是金额，没有读入，请核对。"
        elif is_other_currency(beside):
            read = f"{seen:f}{words.removesuffix('元')}{beside}"
        elif words:
            read = f"{seen:f}{words}"
            if unit is not None and (unit_in(words) or unit_in(f"{words}元") or words) != unit:
                reason = f"这一格写的单位是{words}，按{text}读入，请核对。"
        elif power and sort is not Sort.NUMBER and self.scaled is not Scaled.STORED:
            read, reason = self._scaled(value, text, power, unit)
        if reason:
            self.note(row, column, text, reason)
        return read

    def _scaled(self, value: float, text: str, power: int, unit: MoneyUnit | None) -> tuple[float | None, str]:
        """A number that is shown a power of ten smaller or larger, as answered or as the column's unit explains it."""
        if self.scaled is Scaled.SHOWN or (unit is not None and power == _power_of(unit)):
            seen = float(Decimal(repr(value)).scaleb(power))
            return seen, f"显示的是{text}，存的是{clean(value)}，按显示的数读入，请核对。"
        return None, _differs(text, power)

    def _day(self, row: int, column: int, value: object, look: Look | None) -> object | None:
        if isinstance(value, time | timedelta):
            self.note(row, column, clean(value), "表格软件把这一格当作了时刻，看不出是哪一天，没有读入。")
            return None
        if self._grid.sheet.from_1904 and _is_day_number(value):
            return float(value) + _DAYS_TO_1904  # type: ignore[arg-type]
        if isinstance(value, date) and look is not None and look.format and "y" not in look.format.lower():
            text, span = shown(value, look.format), self.layout.block.span
            if text and str(value.year) not in text and not re.search(r"\d{2}年", text):
                years = span.years_of(value.month)
                if span.first and value.year not in years:
                    self.note(
                        row, column, text, f"表格里存的是{value.year}年，与表题的{span.text()}不符，没有读入，请核对。"
                    )
                    return None
        if isinstance(value, int | float) and look is not None and look.shown:
            return look.shown
        if isinstance(value, date) and look is not None and (less := _as_exactly_as_shown(value, look)):
            return less
        return value.date() if isinstance(value, datetime) and value.time() == time() else value

    def _note_comments(self, row: int) -> None:
        if not self._commented.get(row):
            return
        for column, comment in self._commented[row]:
            reason = f"这一格有批注“{comment[:60]}”，批注没有读入，请核对。"
            self.note(row, column, clean(self._grid.filled(row, column))[:40], reason)

    @cached_property
    def _commented(self) -> dict[int, list[tuple[int, str]]]:
        found: dict[int, list[tuple[int, str]]] = {}
        for (row, column), look in self._grid.looks.items():
            if look.comment:
                found.setdefault(row, []).append((column, re.sub(r"\s+", " ", look.comment)))
        return found

    def note(self, row: int, column: int, value: str, reason: str) -> None:
        """Remembers something about a cell."""
        title = self.layout.title(column) if column < len(self.layout.block.header.paths) else ""
        self.notes.append(Note(row + 1, title or f"{column_letters(column)}列", value, reason, column))

    def continued(self, cells: Mapping[str, Cell], row: int) -> dict[str, Cell]:
        """A record that goes on in the next row, because its name is merged over both, with that row's words added."""
        joined = dict(cells)
        for name, column in self.layout.matching.columns.items():
            value = self._grid.own(row, column)
            if value == "" or is_blank(clean(value)):
                continue
            if self._sorts[name] in {Sort.TEXT, Sort.CODE} and name in joined:
                text = "\n".join(filter(None, (joined[name].text, clean(value))))
                joined[name] = Cell(joined[name].column, text, joined[name].unit, column)
            else:
                self.note(row, column, clean(value), "这一行与上一行是同一条记录，这一格没有读入。")
        return joined

    @cached_property
    def filled_down(self) -> tuple[str, ...]:
        """Fields whose column gives only the first row of each group a value, without merging the cells."""
        shape, matching = SHAPES[self.layout.kind], self.layout.matching
        record = matching.columns.get(shape.record, -1)
        return tuple(
            name
            for name in shape.filled_down
            if (matching.index is not None or name not in shape.by_number)
            and matching.columns.get(name, record) < record
            and self._is_filled_once_a_group(matching.columns[name], record)
        )

    def _is_filled_once_a_group(self, column: int, record: int) -> bool:
        rows = [row for row in self.layout.block.rows if self._grid.own(row, record) != ""]
        words = [self._grid.label(row, column) for row in rows]
        blanks = sum(not word for word in words)
        repeats = any(word and word == later for word, later in pairwise(words))
        return bool(words and words[0]) and not repeats and 3 * blanks >= len(words)

    def _split(self, row: int, cells: Mapping[str, Cell], column: int, names: Iterable[str]) -> dict[str, Cell]:
        """A cell that holds two fields (责任人及联系电话, 责任单位及责任人), given to each its part."""
        present = [name for name in names if self.layout.matching.columns.get(name) == column and name in cells]
        if not present:
            return {}
        whole = cells[present[0]]
        parts = _parts(whole.text, tuple(names))
        dated = [name for name in names if self._sorts[name] is Sort.DATE]
        if len(dated) > 1 and whole.text and sum(bool(parts.get(name)) for name in dated) == 1:
            self.note(row, column, whole.text, "这一栏要写两个日期，只写了一个，按第一个读入，请核对。")
        return {name: Cell(whole.column, parts.get(name, ""), whole.unit, column) for name in present}


def _follows(value: object) -> bool:
    """Whether what a value means depends on the cell above."""
    return isinstance(value, str) and is_ditto(clean(value))


def _scale_of(value: float, look: Look) -> tuple[str, int, str, bool]:
    """The shown text, the power of ten between it and the value, its unit's words, and whether it is a percent."""
    if look.shown:
        words = "".join(_SCALE_WORDS.findall(re.sub(r"[\d.,\s]", "", look.shown)))
        return look.shown, _power_between(value, look.shown), words, look.shown.endswith("%")
    found = parsed(look.format, value)
    return shown(value, look.format), found.power, "".join(_SCALE_WORDS.findall(found.words)), found.is_percent


def _beside(text: str, words: str) -> str:
    """What a cell shows beside a number and its unit's words, signs and blanks left out."""
    rest = _SCALE_WORDS.sub("", text) if words else text
    return re.sub(r"[-+−.,%\d\s_:：]|E[+-]?\d+", "", rest)


def _differs(text: str, power: int) -> str:
    times = f"{10**-power}倍" if power < 0 else f"{10**power}分之一"
    return f"显示的是{text}，存的是显示的{times}，看不出以哪个为准，没有读入；请改成一致后再导入。"


def _power_of(unit: MoneyUnit) -> int:
    """The power of ten by which a number of 元 is shown in a unit: -4 for 万元."""
    return -(Decimal(1) / in_unit(100, unit)).adjusted() if unit else 0


def _power_between(value: float, text: str) -> int:
    """The power of ten between a value and the number in the text that shows it; 0 where they agree."""
    found = re.search(r"-?[\d,]*\.?\d+", text)
    if not found or not value:
        return 0
    seen = float(found.group().replace(",", "") or 0)
    for power in (0, -4, -8, -3, -6, -2, 2, -1, 1, -5, -7):
        if seen and abs(value * 10.0**power - seen) <= abs(seen) * 0.005 + 0.005:
            return power
    return 0


def _as_exactly_as_shown(value: date, look: Look) -> str:
    """The month or the year that a date under a format without day says; "" where the day was typed.

    2026-3 becomes the first of March in a sheet, which shows it without its day.
    """
    text = look.shown or shown(value, look.format)
    if value.day == 1 and re.fullmatch(r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?|[A-Z][a-z]{2}-\d{2}", text):
        return f"{value.year}-{value.month:02d}"
    return str(value.year) if (value.month, value.day) == (1, 1) and re.fullmatch(r"\d{4}\s*年?度?", text) else ""


def _is_day_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 10_000 <= value <= 72_000


def _lost_digits(value: object) -> bool:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return value >= float(10**_DIGITS_A_SHEET_KEEPS)
    text = clean(value)
    return text[:1].isdecimal() and not text.isdecimal() and bool(_POWER_OF_TEN.fullmatch(text))


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
