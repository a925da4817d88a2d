"""Was it so by the end of a month, and where did a project stand: the one rule that everything asks."""

import pytest

from app.indicators import standing
from app.indicators.standing import WHOLE_YEAR
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage


def on(**dates: str) -> dict[MilestoneKind, PartialDate]:
    return {MilestoneKind(kind): PartialDate(when) for kind, when in dates.items()}


@pytest.mark.parametrize(
    ("when", "month", "counts_in"),
    [
        ("2026-03-31", 3, 3),
        ("2026-03", 3, 3),
        ("2026-04-01", 3, None),
        ("2026", 11, None),
        ("2026", 12, WHOLE_YEAR),
        ("2025", 12, None),
    ],
)
def test_a_date_counts_in_a_period_only_where_all_it_may_mean_lies_in_it(
    when: str, month: int, counts_in: int | None
) -> None:
    assert standing.month_in(PartialDate(when), 2026, month) == counts_in


def test_a_year_alone_is_past_once_the_year_is_over() -> None:
    assert not standing.is_by(PartialDate("2026"), 2026, 11)
    assert standing.is_by(PartialDate("2026"), 2026, 12)
    assert standing.is_by(PartialDate("2025"), 2026, 1)
    assert not standing.is_by(None, 2026, 12)


def test_only_a_year_alone_is_left_out_of_its_months() -> None:
    assert standing.may_lie_in(PartialDate("2026"), 2026, 6)
    assert not standing.may_lie_in(PartialDate("2026"), 2026, 12)
    assert not standing.may_lie_in(PartialDate("2026-07"), 2026, 6)
    assert not standing.may_lie_in(PartialDate("2025"), 2026, 6)


def test_an_event_without_a_date_was_passed_with_a_later_one() -> None:
    dates = on(签约="2026-01", 开工="2026-05-20")
    assert not standing.has_passed(MilestoneKind.LANDED, dates, 2026, 4)
    assert standing.has_passed(MilestoneKind.LANDED, dates, 2026, 5)
    assert not standing.has_passed(MilestoneKind.IN_STATISTICS, dates, 2026, 12)


def test_an_end_takes_nothing_back_and_proves_nothing() -> None:
    dates = on(签约="2026-01", 终止="2026-05")
    assert standing.stood_at(Stage.ENDED, dates, 2026, 4) is Stage.SIGNED
    assert standing.stood_at(Stage.ENDED, dates, 2026, 5) is Stage.ENDED
    assert standing.furthest(Stage.ENDED, dates, 2026, 5) is Stage.SIGNED
    assert not standing.has_passed(MilestoneKind.LANDED, dates, 2026, 12)


def test_a_stage_that_nobody_dated_holds_from_the_last_event_before_it() -> None:
    assert standing.stood_at(Stage.STARTED, {}, 2020, 1) is Stage.STARTED
    dates = on(储备="2026-01", 签约="2026-03")
    assert standing.stood_at(Stage.STARTED, dates, 2025, 12) is None
    assert standing.stood_at(Stage.STARTED, dates, 2026, 2) is Stage.RESERVED
    assert standing.stood_at(Stage.STARTED, dates, 2026, 3) is Stage.STARTED
    assert standing.got_to(MilestoneKind.LANDED, Stage.STARTED, dates, 2026, 3)


def test_before_its_first_date_a_project_stood_nowhere() -> None:
    assert standing.stood_at(Stage.SIGNED, on(签约="2026-09"), 2026, 8) is None
    assert standing.stood_at(Stage.SIGNED, on(签约="2026"), 2026, 8) is None
