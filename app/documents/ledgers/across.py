"""What a header that lays its figures out across the columns gives: several records of each row."""

from collections.abc import Callable, Mapping
from typing import Protocol

from app.documents.ledgers.fields import Sort
from app.documents.ledgers.parts import Cell
from app.values.money import MoneyUnit

# Reads the amount in a row and a column: what the sheet shows and marks there is heard, as in a field of its own.
ReadAmount = Callable[[int, int, Sort, MoneyUnit | None], Cell | None]


class Across(Protocol):
    """Columns that are no fields of one record, but a record each: of an indicator, a unit, a month."""

    @property
    def weight(self) -> int:
        """How much its columns say for the kind of ledger that has them, as so many matched headings."""

    def read_columns(self) -> set[int]:
        """The columns that records are made of."""

    def records(self, row: int, known: Mapping[str, Cell], amount: ReadAmount) -> list[dict[str, Cell]]:
        """One row of the sheet as the cells of one record for each figure in it."""
