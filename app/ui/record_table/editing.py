"""What a list hands its table so that cells can be typed into: the table itself knows neither fields nor sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.ui.record_table.sheet import Entry

Edits = list[tuple[str, str, str]]  # (id, field, text); an id that begins with "+" asks for a new record
NEW = "+"


@dataclass(frozen=True)
class Taken:
    """The new records' ids in the order of their rows, and what looks wrong in a cell though it was taken."""

    made: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str, str], ...] = ()  # (id, field, sentence)


class Editing(Protocol):
    """Reads and keeps the cells of one list by the rules of its form."""

    @property
    def grows(self) -> bool:
        """Whether new rows make new records."""

    def entry(self, field: str) -> Entry | None:
        """How cells of a field are typed into; None where they are not."""

    def why_not(self, field: str) -> str:
        """Where such a field is changed instead, "" where it is computed."""

    def texts(self, key: str, fields: Sequence[str]) -> Mapping[str, str]:
        """What the cells of one record hold, every digit and nothing masked."""

    def keep(self, edits: Edits) -> Taken:
        """Keeps typed cells as one change; raises Refused and takes nothing where one cannot be kept."""

    def take(self, edits: Edits) -> Taken | None:
        """Keeps many at once, shown first where records are made or something is refused; None where given up."""
