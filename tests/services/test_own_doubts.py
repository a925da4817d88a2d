"""What an own indicator leaves out is said beside it: records that lack what it asks for, dates that are vague."""

from datetime import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.indicators.own import Counted, Definition, Subject
from app.jobs.imports import import_ledger
from app.models.activities import Activity
from app.models.carriers import Carrier
from app.models.fellows import Fellow
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.services import indicators, offices, own_indicators, schemes, units
from app.services.evidence import inspection
from app.services.own_indicators import OwnEntry
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.units import UnitEntry
from app.ui.tabs.statistics.wording import card_figures
from app.values.activities import ActivityKind
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.money import MoneyUnit
from app.values.quantities import MICRO
from app.values.stages import MilestoneKind, Stage
from tests.builders import build

WAN = 1_000_000


def signed(session: Session, name: str, on: str, **values: object) -> Project:
    project = build(session, Project, name=name, stage=Stage.SIGNED, **values)
    build(session, Milestone, project_id=project.id, kind=MilestoneKind.SIGNED, actual_on=PartialDate(on))
    return project


def own(session: Session, title: str, definition: Definition) -> None:
    own_indicators.save(session, OwnEntry(title, definition=definition))


def test_what_a_filter_cannot_judge_is_named_beside_the_card_and_beside_what_rests_on_it(session: Session) -> None:
    signed(session, "甲厂", "2026-03", investor_place="江苏苏州")
    signed(session, "乙厂", "2026-03")
    signed(session, "丙厂", "2026", investor_place="上海")
    own(session, "长三角项目", Definition(places=("长三角",)))
    own(session, "固投合计", Definition(counted=Counted.FIXED))
    share = Definition(Subject.RATIO, Counted.PERCENT, part="长三角项目", whole="projects_signed")
    own(session, "长三角占比", share)
    report = indicators.report(session, 2026, 6)
    assert report.about("长三角项目") == (
        "“丙厂”的签约日期只有年份，1—6月不计入，请补上月份。",
        "“长三角项目”：“乙厂”没有填写投资方所在地，未计入，请补上。",
    )
    assert "“固投合计”：“甲厂”、“乙厂”没有填写固定资产投资，按0计，请补上。" in report.about("固投合计")
    assert "“丙厂”的签约日期只有年份，1—6月不计入，请补上月份。" in report.about("长三角占比")
    card = card_figures(report.row("长三角项目"), MoneyUnit.WAN, report.about("长三角项目"))
    assert (card.done, card.note) == ("1", "另有 1 个只知年份，未计入")
    assert card.doubts[1] in report.warnings


def test_activities_leads_and_carriers_say_what_they_lack(session: Session) -> None:
    build(session, Activity, kind=ActivityKind.OUT, name="赴粤", people=3)
    build(session, Activity, kind=ActivityKind.OUT, name="赴沪", leader="张三", participants="李四")
    build(session, Activity, kind=ActivityKind.OUT, name="赴京")
    build(session, Activity, kind=ActivityKind.IN, held_on=None)
    build(session, Lead, judgement=Judgement.PENDING, registered_on=None, industry="电子")
    build(session, Carrier, name="一号厂房", completed_on=PartialDate("2026-05"), area=0)
    build(session, Carrier, kind=CarrierKind.LAND, started_on=PartialDate("2026-05"), area=2_000_000)
    own(session, "外出人次", Definition(Subject.TRIPS, Counted.PEOPLE))
    own(session, "客商人次", Definition(Subject.VISITS, Counted.PEOPLE))
    own(session, "登记线索数", Definition(Subject.LEADS))
    own(session, "竣工面积", Definition(Subject.CARRIERS_COMPLETED, Counted.AREA))
    own(session, "土地开工面积", Definition(Subject.CARRIERS_STARTED, Counted.AREA, kinds=("土地",)))
    report = indicators.report(session, 2026, 12)
    assert report.row("外出人次").actual == 5
    assert report.about("外出人次") == ("“外出人次”：“赴京”没有填写参加人数，按0计，请补上。",)
    assert report.about("客商人次") == ("1次接待来访没有日期，未计入，请补上日期。",)
    assert report.about("登记线索数") == ("1条登记线索没有登记日期，未计入，请补上日期。",)
    assert "“一号厂房”没有填写面积，竣工面积按0计，请补上面积。" in report.about("竣工面积")
    assert report.row("土地开工面积").actual == 2
    assert report.row("factory_area_started").actual == 0


def test_a_townsperson_counts_for_the_village_of_the_birthplace(session: Session) -> None:
    for name in ("法中村", "中村"):
        units.find_or_make(session, name)
    met = PartialDate("2026-05-06")
    for origin, created in (("法中村三组", None), ("中村", datetime(2026, 3, 1)), ("外乡", datetime(2026, 7, 1))):  # noqa: DTZ001
        build(session, Fellow, origin=origin, created_at=created, last_contact_on=met, is_ambassador=origin == "中村")
    own(session, "名录人数", Definition(Subject.FELLOWS))
    own(session, "新增", Definition(Subject.FELLOWS_ADDED))
    own(session, "联系", Definition(Subject.FELLOWS_MET))
    own(session, "大使", Definition(Subject.FELLOWS, marks=("招商大使",)))
    report = indicators.report(session, 2026, 6)
    assert [report.row(key).actual for key in ("名录人数", "新增", "联系", "大使")] == [2, 1, 3, 1]
    assert [report.row("联系", unit).actual for unit in ("法中村", "中村")] == [1, 1]
    assert report.row("名录人数").is_stock
    item = ItemEntry("联系乡贤", "B1", 10 * MICRO, "联系")
    key = schemes.save(session, SchemeEntry(2026, "办法", items=(item,), units=("法中村",)))
    offices.establish(session, name="清溪镇", code="510101101")
    seen = inspection.of_scheme(session, key, 6, "法中村").items[0]
    assert [(record.what, record.part) for record in seen.records] == [("乡贤", 1)]


def test_an_own_indicator_may_be_asked_by_size_and_an_empty_base_has_no_rate(session: Session) -> None:
    units.save(session, UnitEntry(name="甲村"))
    unit = units.find(session, "甲村")
    for wan, place in ((12_000, "江苏"), (6_000, "江苏"), (20_000, "湖南")):
        signed(session, f"厂{wan}", "2026-03", total_investment=wan * WAN, investor_place=place, unit_id=unit)
    own(session, "长三角项目", Definition(places=("长三角",)))
    own(session, "没有的", Definition(places=("新疆",)))
    own(session, "占比", Definition(Subject.RATIO, Counted.PERCENT, part="长三角项目", whole="没有的"))
    bands = {"bands": [{"least": 10_000, "score": 5}, {"least": 5_000, "score": 2}]}
    items = (
        ItemEntry("大项目", "B1", 20 * MICRO, "长三角项目", parameters=bands),
        ItemEntry("占比", "P1", 20 * MICRO, "占比", parameters={"target": "0.5"}),
    )
    schemes.save(session, SchemeEntry(2026, "办法", items=items, units=("甲村",)))
    (row,) = schemes.scores(session, 2026, 10)
    assert [item.score for item in row.items] == [7, None]
    assert row.items[1].working == "“占比”没有可计算的基数，无法计分"
    assert indicators.report(session, 2026, 10).row("没有的").actual == 0
    wrong = SchemeEntry(2026, "办法二", items=(ItemEntry("大", "B1", 20 * MICRO, "占比", parameters=bands),))
    with pytest.raises(Refused, match="请改选指标"):
        schemes.save(session, wrong)


def test_marks_of_a_quarters_end_are_those_given_by_then(session: Session) -> None:
    units.save(session, UnitEntry(name="甲村"))
    parameters = {"target": "10", "each": "10", "quarter": "0.1"}
    item = ItemEntry("基础工作", "D1", 100 * MICRO, parameters=parameters)
    key = schemes.save(session, SchemeEntry(2026, "办法", items=(item,), units=("甲村",)))
    found = schemes.entry(session, key).items[0].id or ""
    for month, value in ((2, 5), (8, 10)):
        schemes.mark(session, schemes.MarkEntry(found, "甲村", month, value * MICRO))
    scores = [schemes.scores(session, 2026, month)[0].items[0] for month in (2, 3, 9, 12)]
    assert [each.score for each in scores] == [None, 5, 20, Fraction(90)]
    assert scores[0].working == "第一季度还没有结束，无法计分"
    assert scores[2].working == "一季度末50分×10%＋二季度末50分×10%＋三季度末100分×10%，得20分"


def test_an_import_says_what_its_records_leave_out_of_the_years_figures(database: Database, tmp_path: Path) -> None:
    with database.work("自定指标") as session:
        own(session, "长三角项目", Definition(places=("长三角",)))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ("项目名称", "投资方", "总投资（万元）", "签约时间", "开工时间"),
        ("面粉厂", "甲公司", 5000, None, "2026-05-03"),
        ("轴承厂", "乙公司", 6000, "2026-04-01", None),
    ):
        sheet.append(line)
    book.save(tmp_path / "项目台账.xlsx")
    for rehearsal in (True, False):
        told = import_ledger(database, tmp_path / "项目台账.xlsx", dry_run=rehearsal)
        said = [note.reason for note in told.told]
        assert told.as_json()["uncounted"] == said[-len(told.uncounted) :]
        assert "“面粉厂”已到“签约”或以后的阶段但没有签约日期，未计入，请补上日期。" in said
        assert "“长三角项目”：“轴承厂”没有填写投资方所在地，未计入，请补上。" in said
    again = import_ledger(database, tmp_path / "项目台账.xlsx")
    assert again.uncounted == []
