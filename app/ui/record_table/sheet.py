"""What a sheet asks of its model: the texts of its cells, how each is typed into, and to keep what was typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.columns.column import Kind
from app.ui.record_table.grouping import Heading

Index = QModelIndex | QPersistentModelIndex
Typed = list[tuple[int, int, str]]  # (row, column, text); rows beyond the last one are to be made


@dataclass(frozen=True)
class Entry:
    """How one cell is typed into; ``offer`` names words to choose from, ``closed`` says that nothing else is taken."""

    kind: Kind
    offer: Callable[[], Sequence[str]] = tuple  # asked when the editor opens
    closed: bool = False


class SheetModel(QAbstractTableModel):
    """A table whose cells are addressed by their places, as the clerk sees them."""

    @abstractmethod
    def text(self, place: int, column: int) -> str:
        """What a cell says."""

    @abstractmethod
    def entry(self, place: int, column: int) -> Entry | None:
        """How a cell is typed into; None where it is not."""

    def copied_text(self, place: int, column: int) -> str:
        """What a cell is copied as."""
        return self.text(place, column)

    @abstractmethod
    def exact_text(self, place: int, column: int) -> str:
        """What a cell holds, every digit of it: what its editor begins with, and what is filled into others."""

    @abstractmethod
    def title(self, column: int) -> str:
        """The heading of a column in one line, its unit included."""

    @abstractmethod
    def kind(self, column: int) -> Kind:
        """What the values of a column are."""

    @abstractmethod
    def write(self, typed: Typed) -> None:
        """Keeps typed cells as one change; raises Refused and takes nothing where one cannot be kept."""

    def take(self, typed: Typed) -> None:
        """Keeps many cells at once, pasted or filled; a model may show first what that will make."""
        self.write(typed)

    def why_not(self, _place: int, column: int) -> str:
        """Why a cell is not typed into."""
        return f"“{self.title(column)}”由程序算出，不能在这里填写。"

    def label_of(self, _place: int) -> str:
        """What the heading of a group says across its line; "" for a row, and for a sheet without groups."""
        return ""

    def heading_at(self, _place: int) -> Heading | None:
        """The heading of a group that stands in a place, if one does."""
        return None

    @property
    def types(self) -> bool:
        """Whether any cell here is typed into: then Enter goes down instead of opening the record."""
        return False

    @property
    def grows(self) -> bool:
        """Whether what is pasted past the last row makes new rows."""
        return False

    def flags(self, _index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen; which can be typed into is said by :meth:`entry`."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.types else flags

    def fetch_all(self, places: Sequence[int]) -> None:
        """Brings the rows at these places together before they are copied."""
