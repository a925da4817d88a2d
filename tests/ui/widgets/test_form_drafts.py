"""What was typed into a form and not saved is kept, for the same record alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.ui import theme
from app.ui.widgets.field_edits import DateField, FlagField, LineField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from tests.ui.parts import sentence


class VisitForm(FormDialog):
    """A form of every kind of field."""

    def __init__(self, name: str = "", today: str = "2026-10-31") -> None:
        super().__init__("登记来访", save_text="登记")
        self.name, self.day = LineField(), DateField(lambda: PartialDate(today))
        self.kind, self.told, self.warm = WordField(("来访", "电话")), ProseField(), FlagField("有意向")
        for key, widget in (("name", self.name), ("day", self.day), ("kind", self.kind), ("told", self.told)):
            self.add(key, key, widget)
        self.form.addRow(self.warm)
        self.name.show_value(name)
        self.day.show_value(PartialDate(today))
        self.on_save(self._check)

    def _check(self) -> None:
        if not self.name.value():
            raise Refused("请填写来客。", field="name")

    @property
    def offered(self) -> bool:
        """Whether the line about what was left stands above."""
        return not self._offer.isHidden()


@pytest.fixture
def shown(qtbot: QtBot, dressed: QApplication):  # type: ignore[no-untyped-def]
    def make(*given: str) -> VisitForm:
        form = VisitForm(*given)
        qtbot.addWidget(form)
        form.show()
        return form

    return make


def typed(form: VisitForm) -> None:
    form.name.setText("青竹家具有限公司")
    form.kind.setCurrentText("电话")
    form.told.setPlainText("想看标准厂房\n下周再来")
    form.warm.setChecked(True)


def test_what_was_typed_before_closing_is_offered_and_taken_up(shown) -> None:  # type: ignore[no-untyped-def]
    first = shown()
    typed(first)
    first.reject()
    again = shown()
    assert again.offered
    assert again.name.value() == ""  # nothing that was not saved stands as if it were
    again._answer_offer("take-up")
    assert not again.offered
    assert (again.name.value(), again.kind.value()) == ("青竹家具有限公司", "电话")
    assert again.told.value() == "想看标准厂房\n下周再来"
    assert again.warm.value() is True


def test_a_crash_loses_no_more_than_the_last_moment(shown, qtbot: QtBot, seat: Path) -> None:  # type: ignore[no-untyped-def]
    typed(shown())
    qtbot.waitUntil((seat / "草稿.json").exists)
    assert shown().offered


def test_what_was_saved_or_thrown_away_is_not_offered(shown) -> None:  # type: ignore[no-untyped-def]
    first = shown()
    typed(first)
    first.accept()
    assert not shown().offered
    second = shown()
    typed(second)
    second.reject()
    shown()._answer_offer("drop")
    assert not shown().offered


def test_nothing_typed_leaves_nothing(shown, seat: Path) -> None:  # type: ignore[no-untyped-def]
    form = shown()
    form.name.setText("改")
    form.name.setText("")
    form.reject()
    assert not shown().offered
    assert not (seat / "草稿.json").exists()


def test_a_draft_belongs_to_its_record_and_outlives_the_day(shown) -> None:  # type: ignore[no-untyped-def]
    first = shown("甲公司", "2026-10-31")
    first.told.setPlainText("没有说完")
    first.reject()
    assert not shown("乙公司", "2026-10-31").offered
    assert shown("甲公司", "2026-11-01").offered


def test_a_damaged_file_of_drafts_costs_only_the_drafts(shown, seat: Path) -> None:  # type: ignore[no-untyped-def]
    (seat / "草稿.json").write_text("{坏", encoding="utf-8")
    form = shown()
    typed(form)
    form.reject()
    assert shown().offered


def test_a_refusal_goes_when_its_field_is_changed(shown) -> None:  # type: ignore[no-untyped-def]
    form = shown()
    form.accept()
    assert form.name.property("refused") is True
    form.told.setPlainText("别的栏")
    assert not sentence(form).isHidden()
    form.name.setText("甲")
    assert form.name.property("refused") is False
    assert sentence(form).isHidden()


def test_a_form_keeps_its_own_words_when_chinese_comes_after_it(shown, dressed: QApplication) -> None:  # type: ignore[no-untyped-def]
    theme.speak_chinese(dressed)
    form = shown()
    QApplication.processEvents()
    assert form._buttons.buttons()[0].text() == "登记"
