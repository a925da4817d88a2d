"""Leads and contacts that are valid as they stand, for tests that care about one thing in them."""

from sqlalchemy.orm import Session

from app.services import leads
from app.services.leads import FollowUpForm, LeadEntry
from app.values.dates import PartialDate

DAY = PartialDate
YI = 10_000_000_000
ON = DAY("2026-03-02")  # a Monday


def lead(session: Session, name: str = "宏达机械配件项目", **entry: object) -> str:
    """A lead registered on :data:`ON`; returns its id."""
    return leads.save(session, LeadEntry(name=name, registered_on=ON, **entry))  # type: ignore[arg-type]


def contact(on: str, content: str = "谈了用地", **more: object) -> FollowUpForm:
    """A contact on that day."""
    return FollowUpForm(DAY(on), content=content, **more)  # type: ignore[arg-type]
