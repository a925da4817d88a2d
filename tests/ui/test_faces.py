"""Every kind of widget is written in the program's face; Windows has one of its own for menus, lists and boxes."""

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPushButton,
    QStatusBar,
    QTableView,
    QWidget,
)

from app.ui import theme

KINDS = (QMenuBar, QMenu, QMessageBox, QTableView, QListWidget, QComboBox, QStatusBar, QLabel, QPushButton)


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_is_written_in_the_face_of_the_program(dressed: QApplication, kind: type[QWidget]) -> None:
    widget = kind()
    widget.ensurePolished()
    assert (widget.font().family(), widget.font().pixelSize()) == (theme.face().family(), theme.TEXT_PX)
