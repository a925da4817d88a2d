"""From the first call to the converted project, by the buttons that a clerk presses."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.leads import Judgement, LeadState
from app.services import fellows, leads, projects
from app.services.fellows import FellowEntry
from app.services.leads.validity import CLAUSES, PLAN
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS
from app.ui.tabs.leads.tab import LeadsTab
from tests.ui.parts import field_of, sentence

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(window: MainWindow) -> LeadsTab:
    found = window.tab(LEADS)
    assert isinstance(found, LeadsTab)
    window.tabs.setCurrentWidget(found)
    return found


def type_in(form: Any, **texts: str) -> None:
    for field, text in texts.items():
        widget = field_of(form, field)
        for name in ("setPlainText", "setCurrentText", "setText"):
            if hasattr(widget, name):
                getattr(widget, name)(text)
                break


class Clerk:
    """Presses buttons by their words, and fills in the form that opens."""

    def __init__(self, qtbot: QtBot, tab: LeadsTab) -> None:
        self._qtbot, self._tab = qtbot, tab

    def press(self, words: str, fill: Callable[[Any], object], asked_again: str = "") -> None:
        """Presses a button of the page, fills the form and saves; ``asked_again`` is what it warns of once."""
        buttons = self._tab.page().findChildren(QPushButton)
        press = next(each for each in buttons if each.text() == words and each.isVisibleTo(self._tab))
        self._in_form(lambda: self._qtbot.mouseClick(press, LEFT), fill, asked_again)

    def choose(self, words: str, fill: Callable[[Any], object]) -> None:
        """The same by an entry of a menu."""
        menus = [each.menu() for each in self._tab.page().findChildren(QToolButton) if each.menu() is not None]
        actions = [action for menu in menus if isinstance(menu, QMenu) for action in menu.actions()]
        self._in_form(next(each for each in actions if each.text() == words).trigger, fill, "")

    def _in_form(self, press: Callable[[], object], fill: Callable[[Any], object], asked_again: str) -> None:
        told: list[str] = []

        def drive() -> None:
            form: Any = QApplication.activeModalWidget()
            try:
                fill(form)
                save: QWidget = form.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)
                self._qtbot.mouseClick(save, LEFT)
                if asked_again and form.isVisible():
                    told.append(sentence(form).text())
                    self._qtbot.mouseClick(save, LEFT)
                told.append(sentence(form).text() if form.isVisible() else "")
            finally:
                form.close()

        QTimer.singleShot(0, drive)
        press()
        assert told
        assert told[-1] == ""
        assert (asked_again in told[0]) if asked_again else len(told) == 1


def test_from_the_first_call_to_the_converted_project(tab: LeadsTab, desk: Desk, qtbot: QtBot) -> None:
    with desk.work("登记乡贤") as session:
        people = [
            fellows.save(session, FellowEntry(name="向明远", employer=firm, phone=phone))
            for firm, phone in (("宏达机械", "13812345678"), ("绿源茶业", "13912345678"))
        ]
    clerk = Clerk(qtbot, tab)

    def first_call(form: Any) -> None:
        type_in(form, name="智能水表生产线", investor="明川仪表有限公司", intended_amount="1.2亿", source="乡贤")
        type_in(form, contact="周启", phone="13700001111", introducer="向明远", person="陈静")
        form._offer_fellows()
        assert field_of(form, "fellow_id").offered == people

    clerk.press("新增线索", lambda form: (first_call(form), field_of(form, "fellow_id").show_value(people[0])))
    key = tab.table.current_id()
    assert tab.table.current_row().name == "智能水表生产线"

    page: Any = tab.page()
    qtbot.waitUntil(lambda: page.panel._name.text() == "智能水表生产线")
    assert "首次答复" in page.panel.timeline._clocks.text()
    page.panel.start_line()
    page.panel.timeline.line.setText("电话 周总想来看厂房；下步：11月6日前来镇考察")  # keys cannot type Chinese
    qtbot.keyClick(page.panel.timeline.line, Qt.Key.Key_Return)
    assert page.panel.timeline.line.text() == ""
    assert tab.table.current_row().state == "跟踪"

    def judge(form: Any) -> None:
        type_in(form, result="有效", judged_by="镇招商专班")
        field_of(form, "held").show_value((PLAN, CLAUSES))

    clerk.press("研判", judge)
    clerk.press("研判", lambda form: type_in(form, note="县里已复核"))  # what was entered before stands there
    came = "看了2号厂房，谈妥租金"
    clerk.press("登记跟进", lambda form: type_in(form, kind="来访", content=came), asked_again="还要办的请填上")
    clerk.choose("搁置或失败…", lambda form: type_in(form, state="搁置", end_reason="等环评"))
    clerk.choose("重启线索…", lambda form: type_in(form, state="在谈", reason="环评已批"))
    assert tab.table.current_row().state == "在谈"
    clerk.press("转为项目", lambda form: type_in(form, content="年产200万台智能水表"))

    with desk.read() as session:
        found = leads.detail(session, key)
        assert found.project is not None
        project = projects.detail(session, found.project[0])
        brought = fellows.brought(session, people[0])
        strangers = fellows.brought(session, people[1])
        counted = leads.listing(session, desk.today).chip_counts(session)
    assert (found.entry.state, found.entry.judgement) == (LeadState.CONVERTED, Judgement.VALID)
    assert (project.stage, project.entry.total_investment) == ("在谈", 12_000_000_000)
    assert (project.entry.introducer, project.entry.person) == ("向明远", "陈静")
    assert sorted(line.kind for line in brought) == ["leads", "projects", "visits"]
    assert strangers == ()
    assert sum(counted[str(state)] for state in LeadState) == counted[""]


def test_a_name_in_the_register_is_asked_about_once(tab: LeadsTab, desk: Desk, qtbot: QtBot) -> None:
    with desk.work("登记乡贤") as session:
        person = fellows.save(session, FellowEntry(name="向明远", employer="宏达机械"))

    def fill(form: Any) -> None:
        type_in(form, name="智能水表生产线", introducer="向明远")

    Clerk(qtbot, tab).press("新增线索", fill, asked_again="名录里有“向明远”")
    with desk.read() as session:
        assert leads.detail(session, tab.table.current_id()).entry.fellow_id is None
        assert fellows.brought(session, person) == ()
