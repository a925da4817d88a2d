"""The search box above all tabs: names, pinyin initials, telephones."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_PAUSE_MS = 180  # after the last key


class SearchBox(QLineEdit):
    """Emits ``asked`` with the words shortly after typing stops, and at once on Enter."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("查找：名称、拼音首字母、电话…")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(280)
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties it, and shows all again at once."""
        from PySide6.QtCore import Qt  # not before the first paint

        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        else:
            super().keyPressEvent(event)

    def show_words(self, words: str) -> None:
        """Shows words that were searched for elsewhere, without searching again."""
        self._last = words
        self.setText(words)
        self._pause.stop()

    def _ask(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if words != self._last:
            self._last = words
            self.asked.emit(words)
