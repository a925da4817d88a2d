"""月报 as the clerk uses it: choose a month, see who is missing, fill one in, be asked for the reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import achievements, monthly_reports, targets, units
from app.services.achievements import AchievementEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.ui.desk import Desk
from app.ui.tabs.letters.monthly_form import MonthlyForm, ReportTermForm
from app.ui.tabs.letters.monthly_page import MonthlyPage
from app.ui.tabs.letters.tab import LettersTab
from app.values.quantities import MICRO
from tests.ui.parts import field_of


@pytest.fixture
def desk(blank: Desk) -> Desk:
    """Two units with targets; one of them did something in October."""
    with blank.work("准备") as session:
        for place, name in enumerate(("上河村", "下河村")):
            units.save(session, UnitEntry(name=name, liaison="李明", position=place))
            targets.save(session, TargetEntry(2026, "labour_export", 100 * MICRO, name))
        achievements.save(session, AchievementEntry(2026, 10, "labour_export", 12 * MICRO, "上河村"))
    return blank


def _october(tab: LettersTab) -> MonthlyPage:
    page = tab.show_page("月报")
    assert isinstance(page, MonthlyPage)
    page.choose_month(10)
    return page


def _column(page: MonthlyPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def _form(desk: Desk, page: MonthlyPage, qtbot: QtBot, place: int) -> MonthlyForm:
    form = MonthlyForm(desk, page.model.rows[place])
    qtbot.addWidget(form)
    return form


def test_a_month_shows_who_is_missing_and_what_the_records_say(tab: LettersTab) -> None:
    page = _october(tab)
    assert _column(page, 1) == ["逾期未报 27天", "逾期未报 27天"]
    assert _column(page, 3) == ["有变化", "无变化"]


def test_filling_in_a_month_makes_it_reported(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    page = _october(tab)
    form = _form(desk, page, qtbot, 0)
    field_of(form, "done").show_value("输出劳务12人")
    form.accept()
    assert form.result() == MonthlyForm.DialogCode.Accepted
    assert _column(page, 1)[0].startswith("迟报")
    assert page.row is not None
    assert page.row.unit == "上河村"


def test_where_nothing_moved_the_form_stays_open_until_it_says_why(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    form = _form(desk, _october(tab), qtbot, 1)
    field_of(form, "done").show_value("走访企业")
    form.accept()
    assert form.result() != MonthlyForm.DialogCode.Accepted
    assert field_of(form, "reason").property("refused")
    field_of(form, "reason").show_value("客商推迟考察")
    form.accept()
    assert form.result() == MonthlyForm.DialogCode.Accepted


def test_a_later_term_makes_fewer_late(tab: LettersTab, desk: Desk, qtbot: QtBot) -> None:
    page = _october(tab)
    form = ReportTermForm(desk)
    qtbot.addWidget(form)
    field_of(form, "month").show_value("次月")
    form.accept()
    assert _column(page, 1) == ["未报", "未报"]


def test_a_reminder_leads_to_the_month_that_the_unit_owes(tab: LettersTab, desk: Desk) -> None:
    with desk.read() as session:
        (_, owing) = (row.unit_id for row in monthly_reports.month_sheet(session, 2026, 10, desk.today).rows)
    tab.show_record("reports", owing)
    page = tab.show_page("月报")
    assert isinstance(page, MonthlyPage)
    assert (page.month, page.row.unit if page.row else "") == (10, "下河村")


def test_after_one_report_the_cursor_goes_to_the_next_unit_that_is_missing(
    tab: LettersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    def filled_in(form: MonthlyForm) -> int:
        field_of(form, "reason").show_value("客商推迟考察")
        form.accept()
        return form.result()

    monkeypatch.setattr(MonthlyForm, "exec", filled_in)
    page = _october(tab)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.row is not None
    assert (page.row.unit, page.row.is_in) == ("下河村", False)
    page.change()
    assert page.model.rows[1].is_in


def test_a_report_that_is_not_there_cannot_be_taken_back(tab: LettersTab) -> None:
    with pytest.raises(Refused):
        _october(tab).remove()
