"""Papers of deposits and rewards to files: the deposit ledger, and 兑现表 that recipients sign for their money."""

from collections.abc import Sequence
from pathlib import Path

from app.database.engine import Database
from app.jobs.papers import print_ledger
from app.reports import consequences


def print_deposits(database: Database, year: int, out: Path, ids: Sequence[str] | None = None) -> int:
    """Writes the year's deposit ledger, or the chosen deposits, to ``out`` (.pdf or .xlsx); returns how many."""
    return print_ledger(database, out, lambda session: consequences.deposit_ledger(session, year, ids))


def print_refunds(database: Database, year: int, out: Path, ids: Sequence[str] | None = None) -> int:
    """Writes the 兑现表 of refunded deposits and their bonus, to be signed; returns how many.

    Of the chosen deposits those that are not 返还 refuse the paper; without a choice it holds all that are.
    """
    return print_ledger(database, out, lambda session: consequences.refunds(session, year, ids))


def print_rewards(database: Database, out: Path, ids: Sequence[str] | None = None, year: int | None = None) -> int:
    """Writes the 兑现表 of rewards to be signed: the chosen steps, else those paid in ``year``; returns how many."""
    return print_ledger(database, out, lambda session: consequences.reward_list(session, ids, year))
