"""Schemes built, scored from records, marked by hand, ranked, copied; and refused where they cannot be."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database
from app.errors import Refused
from app.models.schemes import SchemeItem
from app.services import schemes, targets, units
from app.services.schemes import ItemEntry, MarkEntry, SchemeEntry
from app.services.targets import TargetEntry
from tests.services.schemes.published import SCHEMES, STEPS, TOWNS
from tests.services.township_year import UNITS, enter, scheme

POINT = 1_000_000


@pytest.fixture
def session(database: Database):
    with database.trial() as session:
        enter(session)
        yield session


def marks_of(session: Session, key: str) -> None:
    """What the published schemes need by hand: a rating of 基础工作, and how many monthly reports came."""
    given = {"基础工作": (("甲村", 9), ("乙村", 8)), "月报": (("甲村", 9), ("乙村", 10))}
    for item in schemes.entry(session, key).items:
        for unit, value in given.get(item.title, ()):
            schemes.mark(session, MarkEntry(item.id or "", unit, 6, value * POINT))


@pytest.mark.parametrize("title", SCHEMES)
def test_a_published_scheme_scores_as_a_clerk_works_it_out(session: Session, title: str) -> None:
    items, expected = SCHEMES[title]
    marks_of(session, scheme(session, title, items))
    rows = schemes.scores(session, 2026, 10)
    found = {row.unit: ([item.score for item in row.items], row.total, row.rank) for row in rows}
    exact = {
        unit: ([None if each is None else Fraction(each) for each in scores], Fraction(total), rank)
        for unit, (scores, total, rank) in expected.items()
    }
    assert found == exact
    assert [row.unit for row in rows if row.rank] == [unit for unit, (_, _, rank) in expected.items() if rank]


def test_scores_stop_at_the_end_of_the_month(session: Session) -> None:
    scheme(session, "四率考核", SCHEMES["四率考核"][0])
    rows = {row.unit: row for row in schemes.scores(session, 2026, 3)}
    assert rows["甲村"].items[3].score == Fraction(35) * Fraction(6_000, 10_000)
    assert rows["乙村"].items[3].score == 0


def test_json_says_unrounded_numbers_and_null_without_a_score(session: Session) -> None:
    scheme(session, "四率考核", SCHEMES["四率考核"][0])
    row = next(row for row in schemes.scores(session, 2026, 10) if row.unit == "甲村")
    found = row.as_json()
    assert [(item["title"], item["points"], item["score"]) for item in found.pop("items")] == [
        ("履约率", 10, 10),
        ("开竣工率", 20, 10),
        ("资金到位率", 35, 3.5),
        ("当年到位资金", 35, 28),
    ]
    assert found == {
        "unit": "甲村",
        "group": "一类村",
        "scheme": "四率考核",
        "total": 51.5,
        "rank": 2,
        "tied": False,
        "vetoes": [],
    }
    assert row.as_json()["items"][3]["working"] == "完成8000万元，年度目标10000万元，完成率80%×35分=28分"
    gap = next(row for row in schemes.scores(session, 2026, 10) if row.unit == "丙村")
    assert gap.as_json()["items"][3]["score"] is None
    assert gap.gaps[3] == "当年到位资金：“实际到位资金”没有目标，无法计分"


def test_recognised_figures_are_counted_where_the_item_says_so(session: Session) -> None:
    scheme(session, "认定", [{**SCHEMES["四率考核"][0][3], "basis": "认定"}])
    assert {row.items[0].score for row in schemes.scores(session, 2026, 10)} == {0, None}


def test_a_custom_plan_moves_the_schedule(session: Session) -> None:
    plan = tuple(month * 100 * POINT for month in (0, 0, 0, 0, 0, 0, 0, 0, 0, 80, 90, 100))
    targets.save(session, TargetEntry(2026, "funds_received", 10_000 * POINT, "甲村", plan=plan))
    scheme(session, "序时", [TOWNS[1]], ["甲村"])
    (row,) = schemes.scores(session, 2026, 10)
    assert row.items[0].score == 20
    assert "截至10月序时目标8000万元" in row.items[0].working
    (row,) = schemes.scores(session, 2026, 9)
    assert row.items[0].working == "“实际到位资金”的截至9月序时目标是0，没有目标，无法计分"
    (row,) = schemes.scores(session, 2026, 12)
    assert "年度目标10000万元" in row.items[0].working  # all of it is due: there is no clock any more


def test_equal_totals_share_a_place_and_the_next_is_left_out(session: Session) -> None:
    units.save(session, units.UnitEntry(name="丁村"))
    key = scheme(session, "评分", [{"title": "测评", "shape": "J1", "points": 100}], (*UNITS, "丁村"))
    item = schemes.entry(session, key).items[0].id or ""
    for unit, value in zip((*UNITS, "丁村"), (80, 90, 90, 70), strict=True):
        schemes.mark(session, MarkEntry(item, unit, 1, value * POINT))
    assert [(row.unit, row.rank, row.place) for row in schemes.scores(session, 2026, 1)] == [
        ("乙村", 1, "并列1"),
        ("丙村", 1, "并列1"),
        ("甲村", 3, "3"),
        ("丁村", 4, "4"),
    ]


def test_a_value_stands_until_a_newer_one_and_corrections_add_up(session: Session) -> None:
    key = scheme(session, "月报", [SCHEMES["村级考核"][0][1]], ["甲村"])
    item = schemes.entry(session, key).items[0].id or ""
    schemes.mark(session, MarkEntry(item, "甲村", 3, 3 * POINT))
    schemes.mark(session, MarkEntry(item, "甲村", 6, 5 * POINT, -POINT // 2, "两次迟报"))
    schemes.mark(session, MarkEntry(item, "甲村", 9, None, POINT, "补报属实"))
    found = [schemes.scores(session, 2026, month)[0].items[0] for month in (3, 6, 8, 9)]
    assert [each.score for each in found] == [12, Fraction("10.5"), Fraction("8.5"), Fraction("8.5")]
    assert found[3].working.endswith("；6月更正减0.5分（两次迟报）；9月更正加1分（补报属实）")
    assert [mark.month for mark in schemes.months(session, item, "甲村")] == [3, 6, 9]
    schemes.mark(session, MarkEntry(item, "甲村", 9))
    assert [mark.month for mark in schemes.months(session, item, "甲村")] == [3, 6]


def test_a_figure_by_hand_takes_the_place_of_the_records_for_its_month(session: Session) -> None:
    key = scheme(session, "资金", [SCHEMES["四率考核"][0][3]], ["甲村"])
    item = schemes.entry(session, key).items[0].id or ""
    with pytest.raises(Refused, match="写明原因"):
        schemes.mark(session, MarkEntry(item, "甲村", 9, 10_000 * POINT))
    schemes.mark(session, MarkEntry(item, "甲村", 9, 10_000 * POINT, reason="县级核定"))
    found = [schemes.scores(session, 2026, month)[0].items[0] for month in (8, 9, 10)]
    assert [each.score for each in found] == [21, 35, 28]
    assert "手工填写：县级核定" in found[1].working


@pytest.mark.parametrize(
    ("entered", "says"),
    [
        (MarkEntry("", "丙村", 1, POINT), "不在这个考核组里"),
        (MarkEntry("", "甲村", 13, POINT), "1到12"),
        (MarkEntry("", "甲村", 1, None, POINT), "写明原因"),
        (MarkEntry("", "甲村", 1, -POINT), "不能小于0"),
        (MarkEntry("", "戊村", 1, POINT), "没有“戊村”"),
    ],
)
def test_a_mark_that_makes_no_sense_is_refused(session: Session, entered: MarkEntry, says: str) -> None:
    key = scheme(session, "评分", [{"title": "测评", "shape": "J1", "points": 100}], ["甲村"])
    with pytest.raises(Refused, match=says):
        schemes.mark(session, replace(entered, item_id=schemes.entry(session, key).items[0].id))


def test_what_cannot_be_computed_says_where_and_why(session: Session) -> None:
    with pytest.raises(Refused, match="2026年还没有考核办法"):
        schemes.scores(session, 2026, 10)
    scheme(session, "空组", STEPS, ())
    with pytest.raises(Refused, match="2026年“空组”的考核组里没有单位"):
        schemes.scores(session, 2026, 10)
    scheme(session, "空办法", [])
    problems = [result.problem for result in schemes.results(session, 2026, 10)]
    assert problems == ["2026年“空办法”还没有考核项目，无法计分。", "2026年“空组”的考核组里没有单位，无法计分。"]


def test_one_scheme_that_cannot_be_computed_leaves_the_others_alone(session: Session) -> None:
    scheme(session, "空组", STEPS, ())
    scheme(session, "四率考核", SCHEMES["四率考核"][0])
    assert {row.scheme for row in schemes.scores(session, 2026, 10)} == {"四率考核"}
    whole, empty = schemes.results(session, 2026, 10)
    assert empty.doubts == ("2026年“空组”的考核组里没有单位，无法计分。",)
    assert whole.doubts[-1] == "四率考核：“当年到位资金”有1个单位无法计分（丙村）：“实际到位资金”没有目标。"


def test_an_indicator_that_is_gone_leaves_its_items_without_a_score(session: Session) -> None:
    key = scheme(session, "村级", SCHEMES["村级考核"][0], ["甲村"])
    session.get_one(SchemeItem, schemes.entry(session, key).items[2].id).indicator = "旧指标"
    (row,) = schemes.scores(session, 2026, 10)
    assert row.items[2].score is None
    assert row.gaps == (
        "月报：“月报”还没有填写，无法计分",
        "项目管理：没有“旧指标”这个指标，请在考核办法中改选",
    )


def test_broken_parameters_in_the_file_are_named(session: Session) -> None:
    key = scheme(session, "分档", STEPS, ["甲村"])
    session.get_one(SchemeItem, schemes.entry(session, key).items[0].id).parameters = {"steps": 5}
    with pytest.raises(Refused, match="“分档”的考核项目“引资任务”无法计分：“档次”读不懂"):
        schemes.scores(session, 2026, 10)


ITEM = ItemEntry("到位资金", "P1", 10 * POINT, "funds_received")
FIFTY = {"steps": [{"least": 1, "score": 50}]}


@pytest.mark.parametrize(
    ("entered", "field", "says"),
    [
        (SchemeEntry(26, "办法"), "year", "四位数"),
        (SchemeEntry(2026, " "), "title", "名称"),
        (SchemeEntry(2026, "办法", items=(ITEM, ITEM)), "items", "写了两次"),
        (SchemeEntry(2026, "办法", units=("甲村", "甲村")), "units", "写了两次"),
        (SchemeEntry(2026, "办法", units=("戊村",)), "units", "没有“戊村”"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, indicator="x"),)), "indicator", "没有“x”这个指标"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, shape="X1"),)), "shape", "请从这些里选"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, points=-1),)), "points", "不能小于0"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, cap=0, floor=5),)), "cap", "最高得分"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, indicator="", shape="D1"),)), "target", "统一标准"),
        (
            SchemeEntry(2026, "办法", items=(replace(ITEM, indicator="start_rate", against="序时"),)),
            "against",
            "没有序时",
        ),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, shape="J1"),)), "indicator", "评分不能用"),
        (SchemeEntry(2026, "办法", items=(replace(ITEM, shape="T1", parameters=FIFTY),)), "steps", "超过了分值"),
        (
            SchemeEntry(2026, "办法", items=(replace(ITEM, shape="V1", parameters={"size": 300}),)),
            "indicator",
            "按项目个数",
        ),
    ],
)
def test_a_scheme_that_makes_no_sense_is_refused_at_its_entry(
    session: Session, entered: SchemeEntry, field: str, says: str
) -> None:
    with pytest.raises(Refused, match=says) as refused:
        schemes.save(session, entered)
    assert refused.value.field == field


def test_a_precondition_alone_gives_no_place(session: Session) -> None:
    needed = {"title": "线索", "indicator": "leads_valid", "shape": "V1", "points": 0}
    scheme(session, "前置", [SCHEMES["四率考核"][0][3], needed])
    found = {row.unit: (row.rank, row.vetoes) for row in schemes.scores(session, 2026, 10)}
    missed = ("线索未达到：取消年终评先评优资格",)
    assert found == {"乙村": (1, missed), "甲村": (2, missed), "丙村": (None, missed)}


def test_a_scheme_is_kept_changed_and_found(session: Session) -> None:
    key = scheme(session, "镇级考核", TOWNS)
    first = schemes.entry(session, key)
    assert schemes.save(session, first, key) == key
    assert schemes.entry(session, key) == first
    turned = replace(first, items=first.items[::-1], units=("丙村", "甲村"), note="由镇招商办解释")
    schemes.save(session, turned, key)
    assert schemes.entry(session, key) == turned
    assert [(row.items, row.units, row.points) for row in schemes.listing(session, 2026)] == [(4, 2, 100 * POINT)]
    assert schemes.find(session, 2026, "镇级考核") == key
    with pytest.raises(Refused, match="已经有“镇级考核”"):
        schemes.save(session, SchemeEntry(2026, "镇级考核"))


def test_an_item_with_marks_is_not_taken_away_but_may_be_renamed(session: Session) -> None:
    key = scheme(session, "镇级考核", TOWNS)
    marks_of(session, key)
    entered = schemes.entry(session, key)
    with pytest.raises(Refused, match="“基础工作”已有手工评分"):
        schemes.save(session, replace(entered, items=entered.items[1:]), key)
    renamed = replace(entered, items=(replace(entered.items[0], title="基础性工作"), *entered.items[1:]))
    schemes.save(session, renamed, key)
    rows = {row.unit: row for row in schemes.scores(session, 2026, 10)}
    assert rows["甲村"].items[0].score == 9


def test_last_years_schemes_are_copied_without_their_marks(session: Session) -> None:
    key = scheme(session, "2026年度镇级考核", TOWNS)
    marks_of(session, key)
    assert schemes.copy_year(session, 2026, 2027) == 1
    assert schemes.copy_year(session, 2026, 2027) == 0
    copied = schemes.find(session, 2027, "2027年度镇级考核") or ""
    items = [replace(item, id=None) for item in schemes.entry(session, copied).items]
    assert items == [replace(item, id=None) for item in schemes.entry(session, key).items]
    assert schemes.entry(session, copied).units == UNITS
    assert schemes.given(session, copied, 12) == {}
    assert schemes.years(session) == [2027, 2026]


def test_the_name_of_a_removed_scheme_is_free_again(session: Session) -> None:
    key = scheme(session, "镇级考核", TOWNS)
    schemes.remove(session, [key], fixed(date(2026, 11, 22)).now())
    assert schemes.find(session, 2026, "镇级考核") is None
    assert scheme(session, "镇级考核", TOWNS) != key


def test_units_are_offered_by_their_class(session: Session) -> None:
    assert schemes.groups(session) == ["一类村"]
    assert schemes.group_units(session, "一类村") == ["丙村", "乙村", "甲村"]
    assert set(schemes.shape_titles()) == set(schemes.CHOICES["shape"])
    assert schemes.shape_parameters("P2")["limit"].title == "封顶完成率"


def test_a_name_that_no_heading_could_hold_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="最多100个字") as refused:
        schemes.save(session, SchemeEntry(2026, "考" * 101))
    assert refused.value.field == "title"
