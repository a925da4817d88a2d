"""Targets: one for a year, unit and indicator; what is handed out and what remains; wrong ones refused at the field."""

from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.units import Unit
from app.services import achievements, indicators, targets, units
from app.services.achievements import AchievementEntry
from app.services.targets import TargetEntry, copying
from app.services.units import UnitEntry

WAN = 10**6


def test_what_is_handed_out_and_what_remains(database: Database) -> None:
    with database.work("目标") as session:
        for name in ("甲村", "乙村"):
            units.save(session, UnitEntry(name=name))
            targets.save(session, TargetEntry(2026, "到位资金", 400 * WAN, name))
        targets.save(session, TargetEntry(2026, "到位资金", 1000 * WAN))
        grid = targets.grid(session, 2026)
    assert (grid.handed_out("funds_received"), grid.remaining("funds_received")) == (800 * WAN, 200 * WAN)


def test_the_townships_target_is_its_own_row_never_the_sum(database: Database) -> None:
    with database.work("目标") as session:
        units.save(session, UnitEntry(name="甲村"))
        targets.save(session, TargetEntry(2026, "到位资金", 400 * WAN, "甲村"))
        report = indicators.report(session, 2026, 6)
    assert report.row("funds_received").target is None
    assert report.row("funds_received").schedule is None
    assert report.row("funds_received", "甲村").target == 400


def test_saving_again_changes_the_one_there_is(database: Database) -> None:
    with database.work("目标") as session:
        first, _ = targets.save(session, TargetEntry(2026, "funds_received", 1 * WAN))
        again, changed = targets.save(session, TargetEntry(2026, "实际到位资金", 2 * WAN))
        _, unchanged = targets.save(session, TargetEntry(2026, "到位资金", 2 * WAN))
    assert (again, changed, unchanged) == (first, True, False)


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (TargetEntry(2026, "没有的指标", 1), "indicator"),
        (TargetEntry(2026, "landing_rate", 1), "indicator"),
        (TargetEntry(26, "funds_received", 1), "year"),
        (TargetEntry(2026, "funds_received", -1), "amount"),
        (TargetEntry(2026, "funds_received", 2, stretch=1), "stretch"),
        (TargetEntry(2026, "funds_received", 2, plan=(1, 2, 3)), "plan"),
        (TargetEntry(2026, "funds_received", 2, unit="没有的村"), "unit"),
    ],
)
def test_a_wrong_target_is_refused_at_its_field(database: Database, entry: TargetEntry, field: str) -> None:
    with database.work("目标") as session, pytest.raises(Refused) as refused:
        targets.save(session, entry)
    assert refused.value.field == field


def test_a_plan_of_the_offices_own_is_the_schedule(database: Database) -> None:
    plan = tuple(WAN * value for value in (0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100))
    with database.work("目标") as session:
        targets.save(session, TargetEntry(2026, "projects_signed", 100 * WAN, plan=plan))
        row = indicators.report(session, 2026, 6).row("projects_signed")
    assert row.schedule is not None
    assert float(row.schedule) == 0.4
    assert row.ahead == -40


def own(session: Session, title: str, measure: str) -> str:
    return targets.make_indicator(session, title, measure).key


def test_a_percentage_is_each_units_own_and_never_a_sum(database: Database) -> None:
    with database.work("目标") as session:
        key = own(session, "规上工业增加值增速", "%")
        targets.save(session, TargetEntry(2026, key, 9 * WAN))
        for name in ("甲村", "乙村", "丙村"):
            units.save(session, UnitEntry(name=name))
        targets.save(session, TargetEntry(2026, key, 3 * WAN, "甲村"))
        targets.save(session, TargetEntry(2026, key, 3 * WAN, "乙村"))
        with pytest.raises(Refused, match="不能像数量那样分摊") as refused:
            targets.save(session, TargetEntry(2026, key, 3 * WAN, "丙村"))
        assert refused.value.field == "amount"
        targets.save(session, TargetEntry(2026, key, 10 * WAN, "丙村"))
        assert targets.grid(session, 2026).remaining(key) is None


def test_a_number_of_pieces_may_of_course_be_handed_out_to_the_last(database: Database) -> None:
    with database.work("目标") as session:
        targets.save(session, TargetEntry(2026, "projects_signed", 9 * WAN))
        for name in ("甲村", "乙村", "丙村"):
            units.save(session, UnitEntry(name=name))
            targets.save(session, TargetEntry(2026, "projects_signed", 3 * WAN, name))
        assert targets.grid(session, 2026).remaining("projects_signed") == 0


def test_the_reason_of_a_change_stays_with_the_target(database: Database) -> None:
    with database.work("目标") as session:
        targets.save(session, TargetEntry(2026, "projects_signed", 9 * WAN))
        targets.save(session, TargetEntry(2026, "projects_signed", 7 * WAN, reason="县里调减"))
        targets.save(session, TargetEntry(2026, "projects_signed", 7 * WAN, note="再看"))
        cell = targets.grid(session, 2026).cells[None, "projects_signed"]
    assert (cell.amount, cell.reason, cell.note) == (7 * WAN, "县里调减", "再看")


def test_targets_of_a_unit_that_is_gone_are_in_no_sum(database: Database, clock) -> None:
    with database.work("目标") as session:
        for name in ("甲村", "乙村"):
            units.save(session, UnitEntry(name=name))
            targets.save(session, TargetEntry(2026, "projects_signed", 3 * WAN, name))
        session.query(Unit).filter_by(name="乙村").one().deleted_at = clock.now()
        session.flush()
        grid = targets.grid(session, 2026)
    assert (grid.handed_out("projects_signed"), grid.lost, len(grid.cells)) == (3 * WAN, 1, 1)


def test_another_years_targets_are_taken_over_where_there_are_none(database: Database) -> None:
    plan = tuple(WAN * value for value in range(1, 13))
    with database.work("目标") as session:
        for name in ("甲村", "乙村"):
            units.save(session, UnitEntry(name=name))
            targets.save(session, TargetEntry(2025, "projects_signed", 12 * WAN, name, 14 * WAN, plan, "说明"))
        session.query(Unit).filter_by(name="乙村").one().retired = True
        targets.save(session, TargetEntry(2025, "leads_valid", 5 * WAN))
        targets.save(session, TargetEntry(2026, "leads_valid", 8 * WAN))
        assert copying.copy(session, 2025, 2026) == 1
        assert copying.copy(session, 2025, 2026) == 0
        cells = targets.grid(session, 2026).cells
        with pytest.raises(Refused, match="2024年没有目标任务"):
            copying.copy(session, 2024, 2026)
    (taken,) = (cell for (unit, _), cell in cells.items() if unit)
    assert (taken.amount, taken.stretch, taken.plan, taken.note) == (12 * WAN, 14 * WAN, plan, "说明")
    assert cells[None, "leads_valid"].amount == 8 * WAN


def test_an_own_percentage_is_measured_as_a_fraction_and_told_last(database: Database) -> None:
    with database.work("目标") as session:
        units.save(session, UnitEntry(name="甲村"))
        key = own(session, "企业增速", "％")
        targets.save(session, TargetEntry(2026, key, 9 * WAN, "甲村"))
        targets.save(session, TargetEntry(2026, key, 8 * WAN))
        for month, amount in ((3, 5), (6, 12)):
            achievements.save(session, AchievementEntry(2026, month, key, amount * WAN, "甲村"))
        report = indicators.report(session, 2026, 7)
        mine, whole = report.row(key, "甲村"), report.row(key)
    assert (mine.measure, mine.target, mine.actual, mine.schedule, mine.ahead) == (
        "%", Fraction(9, 100), Fraction(12, 100), None, None,
    )  # fmt: skip
    assert mine.completion == Fraction(12, 9)
    assert (whole.target, whole.actual) == (Fraction(8, 100), None)  # the units' rates are no sum
