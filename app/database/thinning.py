"""Which copies of a database may go: many of yesterday, few of last year, never the newest."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from app.database.shelf import Copy, Reason

_LATEST_DAYS, _LATEST_CAP = 2, 20
_KEPT: tuple[tuple[int, Callable[[date], object]], ...] = (
    (14, lambda day: day),
    (8, lambda day: day.isocalendar()[:2]),
    (12, lambda day: (day.year, day.month)),
)
_BEFORE = frozenset({Reason.UPGRADE, Reason.IMPORT, Reason.RESTORE, Reason.CONSOLIDATION, Reason.DELETION})
_BEFORE_DAYS, _BEFORE_LEAST = 90, 5


def to_delete(copies: Iterable[Copy], today: date, room: int) -> list[Copy]:
    """The copies that may go, the oldest first; ``room`` is how many bytes all of them may take together.

    Kept are all of the last two days (twenty at most), the last of each of 14 days, 8 weeks and 12 months, and
    those made before an upgrade, an import or the like for 90 days. Days are counted as they occur among the
    copies, in the order of their numbers: a clock that jumps neither empties the shelf nor stops it.
    """
    newest_first = sorted(copies, key=lambda copy: -copy.number)
    kept = {copy.number for copy in _worth_keeping(newest_first, today)}
    spent = 0
    for place, copy in enumerate(newest_first):
        if copy.number not in kept:
            continue
        spent += copy.size
        if spent > room and place > 0:
            kept.discard(copy.number)
    return [copy for copy in reversed(newest_first) if copy.number not in kept]


def _worth_keeping(newest_first: Sequence[Copy], today: date) -> Iterable[Copy]:
    yield from newest_first[:1]
    yield from _latest(newest_first)
    for count, bucket in _KEPT:
        yield from _last_of_each(newest_first, bucket, count)
    before = [copy for copy in newest_first if copy.reason in _BEFORE]
    yield from before[:_BEFORE_LEAST]
    yield from (copy for copy in before if today - copy.day <= timedelta(days=_BEFORE_DAYS))


def _latest(newest_first: Sequence[Copy]) -> list[Copy]:
    days = list(dict.fromkeys(copy.day for copy in newest_first))[:_LATEST_DAYS]
    return [copy for copy in newest_first if copy.day in days][:_LATEST_CAP]


def _last_of_each(newest_first: Sequence[Copy], bucket: Callable[[date], object], count: int) -> list[Copy]:
    last: dict[object, Copy] = {}
    for copy in newest_first:
        last.setdefault(bucket(copy.day), copy)
    return list(last.values())[:count]
