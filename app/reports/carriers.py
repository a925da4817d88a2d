"""标准厂房和土地: the register, and what each unit (at a county: each township) has let and free.

What is let has no date of its own: it is what stands in the register on the day of the paper, which says its day.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.columns import carriers as columns
from app.columns.column import Column
from app.reports import ledgers
from app.reports.blocks import Document
from app.reports.ledgers import LedgerView
from app.services import carriers, offices
from app.values.dates import PartialDate


def register(session: Session, today: date) -> Document:
    """Every carrier as it stands today."""
    listing = carriers.listing()
    rows, totals = listing.rows(session, listing.ids(session)), listing.total(session)
    own = (columns.OFFICE, *columns.LEDGER) if _several(session) else columns.LEDGER
    return _document(session, "标准厂房和土地登记表", own, rows, totals, today)


def summary(session: Session, today: date) -> Document:
    """The sums by unit and kind as they stand today."""
    rows, several = carriers.summary(session), _several(session)
    own = tuple(column for column in columns.SUMMARY if several or column is not columns.OFFICE)
    totals = {column.field: sum(getattr(row, column.field) for row in rows) for column in own if column.total}
    return _document(session, "标准厂房和土地汇总表", own, rows, totals, today)


def _several(session: Session) -> bool:
    return len(carriers.offices_named(session)) > 1


def _document(
    session: Session, title: str, own: Sequence[Column], rows: Sequence[Any], totals: Any, today: date
) -> Document:
    office = offices.required(session).name
    line = f"填报单位（盖章）：{office}\t截至{PartialDate.of(today).text()}　　单位：平方米"
    return ledgers.document(LedgerView(f"{office}{title}", own, rows, totals), line)
