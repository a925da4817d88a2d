"""The first page of an import: which sheets of the workbook, as what, and what they leave open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.documents.ledgers.choices import Choices
from app.jobs.imports import TITLES
from app.ui.theme import ROW_PX, mark
from app.ui.widgets.chooser import Chooser
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit
from app.values.stages import STAGES, Stage

if TYPE_CHECKING:
    from app.documents.ledgers.surveys import Survey
    from app.jobs.imports.walk import ImportWalk

_HEADS = ("导入", "工作表", "台账类型", "表头行", "记录", "责任单位", "说明")
_WIDTHS = (44, 130, 150, 88, 56, 110, 0)
_CHOSEN, _KIND, _ROW, _SAID = 0, 2, 3, 6
_UNITS = (MoneyUnit.WAN, MoneyUnit.YI, MoneyUnit.YUAN)


class SheetsPage(QWidget):
    """Lists the sheets with a box for each question that their words leave open."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._walk: ImportWalk | None = None
        self._build()
        self._unit.currentIndexChanged.connect(lambda _: self._answered())
        self._month.currentIndexChanged.connect(lambda _: self._answered())
        self._year.valueChanged.connect(lambda _: self._answered())
        self._stage.currentIndexChanged.connect(lambda _: self._answered())
        self._sheets.itemChanged.connect(self._ticked)

    def show_walk(self, walk: ImportWalk, year: int) -> None:
        """Shows the sheets of a workbook in place of those before."""
        self._walk = None
        self._year.setValue(year)
        self._sheets.setRowCount(len(walk.sheets))
        self._walk = walk
        for row, sheet in enumerate(walk.sheets):
            self._show(row, walk.survey(sheet.name))
        self._ask()

    def _build(self) -> None:
        self._sheets = QTableWidget(0, len(_HEADS))
        self._sheets.setHorizontalHeaderLabels(list(_HEADS))
        self._sheets.verticalHeader().hide()
        self._sheets.verticalHeader().setDefaultSectionSize(ROW_PX + 4)
        self._sheets.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._sheets.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, width in enumerate(_WIDTHS):
            self._sheets.setColumnWidth(column, width)
        self._sheets.horizontalHeader().setSectionResizeMode(_SAID, QHeaderView.ResizeMode.Stretch)
        self._unit, self._month, self._year, self._stage = Chooser(), Chooser(), QSpinBox(), Chooser()
        self._unit.addItem("按表中注明", None)
        for unit in _UNITS:
            self._unit.addItem(str(unit), unit)
        self._month.addItem("按表题", 0)
        for month in range(1, 13):
            self._month.addItem(f"{month}月底", month)
        self._year.setRange(1990, 2100)
        self._year.setSuffix("年")
        self._stage.addItem("暂记为储备，并提醒", None)
        for stage in STAGES:
            self._stage.addItem(str(stage), stage)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._form.addRow("没有写单位的金额是", self._unit)
        self._form.addRow("表里的数截至", self._month)
        self._form.addRow("截至的年份", self._year)
        self._form.addRow("看不出阶段的新项目", self._stage)
        hint = QLabel("同一工作簿里每村一张表的，可以一次全部导入；表名或表题里的村名作为责任单位。")
        mark(hint, "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(hint)
        layout.addWidget(self._sheets, 1)
        layout.addLayout(self._form)

    def _show(self, row: int, found: Survey) -> None:
        assert self._walk is not None
        is_chosen = found.sheet in self._walk.choices
        self._sheets.blockSignals(True)  # noqa: FBT003 - Qt's own
        tick = QTableWidgetItem()
        tick.setFlags(Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled)
        tick.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
        self._sheets.setItem(row, _CHOSEN, tick)
        hidden = "" if found.is_visible else "（隐藏）"
        said = (
            found.said
            or f"{found.span.text()}{'，' if found.span.text() and found.money_unit else ''}{found.money_unit or ''}"
        )
        texts = {1: f"{found.sheet}{hidden}", 4: str(found.rows or ""), 5: found.unit, _SAID: said}
        for column, text in texts.items():
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self._sheets.setItem(row, column, item)
        self._sheets.setCellWidget(row, _KIND, self._kind_box(row, found.kind))
        self._sheets.setCellWidget(row, _ROW, self._row_box(row, found.header_row))
        self._sheets.blockSignals(False)  # noqa: FBT003

    def _kind_box(self, row: int, kind: LedgerKind | None) -> QComboBox:
        box = Chooser()
        box.addItem("请选择", None)
        for each, title in TITLES.items():
            box.addItem(title, each)
        box.setCurrentIndex(max(box.findData(kind), 0))
        box.currentIndexChanged.connect(lambda _: self._kind_chosen(row, box.currentData()))
        return box

    def _row_box(self, row: int, header_row: int | None) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, 200)
        box.setSpecialValueText("自动")
        box.setValue(header_row or 0)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._header_chosen(row, value))
        return box

    def _ticked(self, item: QTableWidgetItem) -> None:
        if item.column() != _CHOSEN or self._walk is None:
            return
        box = self._sheets.cellWidget(item.row(), _KIND)
        kind = box.currentData() if isinstance(box, QComboBox) else None
        self._choose(item.row(), kind if item.checkState() is Qt.CheckState.Checked else None)

    def _kind_chosen(self, row: int, kind: str | None) -> None:
        self._choose(row, LedgerKind(kind) if kind else None)

    def _choose(self, row: int, kind: LedgerKind | None) -> None:
        assert self._walk is not None
        name = self._walk.sheets[row].name
        if kind is None:
            self._walk.choices.pop(name, None)
        else:
            before = self._walk.choices.get(name, Choices())
            self._walk.choices[name] = replace(before, kind=LedgerKind(kind), columns={})
        self._again(row)

    def _header_chosen(self, row: int, value: int) -> None:
        assert self._walk is not None
        name = self._walk.sheets[row].name
        if name in self._walk.choices:
            self._walk.choices[name] = replace(self._walk.choices[name], header_row=value or None, columns={})
            self._again(row)

    def _again(self, row: int) -> None:
        assert self._walk is not None
        self._show(row, self._walk.survey(self._walk.sheets[row].name))
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        """Shows the questions that the chosen sheets leave open, and no others."""
        assert self._walk is not None
        found = [self._walk.survey(name) for name in self._walk.choices]
        self._form.setRowVisible(self._unit, any(one.has_money and one.money_unit is None for one in found))
        has_sums = any(one.has_sums for one in found)
        self._form.setRowVisible(self._month, has_sums)
        self._form.setRowVisible(self._year, has_sums and bool(self._month.currentData()))
        self._form.setRowVisible(self._stage, any(one.kind is LedgerKind.PROJECTS for one in found))

    def _answered(self) -> None:
        if self._walk is None:
            return
        unit, stage, month = self._unit.currentData(), self._stage.currentData(), self._month.currentData()
        as_of = (self._year.value(), int(month)) if month else None
        self._walk.answers = replace(
            self._walk.answers,
            money_unit=MoneyUnit(unit) if unit else None,
            stage=Stage(stage) if stage else None,
        )
        for name, choices in self._walk.choices.items():
            self._walk.choices[name] = replace(choices, as_of=as_of)
        self._ask()
        self.changed.emit()
