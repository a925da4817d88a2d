"""The values of one row: its cells read as money, dates and words, with their doubts; what cannot be read is kept."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from app.documents.ledgers.parts import Cell, Ledger, LedgerRow, Note
from app.documents.ledgers.titles import Span, yuan_units_of
from app.errors import Refused
from app.jobs.imports.notes import Notes, Rejected, RowKey
from app.jobs.imports.words import word_for
from app.models.types import Day
from app.services.projects import has_come
from app.values.dates import (
    PartialDate,
    month_without_year,
    read_date,
    read_span,
    without_about,
    without_before,
    without_event,
    without_plan,
)
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit, is_about, read_money, yuan_units_in
from app.values.phrases import is_doubtful
from app.values.words import is_ditto, remark_in, without_remark

Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")
_LIMITS = frozenset(("start_planned", "production_planned", "due_on", "next_on"))  # 7月底前 is 7月 there
# What may stand beside the date under its own heading: 2026年3月已开工, 于2026.3.5签约.
_EVENTS = {
    "signed_on": "签约 签订 签署 签",
    "registered_on": "注册 成立 落地",
    "landed_on": "落地 注册 落户 入驻",
    "started_on": "开工建设 开工 动工 奠基 开建 建设",
    "start_planned": "开工建设 开工 动工 奠基",
    "production_on": "竣工投产 建成投产 投产 竣工 建成 完工 运营 试生产 试产 开业",
    "production_planned": "竣工投产 建成投产 投产 竣工 建成 完工 运营 试生产 试产 开业",
    "statistics_on": "入统 纳统 入规 入库",
    "in_statistics": "入统 纳统 入规 入库",
    "closed_on": "销号 办结 解决 完成",
    "due_on": "办结 完成 解决 销号",
}
# Sums that count as arrived: 500（计划） is none of them.
_RECEIVED = frozenset(
    ("amount", "recognised_amount", *(f"received_{part}" for part in ("before", "year", "total", "month", "outside")))
)
# Days of what has happened by its nature; a project's own milestones have a rule of their own.
_HAPPENED = frozenset(("registered_on", "judged_on", "raised_on", "closed_on", "last_contact_on", "completed_on"))
# What cells were read as without a doubt, by the way of reading, the field and the cell. Rows that say the same share
# the cell: what it says to one of them it says to all. Doubts are told of each row, so these are read each time.
Readings = dict[tuple[str, str, int], Any]
_LONG_AGO = frozenset(("born_on",))
_YEARS_AHEAD = 30
_BREAK = re.compile(r" *\n\s*")
_SHOWN = 80  # characters of a cell in a message


@dataclass
class ImportRow:
    """Reads the cells of one row by field; ``unit`` is the money unit that the caller named.

    ``stored`` remembers what each field was read as, so that it can be shown beside what the sheet shows.
    """

    ledger: Ledger
    row: LedgerRow
    notes: Notes
    unit: MoneyUnit | None = None
    today: date = date.max
    is_shown: bool = False  # among the first, shown side by side: what each cell is read as has to be known
    readings: Readings = field(default_factory=dict)  # shared by the rows of a ledger
    leftovers: list[tuple[str, str]] = field(default_factory=list)  # heading and words of what goes into the remark
    unread: set[str] = field(default_factory=set)  # fields that could not be read: what the records know of them stays
    stored: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.row.extras:
            self.leftovers += [_titled(cell) for cell in self.row.extras]

    @property
    def key(self) -> RowKey:
        """Where the row stands in the workbook."""
        return self.ledger.sheet, self.row.number

    def has(self, name: str) -> bool:
        """Whether the ledger has this column with something to go by in this row."""
        return name in self.row.cells

    def is_of_group(self, name: str) -> bool:
        """Whether the words stand over several rows, as a heading between them."""
        cell = self.row.cells.get(name)
        return cell is not None and cell.place is None

    def text(self, name: str) -> str:
        """The cell's words; empty where it is missing or says "nothing"."""
        cell = self.row.cells.get(name)
        words = "" if cell is None else cell.words
        if self.is_shown:
            self.stored.setdefault(name, words)
        return words

    def line(self, name: str) -> str:
        """The cell's words in one line: a name that was broken in its cell is one name."""
        words = self.text(name)
        words = _BREAK.sub("", words) if "\n" in words else words
        if self.is_shown:
            self.stored[name] = words
        return words

    def name(self, name: str) -> str:
        """A record's name in one line; "" for words that say only that there is none: 空, 未知, 同上."""
        words = self.line(name)
        return "" if is_ditto(words) else words

    def date(self, name: str) -> PartialDate | None:
        """The cell's date; words that are none are noted and kept, and so is 左右 beside a date."""
        when = self._read("date", name, lambda cell: self._date(name, cell))
        if name in _HAPPENED:
            self._warn_of_future(name, when)
        return when

    def date_of(self, name: str, words: str) -> PartialDate | None:
        """The date that a part of the cell's words says: 2026.5 of 是（2026.5）; None where it says none."""
        when = self.stored[name] = _date_or_none(words, self.ledger.span.last_year)
        if when is None:
            self.warn(name, f"“{words}”看不出是哪一天，没有读入，请核对。")
            self.unread.add(name)
        return when

    def span(self, name: str) -> tuple[PartialDate | None, PartialDate | None]:
        """The cell's first and last day; the last is None for one day."""
        read = self._read("span", name, lambda cell: read_span(cell.value, self._year(name, cell.text)))
        first, last = read or (None, None)
        self._warn_of_future(name, first)
        return first, last

    def is_dated(self, name: str) -> bool:
        """Whether the cell holds a date and nothing else, whatever its year."""
        cell = self.row.cells.get(name)
        return cell is not None and (not isinstance(cell.value, str) or _date_or_none(cell.text, 2000) is not None)

    def is_day(self, name: str) -> bool:
        """Whether the sheet itself holds the cell as a date: it says nothing else, and plans nothing."""
        cell = self.row.cells.get(name)
        return cell is not None and isinstance(cell.value, date)

    def planned(self, name: str) -> PartialDate | None:
        """The day that a cell only plans (预计2026年5月); None where it says nothing of plans."""
        text = self.text(name)
        planned = without_plan(text)
        if planned == text:
            return None
        words = without_event(without_before(planned), _EVENTS.get(name, ""))
        return _date_or_none(words, self.ledger.span.last_year)

    def money(self, name: str) -> int | None:
        """The cell's amount in 分; words that are none are noted and kept."""
        return self._read("money", name, lambda cell: self._amount(name, cell, self._yuan_unit(cell)))

    def peek_money(self, name: str) -> int | None:
        """The cell's amount in 分, to compare with: what cannot be read is not noted here."""
        cell = self.row.cells.get(name)
        if cell is None or not cell.text:
            return None
        key = ("peek", name, id(cell))
        if key not in self.readings:
            try:
                self.readings[key] = _amount(cell, self._yuan_unit(cell))
            except (NoUnit, Refused):
                self.readings[key] = None
        amount: int | None = self.readings[key]
        return amount

    def dollars(self, name: str) -> int | None:
        """The cell's amount in US cents, 万美元 where no heading says otherwise."""
        return self._read("dollars", name, lambda cell: self._amount(name, cell, _dollar_unit(cell)))

    def must_money(self, name: str, *, dollars: bool = False) -> int:
        """The amount without which the row says nothing; raises :class:`Rejected` with what is wrong with it."""
        cell = self.row.cells.get(name)
        if cell is None or not cell.words:
            raise self.reject(name, "没有写金额，这一行没有读入。")
        try:
            amount = self._amount(name, cell, _dollar_unit(cell) if dollars else self._yuan_unit(cell))
        except NoUnit:
            self._refuse_column(cell)
            raise self.reject(name, "没有写明金额单位，这一行没有读入。") from None
        except Refused as refused:
            raise self.reject(name, refused.message) from refused
        self.stored[name] = amount
        return amount

    def word(self, name: str, choices: type[Word], otherwise: str = "") -> Word | None:
        """The word of a closed set that the cell means; others are noted, and kept unless ``otherwise`` says more."""
        text = self.text(name)
        found = word_for(choices, text, self.today) if text else None
        self.stored[name] = found or ""
        if text and found is None:
            known = "、".join(str(choice) for choice in choices)
            of_all = "分组的标题，下面各行都" if self.is_of_group(name) else ""
            if not of_all or self.notes.is_first_of((self.ledger.sheet, name, text)):
                done = otherwise or "没有改动，原文留在备注"
                self.warn(name, f"看不出是哪一种，{of_all}{done}；可用的有：{known}。")
            self.unread.add(name)
            if not otherwise:
                self.keep(name)
        return found

    def warn(self, name: str | None, reason: str) -> None:
        """Notes something about a cell that does not stop the row."""
        self.notes.warnings.append(self.note(name, reason))

    def claim(self, key: object, name: str) -> None:
        """Says so where an earlier column of this row spoke of the record ``key`` too; see :meth:`must_be_first`."""
        first = self.notes.claimed.setdefault(key, (self.key, self.row))
        if first[1] is not self.row and first[0] == self.key:
            self.warn(name, "这一行有两栏说的是同一项，以后一栏为准。")

    def must_be_first(self, key: object, name: str) -> None:
        """Refuses a row that would overwrite what an earlier row of this import said of the record ``key``.

        A row that repeats the earlier one in all its cells says nothing new and is let through.
        """
        first = self.notes.claimed.get(key)
        if first is None or first[0] == self.key:
            return
        (sheet, number), _ = first
        where = f"第{number}行" if sheet == self.ledger.sheet else f"工作表“{sheet}”第{number}行"
        if _says_the_same(first[1], self.row):
            self.warn(name, f"与{where}完全相同，只记一条。")
            return
        raise self.reject(
            name, f"与{where}是同一条但内容不同，没有覆盖；如果是两条，请写明编号或改名，否则请删去一行。"
        )

    def reject(self, name: str | None, reason: str) -> Rejected:
        """The reason why this row cannot be taken, to be raised."""
        return Rejected(self.note(name, reason))

    def note(self, name: str | None, reason: str) -> Note:
        """A note that points at a cell of this row; where reading could not trust the cell, it says that too."""
        cell = self.row.cells.get(name) if name else None
        title = cell.column if cell else self.ledger.columns.get(name or "")
        if cell is None and title and (doubt := self.doubted(title)):
            return replace(doubt, reason=f"{reason}（{doubt.reason.rstrip('。')}）", sheet=self.ledger.sheet)
        words, place = (cell.text[:_SHOWN], cell.place) if cell else ("", None)
        return Note(self.row.number, title, words, reason, place, self.ledger.sheet)

    def doubted(self, title: str) -> Note | None:
        """What reading said of this row's cell under a heading; None where it said nothing."""
        return self.ledger.noted.get((self.row.number, title))

    def with_leftovers(self, note: str) -> str:
        """A remark with the cells of no field added to it: each heading once, with what it says now."""
        parts = [part for part in note.split("；") if part]
        for title, words in self.leftovers:
            added = f"{title}：{words}".replace("；", "，")
            same = [place for place, part in enumerate(parts) if part.startswith(f"{title}：")]
            if same:
                parts[same[0]] = added
            elif added not in parts:
                parts.append(added)
        return "；".join(parts) if self.leftovers else note

    def keep(self, name: str) -> None:
        """Keeps a cell's words for the remark."""
        self.leftovers.append(_titled(self.row.cells[name]))

    def leave_over(self, title: str, words: str) -> None:
        """Keeps words for the remark under a heading of ours."""
        self.leftovers.append((title, words))

    def _read(self, way: str, name: str, read: Callable[[Cell], Value]) -> Value | None:
        cell = self.row.cells.get(name)
        if cell is None or not cell.words:
            self.stored[name] = None
            return None
        key = (way, name, id(cell))
        if key in self.readings:
            known: Value = self.readings[key]
            self.stored[name] = known
            return known
        told = len(self.notes.warnings) + len(self.leftovers)
        try:
            value = read(cell)
        except NoUnit:
            self._refuse_column(cell)
        except Refused as refused:
            self.warn(name, refused.message)
            self.keep(name)
        else:
            self.stored[name] = value
            if told == len(self.notes.warnings) + len(self.leftovers):
                self.readings[key] = value
            return value
        self.unread.add(name)
        return None

    def _warn_of_future(self, name: str, when: PartialDate | None) -> None:
        if when is not None and not has_come(when, self.today) and self.ledger.kind is not LedgerKind.PROJECTS:
            self.warn(name, f"{when.text()}还没有到，请核对。")

    def _amount(self, name: str, cell: Cell, unit: MoneyUnit | None) -> int:
        amount = _amount(cell, unit)
        if not isinstance(cell.value, str):
            return amount
        if name in _RECEIVED and is_doubtful(cell.text):
            raise Refused(f"“{cell.text}”写的不像已经到账的钱，没有读入，请核对。")
        remark = remark_in(cell.text)
        if (said_again := _amount_or_none(remark)) is not None and said_again != amount:
            raise Refused(f"“{cell.text}”前后两个数不一致，看不出以哪个为准，没有读入，请核对。")
        if is_about(cell.text):
            self.warn(name, "写的不是准数，按其中的数读入，原文留在备注，请核对。")
            self.keep(name)
        elif said_again is None and remark and remark not in set(MoneyUnit):
            self.keep(name)
        return amount

    def _date(self, name: str, cell: Cell) -> PartialDate:
        year = self._year(name, cell.text)
        try:
            return self._of_our_time(name, cell, read_date(cell.value, year))
        except Refused:
            said = without_remark(cell.text)
            words = without_event(
                without_plan(without_before(said)) if name in _LIMITS else said, _EVENTS.get(name, "")
            )
            when = _date_or_none(without_about(words), year)
            if when is None or not isinstance(cell.value, str) or without_about(words) == cell.text:
                raise
            self._of_our_time(name, cell, when)
        if without_about(words) != words:
            self.warn(name, f"写的是大概时间，按{when.text()}读入，原文留在备注，请核对。")
        elif said != cell.text and is_doubtful(remark_in(cell.text)):
            raise Refused(f"“{cell.text}”看不出是否已经发生，没有读入，请核对。")
        elif said != cell.text:
            self.warn(name, f"按{when.text()}读入，括号里的话留在备注。")
        if without_about(words) != words or said != cell.text:
            self.keep(name)
        return when

    def _of_our_time(self, name: str, cell: Cell, when: PartialDate) -> PartialDate:
        """The date, refused where the form refuses it, and told where it lies further ahead than any plan: 2062."""
        if name not in _LONG_AGO and (problem := Day().problem(when)):
            raise Refused(f"“{cell.text}”没有读入：{problem}")
        if when.year > self.today.year + _YEARS_AHEAD:
            self.warn(name, f"{when.text()}还很远，请核对年份。")
        return when

    def _year(self, name: str, text: str) -> int | None:
        """The year of a date that names none: the one in which its month lies inside the title's span.

        Refused where the span has it twice, or not at all for what has happened already.
        """
        month = month_without_year(text)
        span = self.ledger.span
        if month is None or span.last is None:
            return span.last_year
        return _year_inside(span, month, text, may_come=name in _LIMITS)

    def _yuan_unit(self, cell: Cell) -> MoneyUnit | None:
        return cell.unit or self.unit or self.ledger.money_unit

    def _refuse_column(self, cell: Cell) -> None:
        if (self.ledger.sheet, cell.column) not in self.notes.columns_without_unit:
            self.notes.columns_without_unit.add((self.ledger.sheet, cell.column))
            named = "、".join(yuan_units_in(cell.column) or yuan_units_of(self.ledger.titles))
            doubt = f"表里写了{named}，看不出这一栏用哪一种单位" if named else "表里没有写明金额单位"
            reason = f"{doubt}，这一栏没有读入；请指明是元、万元还是亿元后重新导入。"
            note = Note(self.ledger.header_row, cell.column, "", reason, cell.place, self.ledger.sheet)
            self.notes.rejected.append(note)


def _year_inside(span: Span, month: int, text: str, *, may_come: bool) -> int | None:
    years = span.years_of(month)
    if len(years) == 1:
        return years[0]
    if years:
        raise Refused(f"表题跨{span.text()}，看不出“{text}”是哪一年，请写明年份。")
    if may_come:
        return span.last_year
    raise Refused(f"“{text}”不在表题的{span.text()}之内，看不出是哪一年，请写明年份。")


def _titled(cell: Cell) -> tuple[str, str]:
    return cell.column.replace(chr(10), ""), cell.text


def _says_the_same(one: LedgerRow, other: LedgerRow) -> bool:
    texts = [{name: cell.words for name, cell in row.cells.items() if cell.words} for row in (one, other)]
    return texts[0] == texts[1]


def _date_or_none(text: str, year: int | None) -> PartialDate | None:
    try:
        return read_date(text, year)
    except Refused:
        return None


def _amount_or_none(text: str) -> int | None:
    """The amount that a text is, with its unit; None where it is another text."""
    try:
        return read_money(text, None) if any(map(str.isdigit, text)) else None
    except Refused:
        return None


class NoUnit(Exception):
    """A bare number under a heading that names no unit, in a ledger that names none."""


def _amount(cell: Cell, unit: MoneyUnit | None) -> int:
    if unit is None and _is_bare_number(cell):
        raise NoUnit
    amount = read_money(cell.value, unit)
    if amount < 0:
        raise Refused(f"“{cell.text}”是负数，没有读入，请核对。")
    return amount


def _dollar_unit(cell: Cell) -> MoneyUnit:
    return cell.unit if cell.unit and cell.unit.is_dollars else MoneyUnit.WAN_USD


def _is_bare_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) or not any(sign in cell.text for sign in "元万亿")


def changes(row: ImportRow, readers: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    """The entry's new values, for the columns that the row has: a missing column keeps what is there.

    So does a cell that could not be read: it is reported, and its words go into the remark.
    """
    read_now = {name: read() for name, read in readers.items() if row.has(name)}
    return {name: value for name, value in read_now.items() if name not in row.unread}
