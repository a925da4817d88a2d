"""The panel beside firms, people and activities: a heading, and pages below it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refused
from app.ui.desk import Desk
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts
from app.ui.widgets.panel_pages import PanelPages


class RecordPanel(Card):
    """Subclasses add pages and fill them in ``show_pages``; ``nothing`` stands where no record is chosen."""

    nothing = "在左边选一行，这里显示它的情况。"

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self.desk = desk
        self.name, self.under = heading(), soft_label()
        self.facts = Facts()
        self.pages = PanelPages()
        for widget in (self.name, self.under):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)

    def show_record(self, key: str) -> None:
        """Shows that record; "" when none is chosen."""
        shown = bool(key)
        if shown:
            try:
                self.show_pages(key)
            except Refused:  # gone since the list was read: there is nothing to show
                shown = False
        self.pages.setVisible(shown)
        if not shown:
            self.name.setText("")
            self.under.setText(self.nothing)

    def show_pages(self, key: str) -> None:
        """Fills heading and pages with that record."""
        raise NotImplementedError


def column(*widgets: QWidget) -> QWidget:
    """A page of these widgets, one below the other; the last takes what is left."""
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 8, 0, 0)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return page
