"""What is due is counted by the lists, and a click shows just those records."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services import leads
from app.services.lists import Filter, Query
from app.ui.background import Cancelled, Progress
from app.ui.desk import LEADS, PROJECTS, Desk
from app.ui.due import found
from app.ui.main_window import MainWindow
from app.ui.tabs.leads.course_forms import ConvertDialog, GiveUpDialog
from app.ui.tabs.leads.tab import LeadsTab
from app.ui.tabs.projects.lateness import days_filter


def test_each_due_line_shows_as_many_records_as_it_says(window: MainWindow, desk: Desk) -> None:
    lines = found(desk)
    assert lines
    for line in lines:
        desk.asked.emit(line.place, line.query)
        tab: Any = window.current_tab()
        assert tab.table.model.rowCount() == line.count


def test_the_button_counts_what_is_due(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.due.text() == f"待办 {len(found(desk))} ▾")


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
    assert form._fields["end_reason"].property("refused") is True


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
