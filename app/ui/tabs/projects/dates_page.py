"""日期: every event of the chosen project with its planned and its actual date, and what proves it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from app.services.projects import ProjectDetail
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.tabs.projects.milestones_form import MilestonesForm
from app.ui.tabs.projects.step_back_form import StepBackForm
from app.ui.theme import ROW_PX

_HEADS = ("事项", "计划", "实际", "依据")


class DatesPage(QWidget):
    """The dates, and the form that sets them."""

    title = "日期"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._detail: ProjectDetail | None = None
        self._table = QTableWidget(0, len(_HEADS))
        self._table.setHorizontalHeaderLabels(list(_HEADS))
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((72, 92, 92)):
            self._table.setColumnWidth(column, width)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        change, back = button("填写日期", self._change), button("退回阶段", self._step_back)
        layout.addWidget(ButtonRow((change, back)))
        layout.addWidget(self._table, 1)
        self._table.doubleClicked.connect(lambda _: self._change())

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's dates."""
        self._detail = detail
        self._table.setRowCount(len(detail.milestones))
        for row, line in enumerate(detail.milestones):
            dates = [day.iso if day else "" for day in (line.planned_on, line.actual_on)]
            for column, text in enumerate((line.kind, *dates, line.evidence)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(row, column, item)

    def _change(self) -> None:
        if self._detail is not None:
            MilestonesForm(self._desk, self._detail, self).exec()

    def _step_back(self) -> None:
        if self._detail is not None:
            StepBackForm(self._desk, self._detail, self).exec()
