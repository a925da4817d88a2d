"""Captions with their values, one below the other: what a record says, to be read and copied."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from app.fields import Field, FieldKind, Record
from app.ui.theme import mark
from app.values.money import MoneyUnit, money_text

Fact = tuple[str, str, bool]


class Facts(QScrollArea):
    """Lines of (caption, value, is_late); those without a value are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark(self.viewport(), "facts")

    def show_lines(self, lines: Iterable[Fact]) -> None:
        """Shows these lines in place of those before."""
        sheet = QWidget()
        mark(sheet, "facts")
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


def facts_of(record: Record, entry: object, names: Iterable[str], unit: MoneyUnit) -> list[Fact]:
    """What an entry says in fields of its record, each under the field's own name; sums in ``unit``.

    Several names joined by + stand in one line, under the name of the first.
    """
    found = []
    for joined in names:
        fields = [record[name] for name in joined.split("+")]
        words = [_words(field, getattr(entry, field.name), unit) for field in fields]
        found.append((fields[0].title, "　".join(filter(None, words)), False))
    return found


def _words(field: Field, value: Any, unit: MoneyUnit) -> str:
    if value is None:
        return ""
    if field.kind is FieldKind.DATE:
        return str(value.text())
    if field.kind in {FieldKind.MONEY, FieldKind.DOLLARS}:
        unit = MoneyUnit(field.measure) if field.measure else unit
        return f"{_grouped(money_text(value, unit))} {unit}"
    return str(value)


def _grouped(text: str) -> str:
    """A sum in groups of three digits, without decimals that say nothing."""
    whole, _, decimals = text.partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals.strip("0") else "")
