"""Several words of which any may be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget


class ChecksField(QWidget):
    """One box for each word, one below the other; its value is the ticked words in their order."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.boxes = [QCheckBox(word) for word in words]
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            lines.addWidget(box)

    def show_value(self, value: Iterable[str] | None) -> None:
        """Ticks these words and no others."""
        ticked = set(value or ())
        for box in self.boxes:
            box.setChecked(box.text() in ticked)

    def value(self) -> tuple[str, ...]:
        """The ticked words."""
        return tuple(box.text() for box in self.boxes if box.isChecked())
