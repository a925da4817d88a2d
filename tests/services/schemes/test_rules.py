"""Rules of schemes over records: industries, months' reports, sizes of targets; items that could never be scored."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.projects import Milestone, Project
from app.services import monthly_reports, projects, schemes, units
from app.services.monthly_reports import MonthEntry
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.schemes import ItemEntry, MarkEntry, SchemeEntry
from app.services.schemes.starts import STARTS, start
from app.values.dates import PartialDate
from tests.builders import build
from tests.services.schemes.published import SCHEMES
from tests.services.township_year import UNITS, enter, scheme

POINT = 1_000_000
ITEM = ItemEntry("到位资金", "P1", 10 * POINT, "funds_received")


@pytest.fixture
def session(database: Database):
    with database.trial() as session:
        enter(session)
        yield session


def test_a_single_industrial_project_of_three_million_is_asked(session: Session) -> None:
    asked = {
        "title": "单个工业项目",
        "indicator": "projects_signed",
        "shape": "V1",
        "points": 0,
        "parameters": {
            "size": 300,
            "industries": "工业、制造",
            "unranked": True,
            "consequence": "取消年终评先评优资格",
        },
    }
    for name, unit, industry, wan in (
        ("小作坊", "甲村", "工业", "299.9999"),
        ("酒店", "乙村", "服务业", "5000"),
        ("轴承厂", "丙村", "先进制造业", "300"),
    ):
        entered = ProjectEntry(name=name, unit=unit, industry=industry, total_investment=int(Fraction(wan) * 1_000_000))
        key = projects.save(session, entered)
        projects.set_milestones(session, key, [MilestoneLine("签约", None, PartialDate("2026-05-01"))])
    scheme(session, "前置", [asked, {"title": "来访", "indicator": "visits_out", "shape": "R2", "points": 10}])
    found = {row.unit: (row.items[0].veto, row.rank) for row in schemes.scores(session, 2026, 10)}
    assert found == {
        "丙村": ("", 1),
        "甲村": ("取消年终评先评优资格", None),
        "乙村": ("取消年终评先评优资格", None),
    }
    workings = {row.unit: row.items[0].working for row in schemes.scores(session, 2026, 10)}
    assert workings["甲村"] == "工业、制造类总投资300万元以上的新签约项目0个，要求不少于1个，未达到"
    assert schemes.scores(session, 2026, 4)[0].items[0].veto  # the works were signed in May


def test_monthly_reports_are_counted_by_nobody(session: Session) -> None:
    items = [
        {
            "title": "月报",
            "indicator": "monthly_reports",
            "shape": "D1",
            "points": 12,
            "against": "序时",
            "parameters": {"target": 12},
        },
        {
            "title": "迟报",
            "indicator": "monthly_reports_late",
            "shape": "D2",
            "points": 2,
            "parameters": {"each": "0.5"},
        },
    ]
    scheme(session, "报送", items, ["甲村"])
    for month, day in ((1, "2026-01-20"), (2, "2026-03-09"), (3, "2026-03-21"), (5, "2026-05-20")):
        entered = MonthEntry(2026, month, "甲村", done="走访企业", reason="在谈", reported_on=PartialDate(day))
        monthly_reports.save(session, entered, date(2026, 11, 22))
    (row,) = schemes.scores(session, 2026, 4)
    assert [item.score for item in row.items] == [11, Fraction("1.5")]
    assert row.items[0].working == "完成3个，截至4月标准4个，少1项×1分，扣1分，12分－1分=11分"


def test_a_bonus_by_size_of_target_looks_at_the_whole_years_target(session: Session) -> None:
    bands = [{"least": 10_000, "score": "0.5"}, {"least": 0, "score": "0.1"}]
    item = {"title": "超额", "indicator": "funds_received", "shape": "B2", "points": 100, "against": "序时"}
    scheme(session, "超额", [{**item, "parameters": {"bands": bands}}], ["甲村"])
    (row,) = schemes.scores(session, 2026, 3)  # 6000 of 2500 by now, of 10000 in the year: 140 points beyond
    assert row.items[0].score == 70


@pytest.mark.parametrize(
    ("item", "field", "says"),
    [
        (
            replace(ITEM, shape="P3", parameters={"others": [{"indicator": "leads_valid", "weight": 1}]}),
            "others",
            "150%",
        ),
        (
            replace(ITEM, shape="P3", parameters={"others": [{"indicator": "funds_received", "weight": "0.5"}]}),
            "parameters",
            "本项自己的指标",
        ),
        (
            replace(ITEM, shape="T1", points=20 * POINT, parameters={"condition": "projects_signed"}),
            "parameters",
            "计量单位不同",
        ),
        (ItemEntry("月报", "B1", POINT, parameters={"beyond": True}), "target", "统一标准"),
        (ItemEntry("月报", "R2", POINT, parameters={"compared": "完成率"}), "indicator", "手工评分没有完成率"),
        (ItemEntry("评分", "P1", POINT, parameters={"target": "10"}), "indicator", "先建自定指标按月登记完成数"),
        (ItemEntry("信息", "M1", POINT), "indicator", "手工评分没有各月的数"),
        (replace(ITEM, shape="B1", parameters={"target": "10"}), "target", "不看目标，请去掉“统一标准”"),
        (replace(ITEM, parameters={"base": "历年累计项目"}), "base", "请去掉"),
        (ItemEntry("月报", "J1", POINT, "monthly_reports"), "indicator", "评分不能用"),
        (replace(ITEM, shape="V1", parameters={"industries": "工业"}), "indicator", "按项目个数"),
    ],
)
def test_an_item_that_cannot_work_is_refused_when_it_is_made(
    session: Session, item: ItemEntry, field: str, says: str
) -> None:
    with pytest.raises(Refused, match=says) as refused:
        schemes.save(session, SchemeEntry(2026, "办法", items=(item,)))
    assert refused.value.field == field


def test_a_rating_above_its_full_marks_is_refused(session: Session) -> None:
    key = scheme(
        session, "测评", [{"title": "测评", "shape": "J1", "points": 10, "parameters": {"full": 10}}], ["甲村"]
    )
    item = schemes.entry(session, key).items[0].id or ""
    with pytest.raises(Refused, match="评分不能超过满分10分"):
        schemes.mark(session, MarkEntry(item, "甲村", 1, 95 * POINT))


def test_what_is_counted_project_by_project_takes_no_figure_by_hand(session: Session) -> None:
    key = scheme(session, "全市", [SCHEMES["全市考核"][0][1]], ["甲村"])
    item = schemes.entry(session, key).items[0].id or ""
    with pytest.raises(Refused, match="逐个项目计算"):
        schemes.mark(session, MarkEntry(item, "甲村", 9, POINT, reason="核定"))
    schemes.mark(session, MarkEntry(item, "甲村", 9, None, POINT, "核定"))


@pytest.mark.parametrize("name", STARTS)
def test_a_scheme_to_begin_with_scores_at_once(session: Session, name: str) -> None:
    key = start(session, name, 2026, f"{name}考核办法", "一类村", UNITS)
    assert schemes.scores(session, 2026, 10)[0].rank == 1
    assert schemes.listing(session, 2026)[0].id == key
    with pytest.raises(Refused, match="没有“百二十分制”这个样例"):
        start(session, "百二十分制", 2026, "办法", "", UNITS)


def test_a_score_may_fall_below_nought_where_the_floor_says_so(session: Session) -> None:
    key = start(session, "百分制加奖励分", 2026, "考核办法", "一类村", ["甲村"])
    fraud = schemes.entry(session, key).items[5]
    for month, count in ((2, 1), (5, 7)):
        schemes.mark(session, MarkEntry(fraud.id or "", "甲村", month, count * POINT))
    found = [schemes.scores(session, 2026, month)[0].items[5].score for month in (1, 4, 6)]
    assert found == [0, -2, -10]


def test_a_project_without_a_sum_is_told_of_where_sizes_count(session: Session) -> None:
    unit = units.find(session, "甲村")
    for total in (None, 20_000 * 1_000_000):
        project = build(session, Project, unit_id=unit, total_investment=total)
        build(session, Milestone, project_id=project.id, actual_on=PartialDate("2026-12-05"))
    bands = [{"least": 10_000, "score": 5}]
    item = {"title": "大项目", "indicator": "projects_signed", "shape": "B1", "points": 50}
    scheme(session, "规模", [{**item, "parameters": {"bands": bands}}], ["甲村"])
    (row,) = schemes.scores(session, 2026, 12)
    assert "其中1个项目没有填写总投资，按0计" in row.items[0].working
