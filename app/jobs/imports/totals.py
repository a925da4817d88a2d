"""合计 rows of a ledger against the sum of its records: a difference means a wrong cell, or rows that nobody read."""

from app.documents.ledgers.parts import Cell, Ledger, LedgerRow, Note
from app.errors import Refused
from app.values.money import MoneyUnit, in_unit, money_text, read_money

_ROUNDED = 200  # each printed amount may be half of a hundredth of its unit away from the exact one


def differing_totals(ledger: Ledger, unit: MoneyUnit | None) -> list[Note]:
    """A note for each money column whose one 合计 is not the sum of the rows; ``unit`` as the caller named it."""
    currencies = [row.cells["currency"].text for row in ledger.rows if "currency" in row.cells]
    if len(ledger.totals) != 1 or any("美" in words for words in currencies):
        return []  # sums of pages or groups: nobody can tell which rows each is of; dollars and yuan make no sum
    total = ledger.totals[0]
    notes = (_difference(ledger, total, name, unit or ledger.money_unit) for name in total.cells)
    return [note for note in notes if note is not None]


def _difference(ledger: Ledger, total: LedgerRow, name: str, unit: MoneyUnit | None) -> Note | None:
    cell = total.cells[name]
    scale = cell.unit or unit
    written = _amount(cell, scale)
    if not written or scale is None or name not in ledger.money_columns:
        return None
    amounts = [amount for row in ledger.rows if (amount := _amount(row.cells.get(name), scale)) is not None]
    added = sum(amounts)
    if abs(added - written) * _ROUNDED <= (len(amounts) + 1) / in_unit(1, scale):
        return None
    here, there = _shown(written, scale), _shown(added, scale)
    return Note(total.number, cell.column, cell.text, f"合计写的是{here}，各行相加是{there}，请核对。")


def _amount(cell: Cell | None, unit: MoneyUnit | None) -> int | None:
    try:
        return read_money(cell.value, unit) if cell is not None and cell.text else None
    except Refused:
        return None


def _shown(fen: int, unit: MoneyUnit) -> str:
    return f"{money_text(fen, unit)}{unit}"
