"""The small forms of 线索跟踪: the office's rules, contacts with people, what came of meeting a firm, days off."""

from datetime import date
from typing import Any

import pytest

from app.services import activities, enterprises, fellows, leads, workdays
from app.services.activities import ActivityEntry
from app.services.fellows import FellowEntry
from app.services.leads import terms
from app.services.leads.terms import TermDays
from app.ui.desk import Desk
from app.ui.dialogs.days_off import DaysOff, DaysOffForm
from app.ui.main_window import MainWindow
from app.ui.tab import LEADS
from app.ui.tabs.leads.contact_form import ContactForm
from app.ui.tabs.leads.lead_form import LeadForm
from app.ui.tabs.leads.lead_rules_form import LeadRulesForm
from app.ui.tabs.leads.outcome_form import OutcomeForm
from app.ui.tabs.leads.tab import LeadsTab
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from tests.ui.clerk import click
from tests.ui.parts import days_in, field_of

DAY = PartialDate


@pytest.fixture
def tab(window: MainWindow) -> LeadsTab:
    found = window.tab(LEADS)
    assert isinstance(found, LeadsTab)
    return found


def test_the_office_sets_its_clocks_and_its_rule(tab: LeadsTab, desk: Desk) -> None:
    form: Any = LeadRulesForm(desk, tab)
    form.show()
    field_of(form, "follow").setText("0")
    form.accept()
    assert field_of(form, "follow").property("refused") is True
    field_of(form, "follow").setText("10")
    field_of(form, "ways").setPlainText("有商业计划书、见过面\n\n已谈条款")
    field_of(form, "text").setPlainText("见过面并有计划书，或者已谈条款")
    field_of(form, "is_binding").setChecked(False)
    form.accept()
    with desk.read() as session:
        assert terms.days(session) == TermDays(follow=10)
        rule = leads.rule(session)
    assert (rule.ways, rule.is_binding) == ((("有商业计划书", "见过面"), ("已谈条款",)), False)
    again: Any = LeadRulesForm(desk, tab)
    assert field_of(again, "ways").toPlainText() == "有商业计划书、见过面\n已谈条款"


def test_a_contact_is_entered_for_several_people(tab: LeadsTab, desk: Desk) -> None:
    with desk.work("登记乡贤") as session:
        keys = [fellows.save(session, FellowEntry(name=name)) for name in ("向明远", "何思齐")]
    form: Any = ContactForm(desk, keys, tab)
    field_of(form, "on").setText("2026-11-05")
    form.show()
    form.accept()
    assert field_of(form, "on").property("refused") is True  # the desk's day is 31 October
    field_of(form, "on").setText("2026-10-30")
    field_of(form, "next_on").setText("2026-12-1")
    form.accept()
    with desk.read() as session:
        for key in keys:
            person = fellows.entry(session, key)
            assert (person.last_contact_on, person.next_contact_on) == (DAY("2026-10-30"), DAY("2026-12-01"))


def test_a_firm_that_was_met_is_entered_with_what_came_of_it(tab: LeadsTab, desk: Desk) -> None:
    with desk.work("登记活动") as session:
        key = activities.save(
            session, ActivityEntry(ActivityKind.OUT, DAY("2026-10-12"), place="宁波", firms="甬江泵业有限公司")
        )
        (met,) = activities.outcome(session, key).firms
    assert met.id == ""
    form: Any = OutcomeForm(desk, key, met, tab)
    field_of(form, "outcome").setPlainText("11月来镇考察")
    form.accept()
    with desk.read() as session:
        (met,) = activities.outcome(session, key).firms
        assert met.outcome == "11月来镇考察"
        assert enterprises.entry(session, met.id).name == "甬江泵业有限公司"


def test_own_days_off_move_terms_until_they_are_taken_back(tab: LeadsTab, desk: Desk) -> None:
    form: Any = DaysOffForm(desk, tab)
    form.show()
    field_of(form, "first").setText("2027-10")
    form.accept()
    assert field_of(form, "first").property("refused") is True
    field_of(form, "first").setText("2027-10-1")
    field_of(form, "last").setText("2027-10-7")
    field_of(form, "name").setText("国庆节")
    form.accept()
    days: Any = DaysOff(desk, tab)
    assert days_in(days).rowCount() == 7
    with desk.read() as session:
        assert workdays.calendar(session).ends(date(2027, 9, 30), 1) == date(2027, 10, 8)
    days_in(days).selectAll()
    click(days, "取消登记")
    assert days_in(days).rowCount() == 0
    with desk.read() as session:
        assert workdays.calendar(session).ends(date(2027, 9, 30), 1) == date(2027, 10, 1)


def test_a_lead_is_linked_to_the_activity_that_it_came_of(tab: LeadsTab, desk: Desk) -> None:
    with desk.work("登记活动") as session:
        key = activities.save(session, ActivityEntry(ActivityKind.FAIR, DAY("2026-10-12"), name="茶博会"))
    form: Any = LeadForm(desk, None, tab)
    field_of(form, "name").setText("茶饮料生产线")
    field_of(form, "activity_id").setCurrentText("茶博")
    form.show()
    form.accept()
    assert field_of(form, "activity_id").property("refused") is True
    field_of(form, "activity_id").show_value(key)
    form.accept()
    with desk.read() as session:
        assert [lead.name for lead in activities.outcome(session, key).leads] == ["茶饮料生产线"]
        assert leads.detail(session, form.saved_id).entry.activity_id == key
