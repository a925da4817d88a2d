"""What an import says of its rows, and what the clerk decides of those that may be there already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.documents.ledgers.parts import LedgerRow, Note
from app.services.matching import Duplicate


class Decision(StrEnum):
    """What the clerk wants of a row that may be there already."""

    SKIP = "跳过"
    MERGE = "合并"
    NEW = "新建"


@dataclass(frozen=True)
class Likely:
    """A row and the record that it may be: ``row`` from 1, ``title`` the name it gives.

    ``may_merge`` says whether the record is of the ledger's own list and was there before this ledger; ``is_made``
    whether the row makes a record of its own until somebody decides otherwise.
    """

    row: int
    title: str
    duplicate: Duplicate
    may_merge: bool
    sheet: str = ""
    is_made: bool = True

    @property
    def key(self) -> "RowKey":
        """Where it stands in the workbook."""
        return self.sheet, self.row


RowKey = tuple[str, int]  # sheet and row from 1


class Rejected(Exception):
    """A row that cannot be taken; the others can."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.reason)
        self.note = note


@dataclass
class Notes:
    """What the report will say."""

    warnings: list[Note] = field(default_factory=list)
    rejected: list[Note] = field(default_factory=list)
    columns_without_unit: set[tuple[str, str]] = field(default_factory=set)
    claimed: dict[object, tuple[RowKey, LedgerRow]] = field(default_factory=dict)  # the first row of each record
    decisions: Mapping[RowKey, Decision] = field(default_factory=dict)  # of those that may be there already
    likely: list[Likely] = field(default_factory=list)
    made: set[str] = field(default_factory=set)  # ids of what this import made
    headings: set[tuple[str, str, str]] = field(default_factory=set)  # sheet, field and words that were told of once
    unstaged: list[Note] = field(default_factory=list)  # new projects of which nothing says how far they are

    def is_first_of(self, heading: tuple[str, str, str]) -> bool:
        """Whether a heading over several rows has not been told of yet: it is said once, not of each row."""
        is_first = heading not in self.headings
        self.headings.add(heading)
        return is_first
