"""待办 with the state of the backups, which the records do not know; and the list for the Monday meeting."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.columns.reminders import MEETING
from app.database.engine import Database
from app.database.shelf import copies
from app.documents.writing import must_end_with, write
from app.reports import ledgers
from app.reports.ledgers import LedgerView
from app.services import offices, reminders, workdays
from app.services.reminders.of_office import backup
from app.services.reminders.reminder import Due, Reminder


def due(database: Database, until: date | None = None) -> tuple[Reminder, ...]:
    """All that is due by ``until`` (this week's Sunday), backups included, the oldest first."""
    today = database.clock.today()
    last = until or reminders.end_of_week(today)
    with database.read() as session:
        found = reminders.due(session, today, last)
        asked = Due(today, last, workdays.calendar(session), reminders.terms(session))
    made = max((copy.made_at for copy in copies(database.path)), default=None)
    return tuple(sorted((*found, *backup(asked, made)), key=lambda one: one.due_on))


def count(database: Database) -> int:
    """How many things are due today or late: the number on the window's button."""
    return len(due(database, database.clock.today()))


def print_due(database: Database, out: Path, until: date | None = None, person: str | None = None) -> int:
    """The list for the Monday meeting to ``out`` (.pdf or .xlsx), person by person, or one person's.

    Returns how many lines it has.
    """
    must_end_with(out, ledgers.FORMATS)
    today = database.clock.today()
    last = until or reminders.end_of_week(today)
    found = [one for one in due(database, last) if person is None or one.person == person]
    with database.read() as session:
        office = offices.current(session)
    name = office.name if office else ""
    whose = f"{person}" if person else ""
    title = f"{name}{whose}招商引资工作待办事项表"
    line = f"填报单位：{name}\t截至{last.year}年{last.month}月{last.day}日"
    rows = [_as_printed(one) for one in _by_person(found, today)]
    write(out, ledgers.document(LedgerView(title, MEETING, rows), line))
    return len(found)


def _by_person(found: Iterable[Reminder], today: date) -> list[Reminder]:
    """Who has most that is late stands first; what is nobody's comes last."""
    asked = tuple(found)
    order = {one.person: place for place, one in enumerate(reminders.people(asked, today))}
    return sorted(asked, key=lambda one: (order[one.person], one.due_on))


def _as_printed(one: Reminder) -> dict[str, Any]:
    """A line of the list; what is not late leaves its cell empty."""
    return {**asdict(one), "days_late": one.days_late or None}
