"""标准厂房和土地 on paper: the register, and what each unit (at a county: each township) has let and free."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.columns import carriers as columns
from app.columns.column import Column
from app.database.engine import Database
from app.documents.writing import write
from app.reports import ledgers
from app.reports.ledgers import LedgerView
from app.services import carriers, offices


def carrier_list(database: Database, out: Path) -> int:
    """Writes the register to ``out`` (.pdf or .xlsx); returns how many carriers it has."""
    listing = carriers.listing()
    with database.read() as session:
        office = offices.required(session)
        several = len(carriers.offices_named(session)) > 1
        rows, totals = listing.rows(session, listing.ids(session)), listing.total(session)
    own = (columns.OFFICE, *columns.LEDGER) if several else columns.LEDGER
    _write(out, f"{office.name}标准厂房和土地登记表", office.name, own, rows, totals)
    return len(rows)


def carrier_summary(database: Database, out: Path) -> int:
    """Writes the sums by unit and kind to ``out`` (.pdf or .xlsx); returns the number of lines."""
    with database.read() as session:
        office = offices.required(session)
        several = len(carriers.offices_named(session)) > 1
        rows = carriers.summary(session)
    own = tuple(column for column in columns.SUMMARY if several or column is not columns.OFFICE)
    totals = {column.field: sum(getattr(row, column.field) for row in rows) for column in own if column.total}
    _write(out, f"{office.name}标准厂房和土地汇总表", office.name, own, rows, totals)
    return len(rows)


def _write(out: Path, title: str, office: str, own: Sequence[Column], rows: Sequence[Any], totals: Any) -> None:
    unit_line = f"填报单位（盖章）：{office}\t单位：平方米"
    write(out, ledgers.document(LedgerView(title, own, rows, totals), unit_line))
