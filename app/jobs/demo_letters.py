"""The year's letters of a made-up township: drafted and numbered by the program itself, most of them signed."""

from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.jobs.demo_rows import new_id
from app.services import letters
from app.values.dates import PartialDate

_SIGNED, _PRINTED = 7, 9  # of ten: the first seven are signed, two more printed


def hand_out(session: Session, rng: Random, today: date) -> int:
    """Drafts the letters of this year, and signs those that would be signed by now; returns how many there are."""

    def name(_: Session, record: Any) -> None:
        if hasattr(record, "id") and record.id is None:
            record.id = new_id(rng)

    # What the service makes gets its ids from the seed too.
    event.listen(session, "transient_to_pending", name)
    try:
        count = letters.draft_missing(session, today.year)
        ids = letters.listing(today.year).ids(session)
        signed, printed = date(today.year, 3, 6) + timedelta(days=rng.randint(0, 9)), date(today.year, 3, 2)
        if printed <= today:
            letters.mark(session, ids[:_PRINTED], "已打印", PartialDate.of(printed))
        if signed <= today:
            letters.mark(session, ids[:_SIGNED], "已签订", PartialDate.of(signed))
    finally:
        event.remove(session, "transient_to_pending", name)
    return count
