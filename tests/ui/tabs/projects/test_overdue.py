"""逾期履约 in the window: what is next about each promise, the notice and the exit letter sent from the list."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import fixed
from app.errors import Refused
from app.services import problems, projects, reminders
from app.services.lists import Query
from app.services.projects import MilestoneLine, ProjectEntry, agreements
from app.services.projects.agreements import AgreementEntry
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects import papers
from app.ui.tabs.projects.overdue_list import OverdueList
from app.values.dates import PartialDate
from tests.ui.clerk import fill, opens, press
from tests.ui.parts import sentence

WAN = 1_000_000


@pytest.fixture
def late(desk: Desk) -> str:
    """A signed project that owes 50 since August and should have started in January."""
    with desk.work("试") as session:
        key = projects.save(session, ProjectEntry("竹木家具生产线", investor="青竹家具有限公司"), year=2026)
        dates = [
            MilestoneLine("签约", actual_on=PartialDate("2025-12-01")),
            MilestoneLine("开工", planned_on=PartialDate("2026-01")),
        ]
        projects.set_milestones(session, key, dates)
        bond = AgreementEntry(bond_due=50 * WAN, bond_due_on=PartialDate("2026-10-15"))
        agreements.save(session, key, bond)
    return key


@pytest.fixture
def listed(window: MainWindow, desk: Desk, late: str) -> OverdueList:
    window.tab(PROJECTS)
    dialog = OverdueList(desk, window)
    dialog.table.ask(Query(words="竹木家具"), anew=True)
    dialog.show()
    return dialog


def steps(listed: OverdueList) -> dict[str, str]:
    rows = listed.table.model.source.rows(listed.table.model.source.ids(listed.table.query))
    return {row.matter: row.step for row in rows}


def test_each_promise_says_what_is_next_until_the_letter_goes_out(
    listed: OverdueList, desk: Desk, late: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def show(_desk: Desk, _parent: Any, title: str, write: Any, *_: Any, **__: Any) -> None:
        write(tmp_path / f"{title}.pdf")
        shown.append(title)

    for module in ("notice_form", "papers"):
        monkeypatch.setattr(f"app.ui.tabs.projects.{module}.preview", show)
    assert steps(listed) == {"开工": "发限期通知书", "保证金": "催办"}
    with pytest.raises(Refused, match="还没有发过"):
        papers.show_exit(desk, listed, late, "竹木家具生产线")

    def issue(form: Any) -> None:
        fill(form, matter="限期开工通知书", number="清招〔2026〕3号")
        press(form, "登记并预览")
        assert not form.isVisible(), sentence(form).text()

    with opens(issue):
        press(listed, "限期通知书…")
    assert steps(listed)["开工"] == "等待限期届满"
    with pytest.raises(Refused, match="还没有到"):
        papers.show_exit(desk, listed, late, "竹木家具生产线")
    monkeypatch.setattr(desk, "clock", fixed(desk.today + timedelta(days=40)))
    listed.refresh()
    assert steps(listed)["开工"] == "发项目退出函"
    with desk.read() as session:
        monkeypatch.setattr(desk.database, "clock", desk.clock)
        assert problems.listing(late).chip_counts(session)["未销号"] == 1
    press(listed, "项目退出函…")
    assert shown == ["限期开工通知书（竹木家具生产线）", "项目退出函（竹木家具生产线）"]


def test_visiting_shows_the_project_behind(listed: OverdueList, window: MainWindow, late: str) -> None:
    press(listed, "查看项目")
    tab: Any = window.current_tab()
    assert tab.table.current_id() == late
    assert not listed.isVisible()


def test_promises_that_were_not_kept_are_due(desk: Desk, late: str) -> None:
    def due(until: date) -> dict[str, date]:
        with desk.read() as session:
            found = reminders.due(session, desk.today, until)
        return {one.what: one.due_on for one in found if one.kind == "履约" and one.record_id == late}

    today = desk.today
    start, bond = "未开工已逾期273天，发限期通知书", "保证金未缴清已逾期16天，催办"
    assert due(today) == {start: date(2026, 7, 30), bond: date(2026, 10, 15)}
