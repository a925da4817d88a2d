"""Clauses to be switched on and off, reworded, moved, added and taken out: for the template and for one letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.services.letters.wording import LEVELS, Wording
from app.ui import icons
from app.ui.buttons import ButtonRow, button
from app.ui.theme import mark
from app.ui.widgets.field_edits import LineField, ProseField, WordField

_HEADING_PX, _SWITCH_PX, _LEVEL_PX = 104, 54, 96
_LEVEL_WORDS = {2: "（一）", 3: "1.", 4: "（1）", 0: "不编号"}
_LINES = 2


class ClausesEditor(QWidget):
    """Shows :class:`Wording`; ``switchable`` gives each clause a switch, which a single letter does not need."""

    changed = Signal()

    def __init__(self, *, switchable: bool) -> None:
        super().__init__()
        self._switchable = switchable
        self._rows: list[ClauseRow] = []
        self._own = count(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._lines)
        layout.addWidget(ButtonRow((button("增加一条", self.add, hint="加在最后，可以再上移"),)))

    def show_value(self, clauses: Sequence[Wording]) -> None:
        """Shows these clauses in place of those before."""
        for row in self._rows:
            self._drop(row)
        self._rows = []
        for clause in clauses:
            self._append(clause)

    def value(self) -> tuple[Wording, ...]:
        """The clauses as they are now worded."""
        return tuple(row.clause() for row in self._rows)

    def add(self) -> None:
        """Adds an empty clause under the last heading."""
        heading = self._rows[-1].clause().heading if self._rows else "工作要求"
        taken = {row.clause().key for row in self._rows}
        key = next(name for name in (f"own_{number}" for number in self._own) if name not in taken)
        self._append(Wording(key, heading, "", is_optional=True)).begin()
        self.changed.emit()

    def shift(self, row: ClauseRow, step: int) -> None:
        """Moves a clause up (-1) or down (1)."""
        place = self._rows.index(row)
        if 0 <= place + step < len(self._rows):
            self._rows.insert(place + step, self._rows.pop(place))
            self._lines.removeWidget(row)
            self._lines.insertWidget(place + step, row)
            self.changed.emit()

    def take_out(self, row: ClauseRow) -> None:
        """Removes a clause."""
        self._rows.remove(row)
        self._drop(row)
        self.changed.emit()

    def _append(self, clause: Wording) -> ClauseRow:
        row = ClauseRow(clause, switchable=self._switchable)
        row.edited.connect(self.changed)
        row.moved.connect(lambda step: self.shift(row, step))
        row.removed.connect(lambda: self.take_out(row))
        self._rows.append(row)
        self._lines.addWidget(row)
        return row

    def _drop(self, row: ClauseRow) -> None:
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()


class ClauseRow(QWidget):
    """One clause: its switch, heading and text, and below it the reminder where higher levels restrict it."""

    edited = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self, clause: Wording, *, switchable: bool) -> None:
        super().__init__()
        self._clause = clause
        self._on, self._heading, self._text = QCheckBox("启用"), LineField("部分"), ProseField(_LINES)
        self._on.setChecked(clause.is_on)
        self._heading.show_value(clause.heading)
        self._text.show_value(clause.text)
        self._level = WordField(tuple(_LEVEL_WORDS[level] for level in LEVELS))
        self._level.show_value(_LEVEL_WORDS[clause.level])
        self._build(switchable=switchable)
        self._on.toggled.connect(self._show_switch)
        self._on.toggled.connect(lambda _: self.edited.emit())
        self._heading.textEdited.connect(lambda _: self.edited.emit())
        self._text.textChanged.connect(self.edited)
        self._level.currentIndexChanged.connect(lambda _: self.edited.emit())
        self._show_switch()

    def clause(self) -> Wording:
        """The clause as it is now worded."""
        heading, text = self._heading.value(), self._text.value()
        level = LEVELS[self._level.currentIndex()]
        return replace(self._clause, heading=heading, text=text, is_on=self._on.isChecked(), level=level)

    def begin(self) -> None:
        """Puts the cursor into the text."""
        self._text.setFocus()

    def _build(self, *, switchable: bool) -> None:
        self._on.setFixedWidth(_SWITCH_PX)
        self._on.setVisible(switchable)
        self._heading.setFixedWidth(_HEADING_PX)
        self._heading.setToolTip("条款所在的部分；相邻的同名部分印在一起")
        self._level.setFixedWidth(_LEVEL_PX)
        self._level.setToolTip("条款的层级；同级只有一条“（一）”时不编号")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for widget in (self._on, self._heading, self._level, self._text):
            line.addWidget(widget, 1 if widget is self._text else 0)
        line.addWidget(_small("arrow-up", "上移", lambda: self.moved.emit(-1)))
        line.addWidget(_small("arrow-down", "下移", lambda: self.moved.emit(1)))
        line.addWidget(_small("x", "去掉这一条", self.removed.emit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        self._reminder = QLabel(self._clause.reminder)
        self._reminder.setVisible(bool(self._clause.reminder))
        self._reminder.setContentsMargins(_SWITCH_PX + _HEADING_PX + _LEVEL_PX + 20, 0, 0, 2)
        layout.addWidget(self._reminder)

    def _show_switch(self) -> None:
        """A clause that is off is pale; its reminder stays in sight, and turns red when it is switched on."""
        on = self._on.isChecked()
        self._heading.setEnabled(on)
        self._level.setEnabled(on)
        self._text.setEnabled(on)
        mark(self._reminder, "soft", on=not on)
        mark(self._reminder, "warning", on=on)


def _small(picture: str, hint: str, act: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    icons.put_on(made, picture)
    made.setToolTip(hint)
    made.setAutoRaise(True)
    made.setFixedWidth(24)
    made.clicked.connect(lambda _checked: act())
    return made
