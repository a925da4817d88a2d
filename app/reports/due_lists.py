"""待办 as the list for the Monday meeting, person by person."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.columns.reminders import MEETING
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import offices, reminders
from app.services.reminders.reminder import Reminder


def due_list(session: Session, found: Iterable[Reminder], last: date, today: date, person: str = "") -> Document:
    """What is due by ``last``, of all or of one ``person``."""
    office = offices.current(session)
    name = office.name if office else ""
    rows = [_as_printed(one) for one in _by_person(found, today)]
    line = f"填报单位：{name}\t截至{last.year}年{last.month}月{last.day}日"
    return ledgers.document(LedgerView(f"{name}{person}招商引资工作待办事项表", MEETING, rows), line, whole=True)


def _by_person(found: Iterable[Reminder], today: date) -> list[Reminder]:
    """Who has most that is late stands first; what is nobody's comes last."""
    asked = tuple(found)
    order = {one.person: place for place, one in enumerate(reminders.people(asked, today))}
    return sorted(asked, key=lambda one: (order[one.person], one.due_on))


def _as_printed(one: Reminder) -> dict[str, Any]:
    """A line of the list; what is not late leaves its cell empty."""
    return {**asdict(one), "days_late": one.days_late or None}
