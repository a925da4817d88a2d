"""Commands found by words and initials, files opened lately, help at the chapter of what is in front."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.database.contents import contents
from app.database.engine import open_database
from app.ui.desk import Desk
from app.ui.dialogs.help_pages import HelpPages, show_help
from app.ui.dialogs.palette import Offer, Palette
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS, STATISTICS
from tests.ui.clerk import answers, opens


def _keys(words: str) -> Callable[[QWidget], None]:
    def act(palette: Any) -> None:
        line = palette.findChild(QLineEdit)
        QTest.keyClicks(line, words)
        QTest.keyClick(line, Qt.Key.Key_Return)

    return act


def test_a_command_is_carried_out_by_its_initials(window: MainWindow, desk: Desk) -> None:
    window.tab(PROJECTS)
    with opens(_keys("xmgz"), answers("取消")):  # 项目规则
        find = next(each for each in window.findChildren(QAction) if each.text() == "查找命令…")
        assert find.shortcut().toString() == "Ctrl+Shift+P"
        find.trigger()


def test_words_and_initials_find_and_arrows_choose(qtbot: QtBot, dressed: object) -> None:
    done: list[str] = []
    offers = [
        Offer(words, "", lambda words=words: done.append(words))
        for words in ("文件—备份", "文件—还原备份", "数据—导入")
    ]
    palette = Palette(offers, None)  # type: ignore[arg-type]
    qtbot.addWidget(palette)
    palette.show()
    line, found = palette.findChild(QLineEdit), palette.findChild(QListWidget)
    assert isinstance(line, QLineEdit)
    assert isinstance(found, QListWidget)
    QTest.keyClicks(line, "bf")
    assert [found.item(row).text() for row in range(found.count())] == ["文件—备份", "文件—还原备份"]
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert palette.chosen is not None
    assert palette.chosen.words == "文件—还原备份"


def test_files_opened_lately_are_offered_and_open_again(
    window: MainWindow, desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    first, second = desk.database.path, tmp_path / "另一本.db"
    desk.note_opened()
    open_database(second, clock).close()
    desk.open(second)
    recent = next(each for each in window.menuBar().findChildren(QMenu) if each.title() == "最近打开")
    recent.aboutToShow.emit()
    assert [action.text().split("　")[0] for action in recent.actions()] == [first.name]
    recent.actions()[0].trigger()
    assert desk.database.path == first


def test_help_opens_at_the_chapter_of_what_is_in_front_and_finds(window: MainWindow, qtbot: QtBot) -> None:
    show_help(window, window.tab(STATISTICS).chapter)
    pages = window.findChild(HelpPages)
    assert isinstance(pages, HelpPages)
    chapters, page = pages.findChild(QListWidget), pages.findChild(QTextBrowser)
    assert chapters.currentItem().text() == "统计图表"
    pages.findChild(QLineEdit).setText("备份")  # QTest types ASCII alone
    assert page.textCursor().selectedText() == "备份"
    before = page.textCursor().position()
    QTest.keyClick(pages.findChild(QLineEdit), Qt.Key.Key_Return)
    assert page.textCursor().position() != before


def test_a_copy_says_what_it_holds(desk: Desk) -> None:
    assert contents(desk.database.path).startswith("项目 60 个、线索 ")
    assert contents(Path("没有.db")) == ""


def test_a_job_that_only_writes_files_is_left_where_it_stands(desk: Desk, qtbot: QtBot) -> None:
    told: list[object] = []
    begun = Event()

    def never_looks_at_its_progress(_progress: object) -> None:
        begun.set()
        while True:
            sum(range(100))

    desk.background.run("导出", never_looks_at_its_progress, told.append, None, told.append, writes_only_files=True)
    qtbot.waitUntil(begun.is_set)
    desk.background.cancel()
    qtbot.waitUntil(lambda: not desk.background.busy)
    desk.background.run("再来", lambda _: "好", told.append, None, told.append)
    qtbot.waitUntil(lambda: told == ["好"])
