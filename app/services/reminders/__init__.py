"""待办: what is due, of every kind, by day and person. Nothing is stored: each kind asks the records themselves."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.services import workdays
from app.services.reminder_terms import ReminderTerms, set_terms, terms
from app.services.reminders import of_leads, of_office, of_projects
from app.services.reminders.reminder import Due, Reminder
from app.values.weeks import week_of

__all__ = ["KINDS", "Reminder", "ReminderTerms", "set_terms", "terms"]

_SOURCES: tuple[Callable[[Session, Due], list[Reminder]], ...] = (
    of_leads.leads,
    of_leads.actions,
    of_leads.fellows,
    of_projects.projects,
    of_projects.promises,
    of_projects.problems,
    of_projects.vouchers,
    of_office.reports,
    of_office.letters,
    of_office.submission,
    of_office.days_off,
)
KINDS = (
    "线索",
    "一企一策",
    "乡贤联系",
    "半月跟踪",
    "阶段停留",
    "履约",
    "问题",
    "缺凭证",
    "月报",
    "责任书",
    "报送",
    "放假安排",
    "备份",
)


@dataclass(frozen=True)
class PersonDue:
    """What one person has to do; ``late`` counts what is past its day."""

    person: str
    count: int
    late: int


def due(session: Session, today: date, until: date | None = None) -> tuple[Reminder, ...]:
    """All that is due by ``until`` (the coming Sunday where it is not said), the oldest first."""
    asked = Due(today, until or end_of_week(today), workdays.calendar(session), terms(session))
    found = [reminder for source in _SOURCES for reminder in source(session, asked)]
    return tuple(sorted(found, key=lambda one: (one.due_on, KINDS.index(one.kind), one.title)))


def count(session: Session, today: date) -> int:
    """How many things are due today or late: the number on the window's button."""
    return len(due(session, today, today))


def people(reminders: tuple[Reminder, ...], today: date) -> tuple[PersonDue, ...]:
    """The reminders by person, who has most that is late first; what is nobody's comes last."""
    counts = Counter(one.person for one in reminders)
    late = Counter(one.person for one in reminders if one.is_late(today))
    found = (PersonDue(person, counts[person], late[person]) for person in counts)
    return tuple(sorted(found, key=lambda one: (not one.person, -one.late, -one.count, one.person)))


def end_of_week(today: date) -> date:
    """The Sunday on or after a day."""
    return week_of(today)[1]
