"""线索: the list of leads, and the chosen one with its follow-ups beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import leads as columns
from app.services import leads
from app.services.lists import RecordList
from app.ui.tabs.leads.lead_form import LeadForm
from app.ui.tabs.leads.lead_panel import LeadPanel
from app.ui.widgets.buttons import button
from app.ui.widgets.plain_page import PlainPage


class LeadsPage(PlainPage):
    """Leads by state; those whose next step is overdue in red."""

    kind = "leads"
    noun = "线索"
    measure = "条"
    columns = columns.COLUMNS
    chips = leads.CHIPS

    def listing(self) -> RecordList[Any]:
        """All leads at the desk's date."""
        return leads.listing(self.desk.today)

    def form(self, key: str | None) -> QDialog:
        """The form of a lead."""
        return LeadForm(self.desk, key, self)

    def remove_ids(self, ids: list[str]) -> None:
        """Puts leads into the recycle bin."""
        with self.desk.work("删除线索") as session:
            leads.remove(session, ids, self.desk.clock.now())

    def make_panel(self) -> QWidget:
        """The chosen lead."""
        return LeadPanel(self.desk)

    def more_buttons(self) -> Sequence[QWidget]:
        """Following a lead up."""
        return (button("登记跟进", self._follow_up),)

    def tint(self, field: str, row: Any) -> str:
        """An overdue next step is late."""
        return "late" if field == "next_on" and row.is_overdue else ""

    def _follow_up(self) -> None:
        from app.ui.tabs.leads.follow_up_form import FollowUpDialog

        if key := self.table.current_id():
            FollowUpDialog(self.desk, key, self).exec()
