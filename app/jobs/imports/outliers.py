"""Amounts a thousand times the column's usual, or a thousandth of it: mostly another unit, or a point that slipped."""

from collections.abc import Sequence
from statistics import median

from app.documents.ledgers.parts import Note
from app.jobs.imports.rows import ImportRow

_TIMES = 1000
_LEAST = 4  # amounts of which something can be called usual


def unusual_amounts(rows: Sequence[ImportRow]) -> list[Note]:
    """A note for each amount that is a thousand times what its column usually holds, or no thousandth of it."""
    if not rows:
        return []
    return [note for name in sorted(rows[0].ledger.money_columns) for note in _of_column(rows, name)]


def _of_column(rows: Sequence[ImportRow], name: str) -> list[Note]:
    amounts = [(row, amount) for row in rows if (amount := row.peek_money(name))]
    if len(amounts) < _LEAST:
        return []
    usual = median(amount for _, amount in amounts)
    large, small = (f"这个数是这一栏一般数的{times}，请核对单位。" for times in ("一千倍以上", "千分之一以下"))
    odd = [row.note(name, large) for row, amount in amounts if amount >= _TIMES * usual]
    return odd + [row.note(name, small) for row, amount in amounts if 0 < _TIMES * amount <= usual]
