"""What stands too long or is overdue among projects: amber past its limit, red past twice of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app.services import reminder_terms
from app.services.lists import Filter
from app.ui.desk import Desk
from app.values.dates import PartialDate
from app.values.stages import Stage

_TERMS = {
    Stage.RESERVED: "reserved",
    Stage.PUBLISHED: "reserved",
    Stage.NEGOTIATING: "negotiating",
    Stage.REVIEWED: "negotiating",
    Stage.APPROVED: "negotiating",
    Stage.SIGNED: "signed",
    Stage.LANDED: "landed",
}
_BEFORE_START = frozenset({Stage.SIGNED, Stage.LANDED})


class Lateness:
    """Judges cells of project rows at the desk's date by the office's limits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limits: dict[str, int] | None = None

    def refresh(self) -> None:
        """Reads the office's limits anew when they are next asked for."""
        self._limits = None

    def tint(self, field: str, row: Any) -> str:
        """``late``, ``soon`` or nothing for one cell."""
        if field == "days_in_stage":
            return self._standing(row.stage, row.days_in_stage)
        if field == "start_planned_on" and start_is_late(row.stage, row.start_planned_on, self._desk.today):
            return "late"
        return ""

    def _own_limits(self) -> dict[str, int]:
        if self._limits is None:
            with self._desk.read() as session:
                terms = reminder_terms.terms(session)
            self._limits = {stage: getattr(terms, name) for stage, name in _TERMS.items()}
        return self._limits

    def _standing(self, stage: str, days: int | None) -> str:
        limit = self._own_limits().get(stage)
        if limit is None or days is None or days <= limit:
            return ""
        return "late" if days > 2 * limit else "soon"


def days_filter(asked: Filter, today: date) -> Filter:
    """A range of days in a stage as the list knows it: by the negated digits of the date since when."""
    low = None if asked.low is None else -_digits(today - timedelta(days=asked.low))
    high = None if asked.high is None else -_digits(today - timedelta(days=asked.high))
    return Filter(asked.field, None, low, high)


def days_asked(asked: Filter, today: date) -> Filter:
    """The way back from :func:`days_filter`: how many days were asked for."""
    low = None if asked.low is None else (today - _of_digits(-asked.low)).days
    high = None if asked.high is None else (today - _of_digits(-asked.high)).days
    return Filter(asked.field, None, low, high)


def _of_digits(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def _digits(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def start_is_late(stage: str, planned: PartialDate | None, today: date) -> bool:
    """Whether a signed project should have started by now."""
    return stage in _BEFORE_START and planned is not None and planned.last < today
