"""Which indicators stand in the targets' sheet: those offered at first, those added, those that have targets."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QSettings

_START = (
    "funds_received", "funds_outside_province", "projects_signed", "projects_started", "projects_in_production",
    "leads_valid",
)  # fmt: skip


class TargetsColumns:
    """Remembered at this seat for each year; a column stays until it is taken away."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def keys(self, year: int, used: Sequence[str]) -> frozenset[str]:
        """The indicators to show: those that were offered or added, and those that somebody has a target of."""
        if self._kept(year) is None and not used:
            self._keep(year, _START)  # from now on the first number typed takes none of them away
        return frozenset((*(self._kept(year) or ()), *used))

    def show(self, year: int, key: str) -> None:
        """Adds one."""
        self._keep(year, (*(self._kept(year) or ()), key))

    def hide(self, year: int, key: str) -> None:
        """Takes one away."""
        self._keep(year, tuple(kept for kept in self._kept(year) or () if kept != key))

    def _kept(self, year: int) -> tuple[str, ...] | None:
        try:
            kept = json.loads(str(self._settings.value(f"targets/{year}", "null")))
        except ValueError:
            kept = None
        return tuple(map(str, kept)) if isinstance(kept, list) else None

    def _keep(self, year: int, keys: Sequence[str]) -> None:
        self._settings.setValue(f"targets/{year}", json.dumps(list(dict.fromkeys(keys))))
