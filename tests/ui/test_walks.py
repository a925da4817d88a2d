"""Whole walks through the window, as a clerk takes them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.documents.ledgers.parts import Note
from app.errors import Refused
from app.jobs.imports.notes import Decision
from app.services import funds, leads, projects
from app.services.lists import Query
from app.ui.desk import Desk
from app.ui.dialogs import import_dialog, ledger_actions
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS, PROJECTS
from app.ui.tabs.leads.follow_up_form import FollowUpDialog
from app.ui.tabs.leads.tab import LeadsTab
from app.ui.tabs.projects.advance_form import AdvanceForm
from app.ui.tabs.projects.funds_form import FundsDialog
from app.ui.tabs.projects.project_form import ProjectForm
from app.ui.tabs.projects.tab import ProjectsTab
from app.values.dates import PartialDate
from tests.ui.parts import field_of, pages, sentence, switch_of, table_in
from tests.ui.record_table.hands import Hands


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


def put(form: Any, field: str, text: str) -> None:
    widget = field_of(form, field)
    for name in ("setPlainText", "setCurrentText", "setText"):
        if hasattr(widget, name):
            getattr(widget, name)(text)
            return


def detail(desk: Desk, key: str) -> projects.ProjectDetail:
    with desk.read() as session:
        return projects.detail(session, key)


def count(desk: Desk) -> int:
    with desk.read() as session:
        return int(projects.listing(desk.year, desk.today).total(session)["count"])


def test_the_window_names_the_office_and_shows_the_list(window: MainWindow, tab: ProjectsTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "清溪镇" in window.windowTitle() or "—" in window.windowTitle())
    assert tab.table.model.rowCount() == 60
    qtbot.waitUntil(lambda: tab.page.chips._chips[""].text() == "全部 60")


def test_a_new_project_is_saved_and_chosen(tab: ProjectsTab, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(form: ProjectForm) -> int:
        put(form, "name", "竹木家具生产线")
        put(form, "investor", "青竹家具有限公司")
        put(form, "total_investment", "1.25亿")
        form.accept()
        return form.result()

    monkeypatch.setattr(ProjectForm, "exec", fill)
    tab.add()
    entry = detail(desk, tab.table.current_id()).entry
    assert (entry.name, entry.total_investment) == ("竹木家具生产线", 12_500_000_000)
    assert tab.table.model.rowCount() == 61


def test_a_refused_entry_keeps_what_was_typed_and_shows_where(tab: ProjectsTab, desk: Desk) -> None:
    form = ProjectForm(desk, None, tab)
    form.show()
    put(form, "investor", "青竹家具有限公司")
    put(form, "name", "甲项目")
    put(form, "tax", "很多")
    form.accept()
    assert form.isVisible()
    assert not sentence(form).isHidden()
    assert field_of(form, "tax").property("refused") is True
    assert pages(form) is not None
    assert pages(form).currentIndex() == 2
    assert form.focusWidget() is field_of(form, "tax")
    assert field_of(form, "investor").text() == "青竹家具有限公司"
    put(form, "tax", "")
    form.accept()
    assert not form.isVisible()


def test_a_name_is_asked_for_on_its_own_page(tab: ProjectsTab, desk: Desk) -> None:
    form = ProjectForm(desk, None, tab)
    form.show()
    assert pages(form) is not None
    pages(form).setCurrentIndex(2)
    form.accept()
    assert pages(form).currentIndex() == 0
    assert form.focusWidget() is field_of(form, "name")
    assert count(desk) == 60


def test_an_amount_that_is_not_touched_keeps_every_cent(tab: ProjectsTab, desk: Desk) -> None:
    key = tab.table.current_id()
    with desk.work("试") as session:
        entry = projects.detail(session, key).entry
        projects.save(session, type(entry)(**{**entry.__dict__, "total_investment": 123_456_789}), key)
    form = ProjectForm(desk, key, tab)
    put(form, "note", "看过")
    form.accept()
    assert detail(desk, key).entry.total_investment == 123_456_789


def test_funds_are_entered_and_counted_at_once(tab: ProjectsTab, desk: Desk, qtbot: QtBot) -> None:
    tab.table.ask(Query(filters=(), words="", chip="在建"))
    key = tab.table.current_id()
    before = tab.table.current_row().received_total
    form = FundsDialog(desk, key, parent=tab)
    put(form, "amount", "88.5")
    put(form, "voucher_number", "2026-1031")
    form.accept()
    assert form.result() == form.DialogCode.Accepted
    tab.table.select(key)
    assert tab.table.current_row().received_total == before + 88_500_000
    page: Any = tab.details.page_named("资金")
    qtbot.waitUntil(lambda: table_in(page).model.rowCount() > 0)
    with desk.read() as session:
        rows = funds.listing(key).rows(session, funds.listing(key).ids(session))
    assert PartialDate("2026-10-31") in {row.received_on for row in rows}


def test_dollars_ask_for_their_rate(tab: ProjectsTab, desk: Desk) -> None:
    form = FundsDialog(desk, tab.table.current_id(), parent=tab)
    form.show()
    put(form, "currency", "美元")
    put(form, "amount", "100")
    put(form, "voucher_number", "1")
    form.accept()
    assert field_of(form, "rate").property("refused") is True
    put(form, "rate", "7.1234")
    form.accept()
    assert form.result() == form.DialogCode.Accepted


def test_advancing_is_refused_with_the_reason(tab: ProjectsTab, desk: Desk) -> None:
    tab.table.choose_chip("在谈")
    key = tab.table.current_id()
    form = AdvanceForm(desk, key, tab)
    form.show()
    put(form, "on", "")
    form.accept()
    assert field_of(form, "on").property("refused") is True
    put(form, "stage", "终止")
    put(form, "on", "2026-10-31")
    form.accept()
    assert field_of(form, "reason").property("refused") is True
    put(form, "reason", "投资方资金不足")
    form.accept()
    assert detail(desk, key).stage == "终止"


def test_a_ledger_is_rehearsed_and_then_taken(
    tab: ProjectsTab, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["项目台账"],
        ["序号", "项目名称", "投资方", "总投资（万元）", "联系电话"],
        [1, "竹笋加工厂", "甲食品公司", 1200, "13800000001"],
        [2, "冷链仓库", "乙物流公司", "一大笔", "13800000002"],
    ):
        sheet.append(line)
    book.save(tmp_path / "台账.xlsx")
    monkeypatch.setattr(import_dialog, "say", lambda *_: None)
    dialog = ImportDialog(desk, tab)
    qtbot.addWidget(dialog)
    dialog.show_file(tmp_path / "台账.xlsx")
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=30_000)
    assert dialog.report is not None
    created = dialog.report.created
    assert created >= 1
    assert count(desk) == 60
    assert dialog._rejected.rowCount() + dialog._warnings.rowCount() >= 1
    dialog.take()
    qtbot.waitUntil(lambda: not dialog.isVisible() and count(desk) == 60 + created, timeout=30_000)


def test_a_cell_typed_into_is_saved(tab: ProjectsTab, desk: Desk) -> None:
    column = next(i for i, c in enumerate(tab.table.model.columns) if c.field == "person")
    key = tab.table.current_id()
    tab.table.view.caret.go_to(tab.table.model.index(tab.table.view.currentIndex().row(), column))
    hands = Hands(tab.table.view)
    hands.type("张三")
    hands.key(Qt.Key.Key_Return)
    assert detail(desk, key).entry.person == "张三"


def test_a_paste_that_cannot_be_kept_changes_nothing(tab: ProjectsTab, desk: Desk) -> None:
    column = next(i for i, c in enumerate(tab.table.model.columns) if c.field == "unit")
    before = [tab.table.model.text(row, column) for row in range(2)]
    tab.table.view.setCurrentIndex(tab.table.model.index(0, column))
    QApplication.clipboard().setText(f"{before[1]}\n没有这个单位\n")
    with pytest.raises(Refused):
        tab.table.view.paste()
    tab.refresh()
    assert [tab.table.model.text(row, column) for row in range(2)] == before


def test_the_search_box_finds_by_initials(window: MainWindow, tab: ProjectsTab, qtbot: QtBot) -> None:
    from app.values.words import initials

    name = tab.table.model.text(5, 0)
    window.search.setText(initials(name).split()[0])
    qtbot.waitUntil(lambda: 0 < tab.table.model.rowCount() < 60)
    assert name in [tab.table.model.text(row, 0) for row in range(tab.table.model.rowCount())]


def test_the_list_is_written_as_it_is_seen(tab: ProjectsTab, desk: Desk) -> None:
    tab.table.choose_chip("签约")
    tab.table.show_column(1, shown=False)
    view = ledger_actions.seen(desk, tab.table, "项目台账")
    assert [column.field for column in view.columns][:2] == ["name", "industry"]
    assert len(view.rows) == tab.table.model.rowCount()
    assert view.totals is not None
    assert view.totals["total_investment"] == sum(row.total_investment or 0 for row in view.rows)


def test_a_lead_is_followed_up(window: MainWindow, desk: Desk) -> None:
    tab = window.tab(LEADS)
    assert isinstance(tab, LeadsTab)
    key = tab.table.current_id()
    form = FollowUpDialog(desk, [key], tab)
    form.show()
    form.accept()
    assert field_of(form, "content").property("refused") is True
    put(form, "content", "对方下周来看厂房")
    put(form, "next_on", "2026年11月10日")
    form.accept()
    with desk.read() as session:
        detail = leads.detail(session, key)
    assert any(contact.content == "对方下周来看厂房" for contact in detail.follow_ups)


def test_every_page_of_the_leads_tab_opens(window: MainWindow) -> None:
    tab = window.tab(LEADS)
    assert isinstance(tab, LeadsTab)
    for row in range(4):
        switch_of(tab).setCurrentRow(row)
        assert tab.table.model.rowCount() > 0
        tab.page().form(tab.table.current_id()).deleteLater()


def test_records_behind_a_figure_are_shown_in_their_tab(window: MainWindow, desk: Desk, tab: ProjectsTab) -> None:
    window.tab(LEADS)
    desk.asked.emit(PROJECTS, Query(chip="签约"))
    assert window.current_tab() is tab
    assert {tab.table.model.row_at(row).stage for row in range(tab.table.model.rowCount())} <= {"签约", "落地"}


def test_a_month_known_alone_is_kept_as_a_month(tab: ProjectsTab, desk: Desk) -> None:
    tab.table.choose_chip("储备")
    key = tab.table.current_id()
    form = AdvanceForm(desk, key, tab)
    put(form, "stage", "在谈")
    put(form, "on", "2026年9月")
    form.accept()
    talks = next(line for line in detail(desk, key).milestones if line.kind == "在谈")
    assert talks.actual_on == PartialDate("2026-09")


def test_the_board_holds_every_project_once_and_chooses_it(tab: ProjectsTab, desk: Desk, qtbot: QtBot) -> None:
    tab.switch_view()
    assert tab._board is not None
    columns = [cards for _, cards in tab._board._columns.values()]
    assert sum(cards.count() for cards in columns) == 60
    tab.table.choose_chip("投产")
    item = columns[0].item(0)
    assert item is not None
    key = item.data(0x0100).id
    columns[0].setCurrentItem(item)
    columns[0].itemClicked.emit(item)
    qtbot.waitUntil(lambda: tab.details._key == key)
    assert tab.table.current_id() == key
    chosen = columns[0].currentItem()
    assert chosen is not None
    assert chosen.data(0x0100).id == key
    tab.switch_view()
    assert not tab.table.isHidden()


def test_ctrl_f_finds_in_a_window_that_was_just_opened(window: MainWindow, tab: ProjectsTab, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = QApplication.focusWidget()
    assert box is not None
    assert tab.table._find.isAncestorOf(box)


@pytest.mark.parametrize("key", ["letters", "statistics"])
def test_where_there_is_no_list_ctrl_f_goes_to_the_box_above(window: MainWindow, key: str, qtbot: QtBot) -> None:
    tab: Any = window.tab(key)
    if key == "letters":
        tab.show_page("目标分解")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.tabs.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()


def test_a_rehearsal_says_what_will_be_made_and_not_what_was(desk: Desk) -> None:
    note = Note(3, "责任单位", "石桥村", "没有“石桥村”这个单位，已经新建。")
    assert import_dialog.foreseen(note).reason == "没有“石桥村”这个单位，将新建。"


def test_a_row_that_may_be_there_already_waits_for_the_clerks_choice(
    tab: ProjectsTab, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = detail(desk, tab.table.model.id_at(0)).entry
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["项目名称", "投资方", "产业类别"],
        [f"{known.name}二线工程", known.investor, "农业"],
        ["从来没有过的渡口", "无人认识的商号", "其他"],
    ):
        sheet.append(line)
    book.save(tmp_path / "台账.xlsx")
    monkeypatch.setattr(import_dialog, "say", lambda *_: None)
    dialog = ImportDialog(desk, tab)
    qtbot.addWidget(dialog)
    dialog.show_file(tmp_path / "台账.xlsx")
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=30_000)
    assert dialog._likely.undecided() == 1
    assert not dialog._take.isEnabled()
    dialog._likely.decide_all(Decision.MERGE)
    assert dialog._take.isEnabled()
    assert "将新增 1 条，更新 1 条" in dialog._summary.text()
    before = count(desk)
    dialog._take.click()
    qtbot.waitUntil(lambda: not dialog.isVisible() and count(desk) == before + 1, timeout=30_000)
