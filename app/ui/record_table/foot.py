"""The line below a table: how many are chosen and shown, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.services.lists import Query
from app.ui.colours import colours
from app.ui.theme import mark
from app.values.money import MoneyUnit, money_text, summary_text

_PAUSE_MS = 60  # sums of a selection wait until the mouse rests
_SUMMED = frozenset({Kind.MONEY, Kind.DOLLARS, Kind.COUNT})
TotalOf = Callable[[list[str], list[str] | None], dict[str, Any]]


@dataclass(frozen=True)
class Chosen:
    """The records and the columns of the chosen cells; ``own`` the records of each column where these differ."""

    ids: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    own: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many they are."""
        return sum(map(len, self.own.values())) if self.own else len(self.ids) * len(self.columns)


class TableFoot(QWidget):
    """筛选 48 个 · 总投资 31.85 亿元 …; with several cells chosen, their count and sums stand there instead."""

    def __init__(self, columns: Sequence[Column], noun: str) -> None:
        super().__init__()
        self._columns = columns
        self._noun = noun
        self._all = ""
        self._chosen: Chosen = Chosen()
        self._total_of: TotalOf = lambda _ids, _names: {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        self._label = _Line()
        mark(self._label, "soft")
        layout.addWidget(self._label, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._sum_selection)

    def text(self) -> str:
        """What the line says."""
        return self._label.text()

    def show_total(self, query: Query, total: dict[str, Any]) -> None:
        """The count and sums of what is shown."""
        word = "筛选" if query.is_narrowed else "共"
        sums = [f"{c.title} {_sum(c, total[c.field])}" for c in self._columns if c.total and c.field in total]
        self._all = " · ".join([f"{word} {total['count']} {self._noun}", *sums])
        self._write("")

    def show_selection(self, chosen: Chosen, total_of: TotalOf) -> None:
        """How many rows are chosen; the sums of several cells follow shortly."""
        self._chosen, self._total_of = chosen, total_of
        self._write(f"选中 {len(chosen.ids)}" if chosen.ids else "")
        if len(chosen.ids) > 1 or len(chosen.columns) > 1:
            self._pause.start()
        else:
            self._pause.stop()

    def _sum_selection(self) -> None:
        """The chosen columns of figures are summed, or those of the whole list's line where only words are chosen."""
        chosen = self._chosen
        summed = [c for c in chosen.columns if c.kind in _SUMMED or c.total]
        names: list[str] | None = [c.field for c in summed]
        if len(chosen.ids) > 1 and not summed:
            summed, names = [c for c in self._columns if c.total], None
        if chosen.own and names:
            total = {name: self._total_of(chosen.own[name], [name])[name] for name in names}
        else:
            total = self._total_of(chosen.ids, names)
        count = f"选中 {len(chosen.ids)} {self._noun}"
        parts = [f"{count}、{chosen.cells} 个单元格" if len(chosen.columns) > 1 else count]
        for column in summed:
            if column.field in total:
                parts.append(f"{column.title} {_sum(column, total[column.field])}")
                if len(chosen.columns) == 1 and column in chosen.columns:
                    parts.append(f"平均 {_sum(column, _average(total[column.field], len(chosen.ids)))}")
        self._label.setText(" · ".join(parts))

    def _write(self, selection: str) -> None:
        self._label.setText(f"{selection} · {self._all}" if selection else self._all)


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
        painter.setPen(QColor(colours().soft_ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _average(total: Any, count: int) -> Any:
    return round(total / count) if isinstance(total, int) else total / count


def _sum(column: Column, value: Any) -> str:
    if column.kind is Kind.MONEY:
        amount = summary_text(value or 0)
        unit = amount.lstrip("-0123456789.")
        return f"{Decimal(amount.removesuffix(unit)):,f} {unit}"
    if column.kind is Kind.DOLLARS:
        return f"{money_text(value or 0, MoneyUnit.WAN_USD)}万美元"
    if column.kind is Kind.QUANTITY:
        return cell_text(column, value or 0, today=date.min)  # a day asks for digits grouped as in the list
    return str(value or 0)
