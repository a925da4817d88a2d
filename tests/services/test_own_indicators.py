"""Own indicators: what a definition counts, with targets, figures by hand and ratios."""

from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.own import Counted, Definition, Subject
from app.models.activities import Activity
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project
from app.services import achievements, indicators, own_indicators, projects, regions, targets
from app.services.achievements import AchievementEntry
from app.services.own_indicators import OwnEntry
from app.services.targets import TargetEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from app.values.stages import MilestoneKind, Stage
from tests.builders import build

WAN = 1_000_000


def signed(session: Session, wan: int, on: str = "2026-03", **values: object) -> Project:
    project = build(session, Project, total_investment=wan * WAN, stage=Stage.SIGNED, **values)
    build(session, Milestone, project_id=project.id, kind=MilestoneKind.SIGNED, actual_on=PartialDate(on))
    return project


def figure(session: Session, title: str, definition: Definition | None = None, month: int = 10) -> Fraction | None:
    if definition is not None:
        own_indicators.save(session, OwnEntry(title, definition=definition))
    return indicators.report(session, 2026, month).row(title).actual


def said_of(session: Session, title: str) -> list[str]:
    found = indicators.report(session, 2026, 10).doubts
    return [doubt.sentence for doubt in found if title in doubt.sentence]


def test_a_size_counts_from_its_bound_upwards_and_below_its_end(session: Session) -> None:
    for wan in (4999, 5000, 9999, 10000):
        signed(session, wan)
    assert figure(session, "5000万元以上签约", Definition(at_least=5000 * WAN)) == 3
    assert figure(session, "5000万元至1亿元签约", Definition(at_least=5000 * WAN, below=10000 * WAN)) == 2
    assert figure(session, "亿元以上总投资", Definition(counted=Counted.TOTAL, at_least=10000 * WAN)) == 10000


def test_a_project_without_a_sum_lies_in_no_band(session: Session) -> None:
    project = signed(session, 1)
    project.total_investment = None
    assert figure(session, "1000万元以下签约", Definition(below=1000 * WAN)) == 0


def test_fixed_investment_of_what_started(session: Session) -> None:
    for wan in (300, 500):
        project = build(session, Project, fixed_investment=wan * WAN, stage=Stage.STARTED)
        build(session, Milestone, project_id=project.id, kind=MilestoneKind.STARTED, actual_on=PartialDate("2026-04"))
    definition = Definition(Subject.STARTED, fixed_at_least=500 * WAN)
    assert figure(session, "固投500万元以上新开工", definition) == 1


def test_a_region_is_what_the_office_lists(session: Session) -> None:
    for place in ("江苏苏州", "广东深圳", "湖南郴州", ""):
        signed(session, 100, investor_place=place)
    regions.keep(session, "长三角：上海、江苏\n省外：除湖南、长沙")
    assert figure(session, "长三角项目个数", Definition(places=("长三角",))) == 1
    assert figure(session, "省外项目个数", Definition(places=("省外",))) == 2
    with pytest.raises(Refused, match="看不懂"):
        regions.keep(session, "长三角")


def test_the_pearl_river_delta_is_its_nine_cities_and_a_bare_province_is_asked_about(session: Session) -> None:
    for place in ("广东深圳", "广东省佛山市顺德区", "广东汕头", "广东", "广东省", "江苏苏州"):
        signed(session, 100, name=f"{place}项目", investor_place=place)
    assert figure(session, "珠三角项目", Definition(places=("珠三角",))) == 2
    doubts = said_of(session, "珠三角项目")
    assert doubts == ["“珠三角项目”：“广东项目”、“广东省项目”没有填写投资方所在的市，未计入，请补上。"]


def test_regions_are_written_as_they_are_read_and_each_says_where_it_stands() -> None:
    usual = tuple(each.region for each in regions.usual())
    assert regions.read(regions.written(usual)) == usual
    (read,) = regions.read("珠三角:广州,深圳;待核:广东")
    assert (read.words, read.coarse) == (("广州", "深圳"), ("广东",))
    for each in regions.usual():
        assert bool(each.source) == bool(each.since)
        assert date.fromisoformat(each.checked)
        assert each.source in regions.sources()


def test_townspeople_who_say_no_place_or_trade_are_counted_apart(session: Session) -> None:
    for place, trade in (("广东深圳", "电子"), ("", "电子"), ("广东", ""), ("上海", "")):
        build(session, Fellow, residence=place, trade=trade)
    met = Definition(Subject.FELLOWS, places=("珠三角",), industries=("电子",))
    assert figure(session, "珠三角电子乡贤", met) == 1
    doubts = [
        doubt.sentence for doubt in indicators.report(session, 2026, 10).doubts if "珠三角电子乡贤" in doubt.sentence
    ]
    assert doubts == [
        "“珠三角电子乡贤”：2名乡贤没有填写从事行业，未计入，请补上。",
        "“珠三角电子乡贤”：1名乡贤没有填写现居住地，未计入，请补上。",
        "“珠三角电子乡贤”：1名乡贤没有填写现居住的市，未计入，请补上。",
    ]


def test_industry_nature_kind_and_mark_narrow_together(session: Session) -> None:
    firm = build(session, Enterprise, kind="世界500强")
    signed(session, 100, industry="先进制造业", construction_kind="新建", enterprise_id=firm.id)
    signed(session, 100, industry="服务业", construction_kind="新建")
    signed(session, 100, industry="先进制造业", construction_kind="续建")
    assert figure(session, "制造业新建", Definition(industries=("制造",), kinds=("新建",))) == 1
    assert figure(session, "500强项目", Definition(marks=("500强",))) == 1


def test_money_of_a_source_and_of_projects_signed_this_year(session: Session) -> None:
    old, new = signed(session, 100, "2025-05"), signed(session, 100)
    for project, wan in ((old, 7), (new, 5)):
        build(session, FundsEntry, project_id=project.id, amount=wan * WAN, received_on=PartialDate("2026-06"))
    assert figure(session, "新项目到位", Definition(Subject.FUNDS, Counted.MONEY, first_year=True)) == 5
    assert figure(session, "外省到位", Definition(Subject.FUNDS, Counted.MONEY, sources=("省外",))) == 12
    assert figure(session, "境外到位", Definition(Subject.FUNDS, Counted.MONEY, sources=("境外",))) == 0


def test_trips_count_people_and_days_and_visits_count_guests(session: Session) -> None:
    for kind, people, days, guests in ((ActivityKind.OUT, 3, 5, None), (ActivityKind.IN, None, None, 12)):
        build(session, Activity, kind=kind, people=people, days=days, visitors=guests)
    assert figure(session, "外出人次", Definition(Subject.TRIPS, Counted.PEOPLE)) == 3
    assert figure(session, "外出天数", Definition(Subject.TRIPS, Counted.DAYS)) == 5
    assert figure(session, "接待客商人次", Definition(Subject.VISITS, Counted.PEOPLE)) == 12


def test_a_ratio_divides_two_figures_and_takes_neither_target_nor_hand(session: Session) -> None:
    signed(session, 10_000)
    signed(session, 100)
    own_indicators.save(session, OwnEntry("大项目", definition=Definition(at_least=10_000 * WAN)))
    ratio = Definition(Subject.RATIO, Counted.PERCENT, part="大项目", whole="projects_signed")
    assert figure(session, "大项目占比", ratio) == Fraction(1, 2)
    with pytest.raises(Refused, match="不下达目标数"):
        targets.save(session, TargetEntry(2026, "大项目占比", 50 * MICRO))
    with pytest.raises(Refused, match="不登记手工数"):
        achievements.save(session, AchievementEntry(2026, 3, "大项目占比", 50 * MICRO))


def test_a_target_and_a_hand_figure_meet_an_own_indicator_as_they_meet_a_built_in_one(session: Session) -> None:
    signed(session, 6000, "2026-03")
    own_indicators.save(session, OwnEntry("5000万元以上签约", definition=Definition(at_least=5000 * WAN)))
    targets.save(session, TargetEntry(2026, "5000万元以上签约", 4 * MICRO))
    row = indicators.report(session, 2026, 10).row("5000万元以上签约")
    assert (row.actual, row.completion, row.measure) == (1, Fraction(1, 4), "个")
    achievements.save(session, AchievementEntry(2026, 5, "5000万元以上签约", 2 * MICRO))
    assert figure(session, "5000万元以上签约") == 3


@pytest.mark.parametrize("title", ["月报报送", "报送月报", "落地率", "到位资金", "projects_signed"])
def test_built_in_names_and_their_other_words_are_taken(session: Session, title: str) -> None:
    with pytest.raises(Refused, match="已经有"):
        own_indicators.save(session, OwnEntry(title, "个"))


def test_figures_of_rates_and_of_monthly_reports_are_not_kept_by_hand(session: Session) -> None:
    for title in ("落地率", "月报报送"):
        with pytest.raises(Refused, match="不登记手工数"):
            achievements.save(session, AchievementEntry(2026, 3, title, MICRO))


def test_what_something_rests_on_stays(session: Session) -> None:
    key = own_indicators.save(session, OwnEntry("大项目", definition=Definition(at_least=10_000 * WAN)))
    ratio = Definition(Subject.RATIO, Counted.PERCENT, part="大项目", whole="projects_signed")
    other = own_indicators.save(session, OwnEntry("大项目占比", definition=ratio))
    with pytest.raises(Refused, match="由它算出"):
        own_indicators.remove(session, key)
    own_indicators.remove(session, other)
    own_indicators.remove(session, key)
    assert own_indicators.rows(session) == ()


def test_a_definition_is_said_in_words(session: Session) -> None:
    definition = Definition(at_least=5000 * WAN, places=("长三角",), industries=("制造", "电子"))
    own_indicators.save(session, OwnEntry("大项目", definition=definition))
    (row,) = own_indicators.rows(session)
    assert row.says == "总投资5000万元以上、长三角、制造或电子的签约项目个数"
    with pytest.raises(Refused, match="不能按天数统计"):
        own_indicators.save(session, OwnEntry("错", definition=Definition(counted=Counted.DAYS)))


def test_the_list_of_projects_is_not_disturbed(session: Session) -> None:
    key = signed(session, 100).id
    assert projects.listing(2026, date(2026, 11, 1)).ids(session) == [key]
