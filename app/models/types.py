"""The column types of the records: Text, Integer and bytes underneath, each with the check that its values need.

STRICT tables refuse VARCHAR, DATE, BOOLEAN and NUMERIC; these types keep the schema the same on every server.
"""

import json
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from sqlalchemy import Integer, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from app.errors import DAMAGED, Refused
from app.values.dates import PartialDate
from app.values.words import stray_sign_in

MOST = 10**17  # of any amount: far beyond every sum of a township, far inside a database integer
MOST_PRODUCT = 9 * 10**18  # of an amount and its rate: the database reckons with whole numbers up to there
MOST_RATE = 20  # yuan for a dollar: 712 is the price of a hundred
FIRST_YEAR = 1949  # of an office's own dates
_YEARS = range(1970, 2200)
_MILLION = 1_000_000
_DEEPEST = 20  # of a structure: what the program keeps has five or six levels
_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, allow_nan=False)


def _no_number(stored: str) -> float:
    """JSON knows no NaN and no Infinity; Python reads and writes them."""
    raise ValueError(stored)


_READER = json.JSONDecoder(parse_constant=_no_number)
Chosen = TypeVar("Chosen", bound=StrEnum)
Read = TypeVar("Read")


class Words(TypeDecorator[str]):
    """Text of at most ``most`` characters."""

    impl = Text
    cache_ok = True

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) <= {self.most}"

    def problem(self, value: Any) -> str | None:
        """What a form says of a value that may not be entered, else None."""
        if len(value) > self.most:
            return f"“{value[:12]}……”太长了，这一栏最多{self.most}字，请缩短或写到备注里。"
        return stray_sign_in(value)


class Amount(TypeDecorator[int]):
    """Money as a whole number of 分 or US cents, never negative."""

    impl = Integer
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"{column} >= 0"

    def problem(self, value: Any) -> str | None:
        """What a form says of a value that may not be entered, else None."""
        if value < 0:
            return "不能填负数，请核对。"
        return "数字太大了，请核对金额和单位。" if value > MOST else None


class Whole(TypeDecorator[int]):
    """A whole number from ``least`` to ``most``: a year, a month, heads, copies, millionths of a measure."""

    impl = Integer
    cache_ok = True

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self.least, self.most = least, most

    def problem(self, value: Any) -> str | None:
        """What a form says of a value that may not be entered, else None."""
        if self.least <= value <= self.most:
            return None
        if self.most == MOST:
            return "不能填负数，请核对。" if self.least == 0 > value else "数字太大了，请核对数量和单位。"
        return f"应在{self.least}到{self.most}之间，请核对。"


class Rate(Whole):
    """Yuan for one US dollar, in millionths."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(1, MOST_RATE * _MILLION)

    def problem(self, value: Any) -> str | None:
        """What a form says of a value that may not be entered, else None."""
        if super().problem(value) is None:
            return None
        return f"汇率不像1美元合多少元人民币，应大于0、不超过{MOST_RATE}，请核对。"


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"{column} IN (0, 1)"

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else bool(value)


class Choice(TypeDecorator[Chosen]):
    """One of an enum's words, stored as the word that the papers use."""

    impl = Text
    cache_ok = True

    def __init__(self, choices: type[Chosen]) -> None:
        super().__init__()
        self.choices = choices

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        words = ", ".join(f"'{choice.value}'" for choice in self.choices)
        return f"{column} IN ({words})"

    def process_bind_param(self, value: Chosen | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Chosen | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else _read(self.choices, value)


class Day(TypeDecorator[PartialDate]):
    """A date known to the day, the month or the year, as reduced ISO text: text order is time order."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) IN (4, 7, 10)"

    def problem(self, value: Any) -> str | None:
        """What a form says of a date that may not be entered, else None."""
        return None if value.year >= FIRST_YEAR else f"{value.text()}太早了，不像办公室的记录，请核对年份。"

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database; ISO text may be handed in for comparisons."""
        return value.iso if isinstance(value, PartialDate) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> PartialDate | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else _read(_day, value)


class Moment(TypeDecorator[datetime]):
    """A local time to the second, as ISO text."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) = 19"

    def problem(self, value: Any) -> str | None:
        """What is wrong with a time that no clock of an office can have shown, else None."""
        return None if value.year in _YEARS else "时间不正常，请检查电脑的日期。"

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else _read(_moment, value)


class Document(TypeDecorator[Any]):
    """A small plain structure (lists, dicts, numbers, text) as JSON text."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) <= 1000000"

    def problem(self, value: Any) -> str | None:
        """What is wrong with a structure that holds a text which no record may hold, else None."""
        return _problem_within(value, _DEEPEST)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else document_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """From the database."""
        return None if value is None else _read(_READER.decode, value)


class PersonalWords(Words):
    """Text that names or reaches somebody outside the office; it is emptied where people stay at home."""

    cache_ok = True


class PersonalDay(Day):
    """A date out of somebody's life; it is emptied where people stay at home."""

    cache_ok = True

    def problem(self, value: Any) -> str | None:  # noqa: ARG002
        """Nothing: the oldest fellow townsman was born long ago."""
        return None


PERSONAL = (PersonalWords, PersonalDay)


def document_text(value: Any) -> str:
    """A structure as :class:`Document` keeps it: the same structure is always the same text."""
    return _WRITER.encode(value)


def problem_of(kind: object, value: Any) -> str | None:
    """What a form says of a value for a column of that type, None where it may be entered."""
    rule = getattr(kind, "problem", None)
    found: str | None = rule(value) if rule is not None and value is not None else None
    return found


def _problem_within(value: Any, deeper: int) -> str | None:
    """Why a structure, or a part of it, is none that a record holds."""
    if isinstance(value, str):
        return stray_sign_in(value)
    if isinstance(value, int | float):
        return None if abs(value) <= MOST else "里面的数字太大了，请核对。"
    if not isinstance(value, list | tuple | dict):
        return None
    if deeper == 0:
        return "内容嵌套得太深。"
    parts = chain.from_iterable(value.items()) if isinstance(value, dict) else value
    return next(filter(None, (_problem_within(part, deeper - 1) for part in parts)), None)


@lru_cache(maxsize=8192)
def _day(stored: str) -> PartialDate:
    """Lists hold the same days over and over."""
    return PartialDate(stored)


def _moment(stored: str) -> datetime:
    """In the one writing that the program has: others would sort elsewhere, or bring an offset."""
    found = datetime.fromisoformat(stored)
    if found.isoformat(timespec="seconds") != stored:
        raise ValueError(stored)
    return found


def _read(reader: Callable[[Any], Read], stored: Any) -> Read:
    """What the file holds, or that it is damaged: the program itself writes nothing that it cannot read."""
    try:
        return reader(stored)
    except (ValueError, RecursionError, Refused) as error:
        raise Refused(f"数据文件里的“{str(stored)[:20]}”读不懂，文件可能已{DAMAGED}；请关闭程序再打开一次。") from error
