"""Switches come back as they were left: which page of a tab, which page of the details, which chart of a card."""

from __future__ import annotations

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QListWidget, QTabWidget


def keep_list(settings: QSettings, key: str, switch: QListWidget) -> None:
    """Chooses the row that was chosen last at this seat, if it is still offered, and notes every other."""
    row = _kept(settings, key)
    item = switch.item(row)
    if item is not None and not item.isHidden():
        switch.setCurrentRow(row)
    switch.currentRowChanged.connect(lambda now: settings.setValue(key, now))


def keep_tabs(settings: QSettings, key: str, tabs: QTabWidget) -> None:
    """The same for pages with tabs."""
    tabs.setCurrentIndex(_kept(settings, key))  # one that there is no longer is passed over
    tabs.currentChanged.connect(lambda now: settings.setValue(key, now))


def _kept(settings: QSettings, key: str) -> int:
    text = str(settings.value(key, 0))
    return int(text) if text.isdecimal() else 0
