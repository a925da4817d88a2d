"""Several words of which any may be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui.buttons import literal


class ChecksField(QWidget):
    """One box for each word, one below the other; its value is the ticked words in their order."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.boxes = [QCheckBox(literal(word)) for word in words]
        self._words = tuple(words)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            lines.addWidget(box)

    def show_value(self, value: Iterable[str] | None) -> None:
        """Ticks these words and no others."""
        ticked = set(value or ())
        for word, box in zip(self._words, self.boxes, strict=True):
            box.setChecked(word in ticked)

    def value(self) -> tuple[str, ...]:
        """The ticked words."""
        return tuple(word for word, box in zip(self._words, self.boxes, strict=True) if box.isChecked())
