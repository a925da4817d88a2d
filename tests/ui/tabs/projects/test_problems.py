"""问题 in the window: solved, put off, and pressed over several projects with one paper for one unit."""

from pathlib import Path
from typing import Any

import pytest

from app.errors import Refused
from app.services import problems, projects, units
from app.services.problems import ProblemEntry
from app.services.projects import ProjectEntry
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects import problem_actions
from app.ui.tabs.projects.all_problems import AllProblems
from app.ui.tabs.projects.problems_page import ProblemsPage
from app.values.dates import PartialDate
from tests.ui.clerk import fill, opens, press, refused
from tests.ui.parts import sentence


@pytest.fixture
def page(window: MainWindow, desk: Desk) -> ProblemsPage:
    """A project with one problem of the first unit."""
    with desk.work("试") as session:
        unit = units.names(session)[0]
        key = projects.save(session, ProjectEntry("竹木家具生产线"), year=2026)
        due, raised = PartialDate("2026-10-20"), PartialDate("2026-10-01")
        problems.save(session, ProblemEntry(key, "变压器容量不足", raised_on=raised, unit=unit, due_on=due))
    tab: Any = window.tab(PROJECTS)
    tab.show_record("projects", key)
    found = tab.details.page_named("问题")
    assert isinstance(found, ProblemsPage)
    return found


def only(desk: Desk, page: ProblemsPage) -> Any:
    listing = problems.listing(page._key)
    with desk.read() as session:
        (row,) = listing.rows(session, listing.ids(session))
    return row


def test_a_problem_is_put_off_with_its_reason_and_then_solved(page: ProblemsPage, desk: Desk) -> None:
    def extend(form: Any) -> None:
        press(form, "延期")
        refused(form, "due_on")
        fill(form, due_on="2026-10-15", reason="供电所排期")
        press(form, "延期")
        assert "应晚于" in refused(form, "due_on")
        fill(form, due_on="2026年11月", reason="")
        press(form, "延期")
        refused(form, "reason")
        fill(form, reason="供电所排期")
        press(form, "延期")
        assert not form.isVisible(), sentence(form).text()

    with opens(extend):
        press(page, "延期")
    assert only(desk, page).due_on == PartialDate("2026-11")
    assert "供电所排期" in only(desk, page).progress

    def close(form: Any) -> None:
        press(form, "销号")
        refused(form, "outcome")
        fill(form, outcome="已增容")
        press(form, "销号")
        assert not form.isVisible(), sentence(form).text()

    with opens(close):
        press(page, "销号")
    assert (only(desk, page).closed_on, only(desk, page).outcome) == (PartialDate.of(desk.today), "已增容")
    with pytest.raises(Refused, match="已经销号"):
        problem_actions.extend(desk, only(desk, page).id, page)


def test_one_paper_presses_the_problems_of_one_unit_over_several_projects(
    window: MainWindow, desk: Desk, page: ProblemsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = only(desk, page)
    with desk.work("试") as session:
        other = projects.save(session, ProjectEntry("冷链仓库"), year=2026)
        entered = ProblemEntry(other, "道路未通", unit=first.unit, due_on=PartialDate("2026-12"))
        second = problems.save(session, entered)
        foreign = problems.save(session, ProblemEntry(other, "无人负责", unit=units.names(session)[1]))
    listing = AllProblems(desk)
    listing.setParent(window)
    listing.show()
    listing.table.choose_chip("已超期")
    assert first.id in listing.table.model.source.ids(listing.table.query)
    out = tmp_path / "督办单.docx"
    monkeypatch.setattr("app.ui.tabs.projects.problem_actions.preview", lambda _d, _p, _t, write: write(out))
    problem_actions.press(desk, [first.id, second], listing)
    assert out.stat().st_size > 1000
    with pytest.raises(Refused, match="只发给一个单位"):
        problem_actions.press(desk, [first.id, foreign], listing)
    with pytest.raises(Refused, match="请先选中"):
        problem_actions.press(desk, [], listing)


def test_a_problem_is_entered_from_the_list_of_all_for_a_project_found_by_name(
    window: MainWindow, desk: Desk, page: ProblemsPage
) -> None:
    listing = AllProblems(desk)
    listing.setParent(window)
    listing.show()

    def choose(form: Any) -> None:
        fill(form, project="没有这个")
        press(form, "确定")
        assert "没有这个项目" in refused(form, "project")
        fill(form, project="竹木家具")
        press(form, "确定")

    def enter(form: Any) -> None:
        fill(form, description="用地指标未落实")
        press(form, "保存")
        refused(form, "unit")  # warned of once: nobody to solve it
        press(form, "保存")
        assert not form.isVisible()

    with opens(choose, enter):
        press(listing, "新增问题")
    listing.refresh()
    of_project = problems.listing(page._key)
    with desk.read() as session:
        found = {row.description for row in of_project.rows(session, of_project.ids(session))}
    assert found == {"变压器容量不足", "用地指标未落实"}
