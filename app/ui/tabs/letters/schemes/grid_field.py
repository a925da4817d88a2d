"""A small table to be typed into: names down, columns across; what stands in the cells is plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from app.ui.theme import ROW_PX
from app.values.words import clean


class GridField(QTableWidget):
    """``head`` is what its first column is called; ``widths`` of the columns from the left, the last for the rest.

    ``room`` is how many rows are seen at least.
    """

    changed = Signal()  # a cell was typed into

    def __init__(self, head: str, widths: Sequence[int], room: int) -> None:
        super().__init__(0, 1)
        self._head, self._widths = head, tuple(widths)
        self._names: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.horizontalHeader().setStretchLastSection(True)
        triggers = QTableWidget.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.SelectedClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )
        self.setMinimumHeight(ROW_PX * (room + 1))
        self.cellChanged.connect(lambda _row, _column: self.changed.emit())

    def show_rows(
        self,
        names: Sequence[str],
        columns: Sequence[str],
        texts: Mapping[tuple[str, str], str],
        fixed: Sequence[str] = (),
    ) -> None:
        """Shows a row for each name; ``texts`` by (name, column); ``fixed`` columns cannot be typed into."""
        self._names, self._columns = tuple(names), tuple(columns)
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setRowCount(len(names))
        self.setColumnCount(len(columns) + 1)
        self.setHorizontalHeaderLabels([self._head, *columns])
        for row, name in enumerate(names):
            for place, text in enumerate((name, *(texts.get((name, column), "") for column in columns))):
                item = QTableWidgetItem(text)
                if place == 0 or columns[place - 1] in fixed:
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.setItem(row, place, item)
        for place in range(len(columns) + 1):
            self.setColumnWidth(place, self._widths[min(place, len(self._widths) - 1)])
        typed = next((place for place, column in enumerate(columns, start=1) if column not in fixed), 0)
        if names and self.currentColumn() < typed:
            self.setCurrentCell(0, typed)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def texts(self) -> dict[tuple[str, str], str]:
        """What the cells say that are not empty, by (name, column)."""
        found = {}
        for row, name in enumerate(self._names):
            for place, column in enumerate(self._columns, start=1):
                item = self.item(row, place)
                if item is not None and (text := clean(item.text())):
                    found[name, column] = text
        return found
