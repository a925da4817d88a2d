"""What a column of a list is: said once, read by screen, sheet and paper."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a column's values are shown, aligned and exported."""

    TEXT = "text"
    LONG = "long"  # wraps on paper
    CODE = "code"  # digits kept as text: phones, credit codes, numbers of papers
    DATE = "date"  # PartialDate
    MONEY = "money"  # int fen, shown in the office's 万元 or 亿元
    DOLLARS = "dollars"  # int US cents, shown in 万美元
    COUNT = "count"  # int or Fraction of pieces
    QUANTITY = "quantity"  # int millionths of the row's own measure
    SHARE = "share"  # a fraction, shown as percent; None prints as —
    DAYS = "days"
    FLAG = "flag"  # True prints 是


@dataclass(frozen=True)
class Column:
    """One column; ``field`` is the row's attribute and the key of remembered widths and filters.

    ``width`` in px at 100 %; ``group`` is the upper cell of a two-level header; ``total`` asks for a sum at the foot.
    """

    field: str
    title: str
    kind: Kind
    width: int
    group: str = ""
    total: bool = False


def header(column: Column, separator: str = "/") -> str:
    """The full heading, parent and child joined."""
    return f"{column.group}{separator}{column.title}" if column.group else column.title
