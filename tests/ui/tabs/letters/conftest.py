"""The tab of accountability letters before the desk of a test."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.tabs.letters.tab import LettersTab


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> LettersTab:
    """The tab, told of changes as the window tells it."""
    made = LettersTab(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.resize(1366, 650)
    made.show()
    return made
