"""What lies beside each clause of a scheme: ties, nothing to divide by, percentages, sums, limits below nought."""

from fractions import Fraction

import pytest

from app.errors import Refused
from app.indicators.scoring import SHAPES, Case, Figure, rule_from_words, score
from app.indicators.scoring.parameter import Sort, meanings
from app.indicators.scoring.whole import read_whole, whole_words

FULL = Fraction(10)


def figure(value: float | str | None, target: float | None = None, measure: str = "个") -> Figure:
    done = None if value is None else Fraction(str(value))
    return Figure("新签约项目", measure, done, None if target is None else Fraction(str(target)))


def scored(shape: str, words: str, case: Case, **limits: Fraction) -> Fraction | None:
    return score(rule_from_words(shape, words, str), FULL, case, **limits).score


def test_a_sign_of_percentage_stands_where_it_is_meant_and_nowhere_else() -> None:
    taken = []
    for code, shape in SHAPES.items():
        for name, meaning in meanings(shape).items():
            wrong = {Sort.NUMBER: "5%", Sort.SHARE: "60", Sort.BANDS: "5%:1", Sort.MINIMA: "5%:1:1", Sort.STEPS: "80:5"}
            text = wrong.get(meaning.sort)
            if meaning.sort is Sort.PARTS:
                text = "甲:60" if meaning.share else "甲:60%"
            if text is None or (meaning.share and meaning.sort is Sort.NUMBER):
                continue
            said = refusal(code, f"{meaning.title}={text}")
            if "请" not in said or text.split(":")[-1 if meaning.sort is Sort.PARTS else 0] not in said:
                taken.append((code, name, text, said))
    assert not taken


def refusal(code: str, words: str) -> str:
    """Why parameters are refused; empty where they are taken."""
    try:
        rule_from_words(code, words, str, rated=False)
    except Refused as refused:
        return refused.message
    return ""


def test_a_standard_follows_the_measure_of_its_figure() -> None:
    assert rule_from_words("P1", "统一标准=90%", str, rated=True).target == Fraction(9, 10)
    assert rule_from_words("P1", "统一标准=12", str, rated=False).target == 12
    for words, rated in (("统一标准=90", True), ("统一标准=90%", False)):
        with pytest.raises(Refused, match="请"):
            rule_from_words("P1", words, str, rated=rated)


def test_sizes_are_written_in_any_unit_of_sums() -> None:
    for words in ("规模档次=1亿元:5、5000万元:2", "规模档次=1亿:5、5000:2", "规模档次=10000:5、5000万:2"):
        made = rule_from_words("B1", words, str)
        assert [(band.least, band.score) for band in made.bands] == [(10_000, 5), (5_000, 2)]  # type: ignore[attr-defined]
    assert rule_from_words("V1", "单个规模=0.5亿元", str).size == 5_000  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="样子"):
        rule_from_words("B1", "每件数量=1亿元", str)  # of any measure


def test_those_who_share_the_last_place_that_counts_all_get_its_points() -> None:
    group = tuple(figure(value) for value in (9, 7, 7, 7, 3))
    words = "计分名次=2\n每后一名减=4"
    assert [scored("K1", words, Case(each, group=group)) for each in group] == [10, 6, 6, 6, 0]
    least = "比较=完成率\n最低要求=60%"
    shares = tuple(figure(value, 10) for value in (9, 5))
    assert [scored("K1", least, Case(each, group=shares)) for each in shares] == [10, 0]


@pytest.mark.parametrize("shape", ["P1", "P2", "T1", "T2", "D1", "D3", "B2"])
def test_a_target_of_nought_or_less_has_no_score_and_says_so(shape: str) -> None:
    for target in (0, -5):
        outcome = score(rule_from_words(shape, "", str), FULL, Case(figure(3, target)))
        assert outcome.score is None
        assert "没有目标，无法计分" in outcome.working


def test_what_fell_below_nought_is_as_far_from_its_target_as_nothing() -> None:
    assert scored("D3", "每个百分点扣分=0.1", Case(figure(-5, 10))) == 0
    assert scored("P1", "", Case(figure(-5, 10))) == 0


def test_a_rate_without_a_base_cannot_be_scored() -> None:
    outcome = score(rule_from_words("P1", "统一标准=50%", str, rated=True), FULL, Case(figure(None, 0.5, "%")))
    assert outcome == type(outcome)(None, "“新签约项目”没有可计算的基数，无法计分")


def test_limits_hold_sums_of_negative_scores_too() -> None:
    rules = read_whole("大项 扣分项=虚报、迟报\n最低 扣分项=-6\n最低 总分=-3")
    total, (line,), limit = rules.summed({"虚报": Fraction(-5), "迟报": Fraction(-4), "签约": Fraction(2)})
    assert (line.score, total) == (-6, -3)
    assert limit == "合计-4分，最低按-3分计"
    assert rules.summed({"签约": Fraction(2)})[1][0].working == "没有可计的项目，合计0分"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("类别 一类=东村；类别 二类=东村", "“东村”写进了两个类别，请只留一处"),
        ("类别 一类=东村、东村", "“东村”在类别“一类”里写了两次"),
        ("大项 甲=签约；大项 甲=资金", "“大项 甲”写了两次，请去掉一行"),
        ("大项 签约=签约", "请换一个名称"),
        ("最高 总分=90%", "不能写百分比"),
        ("分值 一类/签约=20", "分值的类别“一类”不在这个考核办法里"),
        ("最高 总分=1；最低 总分=2", "最低比最高还高"),
    ],
)
def test_what_would_count_twice_or_not_as_written_is_refused(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_whole(text).must_fit({"签约": FULL, "资金": FULL}, ("东村", "西村"))


def test_names_with_a_comma_stand_in_quotation_marks() -> None:
    text = "大项 项目=“签约、开工”、资金\n分值 一类/“签约、开工”=20"
    rules = read_whole(text)
    assert rules.sections["项目"] == ("签约、开工", "资金")
    assert rules.points == {("一类", "签约、开工"): 20}
    assert whole_words(rules) == text
    assert read_whole("分值 一类/甲／乙=2").points == {("一类", "甲／乙"): 2}
