"""The year's letters and assessment of a made-up township, drafted and numbered by the program itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.demo.rows import new_id
from app.reports import letters as letter_papers
from app.services import letters, schemes, units
from app.services.schemes import MarkEntry, starts
from app.values.dates import PartialDate
from app.values.quantities import MICRO

_SIGNED, _PRINTED = 7, 9  # of ten: the first seven are signed, two more printed


def hand_out(session: Session, rng: Random, today: date) -> int:
    """Drafts the letters of this year, and signs those that would be signed by now; returns how many there are."""
    with _ids_from(session, rng):
        count = letters.draft_missing(session, today.year)
        ids = letters.listing(today.year).ids(session)
        signed, printed = date(today.year, 3, 6) + timedelta(days=rng.randint(0, 9)), date(today.year, 3, 2)
        if printed <= today:
            letters.mark_printed(session, ids[:_PRINTED], PartialDate.of(printed))
        if signed <= today:
            letters.sign(session, ids[:_SIGNED], PartialDate.of(signed), letter_papers.sheet)
    return count


def assess(session: Session, rng: Random, today: date) -> None:
    """A scheme for all units, with the marks that somebody gives by hand."""
    with _ids_from(session, rng):
        judged = units.names(session)
        key = starts.start(session, "百分制", today.year, f"{today.year}年度考核办法", "村和部门", judged)
        for item in schemes.entry(session, key).items:
            if item.indicator or item.id is None:
                continue
            for unit in judged:
                value = rng.randint(70, 100) * MICRO // 10
                schemes.mark(session, MarkEntry(item.id, unit, 1, value, reason="台账和报表检查"))


@contextmanager
def _ids_from(session: Session, rng: Random) -> Iterator[None]:
    """What a service makes gets its ids from the seed too."""

    def name(_: Session, record: Any) -> None:
        if hasattr(record, "id") and record.id is None:
            record.id = new_id(rng)

    event.listen(session, "transient_to_pending", name)
    try:
        yield
    finally:
        event.remove(session, "transient_to_pending", name)
