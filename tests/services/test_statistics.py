"""What the charts count, against records entered through the services."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.indicators.facts import ProjectFact
from app.models.leads import Judgement, LeadSource, LeadState
from app.models.shares import Share, ShareMeasure
from app.services import achievements, funds, indicators, leads, projects, statistics, units
from app.services.achievements import AchievementEntry
from app.services.funds import FundsForm
from app.services.leads import LeadEntry
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.units import UnitEntry
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate
from app.values.quantities import MICRO

YI = 10_000_000_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty file, made once: making one costs more than all these tests."""
    path = tmp_path_factory.mktemp("statistics") / "空.db"
    open_database(path, fixed(date(2026, 11, 1))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    """A session whose records vanish with the test."""
    database = open_database(file, fixed(date(2026, 11, 1)))
    with database.trial() as session:
        for name in ("法中村", "东岭村"):
            units.save(session, UnitEntry(name=name))
        yield session
    database.close()


def project(session: Session, name: str, dates: dict[str, str], stage: str | None = None, **entry: object) -> str:
    """A project with these actual dates; ``stage`` where no date proves it."""
    key = projects.save(session, ProjectEntry(name=name, **entry))  # type: ignore[arg-type]
    lines = [MilestoneLine(kind, None, PartialDate(day)) for kind, day in dates.items()]
    projects.set_milestones(session, key, lines, stage)
    return key


def fund(session: Session, key: str, on: str, amount: int, **more: object) -> None:
    """An entry of money that came in."""
    funds.save(session, FundsForm(key, PartialDate(on), amount, **more))  # type: ignore[arg-type]


def share(session: Session, key: str, measure: ShareMeasure, **parts: int) -> None:
    """Shares of a project between units, in millionths."""
    known = units.by_name(session)
    for name, part in parts.items():
        session.add(Share(project_id=key, unit_id=known[name], measure=measure, part=part))
    session.flush()


def counts(session: Session, month: int = 10, unit: str | None = None) -> list[Fraction]:
    return [step.count for step in statistics.funnel(session, 2026, month, unit=unit)]


def test_the_funnel_counts_all_that_ever_got_there(session: Session) -> None:
    project(session, "甲", {"储备": "2025-01-05", "签约": "2026-03-01", "开工": "2026-06"})
    project(session, "乙", {"在谈": "2026-02-01", "终止": "2026-05-01"})
    project(session, "丙", {}, "储备")
    project(session, "丁", {}, "开工")
    assert counts(session) == [4, 3, 2, 2, 2, 0]


def test_the_funnel_stops_at_the_end_of_the_month(session: Session) -> None:
    project(session, "甲", {"在谈": "2026-02-01", "签约": "2026-03-31", "投产": "2026-04-01"})
    assert counts(session, 3) == [1, 1, 1, 0, 0, 0]
    assert counts(session, 4) == [1, 1, 1, 1, 1, 1]
    assert counts(session, 1) == [0, 0, 0, 0, 0, 0]


def test_a_rate_of_nothing_is_undefined(session: Session) -> None:
    project(session, "甲", {"储备": "2026-01-01"})
    rates = [step.rate for step in statistics.funnel(session, 2026, 10)]
    assert rates == [None, Fraction(0), None, None, None, None]


def test_a_shared_project_counts_by_its_shares(session: Session) -> None:
    key = project(session, "甲", {"签约": "2026-03-01"}, unit="法中村", contract_amount=3 * YI, industry="工业")
    share(session, key, ShareMeasure.MONEY, 法中村=666_667, 东岭村=333_333)
    share(session, key, ShareMeasure.PIECES, 法中村=500_000, 东岭村=500_000)
    fund(session, key, "2026-04-01", 1_000_000)
    assert counts(session, unit="东岭村")[2] == Fraction(1, 2)
    assert counts(session)[2] == 1
    (group,) = statistics.industries(session, 2026, 10, unit="东岭村")
    assert (group.count, group.amount) == (Fraction(1, 2), 3 * YI * Fraction(333_333, 1_000_000))
    assert statistics.monthly_funds(session, 2026, 10, unit="东岭村")[3].this_year == 333_333


def test_a_unit_without_part_holds_nothing(session: Session) -> None:
    project(session, "甲", {"签约": "2026-03-01"}, unit="法中村")
    assert counts(session, unit="东岭村") == [0] * 6
    assert statistics.industries(session, 2026, 10, unit="东岭村") == ()


def test_months_add_what_arrived_at_each_entrys_rate(session: Session) -> None:
    key = project(session, "甲", {"签约": "2025-03-01"})
    fund(session, key, "2026-03-31", 100)
    fund(session, key, "2026-03", 11)
    fund(session, key, "2025-03-02", 7)
    fund(session, key, "2026", 1000)  # known to the year only: counts in no month
    fund(session, key, "2026-05-01", 100, currency=Currency.DOLLAR, rate=7_123_456, source=FundsSource.ABROAD)
    months = statistics.monthly_funds(session, 2026, 10)
    assert [(m.month, m.this_year, m.last_year) for m in months if m.this_year or m.last_year] == [
        (3, 111, 7),
        (5, 712, 0),
    ]
    assert months[2].ids == (key,)
    assert months[10].this_year is None


def test_months_add_up_to_the_indicator_even_where_a_hand_figure_speaks(session: Session) -> None:
    key = project(session, "甲", {"签约": "2025-03-01"}, unit="法中村")
    nobody = project(session, "乙", {"签约": "2025-03-01"})
    for month, amount in ((1, 300), (2, 500)):
        fund(session, key, f"2026-0{month}-05", amount * 1_000_000)
        fund(session, nobody, f"2026-0{month}-06", 7_000_000)
    hand = AchievementEntry(2026, 2, "funds_received", 90 * MICRO, unit="法中村")
    achievements.save(session, hand)
    for unit in (None, "法中村", "东岭村"):
        months = statistics.monthly_funds(session, 2026, 10, unit=unit)
        row = indicators.report(session, 2026, 10, unit=unit).row("funds_received", unit)
        assert sum(month.this_year or 0 for month in months) == row.actual * 1_000_000
    achievements.save(session, AchievementEntry(2026, 1, "funds_received", 1 * MICRO))
    assert statistics.monthly_funds(session, 2026, 10)[0].this_year == 1_000_000


def test_recognised_money_is_what_the_county_recognised(session: Session) -> None:
    key = project(session, "甲", {"签约": "2025-03-01"})
    fund(session, key, "2026-01-31", 100, status=FundsStatus.RECOGNISED, recognised_amount=80)
    fund(session, key, "2026-01-31", 100, status=FundsStatus.TOWNSHIP_CHECKED, recognised_amount=50)
    assert statistics.monthly_funds(session, 2026, 10, basis="recognised")[0].this_year == 80
    assert statistics.monthly_funds(session, 2026, 10)[0].this_year == 200


def test_industries_take_the_contract_sum_or_else_the_investment(session: Session) -> None:
    signed = {"签约": "2026-03-01"}
    project(session, "甲", signed, industry="工业", contract_amount=2 * YI, total_investment=9 * YI)
    project(session, "乙", signed, industry="工业", total_investment=YI)
    project(session, "丙", signed, total_investment=50 * YI)
    project(session, "丁", {"签约": "2025-12-31"}, industry="农业", total_investment=YI)
    project(session, "戊", {"签约": "2026"}, industry="农业", total_investment=YI)
    groups = statistics.industries(session, 2026, 10)
    assert [(g.title, g.count, g.amount) for g in groups] == [("工业", 2, 3 * YI), ("未注明", 1, 50 * YI)]


@given(fen=st.integers(0, 20 * YI))
def test_every_investment_falls_into_the_band_that_its_bounds_say(fen: int) -> None:
    bounds = (0, YI, 5 * YI, 10 * YI)
    expected = max(index for index, bound in enumerate(bounds) if fen >= bound)
    fact = ProjectFact("1", "甲", "签约", {}, fen, None, None, {}, {})
    assert statistics._band(fact) == statistics.BANDS[expected][0]


def test_bands_stand_in_order_and_the_unknown_comes_last(session: Session) -> None:
    for name, investment in (("甲", YI), ("乙", YI - 1), ("丙", None), ("丁", 10 * YI)):
        project(session, name, {"签约": "2026-03"}, total_investment=investment)
    bands = statistics.size_bands(session, 2026, 10)
    assert [(band.title, band.count) for band in bands] == [
        ("亿元以下", 1),
        ("1—5亿元", 1),
        ("5—10亿元", 0),
        ("10亿元以上", 1),
        ("未注明", 1),
    ]


def test_lead_sources_say_what_became_of_their_leads(session: Session) -> None:
    registered = PartialDate("2026-02-01")
    for name, state, judgement in (
        ("一", LeadState.CONVERTED, Judgement.VALID),
        ("二", LeadState.NEGOTIATING, Judgement.VALID),
        ("三", LeadState.FOLLOWED, Judgement.INVALID),
    ):
        leads.keep(
            session,
            LeadEntry(name=name, registered_on=registered, source=LeadSource.FELLOW, state=state, judgement=judgement),
        )
    leads.keep(session, LeadEntry(name="四", registered_on=PartialDate("2026-11"), source=LeadSource.FELLOW))
    (source,) = statistics.lead_sources(session, 2026, 10)
    assert (source.title, source.converted, source.pursued, source.closed) == ("乡贤", 1, 1, 1)
    assert len(source.ids) == 3


def test_what_was_removed_counts_nowhere(session: Session) -> None:
    key = project(session, "甲", {"签约": "2026-03-01"})
    projects.remove(session, [key], fixed(date(2026, 5, 1)).now())
    assert counts(session) == [0] * 6
