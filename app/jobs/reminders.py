"""待办 with the state of the backups, which the records do not know; and the list for the Monday meeting."""

from datetime import date
from pathlib import Path

from app.database.engine import Database
from app.database.shelf import copies
from app.documents.writing import must_end_with
from app.jobs.papers import print_paper
from app.reports.due_lists import due_list
from app.reports.ledgers import FORMATS
from app.services import reminders, workdays
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
    must_end_with(out, FORMATS)
    today = database.clock.today()
    last = until or reminders.end_of_week(today)
    found = [one for one in due(database, last) if person is None or one.person == person]
    print_paper(database, out, lambda session: due_list(session, found, last, today, person or ""))
    return len(found)
