"""到位资金 of one project as its panel and its card show it: month, year to date, last year beside it, in fen."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.indicators.schedule import growth
from app.indicators.standing import month_in
from app.models.funds import FundsEntry
from app.models.projects import Project
from app.services.entries import must_exist, standing
from app.services.funds.money import fen_of, recognised
from app.values.dates import PartialDate


@dataclass(frozen=True)
class ProjectFunds:
    """Sums in fen, dollars at each entry's own rate; ``completion`` and ``growth`` are fractions, None undefined.

    ``year`` and ``total`` go to the end of the ledger year, as the list's 本年 and 累计 do; ``months`` and
    ``last_months`` hold twelve sums.
    Left out are ``left_out`` (of this year, known to the year alone), ``undated``, and as many entries in dollars as
    ``without_rate`` says.
    """

    month: int
    year_to_date: int
    last_year_month: int
    last_year_to_date: int
    year: int
    total: int
    months: tuple[int, ...]
    last_months: tuple[int, ...]
    left_out: int
    undated: int
    without_rate: int
    completion: Fraction | None
    growth: Fraction | None


def figures(session: Session, project_id: str, year: int, month: int, basis: str = Basis.REPORTED) -> ProjectFunds:
    """What came to a project in ``month``, from January to its end, and in the same time of last year."""
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    project, period = must_exist(session, Project, project_id), Period(year, month, Basis(basis))
    entries = list(session.scalars(standing(FundsEntry).where(FundsEntry.project_id == project_id)))
    dated = [(entry.received_on, _counted(entry, period.basis)) for entry in entries]
    sums = [(when, amount) for when, amount in dated if amount is not None]
    year_to_date = sum(amount for when, amount in sums if period.holds(when))
    last_to_date = sum(amount for when, amount in sums if period.last_year().holds(when))
    whole = period.whole_year()
    total = sum(amount for when, amount in sums if whole.is_past(when))
    now, before = _months(sums, year), _months(sums, year - 1)
    return ProjectFunds(
        month=now[month - 1],
        year_to_date=year_to_date,
        last_year_month=before[month - 1],
        last_year_to_date=last_to_date,
        year=sum(amount for when, amount in sums if whole.holds(when)),
        total=total,
        months=now,
        last_months=before,
        left_out=sum(amount for when, amount in sums if period.leaves_out(when)),
        undated=sum(amount for when, amount in sums if when is None),
        without_rate=sum(1 for _, amount in dated if amount is None),
        completion=Fraction(total, project.contract_amount) if project.contract_amount else None,
        growth=growth(Fraction(year_to_date), Fraction(last_to_date)),
    )


def years(session: Session, project_id: str) -> tuple[int, ...]:
    """The years in which money came to a project, the latest first."""
    days = session.scalars(
        select(FundsEntry.received_on).where(FundsEntry.project_id == project_id, FundsEntry.deleted_at.is_(None))
    )
    return tuple(sorted({day.year for day in days if day}, reverse=True))


def _counted(entry: FundsEntry, basis: Basis) -> int | None:
    """Fen that count on a basis, None for dollars without a rate."""
    reported = basis is Basis.REPORTED
    amount = entry.amount if reported else recognised(entry.status, entry.recognised_amount)
    return fen_of(amount or 0, entry.currency, entry.rate)


def _months(sums: Iterable[tuple[PartialDate | None, int]], year: int) -> tuple[int, ...]:
    found = [0] * 13
    for when, amount in sums:
        if (month := month_in(when, year, 12)) is not None:
            found[month] += amount
    return tuple(found[1:])  # without what lies somewhere in the year
