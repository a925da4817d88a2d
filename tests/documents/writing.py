"""Documents written to files in the program's own faces, for the tests that read them back."""

from dataclasses import replace
from pathlib import Path

from app.documents.fonts import bundled
from app.documents.printing import Printing
from app.documents.writing import write
from app.reports import bulletins, ledgers, letters
from app.reports.ledgers import LedgerView
from app.values.money import MoneyUnit


def write_letters(path: Path, sheets, page_numbers="outer", *, made=None, **settings) -> tuple[str, ...]:
    """Letters to ``path``, drawn or written as its ending says."""
    document = replace(letters.document(sheets, page_numbers), made=made)
    return write(path, document, Printing(page_numbers, **settings), bundled())


def write_bulletin(path: Path, sheet, page_numbers="outer") -> None:
    """A bulletin to ``path``."""
    write(path, bulletins.document(sheet, page_numbers), faces=bundled())


def write_ledger(
    path: Path, title, unit_line, columns, rows, *, money_unit=MoneyUnit.WAN, totals=None, **settings
) -> None:
    """A ledger to ``path``."""
    view = LedgerView(title, columns, rows, totals)
    write(path, ledgers.document(view, unit_line, money_unit=money_unit, **settings), faces=bundled())
