"""到位资金统计表: what came to each project in a month, in the year so far, and in the same months of last year."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators.facts import Period
from app.indicators.schedule import growth
from app.services import funds
from app.services.funds import FundsRow
from app.values.money import money_text


@dataclass(frozen=True)
class MonthlyFundsRow:
    """One project; money in fen, dollars at each entry's own rate. Vouchers, days and persons are the month's own.

    ``growth`` is a fraction, None where last year had nothing.
    """

    project: str
    investor: str
    source: str
    this_month: int
    this_year: int
    last_year: int
    growth: Fraction | None
    vouchers: str
    received_on: str
    verified_by: str
    recognised: int
    note: str


def table(session: Session, year: int, month: int) -> tuple[list[MonthlyFundsRow], dict[str, object]]:
    """The rows, the projects with most of this year's money first, and their sums by field.

    What is known to its year alone counts to December only, dollars without a rate not in yuan: the row's note says so.
    """
    listing = funds.listing()
    now, before = Period(year, month), Period(year - 1, month)
    grouped: defaultdict[str, list[FundsRow]] = defaultdict(list)
    for entry in listing.rows(session, listing.ids(session)):
        if now.holds(entry.received_on) or before.holds(entry.received_on) or now.leaves_out(entry.received_on):
            grouped[entry.project_id].append(entry)
    rows = [_row(entries, now, before) for entries in grouped.values()]
    rows.sort(key=lambda row: (-row.this_month, -row.this_year, -row.last_year, row.project))
    return rows, _sums(rows)


def _row(entries: Sequence[FundsRow], now: Period, before: Period) -> MonthlyFundsRow:
    this_year = [entry for entry in entries if now.holds(entry.received_on)]
    last_year = [entry for entry in entries if before.holds(entry.received_on)]
    this_month = [entry for entry in this_year if now.month_of(entry.received_on) == now.month]
    year_sum, last_sum = _sum(this_year), _sum(last_year)
    first = entries[0]
    return MonthlyFundsRow(
        project=first.project,
        investor=first.investor,
        source=_joined(this_year or last_year or entries, lambda entry: entry.source),
        this_month=_sum(this_month),
        this_year=year_sum,
        last_year=last_sum,
        growth=growth(Fraction(year_sum), Fraction(last_sum)),
        vouchers=_joined(this_month, lambda entry: f"{entry.voucher_kind}{entry.voucher_number}"),
        received_on=_joined(reversed(this_month), _day),
        verified_by=_joined(this_month, lambda entry: entry.verified_by),
        recognised=sum(entry.recognised_yuan or 0 for entry in this_year),
        note="；".join(_notes(entries, now)),
    )


def _notes(entries: Sequence[FundsRow], now: Period) -> Iterator[str]:
    if left_out := _sum(entry for entry in entries if now.leaves_out(entry.received_on)):
        yield f"另有{money_text(left_out)}万元只知年份，未计入"
    if any(entry.yuan is None for entry in entries):
        yield "有美元资金缺汇率"


def _sums(rows: Sequence[MonthlyFundsRow]) -> dict[str, object]:
    names = ("this_month", "this_year", "last_year", "recognised")
    sums: dict[str, object] = {name: sum(getattr(row, name) for row in rows) for name in names}
    this_year, last_year = (sum(getattr(row, name) for row in rows) for name in names[1:3])
    return {**sums, "growth": growth(Fraction(this_year), Fraction(last_year))}


def _sum(entries: Iterable[FundsRow]) -> int:
    return sum(entry.yuan or 0 for entry in entries)


def _day(entry: FundsRow) -> str:
    """The day within the table's month; the month and year stand in its title."""
    when = entry.received_on
    return "" if when is None or when.day is None else f"{when.month}月{when.day}日"


def _joined(entries: Iterable[FundsRow], words_of: Callable[[FundsRow], str]) -> str:
    return "、".join(dict.fromkeys(words for entry in entries if (words := words_of(entry))))
