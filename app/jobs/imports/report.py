"""What an import did, or in a rehearsal would do, told for the window, the terminal and scripts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.documents.ledgers.parts import Column, Note
from app.jobs.imports.notes import Likely
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit


@dataclass(frozen=True)
class Shown:
    """One cell of the first rows, as the sheet shows it and as it will be stored; odd where something was noted."""

    title: str
    seen: str
    stored: str
    is_odd: bool = False


@dataclass
class Part:
    """What became of one table of a sheet; ``preview`` holds its first rows by their number."""

    kind: LedgerKind
    sheet: str
    header_row: int
    money_unit: MoneyUnit | None
    created: int = 0
    updated: int = 0
    skipped: int = 0
    columns: tuple[Column, ...] = ()
    preview: dict[int, list[Shown]] = field(default_factory=dict)
    as_of: tuple[int | None, int | None] = (None, None)
    asks: frozenset[str] = frozenset()  # what the clerk may answer for it: unit, month, stage, scaled

    def as_json(self) -> dict[str, Any]:
        """The part for scripts."""
        return {
            "kind": str(self.kind),
            "sheet": self.sheet,
            "header_row": self.header_row,
            "money_unit": None if self.money_unit is None else str(self.money_unit),
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "columns": {column.title: column.field for column in self.columns},
        }


@dataclass
class ImportReport:
    """What an import did, or in a rehearsal would do; rows count from 1 as in the workbook."""

    parts: list[Part] = field(default_factory=list)
    rejected: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    uncounted: list[Note] = field(default_factory=list)  # what its records leave out of the year's figures

    @property
    def told(self) -> list[Note]:
        """All that the clerk should know of what was taken: of rows, then of the figures."""
        return [*self.warnings, *self.uncounted]

    @property
    def kind(self) -> LedgerKind:
        """The kind of the first table."""
        return self.parts[0].kind

    @property
    def sheet(self) -> str:
        """The sheet of the first table."""
        return self.parts[0].sheet

    @property
    def header_row(self) -> int:
        """The header's row of the first table."""
        return self.parts[0].header_row

    @property
    def money_unit(self) -> MoneyUnit | None:
        """The money unit of the first table."""
        return self.parts[0].money_unit

    @property
    def created(self) -> int:
        """How many records were made."""
        return sum(part.created for part in self.parts)

    @property
    def updated(self) -> int:
        """How many records were changed."""
        return sum(part.updated for part in self.parts)

    @property
    def skipped(self) -> int:
        """How many rows changed nothing."""
        return sum(part.skipped for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        """The report for scripts."""
        first: Mapping[str, Any] = self.parts[0].as_json()
        return {
            **{name: first[name] for name in ("kind", "sheet", "header_row", "money_unit")},
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "rejected": [_note_json(note) for note in self.rejected],
            "warnings": [_note_json(note) for note in self.warnings],
            "uncounted": [note.reason for note in self.uncounted],
            "parts": [part.as_json() for part in self.parts],
        }


def _note_json(note: Note) -> dict[str, Any]:
    told = {"row": note.row, "column": note.column, "value": note.value, "reason": note.reason}
    return {**told, "sheet": note.sheet} if note.sheet else told
