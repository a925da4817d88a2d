"""我的筛选: what a clerk looks for again and again, kept at this seat under a name of his own."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QSettings

from app.services.lists import Filter, Query
from app.values.dates import PartialDate


class SavedViews:
    """The named queries of one table; a query that can no longer be read is left out."""

    def __init__(self, table: str, settings: QSettings) -> None:
        self._key, self._settings = f"views/{table}", settings

    def names(self) -> list[str]:
        """The names, in the order in which they were first kept."""
        return list(self._kept())

    def query(self, name: str) -> Query:
        """The query of that name; everything where it is gone."""
        try:
            return query_of(self._kept().get(name, {}))
        except (KeyError, TypeError, ValueError):
            return Query()

    def keep(self, name: str, query: Query) -> None:
        """Keeps a query under a name, in place of one that had it before."""
        self._write({**self._kept(), name: as_json(query)})

    def drop(self, name: str) -> None:
        """Forgets a name."""
        self._write({kept: query for kept, query in self._kept().items() if kept != name})

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._settings.value(self._key, "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _write(self, views: dict[str, Any]) -> None:
        self._settings.setValue(self._key, json.dumps(views, ensure_ascii=False))


def as_json(query: Query) -> dict[str, Any]:
    """A query as JSON knows it."""
    filters = [
        {
            "field": each.field,
            "values": None if each.values is None else [_plain(value) for value in sorted(each.values, key=str)],
            "low": _plain(each.low),
            "high": _plain(each.high),
        }
        for each in query.filters
    ]
    sort = [list(key) for key in query.sort]
    return {"words": query.words, "filters": filters, "sort": sort, "chip": query.chip, "groups": list(query.groups)}


def query_of(kept: dict[str, Any]) -> Query:
    """The query that :func:`as_json` wrote; raises KeyError, TypeError or ValueError where it is not one."""
    filters = tuple(
        Filter(
            each["field"],
            None if each["values"] is None else frozenset(map(_value, each["values"])),
            _value(each["low"]),
            _value(each["high"]),
        )
        for each in kept.get("filters", [])
    )
    sort = tuple((str(field), bool(down)) for field, down in kept.get("sort", []))
    groups = tuple(map(str, kept.get("groups", [])))
    return Query(str(kept.get("words", "")), filters, sort, str(kept.get("chip", "")), groups)


def _plain(value: Any) -> Any:
    return {"date": value.iso} if isinstance(value, PartialDate) else value


def _value(kept: Any) -> Any:
    return PartialDate(kept["date"]) if isinstance(kept, dict) else kept
