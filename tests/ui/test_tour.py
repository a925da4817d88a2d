"""入门演示: real jobs on made-up records, noticed when done, left and gone on with; never the office's own."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.dialogs import tour
from app.ui.dialogs.tour import Tour
from app.ui.dialogs.tour_steps import STEPS
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS, PROJECTS, STATISTICS
from tests.ui.parts import told
from tests.ui.record_table.hands import Hands


@pytest.fixture
def panel(window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Tour:
    monkeypatch.setattr(tour, "_PROJECTS", 12)
    return begun(window, desk, qtbot)


def begun(window: MainWindow, desk: Desk, qtbot: QtBot) -> Tour:
    tour.start(desk, window)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(Tour)), timeout=60_000)
    return next(each for each in window.findChildren(Tour) if each.isVisible())


def press(panel: Tour, words: str) -> None:
    found = next(each for each in panel.findChildren(type(panel._next)) if each.text() == words)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def done(panel: Tour, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: told(panel).text() == "做到了。")
    press(panel, "下一步" if panel.step < len(STEPS) - 1 else "完成")


def test_real_jobs_are_noticed_and_the_offices_own_file_is_left_alone(
    window: MainWindow, desk: Desk, panel: Tour, qtbot: QtBot
) -> None:
    own = desk.settings.value("last_file")
    assert desk.database.path.name == "入门演示.db"
    window.due.click()
    done(panel, qtbot)
    projects: Any = window.tab(PROJECTS)
    projects.table.choose_chip("在建")
    done(panel, qtbot)
    projects.table.choose_chip("")
    hands = Hands(projects.table.view)
    hands.click(0, "person")
    hands.type("王强")
    hands.key(Qt.Key.Key_Return)
    done(panel, qtbot)
    desk.undo()
    done(panel, qtbot)
    for _ in range(2):
        press(panel, "跳过")
    leads: Any = window.tab(LEADS)
    leads.table.choose_chip("跟踪")
    line = leads.page().panel.timeline.line
    line.setText("电话 王总说下周来看厂房")
    QTest.keyClick(line, Qt.Key.Key_Return)
    done(panel, qtbot)
    window.tab(STATISTICS)
    done(panel, qtbot)
    assert STEPS[panel.step].title == "预览责任书"
    panel.close()
    assert str(desk.database.path) == str(own) == str(desk.settings.value("last_file"))


def test_it_goes_on_where_it_was_left(window: MainWindow, desk: Desk, panel: Tour, qtbot: QtBot) -> None:
    own = desk.settings.value("tour/home")
    press(panel, "跳过")
    press(panel, "跳过")
    press(panel, "以后再继续")
    assert str(desk.database.path) == own
    again = begun(window, desk, qtbot)
    assert again.step == 2
    press(again, "上一步")
    assert again.step == 1
    again.close()


def test_the_next_start_opens_the_offices_own_file(desk: Desk, panel: Tour) -> None:
    assert desk.settings.value("last_file") == desk.settings.value("tour/home")
    assert desk.settings.value("last_file") != str(desk.database.path)
    panel.close()
