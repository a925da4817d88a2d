"""The second page of an import: each column of the sheet and what it is read as, remembered for that layout."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.documents.ledgers.choices import Scaled
from app.documents.ledgers.grid import column_letters
from app.documents.ledgers.surveys import readings
from app.ui.theme import ROW_PX
from app.ui.widgets.chooser import Chooser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.ledgers.parts import Column
    from app.jobs.imports.walk import ImportWalk
    from app.ui.desk import Desk

_HEADS = ("列", "表里的栏目", "读作", "前几格的内容")
_WIDTHS = (44, 190, 210, 0)
_FIELD = 2


class ColumnsPage(QWidget):
    """Shows the columns of one chosen sheet at a time; a choice is kept and remembered."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._walk: ImportWalk | None = None
        self._columns: tuple[Column, ...] = ()
        self._build()
        self._sheet.currentTextChanged.connect(lambda _: self._show())
        self._keep.toggled.connect(self._keep_chosen)
        self._scaled.currentIndexChanged.connect(lambda _: self._scale_chosen())

    def show_walk(self, walk: ImportWalk) -> None:
        """Shows the chosen sheets of a workbook, with what was remembered of their layouts."""
        self._walk = None
        self._sheet.clear()
        self._sheet.addItems(list(walk.choices))
        self._walk = walk
        for name in walk.choices:
            self._recall(name)
        self._show()

    def _build(self) -> None:
        self._sheet, self._keep, self._scaled = Chooser(), QCheckBox("没有对应的栏目，内容记入备注"), Chooser()
        self._keep.setChecked(True)
        self._scaled.addItem("不读，列入问题", None)
        self._scaled.addItem("以显示的数为准", Scaled.SHOWN)
        self._scaled.addItem("以存的数为准", Scaled.STORED)
        top = QHBoxLayout()
        top.addWidget(QLabel("工作表"))
        top.addWidget(self._sheet, 1)
        top.addWidget(self._keep)
        top.addWidget(QLabel("显示与存的数相差几位时"))
        top.addWidget(self._scaled)
        self._table = QTableWidget(0, len(_HEADS))
        self._table.setHorizontalHeaderLabels(list(_HEADS))
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(ROW_PX + 4)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, width in enumerate(_WIDTHS):
            self._table.setColumnWidth(column, width)
        self._table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self._table, 1)

    def _show(self) -> None:
        name = self._sheet.currentText()
        if self._walk is None or name not in self._walk.choices:
            return
        choices = self._walk.choices[name]
        assert choices.kind is not None
        self._columns = self._walk.columns(name)
        offered = readings(choices.kind)
        self._table.setRowCount(len(self._columns))
        for row, column in enumerate(self._columns):
            title = column.title.replace("\n", "") + ("（隐藏）" if column.is_hidden else "")
            for place, text in {0: column_letters(column.place), 1: title, 3: "　".join(column.samples)}.items():
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(row, place, item)
            self._table.setCellWidget(row, _FIELD, self._box(column, offered))

    def _box(self, column: Column, offered: Sequence[tuple[str, str]]) -> QComboBox:
        box = Chooser()
        box.setMaxVisibleItems(20)
        for name, title in offered:
            box.addItem(title, name)
        box.setCurrentIndex(max(box.findData(column.field), 0))
        box.currentIndexChanged.connect(lambda _: self._chosen(column, str(box.currentData())))
        return box

    def _chosen(self, column: Column, field: str) -> None:
        assert self._walk is not None
        name = self._sheet.currentText()
        choices = self._walk.choices[name]
        self._walk.choices[name] = replace(choices, columns={**choices.columns, column.place: field})
        self._remember(name)
        self._show()
        self.changed.emit()

    def _keep_chosen(self, is_kept: bool) -> None:
        if self._walk is not None:
            for name, choices in self._walk.choices.items():
                self._walk.choices[name] = replace(choices, keep_unknown=is_kept)
            self._show()
            self.changed.emit()

    def _scale_chosen(self) -> None:
        if self._walk is not None:
            word = self._scaled.currentData()
            for name, choices in self._walk.choices.items():
                self._walk.choices[name] = replace(choices, scaled=Scaled(word) if word else None)
            self.changed.emit()

    def _remember(self, name: str) -> None:
        assert self._walk is not None
        titles = {column.place: column.title for column in self._columns}
        chosen = {titles[place]: field for place, field in self._walk.choices[name].columns.items() if place in titles}
        self._desk.settings.setValue(self._key(name), json.dumps(chosen, ensure_ascii=False))

    def _recall(self, name: str) -> None:
        """Gives the columns what they were read as when a sheet of this layout was imported before."""
        assert self._walk is not None
        self._columns = self._walk.columns(name)
        said = json.loads(str(self._desk.settings.value(self._key(name), "{}")))
        known = {column.place: said[column.title] for column in self._columns if column.title in said}
        choices = self._walk.choices[name]
        if known and not choices.columns:
            self._walk.choices[name] = replace(choices, columns=known)

    def _key(self, name: str) -> str:
        """The layout's signature: its kind and its headings, whatever the sheet is called."""
        assert self._walk is not None
        words = [str(self._walk.choices[name].kind), *(column.title for column in self._columns)]
        return f"imports/columns/{sha256('|'.join(words).encode()).hexdigest()[:16]}"
