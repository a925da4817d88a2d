"""Whether a lead is past one of its clocks, as SQL: the same rule as ``lead_terms``, for lists of any length.

A term never ends earlier for a later start, so "past its end today" is "started on or before a certain day"; that day
is found once for each length of term, and the database compares dates as text.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, func, not_, or_, select, type_coerce

from app.models.leads import Judgement, Lead, LeadFollowUp
from app.services.leads.follow_ups import Mark
from app.services.leads.terms import ENDED, MAJOR, TermDays
from app.services.workdays import WorkCalendar

_ONE = timedelta(days=1)


def is_late(today: date, calendar: WorkCalendar, terms: TermDays) -> ColumnElement[bool]:
    """True for a lead that is past a clock, or past the date of its next step."""

    revived = func.coalesce(_marked(Mark.REVIVED), "")

    def past(start: ColumnElement[str], days: int) -> ColumnElement[bool]:
        latest = _latest(today, days, lambda day: calendar.ends(day, days))
        return and_(start <= latest, revived <= latest)

    registered, judged = _end(Lead.registered_on), _end(Lead.judged_on)
    last, step = _end(Lead.last_followed_on), _end(Lead.next_on)
    pending, valid = Lead.judgement == Judgement.PENDING, Lead.judgement == Judgement.VALID
    untouched = Lead.last_followed_on.is_(None)
    awaits_reply = and_(pending, untouched)
    awaits_feedback = and_(valid, or_(untouched, func.coalesce(last < _start(Lead.judged_on), False)))
    is_major = func.coalesce(Lead.intended_amount >= MAJOR, False)
    explained = func.coalesce(_marked(Mark.EXPLAINED), "")
    quiet_since = func.nullif(func.max(func.coalesce(last, registered, ""), explained, revived), "")
    clocks = or_(
        and_(pending, past(registered, terms.judge), not_(is_major)),
        and_(pending, past(registered, terms.judge_major), is_major),
        and_(awaits_reply, past(registered, terms.reply)),
        and_(awaits_feedback, past(func.coalesce(judged, registered), terms.feedback)),
        and_(not_(awaits_reply), not_(awaits_feedback), past(last, terms.follow)),
        quiet_since <= _latest(today, 28, calendar.month_after),
        step <= _padded(today - _ONE),
    )
    runs = and_(Lead.state.not_in(list(ENDED)), Lead.judgement != Judgement.INVALID)
    return case((and_(runs, clocks), True), else_=False)


def _latest(today: date, least: int, ends: Callable[[date], date]) -> str:
    """The latest start of a term that is over before ``today``; ``least`` is the shortest that the term can be."""
    start = today - timedelta(days=least + 1)
    while ends(start) >= today:
        start -= _ONE
    return _padded(start)


def _padded(day: date) -> str:
    """A day as it is compared with :func:`_end`: a month that is over by then counts as well."""
    if day.day < monthrange(day.year, day.month)[1]:
        return day.isoformat()
    return f"{day.year:04d}-99-99" if day.month == 12 else f"{day.year:04d}-{day.month:02d}-99"


def _end(column: Any) -> ColumnElement[str]:
    """The latest day a date can be, as text that sorts: 2026-03 is 2026-03-99."""
    return _filled(column, "-99-99")


def _start(column: Any) -> ColumnElement[str]:
    return _filled(column, "-01-01")


def _filled(column: Any, rest: str) -> ColumnElement[str]:
    text = type_coerce(column, Text())
    return text.concat(func.substr(rest, func.length(text) - 3, type_=Text()))


def _marked(mark: Mark) -> ColumnElement[str]:
    """When a lead last had that mark: its silence was explained, or it was taken up again."""
    marks = select(func.max(_end(LeadFollowUp.happened_on))).where(
        LeadFollowUp.lead_id == Lead.id, LeadFollowUp.content.startswith(mark.head, autoescape=True)
    )
    return marks.correlate(Lead).scalar_subquery()
