"""What the four lists of 线索跟踪 share: one field changed for several rows, and their papers."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from app.ui.dialogs.bulk_form import change_many
from app.ui.lists.plain_page import PlainPage
from app.ui.tabs.leads import papers


class RegisterPage(PlainPage):
    """A register of people, firms or events."""

    def change_many(self) -> None:
        """Asks for one field of all chosen records."""
        change_many(self.desk, self.kind, self.table.selected_ids(), self)

    def offer_papers(self, menu: QMenu) -> None:
        """What 线索跟踪 prints of this list."""
        papers.offer(menu, self.desk, self, self.kind)
