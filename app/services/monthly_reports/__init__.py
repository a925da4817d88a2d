"""月报: each unit's month, when it was due, who is missing, and what the records say without being asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.targets import MonthlyReport, Target
from app.models.units import Unit
from app.services import offices, reminder_terms, units
from app.services.entries import mark_removed, must_exist, put, standing, taken
from app.services.monthly_reports.figures import MonthFigure, of_month
from app.services.monthly_reports.rules import must_be_month, must_be_possible, must_say_something
from app.services.workdays import calendar
from app.values.dates import PartialDate

REPORTED, LATE, MISSING, OVERDUE = "已报", "迟报", "未报", "逾期未报"
_FOLLOWS = "monthly_report_follows"


@dataclass(frozen=True)
class ReportTerm:
    """By which day units report: of the month itself, or of the month after where ``follows``."""

    day: int
    follows: bool = False

    def text(self) -> str:
        """As a notice says it."""
        return f"{'次月' if self.follows else '当月'}{self.day}日前"


@dataclass(frozen=True)
class MonthEntry:
    """What is entered for a unit's month; ``unit`` by name; no ``reported_on`` stands for today."""

    year: int
    month: int
    unit: str = ""
    done: str = ""
    plan: str = ""
    next_target: str = ""
    reason: str = ""
    reported_on: PartialDate | None = None


@dataclass(frozen=True)
class MonthRow:
    """A unit's month; ``days_late`` from the due day to the report, or to today where there is none.

    ``figures`` are the unit's own of the month, ``moved`` whether any of them changed in it; ``planned`` and
    ``aimed`` are what the report of the month before announced.
    """

    id: str | None
    unit_id: str
    unit: str
    person: str
    phone: str
    state: str
    due_on: date
    days_late: int
    moved: bool
    figures: tuple[MonthFigure, ...]
    planned: str
    aimed: str
    entry: MonthEntry

    @property
    def is_in(self) -> bool:
        """Whether the unit has reported."""
        return self.state in {REPORTED, LATE}


@dataclass(frozen=True)
class MonthSheet:
    """All units that report, in the office's own order."""

    year: int
    month: int
    due_on: date
    rows: tuple[MonthRow, ...]

    @property
    def missing(self) -> tuple[MonthRow, ...]:
        """The units that have not reported, late or not yet."""
        return tuple(row for row in self.rows if not row.is_in)


def term(session: Session) -> ReportTerm:
    """By which day the office wants the reports; the day is the one that 待办 goes by."""
    return ReportTerm(reminder_terms.terms(session).report_day, bool(offices.value(session, _FOLLOWS)))


def set_term(session: Session, new: ReportTerm) -> None:
    """Keeps the day; Refused for one that not every month has."""
    if not 1 <= new.day <= 28:
        raise Refused("报送日应在1到28日之间，这样每个月都有这一天。", field="day")
    reminder_terms.set_terms(session, replace(reminder_terms.terms(session), report_day=new.day))
    offices.set_value(session, _FOLLOWS, new.follows)


def due_on(session: Session, year: int, month: int) -> date:
    """The day by which a month is reported; one that is not worked moves to the next that is."""
    must_be_month(year, month)
    kept = term(session)
    after = kept.follows
    first = date(year + (after and month == 12), month % 12 + 1 if after else month, kept.day)
    return calendar(session).on_or_after(first)


def month_sheet(session: Session, year: int, month: int, today: date) -> MonthSheet:
    """The month of every unit that has targets of the year or has reported it, with its figures."""
    due = due_on(session, year, month)
    kept, before = _reports(session, year, month), _reports(session, *_month_before(year, month))
    figures = of_month(session, year, month)
    rows = [
        _row(unit, kept.get(unit.id), before.get(unit.id), figures.get(unit.id, ()), due, today, (year, month))
        for unit in _reporting(session, year, set(kept))
    ]
    return MonthSheet(year, month, due, tuple(rows))


def save(session: Session, entered: MonthEntry, today: date) -> tuple[str, bool]:
    """Keeps a unit's month as :func:`keep` does, once it says something.

    Refused for a report that says nothing, and, where no figure of the unit changed in the month, without the reason
    why nothing moved.
    """
    unit_id = _unit(session, entered)
    must_be_possible(entered.year, entered.month, entered.reported_on or PartialDate.of(today), today)
    if not entered.reason.strip():
        figures = of_month(session, entered.year, entered.month).get(unit_id, ())
        must_be_said(entered, moved=any(figure.moved for figure in figures))
    return keep(session, entered, today)


def keep(session: Session, entered: MonthEntry, today: date) -> tuple[str, bool]:
    """Keeps a unit's month, one for each unit and month; returns its id and whether it is new.

    Refused without a unit, and for a month that has not begun.
    """
    unit_id = _unit(session, entered)
    reported = entered.reported_on or PartialDate.of(today)
    must_be_possible(entered.year, entered.month, reported, today)
    record = _find(session, entered.year, entered.month, unit_id)
    is_new = record is None or record.deleted_at is not None
    if record is None:
        record = MonthlyReport(
            office_id=offices.own_id(session), year=entered.year, month=entered.month, unit_id=unit_id
        )
        session.add(record)
    record.deleted_at = None
    put(record, replace(entered, reported_on=reported), without=("year", "month", "unit"))
    session.flush()
    return record.id, is_new


def must_be_said(entered: MonthEntry, *, moved: bool) -> None:
    """Refuses a report without a reason where nothing ``moved``, and one that does not say what was done."""
    must_say_something(entered.unit, entered.month, entered.done, entered.reason, moved=moved)


def moved_units(session: Session, year: int, month: int) -> frozenset[str]:
    """The names of the units of which some figure changed in the month."""
    found = of_month(session, year, month)
    moved = [key for key, figures in found.items() if any(figure.moved for figure in figures)]
    return frozenset(session.scalars(select(Unit.name).where(Unit.id.in_(moved))))


def find(session: Session, year: int, month: int, unit: str) -> str | None:
    """The id of a unit's report of a month; ``unit`` by name."""
    unit_id = units.find(session, unit)
    record = _find(session, year, month, unit_id) if unit_id else None
    return None if record is None or record.deleted_at is not None else record.id


def entries(session: Session, year: int | None = None, month: int | None = None) -> list[MonthEntry]:
    """All reports, or those of a year up to a month, in order of time and then in the units' order."""
    statement = (
        select(MonthlyReport, Unit.name)
        .join(Unit, MonthlyReport.unit_id == Unit.id)
        .where(MonthlyReport.deleted_at.is_(None))
        .order_by(MonthlyReport.year, MonthlyReport.month, Unit.position, Unit.name)
    )
    if year is not None:
        statement = statement.where(MonthlyReport.year == year, MonthlyReport.month <= (month or 12))
    return [taken(record, MonthEntry, unit=unit) for record, unit in session.execute(statement)]


def entry(session: Session, key: str) -> MonthEntry:
    """What the form shows of a report."""
    record = must_exist(session, MonthlyReport, key)
    return taken(record, MonthEntry, unit=session.get_one(Unit, record.unit_id).name)


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Takes reports away: their units have not reported any more; returns how many."""
    return mark_removed(session, MonthlyReport, ids, now)


def _row(
    unit: Unit,
    kept: MonthlyReport | None,
    before: MonthlyReport | None,
    figures: tuple[MonthFigure, ...],
    due: date,
    today: date,
    month: tuple[int, int],
) -> MonthRow:
    reported = kept.reported_on if kept is not None else None
    state, days_late = _state(reported, due, today)
    return MonthRow(
        id=kept.id if kept else None,
        unit_id=unit.id,
        unit=unit.name,
        person=unit.liaison or unit.head,
        phone=unit.phone,
        state=state,
        due_on=due,
        days_late=days_late,
        moved=any(figure.moved for figure in figures),
        figures=figures,
        planned=before.plan if before else "",
        aimed=before.next_target if before else "",
        entry=taken(kept, MonthEntry, unit=unit.name) if kept else MonthEntry(*month, unit=unit.name),
    )


def _state(reported: PartialDate | None, due: date, today: date) -> tuple[str, int]:
    late = max(((reported.last if reported else today) - due).days, 0)
    if reported is None:
        return (OVERDUE if late else MISSING), late
    return (LATE if late else REPORTED), late


def _reports(session: Session, year: int, month: int) -> dict[str, MonthlyReport]:
    found = session.scalars(standing(MonthlyReport).where(MonthlyReport.year == year, MonthlyReport.month == month))
    return {report.unit_id: report for report in found}


def _reporting(session: Session, year: int, reported: set[str]) -> list[Unit]:
    targeted = select(Target.unit_id).where(
        Target.deleted_at.is_(None), Target.year == year, Target.unit_id.is_not(None)
    )
    owing = Unit.id.in_(targeted) & Unit.retired.is_(False)
    ordered = standing(Unit).where(owing | Unit.id.in_(reported)).order_by(Unit.position, Unit.name)
    return list(session.scalars(ordered))


def _unit(session: Session, entered: MonthEntry) -> str:
    unit_id = units.find(session, entered.unit)
    if unit_id is None:
        raise Refused("请选择责任单位。", field="unit")
    return unit_id


def _find(session: Session, year: int, month: int, unit_id: str) -> MonthlyReport | None:
    return session.scalar(
        select(MonthlyReport).where(
            MonthlyReport.office_id == offices.own_id(session),
            MonthlyReport.year == year,
            MonthlyReport.month == month,
            MonthlyReport.unit_id == unit_id,
        )
    )


def _month_before(year: int, month: int) -> tuple[int, int]:
    return (year - 1, 12) if month == 1 else (year, month - 1)
