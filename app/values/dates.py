"""Dates as offices know them: to the day, only to the month, or only to the year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.errors import Refused
from app.values.words import clean

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_CHINESE_NUMBER = re.compile(
    r"(?<![〇○零一二三四五六七八九十])(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[月日号])"
)
_FULL = re.compile(r"(\d{4})\s*[-./、，,年\s]\s*(\d{1,2})\s*[-./、，,月\s]\s*(\d{1,2})\s*[日号]?")
# 2026.3-5 may be the months from March to May, 2026年3、5 two of them.
_MONTHS_OR_DAY = re.compile(r"\d{4}\s*(?:[./年]\s*\d{1,2}\s*[-、，,]|[-/年]\s*\d{1,2}\s*[、，,])\s*\d{1,2}")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?\s*(?:份|底|末|初|中旬|上旬|下旬|中|日)?")
_YEAR = re.compile(r"(\d{4})\s*(?:年|年度|年{1,2}[底末初内])?")
_SHORT_YEAR_MARKED = re.compile(r"^['‘’`](2\d)(?=[-./]\d)")
_SHORT_YEAR = re.compile(r"'?(\d{2})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号]|份|底|末|初|中旬|上旬|下旬)?")
_OLD_YEAR = re.compile(r"([3-9]\d)[-./](\d{1,2})(?:[-./](\d{1,2}))?")
_OF_KNOWN_YEAR = re.compile(r"(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号]|份|底|末|初|中旬|上旬|下旬)?|(\d{1,2})\.(\d{1,2})")
_MONTH_ALONE = re.compile(r"(?<![\d.])(\d{1,2})\s*月|^(\d{1,2})\.\d{1,2}(?![\d.])")
_SPAN_SIGN = re.compile(r"\s*[-—–~～至到]+\s*")
_MONTH_AND_DAY = re.compile(r"月\s*\d{1,2}$")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})\s*[日号]?")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_ABOUT = re.compile(r"^(?:大约|大概|约)\s*|\s*(?:左右|上下|前后)$")
_BEFORE = re.compile(r"(?<=[底末日号月])\s*(?:之|以)?前$")
_PLANNED = re.compile(
    r"^(?:初步|原)?(?:计划|预计|拟定?|力争|约定|预期|争取)(?:于|在)?\s*(?=['‘]?\d|[一二三四五六七八九十]+月)"
)
_PLANNED_BEHIND = re.compile(
    r"\s*[（(\[【]\s*(?:初步|原)?(?:计划|预计|拟|暂定|力争|约定|预期|争取|目标)(?:数|时间|日期)?\s*[)）\]】]$"
)
_CLOCK_TIME = re.compile(
    r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$|(?<=[日号\d])\s*(上午|下午|中午|晚上|早上)?(\d{1,2}[时点:：](\d{1,2}分?)?)?$"
)
_WEEKDAY = re.compile(r"[(（]?(星期|周|礼拜)[一二三四五六日天][)）]?$")
_EPOCH_1900 = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_SERIAL, _LAST_SERIAL = (
    10_000,
    73_415,
)  # 1927 to 2100: smaller numbers in date columns are slips, not dates


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year; ``iso`` is '2026-03-05', '2026-03' or '2026'."""

    iso: str

    def __post_init__(self) -> None:
        found = _ISO.fullmatch(self.iso)
        if not found or not _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
            raise Refused(f"“{self.iso}”不是日期，请写成2026-03-05、2026-03或2026。")
        month, day = int(found[2] or 1), int(found[3] or 1)
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(int(found[1]), month)[1]:
            raise Refused(f"“{self.iso}”没有这一天，请核对年月日。")

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The date of a whole day."""
        return cls(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")

    @property
    def year(self) -> int:
        """The year, always known."""
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        """The month, if known."""
        return int(self.iso[5:7]) if len(self.iso) > 4 else None

    @property
    def day(self) -> int | None:
        """The day of the month, if known."""
        return int(self.iso[8:]) if len(self.iso) > 7 else None

    @property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        return {10: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}[len(self.iso)]

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def deadline(self) -> str:
        """The words before 前 of a term: a month or a year is kept until it has ended: 2026年3月5日, 2026年3月底."""
        return self.text() if self.day else f"{self.text()}底"

    def text(self) -> str:
        """As papers print it: 2026年3月5日, 2026年3月 or 2026年."""
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")

    def __str__(self) -> str:
        return self.iso


def read_date(value: object, year: int | None = None) -> PartialDate:
    """A cell's or an entry's date; ``year`` completes "3月5日", "3月底" and the text "3.5", and nothing else.

    Numbers are Excel serials of the 1900 system, or dates without signs (2026, 202603, 20260305, 2026.3).
    Day and month order is never guessed. Raises Refused when it is not clearly a date.
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        return PartialDate.of(value.date())
    if isinstance(value, date):
        return PartialDate.of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _read_number(value)
    text = clean(value)
    if re.fullmatch(r"[3-7]\d{4}", text):
        return _read_number(int(text))  # a serial that the sheet keeps as text
    try:
        found = _read_text(text, year)
    except Refused as refused:  # as it was written, not as it was taken apart
        raise Refused(f"“{text}”里没有这样的日期，请核对年月日，写成2026-03-05或2026-03。") from refused
    return found or _refuse(text)


def read_span(value: object, year: int | None = None) -> tuple[PartialDate, PartialDate | None]:
    """The first and the last day of an event that lasted: 5月10日-12日, 2026.6.8—6.10; the last is None for one day.

    Raises Refused as :func:`read_date` does, and when the end comes before the beginning.
    """
    try:
        return read_date(value, year), None
    except Refused:
        text = clean(value)
        for sign in _SPAN_SIGN.finditer(text):
            if found := _span(text[: sign.start()], text[sign.end() :], year):
                return found
        raise


def _span(head: str, tail: str, year: int | None) -> tuple[PartialDate, PartialDate] | None:
    try:
        first = read_date(f"{head}日" if _MONTH_AND_DAY.search(head) else head, year)
        if first.day is None:
            return None
        if found := _DAY_OF_MONTH.fullmatch(tail):
            last = _made(first.iso[:4], first.iso[5:7], found[1])
        elif found := _DAY_OF_YEAR.fullmatch(tail):
            last = _made(first.iso[:4], found[1], found[2])
        else:
            last = read_date(tail, first.year)
    except Refused:
        return None
    return (first, last) if first <= last else None


def without_about(text: str) -> str:
    """A date's words without 约, 左右 and the like; the same words where they are exact."""
    return _ABOUT.sub("", clean(text))


def without_before(text: str) -> str:
    """A time limit's words without 前: 7月底前 ends with 7月底."""
    return _BEFORE.sub("", clean(text))


def without_event(text: str, words: str) -> str:
    """A date's words without the event (one of ``words``, blanks between) that they say beside it: 于3月5日签约."""
    events = "|".join(words.split()) or "(?!)"
    return re.sub(rf"^(?:已经于|已于|已|于)(?=\d)|(?:正式|实质性?)?已?(?:{events})$", "", clean(text)).strip()


def without_plan(text: str) -> str:
    """A planned date's words without 计划, 预计 and the like; the same words where they say none of these."""
    words = clean(text)
    behind = _PLANNED_BEHIND.search(words)
    return words[: behind.start()].strip() if behind else _PLANNED.sub("", words)


def month_without_year(text: str) -> int | None:
    """The month of a date that leaves its year to be understood (3月5日, 12.28); None for every other text."""
    words = _CHINESE_NUMBER.sub(lambda found: str(_small_number(found.group())), clean(text))
    if re.search(r"(?<!\d)(?:20|19)\d{2}|\d{2}年|明年|去年|上年", words):
        return None
    found = _MONTH_ALONE.search(words)
    month = int(found[1] or found[2]) if found else 0
    return month if 1 <= month <= 12 else None


def _refuse(text: str) -> PartialDate:
    raise Refused(f"“{text}”看不出是哪一天，请写成2026-03-05，只知道月份的写成2026-03。")


def _read_number(value: float) -> PartialDate:
    text = clean(value)
    if re.fullmatch(r"(19|20)\d{2}|(19|20)\d{4}|(19|20)\d{6}", text):
        return _read_text(text, None) or _refuse(text)
    if re.fullmatch(r"(19|20)\d{2}\.1", text):
        raise Refused(f"“{text}”看不出是1月还是10月，请写成“{text[:4]}-01”或“{text[:4]}-10”。")
    if re.fullmatch(r"(19|20)\d{2}\.\d{1,2}", text):
        return _read_text(text, None) or _refuse(text)
    if not _FIRST_SERIAL <= value < _LAST_SERIAL + 1:  # also false for what is no number at all
        return _refuse(text)
    return PartialDate.of(_EPOCH_1900 + timedelta(days=int(value)))


def _read_text(text: str, year: int | None) -> PartialDate | None:
    text = _CHINESE_YEAR.sub(lambda found: found.group().translate(_CHINESE_DIGITS), text)
    text = _CHINESE_NUMBER.sub(lambda found: str(_small_number(found.group())), text).replace("元月", "1月").strip()
    text = _SHORT_YEAR_MARKED.sub(r"20\1", text).strip("'‘’`")
    text = _CLOCK_TIME.sub("", _WEEKDAY.sub("", text)).rstrip(" .。")
    full = None if _MONTHS_OR_DAY.fullmatch(text) else _FULL.fullmatch(text)
    if found := re.fullmatch(r"(\d{4})(\d{2})(\d{2})?", text) or full:
        return _made(*found.groups())
    if found := _MONTH.fullmatch(text) or _YEAR.fullmatch(text):
        return _made(*found.groups())
    if found := _SHORT_YEAR.fullmatch(text):
        century = "20" if found[1] < "30" else "19"  # 78年5月 is somebody's birth
        return _made(f"{century}{found[1]}", found[2], found[3])
    if found := _OLD_YEAR.fullmatch(text):
        return _made(f"19{found[1]}", found[2], found[3])
    if year is not None and (found := _OF_KNOWN_YEAR.fullmatch(text)):
        return _made(str(year), found[1] or found[3], found[2] or found[4])
    return None


def _small_number(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int(text.translate(_CHINESE_DIGITS))
    return int(tens.translate(_CHINESE_DIGITS) or 1) * 10 + int(units.translate(_CHINESE_DIGITS) or 0)


def _made(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    return PartialDate("-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)]))
