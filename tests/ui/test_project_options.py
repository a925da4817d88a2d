"""项目规则: the office's own review points, formalities and exit terms, and what they change in the window."""

from typing import Any

import pytest

from app.services.projects import deadlines, gates, procedures
from app.ui.desk import Desk
from app.ui.dialogs.project_options import ProjectOptions
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.gates_page import GateForm
from tests.ui.clerk import fill, press, refused
from tests.ui.parts import pages, sentence


@pytest.fixture
def form(window: MainWindow, desk: Desk) -> Any:
    made = ProjectOptions(desk, window)
    made.show()
    return made


def test_the_office_says_what_a_review_looks_at(form: Any, desk: Desk, window: MainWindow) -> None:
    fill(form, points="产业政策\n\n能耗水平\n产业政策")
    press(form, "保存")
    assert "不能重复" in refused(form, "points")
    fill(form, points="产业政策\n\n能耗水平")
    press(form, "保存")
    assert not form.isVisible(), sentence(form).text()
    tab: Any = window.tab(PROJECTS)
    review: Any = GateForm(desk, tab.table.model.id_at(0), None, tab)
    assert [point for point, *_ in review._opinions] == ["产业政策", "能耗水平"]
    with desk.read() as session:
        assert gates.points(session) == ("产业政策", "能耗水平")


def test_formalities_and_exit_terms_are_kept_and_wrong_ones_bring_up_their_page(form: Any, desk: Desk) -> None:
    fill(form, titles="施工许可\n施工许可")
    press(form, "保存")
    refused(form, "titles")
    assert pages(form).currentIndex() == 1
    fill(form, titles="施工许可\n安全评价", start_grace="800")
    press(form, "保存")
    refused(form, "start_grace")
    assert pages(form).currentIndex() == 2
    fill(form, start_grace="90", notice_days="")
    press(form, "保存")
    refused(form, "notice_days")
    fill(form, notice_days="15")
    press(form, "保存")
    assert not form.isVisible()
    with desk.read() as session:
        assert procedures.titles(session) == ("施工许可", "安全评价")
        terms = deadlines.terms(session)
    assert (terms.start_grace, terms.notice_days) == (90, 15)


def test_the_usual_lists_come_back_by_a_button(form: Any, desk: Desk) -> None:
    fill(form, points="一项")
    press(form, "恢复默认")
    press(form, "保存")
    with desk.read() as session:
        assert gates.points(session) == gates.POINTS
