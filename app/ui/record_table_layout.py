"""Remembers a table's columns and order at this seat: width, place, hidden or not, sort keys; by field name."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QSettings

from app.ui.record_table_view import RecordView

Sort = tuple[tuple[str, bool], ...]


class TableLayout:
    """What one table remembers; columns that came later than the memory keep their own width and place."""

    def __init__(self, name: str, settings: QSettings, view: RecordView) -> None:
        self._key, self._settings, self._view = f"tables/{name}", settings, view
        self._fields = [column.field for column in view.records.columns]

    def restore(self) -> Sort:
        """Lays the columns as they were left; returns the sort keys."""
        self.reset()
        kept = self._kept()
        header = self._view.header()
        for place, line in enumerate(line for line in kept.get("columns", []) if line["field"] in self._fields):
            column = self._fields.index(line["field"])
            header.moveSection(header.visualIndex(column), place)
            self._view.setColumnWidth(column, line["width"])
            self._view.setColumnHidden(column, line["hidden"])
        self._view.settle()
        return tuple((field, bool(down)) for field, down in kept.get("sort", []) if field in self._fields)

    def keep(self, sort: Sort) -> None:
        """Notes how the columns lie now."""
        header = self._view.header()
        columns = []
        for place in range(header.count()):
            column = header.logicalIndex(place)
            hidden = self._view.isColumnHidden(column)
            width = self._view.records.columns[column].width if hidden else self._view.columnWidth(column)
            columns.append({"field": self._fields[column], "width": width, "hidden": hidden})
        self._settings.setValue(self._key, json.dumps({"columns": columns, "sort": list(sort)}))

    def reset(self) -> None:
        """Lays the columns as they are declared."""
        header = self._view.header()
        for column, declared in enumerate(self._view.records.columns):
            header.moveSection(header.visualIndex(column), column)
            self._view.showColumn(column)
            self._view.setColumnWidth(column, declared.width)
        self._view.settle()

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(self._key, "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
