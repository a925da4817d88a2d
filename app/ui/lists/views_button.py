"""The button 我的筛选; what it offers loads when it is first opened."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.ui.buttons import menu_button
from app.ui.desk import Desk
from app.ui.record_table import RecordTable


def views_button(desk: Desk, table: RecordTable, parent: QWidget) -> QToolButton:
    """The button with its menu, which is filled when it opens."""
    menu = QMenu(parent)

    def fill() -> None:
        from app.ui.lists import kept_views  # forms are not wanted for the first sight of a list

        kept_views.fill(menu, kept_views.KeptViews(desk, table), parent)

    menu.aboutToShow.connect(fill)
    return menu_button("我的筛选", menu)
