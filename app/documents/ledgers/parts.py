"""What reading a ledger gives: its rows by field, and everything that was noticed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from app.documents.ledgers.titles import Span
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit
from app.values.words import clean, is_blank

GROUP_HEADING = "分组标题"  # in place of a column, for words that stand over several rows


@dataclass(frozen=True, init=False)
class Cell:
    """One cell of a row.

    ``column`` is the heading as the sheet prints it, parent and child joined by "/"; ``value`` is str, int,
    float, bool, date or datetime, never None, ``text`` the same as clean text, and ``words`` the text unless it says
    that there is nothing (/, 无); ``unit`` is the money unit of the heading, else of the unit line; ``place`` the
    column from 0, None for what stands in no cell of the row.
    """

    column: str
    value: object
    unit: MoneyUnit | None = None
    place: int | None = None
    text: str = ""
    words: str = ""

    def __init__(self, column: str, value: object, unit: MoneyUnit | None = None, place: int | None = None) -> None:
        # A sheet has hundreds of thousands: assignments past the frozen class, one by one, take twice the time of this.
        text = clean(value)
        words = "" if is_blank(text) else text
        self.__dict__.update(column=column, value=value, unit=unit, place=place, text=text, words=words)


@dataclass(frozen=True)
class LedgerRow:
    """One record: the workbook's row number from 1 and its cells by field.

    A column that the ledger has but whose cell is empty is there with ""; a column it lacks, or a cell that
    cannot be trusted (an error, an amount merged with the row above), is not there at all. ``extras`` are the cells
    of columns that no field has taken: they belong into the remark. ``doubt`` says why the row is not to be taken.
    """

    number: int
    cells: Mapping[str, Cell]
    extras: tuple[Cell, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class Note:
    """Something the clerk should know: row from 1, heading, what was written, and why it matters.

    ``place`` is the column from 0 and ``sheet`` its sheet, where it speaks of a cell.
    """

    row: int | None
    column: str | None
    value: str
    reason: str
    place: int | None = None
    sheet: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a ledger as the clerk may change it.

    ``field`` is what it is read as: a field's name, :data:`REMARK`, or :data:`LEFT_OUT`; ``samples`` are its first
    cells. ``is_hidden`` says that the sheet does not show it.
    """

    place: int
    title: str
    field: str
    samples: tuple[str, ...] = ()
    is_hidden: bool = False


REMARK, LEFT_OUT = "备注内容", "不导入"  # what a column may be read as beside a field


@dataclass(frozen=True)
class Ledger:
    """One table of a sheet as it was read.

    ``header_row`` counts from 1; ``columns`` maps field to heading, ``layout`` says it of every column;
    ``totals`` are the 合计 rows, kept to compare; ``span`` comes from the title, as in “2026年10月到位资金统计表”;
    ``money_columns`` are the fields that hold money; ``unit`` is the responsible unit that title or sheet names;
    ``titles`` are the texts above the header and the sheet's name.
    """

    kind: LedgerKind
    sheet: str
    header_row: int
    money_unit: MoneyUnit | None
    columns: Mapping[str, str]
    layout: tuple[Column, ...]
    rows: tuple[LedgerRow, ...]
    totals: tuple[LedgerRow, ...]
    notes: tuple[Note, ...]
    span: Span
    money_columns: frozenset[str] = frozenset()
    unit: str = ""
    titles: tuple[str, ...] = ()

    @cached_property
    def noted(self) -> Mapping[tuple[int | None, str | None], Note]:
        """The notes by row and heading, the first of each."""
        return {(note.row, note.column): note for note in reversed(self.notes)}

    @property
    def year(self) -> int | None:
        """The one year that the title speaks of."""
        return self.span.year

    @property
    def month(self) -> int | None:
        """The month up to which the title speaks."""
        return self.span.month
