"""What opens over a cell to type into: a line, several lines, or a line with the words that may be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListWidget, QPlainTextEdit, QWidget

from app.columns.cells import NUMBERS
from app.columns.column import Kind
from app.ui.record_table.sheet import Entry
from app.values.words import initials

_LINES = 4  # of a cell with prose
_MOST_SHOWN = 9
_HINTS = {Kind.DATE: "如 3.5、2026-3-5、2026年3月"}


class LineEditor(QLineEdit):
    """One line over a cell."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setPlaceholderText(_HINTS.get(entry.kind, ""))
        if entry.kind in NUMBERS:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def words(self) -> str:
        """What is typed."""
        return self.text()

    def show_words(self, text: str) -> None:
        """Shows a text to go on from."""
        self.setText(text)

    def is_choosing(self) -> bool:
        """Whether Up and Down belong to a list of words."""
        return False


class ChoiceEditor(LineEditor):
    """A line with its words below, found by any part of them or by their initials; Enter takes the marked one."""

    def __init__(self, entry: Entry, parent: QWidget) -> None:
        super().__init__(entry, parent)
        self._entry, self._words = entry, tuple(entry.offer())
        self._letters = {word: initials(word) for word in self._words}
        self._list = OfferedWords(self)
        self.textEdited.connect(self._offer)

    def show_words(self, text: str) -> None:
        """Shows a text and all the words that may stand in its place."""
        super().show_words(text)
        self._fill(self._words, text)

    def words(self) -> str:
        """The marked word; what is typed where none is marked."""
        marked = self._list.marked()
        return marked if marked is not None and self._list.isVisible() else self.text()

    def is_choosing(self) -> bool:
        """Whether the list is open."""
        return self._list.isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go through the list, and open it."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if not self._list.isVisible():
                self._fill(self._words, self.text())
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """The list goes along."""
        super().moveEvent(event)
        self._list.place()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes too."""
        self._list.hide()
        super().hideEvent(event)

    def choose(self, word: str) -> None:
        """Takes a word that was clicked."""
        self.setText(word)
        self._list.hide()

    def _offer(self, typed: str) -> None:
        asked = typed.strip().lower()
        found = [word for word in self._words if asked in word.lower() or asked in self._letters[word]]
        self._fill(found if asked else self._words, typed)
        # A name may be new; letters that are the initials of a word in use stand for that word.
        if found and asked and (self._entry.closed or (asked.isascii() and asked.isalpha())):
            first = next((word for word in found if self._letters[word].startswith(asked)), found[0])
            self._list.mark_word(first)

    def _fill(self, words: Sequence[str], marked: str) -> None:
        self._list.fill(words)
        self._list.mark_word(marked.strip())


class OfferedWords(QListWidget):
    """The words below an editor; it takes no focus, so that typing goes on."""

    def __init__(self, editor: ChoiceEditor) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setObjectName("offered")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemPressed.connect(lambda item: editor.choose(item.text()))
        editor.destroyed.connect(self.deleteLater)
        editor.installEventFilter(self)
        self.hide()

    def fill(self, words: Sequence[str]) -> None:
        """Offers these; nothing is marked."""
        self.clear()
        self.addItems(list(words))
        self.setCurrentRow(-1)
        self.setVisible(bool(words) and self._editor.isVisible())
        self.place()

    def mark_word(self, word: str) -> None:
        """Marks a word, if it is offered."""
        for row in range(self.count()):
            if self.item(row).text() == word:
                self.setCurrentRow(row)

    def marked(self) -> str | None:
        """The marked word."""
        item = self.currentItem()
        return item.text() if item is not None else None

    def step(self, by: int) -> None:
        """Marks the next word or the one before."""
        if self.count():
            self.setCurrentRow(min(max(self.currentRow() + by, 0), self.count() - 1))

    def place(self) -> None:
        """Stands below the editor, above it where the window ends."""
        if not self.count():
            return
        window = self._editor.window()
        height = min(self.count(), _MOST_SHOWN) * self.sizeHintForRow(0) + 2 * self.frameWidth() + 2
        widest = max(self.sizeHintForColumn(0) + 26, self._editor.width())
        corner = self._editor.mapTo(window, QPoint(0, self._editor.height()))
        if corner.y() + height > window.height():
            corner = self._editor.mapTo(window, QPoint(0, 0)) - QPoint(0, height)
        self.setGeometry(min(corner.x(), max(window.width() - widest, 0)), max(corner.y(), 0), widest, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Opens with the editor."""
        if watched is self._editor and event.type() is QEvent.Type.Show and self.count():
            self.show()
            self.place()
        return super().eventFilter(watched, event)


class ProseEditor(QPlainTextEdit):
    """Several lines; Alt+Enter begins a new one, as in a spreadsheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def words(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def show_words(self, text: str) -> None:
        """Shows a text to go on from."""
        self.setPlainText(text)

    def is_choosing(self) -> bool:
        """Up and Down go through the lines."""
        return True

    def height_asked(self) -> int:
        """Four lines."""
        return self.fontMetrics().lineSpacing() * _LINES + 12


Editor = LineEditor | ProseEditor


def editor_for(entry: Entry, parent: QWidget) -> Editor:
    """The editor of a cell's kind."""
    if entry.kind is Kind.LONG:
        return ProseEditor(parent)
    if entry.kind is Kind.FLAG:
        return ChoiceEditor(Entry(entry.kind, lambda: ("是", "否"), closed=True), parent)
    return LineEditor(entry, parent) if entry.offer is tuple else ChoiceEditor(entry, parent)
