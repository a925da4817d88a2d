"""The menu of the right button on a row: the cursor goes to the row first, so that all it offers is about that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from app.ui.record_table import RecordTable


class RowMenu(QObject):
    """Belongs to its table; ``fill`` puts what can be done with the chosen rows into the menu when it opens."""

    def __init__(self, table: RecordTable, fill: Callable[[QMenu], None]) -> None:
        super().__init__(table)
        self._table, self._fill = table, fill
        table.installEventFilter(self)  # views let the event through to what holds them

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Opens the menu where the right button, or the menu key, asks for it over a row."""
        if not isinstance(event, QContextMenuEvent):
            return False
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        key = self._row_at(event) if by_mouse else self._table.current_id()
        if not key:
            return False
        if key not in self._table.selected_ids():
            self._table.select(key)
        self.menu().popup(event.globalPos())
        return True

    def menu(self) -> QMenu:
        """The menu of the chosen rows; it goes when it is closed."""
        menu = QMenu(self._table)
        self._fill(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _row_at(self, event: QContextMenuEvent) -> str:
        view = self._table.view
        place = view.viewport().mapFromGlobal(event.globalPos())
        return self._table.model.id_at(view.rowAt(place.y())) if place.y() >= 0 else ""
