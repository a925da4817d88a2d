"""资金: the dated entries of money that arrived for the chosen project, and what they come to."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.funds import OF_PROJECT
from app.errors import Refused
from app.services import funds
from app.services.lists import Query
from app.services.projects import ProjectDetail
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.lists.list_cells import ListCells
from app.ui.record_table import RecordTable
from app.ui.tabs.projects.funds_actions import remove, verify
from app.ui.tabs.projects.funds_figures import FundsFigures
from app.ui.tabs.projects.funds_form import FundsDialog
from app.ui.tabs.projects.vouchers import print_sheet, show_vouchers


class FundsPage(QWidget):
    """The entries with their sum, and what can be done with them."""

    title = "资金"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key = ""
        self._figures = FundsFigures(desk)
        self._table = RecordTable(
            "project_funds", OF_PROJECT, desk.source(lambda: funds.listing(self._key)), desk, noun="笔", frozen=0
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        actions = (
            button("登记", self._add),
            button("修改", self._change, hint="已结账的月份登记为更正"),
            button("核实", self._verify, hint="镇核、县认定、不认定；可以选中几笔一起办"),
            button("凭证", self._show_vouchers, hint="添加、查看这一笔的进账单、发票"),
            button("登记表", self._print_sheet, hint="打印这一笔的登记表，凭证附在后面"),
            button("删除", self._remove),
        )
        layout.addWidget(ButtonRow(actions))
        layout.addWidget(self._figures)
        layout.addWidget(self._table, 1)
        self._table.edit_cells(self._editing)
        self._table.activated.connect(lambda _: self._change())
        self._table.deleted.connect(self._remove)

    def _editing(self) -> ListCells:
        return ListCells(self._desk, "funds", OF_PROJECT, self._table.model.source, self, makes_new=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the entries come before the bars over them."""
        super().resizeEvent(event)
        self._figures.share(self.height() - self._figures.y())

    def count(self, key: str) -> int:
        """How many entries the project has."""
        with self._desk.read() as session:
            return int(funds.listing(key).total(session)["count"])

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's entries."""
        self._key = detail.id
        self._figures.show_project(detail.id)
        self._figures.share(self.height() - self._figures.y())
        self._table.ask(Query(sort=self._table.query.sort), anew=True)

    def _add(self) -> None:
        FundsDialog(self._desk, self._key, parent=self).exec()

    def _change(self) -> None:
        if key := self._table.current_id():
            FundsDialog(self._desk, self._key, key, self).exec()

    def _verify(self) -> None:
        verify(self._desk, self._table.selected_ids(), self)

    def _show_vouchers(self) -> None:
        show_vouchers(self._desk, self._chosen(), self)

    def _print_sheet(self) -> None:
        print_sheet(self._desk, self._chosen(), self)

    def _remove(self) -> None:
        remove(self._desk, self._table.model.source.rows(self._table.selected_ids()), self)

    def _chosen(self) -> str:
        if key := self._table.current_id():
            return key
        raise Refused("请先选中一笔资金。")
