"""List, panel, funnel, bulletin, indicator and score never disagree about what was so by the end of a month."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.indicators.facts import Base, Basis, Facts, Period
from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project
from app.services import indicators, projects, report_facts, schemes, statistics, units
from app.services.facts import gather
from app.services.funds import monthly, of_project
from app.services.report_facts import StandingProject
from app.services.schemes import ItemEntry, SchemeEntry, scoring
from app.services.units import UnitEntry
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from app.values.stages import STAGE_EVENTS, STAGES, MilestoneKind, Stage
from tests.builders import build

TODAY = date(2026, 11, 1)
WAN = 1_000_000
_DAYS = (
    "2025",
    "2025-11",
    "2026",
    "2026-01",
    "2026-03-05",
    "2026-06",
    "2026-06-30",
    "2026-09",
    "2026-12-31",
    "2027-01",
)
_days = st.sampled_from(_DAYS).map(PartialDate)
_PROJECT = st.tuples(
    st.dictionaries(st.sampled_from([*STAGE_EVENTS, MilestoneKind.IN_STATISTICS]), _days, max_size=5),
    st.sampled_from(STAGES),
    st.lists(st.tuples(st.none() | _days, st.integers(1, 9), st.sampled_from(FundsStatus)), max_size=4),
)
VAGUE = [
    ({MilestoneKind.SIGNED: PartialDate("2025"), MilestoneKind.LANDED: PartialDate("2026-03-01")}, Stage.LANDED,
     [(PartialDate("2025"), 5, FundsStatus.REPORTED)]),
    ({MilestoneKind.STARTED: PartialDate("2026-02")}, Stage.STARTED,
     [(PartialDate("2026"), 9, FundsStatus.RECOGNISED)]),
]  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A township with one unit and a scheme that looks at rates and sums."""
    database = open_database(tmp_path_factory.mktemp("answer") / "空.db", fixed(TODAY))
    with database.work("准备") as session:
        units.save(session, UnitEntry(name="法中村"))
        items = tuple(
            ItemEntry(title=key, indicator=key, shape="R2", points=10 * MICRO)
            for key in ("landing_rate", "projects_signed", "funds_received")
        )
        schemes.save(session, SchemeEntry(year=2026, title="考核办法", items=items, units=("法中村",)))
    yield database
    database.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PROJECT, min_size=1, max_size=6), st.integers(1, 12), st.sampled_from(Basis), st.sampled_from(Base))
@example(VAGUE, 6, Basis.REPORTED, Base.TO_DATE)
@example(VAGUE, 12, Basis.RECOGNISED, Base.PERIOD)
def test_nothing_disagrees(database: Database, drawn: list, month: int, basis: Basis, base: Base) -> None:  # type: ignore[type-arg]
    period = Period(2026, month, basis, base)
    with database.trial() as session:
        keys = [_project(session, *each) for each in drawn]
        facts = gather(session)
        library = {each.row.id: each for each in report_facts.library(session, facts, period, TODAY)}
        funnel = {step.title: set(step.ids) for step in statistics.funnel(session, 2026, month)}
        rows = {row.id: row for row in projects.listing(2026, TODAY, month).rows(session, keys)}
        report = indicators.report(session, 2026, month, basis=basis, base=base)
        _stages_agree(library, funnel, month)
        for key in keys:
            panel = of_project.figures(session, key, 2026, month, Basis.REPORTED)
            assert (rows[key].received_year, rows[key].received_month) == (panel.year_to_date, panel.month)
            whole = projects.listing(2026, TODAY).rows(session, [key])[0]
            assert (whole.received_year, whole.received_total) == (panel.year, panel.total)
            if key in library and basis is Basis.REPORTED:
                assert library[key].received == rows[key].received_total
        panels = [of_project.figures(session, key, 2026, month, basis) for key in keys]
        received = Fraction(sum(panel.year_to_date for panel in panels), WAN)
        assert report.row("funds_received").actual == received
        table, sums = monthly.table(session, 2026, month)
        assert sums["this_year"] == sum(row.received_year for row in rows.values())
        proven = [of_project.figures(session, key, 2026, month, Basis.RECOGNISED).year_to_date for key in keys]
        assert sum(row.recognised for row in table) == sum(proven)
        _rates_agree(report, funnel, facts, period)
        (result,) = scoring.results(session, 2026, month)
        signed = report.row("projects_signed", "法中村").actual
        shown = {item.title: item for item in result.rows[0].items}
        assert signed is not None
        assert (shown["projects_signed"].score == 10) == (signed > 0)


def _project(session: Session, dates: dict[MilestoneKind, PartialDate], stage: Stage, money: list) -> str:  # type: ignore[type-arg]
    made = build(session, Project, stage=stage, unit_id=units.find(session, "法中村"))
    for kind, day in dates.items():
        build(session, Milestone, project_id=made.id, kind=kind, actual_on=day)
    for when, wan, status in money:
        recognised = wan * WAN // 2 if status is FundsStatus.RECOGNISED or wan > 7 else None
        build(
            session, FundsEntry, project_id=made.id, received_on=when, amount=wan * WAN, status=status,
            recognised_amount=recognised,
        )  # fmt: skip
    return made.id


def _stages_agree(library: dict[str, StandingProject], funnel: dict[Stage, set[str]], month: int) -> None:
    assert funnel[Stage.RESERVED] == set(library)
    for stage, there in funnel.items():
        for key, each in library.items():
            if each.stage is not Stage.ENDED:
                assert (key in there) == (STAGES.index(each.stage) >= STAGES.index(stage)), (stage, each.stage, month)


def _rates_agree(report: indicators.Report, funnel: dict[Stage, set[str]], facts: Facts, period: Period) -> None:
    for key, stage in (("landing_rate", Stage.LANDED), ("start_rate", Stage.STARTED)):
        part, whole = report_facts.rate_parts(facts, key, period)
        assert report.row(key).actual == (part / whole if whole else None)
        signed = {p.id for p in facts.projects if p.has_passed(MilestoneKind.SIGNED, period)}
        if period.base is Base.TO_DATE:
            assert (part, whole) == (len(funnel[stage] & signed), len(signed))
            assert signed <= funnel[Stage.SIGNED]
