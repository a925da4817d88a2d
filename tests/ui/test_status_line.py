"""The line at the foot of the window, however much it has to say."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.status_line import StatusLine

NARROW = 911  # px: a screen of 1366 at 150 %


@pytest.mark.parametrize("width", [NARROW, 1366])
def test_a_long_word_of_what_was_done_gives_way_and_cuts_nothing_else(
    qtbot: QtBot, dressed: QApplication, desk: Desk, width: int
) -> None:
    window, line = QMainWindow(), StatusLine()
    qtbot.addWidget(window)
    window.setStatusBar(line)
    line.attend(desk)
    window.resize(width, 300)
    window.show()
    line.show_backup(datetime(2026, 10, 31, 9, 0))  # noqa: DTZ001 - as the shelf tells it
    line.show_submission(datetime(2025, 12, 31, 17, 30))  # noqa: DTZ001
    desk.saved.emit(datetime(2026, 10, 31, 10, 24, 5))  # noqa: DTZ001
    line.show_place("台账正放在U盘上使用，拔出时会丢失没有写完的内容。")
    line.tell("已撤销“导入项目台账：清溪镇2026年招商引资项目一览表（各村汇总）.xlsx”。按 Ctrl+Y 重做。")
    qtbot.waitUntil(lambda: line.told.isVisible() and window.width() == width)
    QApplication.processEvents()
    others = [label for label in line.findChildren(QLabel) if label is not line.told]
    assert [label.text() for label in others if label.width() < label.minimumSizeHint().width()] == []
    assert line.told.toolTip() == line.told.text()
