"""Fields of a form: each shows a plain value and reads one back, or refuses what it cannot read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from app.errors import Refused
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.found_words import FoundWords
from app.values.dates import PartialDate, read_date
from app.values.money import MoneyUnit, in_unit, read_money

MILLION = 1_000_000


class FieldEdit(Protocol):
    """What a form asks of each of its fields."""

    def show_value(self, value: Any) -> None:
        """Shows a value; None shows as empty."""

    def value(self) -> Any:
        """What is entered; raises Refused where it cannot be read."""


class LineField(QLineEdit):
    """One line of words."""

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)

    def show_value(self, value: str | None) -> None:
        """Shows the words."""
        self.setText(value or "")
        self.setCursorPosition(0)

    def value(self) -> str:
        """The words, without spaces at the ends."""
        return self.text().strip()


class ProseField(QPlainTextEdit):
    """Several lines of words; Tab goes on to the next field."""

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 16)

    def show_value(self, value: str | None) -> None:
        """Shows the words."""
        self.setPlainText(value or "")

    def value(self) -> str:
        """The words, without blank ends."""
        return self.toPlainText().strip()


class ReadField(QLineEdit):
    """One line that stands for a value: read by ``read``, shown by ``write``; empty is None."""

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any], str], hint: str = "") -> None:
        super().__init__()
        self._read, self._write = read, write
        self._shown: tuple[str, Any] = ("", None)
        self.setPlaceholderText(hint)

    def show_value(self, value: Any) -> None:
        """Shows the value; what is not typed over comes back exactly as it was."""
        text = "" if value is None else self._write(value)
        self._shown = (text, value)
        self.setText(text)

    def value(self) -> Any:
        """The value; raises Refused where it cannot be read."""
        text = self.text().strip()
        if text == self._shown[0]:
            return self._shown[1]
        return self._read(text) if text else None


class MoneyField(ReadField):
    """An amount in fen (or US cents), typed in ``unit`` unless another unit is typed with it."""

    def __init__(self, unit: MoneyUnit, hint: str = "") -> None:
        super().__init__(lambda text: read_money(text, self._unit), lambda fen: plain_amount(fen, self._unit), hint)
        self._unit = unit
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def unit(self) -> MoneyUnit:
        """The unit in which bare numbers are read."""
        return self._unit

    def count_in(self, unit: MoneyUnit) -> None:
        """Reads what is typed from now on in another unit; what stands there is kept as it is typed."""
        if unit is not self._unit:
            self._unit = unit
            self._shown = ("", None)


class DateField(ReadField):
    """A date known to the day, the month or the year; one without a year is this year's. Ctrl+; enters today."""

    def __init__(self, today: Callable[[], PartialDate]) -> None:
        super().__init__(self._date, lambda day: day.iso, "如 3.5、2026-3-5、2026年3月")
        self._today = today
        self.setToolTip("没写年份的是今年；只知道年月时填到月即可；按 Ctrl+; 填今天")
        self.editingFinished.connect(self._settle)

    def shows_today(self) -> bool:
        """Whether today's date stands here."""
        return self.text() == self._today().iso

    def _date(self, text: str) -> PartialDate:
        return read_date(text, self._today().year)

    def _settle(self) -> None:
        """Says in full which date was understood, so that a year that was not typed is seen."""
        with suppress(Refused):  # told when it is saved, or by the next one who looks
            if isinstance(day := self.value(), PartialDate) and self.text() != day.iso:
                self.setText(day.iso)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+; as in Excel."""
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setText(self._today().iso)
        else:
            super().keyPressEvent(event)


class NumberField(ReadField):
    """A number kept as an integer of ``scale`` parts: 7.1234 with a scale of a million is 7,123,400."""

    def __init__(self, scale: int = 1, hint: str = "") -> None:
        super().__init__(lambda text: _scaled(text, scale), lambda parts: plain(Decimal(parts) / scale), hint)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)


class WordField(Chooser):
    """One of a few fixed words."""

    def __init__(self, words: Sequence[str], *, optional: bool = False) -> None:
        super().__init__()
        self.addItems(["", *words] if optional else list(words))

    def show_value(self, value: str | None) -> None:
        """Chooses the word; one that is not among them is added."""
        text = value or ""
        if self.findText(text) < 0 and text:
            self.addItem(text)
        self.setCurrentText(text)

    def value(self) -> str:
        """The chosen word."""
        return self.currentText()


class SuggestField(QComboBox):
    """Words may be typed; those in use are offered, found by any part of them or by their initials."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(["", *words])
        self.setCompleter(FoundWords(words, self))

    def show_value(self, value: str | None) -> None:
        """Shows the words."""
        self.setCurrentText(value or "")

    def value(self) -> str:
        """What is typed or chosen."""
        return self.currentText().strip()


class FlagField(QCheckBox):
    """Yes or no."""

    def show_value(self, value: object) -> None:
        """Shows yes or no."""
        self.setChecked(bool(value))

    def value(self) -> bool:
        """Whether it is checked."""
        return self.isChecked()


def plain_amount(fen: int, unit: MoneyUnit) -> str:
    """An amount to be typed over: every digit that matters and none that does not."""
    return plain(in_unit(fen, unit))


def plain(number: Decimal) -> str:
    """A number's shortest plain writing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scaled(text: str, scale: int) -> int:
    try:
        parts = Decimal(text.replace(",", "")) * scale
    except InvalidOperation as error:
        raise Refused(f"“{text}”不是数字，请重新填写。") from error
    if parts != parts.to_integral_value():
        raise Refused(f"“{text}”的小数位太多，请核对。")
    return int(parts)
