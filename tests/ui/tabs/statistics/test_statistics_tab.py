"""统计图表 as the clerk uses it: cards against the clock, charts whose bars open the records behind them."""

from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import funds, offices, projects, targets, units
from app.services.funds import FundsForm
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.tab import PROJECTS
from app.ui.tabs.statistics.comparing import show_comparison
from app.ui.tabs.statistics.tab import StatisticsTab
from app.ui.widgets.chart import Chart
from app.ui.widgets.paper_preview import PaperPreview
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from tests.ui.parts import basis_in, cards_in, plot_of, said_by, title_of, unit_in, views_of

WAN = 1_000_000  # fen


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """A township of two villages: 1,200 万元 aimed at, 1,100 reported by October, 600 of them recognised."""
    with blank.database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="123456789")
        for name in ("法中村", "东岭村"):
            units.save(session, UnitEntry(name=name))
        for unit, amount in (("", 1200), ("法中村", 800), ("东岭村", 400)):
            targets.save(session, TargetEntry(2026, "funds_received", amount * MICRO, unit))
        signed = [project(session, name, unit) for name, unit in (("甲", "法中村"), ("乙", "东岭村"))]
        entries = ((signed[0], "2026-03-01", 1000, 600), (signed[1], "2026-10-31", 100, None))
        for key, on, amount, recognised in entries:
            fund(session, key, on, amount, recognised)
        projects.save(session, ProjectEntry(name="丙", unit="法中村"))
    return blank


def project(session: Any, name: str, unit: str) -> str:
    """A signed project of a unit."""
    key = projects.save(session, ProjectEntry(name=name, unit=unit, industry="工业", contract_amount=5000 * WAN))
    projects.set_milestones(session, key, [MilestoneLine("签约", None, PartialDate("2026-02-01"))])
    return key


def fund(session: Any, key: str, on: str, amount: int, recognised: int | None) -> None:
    """An entry in 万元."""
    status = FundsStatus.REPORTED if recognised is None else FundsStatus.RECOGNISED
    entry = FundsForm(key, PartialDate(on), amount * WAN, status=status)
    if recognised is not None:
        entry = FundsForm(key, PartialDate(on), amount * WAN, status=status, recognised_amount=recognised * WAN)
    funds.save(session, entry)


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> StatisticsTab:
    """The tab on a 1366 px screen."""
    made = StatisticsTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 650)
    made.show()
    qtbot.waitExposed(made)
    return made


def click(qtbot: QtBot, chart: Chart, x: float, y: float) -> None:
    """Clicks at a point of a chart's own coordinates."""
    plot = plot_of(chart)
    place = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x, y)))
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_report_stands_at_the_last_month_that_is_over(tab: StatisticsTab) -> None:
    assert tab.scope.period == "2026年1—10月"


def test_a_card_says_how_far_and_how_far_ahead(tab: StatisticsTab) -> None:
    first = tab.cards.texts()[0]
    assert first == ("实际到位资金", "同比 —", "1,100", "万元 / 目标 1,200", "完成 91.7%", "超序时 8.3 个百分点")


def test_recognised_figures_are_another_basis(tab: StatisticsTab) -> None:
    basis_in(tab.period).setCurrentIndex(1)
    assert tab.cards.texts()[0][2:] == ("600", "万元 / 目标 1,200", "完成 50.0%", "欠序时 33.3 个百分点")


def test_one_unit_has_cards_of_its_own(tab: StatisticsTab) -> None:
    unit_in(tab.period).setCurrentText("东岭村")
    assert tab.cards.texts()[0][2:5] == ("100", "万元 / 目标 400", "完成 25.0%")


def test_what_is_undefined_is_a_dash(tab: StatisticsTab) -> None:
    without_target = tab.cards.texts()[1]
    assert without_target[3:] == ("万元", "完成 —", "序时 —")


def test_a_click_on_a_stage_opens_the_projects_that_got_there(tab: StatisticsTab, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.asked) as asked:
        click(qtbot, tab.charts.stages.view.chart, 0, 3)  # 签约 is the third of six
    key, query = asked.args
    source = desk.source(lambda: projects.listing(2026, desk.today))
    names = {row.name for row in source.rows(source.ids(query))}
    assert (key, names) == (PROJECTS, {"甲", "乙"})


def test_a_click_on_a_units_bar_opens_its_projects(tab: StatisticsTab, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.asked) as asked:
        click(qtbot, tab.charts.progress.view.chart, 10, 1)  # 法中村 leads with 125 %
    source = desk.source(lambda: projects.listing(2026, desk.today))
    assert {row.name for row in source.rows(source.ids(asked.args[1]))} == {"甲", "丙"}


def test_a_click_on_a_month_opens_the_projects_that_got_money(tab: StatisticsTab, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.asked) as asked:
        click(qtbot, tab.charts.months.view.chart, 9, 20)
    source = desk.source(lambda: projects.listing(2026, desk.today))
    assert [row.name for row in source.rows(source.ids(asked.args[1]))] == ["乙"]


def test_a_card_ranks_the_units_by_its_indicator(tab: StatisticsTab) -> None:
    tab.cards.chosen.emit("projects_signed")
    assert title_of(tab.charts.progress).text() == "各单位新签约项目（个），未下达目标"


def test_a_chart_goes_to_the_clipboard_and_into_a_file(tab: StatisticsTab, tmp_path: Path) -> None:
    card = tab.charts.months
    card.copy()
    assert QGuiApplication.clipboard().image().width() > card.width()
    card.save_picture(tmp_path / "逐月.png")
    assert QImage(str(tmp_path / "逐月.png")).size() == card.picture().image().size()


def test_a_chart_is_saved_with_strokes_as_svg_and_pdf(tab: StatisticsTab, tmp_path: Path) -> None:
    card = tab.charts.months
    card.save_picture(tmp_path / "逐月.svg")
    drawn = (tmp_path / "逐月.svg").read_text(encoding="utf-8")
    assert "<image" not in drawn
    assert drawn.count("<path") + drawn.count("<rect") > 3
    card.save_picture(tmp_path / "逐月.pdf")
    with pdfplumber.open(tmp_path / "逐月.pdf") as pdf:
        (page,) = pdf.pages
        assert not page.images
        assert "2025年" in page.extract_text()
        assert page.rects or page.curves
    with pytest.raises(Refused):
        card.save_picture(tmp_path / "逐月.bmp")


def test_the_figures_of_a_chart_are_copied_as_a_table(tab: StatisticsTab) -> None:
    tab.charts.months.copy_table()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["月份", "2026年（万元）", "2025年（万元）"]
    assert ["3月", "1000", "0"] in rows
    tab.charts.progress.copy_table()
    assert "法中村" in QGuiApplication.clipboard().mimeData().html()
    for card in tab.charts.cards:
        for view in [each.name for each in views_of(card)]:
            card.choose(view)
            widths = {len(row) for row in said_by(card).table}
            assert len(widths) == 1


def test_a_comparison_is_shown_as_it_prints(tab: StatisticsTab, qtbot: QtBot) -> None:
    show_comparison(tab._desk, tab, "units", tab.scope, "funds_received")
    qtbot.waitUntil(lambda: tab.findChild(PaperPreview) is not None)
    shown = tab.findChild(PaperPreview)
    assert shown is not None
    assert shown.document.pageCount() >= 1
    shown.close()


def test_chosen_cards_are_remembered(tab: StatisticsTab, desk: Desk, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in tab.cards.menu.actions()}
    assert "最多5张卡片，先去掉一张再选" in actions
    actions["实际到位资金"].setChecked(False)
    again = StatisticsTab(desk)
    qtbot.addWidget(again)
    assert "实际到位资金" not in [texts[0] for texts in again.cards.texts()]


def test_new_records_are_counted_at_the_next_refresh(tab: StatisticsTab, desk: Desk) -> None:
    with desk.work("登记到位资金") as session:
        key = projects.listing(2026, desk.today).ids(session)[0]
        fund(session, key, "2026-10-01", 100, None)
    tab.refresh()
    assert tab.cards.texts()[0][2] == "1,200"


def test_every_view_of_every_card_draws(tab: StatisticsTab) -> None:
    for card in tab.charts.cards:
        for view in views_of(card):
            card.choose(view.name)
            assert title_of(card).text()


def test_a_magnified_screen_shows_fewer_cards_and_no_clipped_word(tab: StatisticsTab, qtbot: QtBot) -> None:
    assert tab.minimumSizeHint().width() <= 1093  # 1366 px at 125 %
    tab.resize(1093, 520)
    qtbot.waitUntil(lambda: tab.width() == 1093)
    shown = [card for card in cards_in(tab.cards) if card.isVisible()]
    assert 1 < len(shown) <= 5
    assert all(card.width() >= card.minimumSizeHint().width() for card in shown)


def test_a_report_is_shown_as_it_prints(tab: StatisticsTab, qtbot: QtBot) -> None:
    tab.print_report("bulletin")
    qtbot.waitUntil(lambda: tab.findChild(PaperPreview) is not None)
    dialog = tab.findChild(PaperPreview)
    assert isinstance(dialog, PaperPreview)
    assert "2026年1—10月月通报" in dialog.windowTitle()


def test_an_empty_file_shows_noughts_and_dashes(blank: Desk, qtbot: QtBot) -> None:
    tab = StatisticsTab(blank)
    qtbot.addWidget(tab)
    assert tab.cards.texts()[0] == ("实际到位资金", "同比 —", "0", "万元", "完成 —", "序时 —")
