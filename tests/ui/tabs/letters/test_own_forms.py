"""The forms of 自定指标, 来源地 and 总则: they ask what fits, keep what was there, refuse with the cursor in place."""

import pytest
from pytestqt.qtbot import QtBot

from app.indicators.own import FILTERS, OFFERED, Counted, Definition, Subject
from app.indicators.scoring.whole import read_whole
from app.services import own_indicators
from app.services.own_indicators import OwnEntry
from app.services.schemes import ItemEntry
from app.ui.desk import Desk
from app.ui.tabs.letters.indicator_form import IndicatorForm
from app.ui.tabs.letters.own_indicators import OwnIndicators, RegionsForm
from app.ui.tabs.letters.schemes.rules_form import SchemeRulesForm
from app.values.quantities import MICRO
from tests.ui.clerk import press, refused
from tests.ui.parts import field_of, says_of, sentence, subject_of

WAN = 1_000_000
FULL = {
    "at_least": 5000 * WAN, "below": 10_000 * WAN, "fixed_at_least": 500 * WAN, "fixed_below": 900 * WAN,
    "industries": ("制造", "电子"), "categories": ("C", "I"), "nature": "外资", "places": ("长三角", "广东"),
    "sources": ("省外", "境外"), "marks": ("500强",), "kinds": ("新建",), "first_year": True, "by_fellow": True,
}  # fmt: skip
UNITS = ("东村", "西村", "南村")
ITEMS = (ItemEntry("签约、开工", "P1", 10 * MICRO, "projects_signed"), ItemEntry("资金", "P1", 20 * MICRO))


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """An office without records."""
    return blank


def test_every_definition_opens_and_is_kept_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    kept = {}
    with desk.work("自定指标") as session:
        for subject, measures in OFFERED.items():
            for counted in measures:
                given = {name: FULL[name] for name in FILTERS[subject]}
                if subject is Subject.RATIO:
                    given = {"part": "projects_started", "whole": "projects_signed"}
                entry = OwnEntry(f"{subject}按{counted}", definition=Definition(subject, counted, **given))
                kept[own_indicators.save(session, entry)] = entry
        kept[own_indicators.save(session, OwnEntry("平安创建", "分"))] = OwnEntry("平安创建", "分")
    for key, entry in kept.items():
        form = IndicatorForm(desk, key=key)
        qtbot.addWidget(form)
        form.show()
        definition = entry.definition
        asked = {name for name in FULL if field_of(form, name).isVisibleTo(form)}
        assert asked == set(FILTERS[definition.subject] if definition else ()), entry.title
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()
        with desk.read() as session:
            again = own_indicators.entry(session, key)
        assert (again.definition, again.title) == (entry.definition, entry.title)
        assert again.measure == (entry.measure if definition is None else definition.measure)


def test_a_form_says_in_the_subjects_own_words_what_it_can_be_narrowed_by(desk: Desk, qtbot: QtBot) -> None:
    form = IndicatorForm(desk)
    qtbot.addWidget(form)
    form.show()
    said = {}
    for subject in (Subject.SIGNED, Subject.TRIPS, Subject.FELLOWS_MET):
        subject_of(form).show_value(str(subject))
        said[subject] = form.form.labelForField(field_of(form, "places")).text()
    assert said == {Subject.SIGNED: "来源地", Subject.TRIPS: "地点", Subject.FELLOWS_MET: "现居住地"}
    assert "籍贯" in says_of(form).text()


def test_what_cannot_be_counted_is_refused_at_its_field(desk: Desk, qtbot: QtBot) -> None:
    form = IndicatorForm(desk)
    qtbot.addWidget(form)
    form.show()
    press(form, "保存")
    assert "请填写指标名称" in refused(form, "title")
    field_of(form, "title").setText("外省到位")
    subject_of(form).show_value("到位资金")
    field_of(form, "sources").setText("省外、天上")
    press(form, "保存")
    assert refused(form, "sources") == "资金来源里没有“天上”，请写省外、市外省内、县外市内、境外、未注明。"
    field_of(form, "sources").setText("省外")
    field_of(form, "at_least").setText("9")
    field_of(form, "below").setText("3")
    press(form, "保存")
    assert "上限应大于下限" in refused(form, "below")
    subject_of(form).show_value("两项之比")
    press(form, "保存")
    assert "请选两个不同的指标" in refused(form, "part")
    field_of(form, "title").setText("落地率")
    subject_of(form).show_value("签约项目")
    for name in ("at_least", "below"):
        field_of(form, name).setText("")
    press(form, "保存")
    assert "已经有“落地率”这个指标了" in refused(form, "title")


def test_a_filter_that_a_subject_does_not_know_is_refused() -> None:
    for definition, field, says in (
        (Definition(Subject.LEADS, places=("长三角",)), "places", "“登记线索”不能按来源地筛选，请去掉"),
        (
            Definition(Subject.CARRIERS_STARTED, Counted.AREA, first_year=True),
            "first_year",
            "可以用建设性质（载体类别）",
        ),
        (Definition(nature="港资"), "nature", "里没有“港资”，请写内资、外资"),
        (Definition(categories=("制造",)), "categories", "请写A到T的字母"),
    ):
        with pytest.raises(Exception, match=says) as told:
            definition.must_make_sense()
        assert told.value.field == field


def test_the_list_tells_what_each_counts_and_regions_are_read_line_by_line(desk: Desk, qtbot: QtBot) -> None:
    with desk.work("自定指标") as session:
        met = Definition(Subject.FELLOWS_MET, industries=("电子",), places=("珠三角",))
        own_indicators.save(session, OwnEntry("联系珠三角电子业乡贤", definition=met))
    listed = OwnIndicators(desk, None)  # type: ignore[arg-type]
    qtbot.addWidget(listed)
    assert [listed.table.item(0, column).text() for column in (1, 2)] == ["人", "珠三角、电子的联系乡贤人数"]
    form = RegionsForm(desk, None)  # type: ignore[arg-type]
    qtbot.addWidget(form)
    form.show()
    field_of(form, "regions").setPlainText("长三角")
    press(form, "保存")
    assert "请写成" in refused(form, "regions")


RULES = (
    "大项 加分项=“签约、开工”\n类别 一类=东村、西村\n类别 二类=南村\n最高 加分项=5\n最低 加分项=-2\n满分 总分=30\n"
    "分值 一类/“签约、开工”=20\n分值 二类/资金=1/3"
)


def rules_form(text: str, qtbot: QtBot) -> SchemeRulesForm:
    form = SchemeRulesForm(read_whole(text), ITEMS, UNITS)
    qtbot.addWidget(form)
    form.show()
    return form


def test_rules_open_as_tables_and_are_kept_as_they_were(desk: Desk, qtbot: QtBot) -> None:
    for text in (RULES, "", "最高 总分=110"):
        form = rules_form(text, qtbot)
        press(form, "确定")
        assert not form.isVisible(), sentence(form).text()
        assert form.saved == text


def test_a_class_that_is_typed_has_a_column_of_points(desk: Desk, qtbot: QtBot) -> None:
    form = rules_form("", qtbot)
    for row, name in ((0, "一类"), (1, "二类")):
        form.classes.item(row, 1).setText(name)
    heads = [form.points.horizontalHeaderItem(place).text() for place in range(form.points.columnCount())]
    assert heads == ["考核项目", "分值", "一类", "二类"]
    form.points.item(1, 3).setText("50%")
    press(form, "确定")
    assert "不能写百分比" in refused(form, "points")
    form.points.item(1, 3).setText("5")
    form.sections.item(0, 1).setText("资金")
    press(form, "确定")
    assert "请换一个名称" in sentence(form).text()
    form.sections.item(0, 1).setText("项目")
    form.limits.item(0, 1).setText("3")
    form.limits.item(0, 2).setText("4")
    press(form, "确定")
    assert "最低比最高还高" in sentence(form).text()
    form.limits.item(0, 2).setText("")
    form.classes.item(1, 1).setText("")  # its points go with the class
    press(form, "确定")
    assert form.saved == "大项 项目=“签约、开工”\n类别 一类=东村\n最高 项目=3"
