"""The menu bar: every command of the window with its words and shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.main_window import MainWindow


class Menus:
    """Builds the menus at once and connects them when there is a desk; dialogs load at their first use."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        self.file = bar.addMenu("文件")
        self.edit = bar.addMenu("编辑")
        self.data = bar.addMenu("数据")
        self.printing = bar.addMenu("打印")
        self.submit = bar.addMenu("报送")
        self.help = bar.addMenu("帮助")
        self.file.addAction("退出", QKeySequence("Ctrl+Q"), window.close)

    def connect_to(self, desk: Desk) -> None:
        """Lets the commands act on that desk."""
