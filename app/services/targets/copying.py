"""目标 from year to year: what another year had is taken over where this one has nothing yet."""

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.targets import Target
from app.models.units import Unit
from app.services import offices
from app.services.entries import standing

_TAKEN = ("unit_id", "indicator", "amount", "stretch", "schedule", "note")


def copy(session: Session, source: int, year: int) -> int:
    """Takes over the targets of another year that this one does not have yet; returns how many.

    Units that are gone or retired get none. Refused where the other year has nothing to take over.
    """
    own = offices.own_id(session)
    of_office = standing(Target).where(Target.office_id == own)
    before = session.scalars(of_office.where(Target.year == source)).all()
    if not before:
        raise Refused(f"{source}年没有目标任务可以沿用。", field="year")
    present = {(each.unit_id, each.indicator) for each in session.scalars(of_office.where(Target.year == year))}
    working = set(session.scalars(standing(Unit).where(Unit.retired.is_(False)).with_only_columns(Unit.id)))
    taken = [
        each
        for each in before
        if (each.unit_id, each.indicator) not in present and (each.unit_id is None or each.unit_id in working)
    ]
    for each in taken:
        values = {
            name: getattr(each, name) for name in ("unit_id", "indicator", "amount", "stretch", "schedule", "note")
        }
        session.add(Target(office_id=own, year=year, **values))
    session.flush()
    return len(taken)
