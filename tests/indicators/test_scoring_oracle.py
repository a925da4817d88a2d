"""The shapes against a second reading of the published rules, written without the classes: plain arithmetic by hand."""

from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.indicators.scoring import Case, Figure, rule, score

F = Fraction
HUNDRED = F(100)
AMOUNTS = st.fractions(0, 10**7, max_denominator=10**4)
TARGETS = st.fractions(F(1, 100), 10**7, max_denominator=10**4)
POINTS = st.fractions(0, 200, max_denominator=100)
COUNTS = st.integers(0, 60).map(F)
SHARES = st.fractions(F(1, 100), 3, max_denominator=100)


def worth(shape: str, points: Fraction, case: Case, **plain: Any) -> Fraction | None:
    return score(rule(shape, plain), points, case, floor=-HUNDRED * 100).score


def done(value: Fraction | None, target: Fraction | None = None, **more: Any) -> Figure:
    return Figure("甲", "万元", value, target, **more)


def listed(pairs: list[tuple[Fraction, Fraction]]) -> list[dict[str, str]]:
    return [{"least": str(least), "score": str(worth)} for least, worth in pairs]


@given(AMOUNTS, TARGETS, POINTS)
def test_p1_gives_the_part_that_was_done_and_no_more_than_all(actual: F, target: F, points: F) -> None:
    expected = points if actual >= target else points * actual / target
    assert worth("P1", points, Case(done(actual, target))) == expected


@given(AMOUNTS, TARGETS, POINTS, st.fractions(1, 3, max_denominator=100))
def test_p2_goes_on_to_its_own_limit(actual: F, target: F, points: F, limit: F) -> None:
    expected = points * (limit if actual >= limit * target else actual / target)
    assert worth("P2", points, Case(done(actual, target)), limit=str(limit)) == expected


@given(COUNTS, st.integers(1, 40).map(F), AMOUNTS, TARGETS, POINTS, st.integers(1, 99))
def test_p3_mixes_pieces_and_money(n: F, of: F, money: F, due: F, points: F, percent: int) -> None:
    weight = F(percent, 100)
    mixed = weight * n / of + (1 - weight) * money / due
    plain = {"weight": f"{percent}%", "others": [{"indicator": "m", "weight": f"{100 - percent}%"}]}
    case = Case(done(n, of), {"m": done(money, due)})
    assert worth("P3", points, case, **plain) == (points if mixed > 1 else points * mixed)


@given(AMOUNTS, TARGETS, AMOUNTS)
def test_t1_gives_steps_and_asks_a_fifth_of_the_task_in_money(actual: F, target: F, invested: F) -> None:
    def by_hand() -> int:
        if invested * 5 < target:
            return 0
        for at_least, given_for_it in ((100, 100), (80, 75), (50, 50)):
            if actual * 100 >= at_least * target:
                return given_for_it
        return 0

    case = Case(done(actual, target), {"m": done(invested)})
    assert worth("T1", HUNDRED, case, condition="m") == by_hand()
    assert worth("T1", F(30), case, condition="m") == F(by_hand() * 30, 100)


@given(AMOUNTS, TARGETS)
def test_t2_is_all_or_nothing_and_half_a_point_for_each_ten_percent_more(actual: F, target: F) -> None:
    if actual < target:
        expected = F(0)
    else:
        tens = floor((actual - target) * 10 / target)
        expected = 60 + min(F(tens, 2), F(10))
    assert worth("T2", F(60), Case(done(actual, target))) == expected


@given(COUNTS, st.integers(1, 40).map(F), st.integers(1, 20), st.fractions(F(1, 10), 5, max_denominator=10))
def test_d1_takes_so_much_for_each_missing_and_stops_at_nought(came: F, due: F, points: int, each: F) -> None:
    left = F(points)
    for _ in range(int(due - came) if due > came else 0):
        left -= each
    outcome = score(rule("D1", {"each": str(each)}), F(points), Case(done(came, due)))
    assert outcome.score == max(left, F(0))


@given(st.fractions(0, 30, max_denominator=12), st.fractions(F(1, 12), 30, max_denominator=12))
def test_d1_may_leave_out_what_is_less_than_a_piece(came: F, due: F) -> None:
    missing = max(due - came, F(0))
    assert worth("D1", F(50), Case(done(came, due)), each="1", whole=True) == 50 - floor(missing)


@given(COUNTS, COUNTS)
def test_d2_takes_tenths_for_the_late_and_fifths_for_the_false(late: F, false: F) -> None:
    plain = {"each": "0.1", "others": [{"indicator": "假", "weight": "0.2"}]}
    case = Case(done(late), {"假": done(false)})
    assert worth("D2", F(1, 2), case, **plain) == (5 - late - 2 * false) / 10
    least = score(rule("D2", plain), F(1, 2), case).score
    assert least == max((5 - late - 2 * false) / 10, F(0))


@given(COUNTS, COUNTS.filter(bool))
def test_b1_adds_for_each_and_for_each_beyond(n: F, target: F) -> None:
    assert worth("B1", F(3), Case(done(n)), each="0.5") == min(n / 2, F(3))
    beyond = n - target if n > target else F(0)
    assert worth("B1", F(6), Case(done(n, target)), each="2", beyond=True) == min(2 * beyond, F(6))


@given(st.lists(st.fractions(0, 10**6, max_denominator=100), max_size=8), POINTS)
def test_b1_counts_a_large_project_once_in_its_highest_band(sizes: list[Fraction], points: F) -> None:
    expected = F(0)
    for size in sizes:
        expected += 8 if size >= 500_000 else 4 if size >= 100_000 else 0
    at_least = {F(least): F(sum(size >= least for size in sizes)) for least in (500_000, 100_000)}
    plain = {"bands": listed([(F(500_000), F(8)), (F(100_000), F(4))])}
    assert worth("B1", points, Case(done(F(len(sizes))), sizes=at_least), **plain) == min(expected, points)


@given(AMOUNTS, TARGETS, st.booleans())
def test_b2_pays_each_point_beyond_by_the_size_of_the_years_target(actual: F, target: F, whole: bool) -> None:
    price = F(6, 10) if target >= 10_000 else F(3, 10) if target >= 5_000 else F(2, 10) if target >= 1_000 else F(1, 10)
    over = max(actual * 100 / target - 100, F(0))
    over = F(floor(over)) if whole else over
    bands = listed([(F(10_000), F(6, 10)), (F(5_000), F(3, 10)), (F(1_000), F(2, 10)), (F(0), F(1, 10))])
    assert worth("B2", HUNDRED, Case(done(actual, target)), bands=bands, whole=whole) == min(over * price, HUNDRED)
    by_now = Case(done(actual, target / 12, task=target))
    over = max(actual * 1200 / target - 100, F(0))
    assert worth("B2", HUNDRED, by_now, bands=bands) == min(over * price, HUNDRED)


@given(st.lists(AMOUNTS, min_size=1, max_size=8), POINTS)
def test_r1_stretches_the_group_between_sixty_and_a_hundred(values: list[Fraction], points: F) -> None:
    group = tuple(done(value) for value in values)
    for value, figure in zip(values, group, strict=True):
        low, high = min(values), max(values)
        out_of_a_hundred = HUNDRED if low == high else (value - low) / (high - low) * 40 + 60
        assert worth("R1", HUNDRED, Case(figure, group=group)) == out_of_a_hundred
        assert worth("R1", points, Case(figure, group=group)) == points * out_of_a_hundred / 100


@given(st.lists(AMOUNTS, min_size=1, max_size=8), POINTS)
def test_r2_compares_with_the_best_and_with_nothing_where_nobody_did_anything(values: list[F], points: F) -> None:
    group = tuple(done(value) for value in values)
    for value, figure in zip(values, group, strict=True):
        expected = None if not any(values) else points * value / max(values)
        assert worth("R2", points, Case(figure, group=group)) == expected


@given(
    st.lists(st.fractions(0, 100, max_denominator=10), min_size=1, max_size=6),
    st.lists(st.fractions(0, 100, max_denominator=10), min_size=1, max_size=6),
    st.integers(1, 99),
    POINTS,
)
def test_j1_weighs_the_means(leaders: list[Fraction], peers: list[Fraction], percent: int, points: F) -> None:
    mean = sum(leaders) / len(leaders) * percent / 100 + sum(peers) / len(peers) * (100 - percent) / 100
    plain = {"weight": f"{percent}%", "others": [{"indicator": "互评", "weight": f"{100 - percent}%"}]}
    case = Case(done(None, ratings=tuple(leaders)), {"互评": done(None, ratings=tuple(peers))})
    assert worth("J1", points, case, **plain) == points * mean / 100


@given(COUNTS, st.integers(1, 5), POINTS)
def test_v1_is_met_or_has_its_consequence(n: F, least: int, points: F) -> None:
    outcome = score(rule("V1", {"least": str(least), "consequence": "不得评优"}), points, Case(done(n)))
    assert (outcome.score, outcome.veto) == ((points, "") if n >= least else (F(0), "不得评优"))


@given(st.sampled_from(["P1", "P2", "T1", "T2", "D1", "B2"]), AMOUNTS, st.sampled_from([None, F(0)]))
def test_no_target_is_no_score(shape: str, actual: F, target: F | None) -> None:
    assert worth(shape, HUNDRED, Case(done(actual, target))) is None


@given(AMOUNTS, TARGETS, POINTS, st.fractions(-50, 0, max_denominator=10), st.fractions(0, 150, max_denominator=10))
def test_an_items_own_bounds_hold_over_its_shape(actual: F, target: F, points: F, least: F, cap: F) -> None:
    full = worth("P2", points, Case(done(actual, target)), limit="3")
    assert full is not None
    found = score(rule("P2", {"limit": "3"}), points, Case(done(actual, target)), cap=cap, floor=least).score
    assert found == max(min(full, cap), least)
