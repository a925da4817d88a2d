"""自定指标的清单: the office's own indicators with what each counts; added, changed, taken away; the 来源地 list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from app.services import own_indicators, regions
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.dialog import Dialog
from app.ui.tabs.letters.indicator_form import IndicatorForm
from app.ui.widgets.card import note_label, soft_label
from app.ui.widgets.field_edits import ProseField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.desk import Desk

_HEADS = ("指标名称", "计量单位", "统计口径")
_HOW = (
    "一行一个：“长三角：上海、江苏”。写“省外：除湖南、长沙”时，不含这些字的都算省外。"
    "后面写“；待核：广东”时，只写广东、没有写到市的不计入，并提醒补写。"
)


class OwnIndicators(Dialog):
    """The list; a double click changes one. ``made`` is the key of the one added last."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("自定指标", parent, (760, 420))
        self._desk = desk
        self.made = ""
        self.table = QTableWidget(0, len(_HEADS))
        self._build()
        self._refresh()

    def add(self) -> None:
        """A new indicator."""
        form = IndicatorForm(self._desk, self)
        if form.exec():
            self.made = form.saved_key
            self._refresh()

    def change(self) -> None:
        """Changes the chosen one."""
        if (key := self._chosen()) is not None and IndicatorForm(self._desk, self, key).exec():
            self._refresh()

    def remove(self) -> None:
        """Takes the chosen one away."""
        key = self._chosen()
        if key is None or not sure(self, "删除这个自定指标吗？考核办法里用到它的项目将无法计分。", "删除"):
            return
        with self._desk.work("删除自定指标") as session:
            own_indicators.remove(session, key)
        self._refresh()

    def edit_regions(self) -> None:
        """The 来源地 that filters may name."""
        RegionsForm(self._desk, self).exec()

    def _build(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(_HEADS)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 220)
        table.setColumnWidth(1, 80)
        table.setWordWrap(True)
        table.doubleClicked.connect(lambda _place: self.change())
        left = (
            button("新建指标", self.add, primary=True),
            button("修改", self.change),
            button("删除", self.remove),
        )
        right = (button("来源地…", self.edit_regions, hint="长三角、珠三角、省外等各包括哪些省市"),)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(ButtonRow(left, right))
        layout.addWidget(table, 1)
        layout.addWidget(soft_label("自定指标和目录里的指标一样下达目标、上卡片、参加考核。"))

    def _refresh(self) -> None:
        with self._desk.read() as session:
            self._rows = own_indicators.rows(session)
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            for column, text in enumerate((row.title, row.measure, row.says)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(place, column, item)
        if self._rows:
            self.table.selectRow(min(max(self.table.currentRow(), 0), len(self._rows) - 1))

    def _chosen(self) -> str | None:
        place = self.table.currentRow()
        return self._rows[place].id if 0 <= place < len(self._rows) else None


class RegionsForm(FormDialog):
    """The office's list of regions, a line for each."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("来源地", parent)
        self._desk = desk
        self.setMinimumWidth(600)
        self.form.addRow(note_label(_HOW))
        with desk.read() as session:
            known = regions.written(regions.listed(session))
        self.add("regions", "来源地", ProseField(9)).show_value(known)  # type: ignore[attr-defined]
        self.form.addRow(note_label(regions.sources()))
        self.on_save(self._keep)

    def _keep(self) -> None:
        with self._desk.work("修改来源地") as session:
            regions.keep(session, self.read("regions"))
