"""What a list says when it is empty, what its find bar says, and the words that a cell offers."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.columns.column import Column, Kind
from app.services.lists import Filter, Query
from app.ui.desk import Desk
from app.ui.lists.list_page import ListPage
from app.ui.main_window import MainWindow
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.tab import ProjectsTab
from tests.ui.parts import box_in, find_bar, hint_of, matches_in, search_of, told


@pytest.fixture
def table(window: MainWindow) -> RecordTable:
    tab = window.tab(PROJECTS)
    assert isinstance(tab, ProjectsTab)
    return tab.table


def hint(table: RecordTable) -> str:
    return hint_of(table).text() if hint_of(table) is not None and hint_of(table).isVisible() else ""


def test_a_list_that_its_filter_empties_says_so_and_leads_back(table: RecordTable) -> None:
    assert hint(table) == ""
    table.ask(Query(filters=(Filter("name", frozenset({"没有的项目"})),), chip="签约"))
    assert hint(table).startswith("没有符合条件的记录。")
    assert hint_of(table) is not None
    hint_of(table).linkActivated.emit("all")
    assert (hint(table), table.model.rowCount(), table.query.chip) == ("", 60, "")


def test_an_empty_list_says_what_to_do(desk: Desk, qtbot: QtBot) -> None:
    source = MemorySource(list, ["name"])
    empty = RecordTable("试", (Column("name", "名称", Kind.TEXT, 200),), source, desk)
    page = ListPage(desk, empty, (), left=[QPushButton("新增企业"), QPushButton("修改")], right=[QPushButton("导入")])
    qtbot.addWidget(page)
    page.show()
    empty.ask(Query())
    assert hint(empty) == "还没有记录。<br>点“新增企业”填写一条，或点“导入”读入原来的 Excel 台账。"


def bar(table: RecordTable) -> Any:
    return find_bar(table)


def test_the_find_bar_says_nothing_until_something_is_typed(table: RecordTable, qtbot: QtBot) -> None:
    table.start_find()
    assert told(bar(table)).text() == ""
    QTest.keyClicks(box_in(bar(table)), "zzqq")
    assert told(bar(table)).text() == "没有找到"
    box_in(bar(table)).clear()
    search_of(bar(table))("")
    assert told(bar(table)).text() == ""
    cross = bar(table).findChild(QToolButton)
    cross.click()
    assert not bar(table).isVisible()


def test_an_open_find_bar_follows_the_list(table: RecordTable) -> None:
    table.start_find()
    name = table.current_row().name
    box_in(bar(table)).setText(name)
    search_of(bar(table))(name)
    assert "第 1 个" in told(bar(table)).text()
    table.ask(Query(filters=(Filter("name", frozenset({"没有的项目"})),)))
    assert told(bar(table)).text() == "没有找到"
    assert matches_in(bar(table)) == []


def test_a_cell_of_known_words_offers_them(table: RecordTable, desk: Desk) -> None:
    fields = [column.field for column in table.model.columns]
    view = table.view
    view.setFocus()
    view.setCurrentIndex(table.model.index(0, fields.index("industry")))
    QTest.keyClick(view, Qt.Key.Key_F2)
    offered = table.window().findChild(QListWidget, "offered")
    assert offered is not None
    assert "服务业" in [offered.item(at).text() for at in range(offered.count())]
    key = table.current_id()
    view.typing.editor.clear()
    QTest.keyClicks(view.typing.editor, "fw")
    QTest.keyClick(view.typing.editor, Qt.Key.Key_Return)
    assert table.model.row_at(table.model.place_of(key)).industry == "服务业"
