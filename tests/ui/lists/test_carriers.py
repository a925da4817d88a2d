"""标准厂房和土地 in the window: entered, corrected, who moves in and out, and what may not be deleted."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from app.errors import Refused
from app.services import carriers, projects
from app.services.projects import ProjectEntry, succession
from app.ui.desk import Desk
from app.ui.lists import carriers_page
from app.ui.lists.carriers_page import CarriersPage
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from tests.ui.clerk import answers, fill, opens, press, refused, saves
from tests.ui.parts import foot, links_in, sentence, sum_in


@pytest.fixture
def page(window: MainWindow, desk: Desk) -> CarriersPage:
    with desk.work("试") as session:
        projects.save(session, ProjectEntry("竹木家具生产线"), year=2026)
        listing = carriers.listing()
        for project, *_ in (line for key in listing.ids(session) for line in carriers.projects_in(session, key)):
            carriers.settle(session, project, None)
        carriers.remove(session, listing.ids(session), desk.clock.now())
    found = CarriersPage(desk)
    found.setParent(window)
    found.resize(1180, 600)
    found.show()
    desk.changed.connect(found.refresh)
    return found


def rows(desk: Desk) -> list[Any]:
    listing = carriers.listing()
    with desk.read() as session:
        return listing.rows(session, listing.ids(session))


def enter_one(page: CarriersPage) -> None:
    def enter(form: Any) -> None:
        press(form, "保存")
        refused(form, "name")
        fill(form, name="1号标准厂房", area="很大")
        press(form, "保存")
        refused(form, "area")
        fill(form, area="1.2万平方米", area_let="30亩")
        press(form, "保存")
        assert "大于总面积" in refused_or_warned(form, "area_let")
        fill(form, area_let="3000", started_on="2025年3月", completed_on="2026-2-1")
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(enter):
        press(page, "新增载体")


def refused_or_warned(form: Any, field: str) -> str:
    """A warning is asked about once; the same way again is taken, or refused for good."""
    if "再点一次" in sentence(form).text():
        press(form, "保存")
    return refused(form, field)


def test_a_carrier_is_entered_as_the_clerk_types_areas(page: CarriersPage, desk: Desk) -> None:
    enter_one(page)
    (row,) = rows(desk)
    assert (row.area // 10**6, row.area_let // 10**6, row.area_free // 10**6) == (12_000, 3_000, 9_000)
    sum_in(page.table)()
    assert "空置 9,000" in foot(page.table).text()
    with opens(saves(area_let="1.2万")):
        press(page, "修改")
    assert rows(desk)[0].area_free == 0


def test_a_project_moves_in_is_shown_with_its_carrier_and_moves_out(
    page: CarriersPage, desk: Desk, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_one(page)
    page.refresh()
    with opens(saves("确定", project="竹木家具生产线")):
        press(page, "迁入项目…")
    assert rows(desk)[0].projects == 1
    page.refresh()
    assert page.panel is not None
    table = page.panel.table
    project = table._id_at(0)
    with desk.read() as session:
        link = succession.links(session, project).carrier
    assert link is not None
    tab: Any = window.tab(PROJECTS)
    tab.show_record("projects", project)
    assert "1号标准厂房" in links_in(tab.details).text()
    asked: list[str] = []
    monkeypatch.setattr(carriers_page, "show_carriers", lambda _desk, _window, key: asked.append(key))
    links_in(tab.details).linkActivated.emit(f"carriers/{link.id}")
    assert asked == [link.id]
    with pytest.raises(Refused, match="不能删除"):
        page.remove_ids([link.id])
    table.selectRow(0)
    with opens(answers("迁出")):
        press(page, "迁出")
    page.remove_ids([link.id])
    assert rows(desk) == []


def test_register_and_sums_are_offered_as_papers(
    page: CarriersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_one(page)
    written: list[Path] = []

    def show(_desk: Desk, _parent: Any, title: str, write: Any, *, other: str) -> None:
        for ending in (".pdf", other):
            write(tmp_path / f"{title}{ending}")
            written.append(tmp_path / f"{title}{ending}")

    monkeypatch.setattr("app.ui.lists.carriers_page.preview", show)
    menu = QMenu(page)
    page.offer_papers(menu)
    for action in menu.actions():
        action.trigger()
    both = (".pdf", ".xlsx")
    titles = ("标准厂房和土地登记表", "标准厂房和土地汇总表")
    assert [path.name for path in written] == [f"{title}{ending}" for title in titles for ending in both]
    assert min(path.stat().st_size for path in written) > 1000
