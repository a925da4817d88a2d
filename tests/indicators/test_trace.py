"""The records behind a figure add up to it."""

from fractions import Fraction

import pytest

from app.database.engine import Database
from app.indicators.catalogue import CATALOGUE, Kind
from app.indicators.facts import ActivityFact, Facts, HandFigure, Period
from app.indicators.figures import compute
from app.indicators.trace import trace
from app.models.activities import Activity
from app.models.funds import FundsEntry
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE, Share
from app.models.targets import Achievement
from app.models.units import Unit
from app.services.facts import gather
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build


@pytest.fixture
def facts(database: Database) -> Facts:
    """A year with a shared project, vague dates, money of two units, and figures by hand over both."""
    with database.work("登记") as session:
        one, other = build(session, Unit), build(session, Unit)
        for number, when in enumerate(("2026-01-09", "2026-03", "2026", "2025-05-01", "2026-10-30")):
            project = build(session, Project, unit_id=one.id if number % 2 else other.id, stage=Stage.STARTED)
            for kind in (MilestoneKind.SIGNED, MilestoneKind.STARTED):
                build(session, Milestone, project_id=project.id, kind=kind, actual_on=PartialDate(when))
            build(session, FundsEntry, project_id=project.id, received_on=PartialDate(when))
            if number == 0:
                for unit, part in ((one, WHOLE // 4), (other, WHOLE // 4 * 3)):
                    build(session, Share, project_id=project.id, unit_id=unit.id, part=part)
        build(session, Project, stage=Stage.RESERVED, unit_id=one.id)
        build(session, Lead, judgement=Judgement.VALID, unit_id=one.id)
        for month in (3, 5, 5):
            held = PartialDate(f"2026-{month:02d}-02")
            build(session, Activity, kind=ActivityKind.OUT, held_on=held, unit_id=other.id)
        for unit, month in ((other, 5), (one, 6), (None, 6)):
            unit_id = unit.id if unit else None
            build(session, Achievement, indicator="visits_out", month=month, unit_id=unit_id, amount=4_000_000)
    with database.read() as session:
        return gather(session)


@pytest.mark.parametrize("month", [6, 12])
def test_the_parts_of_every_figure_add_up_to_it(facts: Facts, month: int) -> None:
    period = Period(2026, month)
    seen = 0
    for indicator in CATALOGUE:
        figures = compute(indicator, facts, period)
        for unit in (None, *figures.by_unit):
            found, figure = trace(indicator, facts, period, unit), figures.of(unit)
            together = sum(found.parts.values(), Fraction(0))
            if indicator.kind is Kind.RATE:
                base = sum((found.base or {}).values(), Fraction(0))
                assert figure == (together / base if base else None), indicator.key
            else:
                assert figure == together, indicator.key
            seen += bool(together)
    assert seen > 20


def test_a_figure_by_hand_takes_the_place_of_what_it_speaks_for() -> None:
    facts = Facts(
        activities=(ActivityFact("u", "外出招商", PartialDate("2026-05-01"), id="a"),),
        hand=(HandFigure("u", "visits_out", 2026, 5, Fraction(7), "h"),),
    )
    visits = next(each for each in CATALOGUE if each.key == "visits_out")
    assert trace(visits, facts, Period(2026, 6), "u").parts == {("achievements", "h"): 7}
