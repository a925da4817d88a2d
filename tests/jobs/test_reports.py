"""Printed reports from records: every kind in both forms, and the sentences of bulletin and summary."""

from collections.abc import Iterator
from contextvars import copy_context
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from docx import Document

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.errors import Refused
from app.indicators.facts import Basis, Period
from app.jobs.reports import REPORTS, report
from app.models.funds import FundsEntry
from app.models.problems import Problem, ProblemKind
from app.models.projects import Milestone, ProgressNote, Project
from app.models.targets import Target
from app.models.units import Unit
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.month import bulletin
from app.reports.summary import summary
from app.services import circulars, offices
from app.values.capital import FundsStatus
from app.values.dates import PartialDate
from app.values.figures import show_places
from app.values.stages import MilestoneKind, Stage
from tests.builders import build
from tests.documents.pages import texts_of

TODAY = date(2026, 11, 22)
WAN = 1_000_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    make_demo(path, today=TODAY, projects=60, seed=11)
    database = open_database(path, fixed(TODAY))
    with database.work("启用红黑榜") as session:
        circulars.switch_board(session, on=True)
    yield database
    database.close()


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("填写单位") as session:
        offices.establish(session, name="清溪镇", code="510101101")
    return database


def said(sheet: BulletinSheet) -> str:
    return "\n".join([sheet.opening, *(clause.text for section in sheet.sections for clause in section.clauses)])


def table_of(sheet: BulletinSheet, words: str) -> Table:
    """The table whose title has these words."""
    return next(table for table in sheet.tables if words in table.title)


def pdf_text(path: Path) -> str:
    return "\n".join(texts_of(path))


def docx_text(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", list(REPORTS))
def test_every_report_says_in_word_what_it_says_on_paper(demo: Database, tmp_path: Path, kind: str) -> None:
    for ending in ("pdf", "docx"):
        report(demo, kind, 2026, 10, tmp_path / f"报表.{ending}")
    on_paper, in_word = pdf_text(tmp_path / "报表.pdf"), docx_text(tmp_path / "报表.docx")
    title = in_word.strip().splitlines()[0]
    assert title in on_paper.replace("\n", "")
    with demo.read() as session:
        assert offices.required(session).government in on_paper


@pytest.mark.parametrize("kind", ["bulletin", "week", "quarter", "trips", "teams", "summary", "ledgers"])
def test_an_office_without_records_gets_a_short_honest_page(office: Database, tmp_path: Path, kind: str) -> None:
    for ending, read in (("pdf", pdf_text), ("docx", docx_text)):
        report(office, kind, 2026, 10, tmp_path / f"空.{ending}")
        text = read(tmp_path / f"空.{ending}")
        assert "没有" in text
        assert "%" not in text


def test_a_project_book_without_projects_is_refused_in_a_sentence(office: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有储备或发布的项目"):
        report(office, "projectbook", 2026, 10, tmp_path / "册.pdf")
    assert not list(tmp_path.glob("册*"))


def test_what_cannot_be_a_report_is_refused(office: Database, tmp_path: Path) -> None:
    for kind, month, name in (("通报", 10, "a.pdf"), ("bulletin", 13, "a.pdf"), ("bulletin", 10, "a.xlsx")):
        with pytest.raises(Refused):
            report(office, kind, 2026, month, tmp_path / name)


def test_a_month_to_come_of_a_year_without_records_is_refused(demo: Database, tmp_path: Path) -> None:
    for kind in ("bulletin", "summary", "ledgers", "projectbook"):
        with pytest.raises(Refused, match="2031年1月还没有到"):
            report(demo, kind, 2031, 1, tmp_path / "将来.pdf")
    report(demo, "plan", 2026, 12, tmp_path / "本年.pdf")  # a year that has begun may be looked ahead into
    assert not (tmp_path / "将来.pdf").exists()


def test_what_is_known_of_no_project_is_a_dash_in_the_tables_of_the_library(office: Database) -> None:
    with office.work("登记项目") as session:
        build(session, Project, industry="工业", total_investment=None, contract_amount=None)
        build(session, Project, industry="工业", stage=Stage.NEGOTIATING, total_investment=10**8, contract_amount=10**8)
    with office.read() as session:
        sheet = summary(session, Period(2026, 10), TODAY)
    by_stage, by_industry = table_of(sheet, "分阶段"), table_of(sheet, "分产业")
    assert by_stage.rows[0] == ("储备", "1", "—", "—", "0.00")
    assert by_stage.rows[2] == ("签约", "0", "—", "—", "—")
    assert by_industry.rows[-1][:5] == ("合计", "1", "—", "1", "100.00")


def test_sentences_never_speak_of_a_negative_growth() -> None:
    assert words.growth_words(Fraction(-892, 10000)) == "同比下降8.9%"
    assert words.growth_words(Fraction(1893, 1000)) == "同比增长189.3%"
    assert words.growth_words(Fraction(-1, 10000)) == "与上年同期持平"


def test_points_are_rounded_after_the_difference_was_taken() -> None:
    ahead = (Fraction(6290, 6474) - Fraction(10, 12)) * 100
    assert words.ahead_words(ahead) == "超序时进度13.8个百分点"
    assert words.ahead_words(Fraction(-2075, 100)) == "欠序时进度20.8个百分点"


def test_money_reads_in_yi_from_one_yi_on() -> None:
    assert words.figure_words(Fraction(10_000), "万元") == "1亿元"
    assert words.figure_words(Fraction(112_854), "万元") == "11.29亿元"
    assert words.figure_words(Fraction(9_999), "万元") == "9999万元"
    assert words.figure_words(Fraction(1_285, 10), "万美元") == "128.5万美元"
    assert words.figure_words(Fraction(94_000), "万元") == "9.4亿元"


def test_rates_print_with_the_numbers_they_are_made_of(office: Database) -> None:
    with office.work("登记项目") as session:
        for number in range(23):
            project = build(session, Project, stage=Stage.STARTED if number < 21 else Stage.SIGNED)
            reached = ("签约", "落地", "开工") if number < 21 else ("签约",)
            for kind in reached:
                build(session, Milestone, project_id=project.id, kind=MilestoneKind(kind))
    with office.read() as session:
        text = said(summary(session, Period(2026, 10), TODAY))
    assert "落地率91.3%（签约23个、已落地21个）" in text
    assert "开工率91.3%（签约23个、已开工21个）" in text
    assert "投产率" not in text  # nobody recorded 投产 for any of them: the rate would say nothing
    assert "入统率" not in text


def test_a_rate_is_printed_once_a_project_of_its_base_had_the_milestone(office: Database) -> None:
    with office.work("登记项目") as session:
        for number in range(4):
            project = build(session, Project, stage=Stage.STARTED)
            build(session, Milestone, project_id=project.id, kind=MilestoneKind.SIGNED)
            build(session, Milestone, project_id=project.id, kind=MilestoneKind.STARTED)
            if not number:
                late = PartialDate("2026-12")
                build(session, Milestone, project_id=project.id, kind=MilestoneKind.IN_STATISTICS, actual_on=late)
    with office.read() as session:
        text = said(summary(session, Period(2026, 10), TODAY))
    assert "入统率0.0%（新开工4个、已入统0个）" in text
    assert "落地率" not in text


def test_the_reserve_is_told_by_industry(office: Database) -> None:
    with office.work("登记项目") as session:
        for industry, count, yi in (("农业", 8, 1), ("工业", 10, 30), ("其他", 8, 32)):
            for _ in range(count):
                build(session, Project, industry=industry, total_investment=yi * 10_000 * WAN)
    with office.read() as session:
        sheet = summary(session, Period(2026, 10), TODAY)
    text = "储备项目26个，总投资564亿元，其中工业10个、总投资300亿元；其他8个、总投资256亿元；农业8个、总投资8亿元。"
    assert text in said(sheet)
    table = next(table for table in sheet.tables if table.title == "项目库分产业情况表")
    assert table.rows[-1][:3] == ("合计", "26", "5640000.00")


def test_what_was_dated_later_has_not_happened_yet(office: Database) -> None:
    with office.work("登记项目") as session:
        project = build(session, Project, name="晚签项目", stage=Stage.SIGNED)
        for kind, day in (("在谈", "2026-05-06"), ("签约", "2026-10-09")):
            build(session, Milestone, project_id=project.id, kind=MilestoneKind(kind), actual_on=PartialDate(day))
    with office.read() as session:
        before, after = (bulletin(session, Period(2026, month), TODAY) for month in (9, 10))
    assert "没有新签约" in said(before)
    assert "新签约项目1个，总投资100万元，为“晚签项目”（见附表" in said(after)


def test_a_project_stands_still_only_when_nothing_was_recorded_in_the_month(office: Database) -> None:
    with office.work("登记项目") as session:
        moving, still, ended = (
            build(session, Project, name=name, stage=stage)
            for name, stage in (("有进展", Stage.NEGOTIATING), ("无进展", Stage.NEGOTIATING), ("已终止", Stage.ENDED))
        )
        for project, day in ((moving, "2026-10-11"), (still, "2026-09-30"), (still, "2026-11-02"), (ended, "2026-08")):
            build(session, ProgressNote, project_id=project.id, noted_on=PartialDate(day))
    with office.read() as session:
        sheet = bulletin(session, Period(2026, 10), TODAY)
    listed = [table for table in sheet.tables if "无进展项目" in table.title]
    assert [row[0] for table in listed for row in table.rows] == ["无进展"]
    assert listed[0].rows[0][-1] == "2026-09-30"


def test_units_are_ranked_by_what_most_of_them_have_a_target_of(office: Database) -> None:
    with office.work("下达目标") as session:
        for number, village in enumerate(("上河村", "下河村", "石桥村")):
            unit = build(session, Unit, name=village)
            build(session, Target, unit_id=unit.id, indicator="projects_signed", amount=2 * WAN)
            if number == 0:
                build(session, Target, unit_id=unit.id, indicator="funds_domestic", amount=500 * WAN)
            if number == 1:
                project = build(session, Project, unit_id=unit.id, stage=Stage.SIGNED)
                build(session, Milestone, project_id=project.id)
    with office.read() as session:
        sheet = bulletin(session, Period(2026, 6), TODAY)
    ranked = table_of(sheet, "排名表")
    assert ranked.rows[0][:2] == ("1", "下河村")
    assert {row[0] for row in ranked.rows[1:-1]} == {"2"}  # the township stands below
    assert "新签约项目尚无完成数的单位2个" in said(sheet)
    assert ranked.columns[2].title == "年度目标（个）"


def test_a_problem_counts_as_it_stood_at_the_end_of_the_month(office: Database) -> None:
    with office.work("登记问题") as session:
        project = build(session, Project, name="恒信项目")
        dates = {"raised_on": PartialDate("2026-08-01"), "due_on": PartialDate("2026-09-30")}
        build(session, Problem, project_id=project.id, kind=ProblemKind.LAND, **dates)
        build(session, Problem, project_id=project.id, closed_on=PartialDate("2026-11-03"), **dates)
        build(session, Problem, project_id=project.id, closed_on=PartialDate("2026-10-31"), **dates)
        build(session, Problem, project_id=project.id, raised_on=PartialDate("2026-11-01"))
    with office.read() as session:
        text = said(bulletin(session, Period(2026, 10), TODAY))
    assert "项目未销号问题2个" in text
    assert "超过解决时限的2个，涉及“恒信项目”。" in text


def test_next_steps_are_only_what_is_recorded(office: Database) -> None:
    with office.work("登记") as session:
        build(session, Target, indicator="funds_domestic", amount=500 * WAN)
        project = build(session, Project, name="待开工项目", stage=Stage.SIGNED)
        planned = {"kind": MilestoneKind.STARTED, "actual_on": None, "planned_on": PartialDate("2026-12-20")}
        build(session, Milestone, project_id=project.id)
        build(session, Milestone, project_id=project.id, **planned)
    with office.read() as session:
        sheet = summary(session, Period(2026, 10), TODAY)
    steps = [
        clause.text for section in sheet.sections if section.heading == "下步工作打算" for clause in section.clauses
    ]
    assert steps == ["对照年度目标，尚需完成实际到位内资500万元。", "推动“待开工项目”按计划开工。"]


def test_a_month_that_still_runs_is_reported_up_to_today(office: Database) -> None:
    with office.work("下达目标") as session:
        build(session, Target, indicator="funds_domestic", amount=500 * WAN)
    with office.read() as session:
        running, over = (said(bulletin(session, Period(2026, month), TODAY)) for month in (11, 10))
    assert "截至11月22日，" in running
    assert "截至10月底，" in over


def test_the_township_stands_below_the_ranked_units(office: Database) -> None:
    with office.work("下达目标") as session:
        unit = build(session, Unit, name="上河村")
        build(session, Target, unit_id=unit.id, indicator="projects_signed", amount=2 * WAN)
        build(session, Target, indicator="projects_signed", amount=8 * WAN)
        project = build(session, Project, unit_id=unit.id, stage=Stage.SIGNED)
        build(session, Milestone, project_id=project.id)
    with office.read() as session:
        sheet = bulletin(session, Period(2026, 6), TODAY)
    ranked = table_of(sheet, "排名表")
    assert [row[1] for row in ranked.rows] == ["上河村", "全镇"]
    assert (ranked.rows[1][0], ranked.rows[1][4]) == ("—", "12.5%")


def test_a_report_on_the_recognised_basis_says_so_and_counts_so(office: Database) -> None:
    with office.work("登记到位资金") as session:
        project = build(session, Project, stage=Stage.SIGNED)
        build(session, Milestone, project_id=project.id)
        when = {"project_id": project.id, "received_on": PartialDate("2026-05-06")}
        build(session, FundsEntry, amount=900 * WAN, **when)
        build(session, FundsEntry, amount=500 * WAN, status=FundsStatus.RECOGNISED, recognised_amount=300 * WAN, **when)
    with office.read() as session:
        own, county = (summary(session, Period(2026, 10, basis), TODAY) for basis in Basis)
    assert "实际到位资金1400万元" in said(own)
    assert "按自报数统计" in own.note
    assert "实际到位资金300万元" in said(county)
    assert "按县认定数统计" in county.note
    stages = next(table for table in county.tables if table.title == "项目库分阶段情况表")
    assert stages.rows[-1][-1] == "300.00"


def test_percentages_have_the_decimals_that_the_office_chose(office: Database) -> None:
    with office.work("下达目标") as session:
        build(session, Target, indicator="projects_signed", amount=23 * WAN)
        for _ in range(21):
            project = build(session, Project, stage=Stage.SIGNED)
            build(session, Milestone, project_id=project.id)

    def printed() -> str:
        with office.read() as session:
            return said(bulletin(session, Period(2026, 10), TODAY))

    texts = [copy_context().run(lambda places=places: (show_places(places), printed())[1]) for places in (0, 1, 2)]
    assert ["91%" in texts[0], "91.3%" in texts[1], "91.30%" in texts[2]] == [True] * 3
    assert "超序时进度8个百分点" in texts[0]
    assert "超序时进度7.97个百分点" in texts[2]


@pytest.mark.parametrize("kind", ["bulletin", "summary"])
def test_what_the_program_doubts_is_told_and_never_printed(office: Database, tmp_path: Path, kind: str) -> None:
    with office.work("登记项目") as session:
        project = build(session, Project, name="没写日期的项目", stage=Stage.STARTED)
        build(session, Milestone, project_id=project.id, kind=MilestoneKind.STARTED)
        key = project.id
    beside = report(office, kind, 2026, 10, tmp_path / "报表.pdf")
    doubt = next(each for each in beside.doubts if "没有签约日期" in each.sentence)
    assert (doubt.kind, doubt.ids) == ("projects", (key,))
    printed = pdf_text(tmp_path / "报表.pdf").replace("\n", "")
    assert "没有签约日期" not in printed
    assert "核对" not in printed
