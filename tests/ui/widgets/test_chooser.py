"""Every list that drops down finds its words by their initials."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import app.ui
from app.ui.widgets.chooser import Chooser

UNITS = ("全镇", "城关村", "财政所", "双堰村", "石桥村")
# What shows numbers, and what is typed into.
_OTHERS = {"paper_preview.py", "submission_actions.py"}


@pytest.fixture
def chooser(dressed: QApplication, qtbot: QtBot) -> Chooser:
    found = Chooser()
    qtbot.addWidget(found)
    found.addItems(UNITS)
    found.show()
    return found


def test_letters_choose_the_next_word_that_begins_so_and_say_it_was_chosen(chooser: Chooser) -> None:
    chosen: list[int] = []
    chooser.activated.connect(chosen.append)
    QTest.keyClicks(chooser, "sqc")
    assert chooser.currentText() == "石桥村"
    QTest.qWait(QApplication.keyboardInputInterval() * 4)
    QTest.keyClicks(chooser, "c")
    assert chooser.currentText() == "城关村"
    assert chosen == [3, 4, 1]
    QTest.keyClicks(chooser, "x")
    assert chooser.currentText() == "城关村"


def test_letters_choose_in_the_dropped_list_too(chooser: Chooser) -> None:
    chooser.showPopup()
    QTest.keyClicks(chooser.view(), "czs")
    assert chooser.view().currentIndex().data() == "财政所"
    QTest.keyClick(chooser.view(), Qt.Key.Key_Return)
    assert chooser.currentText() == "财政所"


def test_no_list_of_the_window_is_without_it() -> None:
    made = {
        path.name
        for path in Path(app.ui.__path__[0]).rglob("*.py")
        if re.search(r"\bQComboBox\(\)", path.read_text("utf-8"))
    }
    assert made == _OTHERS
