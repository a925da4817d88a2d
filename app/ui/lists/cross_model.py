"""A 交叉表 as a sheet that is read: values down and across, sums at the right and at the foot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from app.columns.cells import cell_text
from app.columns.column import Column, Kind, header
from app.reports.ledgers import LedgerView
from app.services.crossing import ALL, CrossTable
from app.ui.colours import colours
from app.ui.record_table.grouping import group_word
from app.ui.record_table.sheet import Entry, Index, SheetModel, Typed
from app.values.money import MoneyUnit

SUM = "合计"


class CrossModel(SheetModel):
    """The first column holds the values of the rows; ``measure`` is the column that is summed, or counts."""

    def __init__(self, unit: Callable[[], MoneyUnit]) -> None:
        super().__init__()
        self._unit = unit
        self._table = CrossTable((), (), {})
        self._row = self._column = self._measure = Column("", "", Kind.COUNT, 0)

    def show_table(self, table: CrossTable, row: Column, column: Column, measure: Column) -> None:
        """Shows another table."""
        self.beginResetModel()
        self._table, self._row, self._column, self._measure = table, row, column, measure
        self.endResetModel()

    def values_at(self, place: int, column: int) -> tuple[Any, Any]:
        """The row's and the column's value of a cell, ALL for sums."""
        rows, columns = (*self._table.rows, ALL), (ALL, *self._table.columns, ALL)
        return rows[place], columns[column]

    def view(self, title: str) -> LedgerView:
        """The same for paper and workbook."""
        group = header(self._column)
        kind = self._measure.kind
        across = [Column(f"c{place}", group_word(v), kind, 84, group) for place, v in enumerate(self._table.columns)]
        columns = (Column("row", header(self._row), Kind.TEXT, 140), *across, Column("sum", SUM, kind, 90))
        lines = [{"row": group_word(value), **self._line(value)} for value in self._table.rows]
        return LedgerView(title, columns, lines, self._line(ALL))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The values and the sums."""
        return 0 if parent.isValid() or not self._table.rows else len(self._table.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The row's name, the values, the sums."""
        return 0 if parent.isValid() or not self._table.rows else len(self._table.columns) + 2

    def text(self, place: int, column: int) -> str:
        """A name, a count or a sum."""
        row, across = self.values_at(place, column)
        if column == 0:
            return SUM if row == ALL else group_word(row)
        value = self._table.cells.get((row, across))
        return "" if value is None else cell_text(self._measure, value, self._unit(), date.min)

    def exact_text(self, place: int, column: int) -> str:
        """What is copied."""
        return self.text(place, column)

    def entry(self, _place: int, _column: int) -> Entry | None:
        """Nothing is typed here."""
        return None

    def title(self, column: int) -> str:
        """The heading of a column."""
        if column == 0:
            return header(self._row)
        return SUM if column > len(self._table.columns) else group_word(self._table.columns[column - 1])

    def kind(self, column: int) -> Kind:
        """Words, then figures."""
        return Kind.TEXT if column == 0 else self._measure.kind

    def write(self, _typed: Typed) -> None:
        """Nothing is typed here."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Figures to the right, sums bold on grey."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if index.column() == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        is_sum = index.row() == len(self._table.rows) or index.column() > len(self._table.columns)
        if is_sum and role == Qt.ItemDataRole.BackgroundRole:
            return QColor(colours().ground)
        if is_sum and role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The values across."""
        is_title = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.title(section) if is_title else None

    def _line(self, row: Any) -> dict[str, Any]:
        cells = self._table.cells
        across = {f"c{place}": cells.get((row, value)) for place, value in enumerate(self._table.columns)}
        return {**across, "sum": cells.get((row, ALL))}
