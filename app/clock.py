"""Today and now, handed in from outside, so that a test or a report can stand at any date."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the local time; everything below the window asks this and never the system."""

    def now(self) -> datetime:
        """Local time, without a zone, to the second."""
        ...

    def today(self) -> date:
        """The local date."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Local time, without a zone, to the second."""
        return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - an office lives in its local time

    def today(self) -> date:
        """The local date."""
        return self.now().date()


@dataclass
class FixedClock:
    """A clock that stands still until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def today(self) -> date:
        """The date of that moment."""
        return self.moment.date()


def fixed(day: date) -> FixedClock:
    """A clock standing at nine in the morning of ``day``."""
    return FixedClock(datetime(day.year, day.month, day.day, 9))  # noqa: DTZ001 - local by contract
