"""A field that names another record: its words are typed or chosen, its id is the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.errors import Refused
from app.ui.widgets.found_words import FoundWords

_NONE = "（不关联）"


class KeyField(QComboBox):
    """Offers (id, words) pairs, found by any part of the words or by their initials; nothing chosen is None."""

    def __init__(self, offered: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText(_NONE)
        self.offer(offered)

    def offer(self, offered: Sequence[tuple[str, str]]) -> None:
        """Offers these records in place of those before; the chosen one stays chosen where it is among them."""
        chosen = self.currentData()
        self.clear()
        self.addItem("", None)
        for key, words in offered:
            self.addItem(words, key)
        self.setCompleter(FoundWords([words for _, words in offered], self))
        self.show_value(chosen)

    @property
    def offered(self) -> list[str]:
        """The ids that may be chosen."""
        return [self.itemData(row) for row in range(1, self.count())]

    def show_value(self, value: str | None) -> None:
        """Chooses the record of that id; none for one that is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)) if value else 0)

    def value(self) -> str | None:
        """The chosen record's id; refuses words that are none of those offered."""
        words = self.currentText().strip()
        if not words:
            return None
        row = self.findText(words, Qt.MatchFlag.MatchExactly)
        if row < 0:
            raise Refused(f"列表里没有“{words}”，请从下拉列表中选择，或者清空这一栏。")
        chosen = self.currentIndex()
        key: str = self.itemData(chosen if self.itemText(chosen) == words else row)
        return key
