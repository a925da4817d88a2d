"""F1 opens the page of what is in front, over a dialog too; every picture of the help is there."""

import re
from pathlib import Path

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.paths import RESOURCES
from app.ui.dialog import Dialog
from app.ui.dialogs.appearance import AppearanceForm
from app.ui.dialogs.help_pages import HelpPages, show_help
from app.ui.main_window import MainWindow
from app.ui.tab_list import TABS
from tests.ui.clerk import opens
from tests.ui.parts import asked_in, chapters_in, page_in
from tests.ui.test_fits import _kinds

TEXT = (RESOURCES / "help.md").read_text(encoding="utf-8")
CHAPTERS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


def test_every_picture_of_the_help_travels_with_the_program(dressed: QApplication, qtbot: QtBot) -> None:
    named = set(re.findall(r"!\[.*?\]\((.+?)\)", TEXT))
    assert named
    assert {str(file.relative_to(RESOURCES)).replace("\\", "/") for file in Path(RESOURCES / "help").iterdir()} >= named
    pages = HelpPages(None)  # type: ignore[arg-type]
    qtbot.addWidget(pages)
    for name in named:
        image = page_in(pages).loadResource(2, name)
        assert image, name


def test_tabs_and_dialogs_name_chapters_that_there_are(window: MainWindow) -> None:
    for place in TABS:
        window.tab(place.key)
        tab = window.current_tab()
        assert tab is not None
        assert tab.chapter in CHAPTERS
    assert {kind.chapter for kind in _kinds(Dialog) if kind.chapter} <= set(CHAPTERS)


def test_f1_over_a_dialog_opens_its_own_page_over_it(window: MainWindow) -> None:
    assert window.desk is not None
    seen: list[str] = []

    def ask(form: AppearanceForm) -> None:
        (key,) = (each for each in form.findChildren(QShortcut) if each.key().toString() == "F1")
        key.activated.emit()  # a screen without a window manager hands no keys to a dialog
        (pages,) = form.findChildren(HelpPages)
        assert pages.isVisible()
        seen.append(chapters_in(pages).currentItem().text())

    with opens(ask):
        AppearanceForm(window.desk, window).exec()
    assert seen == ["外观"]


def test_words_are_found_in_it(dressed: QApplication, qtbot: QtBot) -> None:
    pages = HelpPages(None)  # type: ignore[arg-type]
    qtbot.addWidget(pages)
    asked_in(pages).setText("序时")
    assert page_in(pages).textCursor().selectedText() == "序时"


def test_it_is_brought_to_the_front_where_it_is_open(window: MainWindow) -> None:
    show_help(window, "备份")
    show_help(window, "外观")
    (pages,) = window.findChildren(HelpPages)
    assert chapters_in(pages).currentItem().text() == "外观"
    pages.close()
