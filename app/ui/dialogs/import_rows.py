"""The third page of an import: the first rows side by side, as the sheet shows them and as they will be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.jobs.imports import TITLES
from app.ui.colours import colours
from app.ui.theme import ROW_PX, mark
from app.ui.widgets.chooser import Chooser

if TYPE_CHECKING:
    from app.jobs.imports import ImportReport
    from app.jobs.imports.report import Part, Shown

_WIDEST = 260


class RowsPage(QWidget):
    """Two lines for each row: what the sheet shows, and below it what will be stored; odd cells are marked."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[Part] = []
        self._part, self._table = Chooser(), QTableWidget()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.verticalHeader().setDefaultSectionSize(ROW_PX)
        hint = QLabel("每行上面是表里显示的，下面是将要存入的；黄色的格请核对。只看前几行，其余照此读入。")
        mark(hint, "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(hint)
        layout.addWidget(self._part)
        layout.addWidget(self._table, 1)
        self._part.currentIndexChanged.connect(self._show)

    def show_report(self, report: ImportReport) -> None:
        """Shows the first rows of each table that a rehearsal read."""
        self._parts = list(report.parts)
        self._part.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._part.clear()
        for part in self._parts:
            self._part.addItem(f"{part.sheet}：{TITLES[part.kind]}，表头在第 {part.header_row} 行")
        self._part.blockSignals(False)  # noqa: FBT003
        self._part.setVisible(len(self._parts) > 1)
        self._show(0)

    def _show(self, number: int) -> None:
        if not 0 <= number < len(self._parts):
            return
        preview = self._parts[number].preview
        titles = list(dict.fromkeys(cell.title for cells in preview.values() for cell in cells))
        self._table.setColumnCount(len(titles))
        self._table.setHorizontalHeaderLabels([title.replace("\n", "") for title in titles])
        self._table.setRowCount(2 * len(preview))
        names = []
        for place, (row, cells) in enumerate(preview.items()):
            names += [f"第{row}行", "存为"]
            by_title = {cell.title: cell for cell in cells}
            for column, title in enumerate(titles):
                self._put(2 * place, column, by_title.get(title))
        self._table.setVerticalHeaderLabels(names)
        self._table.resizeColumnsToContents()
        for column in range(len(titles)):
            self._table.setColumnWidth(column, min(self._table.columnWidth(column), _WIDEST))

    def _put(self, row: int, column: int, cell: Shown | None) -> None:
        for below, text in enumerate((cell.seen, cell.stored) if cell else ("", "")):
            item = QTableWidgetItem(text.replace("\n", " "))
            item.setToolTip(text)
            if cell is not None and cell.is_odd:
                item.setBackground(QColor(colours().pale_amber))
            elif below:
                item.setBackground(QColor(colours().pale_blue))
            self._table.setItem(row + below, column, item)
