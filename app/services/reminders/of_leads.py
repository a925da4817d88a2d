"""待办 of leads: the clocks of each, the measures of 一企一策, and fellow townspeople to speak with again."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.fellows import Fellow
from app.models.leads import Judgement, Lead, LeadAction
from app.models.units import Unit
from app.services.leads import terms as lead_terms
from app.services.leads.follow_ups import Mark, marked_on
from app.services.leads.terms import ENDED, LeadFacts, TermKind
from app.services.reminders.reminder import Due, Reminder
from app.values.dates import PartialDate

_WORDS: Mapping[TermKind, str] = {
    TermKind.REPLY: "答复来源方或客商",
    TermKind.JUDGE: "组织研判",
    TermKind.FEEDBACK: "反馈进展",
    TermKind.FOLLOW: "定期跟进",
    TermKind.STEP: "下步措施",
    TermKind.STALLED: "一个月无进展，说明原因",
}


def leads(session: Session, asked: Due) -> list[Reminder]:
    """One reminder for each lead: its most pressing clock."""
    terms = lead_terms.days(session)
    columns = (
        Lead.id, Lead.name, Lead.state, Lead.judgement, Lead.registered_on, Lead.judged_on, Lead.last_followed_on,
        Lead.next_on, Lead.next_step, Lead.intended_amount, Lead.person, Lead.leader, Unit.name.label("unit"),
    )  # fmt: skip
    living = (
        select(*columns)
        .outerjoin(Unit, Lead.unit_id == Unit.id)
        .where(Lead.deleted_at.is_(None), Lead.state.not_in(list(ENDED)), Lead.judgement != Judgement.INVALID)
    )
    rows = session.execute(living).all()
    keys = [row.id for row in rows]
    explained, revived = (marked_on(session, mark, keys) for mark in (Mark.EXPLAINED, Mark.REVIVED))
    found: list[Reminder] = []
    for row in rows:
        facts = LeadFacts(
            row.state,
            row.judgement,
            row.registered_on,
            row.judged_on,
            row.last_followed_on,
            row.next_on,
            row.intended_amount,
            explained.get(row.id),
            revived.get(row.id),
        )
        running = lead_terms.open_terms(facts, asked.calendar, terms)
        term = lead_terms.pressing(running, asked.today)
        if term is None:
            continue
        what = f"{_WORDS[term.kind]}：{row.next_step}" if term.kind is TermKind.STEP and row.next_step else ""
        record = ("leads", row.id)
        found += asked.reminder(
            "线索", row.name, what or _WORDS[term.kind], term.due_on, record, row.person or row.leader, row.unit or ""
        )
    return found


def actions(session: Session, asked: Due) -> list[Reminder]:
    """Measures that were promised and are not done, of leads that have not ended."""
    statement = (
        select(LeadAction, Lead.name, Unit.name)
        .join(Lead, LeadAction.lead_id == Lead.id)
        .outerjoin(Unit, Lead.unit_id == Unit.id)
        .where(Lead.deleted_at.is_(None), Lead.state.not_in(list(ENDED)), LeadAction.done_on.is_(None))
        .where(LeadAction.due_on.is_not(None), LeadAction.due_on <= PartialDate.of(asked.until).iso)
    )
    found: list[Reminder] = []
    for action, lead, unit in session.execute(statement).all():
        record = ("leads", action.lead_id)
        found += asked.reminder("一企一策", lead, action.action, action.due_on, record, action.person, unit or "")
    return found


def fellows(session: Session, asked: Due) -> list[Reminder]:
    """People whose next contact has come."""
    statement = select(Fellow).where(
        Fellow.deleted_at.is_(None), Fellow.next_contact_on <= PartialDate.of(asked.until).iso
    )
    found: list[Reminder] = []
    for person in session.scalars(statement):
        if person.next_contact_on is None or _was_kept(person):
            continue
        words = "　".join(filter(None, ("联系", person.employer, person.residence)))
        record = ("fellows", person.id)
        found += asked.reminder("乡贤联系", person.name, words, person.next_contact_on.last, record, person.leader)
    return found


def _was_kept(person: Fellow) -> bool:
    """Whether the person was spoken to on that day or later, and only the next date was not entered."""
    last, due = person.last_contact_on, person.next_contact_on
    return last is not None and due is not None and last.first >= due.first
