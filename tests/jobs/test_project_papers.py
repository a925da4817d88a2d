"""The project book, the card of a project, the list of problems and the month's funds table."""

import re
from fractions import Fraction
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook

from app.database.engine import Database
from app.errors import Refused
from app.jobs.project_lists import monthly_funds_table, problem_list
from app.jobs.project_papers import project_card
from app.jobs.reports import report
from app.models.funds import Currency, FundsEntry, FundsStatus
from app.models.problems import Problem
from app.models.projects import Milestone, MilestoneKind, Project, Stage
from app.models.units import Unit
from app.services import monthly_funds, offices
from app.values.dates import PartialDate
from tests.builders import build

WAN = 1_000_000


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("填写单位") as session:
        offices.establish(session, name="清溪镇", code="510101101")
    return database


def pages_of(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_the_book_has_a_page_for_each_project_on_offer_where_the_contents_say(office: Database, tmp_path: Path) -> None:
    with office.work("登记项目") as session:
        unit = build(session, Unit, name="上河村")
        for number in range(30):
            industry = ("农业", "工业", "")[number % 3]
            stage = (Stage.RESERVED, Stage.PUBLISHED)[number % 2]
            build(session, Project, name=f"推介项目第{number}号", industry=industry, stage=stage, unit_id=unit.id)
        build(session, Project, name="已在谈项目", stage=Stage.NEGOTIATING)
    report(office, "projectbook", 2026, 10, tmp_path / "册.pdf")
    cover, *pages = pages_of(tmp_path / "册.pdf")
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
        (text,) = pages_of(path)
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
        rows, sums = monthly_funds.table(session, 2026, 10)
    first, second = rows
    assert (first.project, first.this_month, first.this_year, first.last_year) == (
        "甲项目",
        40 * WAN,
        60 * WAN,
        40 * WAN,
    )
    assert (first.growth, first.recognised, first.received_on) == (Fraction(1, 2), 7 * WAN, "10月8日、10月9日")
    assert (second.this_month, second.this_year, second.growth) == (0, 5 * WAN, None)
    assert second.note == "有美元资金缺汇率"
    assert (sums["this_year"], sums["growth"]) == (65 * WAN, Fraction(25, 40))
    assert monthly_funds_table(office, 2026, 10, tmp_path / "表.xlsx") == 2
    sheet = load_workbook(tmp_path / "表.xlsx").active
    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert lines[0][:7] == [1, "甲项目", None, "省外", 40, 60, 40]
    assert lines[2][0] == "合计"
    monthly_funds_table(office, 2026, 10, tmp_path / "表.pdf")
    assert "50.0%" in pages_of(tmp_path / "表.pdf")[0]


def test_the_problem_list_holds_what_was_open_at_the_month_s_end(office: Database, tmp_path: Path) -> None:
    with office.work("登记问题") as session:
        build(session, Problem, description="用电容量不足")
        build(session, Problem, description="早已解决", closed_on=PartialDate("2026-06-01"))
    assert problem_list(office, 2026, 10, tmp_path / "清单.pdf") == 1
    assert problem_list(office, 2026, 10, tmp_path / "清单.xlsx") == 1
    (text,) = pages_of(tmp_path / "清单.pdf")
    assert "用电容量不足" in text
    assert "早已解决" not in text
    with pytest.raises(Refused):
        problem_list(office, 2026, 10, tmp_path / "清单.docx")
