"""目标分解: the year's targets typed, pasted and summed; what is handed out and what remains is always in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QMessageBox, QVBoxLayout, QWidget

from app import TITLE
from app.errors import Refused
from app.jobs.target_tables import print_breakdown
from app.services.targets import copying
from app.ui.buttons import ButtonRow, button, literal, menu_button
from app.ui.dialogs import ledger_actions
from app.ui.files import say
from app.ui.record_table.sheet_view import SheetView
from app.ui.tabs.letters.own_indicators import OwnIndicators
from app.ui.tabs.letters.reason_form import ReasonForm
from app.ui.tabs.letters.target_form import TargetForm
from app.ui.tabs.letters.targets_model import TargetsModel
from app.ui.theme import ROW_PX
from app.ui.widgets.card import soft_label
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk

_HOW_TO = "直接填写或从表格粘贴；清空即取消该项目标。“尚未分解”为负数时说明各单位合计超过本级总目标。"
_NO_UNITS = "还没有责任单位：请点“导入”读入责任单位或目标任务台账，再把本级总目标分解到各单位。"
_COLUMN_PX = 118
_HEADER_PX = 46


_MOST_NAMED = 4


def _nought_question(noughts: list[str]) -> str:
    named = "、".join(noughts[:_MOST_NAMED]) + (f"等{len(noughts)}处" if len(noughts) > _MOST_NAMED else "")
    return f"{named}填的是0。责任书里要写明“0”，还是这项指标不下达？"


class TargetsPage(QWidget):
    """A sheet like every list: typed into, filled, pasted from Excel and WPS."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = TargetsModel(desk)
        self.view = TargetsView(self.model, lambda: desk.today)
        self._menu = QMenu(self)
        self._advice = soft_label()
        self.model.ask_reason = self._ask_reason
        self.model.ask_nought = self._ask_nought
        self._build()
        self._advise()
        self._menu.aboutToShow.connect(self._offer)
        self.view.horizontalHeader().customContextMenuRequested.connect(self._open_heading)

    def refresh(self) -> None:
        """Shows the year's targets anew, the cursor where it was."""
        cursor, scrolled = self.view.currentIndex(), self.view.verticalScrollBar().value()
        place = (cursor.row(), cursor.column())
        self.model.refresh()
        self._advise()
        if self.view.currentIndex() != self.model.index(*place):
            self.view.caret.go_to(self.model.index(*place))
            self.view.verticalScrollBar().setValue(scrolled)

    def plan(self) -> None:
        """Opens stretch target, monthly plan and note of the cell under the cursor."""
        cursor = self.view.currentIndex()
        if not cursor.isValid() or self.model.is_sum(cursor.row()):
            raise Refused("请先选中一个目标单元格。")
        entry, name = self.model.target(cursor.row(), cursor.column()), self.model.columns[cursor.column()]
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
        form = ReasonForm(signed, self)
        return form.reason if form.exec() else None

    def _ask_nought(self, noughts: list[str]) -> bool | None:
        """Whether targets of 0 stand in the letters, or are none; None where the clerk thinks again."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, _nought_question(noughts), parent=self)
        keep = box.addButton("写进责任书", QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton("不下达这项", QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("返回修改", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.exec()
        return {keep: True, drop: False}.get(box.clickedButton())  # type: ignore[call-overload,no-any-return]

    def _open_heading(self, at: QPoint) -> None:
        column = self.view.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            key = self.model.columns[column].key
            menu = QMenu(self)
            menu.addAction("移去这一列", lambda: self.model.hide_indicator(key))
            menu.popup(self.view.horizontalHeader().mapToGlobal(at))

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
            action = self._menu.addAction(literal(f"{name.title}（{name.measure}）"))
            action.triggered.connect(lambda _checked, key=name.key: self.model.show_indicator(key))
        self._menu.addSeparator()
        self._menu.addAction("自定指标…", self._define)
        away = self._menu.addMenu("移去一列")
        for name in self.model.columns:
            away.addAction(literal(name.title), partial(self.model.hide_indicator, name.key))

    def _define(self) -> None:
        dialog = OwnIndicators(self._desk, self)
        dialog.exec()
        if dialog.made:
            self.model.show_indicator(dialog.made)


class TargetsView(SheetView):
    """The sheet with the units at its side."""

    def __init__(self, model: TargetsModel, today: Callable[[], date]) -> None:
        super().__init__(model, today)
        self.horizontalHeader().setDefaultSectionSize(_COLUMN_PX)
        self.horizontalHeader().setFixedHeight(_HEADER_PX)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.setCornerButtonEnabled(False)
