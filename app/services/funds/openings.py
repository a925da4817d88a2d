"""期初到位资金: entries that stand for the sums of a ledger until the money is entered piece by piece."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.funds import FundsEntry


def by_project(session: Session) -> dict[str, list[str]]:
    """Ids of the entries that stand for the sums of a ledger, by project id, the earliest date first."""
    found: dict[str, list[str]] = {}
    opening = (FundsEntry.deleted_at.is_(None), FundsEntry.is_opening.is_(True))
    statement = select(FundsEntry.project_id, FundsEntry.id).where(*opening)
    for project_id, key in session.execute(statement.order_by(FundsEntry.received_on.nulls_last(), FundsEntry.id)):
        found.setdefault(project_id, []).append(key)
    return found
