"""月报: when a month is due, who is missing, what must be said, and what the records say by themselves."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.carriers import Carrier
from app.models.funds import FundsEntry
from app.models.offices import DayKind, Holiday
from app.models.projects import Milestone, Project
from app.models.units import Unit
from app.services import achievements, monthly_reports, reminders, targets, units
from app.services.achievements import AchievementEntry
from app.services.monthly_reports import LATE, MISSING, OVERDUE, REPORTED, MonthEntry, ReportTerm
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - an office lives in its local time
WAN = 10**6


def _units(session: Session, *names: str) -> None:
    for place, name in enumerate(names):
        units.save(session, UnitEntry(name=name, liaison="李明", position=place))
        targets.save(session, TargetEntry(2026, "labour_export", 100 * WAN, name))


def _month(year: int, month: int, unit: str = "甲村", **said: object) -> MonthEntry:
    return MonthEntry(year, month, unit, **({"reason": "客商推迟考察"} | said))  # type: ignore[arg-type]


def _move(session: Session, unit: str, month: int, amount: int = 5) -> None:
    achievements.save(session, AchievementEntry(2026, month, "labour_export", amount * WAN, unit))


@pytest.mark.parametrize(
    ("month", "term", "due"),
    [
        (8, ReportTerm(25), date(2026, 8, 25)),
        (10, ReportTerm(25), date(2026, 10, 26)),  # a Sunday moves on
        (9, ReportTerm(3, follows=True), date(2026, 10, 8)),  # the holiday of October
        (12, ReportTerm(5, follows=True), date(2027, 1, 5)),
    ],
)
def test_the_due_day_moves_to_the_next_working_day(database: Database, month: int, term: ReportTerm, due: date) -> None:
    with database.work("月报") as session:
        monthly_reports.set_term(session, term)
        assert monthly_reports.due_on(session, 2026, month) == due


def test_the_offices_own_day_off_counts(database: Database) -> None:
    with database.work("月报") as session:
        session.add(Holiday.of(date(2026, 11, 25), DayKind.OFF, "停电"))
        assert monthly_reports.due_on(session, 2026, 11) == date(2026, 11, 26)


def test_the_day_is_the_one_that_reminders_go_by(database: Database) -> None:
    with database.work("月报") as session:
        monthly_reports.set_term(session, ReportTerm(18))
        assert reminders.terms(session).report_day == 18
        with pytest.raises(Refused) as refused:
            monthly_reports.set_term(session, ReportTerm(31))
    assert refused.value.field == "day"


def test_each_unit_with_targets_is_on_time_late_missing_or_overdue(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村", "乙村", "丙村")
        build(session, Unit, name="无任务村")
        for month in (10, 11):
            monthly_reports.save(session, _month(2026, month, reported_on=PartialDate(f"2026-{month}-20")), TODAY)
        monthly_reports.save(session, _month(2026, 10, "乙村", reported_on=PartialDate("2026-10-29")), TODAY)
        october = monthly_reports.month_sheet(session, 2026, 10, TODAY)
        november = monthly_reports.month_sheet(session, 2026, 11, TODAY)
    assert [(row.unit, row.state, row.days_late) for row in october.rows] == [
        ("甲村", REPORTED, 0),
        ("乙村", LATE, 3),
        ("丙村", OVERDUE, 27),
    ]
    assert [row.state for row in november.rows] == [REPORTED, MISSING, MISSING]
    assert [row.unit for row in october.missing] == ["丙村"]


def test_a_retired_unit_owes_nothing_but_what_it_reported_stays(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村", "乙村")
        monthly_reports.save(session, _month(2026, 9), TODAY)
        for unit in session.query(Unit):
            unit.retired = True
        rows = monthly_reports.month_sheet(session, 2026, 9, TODAY).rows
    assert [row.unit for row in rows] == ["甲村"]


def test_where_nothing_moved_the_reason_is_asked(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村", "乙村")
        _move(session, "乙村", 10)
        with pytest.raises(Refused) as refused:
            monthly_reports.save(session, _month(2026, 10, done="对接企业3家", reason=" "), TODAY)
    assert refused.value.field == "reason"


def test_where_something_moved_no_reason_is_asked_but_the_work_is(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        _move(session, "甲村", 10)
        with pytest.raises(Refused) as refused:
            monthly_reports.save(session, _month(2026, 10, reason=""), TODAY)
        _, is_new = monthly_reports.save(session, _month(2026, 10, reason="", done="输出劳务5人"), TODAY)
    assert (refused.value.field, is_new) == ("done", True)


def test_figures_stand_beside_the_report_unasked(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        _move(session, "甲村", 9, 20)
        _move(session, "甲村", 10)
        (october,) = monthly_reports.month_sheet(session, 2026, 10, TODAY).rows
        (november,) = monthly_reports.month_sheet(session, 2026, 11, TODAY).rows
    (figure,) = october.figures
    assert (figure.in_month, figure.so_far, figure.target) == (Fraction(5), Fraction(25), Fraction(100))
    assert figure.completion == Fraction(1, 4)
    assert (october.moved, november.moved) == (True, False)


def test_money_that_came_to_a_project_moves_its_unit(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村", "乙村")
        project = build(session, Project, unit_id=units.find(session, "甲村"))
        build(session, FundsEntry, project_id=project.id, received_on=PartialDate("2026-10-09"), amount=12_345_600)
        rows = monthly_reports.month_sheet(session, 2026, 10, TODAY).rows
    assert {row.unit: row.moved for row in rows} == {"甲村": True, "乙村": False}
    assert Fraction("12.3456") in {figure.in_month for figure in rows[0].figures}


def test_a_stock_that_stood_since_last_year_does_not_move_in_january(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        project = build(session, Project, unit_id=units.find(session, "甲村"), stage=Stage.RESERVED)
        build(
            session, Milestone, project_id=project.id, kind=MilestoneKind.RESERVED, actual_on=PartialDate("2025-12-10")
        )
        (january,) = monthly_reports.month_sheet(session, 2026, 1, TODAY).rows
        (december,) = monthly_reports.month_sheet(session, 2025, 12, TODAY).rows or (None,)
    assert not january.moved
    assert december is None  # no targets in 2025: nobody owes it


def test_factories_begun_move_their_unit(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        build(session, Carrier, unit_id=units.find(session, "甲村"), area=30_000, started_on=PartialDate("2026-10"))
        (row,) = monthly_reports.month_sheet(session, 2026, 10, TODAY).rows
    assert row.moved


def test_what_was_announced_last_month_is_shown_and_not_asked_again(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        monthly_reports.save(
            session, MonthEntry(2025, 12, "甲村", reason="年末", plan="去深圳招商", next_target="签约1个"), TODAY
        )
        (row,) = monthly_reports.month_sheet(session, 2026, 1, TODAY).rows
    assert (row.planned, row.aimed) == ("去深圳招商", "签约1个")


def test_saving_again_changes_the_one_there_is_and_a_removed_one_comes_back(database: Database) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        first, _ = monthly_reports.save(session, _month(2026, 10), TODAY)
        again, is_new = monthly_reports.save(session, _month(2026, 10, plan="再去一次"), TODAY)
        monthly_reports.remove(session, [first], NOW)
        gone = monthly_reports.month_sheet(session, 2026, 10, TODAY).rows[0].state
        back, _ = monthly_reports.save(session, _month(2026, 10), TODAY)
    assert (again, is_new, gone, back) == (first, False, OVERDUE, first)
    with database.read() as session:
        assert monthly_reports.entry(session, first).reported_on == PartialDate("2026-11-22")


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        (_month(2026, 10, ""), "unit"),
        (_month(2026, 10, "没有的村"), "unit"),
        (_month(2026, 13), "month"),
        (_month(2026, 12), "month"),
        (_month(206, 10), "year"),
        (_month(2026, 10, reported_on=PartialDate("2026-11-23")), "reported_on"),
        (_month(2026, 10, reported_on=PartialDate("2026-09-30")), "reported_on"),
        (_month(2026, 10, reported_on=PartialDate("2026-10")), "reported_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(database: Database, entered: MonthEntry, field: str) -> None:
    with database.work("月报") as session:
        _units(session, "甲村")
        with pytest.raises(Refused) as refused:
            monthly_reports.save(session, entered, TODAY)
    assert refused.value.field == field
