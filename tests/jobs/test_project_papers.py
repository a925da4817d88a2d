"""The project book, the card of a project, the list of problems and the month's funds table."""

import re
from fractions import Fraction
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.jobs.project_lists import monthly_funds_table, problem_list
from app.jobs.project_papers import project_card
from app.jobs.reports import report
from app.models.funds import FundsEntry
from app.models.gates import GateKind, GateResult
from app.models.problems import Problem
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE
from app.models.units import Unit
from app.services import carriers, offices, projects, units
from app.services.carriers import CarrierEntry
from app.services.funds import monthly
from app.services.projects import MilestoneLine, ProjectEntry, agreements, gates, procedures, shares
from app.services.projects.agreements import AgreementEntry
from app.services.projects.gates import GateEntry, Opinion, Verdict
from app.services.projects.shares import ShareLine
from app.services.units import UnitEntry
from app.values.capital import Currency, FundsStatus
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build
from tests.documents.pages import texts_of

WAN = 1_000_000


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("填写单位") as session:
        offices.establish(session, name="清溪镇", code="510101101")
    return database


def test_the_book_has_a_page_for_each_project_on_offer_where_the_contents_say(office: Database, tmp_path: Path) -> None:
    with office.work("登记项目") as session:
        unit = build(session, Unit, name="上河村")
        for number in range(30):
            industry = ("农业", "工业", "")[number % 3]
            stage = (Stage.RESERVED, Stage.PUBLISHED)[number % 2]
            build(session, Project, name=f"推介项目第{number}号", industry=industry, stage=stage, unit_id=unit.id)
        build(session, Project, name="已在谈项目", stage=Stage.NEGOTIATING)
    report(office, "projectbook", 2026, 10, tmp_path / "册.pdf")
    cover, *pages = texts_of(tmp_path / "册.pdf")
    assert "清溪镇招商项目册" in cover
    entries = re.findall(r"^(推介项目第\d+号)\W*(\d+)$", "\n".join(pages[:2]), re.MULTILINE)
    assert len(entries) == 30
    for name, number in entries:
        page = pages[int(number) - 1]
        assert page.startswith(name)
        assert page.rstrip().endswith(f"— {number} —")
    assert "一、" in pages[0]
    assert "三、未注明（10个）" in pages[1]
    assert "已在谈项目" not in "".join(pages)


def test_a_page_of_the_book_says_only_what_is_known(office: Database, tmp_path: Path) -> None:
    with office.work("登记项目") as session:
        build(
            session, Project, name="冷链项目", site="工业集中区", person="李明", phone="0830-1234567", note="内部备注"
        )
    report(office, "projectbook", 2026, 10, tmp_path / "册.docx")
    document = Document(str(tmp_path / "册.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    facts = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert facts[:2] == ["所属产业", "未注明"]
    assert "工业集中区" in facts
    assert "一、联系方式\n联系人：李明\n联系电话：0830-1234567" in text
    assert "内部备注" not in text
    assert "效益预测" not in text


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_card_holds_milestones_money_and_people_on_one_page(office: Database, tmp_path: Path, ending: str) -> None:
    with office.work("登记项目") as session:
        values = {"leader": "张丽", "contract_amount": 200 * WAN, "content": "建设冷链仓库及分拣中心。" * 8}
        project = build(session, Project, name="冷链项目", stage=Stage.STARTED, **values)
        for kind in (MilestoneKind.SIGNED, MilestoneKind.LANDED, MilestoneKind.STARTED):
            build(session, Milestone, project_id=project.id, kind=kind, evidence="投资协议")
        for _ in range(20):
            build(session, FundsEntry, project_id=project.id, amount=4 * WAN)
        build(session, Problem, project_id=project.id)
        key = project.id
    path = tmp_path / f"卡.{ending}"
    project_card(office, key, path)
    if ending == "pdf":
        (text,) = texts_of(path)
    else:
        tables = Document(str(path)).tables
        text = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    for words in (
        "冷链项目",
        "张丽",
        "80万元，占合同40.0%",
        "2026-03-05",
        "用地指标未落实",
        "此前14笔",
        "56.00",
        "80.00",
    ):
        assert words in text


def _whole_life(session: Session, words: str, count: int) -> str:
    """A project with every record that a card shows, ``count`` of each, all texts made of ``words``."""
    line = words[:200]
    carrier = carriers.save(session, CarrierEntry(name="1号标准厂房", area=100))
    names = ("leader", "person", "investor", "investor_place", "site", "land_need", "introducer", "unit")
    for unit in (line, "便民服务中心"):
        units.save(session, UnitEntry(name=unit))
    texts = dict.fromkeys(("content", "progress", "problem", "team", "note"), words)
    entry = ProjectEntry(name=line, total_investment=9 * WAN, **dict.fromkeys(names, line), **texts)
    key = projects.save(session, entry, year=2026)
    carriers.settle(session, key, carrier)
    lines = [MilestoneLine(kind, PartialDate("2026-03"), PartialDate("2026-03-05"), line) for kind in MilestoneKind]
    projects.set_milestones(session, key, [each for each in lines if each.kind != "终止"])
    opinions = tuple(Opinion(point, Verdict.PASSED, words) for point in gates.POINTS)
    on = PartialDate("2026-02")
    shares.save(session, key, [ShareLine(line, WHOLE // 4), ShareLine("便民服务中心", WHOLE // 4 * 3)])
    procedures.lay_out(session, key)
    for _ in range(count):
        gates.save(session, key, GateEntry(GateKind.REVIEW, on, GateResult.PASSED, line, opinions, words))
        agreements.save(session, key, AgreementEntry(number=line, amount=5 * WAN, bond_due=WAN, bond_due_on=on))
        build(session, FundsEntry, project_id=key, amount=4 * WAN, voucher_number=line)
        build(session, Problem, project_id=key, description=words)
    return key


def test_a_card_shows_decisions_agreements_formalities_shares_and_where_it_sits(
    office: Database, tmp_path: Path
) -> None:
    with office.work("登记项目") as session:
        key = _whole_life(session, "符合园区要求", 1)
    project_card(office, key, tmp_path / "卡.pdf")
    (text,) = texts_of(tmp_path / "卡.pdf")
    text = text.replace("\n", "")
    for words in (
        "1号标准厂房",
        "便民服务中心75%、符合园区要求25%",
        "评审 2026-02 通过 符合园区要求",
        "法律法规（符合园区要求）",
        "投资协议",
        "未办理9项",
        "用地预审与选址意见书",
        "保证金",
    ):
        assert words in text


@pytest.mark.parametrize("words", ["很长的文字。" * 3300, "短行\n" * 6000, "A" * 20_000])
@pytest.mark.parametrize("count", [0, 40])
def test_a_card_is_one_page_whatever_stands_in_its_records(
    office: Database, tmp_path: Path, words: str, count: int
) -> None:
    with office.work("登记项目") as session:
        key = _whole_life(session, words, count)
    project_card(office, key, tmp_path / "卡.pdf")
    (text,) = texts_of(tmp_path / "卡.pdf")
    assert "下略，全文见项目库" in text
    with pdfplumber.open(tmp_path / "卡.pdf") as pdf:
        assert min(char["size"] for char in pdf.pages[0].chars) > 8.99


def test_every_project_of_the_book_has_one_page_whatever_it_says(office: Database, tmp_path: Path) -> None:
    with office.work("登记项目") as session:
        for number, length in enumerate((10, 500, 700, 900, 1200, 20_000), start=1):
            texts = {"content": "建设标准厂房。" * (length // 7), "progress": "已完成选址。"}
            build(session, Project, name=f"第{number}号推介项目", person="李明", phone="0830-1234567", **texts)
    report(office, "projectbook", 2026, 10, tmp_path / "册.pdf")
    _, contents, *pages = texts_of(tmp_path / "册.pdf")
    assert len(pages) == 6
    for number, page in enumerate(pages, start=1):
        assert page.startswith(f"第{number}号推介项目")
        assert "0830-1234567" in page
        assert re.search(rf"第{number}号推介项目\W*{number + 1}$", contents, re.MULTILINE)
    assert ["详情请与联系单位联系" in page for page in pages] == [False] * 5 + [True]


def test_a_card_in_another_form_is_refused(office: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="docx"):
        project_card(office, "x", tmp_path / "卡.xlsx")


def test_the_funds_table_sets_the_month_the_year_and_last_year_side_by_side(office: Database, tmp_path: Path) -> None:
    with office.work("登记资金") as session:
        one, other = (build(session, Project, name=name) for name in ("甲项目", "乙项目"))
        entries = (
            (one, "2026-10-08", 30), (one, "2026-02", 20), (one, "2025-10-31", 40), (one, "2025-11-01", 99),
            (other, "2026-11-01", 99), (other, "2026-03-01", 5), (other, "2026", 99),
        )  # fmt: skip
        for project, day, amount in entries:
            build(session, FundsEntry, project_id=project.id, received_on=PartialDate(day), amount=amount * WAN)
        recognised = {"status": FundsStatus.RECOGNISED, "recognised_amount": 7 * WAN, "voucher_number": "0012"}
        build(
            session, FundsEntry, project_id=one.id, received_on=PartialDate("2026-10-09"), amount=10 * WAN, **recognised
        )
        dollars = {"currency": Currency.DOLLAR, "rate": None, "amount": WAN}
        build(session, FundsEntry, project_id=other.id, received_on=PartialDate("2026-10-09"), **dollars)
    with office.read() as session:
        rows, sums = monthly.table(session, 2026, 10)
    first, second = rows
    assert (first.project, first.this_month, first.this_year, first.last_year) == (
        "甲项目",
        40 * WAN,
        60 * WAN,
        40 * WAN,
    )
    assert (first.growth, first.recognised, first.received_on) == (Fraction(1, 2), 7 * WAN, "10月8日、10月9日")
    assert (second.this_month, second.this_year, second.growth) == (0, 5 * WAN, None)
    assert second.note == "另有99.00万元只知年份，未计入；有美元资金缺汇率"
    assert (sums["this_year"], sums["growth"]) == (65 * WAN, Fraction(25, 40))
    assert monthly_funds_table(office, 2026, 10, tmp_path / "表.xlsx") == 2
    sheet = load_workbook(tmp_path / "表.xlsx", data_only=True).active
    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert lines[0][:7] == [1, "甲项目", None, "省外", 40, 60, 40]
    assert lines[2][0] == "合计"
    monthly_funds_table(office, 2026, 10, tmp_path / "表.pdf")
    assert "50.0%" in texts_of(tmp_path / "表.pdf")[0]


def test_the_problem_list_holds_what_was_open_at_the_month_s_end(office: Database, tmp_path: Path) -> None:
    with office.work("登记问题") as session:
        build(session, Problem, description="用电容量不足")
        build(session, Problem, description="早已解决", closed_on=PartialDate("2026-06-01"))
    assert problem_list(office, 2026, 10, tmp_path / "清单.pdf") == 1
    assert problem_list(office, 2026, 10, tmp_path / "清单.xlsx") == 1
    (text,) = texts_of(tmp_path / "清单.pdf")
    assert "用电容量不足" in text
    assert "早已解决" not in text
    with pytest.raises(Refused):
        problem_list(office, 2026, 10, tmp_path / "清单.docx")
