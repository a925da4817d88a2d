"""What is due, of every kind; a click goes to the record."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.jobs import reminders as jobs
from app.services import leads, problems, reminder_terms
from app.services.lists import Filter, Query
from app.services.projects import rules as project_rules
from app.ui.background import Cancelled, Progress
from app.ui.commands import go_to, show_due
from app.ui.desk import Desk
from app.ui.dialogs.due_list import DueList
from app.ui.dialogs.options import OptionsForm
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS, PROJECTS
from app.ui.tabs.leads.course_forms import ConvertDialog, GiveUpDialog
from app.ui.tabs.leads.tab import LeadsTab
from app.ui.tabs.projects.lateness import days_filter
from tests.ui.parts import field_of, person_in, span_in


def opened(window: MainWindow) -> DueList:
    assert window.desk is not None
    show_due(window.desk, window)
    found = window.findChild(DueList)
    assert isinstance(found, DueList)
    return found


def test_the_list_holds_what_the_records_ask_for_and_filters_by_kind_and_person(window: MainWindow, desk: Desk) -> None:
    due = opened(window)
    span_in(due).setCurrentText("到本周日")
    everything = jobs.due(desk.database)
    assert due.table.model.rowCount() == len(everything)
    due.table.choose_chip("问题")
    assert due.table.model.rowCount() == sum(one.kind == "问题" for one in everything)
    due.table.choose_chip("")
    person = next(one.person for one in everything if one.person)
    person_in(due).setCurrentIndex(person_in(due).findData(person))
    assert due.table.model.rowCount() == sum(one.person == person for one in everything)


def test_a_reminder_goes_to_its_record(window: MainWindow, desk: Desk) -> None:
    seen = set()
    for one in jobs.due(desk.database):
        if one.record_kind not in seen and one.record_kind in {"projects", "problems", "leads", "fellows", "letters"}:
            seen.add(one.record_kind)
            go_to(desk, window, one)
            tab: Any = window.current_tab()
            if one.record_kind == "problems":
                with desk.read() as session:
                    assert tab.table.current_id() == problems.entry(session, one.record_id).project_id
            else:
                assert tab.table.current_id() == one.record_id
    assert {"projects", "leads"} <= seen


def test_a_record_hidden_by_a_filter_is_shown_all_the_same(window: MainWindow, desk: Desk) -> None:
    tab: Any = window.tab(PROJECTS)
    key = tab.table.current_id()
    tab.table.search_for("没有这样的项目")
    assert tab.table.model.rowCount() == 0
    tab.show_record("projects", key)
    assert tab.table.current_id() == key


def test_the_button_counts_what_its_list_then_shows(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not any(one.kind == "备份" for one in jobs.due(desk.database)))  # the day's is made
    expected = f"待办 {jobs.count(desk.database)}"
    qtbot.waitUntil(lambda: window.due.text() == expected)
    window.due.click()
    shown = window.findChild(DueList)
    assert isinstance(shown, DueList)
    assert f"待办 {shown.table.model.rowCount()}" == expected


def test_terms_and_strictness_are_the_offices_own_and_refused_at_their_field(window: MainWindow, desk: Desk) -> None:
    form = OptionsForm(desk, window)
    form.show()
    field_of(form, "report_day").setText("31")
    form.accept()
    assert field_of(form, "report_day").property("refused") is True
    field_of(form, "report_day").setText("20")
    field_of(form, "review").setCurrentText("提醒")
    field_of(form, "decimals").setCurrentText("1 位")
    form.accept()
    assert form.result() == form.DialogCode.Accepted
    with desk.read() as session:
        assert reminder_terms.terms(session).report_day == 20
        assert str(project_rules.rules(session).review) == "提醒"
    assert desk.decimals == 1
    tab: Any = window.tab(PROJECTS)
    column = next(i for i, c in enumerate(tab.table.model.columns) if c.field == "total_investment")
    assert tab.table.model.text(0, column).partition(".")[2].isdigit()
    assert len(tab.table.model.text(0, column).partition(".")[2]) == 1


def test_days_in_a_stage_are_filtered_as_they_are_shown(window: MainWindow, desk: Desk) -> None:
    tab: Any = window.tab(PROJECTS)
    low, high = 20, 200
    tab.table.ask(Query(filters=(days_filter(Filter("days_in_stage", None, low, high), desk.today),)))
    shown = [tab.table.model.row_at(place).days_in_stage for place in range(tab.table.model.rowCount())]
    assert shown
    assert all(low <= days <= high for days in shown)
    edge = Filter("days_in_stage", None, shown[0], shown[0])
    tab.table.ask(Query(filters=(days_filter(edge, desk.today),)))
    assert tab.table.model.rowCount() >= 1


def test_a_lead_becomes_a_project_and_stays(window: MainWindow, desk: Desk) -> None:
    tab = window.tab(LEADS)
    assert isinstance(tab, LeadsTab)
    tab.table.choose_chip("跟踪")
    key = tab.table.current_id()
    form = ConvertDialog(desk, key, tab)
    form.accept()
    assert form.project_id
    with desk.read() as session:
        detail = leads.detail(session, key)
    assert detail.project is not None
    assert detail.project[0] == form.project_id


def test_giving_a_lead_up_needs_a_reason(window: MainWindow, desk: Desk) -> None:
    tab = window.tab(LEADS)
    assert isinstance(tab, LeadsTab)
    tab.table.choose_chip("跟踪")
    form = GiveUpDialog(desk, tab.table.current_id(), tab)
    form.show()
    form.accept()
    assert form.isVisible()
    assert field_of(form, "end_reason").property("refused") is True


def test_a_cancelled_job_says_nothing_and_does_nothing(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[Any] = []

    def job(progress: Progress) -> None:
        for step in range(1000):
            if step == 3:
                progress.stop()
            progress(step, 1000)

    desk.background.run("试", job, told.append, None, told.append)
    qtbot.waitUntil(lambda: not desk.background.busy)
    qtbot.wait(20)
    assert told == []


def test_what_a_job_raises_comes_back_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    failed: list[BaseException] = []

    def job(_progress: Progress) -> None:
        raise ValueError("坏了")

    desk.background.run("试", job, lambda _: None, None, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ValueError)


def test_progress_stops_only_when_it_was_asked_to() -> None:
    heard: list[tuple[int, int]] = []
    progress = Progress(lambda done, whole: heard.append((done, whole)))
    progress(1, 2)
    progress.stop()
    with pytest.raises(Cancelled):
        progress(2, 2)
    assert heard == [(1, 2)]


def test_a_filter_by_days_reaches_over_the_new_year(desk: Desk) -> None:
    asked = days_filter(Filter("days_in_stage", None, 400, None), desk.today)
    since = desk.today - timedelta(days=400)
    assert asked.low == -int(f"{since:%Y%m%d}")
