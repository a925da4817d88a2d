"""One thing that is due, and what every kind of reminder is asked with."""

from dataclasses import dataclass
from datetime import date

from app.services.reminder_terms import ReminderTerms
from app.services.workdays import WorkCalendar
from app.values.dates import PartialDate


@dataclass(frozen=True)
class Reminder:
    """One line of 待办.

    ``kind`` is one of ``reminders.KINDS``; ``record_kind`` and ``record_id`` name the record that a click goes to
    (record_id is empty for what concerns the office). ``due_on`` is the last day on which it is kept.
    """

    kind: str
    title: str
    what: str
    due_on: date
    person: str
    unit: str
    record_kind: str
    record_id: str
    days_late: int = 0

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


@dataclass(frozen=True)
class Due:
    """What is asked for: all that is due by ``until``, seen from ``today``."""

    today: date
    until: date
    calendar: WorkCalendar
    terms: ReminderTerms

    def reminder(
        self,
        kind: str,
        title: str,
        what: str,
        due: date | PartialDate | None,
        record: tuple[str, str],
        person: str = "",
        unit: str = "",
    ) -> list[Reminder]:
        """The reminder, or nothing where there is no day or it lies beyond; ``record`` is its kind and id."""
        due_on = due.last if isinstance(due, PartialDate) else due
        if due_on is None or due_on > self.until:
            return []
        late = max(0, (self.today - due_on).days)
        return [Reminder(kind, title, what, due_on, person, unit, *record, late)]
