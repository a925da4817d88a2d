"""Every figure against a second reckoning, over random records full of edges: vague dates, shares, currencies, ends."""

import random
from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.models.activities import Activity, ActivityKind
from app.models.funds import FundsEntry
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.targets import Achievement
from app.models.units import Unit, UnitKind
from app.services import indicators
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.stages import STAGES, MilestoneKind, Stage
from tests.builders import build
from tests.services.oracle import ALL, FLOWS, Oracle

WAN = 1_000_000
_DRAWN = 3  # files of random records


def _day(chance: random.Random) -> PartialDate:
    year, month = chance.choice((2024, 2025, 2025, 2026, 2026, 2026)), chance.randint(1, 12)
    exact = chance.random()
    if exact < 0.15:
        return PartialDate(f"{year}")
    if exact < 0.35:
        return PartialDate(f"{year}-{month:02d}")
    return PartialDate(f"{year}-{month:02d}-{chance.choice((1, 15, 28)):02d}")


@pytest.fixture(scope="module", params=range(_DRAWN))
def township(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A file of forty projects with all that belongs to them."""
    chance = random.Random(request.param)
    database = open_database(tmp_path_factory.mktemp("oracle") / "镇.db", fixed(date(2026, 11, 1)))
    with database.work("准备") as session:
        kinds = (UnitKind.VILLAGE, UnitKind.VILLAGE, UnitKind.DEPARTMENT, UnitKind.OUTSIDE)
        units = [build(session, Unit, kind=kind).id for kind in kinds]
        for _ in range(40):
            _project(session, chance, units)
        for _ in range(25):
            _contacts(session, chance, chance.choice((*units[:3], None)))
        drawn = [(chance.choice(FLOWS), chance.choice((*units[:3], None)), chance.randint(1, 12)) for _ in range(12)]
        for indicator, unit, month in dict.fromkeys(drawn):
            amount = chance.choice((0, 2_500_000, 7_000_000))
            build(session, Achievement, indicator=indicator, unit_id=unit, month=month, year=2026, amount=amount)
    yield database
    database.close()


def _contacts(session: Session, chance: random.Random, unit: str | None) -> None:
    judged, judgement = _day(chance) if chance.random() < 0.5 else None, chance.choice(list(Judgement))
    build(session, Lead, judgement=judgement, registered_on=_day(chance), judged_on=judged, unit_id=unit)
    kind = chance.choice((ActivityKind.OUT, ActivityKind.IN))
    build(session, Activity, kind=kind, held_on=_day(chance), unit_id=unit)


def _project(session: Session, chance: random.Random, units: list[str]) -> None:
    kinds = [kind for kind in MilestoneKind if chance.random() < 0.3]
    sums = (None, 0, 9_999 * WAN, 10_000 * WAN, 123_456_789)
    stage = Stage.ENDED if MilestoneKind.ENDED in kinds else chance.choice(STAGES[:-1])
    made = build(
        session, Project, stage=stage, unit_id=chance.choice((*units[:3], None)), total_investment=chance.choice(sums),
        contract_amount=chance.choice(sums), contract_fdi=chance.choice(sums),
    )  # fmt: skip
    for kind in kinds:
        build(session, Milestone, project_id=made.id, kind=kind, actual_on=_day(chance))
    for _ in range(chance.randint(0, 4)):
        currency, status = chance.choice(list(Currency)), chance.choice(list(FundsStatus))
        build(
            session, FundsEntry, project_id=made.id, received_on=chance.choice((None, *[_day(chance)] * 5)),
            amount=chance.choice((1, 3_333, 50 * WAN)), currency=currency, status=status,
            source=chance.choice(list(FundsSource)), rate=chance.choice((None, 7_123_456, 6_888_800)),
            recognised_amount=chance.choice((None, 0, 1, 20 * WAN)),
        )  # fmt: skip
    if chance.random() < 0.4:
        measures = chance.choice(
            ((ShareMeasure.ALL,), (ShareMeasure.MONEY,), (ShareMeasure.MONEY, ShareMeasure.PIECES))
        )
        for measure in measures:
            one, other = chance.sample(units, 2)
            part = chance.choice((250_000, 333_333, 500_000))
            build(session, Share, project_id=made.id, unit_id=one, measure=measure, part=part)
            build(session, Share, project_id=made.id, unit_id=other, measure=measure, part=WHOLE - part)


@pytest.mark.parametrize("basis", ["reported", "recognised"])
@pytest.mark.parametrize("base", ["period", "to-date"])
def test_every_figure_equals_the_second_reckoning(township: Database, basis: str, base: str) -> None:
    with township.read() as session:
        oracle = Oracle(session)
        ids = {row["name"]: key for key, row in oracle.units.items()}
        wrong = []
        for year, month in ((2026, 1), (2026, 6), (2026, 11), (2026, 12), (2025, 12)):
            report = indicators.report(session, year, month, basis=basis, base=base)
            for row in report.rows:
                if row.key in ALL:
                    unit = ids[row.unit] if row.unit else None
                    expected = oracle.figure(row.key, year, month, unit, basis, base)
                    if row.actual != expected:
                        wrong.append((year, month, row.unit, row.key, row.actual, expected))
        assert not wrong
