"""Beside a paper stand what is to be put right and what each sentence rests on; a click goes to the records."""

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.clock import fixed
from app.database.engine import open_database
from app.demo import make_demo
from app.indicators.doubts import Doubt
from app.indicators.facts import Period
from app.models.projects import Project
from app.reports.circulars import catalogue
from app.reports.circulars.board import board
from app.reports.circulars.flash import flash
from app.reports.circulars.month import bulletin
from app.reports.circulars.quarter import quarter
from app.reports.circulars.teams import teams
from app.reports.circulars.trips import trips
from app.reports.circulars.week import week
from app.reports.leads.bulletins import trip_sheet, week_sheet
from app.reports.statements import Beside, Origin, Statement
from app.reports.summary import plan, summary
from app.services import activities, circulars, record_names
from app.services.lists import Filter, Query
from app.ui.desk import Desk
from app.ui.dialogs import report_actions
from app.ui.lists import carriers_page
from app.ui.main_window import MainWindow
from app.ui.tabs.letters.tab import LettersTab
from app.ui.widgets.paper_preview import PaperPreview, preview
from app.values.kinds import LedgerKind
from app.values.papers import PaperKind
from app.values.stages import Stage
from tests.builders import build

OCTOBER = Period(2026, 10)


@pytest.fixture
def shown(window: MainWindow, desk: Desk, qtbot: QtBot) -> PaperPreview:
    with desk.work("登记项目") as session:
        build(session, Project, name="没写日期的项目", stage=Stage.STARTED)

    def write(out: Path) -> object:
        return report_actions.report(desk.database, "summary", 2026, 10, out)

    preview(desk, window, "工作总结", write)
    qtbot.waitUntil(lambda: window.findChild(PaperPreview) is not None)
    found = window.findChild(PaperPreview)
    assert isinstance(found, PaperPreview)
    assert found.sources is not None
    return found


def click(several: QListWidget, words: str) -> str:
    """Chooses the first line with these words; returns all of it."""
    item = several.findItems(words, Qt.MatchFlag.MatchContains)[0]
    several.itemClicked.emit(item)
    return item.text()


def lines(several: QListWidget) -> list[str]:
    return [several.item(row).text() for row in range(several.count())]


def test_a_doubt_leads_to_the_record_that_is_to_be_put_right(shown: PaperPreview, desk: Desk, qtbot: QtBot) -> None:
    assert shown.sources is not None
    assert not shown.isModal()
    assert "没有签约日期" in click(shown.sources.doubts, "“没写日期的项目”")
    assert lines(shown.sources.records) == ["没写日期的项目"]
    with qtbot.waitSignal(desk.record_asked) as asked:
        click(shown.sources.records, "没写日期的项目")
    assert asked.args[0] == "projects"


def test_a_sentence_leads_to_all_records_behind_it(shown: PaperPreview, desk: Desk, qtbot: QtBot) -> None:
    assert shown.sources is not None
    with desk.read() as session:
        sheet = summary(session, OCTOBER, desk.today)
    said = next(each for each in sheet.beside.statements if "新签约项目" in each.text)
    assert said.origin is not None
    assert click(shown.sources.sentences, said.text) == said.text
    assert shown.sources.records.count() == len(said.origin.ids) > 1
    whole = next(each for each in shown.findChildren(QPushButton) if each.text() == "在列表中查看")
    with qtbot.waitSignal(desk.asked) as asked:
        whole.click()
    assert asked.args == ["projects", Query(filters=(Filter("id", frozenset(said.origin.ids)),))]


def test_the_paper_is_made_anew_when_something_was_put_right(shown: PaperPreview, desk: Desk, qtbot: QtBot) -> None:
    assert shown.sources is not None
    before = lines(shown.sources.doubts)
    with desk.work("改正") as session:
        found = session.query(Project).filter_by(name="没写日期的项目").one()
        found.stage = Stage.RESERVED
    shown.sources.renew_asked.emit()
    qtbot.waitUntil(lambda: lines(shown.sources.doubts) != before)  # type: ignore[union-attr]
    assert not any("没写日期的项目" in each for each in lines(shown.sources.doubts))
    assert shown.document.pageCount() > 0


def test_what_no_single_record_says_leads_to_where_it_is_kept(
    shown: PaperPreview, window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(carriers_page, "show_list", lambda _desk, _parent, title, *_: opened.append(title))
    sources = shown.sources
    assert sources is not None
    hand = Doubt(("labour_export",), "全镇2026年3月的“劳务输出”既有记录又有手工数，按手工数计。")
    factories = Doubt(("factory_area_started",), "2处标准厂房的开工日期只有年份，1—10月不计入，请补上月份。")
    of_targets = Statement("下达8项指标。", origin=Origin(LedgerKind.TARGETS))
    sources.show_beside(Beside((hand, factories), (of_targets,)))
    for several, words, place in (
        (sources.doubts, "手工数", "achievements"),
        (sources.doubts, "标准厂房", "carriers"),
        (sources.sentences, "8项指标", "targets"),
    ):
        click(several, words)
        with qtbot.waitSignal(desk.record_asked) as asked:
            click(sources.records, "打开")
        assert asked.args == [place, ""]
    assert opened == ["标准厂房和土地"]
    window.show_record("targets", "")
    assert isinstance(window.current_tab(), LettersTab)


def test_every_sentence_with_a_figure_of_a_random_township_leads_somewhere(tmp_path: Path) -> None:
    make_demo(tmp_path / "示例.db", today=date(2026, 11, 30), projects=40, seed=5)
    database, today = open_database(tmp_path / "示例.db", fixed(date(2026, 12, 31))), date(2026, 12, 31)
    with database.work("选表") as session:
        circulars.switch_board(session, on=True)
        circulars.set_tables(session, PaperKind.MONTH, catalogue.CHOICES)
    with database.read() as session:
        for month in (6, 11, 12):
            period = Period(2026, month)
            sheets = [make(session, period, today) for make in (summary, plan, bulletin, quarter, board, trips, teams)]
            sheets += [week(session, date(2026, month, day), today) for day in (3, 10, 17, 24)]
            sheets += [flash(session, period, today)]
            sheets += [week_sheet(session, date(2026, month, day), today) for day in (3, 10, 17, 24)]
            sheets += [trip_sheet(session, key, today) for key in activities.listing().ids(session)]
            for sheet in sheets:
                for clause in (clause for section in sheet.sections for clause in section.clauses):
                    if re.search(r"\d", clause.text) and not clause.text.endswith("附后。"):
                        origin = getattr(clause, "origin", None)
                        assert origin is not None, clause.text
                        found = record_names.names(session, origin.kind, origin.ids)
                        assert found or origin.kind in {LedgerKind.TARGETS, LedgerKind.MONTHLY}, clause.text
    database.close()
