"""A list with its sums below in whole 元: deposits and rewards are too small for the office's 万元."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.record_table import RecordTable
from app.ui.widgets.card import soft_label
from app.values.quantities import quantity_text


class SummedTable(QWidget):
    """The table, and ``captions`` by field of what is summed of all that it shows."""

    def __init__(self, table: RecordTable, captions: Mapping[str, str]) -> None:
        super().__init__()
        self._table, self._captions = table, captions
        self.sums = soft_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(table, 1)
        layout.addWidget(self.sums)
        table.shown.connect(self._sum)

    def _sum(self) -> None:
        total = self._table.model.source.total(self._table.query)
        words = (f"{caption} {quantity_text(total[field] or 0)} 元" for field, caption in self._captions.items())
        self.sums.setText(" · ".join(words))
