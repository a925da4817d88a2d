"""The one table model: it keeps the ordered ids of a query and fetches rows as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.columns.cells import NUMBERS, cell_text, heading_unit
from app.columns.column import Column, Kind
from app.services.lists import Query
from app.ui.record_table.record_source import RecordSource
from app.ui.theme import AMBER, RED
from app.values.money import MoneyUnit, money_text

Index = QModelIndex | QPersistentModelIndex
Edits = list[tuple[str, str, str]]  # (id, field, typed text)
_BLOCK = 48  # rows of one fetch: about two screens
_TINTS = {"late": QColor(RED), "soon": QColor(AMBER)}


class RecordTableModel(QAbstractTableModel):
    """Rows of a list by their place; ``unit`` says how money is shown, ``tint(field, row)`` what is late or soon.

    ``write(edits)`` keeps what was typed into editable cells and may raise Refused.
    """

    def __init__(
        self, columns: Sequence[Column], source: RecordSource, unit: Callable[[], MoneyUnit], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.source = source
        self.query = Query()
        self.tint: Callable[[str, Any], str] = lambda _field, _row: ""
        self.decimals: Callable[[], int | None] = lambda: None  # of money; None shows as many as there are
        self.editable: frozenset[str] = frozenset()
        self.offered: Callable[[str], Sequence[str]] = lambda _field: ()  # words to choose from in an editable cell
        self.write: Callable[[Edits], None] = lambda _edits: None
        self._unit, self._today = unit, today
        self._ids: list[str] = []
        self._places: dict[str, int] | None = None
        self._rows: dict[str, Any] = {}

    def ask(self, query: Query, *, anew: bool = False) -> None:
        """Shows the answer to ``query``; rows already fetched are kept unless the records changed (``anew``)."""
        ids = self.source.ids(query)
        self.beginResetModel()
        self.query = query
        self._ids, self._places = ids, None
        if anew:
            self._rows.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows match."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def id_at(self, place: int) -> str:
        """The key of the row at that place; empty beyond the end."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place_of(self, key: str) -> int:
        """Where a row stands, or -1."""
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids)}
        return self._places.get(key, -1)

    def row_at(self, place: int) -> Any:
        """The row at that place, fetched with its block; None where it is gone."""
        key = self.id_at(place)
        if key and key not in self._rows:
            self._fetch(place - place % _BLOCK, _BLOCK)
        return self._rows.get(key)

    def text(self, place: int, column: int) -> str:
        """What a cell says."""
        row = self.row_at(place)
        asked = self.columns[column]
        if row is None:
            return ""
        value, decimals = getattr(row, asked.field), self.decimals()
        if asked.kind is Kind.MONEY and decimals is not None and value is not None:
            return f"{Decimal(money_text(value, self._unit(), decimals)):,f}"
        return cell_text(asked, value, self._unit(), self._today())

    def fetch_all(self, places: Sequence[int]) -> None:
        """Fetches the rows at those places at once, before they are copied."""
        missing = [key for key in map(self.id_at, places) if key and key not in self._rows]
        self._rows.update({row.id: row for row in self.source.rows(missing)} if missing else {})

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, side and tint."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return self.text(index.row(), index.column())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            row = self.row_at(index.row())
            return _TINTS.get(self.tint(column.field, row)) if row is not None else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be chosen; simple ones can be typed into."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].field in self.editable else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps what was typed, unless it is what stood there."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.text(index.row(), index.column()):
            return False
        self.write([(self.id_at(index.row()), self.columns[index.column()].field, str(value))])
        return True

    def _fetch(self, first: int, count: int) -> None:
        wanted = [key for key in self._ids[max(first, 0) : first + count] if key not in self._rows]
        self._rows.update({row.id: row for row in self.source.rows(wanted)})


def unit_line(column: Column, unit: MoneyUnit) -> str:
    """The second line of a heading: the unit in which the column's figures are shown."""
    words = heading_unit(column, unit)
    return f"({words})" if words and words not in column.title else ""
