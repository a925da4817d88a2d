"""The list of projects: its rows and the SQL that each of their fields is."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, case, cast, func, select

from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project
from app.models.units import Unit
from app.services import dated
from app.services.funds.money import in_yuan
from app.services.lists import RecordList
from app.values.dates import PartialDate
from app.values.stages import CHIPS, STAGES, MilestoneKind

# The first list of the window asks the tables, not the mapped classes: those need not be configured before it shows.
_PROJECTS, _FUNDS, _MILESTONES, _UNITS = (each.__table__ for each in (Project, FundsEntry, Milestone, Unit))


@dataclass(frozen=True)
class ProjectRow:
    """One line of the 项目台账; money in fen, ``completion`` a fraction of the contract sum, None where undefined."""

    id: str
    code: str
    name: str
    investor: str
    investor_place: str
    nature: str
    industry: str
    construction_kind: str
    site: str
    content: str
    total_investment: int | None
    fixed_investment: int | None
    contract_amount: int | None
    contract_fdi: int | None
    received_before: int
    received_month: int
    received_year: int
    received_total: int
    completion: Fraction | None
    stage: str
    days_in_stage: int | None
    reserved_on: PartialDate | None
    reviewed_on: PartialDate | None
    signed_on: PartialDate | None
    landed_on: PartialDate | None
    start_planned_on: PartialDate | None
    started_on: PartialDate | None
    production_planned_on: PartialDate | None
    production_on: PartialDate | None
    statistics_on: PartialDate | None
    in_statistics: bool
    unit: str | None
    lead_unit: str | None
    leader: str
    person: str
    phone: str
    introducer: str
    credit_code: str
    progress: str
    problem: str
    note: str
    category: str = ""
    team: str = ""
    output_value: int | None = None
    tax: int | None = None
    land_need: str = ""


@lru_cache(maxsize=16)  # the same words of SQL for each step of a list
def listing(year: int, today: date, month: int | None = None) -> RecordList[ProjectRow]:
    """All projects; 本年 and 累计 go to the end of ``month`` of ``year``, without one to the year's end.

    本月 is that month, or the running one; days are counted to ``today``.
    """
    unit, lead_unit = _UNITS.alias(), _UNITS.alias()
    project = _PROJECTS.c
    chips = {str(chip): project.stage.in_(stages) for chip, stages in CHIPS.items()}
    return RecordList(
        row=_Rows(today),
        source=lambda: (
            select(_PROJECTS)
            .outerjoin(unit, project.unit_id == unit.c.id)
            .outerjoin(lead_unit, project.lead_unit_id == lead_unit.c.id)
            .where(project.deleted_at.is_(None))
        ),
        key=project.id,
        fields={
            **_plain_fields(),
            **_funds_fields(year, month or _running(year, today), month or 12),
            **_date_fields(),
            "unit": unit.c.name,
            "lead_unit": lead_unit.c.name,
        },
        search=(project.search,),
        order=(project.code.desc(),),
        totals=("total_investment", "contract_amount", "received_year", "received_total"),
        chips=chips,
        ranks={"stage": case({str(stage): place for place, stage in enumerate(STAGES)}, value=project.stage)},
    )


@dataclass(frozen=True)
class _Rows:
    """Makes rows of what the database says; what it can only order by is computed here exactly."""

    today: date

    def __call__(self, *, completion: Any, days_in_stage: Any, in_statistics: Any, **plain: Any) -> ProjectRow:  # noqa: ARG002
        """One row; the database's own ``completion`` is a rounded number, good for sorting alone."""
        contract = plain["contract_amount"]
        return ProjectRow(
            **plain,
            completion=Fraction(plain["received_total"], contract) if contract else None,
            # A date still to come has been entered too early: nothing has passed since.
            days_in_stage=None if days_in_stage is None else max((self.today - _day(-days_in_stage)).days, 0),
            in_statistics=bool(in_statistics),
        )


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100 or 1, number % 100 or 1)


def _running(year: int, today: date) -> int:
    return today.month if year == today.year else 12


def _plain_fields() -> dict[str, Any]:
    names = (
        "id code name investor investor_place nature industry construction_kind site content total_investment "
        "fixed_investment contract_amount contract_fdi stage leader person phone introducer credit_code progress "
        "problem note category team output_value tax land_need"
    )
    return {name: _PROJECTS.c[name] for name in names.split()}


def _funds_fields(year: int, month: int, to_month: int) -> dict[str, ColumnElement[Any]]:
    when = _FUNDS.c.received_on
    total = _received(dated.is_by(when, year, to_month))
    return {
        "received_before": _received(dated.is_by(when, year - 1, 12)),
        "received_month": _received(dated.falls_in(when, year, month)),
        "received_year": _received(dated.is_in(when, year, to_month)),
        "received_total": total,
        "completion": total * 1.0 / func.nullif(_PROJECTS.c.contract_amount, 0),
    }


def _received(period: ColumnElement[bool]) -> ColumnElement[int]:
    statement = select(func.coalesce(func.sum(in_yuan(_FUNDS.c.amount, _FUNDS.c)), 0)).where(
        _FUNDS.c.project_id == _PROJECTS.c.id, _FUNDS.c.deleted_at.is_(None), period
    )
    return statement.correlate(_PROJECTS).scalar_subquery()


def _date_fields() -> dict[str, ColumnElement[Any]]:
    kind = _MILESTONES.c.kind
    since = _milestone(kind == _PROJECTS.c.stage)
    actual = {
        "reserved_on": MilestoneKind.RESERVED,
        "reviewed_on": MilestoneKind.REVIEWED,
        "signed_on": MilestoneKind.SIGNED,
        "landed_on": MilestoneKind.LANDED,
        "started_on": MilestoneKind.STARTED,
        "production_on": MilestoneKind.IN_PRODUCTION,
        "statistics_on": MilestoneKind.IN_STATISTICS,
    }
    planned = {"start_planned_on": MilestoneKind.STARTED, "production_planned_on": MilestoneKind.IN_PRODUCTION}
    statistics = _milestone(kind == MilestoneKind.IN_STATISTICS)
    return {
        **{name: _milestone(kind == reached) for name, reached in actual.items()},
        **{name: _milestone(kind == reached, planned=True) for name, reached in planned.items()},
        "in_statistics": statistics.is_not(None),
        # The older the date, the more days: the negated digits of the date order as the days do.
        "days_in_stage": -cast(
            func.substr(func.replace(since, "-", "", type_=Text) + "0000", 1, 8, type_=Text), Integer
        ),
    }


def _milestone(condition: ColumnElement[bool], *, planned: bool = False) -> ColumnElement[Any]:
    milestone, project = _MILESTONES.c, _PROJECTS.c
    column = milestone.planned_on if planned else milestone.actual_on
    return select(column).where(milestone.project_id == project.id, condition).correlate(_PROJECTS).scalar_subquery()
