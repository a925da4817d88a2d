"""A page of units: choosers and buttons above, a line of words, the units as a table, and a card beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.ui.buttons import ButtonRow
from app.ui.tabs.letters.padded_cells import PaddedCells
from app.ui.theme import ROW_PX, mark

_LEAST_SIDE, _ALL = 300, 10_000


class UnitTable(QTableView):
    """One unit a row; a double click or Enter opens the one under the cursor."""

    moved = Signal()
    opened = Signal()

    def __init__(self, model: QAbstractTableModel) -> None:
        super().__init__()
        self.setModel(model)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setItemDelegate(PaddedCells(self))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.moved.emit())
        self.doubleClicked.connect(lambda _: self.opened.emit())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(key, self, self.opened.emit, context=Qt.ShortcutContext.WidgetShortcut)

    def widen(self, widths: Sequence[int]) -> None:
        """Sets the columns' widths from the left; further columns are as wide as the last."""
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, widths[min(column, len(widths) - 1)])

    def row(self) -> int:
        """The row under the cursor, -1 without one."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Puts the cursor on a row, the first where there is none such."""
        wanted = row if 0 <= row < self.model().rowCount() else 0
        self.setCurrentIndex(self.model().index(wanted, 0))


class UnitPage(QWidget):
    """What such pages share; each says what its choosers, buttons and words are."""

    def __init__(self, model: QAbstractTableModel, panel: QWidget) -> None:
        super().__init__()
        self.view, self.line = UnitTable(model), QLabel()
        self._panel = panel

    def lay_out(
        self,
        choosers: Sequence[tuple[str, QComboBox]],
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        *,
        words: str,
        side: int,
    ) -> None:
        """Puts the parts in their places; ``words`` is the look of the line, ``side`` the card's width in pixels."""
        mark(self.line, words)
        self.line.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(_above(choosers, left, right))
        layout.addWidget(self.line)
        layout.addWidget(self._beside(side), 1)

    def say(self, words: str) -> None:
        """Shows the line, or hides it where there is nothing to say."""
        self.line.setText(words)
        self.line.setVisible(bool(words))

    def _beside(self, side: int) -> QSplitter:
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(8)
        body.addWidget(self.view)
        body.addWidget(self._panel)
        body.setStretchFactor(0, 1)
        body.setSizes([_ALL, side])
        self._panel.setMinimumWidth(_LEAST_SIDE)
        return body


def _above(choosers: Sequence[tuple[str, QComboBox]], left: Sequence[QWidget], right: Sequence[QWidget]) -> QHBoxLayout:
    above = QHBoxLayout()
    for caption, chooser in choosers:
        label = QLabel(caption)
        mark(label, "soft")
        above.addWidget(label)
        above.addWidget(chooser)
        above.addSpacing(8)
    above.addWidget(ButtonRow(tuple(left), tuple(right)), 1)
    return above
