"""The clocks of leads, and the list that is late by the same clocks."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import Judgement, LeadState
from app.services import leads, workdays
from app.services.leads import LeadEntry, reports, terms
from app.services.leads.follow_ups import Mark, mark
from app.services.leads.terms import LeadFacts, Term, TermDays, TermKind
from app.values.dates import PartialDate
from tests.services.leads.records import DAY, ON, YI, contact, lead


def facts(**more: object) -> LeadFacts:
    usual = {
        "state": LeadState.NEW, "judgement": Judgement.PENDING, "registered_on": ON, "judged_on": None,
        "last_followed_on": None, "next_on": None,
    }  # fmt: skip
    return LeadFacts(**usual | more)  # type: ignore[arg-type]


def due(lead: LeadFacts) -> dict[TermKind, date]:
    return {term.kind: term.due_on for term in terms.open_terms(lead, workdays.published(), TermDays())}


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
    assert terms.pressing(leads.running_terms(session, key), date(2026, 4, 11)) == stalled
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
    assert not leads.listing(session, date(2026, 9, 4)).rows(session, [key])[0].is_late
    assert leads.listing(session, date(2026, 9, 5)).rows(session, [key])[0].is_late


def test_a_reason_for_no_progress_answers_for_one_month(session: Session) -> None:
    key = lead(session)
    leads.explain(session, key, DAY("2026-04-08"), "等环评批复")

    def stalled(last: date) -> list[str]:
        return [row.words for row in reports.week(session, last - timedelta(6), last).stalled]

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
    terms.set_days(session, TermDays(reply=2, follow=10))
    assert terms.days(session) == TermDays(reply=2, follow=10)
    with pytest.raises(Refused):
        terms.set_days(session, TermDays(judge=0))


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
    listing = leads.listing(session, today)
    (row,) = listing.rows(session, [key])
    assert bool(row.is_late) == late
    assert listing.chip_counts(session)[leads.LATE] == int(late)
    savepoint.rollback()
    session.expire_all()
