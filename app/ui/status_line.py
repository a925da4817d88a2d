"""The line at the foot of the window: what was saved, copied and submitted last; where the file is in danger."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar

from app.ui.theme import mark
from app.ui.widgets.elided import ElidedLabel
from app.values.moments import moment_text

if TYPE_CHECKING:
    from app.ui.desk import Desk


_TOLD_MS = 8000


class StatusLine(QStatusBar):
    """Says 已保存 and the times of the last backup and submission."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self.told = ElidedLabel()  # the longest of them gives way; its words stand under the mouse
        self._saved, self._backup, self._submitted = QLabel(), QLabel(), QLabel()
        self._place = QLabel()
        mark(self._place, "late")
        for label in (self._place, self.told, self._saved, self._backup, self._submitted):
            label.setContentsMargins(6, 0, 12, 0)
            self.addWidget(label)
            label.hide()

    def attend(self, desk: Desk) -> None:
        """Follows that desk from now on."""
        self._desk = desk
        desk.saved.connect(self._note)
        desk.opened.connect(self._saved.hide)

    def tell(self, sentence: str) -> None:
        """Says for a while what was just done."""
        _show(self.told, sentence)
        QTimer.singleShot(_TOLD_MS, self.told, self.told.hide)

    def show_place(self, danger: str | None) -> None:
        """What threatens the file where it lies: the first clause in sight, all of it under the mouse."""
        _show(self._place, f"注意：{danger.partition('，')[0]}" if danger else "")
        self._place.setToolTip(danger or "")
        self._place.setVisible(danger is not None)

    def show_backup(self, moment: datetime | None) -> None:
        """When the last backup was made; None says that there is none."""
        _show(self._backup, f"上次备份 {self._text(moment)}")

    def show_submission(self, moment: datetime | None) -> None:
        """When the records were last submitted."""
        _show(self._submitted, f"上次报送 {self._text(moment)}")

    def _note(self, moment: datetime) -> None:
        _show(self._saved, f"已保存 {moment:%H:%M:%S}")

    def _text(self, moment: datetime | None) -> str:
        assert self._desk is not None
        return moment_text(moment, self._desk.today) if moment else "还没有"


def _show(label: QLabel, text: str) -> None:
    label.setText(text)
    label.show()
