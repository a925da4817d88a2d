"""The line at the foot of the window: what was saved, copied and submitted last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QStatusBar

from app.ui.desk import moment_text

if TYPE_CHECKING:
    from app.ui.desk import Desk


class StatusLine(QStatusBar):
    """Says 已保存 and the times of the last backup and submission."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._saved, self._backup, self._submitted = QLabel(), QLabel(), QLabel()
        for label in (self._saved, self._backup, self._submitted):
            label.setContentsMargins(6, 0, 12, 0)
            self.addWidget(label)

    def attend(self, desk: Desk) -> None:
        """Follows that desk from now on."""
        self._desk = desk
        desk.saved.connect(self._note)
        desk.opened.connect(lambda: self._saved.setText(""))

    def show_backup(self, moment: datetime | None) -> None:
        """When the last backup was made; None says that there is none."""
        self._backup.setText(f"上次备份 {self._text(moment)}")

    def show_submission(self, moment: datetime | None) -> None:
        """When the records were last submitted."""
        self._submitted.setText(f"上次报送 {self._text(moment)}")

    def _note(self, moment: datetime) -> None:
        self._saved.setText(f"已保存 {self._text(moment)}")

    def _text(self, moment: datetime | None) -> str:
        assert self._desk is not None
        return moment_text(moment, self._desk.today) if moment else "还没有"
