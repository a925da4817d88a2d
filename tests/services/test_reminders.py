"""待办: what is due when, and whose it is."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.models.leads import Judgement, Lead, LeadState
from app.models.projects import ProgressNote
from app.models.submissions import Submission
from app.models.targets import MonthlyReport, Target
from app.reports import letters as letter_papers
from app.services import (
    fellows,
    funds,
    leads,
    letters,
    monthly_reports,
    offices,
    problems,
    projects,
    reminders,
    units,
    workdays,
)
from app.services.fellows import FellowEntry
from app.services.funds import FundsForm
from app.services.leads import FollowUpForm, LeadEntry, Policy
from app.services.leads.actions import ActionLine
from app.services.problems import ProblemEntry
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.reminders import ReminderTerms
from app.services.reminders.reminder import Reminder
from app.services.units import UnitEntry
from app.values.capital import FundsStatus
from app.values.dates import PartialDate

DAY = PartialDate


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reminders") / "空.db"
    open_database(path, fixed(date(2026, 3, 2))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(date(2026, 3, 2)))
    with database.trial() as session:
        units.save(session, UnitEntry(name="法中村", head="王强", liaison="陈静"))
        yield session
    database.close()


def due(session: Session, today: date, kind: str, until: date | None = None) -> list[Reminder]:
    return [one for one in reminders.due(session, today, until) if one.kind == kind]


def project(session: Session, stage: str, on: str, **entry: object) -> str:
    key = projects.save(session, ProjectEntry(name="茶叶加工", person="李四", **entry))  # type: ignore[arg-type]
    projects.set_milestones(session, key, [MilestoneLine(stage, None, DAY(on))])
    return key


def test_a_lead_is_reminded_of_once_by_its_most_pressing_clock(session: Session) -> None:
    key = leads.save(session, LeadEntry(name="甲厂", registered_on=DAY("2026-03-02"), person="王强", unit="法中村"))
    assert due(session, date(2026, 3, 2), "线索", date(2026, 3, 2)) == []
    (reply,) = due(session, date(2026, 3, 3), "线索", date(2026, 3, 3))
    assert (reply.what, reply.due_on, reply.person, reply.unit) == (
        "答复来源方或客商", date(2026, 3, 3), "王强", "法中村",
    )  # fmt: skip
    assert (reply.record_kind, reply.record_id, reply.days_late) == ("leads", key, 0)
    leads.follow_up(session, key, FollowUpForm(DAY("2026-03-03"), content="已答复"))
    (judge,) = due(session, date(2026, 3, 9), "线索")
    assert (judge.what, judge.days_late) == ("组织研判", 4)
    (stalled,) = due(session, date(2026, 4, 10), "线索")
    assert stalled.what == "一个月无进展，说明原因"


def test_the_next_step_is_named_with_its_words(session: Session) -> None:
    entry = LeadEntry(
        name="甲厂", judgement=Judgement.VALID, judged_on=DAY("2026-03-02"), judged_by="刘主任",
        last_followed_on=DAY("2026-03-02"), next_step="报送用地方案", next_on=DAY("2026-03-06"), leader="李镇长",
    )  # fmt: skip
    leads.keep(session, entry)
    (step,) = due(session, date(2026, 3, 6), "线索")
    assert (step.what, step.person) == ("下步措施：报送用地方案", "李镇长")


@pytest.mark.parametrize("state", [LeadState.SHELVED, LeadState.FAILED])
def test_leads_that_ended_are_left_in_peace(session: Session, state: LeadState) -> None:
    key = leads.save(session, LeadEntry(name="甲厂", registered_on=DAY("2026-03-02")))
    leads.save_policy(session, key, Policy("", (ActionLine(action="办", person="王强", due_on=DAY("2026-03-03")),)))
    assert len(reminders.due(session, date(2026, 5, 2))) == 2
    leads.give_up(session, key, state, "无意向", DAY("2026-03-05"))
    assert reminders.due(session, date(2026, 5, 2)) == ()


def test_measures_and_fellow_townspeople_come_on_their_day(session: Session) -> None:
    key = leads.save(session, LeadEntry(name="甲厂"))
    leads.save_policy(
        session, key, Policy("", (ActionLine(action="协调供电", person="赵六", due_on=DAY("2026-04-10")),))
    )
    person = fellows.save(session, FellowEntry(name="张伟", leader="李镇长", next_contact_on=DAY("2026-04-09")))
    week = reminders.due(session, date(2026, 4, 6))
    assert [(one.kind, one.title, one.person) for one in week] == [
        ("乡贤联系", "张伟", "李镇长"),
        ("一企一策", "甲厂", "赵六"),
    ]
    fellows.contacted(session, person, DAY("2026-04-09"), DAY("2026-07-09"))
    (action,) = leads.policy(session, key).actions
    leads.finish(session, action.id, DAY("2026-04-08"))
    assert reminders.due(session, date(2026, 4, 12)) == ()


@pytest.mark.parametrize(
    ("stage", "days"), [("储备", 45), ("在谈", 30), ("评审", 30), ("签约", 20), ("落地", 7), ("开工", None)]
)
def test_a_stage_that_stands_too_long_is_asked_about(session: Session, stage: str, days: int | None) -> None:
    project(session, stage, "2026-01-05")
    found = due(session, date(2026, 12, 31), "阶段停留")
    if days is None:
        assert found == []
        return
    (one,) = found
    assert (one.due_on - date(2026, 1, 5)).days >= days
    assert due(session, date(2026, 1, 5), "阶段停留", date.fromordinal(date(2026, 1, 5).toordinal() + days - 1)) == []


def test_a_stage_term_that_ends_in_the_holiday_ends_after_it(session: Session) -> None:
    project(session, "签约", "2026-09-12")  # twenty days later is 2 October
    assert due(session, date(2026, 10, 7), "阶段停留", date(2026, 10, 7)) == []
    (one,) = due(session, date(2026, 10, 8), "阶段停留", date(2026, 10, 8))
    assert one.due_on == date(2026, 10, 8)


def test_projects_are_followed_every_half_month_from_their_last_note(session: Session) -> None:
    key = project(session, "开工", "2026-03-02")
    (one,) = due(session, date(2026, 3, 17), "半月跟踪", date(2026, 3, 17))
    assert one.what == "3月2日开工后没有跟踪记录，登记近期进展"
    session.add(ProgressNote(project_id=key, noted_on=DAY("2026-03-16"), content="基础完工"))
    session.flush()
    assert due(session, date(2026, 3, 17), "半月跟踪", date(2026, 3, 30)) == []
    (again,) = due(session, date(2026, 3, 31), "半月跟踪", date(2026, 3, 31))
    assert (again.due_on, again.what) == (date(2026, 3, 31), "上次跟踪3月16日，登记近期进展")
    assert "上次跟踪2026年3月16日" in due(session, date(2027, 1, 4), "半月跟踪")[0].what


def test_problems_past_their_promise_and_funds_without_voucher(session: Session) -> None:
    key = project(session, "投产", "2026-01-05", unit="法中村")
    problem = problems.save(
        session, ProblemEntry(project_id=key, description="用电不足", unit="法中村", due_on=DAY("2026-03-10"))
    )
    funds.save(session, FundsForm(key, DAY("2026-02-03"), 100))
    funds.save(session, FundsForm(key, DAY("2026-02-03"), 200, voucher_number="001"))
    funds.save(session, FundsForm(key, DAY("2026-02-03"), 300, status=FundsStatus.REJECTED))
    found = reminders.due(session, date(2026, 3, 10))
    assert [(one.kind, one.what, one.record_id) for one in found] == [
        ("缺凭证", "2026年2月3日到位资金缺凭证", key),
        ("问题", "其他问题：用电不足", problem),
    ]
    assert found[1].unit == "法中村"


def test_units_that_have_not_reported_their_month(session: Session) -> None:
    (unit,) = units.by_name(session).values()
    office = offices.own_id(session)
    session.add(Target(office_id=office, year=2026, unit_id=unit, indicator="funds_received", amount=1))
    session.flush()
    (february,) = due(session, date(2026, 3, 2), "月报")
    assert (february.title, february.what, february.person) == ("法中村", "报送2026年2月进展和下月计划", "陈静")
    assert february.due_on == date(2026, 2, 25)
    report = MonthlyReport(office_id=office, year=2026, month=2, unit_id=unit, reported_on=DAY("2026-02-24"))
    session.add(report)
    session.flush()
    assert due(session, date(2026, 3, 2), "月报") == []
    assert [one.due_on for one in due(session, date(2026, 3, 23), "月报")] == [date(2026, 3, 25)]


def test_months_that_are_reported_in_the_month_after_are_due_there(session: Session) -> None:
    (unit,) = units.by_name(session).values()
    office = offices.own_id(session)
    session.add(Target(office_id=office, year=2026, unit_id=unit, indicator="funds_received", amount=1))
    monthly_reports.set_term(session, monthly_reports.ReportTerm(5, follows=True))

    def owed(today: date, until: date | None = None) -> list[tuple[str, date]]:
        return [(one.what.split("进展")[0], one.due_on) for one in due(session, today, "月报", until)]

    assert owed(date(2026, 2, 27)) == [("报送2026年1月", date(2026, 2, 5))]  # February is due in March
    assert owed(date(2026, 3, 2)) == [("报送2026年1月", date(2026, 2, 5)), ("报送2026年2月", date(2026, 3, 5))]
    assert owed(date(2026, 3, 30), date(2026, 4, 7))[-1] == (
        "报送2026年3月",
        date(2026, 4, 7),
    )  # 清明 on the 5th and 6th
    for month in (1, 2):
        session.add(
            MonthlyReport(office_id=office, year=2026, month=month, unit_id=unit, reported_on=DAY("2026-03-04"))
        )
    session.flush()
    assert owed(date(2026, 3, 4)) == []


def test_days_off_of_a_year_that_nobody_knows_are_asked_for(session: Session) -> None:
    known = max(workdays.published().known)
    december = date(known, 12, 7)
    assert due(session, december, "放假安排", date(known, 12, 31)) == []  # an empty file has no terms
    session.get_one(Lead, leads.save(session, LeadEntry(name="甲厂"))).created_at = fixed(date(2026, 3, 2)).now()
    assert due(session, date(known, 11, 30), "放假安排", date(known, 12, 31)) == []
    (ahead,) = due(session, december, "放假安排", date(known, 12, 31))
    assert (ahead.due_on, ahead.record_kind) == (date(known, 12, 31), "days_off")
    assert ahead.what == f"按国务院办公厅通知登记{known + 1}年放假和调休"
    (late,) = due(session, date(known + 1, 2, 1), "放假安排")
    assert late.days_late == 32
    workdays.set_days(session, date(known + 1, 1, 1), date(known + 1, 1, 3), "休", "元旦")
    assert due(session, date(known + 1, 2, 1), "放假安排") == []


def test_letters_that_are_not_signed_by_their_day(session: Session) -> None:
    offices.establish(session, name="清溪镇", code="510922101")
    (unit,) = units.by_name(session).values()
    session.add(
        Target(office_id=offices.own_id(session), year=2026, unit_id=unit, indicator="funds_received", amount=1)
    )
    session.flush()
    letters.draft_missing(session, 2026)
    assert due(session, date(2026, 3, 2), "责任书") == []
    (one,) = due(session, date(2026, 4, 7), "责任书")
    assert (one.title, one.due_on, one.days_late) == ("法中村", date(2026, 3, 31), 7)
    letters.sign(session, [one.record_id], DAY("2026-04-07"), letter_papers.sheet)
    assert due(session, date(2026, 4, 7), "责任书") == []


def test_a_month_without_submission(session: Session) -> None:
    assert due(session, date(2026, 3, 28), "报送") == []
    office = offices.establish(session, name="清溪镇", code="510922101")
    key = leads.save(session, LeadEntry(name="甲厂"))
    from app.models.leads import Lead

    session.get_one(Lead, key).created_at = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - local by contract
    session.flush()
    (one,) = due(session, date(2026, 3, 30), "报送")
    assert (one.what, one.due_on) == ("提交2026年3月台账到U盘", date(2026, 3, 30))  # the 28th is a Saturday
    session.add(
        Submission(
            office_id=office.id, sequence=1, written_at=fixed(date(2026, 3, 30)).now(), folder="", file_name="a",
            size=1, sha256="", manifest_sha256="",
        )
    )  # fmt: skip
    session.flush()
    assert due(session, date(2026, 3, 30), "报送") == []
    assert due(session, date(2026, 5, 4), "报送")[0].what == "提交2026年4月台账到U盘"


def test_the_button_counts_what_is_due_today_or_late_and_the_list_names_people(session: Session) -> None:
    for name, on, person in (
        ("甲厂", "2026-03-02", "王强"),
        ("乙园", "2026-03-10", ""),
        ("丙场", "2026-03-04", "王强"),
    ):
        leads.save(session, LeadEntry(name=name, registered_on=DAY(on), person=person))
    today = date(2026, 3, 10)
    assert reminders.count(session, today) == 2
    week = reminders.due(session, today)
    assert [one.title for one in week] == ["甲厂", "丙场", "乙园"]
    assert [(p.person, p.count, p.late) for p in reminders.people(week, today)] == [("王强", 2, 2), ("", 1, 0)]
    assert reminders.end_of_week(date(2026, 3, 15)) == date(2026, 3, 15)


def test_the_office_sets_its_own_terms(session: Session) -> None:
    project(session, "在谈", "2026-03-02")
    reminders.set_terms(session, ReminderTerms(negotiating=10, follow=365))
    assert due(session, date(2026, 3, 12), "阶段停留")[0].due_on == date(2026, 3, 12)
    with pytest.raises(Refused):
        reminders.set_terms(session, ReminderTerms(report_day=31))


def test_a_projects_page_that_is_empty_reminds_of_nothing(session: Session) -> None:
    assert reminders.due(session, date(2055, 1, 1)) == ()
