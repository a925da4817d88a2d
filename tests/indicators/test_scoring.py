"""The scoring shapes: rules worked by hand, bounds and monotony over many figures, reasons where there is no score."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.indicators import scoring
from app.indicators.scoring import SHAPES, Case, Figure, Outcome, rule, score


def figure(value: object, target: object = None, measure: str = "万元", title: str = "到位资金", **more: Any) -> Figure:
    exact = [None if each is None else Fraction(str(each)) for each in (value, target)]
    return Figure(title, measure, exact[0], exact[1], **more)


def scored(
    shape: str, points: object, case: Case | Figure, cap: Any = None, floor: Any = None, **plain: Any
) -> Outcome:
    whole = case if isinstance(case, Case) else Case(case)
    return score(rule(shape, plain), Fraction(str(points)), whole, cap=cap, floor=floor)


def test_in_proportion_says_its_working() -> None:
    outcome = scored("P1", "0.5", figure(4800, 5000))
    assert outcome.score == Fraction("0.48")
    assert outcome.working == "完成4800万元，年度目标5000万元，完成率96%×0.5分=0.48分"
    assert outcome.shown == "96.0%"


def test_a_score_that_two_decimals_do_not_say_is_marked_as_about() -> None:
    assert scored("P1", 10, figure(1, 3, "个")).working == "完成1个，年度目标3个，完成率33.33%×10分≈3.33分"


@pytest.mark.parametrize(
    ("shape", "plain", "value", "expected"),
    [
        ("P1", {}, 143, 50),
        ("P1", {}, 0, 0),
        ("P2", {}, 143, 60),
        ("P2", {"limit": "150%"}, 143, Fraction("71.5")),
        ("T1", {"steps": [{"least": "1", "score": "50"}, {"least": "0.8", "score": "20"}]}, 100, 50),
        ("T1", {"steps": [{"least": "1", "score": "50"}, {"least": "0.8", "score": "20"}]}, 80, 20),
        ("T1", {"steps": [{"least": "1", "score": "50"}, {"least": "0.8", "score": "20"}]}, "79.99", 0),
        ("T2", {}, 99, 0),
        ("T2", {}, 100, 50),
        ("T2", {}, 119, Fraction("50.5")),
        ("T2", {"whole": False}, 119, Fraction("50.95")),
        ("T2", {"most": 2}, 400, 52),
        ("D1", {"each": 5}, 97, 35),
        ("D1", {"each": 5}, 120, 50),
        ("D1", {"each": 5}, 10, 0),
        ("D1", {"each": 5, "most": 12}, 10, 38),
        ("D1", {"each": 5, "unit": 10}, 75, Fraction("37.5")),
        ("B1", {"each": "0.5"}, 6, 3),
        ("B1", {"each": "0.5"}, 120, 50),
        ("B1", {"each": 2, "beyond": True}, 103, 6),
        ("B1", {"each": 2, "beyond": True}, 99, 0),
        ("B2", {"bands": [{"least": 100, "score": "0.6"}, {"least": 0, "score": "0.1"}]}, 120, 12),
        ("B2", {"bands": [{"least": 101, "score": "0.6"}, {"least": 0, "score": "0.1"}]}, 120, 2),
        ("B2", {"bands": [{"least": 101, "score": "0.6"}]}, 120, 0),
        ("B2", {"whole": True}, "120.9", 2),
        ("D2", {"each": 10}, 3, 20),
    ],
)
def test_a_shape_scores_by_its_rule(shape: str, plain: dict[str, Any], value: object, expected: object) -> None:
    assert scored(shape, 50, figure(value, 100), **plain).score == expected


def test_a_mixed_rate_adds_weighted_completions() -> None:
    plain = {"others": [{"indicator": "money", "weight": "50%"}]}
    case = Case(figure(4, 5, "个"), {"money": figure(12000, 10000)})
    assert scored("P3", 20, case, **plain).score == 20  # 0.8×0.5 + 1.2×0.5 = 1
    assert scored("P3", 20, case, **plain, part_limit="100%").score == 18
    assert scored("P3", 20, Case(figure(9, 5, "个"), case.others), **plain, limit="120%").score == 24


def test_a_step_needs_its_condition() -> None:
    money = {"funds": figure(1999, None)}
    plain = {"condition": "funds"}
    missed = scored("T1", 100, Case(figure(10000, 10000), money), **plain)
    assert (missed.score, missed.working.split("；")[1]) == (0, "到位资金1999万元，占任务的19.99%，不到20%，得0分")
    assert scored("T1", 100, Case(figure(8000, 10000), {"funds": figure(2000)}), **plain).score == 75
    own = {**plain, "condition_of": "该指标的目标"}
    assert scored("T1", 100, Case(figure(5, 5, "个"), {"funds": figure(200, 1000)}), **own).score == 100
    assert scored("T1", 100, Case(figure(5, 5, "个"), {"funds": figure(200, 1000)}), **plain).score is None


def test_several_kinds_of_events_are_deducted_by_their_own_price() -> None:
    plain = {"each": "0.1", "others": [{"indicator": "fraud", "weight": "0.2"}]}
    case = Case(figure(1, title="超时限未开工", measure=""), {"fraud": figure(1, title="弄虚作假")})
    outcome = scored("D2", "0.5", case, **plain)
    assert outcome.score == Fraction("0.2")
    assert outcome.working == "超时限未开工1件×0.1分，弄虚作假1件×0.2分，0.5分－0.3分=0.2分"
    assert scored("D2", "0.5", Case(figure(None), {"fraud": figure(0)}), **plain).score == Fraction("0.5")


def test_large_projects_count_once_in_their_highest_band() -> None:
    plain = {"bands": [{"least": 500000, "score": 8}, {"least": 100000, "score": 4}]}
    sizes = {Fraction(500000): Fraction(1), Fraction(100000): Fraction(3)}
    assert scored("B1", 20, Case(figure(9, measure="个"), sizes=sizes), **plain).score == 16
    assert scored("B1", 12, Case(figure(9, measure="个"), sizes=sizes), **plain).score == 12


def test_efficacy_runs_from_sixty_to_a_hundred() -> None:
    group = tuple(figure(value) for value in (10, 20, 50))
    assert [scored("R1", 100, Case(each, group=group)).score for each in group] == [60, 70, 100]
    assert scored("R1", 50, Case(group[1], group=group)).score == 35
    equal = Case(group[0], group=(group[0], group[0]))
    assert scored("R1", 100, equal).score == 100
    assert scored("R1", 100, Case(group[0], group=(*group, figure(None)))).score == 60


def test_a_ratio_to_the_best_needs_a_best() -> None:
    group = tuple(figure(value) for value in (10, 40, 0))
    assert [scored("R2", 20, Case(each, group=group)).score for each in group] == [5, 20, 0]
    assert scored("R2", 20, Case(figure(0), group=(figure(0),))).working == "“到位资金”组内最高值是0，无法计分"


def test_ratings_are_averaged_and_weighted() -> None:
    leaders = figure(None, title="领导评分", measure="", ratings=(Fraction(90), Fraction(94)))
    peers = {"peers": figure(None, title="互评", measure="分", ratings=(Fraction(80),))}
    plain = {"weight": "70%", "others": [{"indicator": "peers", "weight": "30%"}]}
    outcome = scored("J1", 20, Case(leaders, peers), **plain)
    assert outcome.score == Fraction("17.68")
    assert outcome.working == "领导评分2次平均92分×70%＋互评80分×30%，合计88.4分÷100×20分=17.68分"
    assert scored("J1", 20, Case(figure(None), peers), **plain).score is None
    assert scored("J1", 20, figure(None, ratings=(Fraction(101),))).score is None


def test_a_missed_precondition_says_what_follows() -> None:
    assert scored("V1", 0, figure(1, measure="个")).veto == ""
    missed = scored("V1", 5, figure(0, measure="个", title="工业项目"), consequence="不得评优")
    assert (missed.score, missed.veto) == (0, "不得评优")
    sized = Case(figure(4, measure="个"), sizes={Fraction(300): Fraction(0)})
    assert scored("V1", 0, sized, size=300).veto
    assert scored("V1", 0, Case(figure(4, measure="个"), sizes={Fraction(300): Fraction(2)}), size=300).veto == ""


@pytest.mark.parametrize("shape", [code for code, made in SHAPES.items() if made.needs_target])
def test_without_a_target_there_is_no_score_but_a_reason(shape: str) -> None:
    plain = {"P3": {"others": [{"indicator": "x", "weight": "0.5"}]}}.get(shape, {})
    for target in (None, 0):
        outcome = scored(shape, 100, Case(figure(5, target), {"x": figure(1, 1)}), **plain)
        assert outcome.score is None
        assert outcome.working.endswith("没有目标，无法计分")


def test_an_undefined_rate_has_a_reason_too() -> None:
    outcome = scored("P1", 10, figure(None, 1, "%", "开工率"))
    assert (outcome.score, outcome.working) == (None, "“开工率”没有可计算的基数，无法计分")


def test_cap_and_floor_bound_the_score() -> None:
    low = scored("D2", 0, figure(9), floor=Fraction(-5), each=1)
    assert (low.score, low.working.endswith("最低按-5分计")) == (-5, True)
    assert scored("T2", 60, figure(200, 100), cap=Fraction(63)).score == 63


ANY_CASE: dict[str, dict[str, Any]] = {
    **{code: {} for code in SHAPES},
    "P3": {"others": [{"indicator": "x", "weight": "0.5"}]},
    "D2": {"others": [{"indicator": "x", "weight": "0.2"}]},
}
AMOUNT = st.fractions(0, 10**6, max_denominator=100)


def case_of(value: Fraction, target: Fraction, group: list[Fraction]) -> Case:
    figures = tuple(Figure("甲", "万元", each, target) for each in [value, *group])
    other = Figure("乙", "个", Fraction(1), Fraction(2))
    return Case(Figure("甲", "万元", value, target, ratings=(value % 101,)), {"x": other}, figures)


@given(
    st.sampled_from(sorted(SHAPES)),
    AMOUNT,
    AMOUNT,
    st.lists(AMOUNT, max_size=5),
    st.fractions(0, 200, max_denominator=10),
)
def test_no_score_leaves_its_bounds(
    shape: str, value: Fraction, target: Fraction, group: list[Fraction], points: Fraction
) -> None:
    shaped = rule(shape, ANY_CASE[shape])
    outcome = score(shaped, points, case_of(value, target, group))
    assert outcome.working
    if outcome.score is not None:
        most = {"P2": points * Fraction(6, 5), "T2": points + 10}.get(shape, points)
        assert 0 <= outcome.score <= most


@given(
    st.sampled_from(sorted(set(SHAPES) - {"J1", "D2"})),
    AMOUNT,
    AMOUNT,
    st.fractions(1, 10**6),
    st.lists(AMOUNT, max_size=4),
)
def test_doing_more_never_scores_less(
    shape: str, one: Fraction, two: Fraction, target: Fraction, group: list[Fraction]
) -> None:
    shaped, (low, high) = rule(shape, ANY_CASE[shape]), sorted((one, two))
    scores = [score(shaped, Fraction(100), case_of(value, target, group)).score for value in (low, high)]
    if shape in {"R1", "R2"}:  # own figure moves the group's bounds: compare where it does not
        others = [low, high, *group]
        scores = [score(shaped, Fraction(100), case_of(value, target, others)).score for value in (low, high)]
    if None not in scores:
        assert scores[0] <= scores[1]  # type: ignore[operator]


@given(st.sampled_from(sorted(SHAPES)), st.data())
def test_parameters_survive_json_and_words(shape: str, data: st.DataObject) -> None:
    positive = st.fractions(Fraction(1, 1000), 1000, max_denominator=10**4)
    plain: dict[str, Any] = dict(ANY_CASE[shape])
    made = SHAPES[shape]
    for name in {"each", "unit", "step", "size", "target"} & set(scoring.rule(shape, plain).__dataclass_fields__):
        plain[name] = str(data.draw(positive))
    if "bands" in made.__dataclass_fields__:
        least = sorted(set(data.draw(st.lists(positive, min_size=1, max_size=4))), reverse=True)
        said = ("count", "each") if shape == "D4" else ("score",)
        plain["bands"] = [{"least": str(each), **{name: str(data.draw(positive)) for name in said}} for each in least]
    shaped = rule(shape, plain)
    assert rule(shape, scoring.parameters(shaped)) == shaped
    titles = {"x": "新签约项目", "": ""}
    keys = {title: key for key, title in titles.items()}
    words = scoring.rule_words(shaped, titles.__getitem__)
    assert scoring.rule_from_words(shape, words, keys.__getitem__) == shaped


@pytest.mark.parametrize(
    ("shape", "plain", "field", "says"),
    [
        ("P9", {}, "shape", "没有“P9”这种计分方法"),
        ("P2", {"limit": "80%"}, "limit", "不低于100%"),
        ("P2", {"limit": "很高"}, "limit", "应是数字"),
        ("P2", {"limit": True}, "limit", "应是数字"),
        ("P1", {"limt": 1}, "parameters", "没有“limt”这个参数"),
        ("P1", [1], "parameters", "读不懂"),
        ("T1", {"steps": [{"least": 1, "score": 1}, {"least": 2, "score": 0}]}, "steps", "从高到低"),
        ("T1", {"steps": "100%"}, "steps", "100%:100"),
        ("T1", {"condition_of": "别的"}, "condition_of", "中选一个"),
        ("J1", {"weight": "70%"}, "weight", "合计应是100%"),
        ("D1", {"each": 0}, "each", "大于0"),
        ("P3", {}, "others", "至少要有一个"),
        ("V1", {"unranked": "是"}, "unranked", "“是”或“否”"),
        ("B1", {"beyond": True, "bands": [{"least": 1, "score": 1}]}, "beyond", "不能只计超目标"),
    ],
)
def test_wrong_parameters_are_refused_in_chinese(shape: str, plain: Any, field: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        rule(shape, plain)
    assert refused.value.field == field


def test_words_name_what_they_do_not_know() -> None:
    with pytest.raises(Refused, match=r"没有“封顶”这个参数，请从这些里选：.*封顶完成率"):
        scoring.rule_from_words("P2", "封顶=120%", str)
    with pytest.raises(Refused, match="写了两次"):
        scoring.rule_from_words("P2", "封顶完成率=120%\n封顶完成率=130%", str)


def test_words_may_stand_on_one_line_with_full_width_signs() -> None:
    words = "每超＝１０%；每次加分=0.5;加分上限=10；"
    assert scoring.rule_from_words("T2", words, str) == rule("T2", {})
