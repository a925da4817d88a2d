"""Leads: their states, clocks, follow-ups, 一企一策 and how one becomes a project."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.models.attachments import Attachment, AttachmentContent
from app.models.leads import FollowUpKind, Judgement, LeadState
from app.models.projects import Project
from app.services import (
    enterprises,
    fellows,
    lead_follow_ups,
    lead_reports,
    lead_terms,
    leads,
    projects,
    statistics,
    units,
    workdays,
)
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.lead_actions import ActionLine
from app.services.lead_follow_ups import Mark, mark
from app.services.lead_rule import CLAUSES, FEASIBLE, MET, PLAN, PROPOSAL, REPORT, USUAL, VISIT
from app.services.lead_terms import LeadFacts, Term, TermDays, TermKind
from app.services.leads import FollowUpForm, JudgementForm, LeadEntry, Policy
from app.services.units import UnitEntry
from app.values.dates import PartialDate

DAY = PartialDate
YI = 10_000_000_000
ON = DAY("2026-03-02")  # a Monday


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leads") / "空.db"
    open_database(path, fixed(date(2026, 11, 1))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(date(2026, 11, 1)))
    with database.trial() as session:
        units.save(session, UnitEntry(name="法中村"))
        yield session
    database.close()


def lead(session: Session, name: str = "宏达机械配件项目", **entry: object) -> str:
    return leads.save(session, LeadEntry(name=name, registered_on=ON, **entry))  # type: ignore[arg-type]


def contact(on: str, content: str = "谈了用地", **more: object) -> FollowUpForm:
    return FollowUpForm(DAY(on), content=content, **more)  # type: ignore[arg-type]


def facts(**more: object) -> LeadFacts:
    usual = {
        "state": LeadState.NEW, "judgement": Judgement.PENDING, "registered_on": ON, "judged_on": None,
        "last_followed_on": None, "next_on": None,
    }  # fmt: skip
    return LeadFacts(**usual | more)  # type: ignore[arg-type]


def due(lead: LeadFacts) -> dict[TermKind, date]:
    return {term.kind: term.due_on for term in lead_terms.open_terms(lead, workdays.published(), TermDays())}


# States


def test_a_lead_goes_from_new_to_a_project(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-02"))
    assert leads.detail(session, key).entry.state is LeadState.FOLLOWED
    leads.judge(session, key, JudgementForm(Judgement.VALID, DAY("2026-03-04"), "刘主任", (PLAN, CLAUSES)))
    entry = leads.detail(session, key).entry
    assert (entry.judgement, entry.judged_on, entry.judged_by) == (Judgement.VALID, DAY("2026-03-04"), "刘主任")
    leads.save(session, replace(entry, state=LeadState.NEGOTIATING), key)
    leads.convert(session, key, DAY("2026-04-01"))
    assert leads.detail(session, key).entry.state is LeadState.CONVERTED


@pytest.mark.parametrize("state", [LeadState.SHELVED, LeadState.FAILED])
def test_an_end_needs_its_reason_and_can_be_revived_with_one(session: Session, state: LeadState) -> None:
    key = lead(session)
    with pytest.raises(Refused) as refusal:
        leads.give_up(session, key, state, "  ", DAY("2026-04-01"))
    assert refusal.value.field == "end_reason"
    leads.give_up(session, key, state, "企业资金不足", DAY("2026-04-01"))
    assert leads.detail(session, key).entry.end_reason == "企业资金不足"
    with pytest.raises(Refused, match="原因"):
        leads.revive(session, key, "", DAY("2026-06-01"))
    leads.revive(session, key, "企业已融资", DAY("2026-06-01"))
    found = leads.detail(session, key)
    assert (found.entry.state, found.entry.end_reason) == (LeadState.FOLLOWED, "")
    assert [line.content for line in found.follow_ups] == [
        f"【重启】由“{state}”重启：企业已融资",
        f"【{state}】企业资金不足",
    ]
    assert found.entry.last_followed_on is None  # marks are no contact


def test_a_form_cannot_go_round_the_states(session: Session) -> None:
    key = lead(session)
    entry = leads.detail(session, key).entry
    with pytest.raises(Refused, match="转为项目"):
        leads.save(session, replace(entry, state=LeadState.CONVERTED), key)
    with pytest.raises(Refused, match="原因"):
        leads.save(session, replace(entry, state=LeadState.SHELVED), key)
    with pytest.raises(Refused, match="搁置或失败"):
        leads.save(session, replace(entry, state=LeadState.SHELVED, end_reason="暂缓"), key)
    leads.give_up(session, key, LeadState.SHELVED, "暂缓", DAY("2026-04-01"))
    with pytest.raises(Refused, match="重启"):
        leads.save(session, replace(entry, state=LeadState.FOLLOWED), key)
    with pytest.raises(Refused, match="转为项目"):
        lead(session, "另一条", state=LeadState.CONVERTED)


def test_an_imported_end_without_its_reason_does_not_stand_in_the_way(session: Session) -> None:
    key = leads.keep(session, LeadEntry(name="旧线索", state=LeadState.SHELVED))
    entry = leads.detail(session, key).entry
    leads.save(session, replace(entry, person="陈静"), key)
    leads.save(session, replace(entry, end_reason="暂缓"), key)
    with pytest.raises(Refused, match="原因"):
        leads.save(session, entry, key)


def test_a_lead_in_hand_cannot_become_new_again(session: Session) -> None:
    key = lead(session, state=LeadState.NEGOTIATING)
    entry = leads.detail(session, key).entry
    with pytest.raises(Refused, match="不能改回"):
        leads.save(session, replace(entry, state=LeadState.NEW), key)


# Judging


@pytest.mark.parametrize("held", [(PLAN, VISIT, MET), (PLAN, CLAUSES), (PROPOSAL, FEASIBLE, REPORT)])
def test_each_way_of_the_rule_makes_a_lead_valid(session: Session, held: tuple[str, ...]) -> None:
    key = lead(session)
    for each in held:
        lacking = JudgementForm(Judgement.VALID, ON, "刘主任", tuple(one for one in held if one != each))
        with pytest.raises(Refused, match=each):
            leads.judge(session, key, lacking)
    leads.judge(session, key, JudgementForm(Judgement.VALID, ON, "刘主任", held))
    assert all(each in leads.detail(session, key).entry.judgement_note for each in held)


@given(st.sets(st.sampled_from(USUAL.conditions)))
def test_the_rule_is_met_exactly_where_one_way_holds_whole(held: set[str]) -> None:
    assert (USUAL.missing(held) == ()) == any(set(way) <= held for way in USUAL.ways)


def test_a_judgement_names_its_judge_and_day(session: Session) -> None:
    key = lead(session)
    for form, field in (
        (JudgementForm(Judgement.INVALID, None, "刘主任", note="不符合规划"), "judged_on"),
        (JudgementForm(Judgement.INVALID, ON, " ", note="不符合规划"), "judged_by"),
        (JudgementForm(Judgement.INVALID, ON, "刘主任"), "note"),
        (JudgementForm(Judgement.INVALID, DAY("2026-03-01"), "刘主任", note="不符合规划"), "judged_on"),
    ):
        with pytest.raises(Refused) as refusal:
            leads.judge(session, key, form)
        assert refusal.value.field == field
    entry = leads.detail(session, key).entry
    with pytest.raises(Refused) as refusal:
        leads.save(session, replace(entry, judgement=Judgement.VALID), key)
    assert refusal.value.field == "judged_on"


def test_a_form_cannot_go_round_the_rule_either(session: Session) -> None:
    signed = {"judged_on": ON, "judged_by": "刘主任"}
    key = lead(session)
    entry = replace(leads.detail(session, key).entry, **signed)
    with pytest.raises(Refused, match="认定标准"):
        leads.save(session, replace(entry, judgement=Judgement.VALID), key)
    with pytest.raises(Refused, match="原因"):
        leads.save(session, replace(entry, judgement=Judgement.INVALID), key)
    with pytest.raises(Refused, match="认定标准"):
        lead(session, "另一条", judgement=Judgement.VALID, **signed)
    leads.save(session, replace(entry, judgement=Judgement.VALID, judgement_note=f"{PLAN}，{CLAUSES}"), key)
    assert leads.detail(session, key).entry.judgement is Judgement.VALID


def test_a_judgement_is_shown_as_it_was_entered(session: Session) -> None:
    key = lead(session)
    for form in (
        JudgementForm(Judgement.VALID, ON, "刘主任", (PLAN, CLAUSES), "具备落地条件"),
        JudgementForm(Judgement.VALID, ON, "刘主任", (PLAN, CLAUSES)),
        JudgementForm(Judgement.INVALID, ON, "陈静", note="不符合规划；已告知"),
        JudgementForm(),
    ):
        leads.judge(session, key, form)
        assert leads.judgement_of(session, key) == form


def test_the_office_has_its_own_rule(session: Session) -> None:
    leads.set_rule(session, leads.ValidRule("见过面就算", (("见过面",),)))
    key = lead(session)
    with pytest.raises(Refused, match="见过面"):
        leads.judge(session, key, JudgementForm(Judgement.VALID, ON, "刘主任"))
    leads.judge(session, key, JudgementForm(Judgement.VALID, ON, "刘主任", ("见过面",)))
    leads.set_rule(session, replace(leads.rule(session), is_binding=False))
    leads.judge(session, lead(session, "另一条"), JudgementForm(Judgement.VALID, ON, "刘主任"))
    with pytest.raises(Refused):
        leads.set_rule(session, leads.ValidRule("见过面就算", ((" ",),)))


# Clocks


def test_a_new_lead_is_answered_in_a_day_and_judged_in_three() -> None:
    assert due(facts()) == {
        TermKind.REPLY: date(2026, 3, 3),
        TermKind.JUDGE: date(2026, 3, 5),
        TermKind.STALLED: date(2026, 4, 2),
    }
    assert due(facts(amount=YI))[TermKind.JUDGE] == date(2026, 3, 9)
    assert due(facts(amount=YI - 1))[TermKind.JUDGE] == date(2026, 3, 5)


def test_terms_that_end_on_a_day_off_move_to_the_next_working_day() -> None:
    before_national_day = facts(registered_on=DAY("2026-09-30"))
    assert due(before_national_day)[TermKind.REPLY] == date(2026, 10, 8)
    friday = facts(registered_on=DAY("2026-03-06"))
    assert due(friday)[TermKind.REPLY] == date(2026, 3, 9)
    assert due(friday)[TermKind.JUDGE] == date(2026, 3, 9)


def test_after_the_judgement_a_week_and_then_every_fortnight() -> None:
    judged = {"state": LeadState.FOLLOWED, "judgement": Judgement.VALID, "judged_on": DAY("2026-03-04")}
    assert due(facts(**judged))[TermKind.FEEDBACK] == date(2026, 3, 11)
    earlier = facts(**judged, last_followed_on=DAY("2026-03-03"))
    assert due(earlier)[TermKind.FEEDBACK] == date(2026, 3, 11)
    answered = facts(**judged, last_followed_on=DAY("2026-03-04"))
    assert TermKind.FEEDBACK not in due(answered)
    assert due(answered)[TermKind.FOLLOW] == date(2026, 3, 18)
    assert due(facts(**judged, last_followed_on=DAY("2026-09-21")))[TermKind.FOLLOW] == date(2026, 10, 8)


def test_a_month_without_progress_asks_for_its_reason_until_it_is_given(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-10"))
    stalled = next(t for t in leads.running_terms(session, key) if t.kind is TermKind.STALLED)
    assert stalled.due_on == date(2026, 4, 10)
    assert lead_terms.pressing(leads.running_terms(session, key), date(2026, 4, 11)) == stalled
    leads.explain(session, key, DAY("2026-04-13"), "企业等环评")
    again = next(t for t in leads.running_terms(session, key) if t.kind is TermKind.STALLED)
    assert again.due_on == date(2026, 5, 13)
    assert leads.detail(session, key).entry.last_followed_on == DAY("2026-03-10")
    with pytest.raises(Refused, match="原因"):
        leads.explain(session, key, DAY("2026-04-13"), " ")


@pytest.mark.parametrize("state", [LeadState.CONVERTED, LeadState.SHELVED, LeadState.FAILED])
def test_an_ended_lead_has_no_clock(state: LeadState) -> None:
    assert due(facts(state=state, next_on=DAY("2026-03-20"))) == {}


def test_a_lead_judged_invalid_has_no_clock() -> None:
    assert due(facts(judgement=Judgement.INVALID)) == {}


def test_a_lead_that_was_taken_up_again_starts_its_clocks_anew(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-03"))
    leads.give_up(session, key, LeadState.SHELVED, "企业资金不足", DAY("2026-03-20"))
    leads.revive(session, key, "企业已融资", DAY("2026-09-01"))  # a Tuesday
    assert {term.kind: term.due_on for term in leads.running_terms(session, key)} == {
        TermKind.JUDGE: date(2026, 9, 4),
        TermKind.FOLLOW: date(2026, 9, 15),
        TermKind.STALLED: date(2026, 10, 8),  # 1 October begins the holiday
    }
    assert not leads.listing(date(2026, 9, 4)).rows(session, [key])[0].is_late
    assert leads.listing(date(2026, 9, 5)).rows(session, [key])[0].is_late


def test_a_reason_for_no_progress_answers_for_one_month(session: Session) -> None:
    key = lead(session)
    leads.explain(session, key, DAY("2026-04-08"), "等环评批复")

    def stalled(last: date) -> list[str]:
        return [row.words for row in lead_reports.week(session, last - timedelta(6), last).stalled]

    assert stalled(date(2026, 4, 2)) == []  # a month after 2 March is 2 April itself
    assert stalled(date(2026, 4, 12)) == ["等环评批复"]
    assert stalled(date(2026, 5, 8)) == ["等环评批复"]
    assert stalled(date(2026, 5, 17)) == [""]
    leads.give_up(session, key, LeadState.SHELVED, "企业资金不足", DAY("2026-06-01"))
    leads.revive(session, key, "企业已融资", DAY("2026-07-01"))
    assert stalled(date(2026, 7, 12)) == []


def test_nothing_becomes_of_a_lead_before_it_is_registered(session: Session) -> None:
    key = lead(session)
    with pytest.raises(Refused, match="早于"):
        leads.give_up(session, key, LeadState.FAILED, "企业资金不足", DAY("2026-03-01"))
    leads.give_up(session, key, LeadState.FAILED, "企业资金不足", DAY("2026-03"))
    with pytest.raises(Refused, match="早于"):
        leads.revive(session, key, "企业已融资", DAY("2026-02"))


def test_the_clerks_own_date_stays_where_it_was_set() -> None:
    saturday = DAY("2026-03-07")
    assert due(facts(next_on=saturday))[TermKind.STEP] == date(2026, 3, 7)
    assert due(facts(next_on=DAY("2026-03")))[TermKind.STEP] == date(2026, 3, 31)


def test_a_lead_without_dates_has_no_clock_and_breaks_nothing() -> None:
    assert due(facts(registered_on=None)) == {}


def test_a_term_is_late_only_after_its_last_day() -> None:
    term = Term(TermKind.REPLY, date(2026, 3, 3))
    assert not term.is_late(date(2026, 3, 3))
    assert term.is_late(date(2026, 3, 4))


def test_the_office_sets_its_own_terms(session: Session) -> None:
    lead_terms.set_days(session, TermDays(reply=2, follow=10))
    assert lead_terms.days(session) == TermDays(reply=2, follow=10)
    with pytest.raises(Refused):
        lead_terms.set_days(session, TermDays(judge=0))


# Follow-ups


def test_an_earlier_contact_entered_later_moves_nothing_back(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-20", next_step="报价", next_on=DAY("2026-03-25")))
    leads.follow_up(session, key, contact("2026-03-10", next_step="寄样品", next_on=DAY("2026-03-12")))
    entry = leads.detail(session, key).entry
    assert (entry.last_followed_on, entry.next_step) == (DAY("2026-03-20"), "报价")
    assert [line.happened_on for line in leads.detail(session, key).follow_ups] == [
        DAY("2026-03-20"),
        DAY("2026-03-10"),
    ]


def test_the_list_is_late_by_the_offices_own_terms_and_days_off(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-02"))
    monday = date(2026, 3, 9)

    def late(today: date) -> bool:
        return leads.office_listing(session, today).chip_counts(session)[leads.LATE] == 1

    assert late(monday)  # 研判 was due on Thursday the 5th
    lead_terms.set_days(session, replace(TermDays(), judge=7))
    assert not late(monday)
    assert late(monday + timedelta(1))
    workdays.set_days(session, monday, monday, "休", "停电检修")
    assert not late(monday + timedelta(1))


def test_several_leads_after_a_trip_are_followed_up_at_once_or_not_at_all(session: Session) -> None:
    keys = [lead(session, "甲厂"), lead(session, "乙园")]
    assert leads.follow_up_many(session, [*keys, keys[0]], contact("2026-03-10")) == 2
    assert [len(leads.detail(session, key).follow_ups) for key in keys] == [1, 1]
    with pytest.raises(Refused, match="选中"):
        leads.follow_up_many(session, [], contact("2026-03-10"))


def test_a_contact_entered_by_mistake_is_corrected_or_taken_away(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-03", next_step="寄资料", next_on=DAY("2026-03-10")))
    leads.follow_up(session, key, contact("2026-03-30", next_step="看厂房", next_on=DAY("2026-04-10")))
    (last, _), (first, _) = lead_follow_ups.lines(session, key)

    def now() -> tuple[object, ...]:
        entry = leads.detail(session, key).entry
        return entry.last_followed_on, entry.next_step, entry.next_on

    lead_follow_ups.change_follow_up(session, last, contact("2026-03-20", next_step="看2号厂房"))
    assert now() == (DAY("2026-03-20"), "看2号厂房", None)
    lead_follow_ups.change_follow_up(session, first, contact("2026-03-04", next_step="寄资料"))
    assert now() == (DAY("2026-03-20"), "看2号厂房", None)
    lead_follow_ups.remove_follow_up(session, last)
    assert now() == (DAY("2026-03-04"), "寄资料", None)
    leads.save(session, replace(leads.detail(session, key).entry, next_step="等回话"), key)
    lead_follow_ups.remove_follow_up(session, first)
    assert now() == (None, "等回话", None)  # a step that was written by hand stays
    with pytest.raises(Refused, match="谈了什么"):
        leads.follow_up(session, key, contact("2026-03-04", " "))
    leads.give_up(session, key, LeadState.SHELVED, "等环评", DAY("2026-04-01"))
    ((mark_id, _),) = lead_follow_ups.lines(session, key)
    with pytest.raises(Refused, match="撤销"):
        lead_follow_ups.remove_follow_up(session, mark_id)


def test_a_follow_up_cannot_pass_for_a_mark_or_look_backwards(session: Session) -> None:
    key = lead(session)
    with pytest.raises(Refused):
        leads.follow_up(session, key, contact("2026-03-10", "【搁置】装作标记"))
    with pytest.raises(Refused) as refusal:
        leads.follow_up(session, key, contact("2026-03-10", next_on=DAY("2026-03-09")))
    assert refusal.value.field == "next_on"


TODAY = date(2026, 3, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("电话 王总说下周来看厂房", ("2026-03-18", FollowUpKind.PHONE, "王总说下周来看厂房", "", None)),
        (
            "昨天 来访，谈了土地价格；下步：3月20日前发报价",
            ("2026-03-17", FollowUpKind.VISITOR, "谈了土地价格", "3月20日前发报价", "2026-03-20"),
        ),
        (
            "3月5日拜访：看了样品。下一步 下周三回访",
            ("2026-03-05", FollowUpKind.VISIT, "看了样品", "下周三回访", "2026-03-25"),
        ),
        ("2026-02-27 微信、发了政策文件", ("2026-02-27", FollowUpKind.WECHAT, "发了政策文件", "", None)),
        ("12月30日 会议 研究用地", ("2025-12-30", FollowUpKind.MEETING, "研究用地", "", None)),
        ("拜访客户时谈到用电", ("2026-03-18", FollowUpKind.VISIT, "拜访客户时谈到用电", "", None)),
        ("暂无进展", ("2026-03-18", FollowUpKind.OTHER, "暂无进展", "", None)),
        ("谈妥 下步：月底前签约", ("2026-03-18", FollowUpKind.OTHER, "谈妥", "月底前签约", "2026-03-31")),
        ("谈妥 下步：1月5日复核", ("2026-03-18", FollowUpKind.OTHER, "谈妥", "1月5日复核", "2027-01-05")),
    ],
)
def test_one_line_is_a_follow_up(line: str, form: tuple[str, FollowUpKind, str, str, str | None]) -> None:
    read = leads.follow_up_from(line, TODAY)
    next_on = read.next_on.iso if read.next_on else None
    assert read.happened_on is not None
    assert (read.happened_on.iso, read.kind, read.content, read.next_step, next_on) == form


@pytest.mark.parametrize("line", ["", "  ", "昨天 电话", "明天 电话 约见"])
def test_a_line_that_says_nothing_or_lies_ahead_is_refused(line: str) -> None:
    with pytest.raises(Refused):
        leads.follow_up_from(line, TODAY)


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused(line: str) -> None:
    try:
        form = leads.follow_up_from(line, TODAY)
    except Refused:
        return
    assert form.content
    assert form.happened_on is not None
    assert form.happened_on.first <= TODAY


# 一企一策


def test_a_policy_says_what_holds_up_and_who_does_what_by_when(session: Session) -> None:
    key = lead(session)
    action = ActionLine(action="协调供电增容", person="王强", due_on=DAY("2026-04-10"))
    leads.save_policy(session, key, Policy("用电容量不够", (action,)))
    (kept,) = leads.policy(session, key).actions
    leads.finish(session, kept.id, DAY("2026-04-08"))
    second = replace(action, action="答复用地位置")
    leads.save_policy(session, key, Policy("用电容量不够", (replace(kept, done_on=DAY("2026-04-08")), second)))
    assert [(a.action, a.done_on) for a in leads.policy(session, key).actions] == [
        ("答复用地位置", None),
        ("协调供电增容", DAY("2026-04-08")),
    ]
    leads.save_policy(session, key, Policy("", ()))
    assert leads.policy(session, key) == Policy()
    for line in (replace(action, action=""), replace(action, person=""), replace(action, due_on=None)):
        with pytest.raises(Refused):
            leads.save_policy(session, key, Policy("", (line,)))


# Converting


def test_conversion_carries_everything_over_and_links_both_ways(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", place="浙江杭州"))
    fellow = fellows.save(session, FellowEntry(name="张伟", phone="13800000001"))
    key = lead(
        session, investor="宏达机械有限公司", intended_amount=YI, industry="工业", introducer="张伟", fellow_id=fellow,
        leader="李镇长", unit="法中村", person="王强", contact="周总", contact_title="经理", phone="13900000002",
        land_need="20亩", dealings="已看地",
    )  # fmt: skip
    photo = Attachment(
        office_id=leads_office(session), owner_kind="leads", owner_id=key, name="照片.jpg", size=3, sha256="x"
    )
    session.add(photo)
    session.flush()
    session.add(AttachmentContent(attachment_id=photo.id, content=b"abc"))
    session.flush()

    project_id = leads.convert(session, key, DAY("2026-04-01"))
    found = projects.detail(session, project_id)
    assert found.stage == "在谈"
    assert found.milestones[0].actual_on == DAY("2026-04-01")
    entry = found.entry
    assert (entry.name, entry.investor, entry.total_investment) == ("宏达机械配件项目", "宏达机械有限公司", YI)
    assert (entry.investor_place, entry.industry, entry.unit) == ("浙江杭州", "工业", "法中村")
    assert (entry.leader, entry.person, entry.introducer) == ("李镇长", "王强", "张伟")
    assert (entry.land_need, entry.progress) == ("20亩", "已看地")
    assert "周总（经理）　13900000002" in entry.note
    assert entry.phone == ""  # a project's phone is the township's own
    record = session.get_one(Project, project_id)
    assert (record.lead_id, record.fellow_id, record.enterprise_id) == (key, fellow, firm)
    assert leads.detail(session, key).project == (project_id, entry.code, entry.name)
    assert leads.origin_of(session, project_id) == (key, leads.detail(session, key).entry.code, "宏达机械配件项目")
    owners = [
        (a.owner_kind, session.get_one(AttachmentContent, a.id).content) for a in session.scalars(select(Attachment))
    ]
    assert sorted(owners) == [("leads", b"abc"), ("projects", b"abc")]


def leads_office(session: Session) -> str:
    from app.services import offices

    return offices.own_id(session)


def test_a_lead_is_converted_once_and_counted_once(session: Session) -> None:
    key = lead(session)
    leads.convert(session, key, DAY("2026-04-01"))
    with pytest.raises(Refused, match="已经转为项目"):
        leads.convert(session, key, DAY("2026-04-02"))
    assert [step.count for step in statistics.funnel(session, 2026, 10)][:2] == [1, 1]
    assert leads.listing(date(2026, 5, 1)).chip_counts(session)["转项目"] == 1


def test_the_clerk_may_change_the_draft_before_converting(session: Session) -> None:
    key = lead(session)
    draft = replace(leads.draft(session, key), name="宏达机械年产5万套配件项目", construction_kind="新建")
    project_id = leads.convert(session, key, DAY("2026-04-01"), draft)
    assert projects.detail(session, project_id).entry.name == "宏达机械年产5万套配件项目"
    assert leads.detail(session, key).entry.name == "宏达机械配件项目"


def test_what_was_given_up_or_registered_later_is_not_converted(session: Session) -> None:
    key = lead(session)
    with pytest.raises(Refused) as refusal:
        leads.convert(session, key, DAY("2026-03-01"))
    assert refusal.value.field == "on"
    leads.give_up(session, key, LeadState.FAILED, "已落户外地", DAY("2026-04-01"))
    with pytest.raises(Refused, match="重启"):
        leads.convert(session, key, DAY("2026-04-02"))


def test_a_project_in_the_recycle_bin_frees_its_lead_only_when_revived(session: Session) -> None:
    key = lead(session)
    project_id = leads.convert(session, key, DAY("2026-04-01"))
    with pytest.raises(Refused, match="已经转为项目"):
        leads.revive(session, key, "重来", DAY("2026-04-05"))
    projects.remove(session, [project_id], fixed(date(2026, 4, 3)).now())
    with pytest.raises(Refused, match="回收站"):
        leads.convert(session, key, DAY("2026-04-05"))
    leads.revive(session, key, "项目误建", DAY("2026-04-05"), LeadState.NEGOTIATING)
    assert leads.convert(session, key, DAY("2026-04-06")) != project_id


def test_a_leads_firm_is_linked_by_its_name_unless_two_firms_share_it(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司"))
    key = lead(session, investor="宏达机械有限公司")
    assert leads.detail(session, key).entry.enterprise_id == firm
    enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", credit_code="91350100M000100Y43"))
    other = lead(session, "另一条线索", investor="宏达机械有限公司")
    assert leads.detail(session, other).entry.enterprise_id is None
    chosen = leads.detail(session, other).entry
    leads.save(session, replace(chosen, enterprise_id=firm), other)
    assert leads.detail(session, other).entry.enterprise_id == firm


# Lists


KNOWN = st.one_of(
    st.none(),
    st.dates(date(2026, 8, 1), date(2026, 11, 10)).map(DAY.of),
    st.sampled_from([DAY("2026-08"), DAY("2026-09"), DAY("2026-10"), DAY("2025"), DAY("2026")]),
)
TODAYS = st.one_of(
    st.dates(date(2026, 9, 20), date(2026, 11, 12)), st.sampled_from([date(2026, 11, 1), date(2027, 1, 4)])
)


@example(
    states=LeadState.NEW, judgement=Judgement.VALID, dates=(None, None, None, None, DAY("2026-08-03"), None),
    amount=None, today=date(2026, 11, 2),
)  # fmt: skip
@given(
    states=st.sampled_from(LeadState), judgement=st.sampled_from(Judgement), dates=st.tuples(*[KNOWN] * 6),
    amount=st.sampled_from([None, YI - 1, YI]), today=TODAYS,
)  # fmt: skip
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_list_and_the_clocks_agree_on_what_is_late(
    session: Session, states: LeadState, judgement: Judgement, dates: tuple[PartialDate | None, ...],
    amount: int | None, today: date,
) -> None:  # fmt: skip
    registered, judged, last, step, explained, revived = dates
    entry = LeadEntry(
        name="甲", registered_on=registered, judgement=judgement, judged_on=judged, last_followed_on=last, next_on=step,
        intended_amount=amount, state=states,
    )  # fmt: skip
    savepoint = session.begin_nested()
    key = leads.keep(session, entry)
    if explained is not None:
        mark(session, key, Mark.EXPLAINED, explained, "等环评")
    if revived is not None:
        mark(session, key, Mark.REVIVED, revived, "由“搁置”重启：企业已融资")
    late = any(term.is_late(today) for term in leads.running_terms(session, key))
    listing = leads.listing(today)
    (row,) = listing.rows(session, [key])
    assert bool(row.is_late) == late
    assert listing.chip_counts(session)[leads.LATE] == int(late)
    savepoint.rollback()
    session.expire_all()
