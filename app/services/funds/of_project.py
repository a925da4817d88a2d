"""到位资金 of one project as its panel and its card show it: month, year to date, last year beside it, in fen."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.facts import Basis
from app.indicators.schedule import growth
from app.models.funds import FundsEntry, FundsStatus
from app.models.projects import Project
from app.services.entries import must_exist, standing
from app.services.funds.money import fen_of
from app.values.dates import PartialDate


@dataclass(frozen=True)
class ProjectFunds:
    """Sums in fen, dollars at each entry's own rate; ``completion`` and ``growth`` are fractions, None undefined.

    ``months`` and ``last_months`` hold twelve sums; ``undated`` came in no known month, ``without_rate`` counts the
    entries in dollars that no sum holds.
    """

    month: int
    year_to_date: int
    last_year_month: int
    last_year_to_date: int
    total: int
    months: tuple[int, ...]
    last_months: tuple[int, ...]
    undated: int
    without_rate: int
    completion: Fraction | None
    growth: Fraction | None


def figures(session: Session, project_id: str, year: int, month: int, basis: str = Basis.REPORTED) -> ProjectFunds:
    """What came to a project in ``month``, from January to its end, and in the same time of last year."""
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    project = must_exist(session, Project, project_id)
    entries = list(session.scalars(standing(FundsEntry).where(FundsEntry.project_id == project_id)))
    dated = [(entry.received_on, _counted(entry, Basis(basis))) for entry in entries]
    sums = [(when, amount) for when, amount in dated if amount is not None]
    now, before = _months(sums, year), _months(sums, year - 1)
    total = sum(amount for _, amount in sums)
    year_to_date, last_to_date = sum(now[:month]), sum(before[:month])
    return ProjectFunds(
        month=now[month - 1],
        year_to_date=year_to_date,
        last_year_month=before[month - 1],
        last_year_to_date=last_to_date,
        total=total,
        months=now,
        last_months=before,
        undated=sum(amount for when, amount in sums if when is None or when.month is None),
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
    if basis is Basis.REPORTED:
        return fen_of(entry.amount, entry.currency, entry.rate)
    if entry.status is not FundsStatus.RECOGNISED:
        return 0
    return fen_of(entry.recognised_amount or 0, entry.currency, entry.rate)


def _months(sums: Iterable[tuple[PartialDate | None, int]], year: int) -> tuple[int, ...]:
    found = [0] * 12
    for when, amount in sums:
        if when is not None and when.year == year and when.month is not None:
            found[when.month - 1] += amount
    return tuple(found)
