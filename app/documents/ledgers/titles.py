"""Reads what stands above a ledger's header: the unit of its money, and the months that its figures speak of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.values.money import MoneyUnit, unit_in, yuan_units_in
from app.values.words import clean

_UNIT_LINE = re.compile(
    r"(?:(?<![报管责主任位制送办属单表系门务包])|(?<=计量)|(?<=金额))单位\s*"
    r"(?:[:：]|[（(]|为|(?=(?:人民币)?[百千十万亿美元]+(?![\w])))\s*([^\n；;）)]*)"
)
_UNIT_RECKONED = re.compile(r"[以按]\s*((?:人民币)?[百千十万亿]*元)\s*(?:为单位|计(?!划)|填[写报])")
_UNIT_ALONE = re.compile(r"[（(]?\s*((?:[万亿]?美?元)(?:\s*[、,，/]\s*[\w%]+)*)\s*[)）]?")
_UNIT_BRACKETS = re.compile(r"[（(]\s*(?:单位[:：])?((?:人民币)?[万亿]?美?元[^（）()]*)[)）]")
_DOLLARS = re.compile(r"[万亿]?\s*美[元金]")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_IN_WORDS = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-./](?=\d{1,2}))")
_TO = r"\s*(?:[-—–―~～－]+|至|到)\s*"
_YEARS = re.compile(rf"(?<!\d)(20\d\d)\s*年?度?{_TO}(20\d\d)\s*年")
_MONTH_SPAN = re.compile(
    rf"(?<!\d)(20\d\d)\s*[年.]\s*(1[0-2]|0?[1-9])\s*月?份?{_TO}(20\d\d)\s*[年.]\s*(1[0-2]|0?[1-9])(?!\d)"
)
_MONTH = re.compile(
    r"(?<!\d)(?:\d{1,2}\s*月?份?\s*[-—–~～至到]+\s*)?(?:20\d\d\s*年\s*)?(1[0-2]|0?[1-9])\s*月(?:份|底|末|\d{1,2}日)?"
)
_PART = re.compile(r"(上半年|前三季度|第?([一二三四1-4])季度)")
_QUARTERS = dict(zip("一二三四1234", (3, 6, 9, 12) * 2, strict=True))
_AS_OF = re.compile(r"截止|截至")
_FORM_FILLED = re.compile(r"(?:填报|填表|报送|制表|上报|统计)(?:时间|日期)|截止|截至")
_VILLAGE = re.compile(r"([\u4e00-\u9fff]{1,8}?(?:村|社区|居委会|园区|开发区))(?=20\d\d|二[〇○零]|招商|项目|到位|$)")
_SHEET_UNIT = re.compile(r"[\u4e00-\u9fff]{1,10}(?:村|社区|居委会|园区|开发区|办|局|站|所|中心)")


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int


@dataclass(frozen=True)
class Span:
    """The months that a title speaks of; both are None where it names none.

    ``year`` is the one year of it, None where it reaches over two; ``month`` the last month that it names.
    """

    first: Month | None = None
    last: Month | None = None
    month: int | None = None

    @property
    def year(self) -> int | None:
        """The one year that is spoken of."""
        return self.last.year if self.first and self.last and self.first.year == self.last.year else None

    @property
    def last_year(self) -> int | None:
        """The year in which the span ends."""
        return self.last.year if self.last else None

    @classmethod
    def of_year(cls, year: int, month: int | None = None) -> "Span":
        """The year up to its end, or up to the end of a month."""
        return cls(Month(year, 1), Month(year, month or 12), month)

    def years_of(self, month: int) -> tuple[int, ...]:
        """The years in which a month lies inside the span: none, one, or two where nobody can tell."""
        if self.first is None or self.last is None:
            return ()
        years = range(self.first.year, self.last.year + 1)
        return tuple(year for year in years if self.first <= Month(year, month) <= self.last)

    def text(self) -> str:
        """As a message says it: 2026年, 2026年1—10月, 2025年11月至2026年3月."""
        if self.first is None or self.last is None:
            return ""
        if self.year is not None:
            return f"{self.year}年" + (
                f"1—{self.month}月" if self.month and self.month > 1 else "1月" if self.month else ""
            )
        return f"{self.first.year}年{self.first.month}月至{self.last.year}年{self.last.month}月"


def money_units(texts: Iterable[str]) -> tuple[MoneyUnit | None, MoneyUnit | None]:
    """The yuan unit and the dollar unit that the lines above the header name."""
    said = [words for text in texts for words in _said_units(text)]
    yuan = unit_in("、".join(yuan_units_of(texts)))
    dollars = next((unit for words in said if (unit := unit_in(words)) and unit.is_dollars), None)
    return yuan, dollars


def yuan_units_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The units of yuan that the lines above the header name; of several nobody can tell which counts."""
    said = (_DOLLARS.sub("", words) for text in texts for words in _said_units(text))
    return tuple(dict.fromkeys(unit for words in said for unit in yuan_units_in(words)))


def names_unit(text: str) -> bool:
    """Whether a text is a unit line: 单位：万元."""
    return any(unit_in(words) or yuan_units_in(words) for words in _said_units(text))


def _said_units(text: str) -> list[str]:
    said = [found[1] for line in (_UNIT_LINE, _UNIT_RECKONED) for found in line.finditer(text)]
    said += [found[1]] if (found := _UNIT_ALONE.fullmatch(text)) else []
    return said + [found[1] for found in _UNIT_BRACKETS.finditer(text)]


def unit_words(texts: Sequence[str]) -> tuple[str, ...]:
    """Every measure that the unit line names: 万元、个 → ("万元", "个")."""
    said = next((found[1] for text in texts for found in _UNIT_LINE.finditer(text)), "")
    return tuple(word for word in re.split(r"[、,，/\s]+", said.strip("（）() ")) if word)


def span_of(texts: Sequence[str], sheet: str) -> Span:
    """The months that the title speaks of; the date of filling in counts only where nothing else does."""
    spoken = [_YEAR_IN_WORDS.sub(lambda found: found.group().translate(_DIGITS), text) for text in texts]
    titles = [text for text in spoken if not _FORM_FILLED.search(text)]
    filled = [text for text in spoken if _FORM_FILLED.search(text)]
    for text in (*titles, sheet, *spoken):
        if found := _MONTH_SPAN.search(text):
            first, last = Month(int(found[1]), int(found[2])), Month(int(found[3]), int(found[4]))
            return Span(first, last, last.month) if first.year != last.year else Span.of_year(last.year, last.month)
        if (found := _YEARS.search(text)) and int(found[1]) < int(found[2]):
            return Span(Month(int(found[1]), 1), Month(int(found[2]), 12))
        if year := _YEAR.search(text):
            return _of_one_year(int(year[1]), _month_of(text) or _month_of(sheet), filled)
    month = next((month for text in (*titles, sheet) if (month := _month_of(text))), None)
    return Span(month=month)


def _of_one_year(year: int, month: int | None, filled: Sequence[str]) -> Span:
    """The year, to the month of the title, else to that of 截至 or 填报时间 where this lies in the year."""
    for text in sorted(filled, key=lambda text: not _AS_OF.search(text)) if month is None else ():
        said = _YEAR.search(text)
        if (found := _month_of(text)) and (said is None or int(said[1]) == year):
            return Span.of_year(year, found)
    return Span.of_year(year, month)


def as_of(span: Span, year: int, month: int) -> Span:
    """The span that somebody has named instead: everything up to that month, from January of its year."""
    first = min(filter(None, (span.first, Month(year, 1)))) if span.year is None else Month(year, 1)
    return replace(Span.of_year(year, month), first=first if first.year < year else Month(year, 1))


def unit_of_sheet(texts: Sequence[str], sheet: str) -> str:
    """The village (or other unit) that a sheet's name or its title names; "" where none does."""
    if _SHEET_UNIT.fullmatch(clean(sheet)):
        return clean(sheet)
    named = {found[1] for text in texts[:2] if (found := _VILLAGE.match(re.sub(r"\s", "", text)))}
    return named.pop() if len(named) == 1 else ""


def _month_of(text: str) -> int | None:
    if part := _PART.search(text):
        return 6 if part[1] == "上半年" else 9 if part[1] == "前三季度" else _QUARTERS[part[2]]
    found = _MONTH.search(text) or re.search(r"20\d\d[-./](1[0-2]|0?[1-9])(?!\d)", text)
    return int(found[1]) if found else None
