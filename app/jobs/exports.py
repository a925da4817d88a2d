"""A ledger of the office's records, as a workbook that can be imported again or as pages to print."""

from dataclasses import replace
from pathlib import Path

from app.database.engine import Database
from app.documents.writing import must_end_with, write
from app.reports import ledger_views, ledgers
from app.reports.ledger_views import Span
from app.reports.ledgers import LedgerView
from app.services import offices
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit


def export(
    database: Database, kind: LedgerKind, out: Path, *, year: int | None = None, month: int | None = None
) -> int:
    """Writes the ledger to ``out`` (.xlsx or .pdf, whole or not at all); returns the number of rows."""
    must_end_with(out, ledgers.FORMATS)
    with database.read() as session:
        view = ledger_views.ledger(session, kind, Span(year, month, database.clock.today()))
        printed = ledger_views.on_pages(session, kind, view)
        office = offices.current(session)
    unit_line = ledger_views.unit_line(kind, office.name if office else "")
    own = replace(view, notes=printed.notes)  # its numbers are whole there, what is said below is the same
    workbook = None if printed is view else ledgers.document(own, unit_line)
    write(out, ledgers.document(printed, unit_line, workbook=workbook))
    return len(view.rows)


def write_list(view: LedgerView, out: Path, unit_line: str, money_unit: MoneyUnit = MoneyUnit.WAN) -> None:
    """Writes a list as it is seen, to .xlsx or .pdf."""
    write(out, ledgers.document(view, unit_line, money_unit=money_unit))
