"""The line below a table: how many are chosen and shown, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.services.lists import Query
from app.ui.plain_text import written_in_markup
from app.ui.theme import SOFT_INK, mark
from app.values.money import MoneyUnit, money_text, summary_text

_PAUSE_MS = 60  # sums of a selection wait until the mouse rests

_CLEAR = '<a href="#" style="color:#1f5fa9;text-decoration:none">清除筛选</a>'


class TableFoot(QWidget):
    """筛选 48 个 · 总投资 31.85 亿元 …; with several rows chosen, their sums stand there instead."""

    cleared = Signal()  # the clerk takes all filters away

    def __init__(self, columns: Sequence[Column], noun: str) -> None:
        super().__init__()
        self._columns = [column for column in columns if column.total]
        self._noun = noun
        self._all = ""
        self._ids: list[str] = []
        self._total_of: Callable[[list[str]], dict[str, Any]] = lambda _ids: {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        self._label = _Line()
        mark(self._label, "soft")
        self._clear = written_in_markup(QLabel(_CLEAR))
        self._clear.linkActivated.connect(lambda _: self.cleared.emit())
        self._clear.hide()
        layout.addWidget(self._label)
        layout.addWidget(self._clear)
        layout.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._sum_selection)

    def text(self) -> str:
        """What the line says."""
        return self._label.text()

    def show_total(self, query: Query, total: dict[str, Any]) -> None:
        """The count and sums of what is shown."""
        narrowed = bool(query.filters or query.words or query.chip)
        self._all = self._sentence("筛选" if narrowed else "共", total)
        self._clear.setVisible(bool(query.filters or query.words))
        self._write("")

    def show_selection(self, ids: list[str], total_of: Callable[[list[str]], dict[str, Any]]) -> None:
        """How many rows are chosen; the sums of several follow shortly."""
        self._ids, self._total_of = ids, total_of
        self._write(f"选中 {len(ids)}" if ids else "")
        if len(ids) > 1:
            self._pause.start()
        else:
            self._pause.stop()

    def _sum_selection(self) -> None:
        self._label.setText(self._sentence("选中", self._total_of(self._ids)))

    def _write(self, selection: str) -> None:
        self._label.setText(f"{selection} · {self._all}" if selection else self._all)

    def _sentence(self, word: str, total: dict[str, Any]) -> str:
        sums = [f"{c.title} {_sum(c, total[c.field])}" for c in self._columns if c.field in total]
        return " · ".join([f"{word} {total['count']} {self._noun}", *sums])


class _Line(QLabel):
    """A line that ends in … where its place is too narrow, and says the rest under the mouse."""

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much as there is room for."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(QColor(SOFT_INK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _sum(column: Column, value: Any) -> str:
    if column.kind is Kind.MONEY:
        amount = summary_text(value or 0)
        return amount.replace("亿元", " 亿元").replace("万元", " 万元")
    if column.kind is Kind.DOLLARS:
        return f"{money_text(value or 0, MoneyUnit.WAN_USD)}万美元"
    if column.kind is Kind.QUANTITY:
        return cell_text(column, value or 0, today=date.min)  # a day asks for digits grouped as in the list
    return str(value or 0)
