"""The clocks that run for one lead, from its record and its timeline."""

from sqlalchemy.orm import Session

from app.models.leads import Lead
from app.services import workdays
from app.services.entries import must_exist
from app.services.leads import terms
from app.services.leads.follow_ups import Mark, marked_on
from app.services.leads.terms import LeadFacts, Term


def running_terms(session: Session, key: str) -> tuple[Term, ...]:
    """The clocks that run for the lead, the earliest first."""
    lead = must_exist(session, Lead, key)
    facts = LeadFacts(
        lead.state,
        lead.judgement,
        lead.registered_on,
        lead.judged_on,
        lead.last_followed_on,
        lead.next_on,
        lead.intended_amount,
        marked_on(session, Mark.EXPLAINED, [key]).get(key),
        marked_on(session, Mark.REVIVED, [key]).get(key),
    )
    return terms.open_terms(facts, workdays.calendar(session), terms.days(session))
