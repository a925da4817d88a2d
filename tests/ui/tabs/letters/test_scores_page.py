"""考核 in the window: a scheme put together, scores with their working, marks by hand, last year's scheme again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import funds, offices, projects, schemes, targets, units
from app.services.funds import FundsForm
from app.services.projects import ProjectEntry
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.tabs.letters.mark_form import MarkForm
from app.ui.tabs.letters.schemes.form import SchemeForm
from app.ui.tabs.letters.schemes.item_form import SchemeItemForm
from app.ui.tabs.letters.scores_page import ScoresPage
from app.ui.widgets.paper_preview import PaperPreview
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from tests.services.schemes.published import SCHEMES
from tests.services.township_year import scheme
from tests.ui.parts import field_of

WAN = 1_000_000  # fen


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """Two villages with targets of 800 and 400 万元; 600 and 400 came in by October."""
    with blank.work("准备") as session:
        offices.establish(session, name="清溪镇", code="123456789")
        for name, target, received in (("法中村", 800, 600), ("东岭村", 400, 400)):
            units.save(session, UnitEntry(name=name, group_name="村组"))
            targets.save(session, TargetEntry(2026, "funds_received", target * MICRO, name))
            key = projects.save(session, ProjectEntry(name=f"{name}项目", unit=name))
            funds.save(session, FundsForm(key, PartialDate("2026-05-01"), received * WAN))
    return blank


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ScoresPage:
    """The page after a scheme was made: 80 points for funds, 20 by hand."""
    with desk.work("考核办法") as session:
        items = (
            ItemEntry("到位资金", "P1", 80 * MICRO, "funds_received"),
            ItemEntry("基础工作", "D1", 20 * MICRO, "", parameters={"target": "20"}),
        )
        schemes.save(session, SchemeEntry(2026, "2026年度考核办法", "村组", "", items, ("法中村", "东岭村")))
    made = ScoresPage(desk)
    qtbot.addWidget(made)
    desk.changed.connect(made.refresh)
    made.show()
    return made


def table(page: ScoresPage, columns: int = 5) -> list[list[str]]:
    """What the table says: rank, unit, total, then the items."""
    return [[page.model.text(row, column) for column in range(columns)] for row in range(page.model.rowCount())]


def test_units_stand_by_rank_with_what_cannot_be_scored_as_a_dash(page: ScoresPage) -> None:
    assert page.month == 10
    assert table(page) == [["1", "东岭村", "80.00", "80.00", "—"], ["2", "法中村", "60.00", "60.00", "—"]]
    assert page.model.headerData(3, page.view.horizontalHeader().orientation()) == "到位资金\n(80分)"


def test_a_mark_by_hand_changes_the_order_and_a_correction_needs_a_reason(
    page: ScoresPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.result is not None
    form = MarkForm(desk, page.result, "法中村", page)
    qtbot.addWidget(form)
    form.show()
    assert field_of(form, "item").value() == "基础工作"  # what is scored by hand is offered first
    field_of(form, "value").setText("20")
    field_of(form, "correction").setText("1.5")
    form.accept()
    assert form.isVisible()
    field_of(form, "reason").setPlainText("全县现场会")
    form.accept()
    assert table(page)[0] == ["1", "法中村", "81.50", "60.00", "21.50"]
    assert "全县现场会" in page.model.rows[0].items[1].working


def test_a_scheme_is_put_together_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    page = ScoresPage(desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.refresh)
    assert "还没有考核办法" in page.line.text()
    item = SchemeItemForm(desk, None, page)
    qtbot.addWidget(item)
    field_of(item, "title").setText("到位资金")
    field_of(item, "indicator").show_value("实际到位资金")
    field_of(item, "points").setText("50")
    field_of(item, "shape").show_value("按完成率分档")
    field_of(item, "parameters").show_value("档次=100%:50、75%:30")
    item.accept()
    form = SchemeForm(desk, None, page)
    qtbot.addWidget(form)
    form._take_group("村组")
    field_of(form, "items").show_value((item.saved,))
    form.accept()
    assert table(page, 4) == [["1", "东岭村", "50.00", "50.00"], ["2", "法中村", "30.00", "30.00"]]


@pytest.mark.parametrize("title", SCHEMES)
def test_every_item_opens_and_is_kept_as_it_was(desk: Desk, qtbot: QtBot, title: str) -> None:
    with desk.work("指标") as session:
        for own in ("超时限未开工", "弄虚作假"):
            targets.make_indicator(session, own, "件")
        key = scheme(session, title, SCHEMES[title][0], ["法中村"])
        items = schemes.entry(session, key).items
    for item in items:
        form = SchemeItemForm(desk, item)
        qtbot.addWidget(form)
        form.accept()
        assert form.saved == item


def test_an_indicator_that_is_gone_is_chosen_anew(desk: Desk, qtbot: QtBot) -> None:
    form = SchemeItemForm(desk, ItemEntry("旧项目", "P1", 10 * MICRO, "旧指标", parameters={"broken": 1}))
    qtbot.addWidget(form)
    form.accept()
    assert field_of(form, "indicator").property("refused")
    field_of(form, "indicator").show_value("实际到位资金")
    form.accept()
    assert (form.saved.indicator, form.saved.parameters) == ("funds_received", {})


def test_what_lacks_a_score_is_said_above(page: ScoresPage) -> None:
    assert page.line.text() == "“基础工作”有2个单位无法计分（东岭村、法中村）：“基础工作”还没有填写"


def test_an_item_with_a_wrong_parameter_stays_open(desk: Desk, qtbot: QtBot) -> None:
    item = SchemeItemForm(desk, None)
    qtbot.addWidget(item)
    item.show()
    field_of(item, "title").setText("到位资金")
    field_of(item, "points").setText("50")
    field_of(item, "shape").show_value("按完成率计分（可超满分）")
    field_of(item, "parameters").show_value("封顶完成率=很高")
    item.accept()
    assert item.isVisible()
    assert field_of(item, "parameters").property("refused")
    assert item.read("parameters") == "封顶完成率=很高"


def test_another_method_keeps_what_both_ask(desk: Desk, qtbot: QtBot) -> None:
    item = SchemeItemForm(desk, None)
    qtbot.addWidget(item)
    field_of(item, "parameters").show_value("统一标准=12")
    for title, _ in schemes.shape_titles().values():
        field_of(item, "shape").setCurrentText(title)
        assert field_of(item, "parameters").value() == "统一标准=12"


def test_last_years_scheme_is_taken_over_once(page: ScoresPage, desk: Desk) -> None:
    desk.choose_year(2027)
    page.schemes.copy_last_year()
    assert page.result is not None
    assert page.result.title == "2027年度考核办法"
    with pytest.raises(Refused, match="没有可以复制"):
        page.schemes.copy_last_year()


def test_a_scheme_travels_as_a_workbook(
    page: ScoresPage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Path] = []
    monkeypatch.setattr("app.ui.tabs.letters.schemes.menu.told", lambda _parent, out: told.append(out))
    book = tmp_path / "考核办法.xlsx"
    page.schemes.export_book(book)
    qtbot.waitUntil(lambda: told == [book])
    with desk.work("删除考核办法") as session:
        schemes.remove(session, [row.id for row in schemes.listing(session, 2026)], desk.clock.now())
    assert page.result is None
    page.schemes.import_book(book)
    qtbot.waitUntil(lambda: page.result is not None)
    assert table(page) == [["1", "东岭村", "80.00", "80.00", "—"], ["2", "法中村", "60.00", "60.00", "—"]]


def test_ranking_and_sheets_are_shown_as_they_print(page: ScoresPage, qtbot: QtBot) -> None:
    for act in (page.print_ranking, page.print_sheets):
        act()
        qtbot.waitUntil(lambda: page.findChild(PaperPreview) is not None)
        dialog = page.findChild(PaperPreview)
        assert isinstance(dialog, PaperPreview)
        assert dialog.document.pageCount() >= 1
        dialog.setParent(None)
        qtbot.addWidget(dialog)
