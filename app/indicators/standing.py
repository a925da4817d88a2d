"""The one rule of time: was it so by the end of a month, in which month did it fall, where did a project stand?

Lists, panels, cards, charts, papers and scores all ask here. A date known only to the month or the year counts from
the last day that it may mean. An event without a date of its own was passed at the latest with a later one. A stage
that the office states without a date holds from the last event before it. Nothing depends on the day it is asked.
"""

from collections.abc import Mapping

from app.values.dates import PartialDate
from app.values.stages import STAGES, MilestoneKind, Stage

Dates = Mapping[MilestoneKind, PartialDate]  # the actual dates of a project's events
_DECEMBER = 12
WHOLE_YEAR = 0  # in place of a month: somewhere in the year, nobody knows in which month
_LIFE = STAGES[:-1]  # the stages in the order of life; an end takes nothing back and proves nothing


def is_by(when: PartialDate | None, year: int, month: int) -> bool:
    """Whether even the last day that a date may mean lies before the end of the month."""
    return when is not None and (when.year, when.month or _DECEMBER) <= (year, month)


def month_in(when: PartialDate | None, year: int, month: int) -> int | None:
    """The month in which a date counts in January to the end of ``month``; None outside.

    A year alone counts in the year to December, in none of its months: WHOLE_YEAR.
    """
    if when is None or when.year != year or not is_by(when, year, month):
        return None
    return when.month or WHOLE_YEAR


def falls_in(when: PartialDate | None, year: int, month: int) -> bool:
    """Whether all that a date may mean lies in just this month."""
    return month_in(when, year, month) == month


def may_lie_in(when: PartialDate | None, year: int, month: int) -> bool:
    """Whether January to the end of ``month`` leaves a date out that may lie in it, or after: a year alone."""
    return when is not None and when.month is None and when.year == year and month < _DECEMBER


def has_passed(kind: MilestoneKind, dates: Dates, year: int, month: int) -> bool:
    """Whether dates prove that an event, or a later stage, had come by the end of the month."""
    proofs: tuple[MilestoneKind, ...] = (kind,)
    if kind in _PLACES and kind is not MilestoneKind.ENDED:
        proofs = tuple(MilestoneKind(stage) for stage in _LIFE[_PLACES[kind] :])
    return any(is_by(dates.get(proof), year, month) for proof in proofs)


def got_to(kind: MilestoneKind, stage: Stage, dates: Dates, year: int, month: int) -> bool:
    """Whether a project that stands at ``stage`` today had come as far as ``kind`` by the end of the month."""
    if has_passed(kind, dates, year, month):
        return True
    if kind not in _PLACES or kind is MilestoneKind.ENDED:
        return False
    reached = furthest(stage, dates, year, month)
    return reached is not None and _LIFE.index(reached) >= _PLACES[kind]


def furthest(stage: Stage, dates: Dates, year: int, month: int) -> Stage | None:
    """The furthest stage that a project had come to by the end of the month, whether it ended then or not.

    ``stage`` is where it stands today. None for one that was not there yet.
    """
    reached = [each for each in _LIFE if is_by(dates.get(MilestoneKind(each)), year, month)]
    if stage in _LIFE and MilestoneKind(stage) not in dates:
        before = (dates.get(MilestoneKind(each)) for each in _LIFE[: _LIFE.index(stage)])
        if all(is_by(when, year, month) for when in before if when is not None):
            reached.append(stage)
    return max(reached, key=_LIFE.index, default=None)


def stood_at(stage: Stage, dates: Dates, year: int, month: int) -> Stage | None:
    """Where a project that stands at ``stage`` today stood at the end of the month; None before it was there."""
    if _had_ended(stage, dates, year, month):
        return Stage.ENDED
    return furthest(stage, dates, year, month)


def _had_ended(stage: Stage, dates: Dates, year: int, month: int) -> bool:
    ended = dates.get(MilestoneKind.ENDED)
    if ended is not None or stage is not Stage.ENDED:
        return is_by(ended, year, month)
    # Nobody wrote when it ended: after all that is known of it.
    return all(is_by(when, year, month) for kind, when in dates.items() if kind in _PLACES)


_PLACES: Mapping[MilestoneKind, int] = {MilestoneKind(stage): place for place, stage in enumerate(STAGES)}
