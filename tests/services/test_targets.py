"""Targets: one for a year, unit and indicator; what is handed out and what remains; wrong ones refused at the field."""

import pytest

from app.database.engine import Database
from app.errors import Refused
from app.services import indicators, targets, units
from app.services.targets import TargetEntry
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
