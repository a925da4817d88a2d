"""The menus of columns: below 列 what is shown, under a heading what can be done with that column."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.columns.column import header
from app.ui.record_table.rules import RULES

if TYPE_CHECKING:
    from app.ui.record_table import RecordTable


class ColumnMenus:
    """Made anew each time they open."""

    def __init__(self, table: RecordTable) -> None:
        self._table = table

    def columns(self) -> QMenu:
        """Columns to show and hide, and the way back to how they were."""
        menu = QMenu(self._table)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def open_heading(self, column: int, place: QPoint) -> QMenu | None:
        """What can be done with one column."""
        if column < 0:
            return None
        table, asked = self._table, self._table.model.columns[column]
        menu = QMenu(table)
        menu.addAction("升序", lambda: table.sort_by(asked.field, descending=False))
        menu.addAction("降序", lambda: table.sort_by(asked.field, descending=True))
        menu.addAction("不再排序", lambda: table.ask(replace(table.query, sort=())))
        menu.addAction("筛选…", lambda: table.open_filter(column, place))
        menu.addSeparator()
        self._offer_groups(menu, asked.field)
        self._offer_rules(menu.addMenu("标出颜色"), asked.field)
        menu.addSeparator()
        menu.addAction("冻结到这一列", lambda: table.freeze_to(column))
        menu.addAction("不冻结", lambda: table.freeze_to(-1)).setEnabled(bool(table.view.frozen))
        menu.addAction("合适的列宽", lambda: table.view.fit(column))
        if column not in table.view.frozen:
            menu.addAction("隐藏这一列", lambda: table.show_column(column, shown=False))
        menu.popup(place)
        return menu

    def _offer_groups(self, menu: QMenu, field: str) -> None:
        table = self._table
        if not table.can_group(field):
            return
        groups = table.query.groups
        menu.addAction("按这一列分组", lambda: table.group_by((field,)))
        if groups and field not in groups:
            menu.addAction("再按这一列分组", lambda: table.group_by((groups[0], field)))
        if groups:
            menu.addAction("不分组", lambda: table.group_by(()))
        menu.addSeparator()

    def _offer_rules(self, menu: QMenu, field: str) -> None:
        now = self._table.rules.of(field)
        column = next(each for each in self._table.model.columns if each.field == field)
        for name, rule in RULES.items():
            if rule.suits(column.kind):
                action = menu.addAction(rule.title, partial(self._table.mark_by, field, name))
                action.setCheckable(True)
                action.setChecked(name == now)
        menu.addAction("不标", partial(self._table.mark_by, field, "")).setEnabled(bool(now))

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        table = self._table
        for column, declared in enumerate(table.model.columns):
            action = menu.addAction(header(declared, "："))
            action.setCheckable(True)
            action.setChecked(not table.view.isColumnHidden(column))
            action.setEnabled(column not in table.view.frozen)
            action.toggled.connect(lambda shown, column=column: table.show_column(column, shown=shown))
        menu.addSeparator()
        if table.query.groups:
            menu.addAction("不分组", lambda: table.group_by(()))
        menu.addAction("恢复原来的列", table.reset_columns)
