"""What records are called, whatever their kind: for who follows a sentence or a doubt back to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.activities import Activity
from app.models.fellows import Fellow
from app.models.leads import Lead
from app.models.problems import Problem
from app.models.projects import Project
from app.values.kinds import LedgerKind

_BATCH = 400  # ids in one IN (...)


@dataclass(frozen=True)
class NamedRecord:
    """A record by its kind, as the window asks for it, its id and its name."""

    kind: LedgerKind
    id: str
    name: str


# Money is asked for by its projects.
_NAMES: dict[LedgerKind, tuple[LedgerKind, InstrumentedAttribute[str], ColumnElement[str] | InstrumentedAttribute[str]]]
_NAMES = {
    LedgerKind.PROJECTS: (LedgerKind.PROJECTS, Project.id, Project.name),
    LedgerKind.FUNDS: (LedgerKind.PROJECTS, Project.id, Project.name),
    LedgerKind.LEADS: (LedgerKind.LEADS, Lead.id, Lead.name),
    LedgerKind.ACTIVITIES: (LedgerKind.ACTIVITIES, Activity.id, Activity.name),
    LedgerKind.FELLOWS: (LedgerKind.FELLOWS, Fellow.id, Fellow.name),
    LedgerKind.PROBLEMS: (LedgerKind.PROBLEMS, Problem.id, Problem.description),
}


def names(session: Session, kind: LedgerKind, ids: Sequence[str]) -> tuple[NamedRecord, ...]:
    """The records of ``ids`` in their order, without those that are gone; none of a kind that has no records."""
    if kind not in _NAMES:
        return ()
    shown_as, key, name = _NAMES[kind]
    found = dict[str, str]()
    for start in range(0, len(ids), _BATCH):
        some = select(key, name).where(key.in_(ids[start : start + _BATCH]), key.class_.deleted_at.is_(None))
        found |= dict(iter(session.execute(some)))
    if kind is LedgerKind.ACTIVITIES:
        found |= _places(session, [one for one, called in found.items() if not called])
    return tuple(NamedRecord(shown_as, one, found[one]) for one in ids if one in found)


def _places(session: Session, nameless: Sequence[str]) -> dict[str, str]:
    """Activities without a name are called by where and when they were held."""
    told = select(Activity.id, Activity.place, Activity.kind, Activity.held_on).where(Activity.id.in_(nameless))
    return {
        key: f"{place}{kind}" + (f"（{held_on.text()}）" if held_on else "")
        for key, place, kind, held_on in session.execute(told)
    }
