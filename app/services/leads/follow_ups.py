"""What was done about leads: contacts one by one or for several at once, and marks in the timeline that are none.

A mark (搁置、重启、转项目, the reason for a month without progress) stands in the timeline and is no contact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import FollowUpKind, Lead, LeadFollowUp, LeadState
from app.services.entries import as_entered, must_exist, put, taken
from app.services.leads.terms import ENDED
from app.values.dates import PartialDate
from app.values.words import clean

_BATCH = 400


class Mark(StrEnum):
    """What a line of the timeline says that is no contact."""

    EXPLAINED = "无进展说明"
    SHELVED = "搁置"
    FAILED = "失败"
    REVIVED = "重启"
    CONVERTED = "转项目"

    @property
    def head(self) -> str:
        """How such a line begins."""
        return f"【{self.value}】"


@dataclass(frozen=True)
class FollowUpForm:
    """What is entered of one contact with a lead."""

    happened_on: PartialDate | None = None
    kind: FollowUpKind = FollowUpKind.OTHER
    people: str = ""
    content: str = ""
    next_step: str = ""
    next_on: PartialDate | None = None

    @property
    def is_contact(self) -> bool:
        """Whether somebody spoke with the investor; a mark in the timeline is none."""
        return not self.content.startswith(tuple(mark.head for mark in Mark))


def lines(session: Session, key: str) -> tuple[tuple[str, FollowUpForm], ...]:
    """The lead's contacts and marks with their ids, the latest first."""
    statement = select(LeadFollowUp).where(LeadFollowUp.lead_id == key)
    found = session.scalars(statement.order_by(LeadFollowUp.happened_on.desc(), as_entered(LeadFollowUp).desc()))
    return tuple((line.id, taken(line, FollowUpForm)) for line in found)


def timeline(session: Session, key: str) -> tuple[FollowUpForm, ...]:
    """The lead's contacts and marks, the latest first."""
    return tuple(form for _, form in lines(session, key))


def promises_ended(session: Session, keys: Iterable[str], form: FollowUpForm) -> list[tuple[str, str]]:
    """The leads whose promised day would go with this contact, as (field, sentence) each: it names no day itself."""
    if form.next_on is not None or form.happened_on is None or not clean(form.content):
        return []
    found = []
    for lead in (must_exist(session, Lead, key) for key in dict.fromkeys(keys)):
        if lead.next_on is not None and _is_latest(lead, form.happened_on):
            step = f"“{lead.next_step}”" if lead.next_step else ""
            told = f"“{lead.name}”原定{lead.next_on.text()}前的下步{step}，这次没有填新的时限，保存后就不再提醒"
            found.append(("next_on", f"{told}；还要办的请填上下步时限。"))
    return found


def follow_up(session: Session, key: str, form: FollowUpForm, *, ends_promise: bool = False) -> None:
    """Records one contact; the lead's last contact, next step and state follow.

    A contact that says nothing of a next step leaves the one that was promised, unless it ``ends_promise``.
    """
    on = _checked(form)
    lead = must_exist(session, Lead, key)
    contact = LeadFollowUp(lead_id=key)
    put(contact, form)
    session.add(contact)
    if _is_latest(lead, on):
        lead.last_followed_on = on
        if clean(form.next_step) or form.next_on is not None or ends_promise:
            lead.next_step, lead.next_on = form.next_step.strip(), form.next_on
    if lead.state in {LeadState.NEW, LeadState.JUDGING}:
        lead.state = LeadState.FOLLOWED
    session.flush()


def change_follow_up(session: Session, line_id: str, form: FollowUpForm) -> None:
    """Corrects a contact; where the lead still has its next step, that follows."""
    _checked(form)
    contact = _contact(session, line_id)
    lead = must_exist(session, Lead, contact.lead_id)
    followed = (lead.next_step, lead.next_on) == (contact.next_step, contact.next_on)
    put(contact, form)
    session.flush()
    _settle(session, lead, steps_too=followed)


def remove_follow_up(session: Session, line_id: str) -> None:
    """Takes away a contact that was entered by mistake; the lead's last contact is then the one before."""
    contact = _contact(session, line_id)
    lead = must_exist(session, Lead, contact.lead_id)
    followed = (lead.next_step, lead.next_on) == (contact.next_step, contact.next_on)
    session.delete(contact)
    session.flush()
    _settle(session, lead, steps_too=followed)


def follow_up_many(session: Session, keys: Sequence[str], form: FollowUpForm, *, ends_promise: bool = False) -> int:
    """Records the same contact for several leads, as after a trip; returns how many. All are recorded or none."""
    distinct = list(dict.fromkeys(keys))
    if not distinct:
        raise Refused("请先在列表中选中要登记跟进的线索。")
    for key in distinct:
        follow_up(session, key, form, ends_promise=ends_promise)
    return len(distinct)


def explain(session: Session, key: str, on: PartialDate, reason: str) -> None:
    """Records why nothing came of the lead for a month; asks again in a month, and counts as no contact."""
    if not clean(reason):
        raise Refused("请写明没有进展的原因。", field="reason")
    lead = must_exist(session, Lead, key)
    if lead.state in ENDED:
        raise Refused(f"线索已经{lead.state}，不用再说明。")
    mark(session, key, Mark.EXPLAINED, on, reason)


def mark(session: Session, key: str, what: Mark, on: PartialDate, words: str) -> None:
    """Puts a line into the timeline that is no contact."""
    session.add(LeadFollowUp(lead_id=key, happened_on=on, content=f"{what.head}{clean(words)}"))
    session.flush()


def marked_on(session: Session, what: Mark, keys: Iterable[str]) -> dict[str, PartialDate]:
    """When each of these leads last had that mark; those without one are left out."""
    asked = list(keys)
    found: dict[str, PartialDate] = {}
    for start in range(0, len(asked), _BATCH):
        among = LeadFollowUp.lead_id.in_(asked[start : start + _BATCH])
        statement = select(LeadFollowUp.lead_id, func.max(LeadFollowUp.happened_on)).where(among, _is(what))
        found |= {key: day for key, day in session.execute(statement.group_by(LeadFollowUp.lead_id)) if day}
    return found


def marked_between(session: Session, what: Mark, first: PartialDate, last: PartialDate) -> dict[str, str]:
    """The words of a mark by lead, set within the days from ``first`` to ``last``; the latest of each lead."""
    statement = select(LeadFollowUp.lead_id, LeadFollowUp.content).where(
        _is(what), LeadFollowUp.happened_on >= first.iso, LeadFollowUp.happened_on <= last.iso
    )
    lines = session.execute(statement.order_by(LeadFollowUp.happened_on.asc(), as_entered(LeadFollowUp)))
    return {key: content.removeprefix(what.head) for key, content in lines}


def _checked(form: FollowUpForm) -> PartialDate:
    """The day of a contact that says all it must."""
    if form.happened_on is None:
        raise Refused("请填写跟进日期。", field="happened_on")
    if not clean(form.content):
        raise Refused("请写明这次谈了什么。", field="content")
    if not form.is_contact:
        raise Refused("跟进内容不能以“【搁置】”这类标记开头，请改写。", field="content")
    if form.next_on is not None and form.next_on.last < form.happened_on.first:
        raise Refused("下步时限早于跟进日期，请核对。", field="next_on")
    return form.happened_on


def _is_latest(lead: Lead, on: PartialDate) -> bool:
    return lead.last_followed_on is None or lead.last_followed_on.last <= on.last


def _contact(session: Session, line_id: str) -> LeadFollowUp:
    contact = must_exist(session, LeadFollowUp, line_id)
    if not taken(contact, FollowUpForm).is_contact:
        raise Refused("这一行是状态变化的记录，不能修改或删除；办错了请用“撤销”。")
    return contact


def _settle(session: Session, lead: Lead, *, steps_too: bool) -> None:
    """The lead's last contact, and its next step if it came of one, as the contacts now say."""
    contacts = [form for form in timeline(session, lead.id) if form.is_contact and form.happened_on is not None]
    latest = max(contacts, key=lambda form: form.happened_on.last if form.happened_on else date.min, default=None)
    lead.last_followed_on = latest.happened_on if latest else None
    if steps_too:
        lead.next_step, lead.next_on = (latest.next_step, latest.next_on) if latest else ("", None)
    session.flush()


def _is(what: Mark) -> ColumnElement[bool]:
    return LeadFollowUp.content.startswith(what.head, autoescape=True)
