"""Remembers a table at this seat: each column's width and place by field name, the order and the filters."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSettings

from app.services.lists import Query
from app.ui.record_table.view import RecordView
from app.ui.saved_views import as_json, query_of


class TableLayout:
    """What one table remembers; columns that came later than the memory keep their own width and place."""

    def __init__(self, name: str, settings: QSettings, view: RecordView) -> None:
        self._key, self._settings, self._view = f"tables/{name}", settings, view
        self._fields = [column.field for column in view.records.columns]

    def restore(self) -> Query:
        """Lays the columns as they were left; returns the query, without the words that were searched for."""
        self.reset()
        kept = self._kept()
        header = self._view.header()
        for place, line in enumerate(line for line in kept.get("columns", []) if line["field"] in self._fields):
            column = self._fields.index(line["field"])
            header.moveSection(header.visualIndex(column), place)
            self._view.setColumnWidth(column, line["width"])
            self._view.setColumnHidden(column, line["hidden"])
        self._view.settle()
        return self._query(kept)

    def keep(self, query: Query) -> None:
        """Notes how the columns lie now, and what is filtered."""
        header = self._view.header()
        columns = []
        for place in range(header.count()):
            column = header.logicalIndex(place)
            hidden = self._view.isColumnHidden(column)
            width = self._view.records.columns[column].width if hidden else self._view.columnWidth(column)
            columns.append({"field": self._fields[column], "width": width, "hidden": hidden})
        self._settings.setValue(self._key, json.dumps({"columns": columns, "query": as_json(replace(query, words=""))}))

    def reset(self) -> None:
        """Lays the columns as they are declared."""
        header = self._view.header()
        for column, declared in enumerate(self._view.records.columns):
            header.moveSection(header.visualIndex(column), column)
            self._view.showColumn(column)
            self._view.setColumnWidth(column, declared.width)
        self._view.settle()

    def _query(self, kept: dict[str, Any]) -> Query:
        try:
            query = query_of(kept.get("query", {}))
        except (KeyError, TypeError, ValueError):
            return Query()
        # A column that a later program no longer has must not empty the list.
        filters = tuple(each for each in query.filters if each.field in self._fields)
        sort = tuple(key for key in query.sort if key[0] in self._fields)
        return replace(query, filters=filters, sort=sort)

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(self._key, "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
