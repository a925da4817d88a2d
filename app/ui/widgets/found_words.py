"""Words found by any part of them or by their pinyin initials: what every chooser of a form offers below its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from app.values.words import initials

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

_FOUND_BY = Qt.ItemDataRole.UserRole + 1


class FoundWords(QCompleter):
    """Completes the line of ``chooser``; letters left there that are one word's initials become that word."""

    def __init__(self, words: Sequence[str], chooser: QComboBox) -> None:
        self._words = tuple(words)
        self._model = QStandardItemModel()
        for word in self._words:
            self._model.appendRow(QStandardItem(word))
        super().__init__(self._model, chooser)
        self._has_letters = False
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line = chooser.lineEdit()
        assert line is not None
        line.editingFinished.connect(lambda: self._settle(chooser))

    def splitPath(self, path: str) -> list[str]:
        """The words get their initials when something is typed, not when a form opens."""
        if not self._has_letters:
            self._has_letters = True
            for row, word in enumerate(self._words):
                self._model.item(row).setData(f"{word} {initials(word)}", _FOUND_BY)
        return [path]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """What is taken from the list is the word alone."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))

    def _settle(self, chooser: QComboBox) -> None:
        if (word := word_of(chooser.currentText(), self._words)) is not None:
            chooser.setCurrentText(word)


def word_of(typed: str, words: Sequence[str]) -> str | None:
    """The one word that bare letters stand for, by the beginning of its initials; None where none or several do."""
    letters = typed.strip().lower()
    if not (letters.isascii() and letters.isalpha()) or typed.strip() in words:
        return None
    found = [word for word in words if any(each.startswith(letters) for each in initials(word).split())]
    exact = [word for word in found if letters in initials(word).split()]
    chosen = exact if len(exact) == 1 else found
    return chosen[0] if len(chosen) == 1 else None
