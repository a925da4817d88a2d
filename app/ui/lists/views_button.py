"""The button 我的筛选: keeps what is filtered now under a name, and shows it again."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from app.ui.buttons import menu_button
from app.ui.record_table import RecordTable
from app.ui.saved_views import SavedViews


def views_button(table: RecordTable, views: SavedViews, parent: QWidget) -> QToolButton:
    """The button with its menu, which is filled when it opens."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: _fill(menu, table, views, parent))
    return menu_button("我的筛选", menu)


def _fill(menu: QMenu, table: RecordTable, views: SavedViews, parent: QWidget) -> None:
    menu.clear()
    for name in views.names():
        menu.addAction(name, partial(_show, table, views, name))
    menu.addSeparator()
    menu.addAction("保存现在的筛选…", lambda: _keep(table, views, parent))
    if views.names():
        gone = menu.addMenu("删除")
        for name in views.names():
            gone.addAction(name, partial(views.drop, name))


def _show(table: RecordTable, views: SavedViews, name: str) -> None:
    table.ask(views.query(name))


def _keep(table: RecordTable, views: SavedViews, parent: QWidget) -> None:
    name, given = QInputDialog.getText(parent, "我的筛选", "给现在的筛选起个名字：")
    if given and name.strip():
        views.keep(name.strip(), table.query)
