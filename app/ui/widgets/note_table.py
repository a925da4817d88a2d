"""Rows of a workbook with what was noticed about them: row, column, what was written, and why it matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from app.ui.theme import ROW_PX

_HEADS = ("行", "列", "内容", "原因")


class Note(Protocol):
    """One remark; ``row`` counts from 1 as in the workbook."""

    @property
    def row(self) -> int | None:
        """The row in the workbook."""

    @property
    def column(self) -> str | None:
        """The heading of the column."""

    @property
    def value(self) -> str:
        """What was written there."""

    @property
    def reason(self) -> str:
        """Why it matters."""


class NoteTable(QTableWidget):
    """Shows remarks in the order of their rows."""

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.setHorizontalHeaderLabels(list(_HEADS))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((52, 130, 170)):
            self.setColumnWidth(column, width)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Shows these remarks in place of those before."""
        self.setRowCount(len(notes))
        for place, note in enumerate(notes):
            row = "" if note.row is None else str(note.row)
            for column, text in enumerate((row, note.column or "", note.value, note.reason)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
