"""What the buttons of 项目库 do with the chosen projects; loads at the first press, since it brings every form."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from app.services import projects
from app.services.projects import succession
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialogs import bulk_form, ledger_actions
from app.ui.dialogs.month_closing import close_months
from app.ui.lists.carriers_page import show_carriers
from app.ui.record_table import RecordTable
from app.ui.tabs.projects import papers
from app.ui.tabs.projects.advance_form import AdvanceForm
from app.ui.tabs.projects.all_funds import show_funds
from app.ui.tabs.projects.all_problems import show_problems
from app.ui.tabs.projects.funds_form import FundsDialog
from app.ui.tabs.projects.overdue_list import show_overdue
from app.ui.tabs.projects.project_form import ProjectForm

_TITLE = "项目台账"


class ProjectActions:
    """``table`` says which projects are chosen, ``parent`` is what dialogs open before."""

    def __init__(self, desk: Desk, table: RecordTable, parent: QWidget) -> None:
        self._desk, self._table, self._parent = desk, table, parent

    def add(self) -> str | None:
        """Opens an empty form; the new project's id, None when it was left."""
        form = ProjectForm(self._desk, None, self._parent)
        return form.saved_id if form.exec() else None

    def change(self) -> None:
        """Opens the chosen project's form."""
        if key := self._table.current_id():
            ProjectForm(self._desk, key, self._parent).exec()

    def advance(self) -> None:
        """Asks what the next stage needs."""
        if key := self._table.current_id():
            AdvanceForm(self._desk, key, self._parent).exec()

    def enter_funds(self) -> None:
        """Opens the form of money that arrived for the chosen project."""
        if key := self._table.current_id():
            FundsDialog(self._desk, key, parent=self._parent).exec()

    def change_many(self) -> None:
        """Asks for one field of all chosen projects."""
        bulk_form.change_many(self._desk, "projects", self._table.selected_ids(), self._parent)

    def reinvite(self) -> str | None:
        """二次招商 of the chosen project, which has ended; the new project's id, None when it was not meant."""
        key = self._table.current_id()
        name = getattr(self._table.current_row(), "name", "")
        if not key or not sure(self._parent, f"用“{name}”的地块和责任人新建一个储备项目，重新招商？", "新建"):
            return None
        with self._desk.work("二次招商") as session:
            return succession.reinvite(session, key, year=self._desk.year)

    def remove(self) -> None:
        """Puts the chosen projects into the recycle bin, after a question."""
        ids = self._table.selected_ids()
        if ids and sure(self._parent, f"删除选中的 {len(ids)} 个项目？", "删除"):
            with self._desk.work("删除项目") as session:
                projects.remove(session, ids, self._desk.clock.now())

    def print_list(self) -> None:
        """Shows the list as it will stand on paper."""
        ledger_actions.print_list(self._desk, self._parent, self._table, _TITLE)

    def import_ledger(self) -> None:
        """Reads a workbook."""
        ledger_actions.import_ledger(self._desk, self._parent)

    def export(self) -> None:
        """Offers the whole ledger, and the list as it is seen."""
        ledger_actions.export(self._desk, self._parent, "projects", self._table, _TITLE)

    def offer_papers(self, menu: QMenu) -> None:
        """Fills the menu of the 打印 button."""
        papers.offer(menu, self._desk, self._parent, self._table)

    def offer_for_row(self, menu: QMenu) -> None:
        """What the right button offers for the project under it."""
        menu.addAction("修改\tAlt+Enter", self.change)
        menu.addAction("推进阶段…", self.advance)
        menu.addAction("登记到位资金…", self.enter_funds)
        menu.addSeparator()
        papers.offer_for_one(menu, self._desk, self._parent, self._table)

    def offer_registers(self, menu: QMenu) -> None:
        """Adds the lists that open in windows of their own."""
        for words, show in (
            ("全部到位资金…", show_funds),
            ("全部问题…", show_problems),
            ("逾期履约…", show_overdue),
            ("标准厂房和土地…", show_carriers),
            ("结账…", close_months),
        ):
            menu.addAction(words, partial(show, self._desk, self._parent))
