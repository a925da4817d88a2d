"""What stands beside a list follows the clerk's cursor, and keeps out of the way of typing."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.details import ProjectDetails
from tests.ui.record_table.hands import Hands


def test_the_details_are_shown_once_for_a_typed_cell(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab: Any = window.tab(PROJECTS)
    table, hands, shown = tab.table, Hands(tab.table.view), []
    hands.click(1, "person")
    qtbot.waitUntil(lambda: details_of(tab, table.current_id()))
    original = ProjectDetails.show_project
    monkeypatch.setattr(ProjectDetails, "show_project", lambda self, key: (shown.append(key), original(self, key)))
    for words in ("王五", "赵六"):
        hands.type(words)
        hands.key(Qt.Key.Key_Return)
    hands.type("钱")  # the next cell is being typed into
    QTest.qWait(300)
    assert shown == []
    hands.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown == [table.current_id()])


def details_of(tab: Any, key: str) -> bool:
    """Whether the details are those of a project."""
    name: str = tab.table.model.row_at(tab.table.model.place_of(key)).name
    return any(label.text() == name for label in tab.details.findChildren(QLabel))
