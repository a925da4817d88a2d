"""通报: each kind says what its records say and no more; its tables are ticked, numbered and named in the text."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.errors import Refused
from app.indicators.facts import Period
from app.jobs.reports import Asked, number
from app.models.activities import Activity
from app.models.funds import FundsEntry
from app.models.problems import Problem
from app.models.projects import Milestone, Project
from app.models.targets import Target
from app.models.units import Unit
from app.reports.bulletins import BulletinSheet
from app.reports.circulars import catalogue
from app.reports.circulars.board import board
from app.reports.circulars.flash import flash
from app.reports.circulars.month import bulletin
from app.reports.circulars.quarter import quarter
from app.reports.circulars.teams import teams
from app.reports.circulars.trips import trips
from app.reports.circulars.week import week
from app.services import circulars, offices, official_pages
from app.values.activities import ActivityKind
from app.values.capital import FundsSource
from app.values.dates import PartialDate
from app.values.papers import PaperKind
from app.values.stages import MilestoneKind, Stage
from tests.builders import build

TODAY = date(2026, 10, 31)
OCTOBER = Period(2026, 10)
WAN = 1_000_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    make_demo(path, today=TODAY, projects=40, seed=11)
    database = open_database(path, fixed(TODAY))
    yield database
    database.close()


def said(sheet: BulletinSheet) -> str:
    return "\n".join([sheet.opening, *(clause.text for section in sheet.sections for clause in section.clauses)])


def signed(session: object, name: str, on: str, **fields: object) -> Project:
    project = build(session, Project, name=name, stage=Stage.SIGNED, **fields)
    build(session, Milestone, project_id=project.id, kind=MilestoneKind.SIGNED, actual_on=PartialDate(on))
    return project


def test_every_table_of_a_circular_is_named_in_its_text(demo: Database) -> None:
    with demo.work("选表") as session:
        circulars.set_tables(session, PaperKind.MONTH, catalogue.CHOICES)
        circulars.switch_board(session, on=True)
    with demo.read() as session:
        sheets = [make(session, OCTOBER, TODAY) for make in (bulletin, quarter, board, trips, teams)]
    for sheet in sheets:
        named = {int(mark or 1) for mark in re.findall(r"附表(\d*)", said(sheet))}
        assert named == set(range(1, len(sheet.tables) + 1)), sheet.title
        assert len({table.title for table in sheet.tables}) == len(sheet.tables)
    assert len(sheets[0].tables) >= 12


def test_the_tables_that_were_ticked_are_remembered_for_their_kind(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "食品项目", "2026-10-09", total_investment=12_000 * WAN, investor_place="江苏南京")
        circulars.set_tables(session, PaperKind.MONTH, ("origins", "sizes"))
    with office.read() as session:
        titles = [table.title for table in bulletin(session, OCTOBER, TODAY).tables]
        others = circulars.tables(session, PaperKind.QUARTER, catalogue.usual(PaperKind.QUARTER))
    assert titles == ["各责任单位新签约项目规模和完成进度表", "新签约项目来源地情况表"]
    assert others == catalogue.usual(PaperKind.QUARTER)


def test_units_stand_against_size_bands_with_what_they_have_done_of_their_target(office: Database) -> None:
    with office.work("登记") as session:
        unit = build(session, Unit, name="上河村")
        build(session, Target, unit_id=unit.id, indicator="projects_signed", amount=4 * WAN)
        for wan in (5_000, 20_000, 120_000):
            signed(session, f"{wan}万元项目", "2026-05-09", total_investment=wan * WAN, unit_id=unit.id)
        circulars.set_tables(session, PaperKind.MONTH, ("sizes",))
    with office.read() as session:
        (table,) = bulletin(session, OCTOBER, TODAY).tables
    assert table.rows[0] == ("上河村", "4", "3", "75.0%", "1", "1", "0", "1")
    assert table.rows[-1][4:] == ("1", "1", "0", "1")


def test_money_is_broken_down_by_source_industry_and_age_with_the_number_of_projects(office: Database) -> None:
    with office.work("登记") as session:
        new = signed(session, "新项目", "2026-02-09", industry="工业")
        old = signed(session, "老项目", "2025-02-09", industry="农业")
        for project, wan, source in ((new, 300, "省外"), (new, 100, "县外市内"), (old, 600, "省外")):
            arrived = {"received_on": PartialDate("2026-05-06"), "source": FundsSource(source)}
            build(session, FundsEntry, project_id=project.id, amount=wan * WAN, **arrived)
        circulars.set_tables(session, PaperKind.MONTH, ("funds_by_source", "funds_by_industry", "funds_by_age"))
    with office.read() as session:
        sheet = bulletin(session, OCTOBER, TODAY)
    source, industry, age = ([row[:4] for row in table.rows] for table in sheet.tables)
    assert source == [
        ("省外", "2", "100.0%", "900.00"),
        ("县外市内", "1", "50.0%", "100.00"),
        ("合计", "2", "100.0%", "1000.00"),
    ]
    assert [row[0] for row in industry] == ["农业", "工业", "合计"]
    assert age[0] == ("当年新签约项目", "1", "50.0%", "400.00")
    assert "到位资金按资金来源分，省外900万元、县外市内100万元（见附表1）。" in said(sheet)


def test_a_week_tells_only_what_lies_wholly_in_it(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "周三签的项目", "2026-10-14")
        signed(session, "上周签的项目", "2026-10-11")
        signed(session, "只知月份的项目", "2026-10")
        build(session, Activity, kind=ActivityKind.OUT, held_on=PartialDate("2026-10-13"), name="赴苏州招商")
    with office.read() as session:
        told = said(week(session, date(2026, 10, 14), TODAY))
        quiet = week(session, date(2026, 9, 16), TODAY)
    assert "2026年10月12日至10月18日" in told
    assert "新签约项目1个" in told
    assert "周三签的项目" in told
    assert "赴苏州招商" in told
    assert "没有登记招商引资工作的新进展" in quiet.opening
    assert not quiet.tables


def test_a_flash_tells_one_event_with_the_figure_of_the_year(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "先签的项目", "2026-03-14")
        signed(session, "后签的项目", "2026-10-14", total_investment=9_000 * WAN, investor="宏达公司")
    with office.read() as session:
        last = said(flash(session, OCTOBER, TODAY))
        named = said(flash(session, OCTOBER, TODAY, "先签的项目"))
        with pytest.raises(Refused, match="没有的项目"):
            flash(session, OCTOBER, TODAY, "没有的项目")
    assert "2026年10月14日，后签的项目（投资方：宏达公司）签约。" in last
    assert "项目总投资9000万元" in last
    assert "今年以来新签约项目2个。" in last
    assert "2026年3月14日，先签的项目签约。" in named


def test_a_flash_of_an_earlier_year_counts_nothing_of_this_one(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "去年的项目", "2025-05-14")
        signed(session, "今年的项目", "2026-05-14")
    with office.read() as session:
        text = said(flash(session, OCTOBER, TODAY, "去年的项目"))
    assert "2025年5月14日" in text
    assert "今年以来" not in text


def test_a_quarter_asks_each_unit_for_what_is_late(office: Database) -> None:
    with office.work("登记") as session:
        unit = build(session, Unit, name="上河村")
        project = signed(session, "迟迟不开工的项目", "2026-03-14", unit_id=unit.id)
        planned = {"kind": MilestoneKind.STARTED, "actual_on": None, "planned_on": PartialDate("2026-06-20")}
        build(session, Milestone, project_id=project.id, **planned)
    with office.read() as session:
        sheet = quarter(session, Period(2026, 9), TODAY)
    assert "第三季度" in sheet.title
    assert "签约项目中1个没有按计划时间开工，涉及“迟迟不开工的项目”（见附表1）。" in said(sheet)
    assert sheet.tables[0].rows[0][:2] == ("上河村", "1")


def test_there_is_no_board_unless_it_was_switched_on_and_never_with_cautious_papers(office: Database) -> None:
    with office.work("下达目标") as session:
        for name, done in (("上河村", 1), ("下河村", 0)):
            unit = build(session, Unit, name=name)
            build(session, Target, unit_id=unit.id, indicator="projects_signed", amount=1 * WAN)
            for place in range(done):
                signed(session, f"{name}项目{place}", "2026-05-14", unit_id=unit.id)
    with office.read() as session, pytest.raises(Refused, match="没有启用"):
        board(session, OCTOBER, TODAY)
    with office.work("启用") as session:
        circulars.switch_board(session, on=True)
    with office.read() as session:
        sheet = board(session, OCTOBER, TODAY)
    assert [section.heading for section in sheet.sections] == ["红榜", "黑榜"]
    assert "上河村（100.0%）" in sheet.sections[0].clauses[0].text
    assert "下河村（0.0%）" in sheet.sections[1].clauses[0].text
    with office.work("稳妥口径") as session:
        offices.set_value(session, "cautious", new=True)
    with office.read() as session, pytest.raises(Refused, match="稳妥口径"):
        board(session, OCTOBER, TODAY)


def test_teams_are_told_by_what_they_look_after(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "电子项目", "2026-10-14", team="电子信息专班", total_investment=3_000 * WAN)
        signed(session, "无人项目", "2026-10-14")
    with office.read() as session:
        sheet = teams(session, OCTOBER, TODAY)
    assert "1个工作专班负责项目1个，总投资3000万元，另有1个项目没有明确工作专班（见附表）。" in said(sheet)
    assert sheet.tables[0].rows[0][:2] == ("电子信息专班", "1")


def test_numbers_are_counted_up_in_each_series_and_year_and_kept_by_their_paper(office: Database) -> None:
    assert number(office, "bulletin", Asked(2026, 9)) == "清招通〔2026〕1号"
    assert number(office, "bulletin", Asked(2026, 10)) == "清招通〔2026〕2号"
    assert number(office, "quarter", Asked(2026, 9), 7) == "清招通〔2026〕7号"  # the same 机关代字: one series
    assert number(office, "bulletin", Asked(2026, 9)) == "清招通〔2026〕1号"
    assert number(office, "trips", Asked(2026, 10)) == "清招通〔2026〕8号"
    assert number(office, "bulletin", Asked(2027, 1)) == "清招通〔2027〕1号"
    with pytest.raises(Refused, match="已经编给“月通报 2026年9月”"):
        number(office, "bulletin", Asked(2026, 8), 1)
    with pytest.raises(Refused, match="没有设置发文字号"):
        number(office, "summary", Asked(2026, 10))


def test_what_the_office_says_of_a_kind_is_kept_beside_what_is_usual(office: Database) -> None:
    with office.work("公文格式") as session:
        rule = official_pages.rule(session, PaperKind.SUMMARY)
        official_pages.set_rule(session, PaperKind.SUMMARY, official_pages.PageRule(copies="  县政府办公室 "))
    with office.read() as session:
        assert official_pages.rule(session, PaperKind.SUMMARY).copies == "县政府办公室"
        assert official_pages.rule(session, PaperKind.PLAN) == rule


def test_a_column_that_says_nothing_stands_in_no_table(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Problem, project_id=signed(session, "甲项目", "2026-10-14").id)
    with office.read() as session:
        table = quarter(session, OCTOBER, TODAY).tables[0]
    assert [column.title for column in table.columns] == ["责任单位", "未销号问题\n（个）"]


def test_many_units_behind_are_told_by_the_table_and_the_last_of_them(office: Database) -> None:
    with office.work("下达目标") as session:
        for number in range(1, 15):
            unit = build(session, Unit, name=f"第{number}村")
            build(session, Target, unit_id=unit.id, indicator="projects_signed", amount=40 * WAN)
            signed(session, f"项目{number}", "2026-05-14", unit_id=unit.id)
    with office.read() as session:
        text = said(bulletin(session, OCTOBER, TODAY))
        december = said(bulletin(session, Period(2026, 12), date(2026, 12, 31)))
    (sentence,) = re.findall("有完成数但未达到序时进度的单位14个.*", text)
    assert "其中差距最大的是" in sentence
    assert len(re.findall(r"第\d+村", sentence)) == 5
    assert "序时" not in december
    assert "未完成年度目标的单位14个" in december


def test_in_december_the_year_is_over_in_the_title_and_in_the_tables(office: Database) -> None:
    with office.work("下达目标") as session:
        unit = build(session, Unit, name="上河村")
        for holder in (unit.id, None):
            build(session, Target, unit_id=holder, indicator="projects_signed", amount=2 * WAN)
        signed(session, "项目", "2026-05-14", unit_id=unit.id)
    with office.work("启用") as session:
        circulars.switch_board(session, on=True)
    with office.read() as session:
        papers = [
            make(session, Period(2026, month), date(2026, month, 28))
            for make in (bulletin, board)
            for month in (11, 12)
        ]
    november, december, red, red_of_december = papers
    assert (november.title, december.title) == (
        "清溪镇2026年1—11月招商引资工作情况通报",
        "清溪镇2026年度招商引资工作情况通报",
    )
    assert december.opening.startswith("现将全年")
    for running, over in ((november, december), (red, red_of_december)):
        heads, later = (
            "".join(column.title for table in sheet.tables for column in table.columns) for sheet in (running, over)
        )
        assert "序时" in heads
        assert "序时" not in later + said(over) + over.note
    assert "完成年度目标" in said(red_of_december)


def test_a_week_tells_the_largest_sums_of_many(office: Database) -> None:
    with office.work("登记") as session:
        for wan in range(10, 80, 10):
            project = signed(session, f"{wan}万元项目", "2026-02-09")
            build(session, FundsEntry, project_id=project.id, amount=wan * WAN, received_on=PartialDate("2026-10-13"))
    with office.read() as session:
        text = said(week(session, date(2026, 10, 14), TODAY))
    assert "本周到位资金280万元，涉及项目7个，其中“70万元项目”70万元、“60万元项目”60万元、" in text
    assert "“20万元项目”" not in text


def test_what_stands_alone_has_no_heading(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Activity, kind=ActivityKind.OUT, held_on=PartialDate("2026-10-13"), name="赴苏州招商")
    with office.read() as session:
        assert [section.heading for section in week(session, date(2026, 10, 14), TODAY).sections] == [""]


def test_trips_name_who_went_and_who_did_not(office: Database) -> None:
    with office.work("登记") as session:
        unit, _ = build(session, Unit, name="上河村"), build(session, Unit, name="下河村")
        went = {"held_on": PartialDate("2026-05-13"), "place": "江苏苏州", "days": 3, "unit_id": unit.id}
        build(session, Activity, kind=ActivityKind.OUT, leader="王镇长", **went)
    with office.read() as session:
        sheet = trips(session, OCTOBER, TODAY)
    assert "1—10月外出招商1次、1人，累计3天，先后赴江苏苏州" in said(sheet)
    assert "没有外出招商的单位1个：下河村。" in said(sheet)
    assert [table.title for table in sheet.tables] == ["外出招商活动一览表", "各责任单位外出招商情况表"]
