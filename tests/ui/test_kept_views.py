"""我的筛选: the office's own travel with its records, the seat's stay; days are counted anew each day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.clock import fixed
from app.errors import Refused
from app.services import saved_filters
from app.services.lists import Filter, Query
from app.ui.desk import Desk
from app.ui.lists import kept_views
from app.ui.lists.kept_views import OFFICE, SEAT, KeepForm, KeptViews
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.tab import ProjectsTab
from tests.ui.parts import field_of, sentence


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


@pytest.fixture
def kept(desk: Desk, tab: ProjectsTab) -> KeptViews:
    return KeptViews(desk, tab.table)


def keep(kept: KeptViews, tab: ProjectsTab, name: str, place: str) -> Any:
    form: Any = KeepForm(kept, tab)
    form.show()
    field_of(form, "name").setText(name)
    field_of(form, "place").setCurrentText(place)
    form.accept()
    return form


@pytest.mark.parametrize("place", [OFFICE, SEAT])
def test_what_is_filtered_is_kept_shown_renamed_and_dropped(
    place: str, kept: KeptViews, tab: ProjectsTab, desk: Desk
) -> None:
    tab.table.ask(Query(chip="签约", filters=(Filter("industry", frozenset({"工业"})),)))
    count = tab.table.model.rowCount()
    assert 0 < count < 60
    assert not keep(kept, tab, "签约的工业项目", place).isVisible()
    tab.table.ask(Query())
    kept.show(place, "签约的工业项目")
    assert (tab.table.model.rowCount(), tab.table.query.chip) == (count, "签约")
    kept.rename(place, "签约的工业项目", "工业签约")
    assert kept.names()[place] == ["工业签约"]
    kept.drop(place, "工业签约")
    assert kept.names() == {OFFICE: [], SEAT: []}
    with desk.read() as session:
        assert saved_filters.rows(session, "projects") == ()


def test_nothing_filtered_is_refused_at_the_form(kept: KeptViews, tab: ProjectsTab) -> None:
    tab.table.ask(Query(sort=(("name", False),)))
    for place in (OFFICE, SEAT):
        form = keep(kept, tab, "全部", place)
        assert form.isVisible()
        assert "没有筛选条件" in sentence(form).text()
    tab.table.ask(Query(chip="签约"))
    form = keep(kept, tab, "", SEAT)
    assert field_of(form, "name").property("refused") is True


def test_days_in_a_stage_are_counted_on_the_day_they_are_asked(
    kept: KeptViews, tab: ProjectsTab, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.table.filter_by("days_in_stage", tab.table.bounds["days_in_stage"](Filter("days_in_stage", low=100)))
    keep(kept, tab, "超过100天", OFFICE)
    with desk.read() as session:
        assert saved_filters.rows(session, "projects")[0].query.filters == (Filter("days_in_stage", low=100),)
    monkeypatch.setattr(desk, "clock", fixed(date(2027, 1, 31)))
    kept.show(OFFICE, "超过100天")
    later = [row.days_in_stage for row in tab.table.model.source.rows(tab.table.model.source.ids(tab.table.query))]
    assert later
    assert all(days >= 100 for days in later)
    everything = tab.table.model.source
    rows = everything.rows(everything.ids(replace(tab.table.query, filters=())))
    assert len(later) == sum(1 for row in rows if row.days_in_stage is not None and row.days_in_stage >= 100)


def test_a_field_that_this_program_does_not_know_is_left_out(kept: KeptViews, tab: ProjectsTab, desk: Desk) -> None:
    strange = Query("", (Filter("colour", frozenset({"红"})),), (("colour", True),), "没有的")
    with desk.work("试") as session:
        saved_filters.save(session, "projects", "外来的", strange)
    kept.show(OFFICE, "外来的")
    assert tab.table.model.rowCount() == 60


def test_the_menu_names_both_and_a_shared_one_asks_before_it_goes(
    kept: KeptViews, tab: ProjectsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QMenu

    tab.table.choose_chip("签约")
    keep(kept, tab, "共用的", OFFICE)
    keep(kept, tab, "自己的", SEAT)
    menu = QMenu(tab)
    kept_views.fill(menu, kept, tab)
    said = [action.text().strip() for action in menu.actions() if action.text()]
    assert said[0] == "常用"
    assert said[said.index("全单位共用") :] == [
        "全单位共用", "共用的", "这台电脑", "自己的", "保存现在的筛选…", "改名", "删除",
    ]  # fmt: skip
    monkeypatch.setattr(kept_views, "sure", lambda *_: False)
    kept_views._drop(kept, OFFICE, "共用的", tab)
    assert kept.names()[OFFICE] == ["共用的"]
    with pytest.raises(Refused):
        kept.rename(OFFICE, "共用的", " ")
