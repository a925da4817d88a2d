"""What was done can be seen, taken back, done again; what was deleted comes back; many rows change at once."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.services import bulk, projects
from app.services.history import undo as history_undo
from app.ui import desk as desk_module
from app.ui.desk import Desk
from app.ui.dialogs.bulk_form import BulkForm
from app.ui.dialogs.recycle_bin import RecycleBin
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS, Act
from app.ui.tabs.projects.tab import ProjectsTab
from tests.ui.parts import field_of, sentence


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


def rename(desk: Desk, key: str, name: str) -> None:
    with desk.work("修改项目") as session:
        entry = projects.detail(session, key).entry
        projects.save(session, replace(entry, name=name), key)


def name_of(desk: Desk, key: str) -> str:
    with desk.read() as session:
        return projects.detail(session, key).entry.name


def test_the_menu_names_what_it_takes_back(window: MainWindow, tab: ProjectsTab, desk: Desk) -> None:
    key = tab.table.current_id()
    before = name_of(desk, key)
    rename(desk, key, "改过的名称")
    menu = next(each for each in window.menuBar().findChildren(QMenu) if each.title() == "编辑")
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions()[:2]] == ["撤销“修改项目”", "没有可以重做的操作"]
    menu.actions()[0].trigger()
    assert name_of(desk, key) == before
    assert "已撤销“修改项目”" in window.status.told.text()
    menu.actions()[1].trigger()
    assert name_of(desk, key) == "改过的名称"


def test_the_history_of_a_project_says_what_was_before(tab: ProjectsTab, desk: Desk) -> None:
    key = tab.table.current_id()
    before = name_of(desk, key)
    rename(desk, key, "改过的名称")
    tab.details.show_project(key)
    page: Any = tab.details.page_named("历史")
    text = page.text.toPlainText()
    assert "修改项目" in text
    assert f"{before} → 改过的名称" in text


def test_a_deleted_project_comes_back_from_the_bin(
    window: MainWindow, tab: ProjectsTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.tabs.projects.actions.sure", lambda *_: True)
    tab.table.choose_chip("储备")
    key, name = tab.table.current_id(), tab.table.current_row().name
    tab.acts[Act.REMOVE]()
    assert tab.table.model.place_of(key) < 0
    bin_ = RecycleBin(desk, window)
    assert bin_.table.current_row().title == name
    bin_.restore()
    assert bin_.table.model.rowCount() == 0
    assert tab.table.model.place_of(key) >= 0


def test_many_rows_change_at_once_and_back_at_once(window: MainWindow, tab: ProjectsTab, desk: Desk) -> None:
    keys = [tab.table.model.id_at(row) for row in range(4)]

    def people() -> list[str]:
        with desk.read() as session:
            return [projects.detail(session, key).entry.person for key in keys]

    before = people()
    form: Any = BulkForm(desk, "projects", keys, tab)
    field_of(form, "field").setCurrentText("责任人")
    field_of(form, "person").setText("新来的人")
    form.accept()
    assert people() == ["新来的人"] * 4
    desk.undo()
    assert people() == before


def test_emptying_many_rows_is_asked_about_once(tab: ProjectsTab, desk: Desk) -> None:
    keys = [tab.table.model.id_at(row) for row in range(2)]
    form: Any = BulkForm(desk, "projects", keys, tab)
    form.show()
    field_of(form, "field").setCurrentText("责任人")
    form.accept()
    assert form.isVisible()
    assert "都会清空" in sentence(form).text()
    form.accept()
    assert not form.isVisible()


def test_where_nothing_was_done_nothing_is_offered(desk: Desk) -> None:
    with desk.read() as session:
        done = history_undo.next_undo(session)
    assert desk.undo_titles()[0] == (done.title if done else "")


def test_what_touched_thousands_of_records_goes_back_behind_the_window_or_not_at_all(
    window: MainWindow, tab: ProjectsTab, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "_LONG", 1)
    told: list[str] = []
    keys = [tab.table.model.id_at(row) for row in range(3)]
    with desk.work("批量修改责任人") as session:
        bulk.change(session, "projects", keys, "person", "周会计")
    desk.turn_back(told.append, window)
    desk.background.cancel()
    qtbot.waitUntil(lambda: not desk.background.busy)
    assert told == []
    assert desk.undo_titles()[0] == "批量修改责任人"
    desk.turn_back(told.append, window)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["批量修改责任人"]
    assert desk.undo_titles() == ("", "批量修改责任人")
    assert "周会计" not in {tab.table.model.row_at(tab.table.model.place_of(key)).person for key in keys}
    desk.turn_back(told.append, window, again=True)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert desk.undo_titles()[0] == "批量修改责任人"
