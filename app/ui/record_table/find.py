"""Find: a small bar that moves the cursor to the next row that matches, without filtering the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.ui import icons
from app.ui.buttons import button
from app.ui.record_table.model import RecordTableModel
from app.ui.theme import mark


class FindBar(QWidget):
    """Hidden until Ctrl+F is pressed; Escape closes it."""

    found = Signal(int)  # the place of a matching row
    left = Signal()

    def __init__(self, model: RecordTableModel) -> None:
        super().__init__()
        self._model = model
        self._matches: list[int] = []
        self._at = 0
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        self._box = _FindLine()
        self._box.setPlaceholderText("在列表中找：名称、拼音首字母、电话")
        self._box.setFixedWidth(260)
        self._told = QLabel()
        mark(self._told, "soft")
        widgets = (
            self._box,
            button("上一个", lambda: self.step(-1)),
            button("下一个", lambda: self.step(1)),
            self._told,
        )
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(_cross(self._leave))
        self._box.textEdited.connect(self._search)
        self._box.returnPressed.connect(lambda: self.step(1))
        self._box.escaped.connect(self._leave)
        self._box.stepped.connect(self.step)
        model.modelReset.connect(self._again)
        self.hide()

    def start(self, typed: str = "") -> None:
        """Opens with what was typed so far."""
        self.show()
        if typed or not self._box.text():
            self._box.setText(typed)
        else:
            self._box.selectAll()
        self._box.setFocus()
        self._search(self._box.text())

    def step(self, by: int) -> None:
        """Goes to the next or the previous match, round the end."""
        if self._matches:
            self._at = (self._at + by) % len(self._matches)
            self._tell()

    def _again(self) -> None:
        """The rows stand elsewhere now: a bar that is open counts anew, and leaves the cursor alone."""
        if self.isVisible():
            self._matches, self._at = self._places(self._box.text()), 0
            self._told.setText(f"共 {len(self._matches)} 个" if self._matches else self._nothing())

    def _nothing(self) -> str:
        return "没有找到" if self._box.text().strip() else ""

    def _places(self, words: str) -> list[int]:
        query = self._model.query
        keys = self._model.source.ids(replace(query, words=f"{query.words} {words}")) if words.strip() else []
        return [place for place in map(self._model.place_of, keys) if place >= 0]

    def _search(self, words: str) -> None:
        self._matches, self._at = self._places(words), 0
        if self._matches:
            self._tell()
        else:
            self._told.setText(self._nothing())

    def _tell(self) -> None:
        self._told.setText(f"第 {self._at + 1} 个，共 {len(self._matches)} 个")
        self.found.emit(self._matches[self._at])

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def _cross(close: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    icons.put_on(made, "x")
    made.setAutoRaise(True)
    made.setToolTip("关闭（Esc）")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.clicked.connect(lambda _checked: close())
    return made


class _FindLine(QLineEdit):
    escaped = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; arrows and F3 step."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_F3: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
