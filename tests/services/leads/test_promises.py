"""A promised day of a lead goes only when somebody says so."""

from sqlalchemy.orm import Session

from app.services import leads
from app.services.leads import FollowUpForm, LeadEntry, follow_ups
from app.values.dates import PartialDate

DAY = PartialDate


def contact(on: str, **more: object) -> FollowUpForm:
    return FollowUpForm(DAY(on), content="通了电话", **more)  # type: ignore[arg-type]


def promised(session: Session) -> str:
    key = leads.save(session, LeadEntry(name="电机厂"), year=2026)
    leads.follow_up(session, key, contact("2026-03-02"))
    leads.follow_up(session, key, contact("2026-03-05", next_step="发报价", next_on=DAY("2026-03-20")))
    return key


def _next(session: Session, key: str) -> tuple[str, PartialDate | None]:
    entry = leads.detail(session, key).entry
    return entry.next_step, entry.next_on


def test_a_contact_without_a_next_step_leaves_the_promise_of_the_one_before(session: Session) -> None:
    key = promised(session)
    leads.follow_up(session, key, contact("2026-03-09"))
    assert _next(session, key) == ("发报价", DAY("2026-03-20"))


def test_it_is_asked_before_a_promise_goes_and_told_whose_it_is(session: Session) -> None:
    key = promised(session)
    ((field, sentence),) = follow_ups.promises_ended(session, [key], contact("2026-03-09"))
    assert field == "next_on"
    assert "“电机厂”原定2026年3月20日前的下步“发报价”" in sentence
    leads.follow_up_many(session, [key], contact("2026-03-09"), ends_promise=True)
    assert _next(session, key) == ("", None)


def test_nothing_is_asked_where_a_new_day_is_promised_or_the_contact_is_an_older_one(session: Session) -> None:
    key = promised(session)
    assert not follow_ups.promises_ended(session, [key], contact("2026-03-09", next_on=DAY("2026-03-30")))
    assert not follow_ups.promises_ended(session, [key], contact("2026-03-03"))
