"""The rows of a form: shown whole where there is room, else rolling, so that its buttons stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

_LOWEST = 120  # px: some three rows
_CLEAR_PX = 8  # around a field that is rolled into sight


def roll_to(field: QWidget) -> None:
    """Rolls what a field lies in until all of it is seen; what says why it was refused may just have covered it."""
    around = field.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(field, 0, _CLEAR_PX)


class FormArea(QScrollArea):
    """Asks for the room that its rows ask for, and does with less."""

    def __init__(self, rows: QLayout) -> None:
        super().__init__()
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(rows)
        self._inside = inside
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidget(sheet)

    def hasHeightForWidth(self) -> bool:
        """Wrapping labels among the rows are higher where the form is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the rows ask for at that width."""
        return max(self._inside.totalHeightForWidth(width), self._inside.totalSizeHint().height())

    def sizeHint(self) -> QSize:
        """What the rows ask for."""
        return self._inside.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the rows, and a few of them high."""
        least = self._inside.totalMinimumSize()
        rolled = least.width() + self.verticalScrollBar().sizeHint().width()
        return QSize(rolled if least.height() > _LOWEST else least.width(), min(least.height(), _LOWEST))
