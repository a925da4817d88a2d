"""What a ledger shows on paper and not in the workbook that is taken in again: joined cells, numbers half hidden."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from app.services import fellows
from app.services.fellows import FellowRow
from app.services.leads import LeadRow
from app.services.masks import masked
from app.services.matching.names import phones
from app.values.codes import masked_phone


def leads_on_paper(session: Session, rows: Iterable[LeadRow]) -> list[LeadRow]:
    """Leads for ``columns.leads.PAPER``; townspeople's own numbers half hidden."""
    return [_joined(row) for row in shielded(session, rows)]


def people_on_paper(rows: Iterable[FellowRow]) -> list[FellowRow]:
    """Townspeople with every number half hidden."""
    return [masked("fellows", row) for row in rows]


def shielded(session: Session, rows: Iterable[LeadRow]) -> list[LeadRow]:
    """A fellow townsperson's own number stays in the 名录, also where he stands as the contact of a lead."""
    own = fellows.numbers(session)
    return [replace(row, phone=masked_phone(row.phone)) if phones(row.phone) & own else row for row in rows]


def _joined(row: LeadRow) -> LeadRow:
    """A lead with its contact's title, and the date of the next step, in the cells before them."""
    contact = f"{row.contact}（{row.contact_title}）" if row.contact and row.contact_title else row.contact
    term = f"（{row.next_on.deadline()}前）" if row.next_on else ""
    return replace(
        row,
        contact=contact or row.contact_title,
        phone=row.phone.replace("、", "\n"),  # several numbers stand one below the other
        next_step=f"{row.next_step}{term}",
    )
