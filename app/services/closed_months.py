"""结账: months whose figures have been reported; what they counted changes by corrections alone."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.funds import ClosedMonth
from app.services import offices
from app.services.entries import standing
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class ClosedRow:
    """A closed month; ``reason`` says what it was closed for."""

    year: int
    month: int
    reason: str


def rows(session: Session, year: int | None = None) -> tuple[ClosedRow, ...]:
    """The closed months, or those of a year, in order of time."""
    statement = standing(ClosedMonth).where(ClosedMonth.office_id == offices.own_id(session))
    found = session.scalars(statement.order_by(ClosedMonth.year, ClosedMonth.month))
    return tuple(ClosedRow(each.year, each.month, each.reason) for each in found if year in {None, each.year})


def close(session: Session, year: int, month: int, today: date, reason: str = "") -> None:
    """Closes a month that has begun; what came in it can then be changed by corrections alone."""
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    if date(year, month, 1) > today:
        raise Refused(f"{year}年{month}月还没有到，不能结账。", field="month")
    record = _record(session, year, month)
    if record is not None and record.deleted_at is None:
        raise Refused(f"{year}年{month}月已经结账。", field="month")
    if record is None:
        record = ClosedMonth(office_id=offices.own_id(session), year=year, month=month)
        session.add(record)
    record.deleted_at, record.reason = None, clean(reason)
    session.flush()


def is_closed(session: Session, when: PartialDate | None) -> bool:
    """Whether the month of a date is closed; a date without a month counts in none."""
    if when is None or when.month is None:
        return False
    closed: bool = (record := _record(session, when.year, when.month)) is not None and record.deleted_at is None
    return closed


def must_be_open(session: Session, when: PartialDate | None) -> None:
    """Refuses a change of what a closed month counted."""
    if when is not None and is_closed(session, when):
        sentence = f"{when.year}年{when.month}月已经结账，不能改动；请登记更正记录并写明原因。"
        raise Refused(sentence, field="received_on")


def _record(session: Session, year: int, month: int) -> ClosedMonth | None:
    same = select(ClosedMonth).where(ClosedMonth.office_id == offices.own_id(session))
    return session.scalar(same.where(ClosedMonth.year == year, ClosedMonth.month == month))
