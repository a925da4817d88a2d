"""结账: months whose figures have been reported; what they counted changes by corrections alone."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.funds import ClosedMonth, FundsEntry
from app.models.projects import Project
from app.services import offices
from app.services.entries import standing
from app.services.funds.money import in_yuan
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class ClosedRow:
    """A closed month; ``reason`` says what it was closed for."""

    year: int
    month: int
    reason: str


@dataclass(frozen=True)
class MonthRow:
    """One month of a year: its entries, their sum in fen, those not yet checked and those without a voucher's number.

    ``closed_for`` says what it was closed for, or why it was opened again.
    """

    year: int
    month: int
    entries: int
    yuan: int
    unchecked: int
    without_voucher: int
    is_closed: bool
    closed_for: str


def rows(session: Session, year: int | None = None) -> tuple[ClosedRow, ...]:
    """The closed months, or those of a year, in order of time."""
    statement = standing(ClosedMonth).where(ClosedMonth.office_id == offices.own_or_none(session))
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


def reopen(session: Session, year: int, month: int, reason: str, now: datetime) -> None:
    """Opens a closed month again; the reason stands in its place, and the history keeps what it was closed for."""
    record = _record(session, year, month)
    if record is None or record.deleted_at is not None:
        raise Refused(f"{year}年{month}月没有结账，不用重新打开。", field="month")
    if not clean(reason):
        raise Refused("重新打开已结账的月份请写明原因。", field="reason")
    record.deleted_at, record.reason = now, clean(reason)
    session.flush()


def months(session: Session, year: int) -> tuple[MonthRow, ...]:
    """The twelve months of a year with what they hold; an entry known only to its year stands in none."""
    month = func.substr(FundsEntry.received_on, 6, 2)
    unchecked = case((FundsEntry.status == FundsStatus.REPORTED, 1), else_=0)
    unproved = case((FundsEntry.voucher_number == "", 1), else_=0)
    sums = [func.coalesce(func.sum(each), 0) for each in (in_yuan(FundsEntry.amount), unchecked, unproved)]
    statement = (
        select(month, func.count(), *sums)
        .join(Project, FundsEntry.project_id == Project.id)
        .where(FundsEntry.deleted_at.is_(None), Project.deleted_at.is_(None), _within(year))
        .group_by(month)
    )
    held = {int(key): counted for key, *counted in session.execute(statement) if key}
    own = select(ClosedMonth).where(ClosedMonth.office_id == offices.own_or_none(session), ClosedMonth.year == year)
    told = {each.month: each for each in session.scalars(own)}
    found = []
    for place in range(1, 13):
        entries, yuan, unchecked_ones, unproved_ones = held.get(place, (0, 0, 0, 0))
        closed = told.get(place)
        is_closed = closed is not None and closed.deleted_at is None
        reason = closed.reason if closed else ""
        found.append(MonthRow(year, place, entries, yuan, unchecked_ones, unproved_ones, is_closed, reason))
    return tuple(found)


def in_closed_month() -> ColumnElement[bool]:
    """SQL: whether a funds entry came in a month that its own office has closed."""
    month = func.printf("%04d-%02d", ClosedMonth.year, ClosedMonth.month)
    return (
        select(ClosedMonth.id)
        .where(
            ClosedMonth.office_id == FundsEntry.office_id,
            ClosedMonth.deleted_at.is_(None),
            month == func.substr(FundsEntry.received_on, 1, 7),
        )
        .correlate(FundsEntry)
        .exists()
    )


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


def _within(year: int) -> ColumnElement[bool]:
    return func.substr(FundsEntry.received_on, 1, 4) == f"{year:04d}"


def _record(session: Session, year: int, month: int) -> ClosedMonth | None:
    same = select(ClosedMonth).where(ClosedMonth.office_id == offices.own_or_none(session))
    return session.scalar(same.where(ClosedMonth.year == year, ClosedMonth.month == month))
