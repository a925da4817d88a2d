"""Captions with their values, one below the other: what a record says, to be read and copied."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from app.ui.theme import mark


class Facts(QScrollArea):
    """Lines of (caption, value, is_late); those without a value are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setStyleSheet("background: #ffffff;")

    def show_lines(self, lines: Iterable[tuple[str, str, bool]]) -> None:
        """Shows these lines in place of those before."""
        sheet = QWidget()
        sheet.setStyleSheet("background: #ffffff;")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(2, 8, 2, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        place = 0
        for caption, value, is_late in lines:
            if value:
                grid.addWidget(_caption(caption), place, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(_value(value, is_late=is_late), place, 1)
                place += 1
        grid.setRowStretch(place, 1)
        self.setWidget(sheet)


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    mark(label, "soft")
    return label


def _value(text: str, *, is_late: bool) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if is_late:
        mark(label, "late")
    return label
