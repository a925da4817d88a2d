"""Views come back as they were left."""

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.services.lists import Query
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS, LETTERS, PROJECTS
from tests.ui.parts import pages, switch_of


@pytest.fixture
def anew(qtbot: QtBot, desk: Desk):  # type: ignore[no-untyped-def]
    def make() -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        window.show()
        window.seat(desk)
        return window

    return make


def test_pages_and_chips_stand_as_they_were_left(anew, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    window = anew()
    switch_of(window.tab(LEADS)).setCurrentRow(2)
    window.tab(LETTERS).show_page("月报")
    projects = window.tab(PROJECTS)
    projects.details.page_named("资金")
    projects.table.choose_chip("签约")
    qtbot.waitUntil(lambda: not projects.table._keep_soon.isActive())
    again = anew()
    assert switch_of(again.tab(LEADS)).currentRow() == 2
    assert switch_of(again.tab(LETTERS)).currentItem().text() == "月报"
    assert pages(again.tab(PROJECTS).details).tabText(2).startswith("资金")
    assert pages(again.tab(PROJECTS).details).currentIndex() == 2
    assert again.tab(PROJECTS).table.query.chip == "签约"
    assert again.tab(PROJECTS).table.model.rowCount() < 60


def test_what_this_program_does_not_know_is_passed_over(anew, desk: Desk) -> None:  # type: ignore[no-untyped-def]
    first = anew().tab(PROJECTS).table
    first._layout.keep(Query(chip="没有了的阶段"))
    for key, value in (("leads/page", "9"), ("letters/page", "5"), ("projects/details", "坏")):
        desk.settings.setValue(key, value)
    QCoreApplication.processEvents()
    again = anew()
    assert again.tab(PROJECTS).table.model.rowCount() == 60
    assert pages(again.tab(PROJECTS).details).currentIndex() == 0
    assert switch_of(again.tab(LEADS)).currentRow() == 0
    assert switch_of(again.tab(LETTERS)).currentRow() == 0  # its sixth page is off


def test_the_foot_gives_way_on_a_narrow_screen(anew) -> None:  # type: ignore[no-untyped-def]
    window = anew()
    for key in (PROJECTS, LEADS, LETTERS):
        window.tab(key)
    least = window.centralWidget().minimumSizeHint()
    for key in (PROJECTS, LEADS, LETTERS):
        least = least.expandedTo(window.tab(key).minimumSizeHint())
    assert least.width() <= 1366 / 1.5
    assert least.height() <= 768 / 1.25 - 150  # title, menus, tabs, status line and the task bar
