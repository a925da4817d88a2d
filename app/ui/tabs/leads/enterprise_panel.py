"""The chosen firm: its leads, projects and visits, and what is known of it."""

from __future__ import annotations

from app.fields import RECORDS
from app.services import attachments, enterprises
from app.ui.desk import Desk
from app.ui.lists.attachment_list import AttachmentList
from app.ui.tabs.leads.record_lines import RecordLines
from app.ui.tabs.leads.record_panel import RecordPanel
from app.ui.widgets.facts import facts_of


class EnterprisePanel(RecordPanel):
    """往来, 基本 and 附件."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines, self._files = RecordLines(desk), AttachmentList(desk)
        self.pages.addTab(self._lines, "往来")
        self.pages.addTab(self.facts, "基本")
        self.pages.addTab(self._files, "附件")

    def show_pages(self, key: str) -> None:
        """Shows that firm."""
        with self.desk.read() as session:
            entry, found = enterprises.entry(session, key), enterprises.records(session, key)
            files = attachments.lines(session, "enterprises", key)
        self.name.setText(entry.name)
        self.under.setText(" · ".join(filter(None, (entry.industry, entry.kind, entry.place))))
        self._lines.show_records([(one.kind, one.id, one.name, one.state, one.on, one.amount) for one in found])
        self._files.show_files("enterprises", key, files)
        self.pages.setTabText(0, f"往来 {len(found)}")
        self.pages.setTabText(2, f"附件 {len(files)}" if files else "附件")
        names = ("credit_code", "size", "contact+contact_title+phone", "leader", "note")
        self.facts.show_lines(facts_of(RECORDS["enterprises"], entry, names, self.desk.money_unit))
