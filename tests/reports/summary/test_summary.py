"""The summary's sentences: each rests on records, says one thing once, in the words and units of an office."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.indicators.facts import Period
from app.models.activities import Activity
from app.models.funds import FundsEntry
from app.models.gates import Gate, GateKind, GateResult
from app.models.problems import Problem, ProblemKind
from app.models.projects import Milestone, Project
from app.models.targets import Target
from app.models.units import Unit
from app.reports.bulletins import BulletinSheet
from app.reports.summary import Origin, Statement, plan, summary
from app.services import indicators, offices
from app.values.activities import ActivityKind
from app.values.capital import Currency, FundsSource
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build

TODAY = date(2026, 12, 31)
WAN = 1_000_000
YEAR = Period(2026, 12)
OCTOBER = Period(2026, 10)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    make_demo(path, today=date(2026, 11, 30), projects=60, seed=11)
    database = open_database(path, fixed(TODAY))
    yield database
    database.close()


def sentences(sheet: BulletinSheet) -> list[str]:
    return [clause.text for section in sheet.sections for clause in section.clauses]


def text_of(database: Database, period: Period = YEAR) -> str:
    with database.read() as session:
        return "\n".join(sentences(summary(session, period, TODAY)))


def signed(session: object, name: str, **fields: object) -> Project:
    project = build(session, Project, name=name, stage=Stage.SIGNED, **fields)
    build(session, Milestone, project_id=project.id, actual_on=PartialDate("2026-03-05"))
    return project


def test_a_project_is_told_with_investor_amount_place_and_progress(office: Database) -> None:
    told = {"investor": "江苏宏达机械有限公司", "site": "工业集中区", "progress": "厂房主体已封顶。设备正在订购。"}
    with office.work("登记") as session:
        signed(session, "宏达机械加工项目", total_investment=8500 * WAN, **told)
    text = text_of(office)
    assert "宏达机械加工项目（江苏宏达机械有限公司投资），总投资8500万元，选址工业集中区" in text
    assert "厂房主体已封顶。" in text


def test_of_many_signed_projects_none_that_has_ended_is_shown_first(office: Database) -> None:
    with office.work("登记") as session:
        for number in range(12):
            signed(session, f"{number}号项目", total_investment=(9 - number % 3) * 100 * WAN)
        ended = signed(session, "最大的项目", total_investment=9000 * WAN)
        ended.stage = Stage.ENDED
    _, told = text_of(office).split("全年新签约项目13个，总投资1.86亿元，主要有：\n")
    assert re.match(r"(\d号项目，总投资900万元。\n){3}", told)
    assert "最大的项目，总投资" not in told


def test_the_contract_sum_is_never_the_total_investment(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "甲项目", total_investment=8500 * WAN, contract_amount=None)
    assert "合同引资额" not in text_of(office)


def test_in_december_a_target_is_met_or_missed_and_nothing_is_held_against_the_clock(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Target, indicator="projects_signed", amount=2 * WAN)
        signed(session, "甲项目")
    text = text_of(office)
    assert "新签约项目1个，未完成年度目标（2个），完成率50.0%" in text
    assert "序时" not in text
    assert "\n目标任务未完成，新签约项目差1个。" in text
    assert "尚需完成" not in text


def test_while_the_year_runs_the_clock_counts(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Target, indicator="projects_signed", amount=2 * WAN)
        signed(session, "甲项目")
    assert "新签约项目1个，完成年度目标2个的50.0%，欠序时进度33.3个百分点" in text_of(office, OCTOBER)


def test_no_rate_is_printed_whose_milestone_nobody_records(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "甲项目")
    text = text_of(office)
    assert "落地率" not in text
    assert "入统率" not in text


def test_a_review_that_was_passed_at_the_second_try_is_one_project(office: Database) -> None:
    with office.work("登记") as session:
        project = signed(session, "甲项目")
        for day, result in (("2026-01-05", GateResult.REFUSED), ("2026-02-05", GateResult.PASSED)):
            build(
                session, Gate, project_id=project.id, kind=GateKind.REVIEW, decided_on=PartialDate(day), result=result
            )
    assert "全年组织评审项目1个，其中1个经修改完善后通过。" in text_of(office)


def test_problems_solved_in_time_are_counted_apart(office: Database) -> None:
    with office.work("登记") as session:
        project = signed(session, "甲项目")
        for closed, due in (("2026-05-01", "2026-05-10"), ("2026-07-01", "2026-06-01")):
            build(
                session, Problem, project_id=project.id, raised_on=PartialDate("2026-04-01"),
                due_on=PartialDate(due), closed_on=PartialDate(closed),
            )  # fmt: skip
    assert "全年收集项目问题2个，协调解决2个，其中按时限办结1个。" in text_of(office)


def test_activities_of_one_kind_are_not_counted_out_of_themselves(office: Database) -> None:
    with office.work("登记") as session:
        trip = {"kind": ActivityKind.OUT, "place": "东莞", "firms": "甲公司、乙公司"}
        for day in ("2026-03-01", "2026-04-01"):
            build(session, Activity, held_on=PartialDate(day), **trip)
    text = text_of(office)
    assert "全年外出招商2次，赴东莞，对接甲公司、乙公司。" in text
    assert "其中外出招商" not in text


def test_new_and_continued_projects_share_out_the_money(office: Database) -> None:
    with office.work("登记") as session:
        old = build(session, Project, name="旧项目", stage=Stage.SIGNED)
        build(session, Milestone, project_id=old.id, actual_on=PartialDate("2025-03-05"))
        new = signed(session, "新项目")
        for project, amount in ((old, 300), (new, 200)):
            build(
                session, FundsEntry, project_id=project.id, amount=amount * WAN, received_on=PartialDate("2026-06-01")
            )
    assert "全年新签约的1个项目到位200万元，续建的1个项目到位300万元。" in text_of(office)


def test_the_shares_of_domestic_sources_are_of_the_domestic_money(office: Database) -> None:
    with office.work("登记") as session:
        project = signed(session, "甲项目")
        for source, amount in ((FundsSource.OTHER_PROVINCE, 300), (FundsSource.OTHER_CITY, 100)):
            when = PartialDate("2026-06-01")
            build(session, FundsEntry, project_id=project.id, amount=amount * WAN, received_on=when, source=source)
        abroad = {"source": FundsSource.ABROAD, "currency": Currency.DOLLAR, "rate": 7_000_000}
        build(session, FundsEntry, project_id=project.id, amount=100 * WAN, received_on=when, **abroad)
    assert "内资按来源分，省外300万元，占75.0%；市外省内100万元，占25.0%。" in text_of(office)


def test_money_of_a_project_that_nobody_knows_the_signing_of_is_neither_new_nor_continued(office: Database) -> None:
    with office.work("登记") as session:
        old = build(session, Project, name="旧项目", stage=Stage.SIGNED)
        build(session, Milestone, project_id=old.id, actual_on=PartialDate("2025-03-05"))
        undated = build(session, Project, name="没有签约时间的项目", stage=Stage.SIGNED)
        for project, amount in ((old, 300), (signed(session, "新项目"), 200), (undated, 70)):
            when = PartialDate("2026-06-01")
            build(session, FundsEntry, project_id=project.id, amount=amount * WAN, received_on=when)
    assert "全年新签约的1个项目到位200万元，续建的1个项目到位300万元，签约时间不明的1个项目到位70万元。" in text_of(
        office
    )


def test_what_a_figure_leaves_out_is_said_beside_it(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Target, indicator="funds_received", amount=2000 * WAN)
        project = signed(session, "甲项目")
        for when, amount in (("2026-06-01", 800), ("2026", 900)):
            build(session, FundsEntry, project_id=project.id, amount=amount * WAN, received_on=PartialDate(when))
    text = text_of(office, OCTOBER)
    assert "实际到位资金800万元（另有900万元只知年份，未计入），完成年度目标2000万元的40.0%" in text
    assert "只知年份" not in text_of(office)


def test_units_are_not_put_in_order_where_the_office_is_cautious(office: Database) -> None:
    with office.work("登记") as session:
        for name, amount in (("上河村", 300), ("下河村", 200)):
            project = signed(session, f"{name}项目", unit_id=build(session, Unit, name=name).id)
            when = PartialDate("2026-06-01")
            build(session, FundsEntry, project_id=project.id, amount=amount * WAN, received_on=when)
    assert "依次为上河村300万元、下河村200万元" in text_of(office)
    with office.work("稳妥口径") as session:
        offices.set_value(session, "cautious", new=True)
    assert "依次为" not in text_of(office)


def test_what_no_record_says_is_a_marked_blank(office: Database) -> None:
    with office.work("登记") as session:
        signed(session, "甲项目")
    assert "〔没有登记到位资金，请补充或删去本节〕" in text_of(office)


def test_a_plan_for_next_year_tells_each_step_with_its_day(office: Database) -> None:
    with office.work("登记") as session:
        unit = build(session, Unit, name="上河村")
        project = signed(session, "待开工项目", unit_id=unit.id, person="王芳")
        build(
            session, Milestone, project_id=project.id, kind=MilestoneKind.STARTED, actual_on=None,
            planned_on=PartialDate("2027-02-20"),
        )  # fmt: skip
    with office.read() as session:
        sheet = plan(session, YEAR, TODAY)
    assert sheet.title == "清溪镇2027年招商引资工作打算"
    assert sentences(sheet) == ["“待开工项目”（上河村，王芳），开工建设，2027年2月20日前完成。"]


@pytest.mark.parametrize("month", [3, 6, 9, 10, 12])
def test_no_sentence_of_a_year_is_about_nothing_nor_said_twice(demo: Database, month: int) -> None:
    with demo.read() as session:
        said = sentences(summary(session, Period(2026, month), date(2026, 12, 31)))
    assert len(said) == len(set(said))
    for sentence in said:
        if "率" not in sentence:  # a rate says what it is made of, nought included
            assert not re.search(r"(?<![\d.])0(万元|亿元|个|条|次|人|家|万美元)", sentence), sentence
        assert not re.search(r"[，、；][，。、；]|None|—(?!\d)", sentence), sentence
        assert not re.search(r"\d\.\d*0(亿元|万元|万平方米)", sentence), sentence


@pytest.mark.parametrize("month", [6, 12])
def test_every_amount_of_a_sentence_stands_in_one_unit(demo: Database, month: int) -> None:
    with demo.read() as session:
        said = sentences(summary(session, Period(2026, month), date(2026, 12, 31)))
    for sentence in said:
        assert len(set(re.findall(r"\d(万元|亿元)", sentence))) <= 1, sentence


@pytest.mark.parametrize("month", [3, 6, 10, 12])
def test_every_figure_about_a_target_equals_the_indicator_behind_it(demo: Database, month: int) -> None:
    with demo.read() as session:
        report = indicators.report(session, 2026, month)
        section = summary(session, Period(2026, month), date(2026, 12, 31)).sections[0]
    rows = {row.title: row for row in report.of(None) if row.completion is not None}
    told = {title: clause.text for clause in section.clauses for title in rows if clause.text.startswith(title)}
    assert told.keys() == rows.keys()
    for title, text in told.items():
        number, measure = re.match(r"([\d.]+)(亿元|万元|[^\d，。]+)", text.removeprefix(title)).groups()  # type: ignore[union-attr]
        factor = 10_000 if measure == "亿元" else 1
        assert abs(Fraction(number) * factor - rows[title].actual) <= Fraction(factor, 200), text


def test_a_sentence_leads_back_to_the_records_that_it_counts(office: Database) -> None:
    with office.work("登记") as session:
        keys = {signed(session, name).id for name in ("甲项目", "乙项目")}
    with office.read() as session:
        sheet = summary(session, YEAR, TODAY)
    found = [
        clause.origin
        for section in sheet.sections
        for clause in section.clauses
        if isinstance(clause, Statement) and clause.text.startswith("全年新签约项目2个")
    ]
    assert [set(origin.ids) for origin in found if isinstance(origin, Origin)] == [keys]


def test_what_is_no_achievement_is_not_told(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Activity, kind=ActivityKind.TRAINING, held_on=PartialDate("2026-05-13"), name="干部培训班")
        for name, outcome in (("甲推介会", "暂无成果，保持联系。"), ("乙推介会", "两家企业将来镇考察。")):
            held = {"held_on": PartialDate("2026-05-13"), "name": name, "outcome": outcome}
            build(session, Activity, kind=ActivityKind.PROMOTION, **held)
        build(session, Project, name="储备项目", stage=Stage.RESERVED)
        for number in range(8):
            project = signed(session, f"项目{number}")
            if not number:
                day = PartialDate("2026-08-05")
                build(session, Milestone, project_id=project.id, kind=MilestoneKind.IN_PRODUCTION, actual_on=day)
    text = text_of(office)
    for nothing in ("培训", "暂无成果", "推介“储备项目”", "投产率"):
        assert nothing not in text
    assert "“乙推介会”两家企业将来镇考察。" in text


def test_a_training_tells_how_many_were_trained(office: Database) -> None:
    with office.work("登记") as session:
        held = {"held_on": PartialDate("2026-05-13"), "name": "招商干部培训班", "people": 45}
        build(session, Activity, kind=ActivityKind.TRAINING, **held)
    assert "全年举办招商培训1次（招商干部培训班），参训45人。" in text_of(office)


def test_a_problem_of_several_clauses_is_quoted_and_other_kinds_come_last(office: Database) -> None:
    with office.work("登记") as session:
        other, money = ProblemKind.OTHER, ProblemKind.MONEY
        for kind, words in ((other, "道路未通。"), (other, "用工紧张。"), (money, "资金紧张，需要贷款。")):
            due = PartialDate("2027-01-20")
            project = build(session, Project, name=f"{words[:2]}项目")
            build(session, Problem, project_id=project.id, kind=kind, description=words, due_on=due)
    with office.read() as session:
        steps = "\n".join(sentences(plan(session, YEAR, TODAY)))
    assert "解决“资金紧张，需要贷款”问题" in steps
    assert "解决用工紧张问题" in steps
    assert "其中资金1个、其他2个" in text_of(office)


def test_an_office_without_records_gets_one_sentence(office: Database, tmp_path: Path) -> None:
    with office.read() as session:
        sheet = summary(session, YEAR, TODAY)
    assert sheet.sections == ()
    assert "没有登记" in sheet.opening
