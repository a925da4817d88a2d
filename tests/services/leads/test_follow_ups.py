"""What was done about leads: contacts, one line that becomes one, and 一企一策."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import FollowUpKind, LeadState
from app.services import leads, workdays
from app.services.leads import Policy, terms
from app.services.leads import follow_ups as lead_follow_ups
from app.services.leads.actions import ActionLine
from app.services.leads.terms import TermDays
from tests.services.leads.records import DAY, contact, lead


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


def test_of_several_contacts_on_one_day_the_last_entered_is_the_latest(session: Session) -> None:
    key = lead(session)
    for content, step in (("乙来电", "寄资料"), ("甲来访", "看厂房"), ("丙又来电", "报价")):
        leads.follow_up(session, key, contact("2026-03-20", content, next_step=step))
    assert [line.content for line in lead_follow_ups.timeline(session, key)] == ["丙又来电", "甲来访", "乙来电"]
    lead_follow_ups.remove_follow_up(session, lead_follow_ups.lines(session, key)[0][0])
    assert leads.detail(session, key).entry.next_step == "看厂房"


def test_the_list_is_late_by_the_offices_own_terms_and_days_off(session: Session) -> None:
    key = lead(session)
    leads.follow_up(session, key, contact("2026-03-02"))
    monday = date(2026, 3, 9)

    def late(today: date) -> bool:
        return leads.listing(session, today).chip_counts(session)[leads.LATE] == 1

    assert late(monday)  # 研判 was due on Thursday the 5th
    terms.set_days(session, replace(TermDays(), judge=7))
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
