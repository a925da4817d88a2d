"""一企一策: what holds a lead up, and who does what by when to get it moving."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import Lead, LeadAction
from app.services.entries import must_exist, put, set_where_new, taken
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class ActionLine:
    """One measure; ``id`` is empty for a new one."""

    id: str = ""
    action: str = ""
    person: str = ""
    due_on: PartialDate | None = None
    done_on: PartialDate | None = None


@dataclass(frozen=True)
class Policy:
    """一企一策 of one lead: what holds it up, and the measures by their dates."""

    obstacles: str = ""
    actions: tuple[ActionLine, ...] = ()


def policy(session: Session, key: str) -> Policy:
    """What holds the lead up and what is being done about it, the open measures first."""
    lead = must_exist(session, Lead, key)
    lines = tuple(taken(action, ActionLine) for action in _actions(session, key))
    done_last = sorted(lines, key=lambda line: (line.done_on is not None, line.due_on is None, line.due_on or line.id))
    return Policy(lead.obstacles, tuple(done_last))


def save_policy(session: Session, key: str, entered: Policy) -> None:
    """Keeps the whole plan: lines that are gone are taken out; each needs its measure, its person and its date."""
    lead = must_exist(session, Lead, key)
    known = {action.id: action for action in _actions(session, key)}
    for line in entered.actions:
        _must_be_whole(line)
    set_where_new(lead, "obstacles", entered.obstacles.strip())
    for line in entered.actions:
        record = known.pop(line.id, None)
        if record is None:
            record = LeadAction(lead_id=key)
            session.add(record)
        put(record, line, without=("id",))
    for gone in known.values():
        session.delete(gone)
    session.flush()


def finish(session: Session, action_id: str, on: PartialDate) -> None:
    """Marks a measure as done."""
    action = must_exist(session, LeadAction, action_id)
    action.done_on = on
    session.flush()


def _actions(session: Session, key: str) -> Sequence[LeadAction]:
    return session.scalars(select(LeadAction).where(LeadAction.lead_id == key)).all()


def _must_be_whole(line: ActionLine) -> None:
    if not clean(line.action):
        raise Refused("请写明要做的事。", field="action")
    if not clean(line.person):
        raise Refused(f"“{clean(line.action)}”由谁负责，请填写。", field="person")
    if line.due_on is None:
        raise Refused(f"“{clean(line.action)}”什么时候完成，请填写时限。", field="due_on")
