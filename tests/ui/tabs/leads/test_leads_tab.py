"""Leads run their course in the window: plans, contacts with several at once, and what came of firms and trips."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.database.engine import open_database
from app.errors import Refused
from app.models.activities import Activity
from app.services import activities, bulk, enterprises, fellows, leads
from app.services.leads import LeadDetail
from app.services.leads import actions as lead_actions
from app.ui.desk import Desk
from app.ui.dialogs.bulk_form import BulkForm
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS
from app.ui.tabs.leads import leads_page, papers
from app.ui.tabs.leads.course_forms import ConvertDialog
from app.ui.tabs.leads.follow_up_form import FollowUpDialog
from app.ui.tabs.leads.lead_panel import LeadPanel
from app.ui.tabs.leads.policy_form import PolicyForm
from app.ui.tabs.leads.tab import LeadsTab
from app.ui.tabs.projects.tab import ProjectsTab
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from tests.builders import build
from tests.ui.clerk import click
from tests.ui.parts import before_of, field_of, lines_in, policy_in, read_in, save_of, switch_of, table_in
from tests.ui.record_table.hands import Hands


@pytest.fixture
def tab(window: MainWindow) -> LeadsTab:
    found = window.tab(LEADS)
    assert isinstance(found, LeadsTab)
    return found


def test_where_no_lead_is_nothing_is_offered_for_one(
    qtbot: QtBot, dressed: QApplication, clock: FixedClock, tmp_path: Path
) -> None:
    database = open_database(tmp_path / "空.db", clock)
    tab = LeadsTab(Desk(database, clock))
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: any("在左边选一条线索" in label.text() for label in tab.findChildren(QLabel)))
    panel = tab.page().panel
    assert isinstance(panel, LeadPanel)
    assert not panel.timeline.isVisible()
    assert not [each.text() for each in panel.findChildren(QPushButton) if each.isVisible()]
    database.close()


def test_a_plan_is_made_refused_at_its_line_and_finished(tab: LeadsTab, desk: Desk) -> None:
    key = tab.table.current_id()
    form: Any = PolicyForm(desk, key, tab)
    form.show()
    place = len(before_of(form).actions)
    field_of(form, f"action{place}").setText("带企业看地")
    form.accept()
    assert form.isVisible()
    assert field_of(form, f"person{place}").property("refused") is True
    field_of(form, f"person{place}").setText("王强")
    field_of(form, f"due_on{place}").setText("2026-10-10")
    form.accept()
    panel = tab.page().panel
    assert isinstance(panel, LeadPanel)
    panel.show_record(key)
    page: Any = policy_in(panel)
    row = next(r for r in range(table_in(page).rowCount()) if table_in(page).item(r, 0).text() == "带企业看地")
    table_in(page).setCurrentCell(row, 0)
    click(page, "标记完成")
    with desk.read() as session:
        done = next(a for a in lead_actions.policy(session, key).actions if a.action == "带企业看地")
    assert done.done_on is not None
    assert done.done_on.iso == "2026-10-31"


def test_one_contact_is_entered_for_several_leads(tab: LeadsTab, desk: Desk) -> None:
    tab.table.choose_chip("跟踪")
    keys = [tab.table.model.id_at(row) for row in range(3)]
    form: Any = FollowUpDialog(desk, keys, tab)
    field_of(form, "content").setPlainText("随团拜访，介绍园区")
    form.accept()
    form.accept()  # asked first: days that were promised before would go
    with desk.read() as session:
        for key in keys:
            assert leads.detail(session, key).follow_ups[0].content == "随团拜访，介绍园区"


def test_a_converted_lead_leads_to_its_project(window: MainWindow, tab: LeadsTab, desk: Desk) -> None:
    tab.table.choose_chip("跟踪")
    key = tab.table.current_id()
    form = ConvertDialog(desk, key, tab)
    form.accept()
    panel = tab.page().panel
    assert isinstance(panel, LeadPanel)
    panel.show_record(key)
    click(panel, "查看项目")
    front: Any = window.current_tab()
    assert isinstance(front, ProjectsTab)
    assert front.table.current_id() == form.project_id


def test_firms_people_and_activities_show_what_came_of_them(tab: LeadsTab, desk: Desk) -> None:
    counts: tuple[tuple[str, Callable[[Any, str], int]], ...] = (
        ("enterprises", lambda s, key: len(enterprises.records(s, key))),
        ("fellows", lambda s, key: len(fellows.brought(s, key))),
        ("activities", lambda s, key: len(activities.outcome(s, key).leads) + len(activities.outcome(s, key).signings)),
    )
    for kind, count in counts:
        switch_of(tab).setCurrentRow(("leads", "enterprises", "fellows", "activities").index(kind))
        page: Any = tab.page()
        for row in range(min(20, page.table.model.rowCount())):
            key = page.table.model.id_at(row)
            page.panel.show_record(key)
            with desk.read() as session:
                assert lines_in(page.panel).rowCount() == count(session, key)


def test_a_group_of_the_register_filters_it(tab: LeadsTab, desk: Desk) -> None:
    switch_of(tab).setCurrentRow(2)
    page: Any = tab.page()
    page.panel.show_record(page.table.current_id())
    with desk.read() as session:
        group = fellows.groups(session, "trade")[0]
    page.panel.group_chosen.emit("trade", group.title)
    assert page.table.model.rowCount() == group.people
    page.panel.group_chosen.emit("residence", "全部")
    assert page.table.model.rowCount() > group.people


def test_every_paper_on_offer_is_written(tab: LeadsTab, desk: Desk, tmp_path: Path, monkeypatch: Any) -> None:
    written: list[str] = []

    def write(_desk: Desk, _parent: Any, title: str, paper: papers.Paper, other: str) -> None:
        for ending in (".pdf", other):
            out = tmp_path / f"{title}{ending}"
            paper(desk.database, out)
            assert out.stat().st_size > 1000
        written.append(title)

    monkeypatch.setattr(papers, "show", write)
    monkeypatch.setattr(papers.WeekForm, "exec", papers.WeekForm.accept)
    for row in range(3):
        switch_of(tab).setCurrentRow(row)
        menu: Any = QMenu()
        tab.page().offer_papers(menu)
        for action in menu.actions():
            action.trigger()
    papers.TripFigures(desk, tab).accept()
    assert len(written) == len(set(written)) == 12


@pytest.mark.parametrize(("by", "title"), [("招商小分队", "招商小分队"), ("责任单位", "责任单位")])
def test_the_window_previews_the_attendance_of_the_months_and_groups_that_were_chosen(
    tab: LeadsTab, desk: Desk, tmp_path: Path, monkeypatch: Any, by: str, title: str
) -> None:
    with desk.work("登记") as session:
        build(session, Activity, kind=ActivityKind.OUT, team="八分队", held_on=PartialDate(f"{desk.year - 1}-03-05"))
    asked: list[papers.Paper] = []
    monkeypatch.setattr(papers, "show", lambda *about: asked.append(about[3]))
    form: Any = papers.AttendanceForm(desk, tab)
    field_of(form, "month").setCurrentIndex(5)
    field_of(form, "by").setCurrentText(by)
    form.accept()
    asked[0](desk.database, tmp_path / "窗口.xlsx")
    sheet = load_workbook(tmp_path / "窗口.xlsx").active
    assert sheet is not None
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {title, "1月", "6月", "未外出"} <= cells
    assert "7月" not in cells


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(tab: LeadsTab, desk: Desk) -> None:
    form: Any = papers.TripFigures(desk, tab)
    field_of(form, "last").setText("2025-01-01")
    form.show()
    form.accept()
    assert field_of(form, "last").property("refused") is True
    with pytest.raises(Refused):
        save_of(form)()


def told(detail: LeadDetail) -> dict[str, str]:
    return {form.content: line for form, line in zip(detail.follow_ups, detail.line_ids, strict=True)}


def test_a_contact_is_corrected_and_taken_away_where_it_is_told(
    tab: LeadsTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page: Any = tab.page()
    key = tab.table.current_id()
    page.panel.timeline.said.emit("电话 说好下周来")
    line = told(read_in(page.panel)(key))["说好下周来"]

    def correct(form: Any) -> None:
        assert field_of(form, "content").toPlainText() == "说好下周来"
        field_of(form, "content").setPlainText("说好下月来")
        form.accept()

    monkeypatch.setattr(FollowUpDialog, "exec", correct)
    page.panel.show_record(key)
    page.panel.timeline.story.anchorClicked.emit(QUrl(f"change:{line}"))
    assert told(read_in(page.panel)(key))["说好下月来"] == line
    monkeypatch.setattr(leads_page, "sure", lambda *_: True)
    page.panel.timeline.story.anchorClicked.emit(QUrl(f"remove:{line}"))
    assert line not in read_in(page.panel)(key).line_ids


CELLS = [
    ("leads", "person", "向明远"),
    ("enterprises", "place", "浙江绍兴"),
    ("fellows", "leader", "李镇长"),
    ("activities", "area", "粤港澳"),
]


@pytest.mark.parametrize(("kind", "field", "words"), CELLS)
def test_a_simple_cell_is_typed_into_in_every_list(
    tab: LeadsTab, qtbot: QtBot, kind: str, field: str, words: str
) -> None:
    switch_of(tab).setCurrentRow(("leads", "enterprises", "fellows", "activities").index(kind))
    hands, model, key = Hands(tab.table.view), tab.table.model, tab.table.current_id()
    hands.click(model.place_of(key), field)
    hands.type(words)
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: getattr(tab.table.model.row_at(model.place_of(key)), field) == words)


def test_frozen_columns_leave_room_for_the_others_in_a_narrow_list(tab: LeadsTab) -> None:
    switch_of(tab).setCurrentRow(1)
    view = tab.table.view
    hands = Hands(view)
    for width in (230, 700):
        view.resize(width, 400)
        hands.click(0, "place")
        assert view.currentIndex().column() == hands.column("place"), width
    assert view.frozen_width() > 0


@pytest.mark.parametrize(("kind", "field", "words"), CELLS)
def test_one_field_is_changed_for_several_rows_of_every_list(
    tab: LeadsTab, desk: Desk, kind: str, field: str, words: str
) -> None:
    switch_of(tab).setCurrentRow(("leads", "enterprises", "fellows", "activities").index(kind))
    keys = [tab.table.model.id_at(row) for row in range(3)]
    form: Any = BulkForm(desk, kind, keys, tab)
    field_of(form, "field").setCurrentText(bulk.fields(kind)[field].title)
    field_of(form, field).show_value(words)
    form.accept()
    rows = [tab.table.model.row_at(tab.table.model.place_of(key)) for key in keys]
    assert {getattr(row, field) for row in rows} == {words}
