"""Every parameter of every method, typed or chosen in the form of an item and pressed, is kept as it was typed."""

import pytest
from pytestqt.qtbot import QtBot

from app.indicators import scoring
from app.indicators.scoring.parameter import Sort
from app.services import own_indicators, schemes
from app.services.own_indicators import OwnEntry
from app.ui.desk import Desk
from app.ui.tabs.letters.schemes.item_form import SchemeItemForm
from tests.ui.clerk import press
from tests.ui.parts import field_of, page_in, parameters_of, sentence

# How a clerk writes each; what is not named here is written as its sort is.
WRITTEN = {
    "统一标准": "12", "季度权重": "10%", "半年权重": "40%", "上年同期": "110%", "起评完成率": "60%",
    "封顶完成率": "130%",
    "本项权重": "70%", "其他评分": "互评:30%", "并列指标": "签约金额:30%", "档次": "100%:10、80%:7.5、50%:5",
    "前提指标": "有效线索", "前提任务": "该指标的目标", "规模档次": "10亿元:5、5000万元:2",
    "目标档次": "5000:0.6、0:0.1",
    "最低个数": "20亿元:1:0.5、3亿元:7:0.1", "其他事件": "外出招商:0.5、有效线索:1", "产业": "工业、制造",
    "达不到的后果": "约谈主要负责人", "单个规模": "3000万元",
}  # fmt: skip
BY_SORT = {Sort.NUMBER: "3", Sort.SHARE: "20%"}
NOT_TOGETHER = {"规模档次": {"只计超目标"}}


def written(shape: str, title: str) -> str:
    meaning = next(each for each in schemes.shape_parameters(shape).values() if each.title == title)
    if meaning.sort is Sort.FLAG:
        return "是" if schemes.usual_parameters(shape)[title] == "否" else "否"
    if meaning.sort is Sort.CHOICE:
        return WRITTEN.get(title) or meaning.choices[-1]
    return WRITTEN.get(title) or BY_SORT[meaning.sort]


def sittings(shape: str) -> list[list[str]]:
    """Which parameters are filled in together: a method's own, then each that all methods have."""
    titles = [each.title for each in schemes.shape_parameters(shape).values()]
    own = [title for title in titles if title not in schemes.COMMON]
    barred = {each for title in own for each in NOT_TOGETHER.get(title, ())}
    found = [[title for title in own if title not in barred], *([each] for each in sorted(barred))]
    needed = [title for title in own if title in {"并列指标", "本项权重"} and shape == "P3"]
    held = scoring.rule(shape, {"others": [{"indicator": "amount_signed", "weight": "50%"}]} if needed else {})
    common = [title for title in ("季度权重", "半年权重") if title in titles]
    common += ["统一标准", "上年同期"] if held.asks_target() else []
    return [*found, *([*needed, title] for title in common)]


def test_every_parameter_is_kept_as_it_was_typed(desk: Desk, qtbot: QtBot) -> None:
    with desk.work("准备") as session:
        own_indicators.save(session, OwnEntry("互评", "分"))
    form = SchemeItemForm(desk, None)  # one for all: it opens again with what was typed
    qtbot.addWidget(form)
    seen: set[str] = set()
    for shape, (title_of_shape, _) in schemes.shape_titles().items():
        for asked in sittings(shape):
            form.show()
            field_of(form, "title").setText("项目")
            field_of(form, "indicator").setCurrentText("（手工评分）" if shape == "J1" else "新签约项目")
            field_of(form, "points").setText("20")
            field_of(form, "shape").setCurrentText(title_of_shape)
            parameters_of(form).show_value("")  # as a new item has it
            page = page_in(parameters_of(form))()
            for title in asked:
                field_of(page, title).show_value(written(shape, title))
            press(form, "确定")
            assert not form.isVisible(), (shape, asked, sentence(form).text())
            kept = {line.partition("=")[0] for line in scoring.rule_words(form.saved.rule, str).splitlines()}
            assert kept == set(asked) - without_effect(shape, asked), shape
            seen |= kept
    assert seen >= set(WRITTEN)


def without_effect(shape: str, asked: list[str]) -> set[str]:
    """What was typed as it holds anyway, which is not kept."""
    usual = schemes.usual_parameters(shape)
    return {title for title in asked if usual[title] == written(shape, title)}


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """An office without records."""
    return blank
