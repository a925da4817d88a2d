"""A few lines that belong to one record: plain words in columns, one line chosen, a double click to open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.colours import colours
from app.ui.theme import ROW_PX

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Line:
    """The words of one line by column; ``late`` holds the columns that stand in red."""

    id: str
    words: tuple[str, ...]
    late: frozenset[int] = frozenset()


class LineTable(QTableWidget):
    """``heads`` with their widths in px; the column without a width takes what is left. Figures stand to the right."""

    opened = Signal(str)  # the id of a line double clicked, or entered

    def __init__(self, heads: Sequence[tuple[str, int]], figures: frozenset[int] = frozenset()) -> None:
        super().__init__(0, len(heads))
        self._figures = figures
        self.setHorizontalHeaderLabels([head for head, _ in heads])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        for column, (_, width) in enumerate(heads):
            if width:
                self.setColumnWidth(column, width)
            else:
                self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id_at(index.row())))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Shows these lines in place of those before; the chosen one stays chosen."""
        chosen = self.current_id()
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            for column, text in enumerate(line.words):
                self.setItem(row, column, self._item(line, column, text))
            if line.id == chosen and chosen:
                self.setCurrentCell(row, 0)

    def current_id(self) -> str:
        """The chosen line's id, or ""."""
        return self._id_at(self.currentRow())

    def chosen_ids(self) -> list[str]:
        """The ids of all chosen lines, from the top."""
        return [self._id_at(row) for row in sorted({index.row() for index in self.selectedIndexes()})]

    def _item(self, line: Line, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setData(_ID, line.id)
        side = Qt.AlignmentFlag.AlignRight if column in self._figures else Qt.AlignmentFlag.AlignLeft
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if column in line.late:
            item.setForeground(QColor(colours().red))
        return item

    def _id_at(self, row: int) -> str:
        item = self.item(row, 0)
        return str(item.data(_ID)) if item is not None else ""
