"""Qt's own dialogs speak Chinese throughout."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QFileSystemModel, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

ENGLISH = re.compile(r"[A-Za-z]{3,}")


def english(dialog: QWidget) -> list[str]:
    said = [each.text() for each in (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton))]
    return [text for text in said if ENGLISH.search(text.replace("PDF", ""))]


@pytest.mark.parametrize("mode", [QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory])
def test_the_file_dialog(dressed: QApplication, qtbot: QtBot, mode: QFileDialog.FileMode) -> None:
    dialog = QFileDialog(None, "打开", "/", "台账 (*.xlsx)")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    qtbot.addWidget(dialog)
    dialog.show()
    assert english(dialog) == []
    assert "查找范围(&L)：" in [each.text() for each in dialog.findChildren(QLabel)]
    model = dialog.findChild(QFileSystemModel)
    assert model is not None
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert heads == ["名称", "大小", "类型", "修改日期"]


def test_the_print_dialog(dressed: QApplication, qtbot: QtBot) -> None:
    printer = QPrinter()  # the dialog only borrows it
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert english(dialog) == []
