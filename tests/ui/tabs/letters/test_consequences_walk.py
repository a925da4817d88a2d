"""抵押金与奖励: not there until it is switched on; then deposits and rewards go through their steps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models.projects import Project
from app.services import units
from app.services.consequences import deposits, rewards, switch
from app.services.rules import rules
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.dialogs.office_actions import OfficeForm
from app.ui.tabs.letters.consequences_forms import DepositForm, ReasonedStepForm, StepForm
from app.ui.tabs.letters.consequences_page import ConsequencesPage
from app.ui.tabs.letters.consequences_rates_form import RewardRatesForm
from app.ui.tabs.letters.consequences_reward_form import RewardForm
from app.ui.tabs.letters.tab import LettersTab
from app.values.dates import PartialDate
from tests.builders import build
from tests.ui.clerk import click
from tests.ui.parts import amounts_in, field_of, sentence, switch_of

TITLE = "抵押金与奖励"


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """A unit and a project."""
    with blank.work("准备") as session:
        units.save(session, UnitEntry(name="上河村", head="王建国"))
        build(session, Project, code="2026-001", name="农机零件项目", introducer="李明")
    return blank


@pytest.fixture
def page(tab: LettersTab, desk: Desk) -> ConsequencesPage:
    """The page, switched on."""
    with desk.work("启用") as session:
        switch.keep(session, on=True)
    made = tab.show_page(TITLE)
    assert isinstance(made, ConsequencesPage)
    return made


def _is_offered(tab: LettersTab) -> bool:
    (item,) = switch_of(tab).findItems(TITLE, Qt.MatchFlag.MatchExactly)
    return not item.isHidden()


def test_the_page_is_not_there_until_the_office_says_so(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    def settle(*, on: bool) -> OfficeForm:
        form = OfficeForm(desk, None)
        qtbot.addWidget(form)
        for name, text in (("name", "清溪镇"), ("code", "123456789")):
            field_of(form, name).show_value(text)
        field_of(form, "deposits_and_rewards").setChecked(on)
        form.accept()
        return form

    assert not _is_offered(tab)
    assert TITLE not in {label.text() for label in tab.findChildren(QLabel)}
    form = settle(on=True)
    assert rules()["reward"].source in sentence(form).text()
    assert not _is_offered(tab)
    form.accept()
    assert _is_offered(tab)
    settle(on=False)
    assert not _is_offered(tab)


def test_a_deposit_is_entered_paid_and_refunded(page: ConsequencesPage, desk: Desk, qtbot: QtBot) -> None:
    form = DepositForm(desk, None)
    qtbot.addWidget(form)
    for name, text in (("amount", "3000"), ("due_on", "2026-04-15")):
        field_of(form, name).setText(text)
    form.accept()
    assert field_of(form, "unit").property("refused")
    field_of(form, "unit").show_value("上河村")
    form.accept()
    table = page.deposits.table
    ids, today = [table.model.row_at(0).id], desk.today
    for title, step in (
        ("登记缴纳", lambda s, on: deposits.pay(s, ids, on, today)),
        ("登记返还", lambda s, on: deposits.refund(s, ids, on, today)),
    ):
        asked = StepForm(desk, title, "", step)
        qtbot.addWidget(asked)
        asked.accept()
    row = table.model.row_at(0)
    assert (row.state, row.returned_capitals) == ("返还", "人民币陆仟元整")


def test_keeping_a_deposit_asks_for_the_reason(page: ConsequencesPage, desk: Desk, qtbot: QtBot) -> None:
    with desk.work("登记") as session:
        key = deposits.save(session, deposits.DepositEntry(2026, "上河村", amount=300_000))
        deposits.pay(session, [key], PartialDate.of(desk.today), desk.today)
    form = ReasonedStepForm(desk, "不予返还", "", lambda s, on, why: deposits.forfeit(s, [key], on, desk.today, why))
    qtbot.addWidget(form)
    form.accept()
    assert field_of(form, "reason").property("refused")
    field_of(form, "reason").show_value("未完成年度目标")
    form.accept()
    assert page.deposits.table.model.row_at(0).state == "不予返还"


def test_the_offices_own_rates_compute_a_reward(page: ConsequencesPage, desk: Desk, qtbot: QtBot) -> None:
    form = RewardForm(desk, None)
    qtbot.addWidget(form)
    field_of(form, "base").setText("35000")
    with qtbot.captureExceptions() as refused:
        click(form, "按基数计算总额")
    assert "还没有填写奖励标准" in str(refused[0][1])
    rates = RewardRatesForm(desk)
    qtbot.addWidget(rates)
    field_of(rates, "rates").show_value("2亿元 1万")
    rates.accept()
    assert field_of(rates, "rates").property("refused")
    field_of(rates, "rates").show_value("2亿元以上 每亿元1万元\n10亿元以上 定额100万元")
    field_of(rates, "paper").show_value("清政发〔2026〕8号")
    rates.accept()
    again = RewardForm(desk, None)
    qtbot.addWidget(again)
    field_of(again, "base").setText("35000")
    click(again, "按基数计算总额")
    assert field_of(again, "total").value() == 3_500_000
    assert field_of(again, "note").value() == "基数3.5亿元，2亿元以上按每亿元1万元计3.5万元；清政发〔2026〕8号"


def test_a_reward_is_computed_and_split(page: ConsequencesPage, desk: Desk, qtbot: QtBot) -> None:
    form = RewardForm(desk, None)
    qtbot.addWidget(form)
    field_of(form, "project_id").show_value("农机零件项目（2026-001）")
    assert field_of(form, "introducer").value() == "李明"
    field_of(form, "base").setText("20000")
    field_of(form, "rate").setText("1")
    click(form, "按基数计算总额")
    assert "主厂房封顶 6000元" in amounts_in(form).text()
    form.accept()
    rows = [page.rewards.table.model.row_at(place) for place in range(3)]
    assert [row.amount for row in rows] == [800_000, 600_000, 600_000]
    again = RewardForm(desk, rows[0].project_id)
    qtbot.addWidget(again)
    field_of(again, "review_number").setText("清招审〔2026〕3号")
    again.accept()
    with desk.read() as session:
        assert {r.review_number for r in rewards.listing().rows(session, [row.id for row in rows])} == {
            "清招审〔2026〕3号"
        }
