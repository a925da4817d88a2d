"""What each figure counts, in plain facts; the rules are those published with the terminal interface."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.indicators import schedule as clock
from app.indicators.catalogue import BY_KEY
from app.indicators.doubts import doubts
from app.indicators.facts import (
    ONE,
    ActivityFact,
    Base,
    Basis,
    Facts,
    FundsFact,
    HandFigure,
    LeadFact,
    Period,
    ProjectFact,
)
from app.indicators.figures import compute
from app.values.capital import FundsSource
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage

WAN = 1_000_000  # fen in 万元
OCTOBER = Period(2026, 10)


def project(name: str = "甲", **changes: object) -> ProjectFact:
    """A project of the unit u, signed for 12000 万元 of which 10000 are contracted."""
    made = ProjectFact(name, name, Stage.SIGNED, {}, 12_000 * WAN, 10_000 * WAN, 500 * WAN, {"u": ONE}, {"u": ONE})
    return replace(made, **changes)  # type: ignore[arg-type]


def on(**dates: str) -> dict[MilestoneKind, PartialDate]:
    return {MilestoneKind(kind): PartialDate(when) for kind, when in dates.items()}


def funds(of: ProjectFact, when: str | None, wan: int, source: str = "省外", **changes: object) -> FundsFact:
    yuan = wan * WAN
    made = FundsFact(
        of, PartialDate(when) if when else None, FundsSource(source), yuan, Fraction(yuan, 7), None, None, False
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def said(facts: Facts, period: Period = OCTOBER) -> list[str]:
    return [doubt.sentence for doubt in doubts(facts, period, str)]


def figure(key: str, facts: Facts, period: Period = OCTOBER, unit: str | None = None) -> Fraction | None:
    return compute(BY_KEY[key], facts, period).of(unit)


def test_a_month_counts_whole_and_a_year_alone_counts_nowhere() -> None:
    facts = Facts(
        projects=(
            project("日", dates=on(签约="2026-10-31")),
            project("月", dates=on(签约="2026-10")),
            project("年", dates=on(签约="2026")),
            project("后", dates=on(签约="2026-11-01")),
            project("前", dates=on(签约="2025-12-31")),
        )
    )
    assert figure("projects_signed", facts) == 2
    assert figure("projects_signed", facts, Period(2025, 12)) == 1
    assert any("“年”的签约日期只有年份" in doubt for doubt in said(facts))


def test_an_ended_project_keeps_the_events_it_had() -> None:
    facts = Facts(projects=(project(stage=Stage("终止"), dates=on(签约="2026-03", 终止="2026-05")),))
    assert figure("projects_signed", facts) == 1


def test_a_hundred_million_is_large_and_one_fen_less_is_not() -> None:
    signed = on(签约="2026-03")
    facts = Facts(
        projects=(
            project("整", dates=signed, total_investment=10_000 * WAN),
            project("差", dates=signed, total_investment=10_000 * WAN - 1),
        )
    )
    assert figure("projects_signed_100m", facts) == 1


def test_the_signed_amount_falls_back_on_the_total_with_a_warning() -> None:
    signed = on(签约="2026-03")
    facts = Facts(projects=(project("有", dates=signed), project("无", dates=signed, contract_amount=None)))
    assert figure("amount_signed", facts) == 22_000
    assert "“无”没有合同引资额，签约金额按总投资计。" in said(facts)


def test_rates_look_at_the_projects_signed_in_the_period() -> None:
    facts = Facts(
        projects=(
            project("今", dates=on(签约="2026-03", 落地="2026-04", 开工="2026-10")),
            project("迟", dates=on(签约="2026-04", 落地="2026-11")),
            project("去", dates=on(签约="2025-03", 落地="2026-01", 开工="2026-02", 入统="2026-03")),
        )
    )
    assert figure("landing_rate", facts) == Fraction(1, 2)
    assert figure("start_rate", facts) == Fraction(1, 2)
    assert figure("production_rate", facts) == 0
    assert figure("statistics_rate", facts) == Fraction(1, 2)
    assert figure("landing_rate", facts, Period(2026, 10, base=Base.TO_DATE)) == Fraction(2, 3)


def test_a_rate_of_nothing_is_undefined() -> None:
    assert figure("landing_rate", Facts()) is None
    assert figure("landing_rate", Facts(projects=(project(dates=on(签约="2026-03")),)), unit="v") is None


def test_funds_are_parted_by_source_and_the_unknown_is_in_no_part() -> None:
    it = project()
    facts = Facts(
        projects=(it,),
        funds=(
            funds(it, "2026-01", 1),
            funds(it, "2026-02", 2, "市外省内"),
            funds(it, "2026-03", 4, "县外市内"),
            funds(it, "2026-04", 8, "境外"),
            funds(it, "2026-05", 16, "未注明"),
            funds(it, "2026-11", 32),
            funds(it, None, 64),
        ),
    )
    expected = {
        "funds_received": 31,
        "funds_domestic": 23,
        "funds_outside_province": 1,
        "funds_other_cities": 2,
        "funds_other_counties": 4,
        "fdi_received": Fraction(8, 7),
    }
    assert {key: figure(key, facts) for key in expected} == expected


def test_the_recognised_basis_counts_what_the_county_recognised() -> None:
    it = project()
    facts = Facts(
        funds=(
            funds(it, "2026-01", 10, recognised_yuan=7 * WAN, is_recognised=True),
            funds(it, "2026-01", 10, recognised_yuan=None, is_recognised=False),
        )
    )
    assert figure("funds_received", facts) == 20
    assert figure("funds_received", facts, Period(2026, 10, Basis.RECOGNISED)) == 7


def test_the_arrival_rate_holds_all_money_of_the_signed_against_their_contracts() -> None:
    signed, old = project("今", dates=on(签约="2026-03")), project("去", dates=on(签约="2025-03"))
    facts = Facts(
        projects=(signed, old),
        funds=(funds(signed, "2025-12", 1000), funds(signed, "2026-05", 1000), funds(old, "2026-05", 5000)),
    )
    assert figure("funds_arrival_rate", facts) == Fraction(2000, 10_000)


def test_a_shared_project_counts_by_its_shares_for_money_and_pieces() -> None:
    thirds = {"u": Fraction(1, 4), "v": Fraction(3, 4)}
    it = project(dates=on(签约="2026-03"), money=thirds, pieces=thirds)
    facts = Facts(projects=(it,), funds=(funds(it, "2026-05", 1000),))
    assert figure("projects_signed", facts, unit="u") == Fraction(1, 4)
    assert figure("funds_received", facts, unit="v") == 750
    assert figure("projects_signed", facts) == 1


def test_the_township_counts_only_what_its_own_units_hold() -> None:
    it = project(dates=on(签约="2026-03"), money={"u": Fraction(1, 2)}, pieces={"u": Fraction(1, 2)})
    facts = Facts(projects=(it,), funds=(funds(it, "2026-05", 1000),))
    assert figure("projects_signed", facts) == Fraction(1, 2)
    assert figure("funds_received", facts) == 500


@pytest.mark.parametrize(
    ("dates", "stage", "stands"),
    [
        ({}, "储备", True),
        ({"储备": "2026-10-31"}, "储备", True),
        ({"储备": "2026-11-01"}, "储备", False),
        ({"储备": "2026-01", "签约": "2026-11"}, "签约", True),
        ({"储备": "2026-01", "签约": "2026-10"}, "签约", False),
        ({"签约": "2026-11"}, "签约", False),
        ({"储备": "2026-01"}, "在谈", False),
        ({"发布": "2026-02"}, "发布", True),
    ],
)
def test_what_stood_in_reserve_at_the_end_of_the_month(dates: dict[str, str], stage: str, *, stands: bool) -> None:
    facts = Facts(projects=(project(stage=stage, dates=on(**dates)),))
    assert figure("projects_reserved", facts) == int(stands)
    assert figure("amount_reserved", facts) == (12_000 if stands else 0)


def test_leads_and_activities_count_in_their_month() -> None:
    facts = Facts(
        leads=(LeadFact("u", PartialDate("2026-10")), LeadFact("u", PartialDate("2026-11")), LeadFact("u", None)),
        activities=(
            ActivityFact("u", "外出招商", PartialDate("2026-05-01")),
            ActivityFact("u", "接待来访", PartialDate("2026-05-01")),
            ActivityFact(None, "外出招商", PartialDate("2026-06-01")),
        ),
    )
    assert (figure("leads_valid", facts), figure("visits_out", facts), figure("visitors_in", facts)) == (1, 2, 1)


def test_hand_figures_add_up_and_stand_before_records_of_the_same_unit_and_month() -> None:
    facts = Facts(
        activities=(
            ActivityFact("u", "外出招商", PartialDate("2026-05-01")),
            ActivityFact("u", "外出招商", PartialDate("2026-05-02")),
            ActivityFact("u", "外出招商", PartialDate("2026-06-02")),
            ActivityFact("v", "外出招商", PartialDate("2026-05-02")),
        ),
        hand=(
            HandFigure("u", "visits_out", 2026, 5, Fraction(7)),
            HandFigure("u", "visits_out", 2026, 12, Fraction(100)),
            HandFigure("u", "labour_export", 2026, 1, Fraction(30)),
            HandFigure("u", "labour_export", 2026, 2, Fraction(12)),
            HandFigure("u", "labour_export", 2025, 2, Fraction(1)),
        ),
    )
    assert figure("visits_out", facts, unit="u") == 8
    assert figure("visits_out", facts) == 9
    assert figure("labour_export", facts) == 42
    assert [doubt.sentence for doubt in doubts(facts, OCTOBER, lambda unit: unit or "全镇")] == [
        "u2026年5月的“外出招商”既有记录又有手工数，按手工数计。"
    ]


def test_a_hand_figure_of_the_township_speaks_for_all_its_units_in_that_month() -> None:
    facts = Facts(
        activities=(
            ActivityFact("u", "外出招商", PartialDate("2026-05-01")),
            ActivityFact("u", "外出招商", PartialDate("2026-06-01")),
        ),
        hand=(HandFigure(None, "visits_out", 2026, 5, Fraction(4)),),
    )
    assert figure("visits_out", facts) == 5
    assert figure("visits_out", facts, unit="u") == 2


def test_ahead_is_computed_before_rounding() -> None:
    done = clock.completion(Fraction("629.0"), Fraction("647.4"))
    due = clock.schedule(10, Fraction("647.4"))
    assert done is not None
    assert float(clock.ahead(done, due) or 0) == pytest.approx(13.8245, abs=1e-4)


def test_a_plan_of_the_offices_own_replaces_the_straight_line() -> None:
    plan = [Fraction(month * month) for month in range(1, 13)]
    assert clock.schedule(6, Fraction(144), plan) == Fraction(1, 4)
    assert clock.schedule(12, Fraction(144)) == 1
    assert clock.schedule(6, None, plan) is None


@pytest.mark.parametrize(("actual", "target"), [(Fraction(5), None), (Fraction(5), Fraction(0)), (None, Fraction(5))])
def test_completion_is_undefined_without_a_target(actual: Fraction | None, target: Fraction | None) -> None:
    assert clock.completion(actual, target) is None


def test_growth_is_undefined_on_a_base_of_nought() -> None:
    assert clock.growth(Fraction(3), Fraction(0)) is None
    assert clock.growth(Fraction(3), Fraction(4)) == Fraction(-1, 4)


def test_last_year_s_signed_are_followed_to_the_end_of_this_month() -> None:
    facts = Facts(
        projects=(
            project("开", stage=Stage.STARTED, dates=on(签约="2025-03", 开工="2026-05")),
            project("年", stage=Stage.SIGNED, dates=on(签约="2025")),
            project("今", stage=Stage.STARTED, dates=on(签约="2026-03", 开工="2026-04")),
        )
    )
    assert figure("start_rate_last_year", facts) == Fraction(1, 2)
    assert figure("start_rate_last_year", facts, Period(2026, 4)) == 0
    assert figure("start_rate", facts) == 1
