"""Chips: the states of a list with their counts; one is chosen and filters it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from app.ui.theme import mark
from app.ui.wrapping import WrappingLayout


class Chips(QWidget):
    """A row of chips; the first, of key ``""``, stands for all."""

    chosen = Signal(str)  # the key of the chip the clerk chose

    def __init__(self, keys: Sequence[str], everything: str = "全部") -> None:
        super().__init__()
        self._chips: dict[str, QPushButton] = {}
        self._titles = {"": everything, **{key: key for key in keys}}
        self._group = QButtonGroup(self)
        layout = WrappingLayout(self)
        for key, title in self._titles.items():
            chip = self._chip(key, title)
            self._chips[key] = chip
            self._group.addButton(chip)
            layout.addWidget(chip)
        self._chips[""].setChecked(True)

    def count(self, counts: Mapping[str, int]) -> None:
        """Writes how many there are beside each title."""
        for key, chip in self._chips.items():
            chip.setText(f"{self._titles[key]} {counts.get(key, 0)}")

    def choose(self, key: str) -> None:
        """Shows a chip as chosen, without a signal."""
        self._chips[key if key in self._chips else ""].setChecked(True)

    def _chip(self, key: str, title: str) -> QPushButton:
        chip = QPushButton(title)
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        mark(chip, "chip")
        chip.clicked.connect(lambda: self.chosen.emit(key))
        return chip
