"""What a column of a list is: said once, read by screen, sheet and paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.fields import FieldKind, Record


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


# How the values of a field are shown; what is not here reads as text.
_SHOWN: Mapping[FieldKind, Kind] = {
    FieldKind.LONG: Kind.LONG,
    FieldKind.CODE: Kind.CODE,
    FieldKind.PHONE: Kind.CODE,
    FieldKind.DATE: Kind.DATE,
    FieldKind.MONEY: Kind.MONEY,
    FieldKind.DOLLARS: Kind.DOLLARS,
    FieldKind.CASH: Kind.QUANTITY,
    FieldKind.COUNT: Kind.COUNT,
    FieldKind.QUANTITY: Kind.QUANTITY,
    FieldKind.AREA: Kind.QUANTITY,
    FieldKind.FLAG: Kind.FLAG,
}


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


@dataclass(frozen=True)
class ColumnsOf:
    """Makes columns of the fields of one kind of record; what a list computes is a :class:`Column` by hand.

    A heading that differs from the field's name needs its reason ``why``, told here and nowhere else.
    """

    record: Record

    def __call__(
        self, name: str, width: int, *, title: str = "", why: str = "", wraps: bool = False, total: bool = False
    ) -> Column:
        """The column of the field ``name``; ``wraps`` lets its text take several lines on paper."""
        field = self.record[name]
        if bool(title) != bool(why):
            raise ValueError(f"{name}: a heading of its own and the reason for it go together")
        kind = Kind.LONG if wraps else _SHOWN.get(field.kind, Kind.TEXT)
        return Column(name, title or field.title, kind, width, total=total)


def header(column: Column, separator: str = "/") -> str:
    """The full heading, parent and child joined."""
    return f"{column.group}{separator}{column.title}" if column.group else column.title
