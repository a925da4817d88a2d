"""The column types of the records: Text, Integer and bytes underneath, each with the check that its values need.

STRICT tables refuse VARCHAR, DATE, BOOLEAN and NUMERIC; these types keep the schema the same on every server.
"""

import json
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Integer, Text, TypeDecorator
from sqlalchemy.engine import Dialect

from app.values.dates import PartialDate

Chosen = TypeVar("Chosen", bound=StrEnum)


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


class Amount(TypeDecorator[int]):
    """Money as a whole number of 分 or US cents, never negative."""

    impl = Integer
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"{column} >= 0"


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
        return None if value is None else self.choices(value)


class Day(TypeDecorator[PartialDate]):
    """A date known to the day, the month or the year, as reduced ISO text: text order is time order."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) IN (4, 7, 10)"

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database; ISO text may be handed in for comparisons."""
        return value.iso if isinstance(value, PartialDate) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> PartialDate | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else PartialDate(value)


class Moment(TypeDecorator[datetime]):
    """A local time to the second, as ISO text."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) = 19"

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        return None if value is None else datetime.fromisoformat(value)


class Document(TypeDecorator[Any]):
    """A small plain structure (lists, dicts, numbers, text) as JSON text."""

    impl = Text
    cache_ok = True

    def check(self, column: str) -> str:
        """The rule that the database keeps."""
        return f"length({column}) <= 1000000"

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the database."""
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002
        """From the database."""
        return None if value is None else json.loads(value)


class PersonalWords(Words):
    """Text that names or reaches somebody outside the office; it is emptied where people stay at home."""

    cache_ok = True


class PersonalDay(Day):
    """A date out of somebody's life; it is emptied where people stay at home."""

    cache_ok = True


PERSONAL = (PersonalWords, PersonalDay)
