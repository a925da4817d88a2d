"""A list with its sums below in whole 元: deposits and rewards are too small for the office's 万元."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.ui.record_table import RecordTable
from app.ui.widgets.card import soft_label

if TYPE_CHECKING:
    from app.ui.desk import Desk


class SummedTable(QWidget):
    """The table, and ``captions`` by field of what is summed of all that it shows."""

    def __init__(self, desk: Desk, table: RecordTable, captions: Mapping[str, str]) -> None:
        super().__init__()
        self._desk, self._table, self._captions = desk, table, captions
        self.sums = soft_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(table, 1)
        layout.addWidget(self.sums)
        table.shown.connect(self._sum)

    def _sum(self) -> None:
        total = self._table.model.source.total(self._table.query)
        words = (f"{caption} {self._text(field, total[field] or 0)} 元" for field, caption in self._captions.items())
        self.sums.setText(" · ".join(words))

    def _text(self, field: str, amount: int) -> str:
        return cell_text(Column(field, "", Kind.QUANTITY, 0), amount, today=self._desk.today)
