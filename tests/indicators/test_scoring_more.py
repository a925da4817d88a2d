"""Shapes of published schemes: by place, by percentage points, by sizes, by months, several kinds; and the whole."""

from fractions import Fraction

import pytest

from app.errors import Refused
from app.indicators.scoring import Case, Figure, Outcome, rule_from_words, rule_words, score
from app.indicators.scoring.whole import read_whole, whole_words

FULL = Fraction(10)


def figure(value: float | None, target: float | None = None, title: str = "新签约项目", measure: str = "个") -> Figure:
    return Figure(
        title,
        measure,
        None if value is None else Fraction(str(value)),
        None if target is None else Fraction(str(target)),
    )


def scored(shape: str, words: str, case: Case, floor: int | None = None) -> Outcome:
    made = rule_from_words(shape, words, lambda title: title)
    assert rule_from_words(shape, rule_words(made, lambda key: key), lambda title: title) == made
    return score(made, FULL, case, floor=None if floor is None else Fraction(floor))


def test_places_give_less_one_by_one_and_equals_share_one() -> None:
    group = tuple(figure(value) for value in (9, 7, 7, 3))
    words = "每后一名减=1.5"
    assert [scored("K1", words, Case(each, group=group)).score for each in group] == [
        10, Fraction(17, 2), Fraction(17, 2), Fraction(11, 2),
    ]  # fmt: skip


def test_only_the_first_places_count_and_nothing_done_has_no_place() -> None:
    group = tuple(figure(value) for value in (9, 7, 3, 0))
    found = [scored("K1", "计分名次=2", Case(each, group=group)) for each in group]
    assert [each.score for each in found] == [10, 9, 0, 0]
    assert found[2].working == "完成数3个，组内第3名，只计前2名，得0分"
    assert "不排名次" in found[3].working


def test_below_the_start_there_is_nothing_and_from_it_on_the_proportion() -> None:
    words = "起评完成率=60%"
    assert scored("P1", words, Case(figure(59, 100))).score == 0
    assert scored("P1", words, Case(figure(60, 100))).score == 6
    assert scored("P2", words, Case(figure(110, 100))).score == 11


def test_each_percentage_point_below_costs_its_own() -> None:
    found = scored("D3", "每个百分点扣分=0.2", Case(figure(85, 100)))
    assert found.score == 7
    assert found.working.endswith("完成率85%，比100%低15个百分点×0.2分，扣3分，10分－3分=7分")
    assert scored("D3", "每个百分点扣分=0.2\n扣分上限=1", Case(figure(85, 100))).score == 9
    assert scored("D3", "应达完成率=80%", Case(figure(85, 100))).score == FULL


@pytest.mark.parametrize(("shape", "words"), [("D1", "每项数量=1%"), ("B1", "每件加分=50%"), ("D3", "扣分上限=5%")])
def test_a_percentage_in_a_plain_number_is_refused(shape: str, words: str) -> None:
    with pytest.raises(Refused, match="不能写百分比"):
        rule_from_words(shape, words, str)


def test_sizes_have_their_least_number_and_each_missing_costs() -> None:
    words = "最低个数=200000:1:0.5、100000:4:0.1、30000:7:0.1"
    sizes = {Fraction(200_000): Fraction(0), Fraction(100_000): Fraction(4), Fraction(30_000): Fraction(9)}
    found = scored("D4", words, Case(figure(9), sizes=sizes))
    assert found.score == 10 - Fraction(1, 2) - Fraction(2, 10)
    assert "200000万元以上0个（应有1个），少1个×0.5分" in found.working
    with pytest.raises(Refused, match="样子填写"):
        rule_from_words("D4", "最低个数=200000:1", str)


def test_what_is_over_in_a_larger_size_may_count_in_a_smaller_one() -> None:
    sizes = {Fraction(200_000): Fraction(3), Fraction(100_000): Fraction(3)}
    words = "最低个数=200000:1:1、100000:2:1"
    assert scored("D4", words, Case(figure(3), sizes=sizes)).score == 8
    assert scored("D4", f"{words}\n高档可抵低档=是", Case(figure(3), sizes=sizes)).score == 10


def test_each_month_has_its_least_and_a_running_quarter_is_not_asked() -> None:
    months = tuple(map(Fraction, (1, 0, 2, 0, 1)))
    assert scored("M1", "每少一项扣分=0.5", Case(figure(4), months=months)).score == 9
    quarters = "周期=按季度\n最低数=4"
    found = scored("M1", quarters, Case(figure(4), months=months))
    assert (found.score, found.working) == (
        9,
        "已过1个季度，每季度至少4个，1个季度没有达到，计1项×1分，扣1分，10分－1分=9分",
    )
    assert scored("M1", f"{quarters}\n按次扣=是\n每少一项扣分=2", Case(figure(4), months=months)).score == 8


def test_several_kinds_of_bonus_and_deduction_stand_under_one_limit() -> None:
    others = {"现场签约": figure(2, title="现场签约"), "弄虚作假": figure(3, title="弄虚作假")}
    words = "每件加分=3\n其他事件=现场签约:1、弄虚作假:-0.5"
    found = scored("E1", words, Case(figure(4), others))
    assert found.score == 10
    assert found.working == "新签约项目4件×3分，现场签约2件×1分，弄虚作假3件×-0.5分，合计12.5分，最多加10分"
    assert scored("E1", words, Case(figure(0), others), floor=-5).score == Fraction(1, 2)
    assert scored("E1", "其他事件=弄虚作假:-4", Case(figure(0), others), floor=-5).score == -5


def test_a_section_is_one_line_with_its_limits_and_so_is_the_whole() -> None:
    rules = read_whole("大项 加分项=引才、签约\n最高 加分项=5；最低 加分项=-2\n最高 总分=12\n满分 加分项=8")
    total, (line,), limit = rules.summed({"引才": Fraction(4), "签约": Fraction(3), "到位": Fraction(9)})
    assert (total, line.score, line.working) == (12, 5, "引才4分＋签约3分，合计7分，最高按5分计")
    assert limit == "合计14分，最高按12分计"
    assert read_whole(whole_words(rules)) == rules
    rules.must_fit({"引才": Fraction(4), "签约": Fraction(4), "到位": Fraction(10)}, ())
    with pytest.raises(Refused, match="写的满分是8分，各项加起来是9分"):
        rules.must_fit({"引才": Fraction(5), "签约": Fraction(4), "到位": Fraction(10)}, ())
    with pytest.raises(Refused, match="“签约”不在这个考核办法里"):
        rules.must_fit({"引才": Fraction(8)}, ())


def test_a_class_of_units_has_points_of_its_own() -> None:
    rules = read_whole("类别 一类=东村、西村\n分值 一类/签约=20")
    assert rules.points_of("东村", "签约", FULL) == 20
    assert rules.points_of("南村", "签约", FULL) == FULL
    with pytest.raises(Refused, match="看不懂"):
        read_whole("一类是东村")
