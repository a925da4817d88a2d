"""交叉表: a list counted or summed by two of its columns; a cell leads to its records, the table to paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QVBoxLayout, QWidget

from app.columns.column import Column, Kind, header
from app.errors import Refused
from app.services.crossing import COUNT, behind, cross
from app.ui.buttons import button
from app.ui.dialog import Dialog
from app.ui.dialogs import ledger_actions
from app.ui.lists.cross_model import CrossModel
from app.ui.record_table.sheet_view import SheetView
from app.ui.theme import ROW_PX
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import WordField

if TYPE_CHECKING:
    from app.reports.ledgers import LedgerView
    from app.ui.desk import Desk
    from app.ui.record_table import RecordTable

_ASKED = frozenset({Kind.TEXT, Kind.DATE, Kind.FLAG, Kind.CODE})
_SUMMED = frozenset({Kind.MONEY, Kind.DOLLARS, Kind.COUNT})
_PIECES = Column(COUNT, "个数", Kind.COUNT, 72)
_MOST = 60  # columns: more say nothing


class CrossDialog(Dialog):
    """Stands beside the window, so that the records behind a cell are seen at once."""

    def __init__(self, desk: Desk, table: RecordTable, title: str, parent: QWidget) -> None:
        super().__init__(f"交叉表 — {title}", parent, (900, 520))
        self._desk, self._table, self._title = desk, table, title
        self._query = table.query  # of the moment when it was opened: its own cells narrow the list
        fields = [c for c in table.model.columns if c.kind in _ASKED and table.can_group(c.field)]
        measures = [_PIECES, *(c for c in table.model.columns if c.kind in _SUMMED and c.total)]
        self._fields = {header(column): column for column in fields}
        self._measures = {header(column): column for column in measures}
        self.row, self.column = WordField(tuple(self._fields)), WordField(tuple(self._fields))
        self.measure = WordField(tuple(self._measures))
        self.model = CrossModel(lambda: desk.money_unit)
        self.view = SheetView(self.model, lambda: desk.today)
        self._said = soft_label()
        self._build()
        self._begin()
        for box in (self.row, self.column, self.measure):
            box.currentIndexChanged.connect(lambda _: self.refresh())
        self.view.opened.connect(self._show_records)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Reckons the table anew, over what the list shows."""
        row, column = self._fields[self.row.value()], self._fields[self.column.value()]
        measure = self._measures[self.measure.value()]
        found = cross(self._table.model.source, self._query, row.field, column.field, measure.field)
        if len(found.columns) > _MOST:
            self._said.setText(f"“{header(column)}”有{len(found.columns)}种内容，横着放不下，请换一栏或把行和列对调。")
            return
        self.model.show_table(found, row, column, measure)
        unit = f"，单位：{self._desk.money_unit}" if measure.kind is Kind.MONEY else ""
        narrowed = "，只算列表里筛选出来的" if self._query.is_narrowed else ""
        self._said.setText(f"{header(measure)}{unit}{narrowed}。双击（或按 Enter）一格看它的记录。")
        self.view.setColumnWidth(0, 150)

    def _show_records(self, index: QModelIndex) -> None:
        row, column = self._fields[self.row.value()], self._fields[self.column.value()]
        values = dict(zip((row.field, column.field), self.model.values_at(index.row(), index.column()), strict=True))
        dated = [each.field for each in (row, column) if each.kind is Kind.DATE]
        self._table.ask(behind(self._query, values, dated))

    def _paper(self) -> LedgerView:
        if not self.model.rowCount():
            raise Refused("交叉表里还没有内容。")
        return self.model.view(self._paper_title())

    def _paper_title(self) -> str:
        office = self._desk.office
        return f"{office.name if office else ''}{self._title}（{self.row.value()}／{self.column.value()}）"

    def _begin(self) -> None:
        """Units by industry, where there are such, as offices ask for first."""
        names = list(self._fields)
        for box, wanted in ((self.row, "责任单位"), (self.column, "产业")):
            box.setCurrentIndex(names.index(wanted) if wanted in names else int(box is self.column and len(names) > 1))

    def _build(self) -> None:
        head = self.view.horizontalHeader()
        head.setDefaultSectionSize(96)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(ROW_PX)
        top = QHBoxLayout()
        for words, box in (("行", self.row), ("列", self.column), ("统计", self.measure)):
            top.addWidget(QLabel(words))
            top.addWidget(box)
            top.addSpacing(8)
        top.addWidget(button("行列对调", self._swap))
        top.addStretch(1)
        export = partial(ledger_actions.export_view, self._desk, self, self._paper, f"{self._title}交叉表")
        top.addWidget(button("导出", export))
        top.addWidget(button("打印", self._print))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._said)

    def _swap(self) -> None:
        row, column = self.row.currentIndex(), self.column.currentIndex()
        self.row.setCurrentIndex(column)
        self.column.setCurrentIndex(row)

    def _print(self) -> None:
        ledger_actions.print_view(self._desk, self, self._paper(), f"{self._title}交叉表")


def show_cross(desk: Desk, table: RecordTable, title: str, parent: QWidget) -> CrossDialog:
    """Opens the table of a list."""
    shown = CrossDialog(desk, table, title, parent)
    shown.show()
    return shown
