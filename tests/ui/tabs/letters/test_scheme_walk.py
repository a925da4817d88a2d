"""A whole scheme built by pressing: own indicator, items of many shapes, classes, limits; marks; papers read back."""

import re
import subprocess
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.services import funds, offices, projects, regions, schemes, targets, units
from app.services.funds import FundsForm
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.tabs.letters.scores_page import ScoresPage
from app.ui.tabs.letters.tab import LettersTab
from app.ui.widgets.paper_preview import PaperPreview
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from tests.ui.clerk import choose, opens, press
from tests.ui.parts import field_of, item_of, items_in, page_in, parameters_of, path_of, sentence, sum_in, unit_in

WAN = 1_000_000
LARGE = "5000万元以上外省签约"
# By unit: target and money of the year in 万元, signed projects as (总投资 in 万元, where from).
TOWNSHIP = {
    "东村": (1000, 1000, ((6000, "广东深圳"), (6000, "湖南长沙"))),
    "西村": (1000, 990, ((5000, "江苏苏州"),)),
    "南村": (1000, 500, ((100, "广东东莞"),)),
    "北村": (1000, 1300, ()),
}


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """Four villages with targets, money and signed projects of the year."""
    with blank.work("准备") as session:
        offices.establish(session, name="清溪镇", code="123456789")
        for place, (name, (target, received, signed)) in enumerate(TOWNSHIP.items()):
            units.save(session, UnitEntry(name=name, position=place))
            targets.save(session, TargetEntry(2026, "funds_received", target * MICRO, name))
            key = projects.save(session, ProjectEntry(name=f"{name}厂", unit=name))
            funds.save(session, FundsForm(key, PartialDate("2026-05-01"), received * WAN))
            for wan, origin in signed:
                entry = ProjectEntry(
                    name=f"{name}{origin}{wan}", unit=name, total_investment=wan * WAN, investor_place=origin
                )
                made = projects.save(session, entry)
                projects.set_milestones(session, made, [MilestoneLine("签约", None, PartialDate("2026-03-08"))])
        regions.keep(session, "外省：除湖南、长沙")
    return blank


def put(widget: Any, text: str) -> None:
    """Types a text, or chooses it from a list that offers it."""
    if isinstance(widget, QComboBox) and not widget.isEditable():
        assert widget.findText(text) >= 0, f"{text} is not offered"
        widget.setCurrentIndex(widget.findText(text))
        return
    edit = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    edit.clear()
    if text.isascii():
        QTest.keyClicks(edit, text)
    else:
        edit.insert(text)  # as an input method hands it over
    assert edit.text() == text


def indicator(form: Any) -> None:
    """Fills the form of an own indicator: signed, from 5000万元, from outside the province."""
    for name, text in (("title", LARGE), ("subject", "签约项目"), ("counted", "个数"), ("at_least", "5000")):
        put(field_of(form, name), text)
    put(field_of(form, "places"), "外省")
    press(form, "保存")
    assert not form.isVisible(), sentence(form).text()


def item(form: Any, *, parameters: dict[str, str], **words: str) -> None:
    """Fills the form of an item and presses 确定."""
    for name in ("title", "indicator", "points", "shape"):
        if name in words:
            put(field_of(form, name), words.pop(name))
    for name, text in words.items():
        put(field_of(form, name), text)
    page = page_in(parameters_of(form))()
    for title, text in parameters.items():
        put(field_of(page, title), text)
    press(form, "确定")
    assert not form.isVisible(), sentence(form).text()


ITEMS: tuple[dict[str, Any], ...] = (
    {"title": "到位资金", "indicator": "实际到位资金", "points": "40", "shape": "按完成率计分（可超满分）",
     "parameters": {"封顶完成率": "120%"}},
    {"title": "资金欠账", "indicator": "实际到位资金", "points": "10", "shape": "每低一个百分点扣分",
     "parameters": {"每个百分点扣分": "0.2"}},
    {"title": "外省大项目", "indicator": LARGE, "points": "10", "shape": "每完成一件加分",
     "parameters": {"每件加分": "4"}},
    {"title": "资金名次", "indicator": "实际到位资金", "points": "10", "shape": "按名次计分",
     "parameters": {"每后一名减": "5", "计分名次": "2"}},
    {"title": "加扣分", "indicator": "新签约项目", "points": "5", "shape": "几类加分扣分合计", "floor": "-5",
     "parameters": {"每件加分": "2", "其他事件": "外出招商:1"}},
    {"title": "基础工作", "indicator": "（手工评分）", "points": "10", "shape": "评分（测评、互评）",
     "parameters": {"评分满分": "10"}},
)  # fmt: skip


def rules(form: Any) -> None:
    """Two classes of two villages, one item worth more in one of them, a section with its limit, one of the whole."""

    def cell(grid: Any, row: str, column: str, text: str) -> None:
        rows = [grid.item(place, 0).text() for place in range(grid.rowCount())]
        heads = [grid.horizontalHeaderItem(place).text() for place in range(grid.columnCount())]
        grid.item(rows.index(row), heads.index(column)).setText(text)

    for unit, name in (("东村", "一类"), ("西村", "一类"), ("南村", "二类"), ("北村", "二类")):
        cell(form.classes, unit, "类别", name)
    cell(form.points, "到位资金", "二类", "30")
    for title in ("外省大项目", "加扣分"):
        cell(form.sections, title, "大项", "加分项")
    cell(form.limits, "加分项", "最高", "7")
    cell(form.limits, "总分", "最高", "70")
    press(form, "确定")
    assert not form.isVisible(), sentence(form).text()


def build(form: Any) -> None:
    """The new scheme: every unit is ticked, its items are added one by one, its rules are filled in."""
    assert form.read("units") == tuple(TOWNSHIP)
    for words in ITEMS:
        with opens(partial(item, **words)):
            press(form, "增加…")
    assert sum_in(items_in(form)).text() == "共6项，分值合计85分"
    with opens(rules):
        press(form, "填写…")
    press(form, "保存")
    assert not form.isVisible(), sentence(form).text()


def mark(value: str) -> Callable[[Any], None]:
    """Gives the chosen unit a rating."""

    def act(form: Any) -> None:
        assert item_of(form).value() == "基础工作"
        put(field_of(form, "value"), value)
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    return act


def table(page: ScoresPage) -> list[tuple[str, str, str]]:
    """Place, unit and total as the table shows them."""
    return [
        (page.model.text(row, 0), page.model.text(row, 1), page.model.text(row, 2))
        for row in range(page.model.rowCount())
    ]


def printed(page: ScoresPage, button: str, qtbot: QtBot) -> str:
    """What the paper says that a button shows."""
    for left in page.findChildren(PaperPreview):
        left.setParent(None)
        qtbot.addWidget(left)
    press(page, button)
    qtbot.waitUntil(lambda: page.findChild(PaperPreview) is not None, timeout=180_000)
    shown = page.findChild(PaperPreview)
    assert isinstance(shown, PaperPreview)
    read = subprocess.run(
        ["pdftotext", "-layout", str(path_of(shown)), "-"], capture_output=True, text=True, check=True
    )
    return re.sub(r"\s", "", read.stdout)


def test_a_scheme_is_built_marked_and_printed_by_pressing(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    targets_page = tab.show_page("目标分解")

    def define(dialog: Any) -> None:
        with opens(indicator):
            press(dialog, "新建指标")
        assert dialog.table.item(0, 2).text() == "总投资5000万元以上、外省的签约项目个数"

    with opens(define):
        choose(targets_page, "增加指标", "自定指标…")
    page = tab.show_page("考核")
    assert isinstance(page, ScoresPage)
    with opens(build):
        choose(page, "考核办法", "新建…")

    with desk.read() as session:
        (row,) = schemes.listing(session, 2026)
        kept = schemes.entry(session, row.id)
    assert kept.rules.splitlines() == [
        "大项 加分项=外省大项目、加扣分",
        "类别 一类=东村、西村",
        "类别 二类=南村、北村",
        "最高 加分项=7",
        "最高 总分=70",
        "分值 二类/到位资金=30",
    ]
    # 东村 40 + 10 + min(4 + 4, 7) + 10; 西村 39.6 + 9.8 + (4 + 2) + 5; 北村 30×120% + 10 + 10; 南村 15 + 0 + 2 + 5
    assert table(page) == [
        ("1", "东村", "67.00"), ("2", "西村", "60.40"), ("1", "北村", "56.00"), ("2", "南村", "22.00"),
    ]  # fmt: skip

    page.view.go_to(1)
    with opens(mark("10")):
        press(page, "手工评分")
    assert table(page)[:2] == [("1", "西村", "70.00"), ("2", "东村", "67.00")]  # 70.4, and 70 at most
    assert (page.view.row(), unit_in(page.panel).text()) == (0, "西村")
    page.view.go_to(3)
    with opens(mark("9.5")):
        press(page, "手工评分")
    assert table(page)[3] == ("2", "南村", "31.50")

    said = printed(page, "打印评分表", qtbot)
    assert "加分项（小计）" in said
    assert "外省大项目4分＋加扣分4分，合计8分，最高按7分计" in said
    assert "完成率130%（按120%计）×30分=36分" in said
    assert "合计70.4分，最高按70分计" in said
    assert said.count("考核计分表") == 4
    assert "名次：第1名（" in said
    ranking = printed(page, "打印排名", qtbot)
    assert ranking.index("西村") < ranking.index("东村")
    assert "70.00" in ranking
