"""导入, 导出, 打印 of lists: what the buttons of all tabs and the menus do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk
from app.ui.record_table import RecordTable


def import_ledger(desk: Desk, parent: QWidget) -> None:
    """Chooses a workbook and shows what taking it would do."""


def export(desk: Desk, parent: QWidget, kind: str) -> None:
    """Writes a whole ledger."""


def print_list(desk: Desk, parent: QWidget, table: RecordTable, title: str) -> None:
    """Prints the list as it is seen."""
