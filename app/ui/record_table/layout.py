"""Remembers a table at this seat: each column's width and place by field name, the order and the filters."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSettings

from app.services.lists import Query
from app.ui.record_table.rules import ColumnRules
from app.ui.record_table.view import RecordView
from app.ui.saved_views import as_json, query_of


class TableLayout:
    """What one table remembers; columns that came later than the memory keep their own width and place."""

    def __init__(
        self, name: str, settings: QSettings, view: RecordView, rules: ColumnRules, tucked: Sequence[str]
    ) -> None:
        self._key, self._settings, self._view, self._rules = f"tables/{name}", settings, view, rules
        self._fields = [column.field for column in view.records.columns]
        self._tucked, self._frozen = frozenset(tucked), tuple(view.frozen)

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
        if "frozen" in kept:
            self._view.frozen = [self._fields.index(field) for field in kept["frozen"] if field in self._fields]
        for field, rule in kept.get("rules", {}).items():
            self._rules.set(field, rule)
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
        kept = {
            "columns": columns,
            "frozen": [self._fields[column] for column in self._view.frozen],
            "rules": self._rules.chosen,
            "query": as_json(replace(query, words="")),
        }
        self._settings.setValue(self._key, json.dumps(kept))

    def reset(self) -> None:
        """Lays the columns as they are declared."""
        header = self._view.header()
        self._view.frozen = []  # or a frozen column would be put back to its place at once
        for column, declared in enumerate(self._view.records.columns):
            header.moveSection(header.visualIndex(column), column)
            self._view.setColumnHidden(column, declared.field in self._tucked)
            self._view.setColumnWidth(column, declared.width)
        self._view.frozen = list(self._frozen)
        self._view.settle()

    def _query(self, kept: dict[str, Any]) -> Query:
        try:
            query = query_of(kept.get("query", {}))
        except (KeyError, TypeError, ValueError):
            return Query()
        # A column that a later program no longer has must not empty the list.
        filters = tuple(each for each in query.filters if each.field in self._fields)
        sort = tuple(key for key in query.sort if key[0] in self._fields)
        groups = tuple(field for field in query.groups if field in self._fields)
        return replace(query, filters=filters, sort=sort, groups=groups)

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(self._key, "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
