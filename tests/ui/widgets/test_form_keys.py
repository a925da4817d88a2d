"""The keys of a form: Enter saves everywhere, pages turn, one entry follows another, dates and words are short."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.services import funds, leads, projects
from app.services.leads import FollowUpForm, LeadEntry
from app.ui.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.tabs.leads.follow_up_form import FollowUpDialog
from app.ui.tabs.projects.advance_form import AdvanceForm
from app.ui.tabs.projects.funds_form import FundsDialog
from app.ui.tabs.projects.project_form import ProjectForm
from app.ui.widgets.field_edits import DateField, SuggestField, WordField
from app.ui.widgets.key_field import KeyField
from app.values.dates import PartialDate
from tests.ui.clerk import fill, press, refused
from tests.ui.parts import buttons_of, field_of, needs, pages, sentence

WAN = 1_000_000
ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def form(qtbot: QtBot, window: MainWindow, desk: Desk) -> Any:
    """The form of a new project, open."""
    made = ProjectForm(desk, None, window)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def type_in(form: Any, field: str, text: str) -> None:
    """Puts the cursor into a field and words, which an input method made, into it."""
    field_of(form, field).setFocus()
    fill(form, **{field: text})


def hit(form: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(form.focusWidget() or form, key, modifier)


class TestEnter:
    def test_saves_on_every_page(self, form: Any, desk: Desk) -> None:
        type_in(form, "name", "铜线项目")
        hit(form, Qt.Key.Key_PageDown, CTRL)
        assert form.focusWidget() is field_of(form, "unit") or field_of(form, "unit").isAncestorOf(form.focusWidget())
        type_in(form, "leader", "王建国")
        hit(form, ENTER)
        assert form.result() == QDialog.DialogCode.Accepted
        with desk.read() as session:
            assert projects.detail(session, form.saved_id).entry.leader == "王建国"

    def test_a_refused_field_rolls_into_sight(self, form: Any, qtbot: QtBot) -> None:
        type_in(form, "name", "铜线项目")
        type_in(form, "contract_amount", "很多")
        hit(form, ENTER)
        field = field_of(form, "contract_amount")
        assert refused(form, "contract_amount")
        qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())

    def test_saves_again_after_a_refusal_and_never_cancels(self, form: Any) -> None:
        hit(form, ENTER)
        assert "项目名称" in refused(form, "name")
        type_in(form, "name", "铜线项目")
        buttons_of(form).button(buttons_of(form).StandardButton.Cancel).setFocus()
        hit(form, ENTER)
        assert form.result() == QDialog.DialogCode.Accepted

    def test_belongs_to_save_alone(self, form: Any) -> None:
        takers = [each.text() for each in form.findChildren(QPushButton) if each.autoDefault() or each.isDefault()]
        assert takers == ["保存"]

    def test_makes_a_new_line_in_prose_and_saves_with_control(self, form: Any) -> None:
        type_in(form, "name", "铜线项目")
        prose = field_of(form, "content")
        prose.setFocus()
        QTest.keyClicks(prose, "500t")
        QTest.keyClick(prose, ENTER)
        assert form.isVisible()
        QTest.keyClick(prose, ENTER, CTRL)
        assert form.result() == QDialog.DialogCode.Accepted


def test_control_and_page_keys_turn_the_pages_round(form: Any) -> None:
    shown = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        hit(form, key, CTRL)
        shown.append(pages(form).currentIndex())
    assert shown == [1, 2, 0, 2]


def test_one_project_after_another(form: Any, desk: Desk) -> None:
    for name in ("铜线项目", "铝材项目"):
        type_in(form, "name", name)
        press(form, "保存并新增")
        assert form.isVisible()
        assert field_of(form, "name").text() == ""
    hit(form, Qt.Key.Key_Escape)
    assert form.result() == QDialog.DialogCode.Accepted  # something was saved: lists look again
    with desk.read() as session:
        found = {row.name for row in projects.listing(2026, desk.today).rows(session, _ids(session, desk))}
    assert {"铜线项目", "铝材项目"} <= found


def _ids(session: Any, desk: Desk) -> list[str]:
    return projects.listing(2026, desk.today).ids(session)


def test_funds_one_after_another_keep_the_day_and_the_source(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    with desk.work("登记项目") as session:
        key = projects.save(session, projects.ProjectEntry(name="铜线项目"), year=2026)
    form: Any = FundsDialog(desk, key, None, window)
    qtbot.addWidget(form)
    form.show()
    fill(form, received_on="10.12", source="省外", voucher_number="1", amount="30")
    press(form, "保存并新增")
    assert field_of(form, "amount").text() == field_of(form, "voucher_number").text() == ""
    fill(form, voucher_number="2", amount="20")
    hit(form, ENTER)
    assert form.result() == QDialog.DialogCode.Accepted
    with desk.read() as session:
        rows = funds.listing(key).rows(session, funds.listing(key).ids(session))
    assert sorted((row.amount, row.source, row.received_on.iso) for row in rows if row.received_on) == [
        (20 * WAN, "省外", "2026-10-12"),
        (30 * WAN, "省外", "2026-10-12"),
    ]


def test_a_promised_day_is_asked_about_before_it_goes(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    with desk.work("登记线索") as session:
        key = leads.save(session, LeadEntry(name="电机厂"), year=2026)
        step = FollowUpForm(
            PartialDate("2026-10-20"), content="谈价", next_step="发报价", next_on=PartialDate("2026-11-05")
        )
        leads.follow_up(session, key, step)
    form: Any = FollowUpDialog(desk, [key], window)
    qtbot.addWidget(form)
    form.show()
    fill(form, content="没有接电话")
    hit(form, ENTER)
    assert "原定2026年11月5日前的下步“发报价”" in refused(form, "next_on")
    assert sentence(form).property("warning") is False  # a question, not a fault
    fill(form, next_step="再打电话", next_on="11.12")
    hit(form, ENTER)
    with desk.read() as session:
        entry = leads.detail(session, key).entry
    assert (entry.next_step, entry.next_on) == ("再打电话", PartialDate("2026-11-12"))


def test_the_reason_makes_the_form_grow_and_squeezes_no_row(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    with desk.read() as session:
        key = next(each for each in _ids(session, desk) if projects.detail(session, each).stage == "签约")
    form: Any = AdvanceForm(desk, key, window)
    qtbot.addWidget(form)
    form.show()
    field_of(form, "stage").setCurrentText("开工")
    before = needs(form).height()
    hit(form, ENTER)
    assert form.isVisible()
    assert needs(form).isVisible()
    assert needs(form).height() >= max(before, needs(form).heightForWidth(needs(form).width()))
    assert sentence(form).height() >= sentence(form).heightForWidth(sentence(form).width())


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "day"), [("11.12", "2026-11-12"), ("3月5日", "2026-03-05"), ("2025.3.5", "2025-03-05")]
    )
    def test_without_a_year_are_this_years(self, qtbot: QtBot, typed: str, day: str) -> None:
        field = DateField(lambda: PartialDate("2026-10-31"))
        qtbot.addWidget(field)
        field.show()
        field.setText(typed)
        assert field.value() == PartialDate(day)
        QTest.keyClick(field, ENTER)
        assert field.text() == day


class TestChoosers:
    def test_a_unit_is_found_by_its_initials(self, qtbot: QtBot) -> None:
        field = SuggestField(["农业办", "经济发展办", "石桥村"])
        qtbot.addWidget(field)
        field.show()
        QTest.keyClicks(field.lineEdit(), "jjf")
        completer: Any = field.completer()
        assert [completer.pathFromIndex(completer.completionModel().index(0, 0))] == ["经济发展办"]
        QTest.keyClick(field.lineEdit(), ENTER)
        assert field.value() == "经济发展办"

    def test_letters_that_two_words_share_are_left_for_the_clerk(self, qtbot: QtBot) -> None:
        field = SuggestField(["石桥村", "石泉村"])
        qtbot.addWidget(field)
        field.show()
        QTest.keyClicks(field.lineEdit(), "sq")
        QTest.keyClick(field.lineEdit(), ENTER)
        assert field.value() == "sq"

    def test_a_record_is_found_by_its_initials(self, qtbot: QtBot) -> None:
        field = KeyField([("1", "郭艳英　山东潍坊"), ("2", "向明远")])
        qtbot.addWidget(field)
        field.show()
        QTest.keyClicks(field.lineEdit(), "xmy")
        QTest.keyClick(field.lineEdit(), ENTER)
        assert field.value() == "2"

    def test_a_fixed_word_is_chosen_by_its_initials(self, qtbot: QtBot) -> None:
        field = WordField(["乡贤", "以商招商", "驻点", "展会活动", "主动来访"])
        qtbot.addWidget(field)
        field.show()
        QTest.keyClicks(field, "zd")
        assert field.value() in {"驻点", "主动来访"}
        QTest.keyClicks(field, "l")
        assert field.value() == "主动来访"
