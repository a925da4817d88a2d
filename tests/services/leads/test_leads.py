"""Leads: which state follows on which, and who judged one by which rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import Judgement, LeadState
from app.services import (
    leads,
)
from app.services.leads import JudgementForm, LeadEntry
from app.services.leads.validity import CLAUSES, FEASIBLE, MET, PLAN, PROPOSAL, REPORT, USUAL, VISIT
from tests.services.leads.records import DAY, ON, contact, lead


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
