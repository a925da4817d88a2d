"""The letters, closed months and assessment of a made-up township, drafted and numbered by the program itself."""

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
from app.services.funds import closed_months
from app.services.schemes import MarkEntry, starts
from app.values.dates import PartialDate
from app.values.quantities import MICRO


def hand_out(session: Session, rng: Random, today: date) -> int:
    """Drafts last year's letters and this year's, signed where they would be by now; returns this year's number."""
    with _ids_from(session, rng):
        _of_year(session, rng, today.year - 1, today, unsigned=0)
        return _of_year(session, rng, today.year, today, unsigned=1)


def _of_year(session: Session, rng: Random, year: int, today: date, *, unsigned: int) -> int:
    count = letters.draft_missing(session, year)
    ids = letters.listing(year).ids(session)
    signed, printed = date(year, 3, 6) + timedelta(days=rng.randint(0, 9)), date(year, 3, 2)
    if printed <= today:
        letters.mark_printed(session, ids, PartialDate.of(printed))
    if signed <= today:
        letters.sign(session, ids[: len(ids) - unsigned], PartialDate.of(signed), letter_papers.sheet)
    return count


def close_months(session: Session, rng: Random, today: date) -> None:
    """Closes every month whose figures have gone to the county: by the tenth of the month after."""
    with _ids_from(session, rng):
        for year, month in ((year, month) for year in (today.year - 1, today.year) for month in range(1, 13)):
            gone = date(year + month // 12, month % 12 + 1, 10)
            if gone <= today:
                closed_months.close(session, year, month, today, f"{month}月月报已报县商务局")


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
