"""What reading a ledger gives: its rows by field, and everything that was noticed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit
from app.values.words import clean


@dataclass(frozen=True)
class Cell:
    """One cell of a row.

    ``column`` is the heading as the sheet prints it, parent and child joined by "/"; ``value`` is str, int,
    float, bool, date or datetime, never None; ``unit`` is the money unit of the heading, else of the unit line.
    """

    column: str
    value: object
    unit: MoneyUnit | None = None

    @cached_property
    def text(self) -> str:
        """The value as clean text."""
        return clean(self.value)


@dataclass(frozen=True)
class LedgerRow:
    """One record: the workbook's row number from 1 and its cells by field.

    A column that the ledger has but whose cell is empty is there with ""; a column it lacks, or a cell that
    cannot be trusted (an error, an amount merged with the row above), is not there at all. ``extras`` are words
    of columns whose field another column has taken: they belong into the remark.
    """

    number: int
    cells: Mapping[str, Cell]
    extras: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Note:
    """Something the clerk should know: row from 1, heading, what was written, and why it matters."""

    row: int | None
    column: str | None
    value: str
    reason: str


@dataclass(frozen=True)
class Ledger:
    """A ledger as it was read.

    ``header_row`` counts from 1; ``columns`` maps field to heading; ``unknown`` are headings nobody knows;
    ``totals`` are the 合计 rows, kept to compare; ``year`` and ``month`` come from the title, as in
    “2026年10月到位资金统计表”; ``money_columns`` are the fields that hold money.
    """

    kind: LedgerKind
    sheet: str
    header_row: int
    money_unit: MoneyUnit | None
    columns: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[LedgerRow, ...]
    totals: tuple[LedgerRow, ...]
    notes: tuple[Note, ...]
    year: int | None
    month: int | None
    money_columns: frozenset[str] = frozenset()
