"""目标分解: the year's targets typed, pasted and summed; what is handed out and what remains is always in sight."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.jobs.target_tables import print_breakdown
from app.services.targets import copying
from app.ui.buttons import ButtonRow, button, menu_button
from app.ui.dialogs import ledger_actions
from app.ui.files import say
from app.ui.tabs.letters.indicator_form import IndicatorForm
from app.ui.tabs.letters.padded_cells import PaddedCells
from app.ui.tabs.letters.reason_form import ReasonForm
from app.ui.tabs.letters.target_form import TargetForm
from app.ui.tabs.letters.targets_model import Edits, TargetsModel
from app.ui.theme import HAIRLINE, ROW_PX
from app.ui.widgets.card import soft_label
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk

_HOW_TO = "直接填写或从表格粘贴；清空即取消该项目标。“尚未分解”为负数时说明各单位合计超过本级总目标。"
_NO_UNITS = "还没有责任单位：请点“导入”读入责任单位或目标任务台账，再把本级总目标分解到各单位。"
_COLUMN_PX = 118
_HEADER_PX = 46
_CORNER = f"""
QTableCornerButton::section {{
    background: #eff3f6; border: 0; border-right: 1px solid {HAIRLINE}; border-bottom: 1px solid {HAIRLINE};
}}
"""


class TargetsPage(QWidget):
    """A grid as in a spreadsheet: type, paste from Excel, Delete empties, F2 edits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = TargetsModel(desk)
        self.view = TargetsView(self.model)
        self._menu = QMenu(self)
        self._advice = soft_label()
        self._is_asking = False
        self.model.ask_reason = self._ask_reason
        self._build()
        self._advise()
        self._menu.aboutToShow.connect(self._offer)

    def refresh(self) -> None:
        """Shows the year's targets anew, the cursor where it was."""
        cursor, scrolled = self.view.currentIndex(), self.view.verticalScrollBar().value()
        place = (cursor.row(), cursor.column())
        self.model.refresh()
        self._advise()
        self.view.setCurrentIndex(self.model.index(*place))
        self.view.verticalScrollBar().setValue(scrolled)

    def plan(self) -> None:
        """Opens stretch target, monthly plan and note of the cell under the cursor."""
        cursor = self.view.currentIndex()
        if not cursor.isValid() or self.model.is_sum(cursor.row()):
            raise Refused("请先选中一个目标单元格。")
        entry, name = self.model.entry(cursor.row(), cursor.column()), self.model.columns[cursor.column()]
        TargetForm(self._desk, entry, name, self).exec()

    def take_over(self) -> None:
        """Takes over the targets of the year before that this year does not have yet."""
        year = self._desk.year
        with self._desk.work(f"沿用{year - 1}年目标") as session:
            count = copying.copy(session, year - 1, year)
        say(self, f"已沿用{year - 1}年的{count}个目标。" if count else f"{year - 1}年的目标{year}年都已经有了。")

    def print_table(self) -> None:
        """Shows the 目标任务分解表 as it will print."""
        database, year = self._desk.database, self._desk.year
        title = f"{year}年度目标任务分解表"
        preview(self._desk, self, title, lambda path: print_breakdown(database, year, path), other=".xlsx")

    def _ask_reason(self, signed: list[str]) -> str | None:
        """Why targets of letters that are signed change; "" where none is."""
        if not signed:
            return ""
        if self._is_asking:  # the cell's editor loses the cursor to the form and hands its text in again
            return None
        self._is_asking = True
        form = ReasonForm(signed, self)
        accepted = form.exec()
        self._is_asking = False
        return form.reason if accepted else None

    def _build(self) -> None:
        left = (
            menu_button("增加指标", self._menu),
            button("奋斗目标与按月计划", self.plan, hint="选中的单元格：奋斗目标、12个月的累计计划、备注"),
            button("沿用上年", self.take_over, hint="把上年有、今年还没有的目标复制过来，再逐个调整"),
        )
        right = (
            button("导入", lambda: ledger_actions.import_ledger(self._desk, self)),
            button("导出", lambda: ledger_actions.export(self._desk, self, "targets")),
            button("打印分解表", self.print_table, hint="全部单位的目标任务分解表"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(ButtonRow(left, right))
        layout.addWidget(self.view, 1)
        layout.addWidget(self._advice)

    def _advise(self) -> None:
        grid = self.model.grid
        lost = f"另有{grid.lost}个目标属于已删除的单位，没有列出，也不计入合计。" if grid.lost else ""
        self._advice.setText((_HOW_TO if grid.units else _NO_UNITS) + lost)

    def _offer(self) -> None:
        self._menu.clear()
        for name in self.model.others():
            action = self._menu.addAction(f"{name.title}（{name.measure}）")
            action.triggered.connect(lambda _checked, key=name.key: self.model.show_indicator(key))
        self._menu.addSeparator()
        self._menu.addAction("自定指标…", self._define)

    def _define(self) -> None:
        form = IndicatorForm(self._desk, self)
        if form.exec():
            self.model.show_indicator(form.saved_key)


class TargetsView(QTableView):
    """Copies and pastes ranges as a spreadsheet does."""

    def __init__(self, model: TargetsModel) -> None:
        super().__init__()
        self._targets = model
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_PX)
        self.horizontalHeader().setFixedHeight(_HEADER_PX)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.setCornerButtonEnabled(False)
        self.setStyleSheet(_CORNER)
        self.setItemDelegate(PaddedCells(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys; Enter edits the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete:
            self.empty()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The chosen cells as tab-separated text."""
        rows, columns = self._chosen()
        out = StringIO()
        lines = [[self._targets.text(row, column) for column in columns] for row in rows]
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows(lines)
        QApplication.clipboard().setText(out.getvalue())

    def paste(self) -> None:
        """Writes the clipboard from the cursor on; one copied cell fills the chosen ones. All of it or nothing."""
        copied = list(csv.reader(StringIO(QApplication.clipboard().text()), delimiter="\t"))
        rows, columns = self._chosen()
        if not copied or not rows:
            return
        if len(copied) == 1 and len(copied[0]) == 1:
            copied = [copied[0] * len(columns)] * len(rows)
        edits = [
            (rows[0] + down, columns[0] + across, text)
            for down, line in enumerate(copied)
            for across, text in enumerate(line)
        ]
        self._write(edits)

    def empty(self) -> None:
        """Takes the chosen targets out."""
        rows, columns = self._chosen()
        self._write([(row, column, "") for row in rows for column in columns])

    def _write(self, edits: Edits) -> None:
        beyond = any(
            column >= self._targets.columnCount() or row >= self._targets.rowCount() or self._targets.is_sum(row)
            for row, column, _ in edits
        )
        if beyond:
            raise Refused("粘贴的范围超出了可以填写的单元格，请从左上角的单元格开始粘贴。")
        reason = self._targets.ask_reason(self._targets.signed_among(edits))
        if reason is not None:
            self._targets.write(edits, reason)

    def _chosen(self) -> tuple[list[int], list[int]]:
        indexes = self.selectionModel().selectedIndexes()
        return sorted({i.row() for i in indexes}), sorted({i.column() for i in indexes})
