"""Offers words while one types, found by any part of them or by their pinyin initials."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter

from app.values.words import initials

_FOUND_BY = Qt.ItemDataRole.UserRole + 1


class WordCompleter(QCompleter):
    """gy finds 工业, 业 does too; what is taken over is the word itself."""

    def __init__(self, words: Sequence[str], parent: QObject) -> None:
        model = QStandardItemModel()
        for word in words:
            item = QStandardItem(word)
            item.setData(f"{word} {initials(word)}", _FOUND_BY)
            model.appendRow(item)
        super().__init__(model, parent)
        model.setParent(self)
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The word, without what it is found by."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))
