"""到位资金 of all projects in one list: what came in, verified several at once, with the months to close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import funds as columns
from app.errors import Refused
from app.services import funds
from app.services.lists import RecordList
from app.ui.buttons import button
from app.ui.desk import Desk
from app.ui.dialogs.bulk_form import change_many
from app.ui.dialogs.choose_project import choose_project
from app.ui.dialogs.month_closing import close_months
from app.ui.lists.list_dialog import show_list
from app.ui.lists.plain_page import PlainPage
from app.ui.tabs.projects import funds_actions, vouchers
from app.ui.tabs.projects.funds_form import FundsDialog


class AllFunds(PlainPage):
    """Every entry, the latest first."""

    kind = "funds"
    noun = "到位资金"
    measure = "笔"
    tucked = tuple(each.field for each in columns.FURTHER)
    columns = (*columns.ALL, *columns.FURTHER)
    chips = tuple(funds.listing().chips)

    def listing(self) -> RecordList[Any]:
        """All entries."""
        return funds.listing()

    def form(self, key: str | None) -> QDialog:
        """The form of an entry that is there."""
        return FundsDialog(self.desk, "", key, self)

    def add(self) -> None:
        """Asks for the project first."""
        if project := choose_project(self.desk, "登记到位资金", self):
            FundsDialog(self.desk, project, parent=self).exec()

    def change_many(self) -> None:
        """Asks for one field of all chosen rows."""
        change_many(self.desk, self.kind, self.table.selected_ids(), self)

    def more_buttons(self) -> Sequence[QWidget]:
        """Verifying, the papers of one entry, and the months."""
        return (
            button("批量修改", self.change_many),
            button("核实", lambda: funds_actions.verify(self.desk, self.table.selected_ids(), self)),
            button("凭证", lambda: vouchers.show_vouchers(self.desk, self._chosen(), self)),
            button("登记表", lambda: vouchers.print_sheet(self.desk, self._chosen(), self)),
            button("结账…", lambda: close_months(self.desk, self)),
        )

    def remove(self) -> None:
        """Deletes the chosen entries, or takes them back where their month is closed."""
        funds_actions.remove(self.desk, self.table.model.source.rows(self.table.selected_ids()), self)

    def _chosen(self) -> str:
        if key := self.table.current_id():
            return key
        raise Refused("请先选中一笔资金。")


def show_funds(desk: Desk, parent: QWidget) -> None:
    """Opens the list of all entries."""
    show_list(desk, parent, "到位资金", AllFunds(desk), (1180, 620))
