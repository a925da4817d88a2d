"""Printed reports from the menu: the month, then the preview."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QSpinBox, QWidget

from app.jobs.reports import report
from app.reports.statements import Beside
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.widgets.paper_preview import preview


def bulletin(desk: Desk, parent: QWidget) -> None:
    """Asks for the month and shows its bulletin as it will print."""
    asked = AskMonth(desk, parent)
    if not asked.exec():
        return
    year, month = asked.chosen()
    title = f"{year}年{month}月招商引资工作情况通报"
    database = desk.database

    def draw(out: Path) -> Beside:
        return report(database, "bulletin", year, month, out)

    preview(desk, parent, title, draw)


class AskMonth(Dialog):
    """A year and a month."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("报告期", parent)
        self._year, self._month = QSpinBox(), QSpinBox()
        self._year.setRange(2000, 2100)
        self._year.setValue(desk.year)
        self._month.setRange(1, 12)
        self._month.setValue(desk.today.month)
        form = QFormLayout(self)
        form.addRow("年度", self._year)
        form.addRow("截至月份", self._month)
        roles = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(roles.Ok | roles.Cancel)
        buttons.button(roles.Ok).setText("预览")
        buttons.button(roles.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def chosen(self) -> tuple[int, int]:
        """The year, and the month up to which it is counted."""
        return self._year.value(), self._month.value()
