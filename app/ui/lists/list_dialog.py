"""A list in a window of its own before the main one: the registers that no tab holds."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.lists.plain_page import PlainPage


class ListDialog(Dialog):
    """Holds one page and keeps it in step with the desk while it is open."""

    def __init__(self, parent: QWidget, title: str, page: PlainPage, size: tuple[int, int]) -> None:
        super().__init__(title, parent, size)
        self.page = page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(page)
        # the window's own keys rest while a dialog is open
        keys = QKeySequence.StandardKey
        for key, act in ((keys.Find, page.table.start_find), (keys.New, page.add), (keys.Print, page.print_list)):
            QShortcut(QKeySequence(key), self, act)


def show_list(desk: Desk, parent: QWidget, title: str, page: PlainPage, size: tuple[int, int]) -> None:
    """Opens the dialog; returns when it is closed."""
    dialog = ListDialog(parent, title, page, size)
    desk.changed.connect(page.refresh)
    dialog.exec()
    desk.changed.disconnect(page.refresh)
    dialog.deleteLater()
