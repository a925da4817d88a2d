"""Ctrl+Shift+P: every command of the window, found by its words or their initials."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.ui.dialog import Dialog
from app.values.words import initials

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True)
class Offer:
    """One command that can be carried out now."""

    words: str
    key: str
    run: Callable[[], object]

    def is_meant(self, typed: str) -> bool:
        """Whether what was typed is part of the words, or of their initials."""
        asked = typed.strip().lower()
        return asked in self.words.lower() or any(asked in each for each in initials(self.words).split())


class Palette(Dialog):
    """``chosen`` is what was chosen; Enter takes the row, the arrows move while typing goes on."""

    def __init__(self, offers: Sequence[Offer], parent: QWidget) -> None:
        super().__init__("查找命令", parent, (520, 420))
        self.chosen: Offer | None = None
        self._offers = tuple(offers)
        self._asked, self._list = QLineEdit(), QListWidget()
        self._asked.setPlaceholderText("命令的名称或拼音首字母，如 导入、dr")
        self._asked.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.addWidget(self._asked)
        layout.addWidget(self._list, 1)
        self._asked.textChanged.connect(self._show)
        self._asked.returnPressed.connect(self._take)
        self._list.itemClicked.connect(lambda _: self._take())
        self._show("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows typed into the line move in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self._list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, typed: str) -> None:
        self._list.clear()
        for offer in self._offers:
            if offer.is_meant(typed):
                item = QListWidgetItem(f"{offer.words}　　{offer.key}" if offer.key else offer.words, self._list)
                item.setData(Qt.ItemDataRole.UserRole, offer)
        self._list.setCurrentRow(0)

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()


def choose_command(offers: Sequence[Offer], parent: QWidget) -> None:
    """Asks for a command and carries it out."""
    palette = Palette(offers, parent)
    if palette.exec() and palette.chosen is not None:
        palette.chosen.run()
    palette.deleteLater()
