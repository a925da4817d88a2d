"""Shares as they are counted: by unit, without what is held outside, exact to the last part."""

from datetime import date
from fractions import Fraction

import pytest

from app.database.engine import Database
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.units import UnitKind
from app.services import funds, indicators, projects, units
from app.services.funds import FundsForm
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate

TODAY = date(2026, 11, 22)


@pytest.fixture
def shared(database: Database) -> tuple[Database, str]:
    """A project of 甲村, signed, with 1,000 万元 received."""
    with database.work("准备") as session:
        for name, kind in (("甲村", UnitKind.VILLAGE), ("乙村", UnitKind.VILLAGE), ("邻镇", UnitKind.OUTSIDE)):
            units.save(session, UnitEntry(name=name, kind=kind))
        key = projects.save(session, ProjectEntry(name="食品厂", unit="甲村"), year=2026)
        projects.set_milestones(session, key, [MilestoneLine("签约", actual_on=PartialDate("2026-03"))])
        funds.save(session, FundsForm(project_id=key, received_on=PartialDate("2026-04"), amount=1000 * 10**6))
    return database, key


def share(database: Database, key: str, parts: dict[str, int], measure: ShareMeasure = ShareMeasure.ALL) -> None:
    with database.work("分解") as session:
        for unit, part in parts.items():
            unit_id = units.find(session, unit)
            assert unit_id is not None
            session.add(Share(project_id=key, unit_id=unit_id, measure=measure, part=part))


def counted(database: Database, key: str) -> dict[str | None, Fraction | None]:
    with database.read() as session:
        rows = indicators.report(session, 2026, 10).rows
    return {row.unit: row.actual for row in rows if row.key == key}


def test_without_shares_the_unit_in_charge_has_it_all(shared: tuple[Database, str]) -> None:
    database, _ = shared
    assert counted(database, "projects_signed") == {None: 1, "甲村": 1, "乙村": 0}


def test_shares_part_money_and_pieces_alike(shared: tuple[Database, str]) -> None:
    database, key = shared
    share(database, key, {"甲村": WHOLE // 4, "乙村": WHOLE * 3 // 4})
    assert counted(database, "projects_signed") == {None: 1, "甲村": Fraction(1, 4), "乙村": Fraction(3, 4)}
    assert counted(database, "funds_received") == {None: 1000, "甲村": 250, "乙村": 750}


def test_what_a_neighbour_holds_is_not_ours(shared: tuple[Database, str]) -> None:
    database, key = shared
    share(database, key, {"甲村": WHOLE // 2, "邻镇": WHOLE // 2})
    assert counted(database, "funds_received") == {None: 500, "甲村": 500, "乙村": 0}


def test_a_project_held_outside_altogether_counts_nowhere(shared: tuple[Database, str]) -> None:
    database, key = shared
    share(database, key, {"邻镇": WHOLE})
    assert counted(database, "projects_signed") == {None: 0, "甲村": 0, "乙村": 0}


def test_money_alone_may_be_shared(shared: tuple[Database, str]) -> None:
    database, key = shared
    share(database, key, {"甲村": WHOLE // 2, "乙村": WHOLE // 2}, ShareMeasure.MONEY)
    assert counted(database, "funds_received") == {None: 1000, "甲村": 500, "乙村": 500}
    assert counted(database, "projects_signed") == {None: 1, "甲村": 1, "乙村": 0}
